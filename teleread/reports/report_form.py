"""A submission as canonical bytes: what is kept, hashed and signed.

A newer form only adds; what was signed in an older one keeps its bytes.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Final
from uuid import UUID

from teleread.reports.evidence_form import evidence_of_tree, evidence_tree
from teleread.reports.report import (
    Author,
    ChangeSize,
    ClinicAsShown,
    CriticalAnswer,
    Follows,
    ManifestEntry,
    PatientAsShown,
    ReportKind,
    ReviewOf,
    StudyAsRead,
    Submission,
    TemplateUsed,
    instant,
)

FORMAT: Final = "teleread-report/3"
FORMAT_BEFORE_JUDGEMENT: Final = "teleread-report/2"
FORMAT_BEFORE_EVIDENCE: Final = "teleread-report/1"
FORMATS: Final = frozenset({FORMAT, FORMAT_BEFORE_JUDGEMENT, FORMAT_BEFORE_EVIDENCE})


def canonical(submission: Submission) -> bytes:
    """Return the bytes that are hashed, signed and kept.

    One JSON object: keys sorted, no white space, UTF-8, text exactly as it was
    typed (no Unicode normalization), no numbers but small integers (others are
    text with three decimals). Under those
    limits it is the JSON Canonicalization Scheme, so any other implementation
    of it arrives at the same bytes.

    References
    ----------
    RFC 8785 (JCS) 3.2: literal characters but the escapes of 3.2.2.2, members
    sorted by name; every name here is ASCII, for which the order by UTF-16
    code units is Python's.
    """
    tree = _tree(submission)
    return json.dumps(tree, ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True).encode()


def parse(content: bytes) -> Submission:
    """Return the submission whose canonical bytes these are.

    Raises
    ------
    ValueError
        If the bytes are not in the form that `canonical` writes.
    """
    tree = json.loads(content)
    if not isinstance(tree, dict) or tree.get("format") not in FORMATS:
        raise ValueError(f"not a {FORMAT} document")
    try:
        submission = _submission(tree)
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"not a {FORMAT} document") from error
    if canonical(submission) != content:
        raise ValueError("not in canonical form")
    return submission


def _tree(submission: Submission) -> dict[str, Any]:
    patient, clinic, author = submission.patient, submission.clinic, submission.author
    return {
        "format": _format_of(submission),
        **_added(submission),
        "submission_id": str(submission.id),
        "reading_id": str(submission.reading_id),
        "number": submission.number,
        "version": submission.version,
        "kind": submission.kind.value,
        "clinic": {"id": str(clinic.id), "name": clinic.name, "time_zone": clinic.time_zone},
        "department": submission.department,
        "patient": {
            "name": patient.name,
            "patient_id": patient.patient_id,
            "birth_date": patient.birth_date.isoformat() if patient.birth_date else None,
            "sex": patient.sex,
        },
        "modality": submission.modality,
        "body_part": submission.body_part,
        "clinical_question": submission.clinical_question,
        "accession_number": submission.accession_number,
        "studies": [
            {
                "study_instance_uid": study.study_instance_uid,
                "accession_number": study.accession_number,
                "study_date": study.study_date,
                "study_description": study.study_description,
            }
            for study in submission.studies
        ],
        "findings": submission.findings,
        "impression": submission.impression,
        "author": {"account_id": str(author.account_id), "name": author.name},
        "manifest": [{"sop_instance_uid": e.sop_instance_uid, "sha256": e.sha256} for e in submission.manifest],
        "submitted_at": instant(submission.submitted_at),
    }


def _format_of(submission: Submission) -> str:
    if any((submission.template, submission.critical, submission.follows, submission.review_of)):
        return FORMAT
    return FORMAT_BEFORE_EVIDENCE if submission.evidence is None else FORMAT_BEFORE_JUDGEMENT


def _added(submission: Submission) -> dict[str, Any]:
    """Return what later forms added: the second evidence, the third what was judged and what it follows."""
    format_, evidence = _format_of(submission), submission.evidence
    second = {"evidence": None if evidence is None else evidence_tree(evidence)}
    if format_ == FORMAT_BEFORE_EVIDENCE:
        return {}
    return second if format_ == FORMAT_BEFORE_JUDGEMENT else {**second, **_third(submission)}


def _third(submission: Submission) -> dict[str, Any]:
    template, follows, review_of = submission.template, submission.follows, submission.review_of
    return {
        "template": template and template_tree(template),
        "critical": submission.critical and submission.critical.value,
        "follows": follows
        and {"report_id": str(follows.report_id), "version": follows.version, "reason": follows.reason},
        "review_of": review_of
        and {
            "submission_id": str(review_of.submission_id),
            "sha256": review_of.sha256,
            "change": review_of.change.value,
        },
    }


def template_tree(template: TemplateUsed) -> dict[str, Any]:
    """Return the template as it stands in canonical bytes: what was filled in as pairs, in the order of the form."""
    values = [[field, value] for field, value in template.values]
    return {"key": template.key, "version": template.version, "values": values}


def template_of_tree(tree: Mapping[str, Any]) -> TemplateUsed:
    """Return the template that a tree says; raises KeyError, TypeError or ValueError if it is none."""
    return TemplateUsed(tree["key"], tree["version"], tuple((field, value) for field, value in tree["values"]))


def _judged(tree: Mapping[str, Any]) -> dict[str, Any]:
    template, critical, follows, review_of = (tree[key] for key in ("template", "critical", "follows", "review_of"))
    return {
        "template": template and template_of_tree(template),
        "critical": critical and CriticalAnswer(critical),
        "follows": follows and Follows(UUID(follows["report_id"]), follows["version"], follows["reason"]),
        "review_of": review_of
        and ReviewOf(UUID(review_of["submission_id"]), review_of["sha256"], ChangeSize(review_of["change"])),
    }


def _evidence(tree: Mapping[str, Any]) -> Any:
    kept = None if tree["format"] == FORMAT_BEFORE_EVIDENCE else tree["evidence"]
    return None if kept is None else evidence_of_tree(kept)


def _submission(tree: Mapping[str, Any]) -> Submission:
    clinic, patient, author = tree["clinic"], tree["patient"], tree["author"]
    born = patient["birth_date"]
    return Submission(
        id=UUID(tree["submission_id"]),
        reading_id=UUID(tree["reading_id"]),
        number=tree["number"],
        version=tree["version"],
        kind=ReportKind(tree["kind"]),
        clinic=ClinicAsShown(UUID(clinic["id"]), clinic["name"], clinic["time_zone"]),
        department=tree["department"],
        patient=PatientAsShown(
            patient["name"], patient["patient_id"], date.fromisoformat(born) if born else None, patient["sex"]
        ),
        modality=tree["modality"],
        body_part=tree["body_part"],
        clinical_question=tree["clinical_question"],
        accession_number=tree["accession_number"],
        studies=tuple(StudyAsRead(**study) for study in tree["studies"]),
        findings=tree["findings"],
        impression=tree["impression"],
        author=Author(UUID(author["account_id"]), author["name"]),
        manifest=tuple(ManifestEntry(**entry) for entry in tree["manifest"]),
        submitted_at=datetime.strptime(tree["submitted_at"], "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC),
        evidence=_evidence(tree),
        **(_judged(tree) if tree["format"] == FORMAT else {}),
    )
