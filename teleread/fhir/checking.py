"""Whether what leaves here is FHIR R4: by its definitions, and by the codes that must come from a value set.

The library knows every element and type; it checks no code. The codes that we
write and that R4 requires (binding strength "required") are checked here.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import fhirkit

from teleread.errors import TelereadError
from teleread.fhir.values import Resource


def _set(codes: str) -> frozenset[str]:
    return frozenset(codes.split())


REQUIRED_CODES: Final[Mapping[str, frozenset[str]]] = {
    "DiagnosticReport.status": _set(
        "registered partial preliminary final amended corrected appended cancelled entered-in-error unknown"
    ),
    "Observation.status": _set("registered preliminary final amended corrected cancelled entered-in-error unknown"),
    "ImagingStudy.status": _set("registered available cancelled entered-in-error unknown"),
    "ServiceRequest.status": _set("draft active on-hold revoked completed entered-in-error unknown"),
    "ServiceRequest.intent": _set(
        "proposal plan directive order original-order reflex-order filler-order instance-order option"
    ),
    "ServiceRequest.priority": _set("routine urgent asap stat"),
    "Patient.gender": _set("male female other unknown"),
    "Bundle.type": _set(
        "document message transaction transaction-response batch batch-response history searchset collection"
    ),
    "Identifier.use": _set("usual official temp secondary old"),
    "Narrative.status": _set("generated extensions additional empty"),
    "OperationOutcome_Issue.severity": _set("fatal error warning information"),
}
"""Value sets of R4 with a required binding, for the elements that we fill."""

_PARTS: Final = {"identifier": "Identifier", "text": "Narrative", "issue": "OperationOutcome_Issue"}


class NotFhir(TelereadError):
    """We made something that is no FHIR; it names the elements and nothing of their content."""

    code = "not_fhir"
    zh, en = "生成的 FHIR 资源不符合规范：{places}", "The FHIR resource that was made is not valid: {places}"


def checked(resource: Resource) -> Resource:
    """Return a resource that is FHIR R4.

    Raises
    ------
    NotFhir
        If it is not: a defect of ours that nobody is to receive.
    """
    wrong = [issue.path for issue in fhirkit.validate(resource) if issue.severity == "error"]
    wrong += list(wrong_codes(resource))
    if wrong:
        raise NotFhir(places=", ".join(wrong[:8]))
    return resource


def wrong_codes(resource: Mapping[str, Any]) -> Iterator[str]:
    """Name the elements whose code is not of the value set that R4 requires."""
    yield from _wrong(resource, str(resource.get("resourceType", "")))


def _wrong(item: Mapping[str, Any], kind: str) -> Iterator[str]:
    kind = str(item.get("resourceType", kind))
    for name, value in item.items():
        allowed = REQUIRED_CODES.get(f"{kind}.{name}")
        if allowed is not None and value not in allowed:
            yield f"{kind}.{name}"
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, Mapping):
                yield from _wrong(child, _PARTS.get(name, f"{kind}_{name}"))
