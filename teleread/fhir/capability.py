"""CapabilityStatement: what the API answers to (FHIR R4 5.2, 3.1.0.12)."""

from typing import Any, Final

from teleread.fhir.values import Resource

SAID_AT: Final = "2026-11-24"
DESCRIPTION: Final = "远程阅片平台的已签发报告、检查与申请单（只读） Signed reports, studies and orders, to be read"

_ID: Final = ("_id", "token", "我方资源标识 Our key")
_PATIENT: Final = ("patient", "reference", "患者资源 The Patient resource")
_PATIENT_NUMBER: Final = ("patient.identifier", "token", "患者号，请用 POST Patient ID; send it by POST")
_CHANGED: Final = ("_lastUpdated", "date", "最近更改时间，前缀 eq ge gt le lt When it was last changed")
_ACCESSION: Final = "检查号 Accession Number"
_OF_STUDY: Final = ("identifier", "token", f"Study Instance UID, {_ACCESSION}")
SECURITY: Final = (
    "账号令牌（Authorization: Bearer），只见其机构范围 A bearer token of an account, and what its Scope holds"
)

SEARCHES: Final[dict[str, tuple[tuple[str, str, str], ...]]] = {
    "DiagnosticReport": (_ID, ("identifier", "token", _ACCESSION), _PATIENT, _PATIENT_NUMBER, _CHANGED),
    "ImagingStudy": (
        _ID,
        ("identifier", "token", f"Study Instance UID, {_ACCESSION}"),
        _PATIENT,
        _PATIENT_NUMBER,
        _CHANGED,
    ),
    "ServiceRequest": (_ID, ("identifier", "token", _ACCESSION), _PATIENT, _PATIENT_NUMBER),
    "Patient": (_ID, ("identifier", "token", "患者号，请用 POST Patient ID; send it by POST")),
    "Practitioner": (),
    "Organization": (),
    "Binary": (),
}


def capability_statement(*, base: str, software: str) -> Resource:
    """Return what the API can do."""
    return {
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": SAID_AT,
        "kind": "instance",
        "software": {"name": "teleread", "version": software},
        "implementation": {"description": DESCRIPTION, "url": base},
        "fhirVersion": "4.0.1",
        "format": ["application/fhir+json"],
        "rest": [
            {
                "mode": "server",
                "security": {
                    "cors": False,
                    "description": SECURITY,
                },
                "resource": [_resource(kind, parameters) for kind, parameters in SEARCHES.items()],
            }
        ],
    }


def _resource(kind: str, parameters: tuple[tuple[str, str, str], ...]) -> dict[str, Any]:
    is_report = kind == "DiagnosticReport"
    interactions = ["read", *(["search-type"] if parameters else [])]
    interactions += ["vread", "history-instance"] if is_report else []
    described: dict[str, Any] = {
        "type": kind,
        "interaction": [{"code": code} for code in interactions],
        "versioning": "versioned" if is_report else "no-version",
        "readHistory": is_report,
    }
    if parameters:
        described["searchParam"] = [
            {"name": name, "type": type_, "documentation": said} for name, type_, said in parameters
        ]
    return described
