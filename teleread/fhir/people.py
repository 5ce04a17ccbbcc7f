"""Patient, Practitioner and Organization."""

from typing import Final

from teleread.fhir.contents import OrganizationTold, PatientTold, PersonTold
from teleread.fhir.values import (
    ORGANIZATION_KEY,
    PATIENT_KEY,
    PERSON_KEY,
    Refer,
    Resource,
    identifier,
    issuer_system,
    without_nothing,
)

REPRESENTATION: Final = "http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation"
ORGANIZATION_TYPE: Final = "http://terminology.hl7.org/CodeSystem/organization-type"
GENDERS: Final = {"M": "male", "F": "female", "O": "other"}


def patient(told: PatientTold, *, refer: Refer) -> Resource:
    """Return a Patient with the clinic's own number and ours."""
    mine = identifier(PATIENT_KEY, str(told.id), use="secondary")
    theirs = identifier(issuer_system(told.clinic, told.issuer), told.patient_id, kind="MR", use="usual")
    if told.issuer:
        theirs["assigner"] = {"display": told.issuer}
    return without_nothing(
        {
            "resourceType": "Patient",
            "id": str(told.id),
            "identifier": [theirs, mine] if told.patient_id.strip() else [mine],
            "name": names(told.name),
            "gender": GENDERS.get(told.sex, "unknown"),
            "birthDate": told.birth_date.isoformat() if told.birth_date else None,
            "managingOrganization": {"reference": refer("Organization", told.clinic.id), "display": told.clinic.name},
        }
    )


def practitioner(told: PersonTold) -> Resource:
    """Return a Practitioner: the name as it is shown beside every signature."""
    return {
        "resourceType": "Practitioner",
        "id": str(told.id),
        "identifier": [identifier(PERSON_KEY, str(told.id))],
        "name": [{"text": told.name}],
    }


def organization(told: OrganizationTold) -> Resource:
    """Return a clinic or a department as an Organization."""
    code, display = ("dept", "Hospital Department") if told.is_department else ("prov", "Healthcare Provider")
    return {
        "resourceType": "Organization",
        "id": str(told.id),
        "identifier": [identifier(ORGANIZATION_KEY, str(told.id))],
        "type": [{"coding": [{"system": ORGANIZATION_TYPE, "code": code, "display": display}]}],
        "name": told.name,
    }


def names(person_name: str) -> list[Resource]:
    """Return a DICOM Person Name as names, one for each group, the ideographs first.

    References
    ----------
    DICOM PS3.5 6.2.1 (groups and components); the FHIR extension
    iso21090-EN-representation (ABC, IDE, SYL).
    """
    groups = [*person_name.split("="), "", ""][:3]
    ways = list(zip(("ABC", "IDE", "SYL"), groups, strict=True))
    made = [_name(way, group, is_alone=_is_alone(groups)) for way, group in (ways[1], ways[0], ways[2])]
    return [name for name in made if name]


def _is_alone(groups: list[str]) -> bool:
    return sum(bool(group.strip("^ ")) for group in groups) == 1


def _name(way: str, group: str, *, is_alone: bool) -> Resource:
    family, given, middle, prefix, suffix = [*(part.strip() for part in group.split("^")), "", "", "", "", ""][:5]
    parts = [part for part in (prefix, family, given, middle, suffix) if part]
    if not parts:
        return {}
    glue = "" if any(_is_ideograph(character) for character in group) else " "
    said = {"extension": [{"url": REPRESENTATION, "valueCode": way}]}
    return without_nothing(
        {
            **({} if is_alone else said),
            "text": glue.join(parts),
            "family": family,
            "given": [part for part in (given, middle) if part],
            "prefix": [prefix] if prefix else [],
            "suffix": [suffix] if suffix else [],
        }
    )


def _is_ideograph(character: str) -> bool:
    return "\u2e80" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff" or character >= "\U00020000"
