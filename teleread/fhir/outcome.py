"""OperationOutcome: why something was refused, in both languages."""

from typing import Any, Final

from teleread.fhir.values import Resource

ISSUE_CODES: Final = {
    400: "invalid",
    401: "login",
    403: "forbidden",
    404: "not-found",
    405: "not-supported",
    406: "not-supported",
    409: "conflict",
    410: "deleted",
    413: "too-long",
    415: "not-supported",
    422: "processing",
    429: "throttled",
    503: "transient",
}
"""Codes of the value set issue-type by HTTP status; the rest is an exception."""


def operation_outcome(status: int, *, zh: str, en: str, code: str) -> Resource:
    """Return why a request was refused; nothing of the request is repeated."""
    issue_code = ISSUE_CODES.get(status, "exception" if status >= 500 else "processing")
    details = {"coding": [{"system": "urn:teleread:problem", "code": code}], "text": f"{zh} {en}"}
    return {
        "resourceType": "OperationOutcome",
        "issue": [{"severity": "error", "code": issue_code, "details": details}],
    }


def issues_said(outcome: Any, *, most: int = 3) -> str:
    """Return the codes of an outcome that a receiver sent, and no text: that may quote the patient."""
    if not isinstance(outcome, dict) or outcome.get("resourceType") != "OperationOutcome":
        return ""
    issues = outcome.get("issue")
    said = []
    for issue in issues[:most] if isinstance(issues, list) else []:
        if isinstance(issue, dict):
            places = issue.get("expression")
            place = str(places[0])[:80] if isinstance(places, list) and places else ""
            said.append(" ".join(part for part in (str(issue.get("code", ""))[:32], place) if part))
    return "; ".join(part for part in said if part)
