"""DiagnosticReport: one resource for a Reading's report, a version of it for each signed version.

References
----------
FHIR R4 10.3 (DiagnosticReport), 10.3.3.1 (status); value sets
diagnostic-report-status and observation-status.
"""

from typing import Any, Final

from teleread.fhir.contents import ReportTold
from teleread.fhir.values import (
    LANGUAGE,
    LOINC,
    REPORT_KEY,
    SERVICE_SECTION,
    Refer,
    Resource,
    accession,
    concept,
    identifier,
    instant,
    narrative,
    without_nothing,
)
from teleread.reports.report import CriticalAnswer, ReportKind

STATUSES: Final = {
    ReportKind.FINAL: "final",
    ReportKind.ADDENDUM: "appended",
    ReportKind.CORRECTION: "corrected",
    ReportKind.RECALL: "entered-in-error",
}
OBSERVED: Final = {**STATUSES, ReportKind.ADDENDUM: "amended"}
"""An Observation knows no `appended`."""

TITLES: Final = {
    "xray": ("18748-4", "Diagnostic imaging study", "远程影像诊断报告"),
    "ultrasound": ("18748-4", "Diagnostic imaging study", "远程超声诊断报告"),
    "ecg": ("11524-6", "EKG study", "远程心电诊断报告"),
    "other": ("11528-7", "Radiology Report", "远程诊断报告"),
}
SECTIONS: Final = {
    "xray": ("RX", "Radiograph"),
    "ultrasound": ("RUS", "Radiology Ultrasound"),
    "ecg": ("EC", "Electrocardiac (e.g., EKG, EEC, Holter)"),
    "other": ("OTH", "Other"),
}
FINDINGS: Final = ("59776-5", "Procedure findings Narrative")
CRITICAL_RESULTS: Final = ("73568-8", "Communication of critical results")
CRITICAL: Final = {
    CriticalAnswer.PRESENT: "存在危急值，已按流程另行通报 A critical finding is present; it is communicated apart",
    CriticalAnswer.NONE: "未发现危急值 No critical finding",
}
KINDS: Final = {
    ReportKind.ADDENDUM: "补充报告 Addendum",
    ReportKind.CORRECTION: "更正报告 Correction",
    ReportKind.RECALL: "撤回通知 Recall",
}


def diagnostic_report(told: ReportTold, *, refer: Refer, form: Resource) -> Resource:
    """Return a version of a report.

    Findings are an Observation inside it, since the resource has no element
    for them; the impression is its conclusion. Both hold the text exactly as
    it was signed.

    Parameters
    ----------
    form
        The PDF: an Attachment with its bytes, or with where they are.
    """
    report, content = told.report, told.content
    title = TITLES[content.modality]
    observed = _observations(told, refer)
    people = list(dict.fromkeys(signer.person for signer in told.signers))
    interpreters = [{"reference": refer("Practitioner", person.id), "display": person.name} for person in people]
    department = told.department
    performer = [] if department is None else [_named(refer("Organization", department.id), department.name)]
    return without_nothing(
        {
            "resourceType": "DiagnosticReport",
            "id": str(report.reading_id),
            "meta": {"versionId": str(report.version), "lastUpdated": instant(report.signed_at)},
            "language": LANGUAGE,
            "text": _text(told),
            "contained": observed,
            "identifier": [
                identifier(REPORT_KEY, str(report.reading_id), use="official"),
                *accession(told.clinic, content.accession_number),
            ],
            "basedOn": [{"reference": refer("ServiceRequest", told.request_id)}] if told.request_id else [],
            "status": STATUSES[report.kind],
            "category": [concept(SERVICE_SECTION, *SECTIONS[content.modality])],
            "code": concept(LOINC, title[0], title[1], text=title[2]),
            "subject": {"reference": refer("Patient", told.patient_key)},
            "effectiveDateTime": instant(told.started_at) if told.started_at else None,
            "issued": instant(report.signed_at),
            "performer": [*performer, *interpreters],
            "resultsInterpreter": interpreters,
            "result": [{"reference": f"#{each['id']}"} for each in observed],
            "imagingStudy": [{"reference": refer("ImagingStudy", key)} for key in told.study_ids],
            "conclusion": content.impression,
            "presentedForm": [{"contentType": "application/pdf", "language": LANGUAGE, "title": title[2], **form}],
        }
    )


def _named(reference: str, display: str) -> Resource:
    return {"reference": reference, "display": display}


def _observations(told: ReportTold, refer: Refer) -> list[Resource]:
    content = told.content
    said = [("findings", FINDINGS, content.findings)]
    if content.critical is not None:
        said.append(("critical", CRITICAL_RESULTS, CRITICAL[content.critical]))
    return [_observation(told, refer, *each) for each in said if each[2].strip()]


def _observation(told: ReportTold, refer: Refer, key: str, code: tuple[str, str], text: str) -> Resource:
    return {
        "resourceType": "Observation",
        "id": key,
        "status": OBSERVED[told.report.kind],
        "code": concept(LOINC, *code),
        "subject": {"reference": refer("Patient", told.patient_key)},
        "valueString": text,
    }


def _text(told: ReportTold) -> dict[str, Any]:
    content, follows = told.content, told.content.follows
    signed = "\n".join(f"{signer.person.name} {instant(signer.signed_at)}" for signer in told.signers)
    why = (
        [] if follows is None else [(KINDS.get(told.report.kind, ""), f"第 {told.report.version} 版\n{follows.reason}")]
    )
    return narrative(
        [
            *why,
            ("检查所见 Findings", content.findings),
            ("诊断意见 Impression", content.impression),
            ("签名 Signed by", signed),
        ],
        is_more=True,
    )
