"""The small parts of resources: identifiers, codes, references, moments, and text as XHTML.

References
----------
FHIR R4 (4.0.1) 2.24 (data types), 2.4 (narrative), 2.3 (references).
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from html import escape
from typing import Any, Final
from urllib.parse import quote
from uuid import UUID

from teleread.fhir.contents import ClinicTold

Resource = dict[str, Any]
Refer = Callable[[str, UUID], str]
"""How a resource points at another: by an address of the API, or by a name inside one Bundle."""

LOINC: Final = "http://loinc.org"
DCM: Final = "http://dicom.nema.org/resources/ontology/DCM"
IDENTIFIER_TYPE: Final = "http://terminology.hl7.org/CodeSystem/v2-0203"
SERVICE_SECTION: Final = "http://terminology.hl7.org/CodeSystem/v2-0074"
DICOM_UID: Final = "urn:dicom:uid"
URI: Final = "urn:ietf:rfc:3986"

PATIENT_KEY: Final = "urn:teleread:patient"
PERSON_KEY: Final = "urn:teleread:person"
ORGANIZATION_KEY: Final = "urn:teleread:organization"
REPORT_KEY: Final = "urn:teleread:report"
ORDER_KEY: Final = "urn:teleread:order"

LANGUAGE: Final = "zh-CN"

_OID: Final = re.compile(r"[0-2](\.(0|[1-9][0-9]*))+")
_ABSOLUTE: Final = re.compile(r"(urn:[a-z0-9][a-z0-9-]{0,31}:|https?://)\S+", re.IGNORECASE)


def without_nothing(resource: Mapping[str, Any]) -> Resource:
    """Return a resource without what has no value: FHIR knows no null and no empty list (2.6.2)."""
    return {key: value for key, value in resource.items() if value not in (None, "", [], {}, ())}


def identifier(system: str, value: str, *, kind: str | None = None, use: str | None = None) -> Resource:
    """Return an identifier; `kind` is a code of HL7 v2 table 0203, such as ACSN."""
    concept = {"coding": [{"system": IDENTIFIER_TYPE, "code": kind}]} if kind else None
    return without_nothing({"use": use, "type": concept, "system": system, "value": value})


def issuer_system(clinic: ClinicTold, issuer: str) -> str:
    """Return the system of the Patient IDs that an issuer gives.

    An issuer that is a URI or an OID names itself; any other name is only
    unique inside its clinic.
    """
    if _ABSOLUTE.fullmatch(issuer):
        return issuer
    if _OID.fullmatch(issuer):
        return f"urn:oid:{issuer}"
    return f"urn:teleread:clinic:{quote(clinic.key, safe='')}:issuer:{quote(issuer, safe='')}"


def accession_system(clinic: ClinicTold) -> str:
    """Return the system of a clinic's Accession Numbers."""
    return f"urn:teleread:clinic:{quote(clinic.key, safe='')}:accession"


def accession(clinic: ClinicTold, number: str) -> list[Resource]:
    """Return an Accession Number as an identifier; nothing for none."""
    return [identifier(accession_system(clinic), number, kind="ACSN")] if number else []


def uid_identifier(uid: str) -> Resource:
    """Return a DICOM UID as an identifier (FHIR R4, ImagingStudy 8.17.6)."""
    return identifier(DICOM_UID, f"urn:oid:{uid}")


def concept(system: str, code: str, display: str, *, text: str | None = None) -> Resource:
    """Return a coded concept."""
    return without_nothing({"coding": [{"system": system, "code": code, "display": display}], "text": text})


def instant(at: datetime) -> str:
    """Return a moment in UTC, to the millisecond (FHIR R4 2.24.0.1, instant)."""
    utc = at.astimezone(UTC)
    return f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond // 1000:03d}Z"


def narrative(paragraphs: list[tuple[str, str]], *, is_more: bool = False) -> Resource:
    """Return text as XHTML in which nothing of it is markup.

    Parameters
    ----------
    paragraphs
        Headings with what stands below each; a line of text stays a line.
    is_more
        Whether it says what the resource's elements do not.

    References
    ----------
    FHIR R4 2.4.0 (narrative: the div, and what it may hold).
    """
    body = "".join(f"<h3>{_xhtml(heading)}</h3><p>{_xhtml(said)}</p>" for heading, said in paragraphs if said.strip())
    div = f'<div xmlns="http://www.w3.org/1999/xhtml" lang="{LANGUAGE}" xml:lang="{LANGUAGE}">{body}</div>'
    return {"status": "additional" if is_more else "generated", "div": div}


def _xhtml(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br/>")
