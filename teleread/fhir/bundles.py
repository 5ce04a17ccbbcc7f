"""Bundles: what was found, the versions of a report, and a version as one transaction.

References
----------
FHIR R4 2.36 (Bundle), 3.1.0.10 (history), 3.1.0.11 (transaction), 3.1.0.8.1
(conditional create), 3.1.0.5.3 (conditional update).
"""

import base64
from collections.abc import Iterable
from typing import Final
from urllib.parse import quote
from uuid import UUID

from teleread.fhir.contents import BASE, OrganizationTold, PersonTold, WholeReport
from teleread.fhir.imaging import imaging_study, service_request
from teleread.fhir.people import organization, patient, practitioner
from teleread.fhir.report import diagnostic_report
from teleread.fhir.values import (
    DICOM_UID,
    ORDER_KEY,
    ORGANIZATION_KEY,
    PATIENT_KEY,
    PERSON_KEY,
    REPORT_KEY,
    Resource,
    instant,
    without_nothing,
)

KEYS: Final = {
    "Organization": ORGANIZATION_KEY,
    "Practitioner": PERSON_KEY,
    "Patient": PATIENT_KEY,
    "ServiceRequest": ORDER_KEY,
    "ImagingStudy": DICOM_UID,
    "DiagnosticReport": REPORT_KEY,
}
"""The system of the identifier by which a receiver knows each resource again."""


def in_api(kind: str, key: UUID) -> str:
    """Point at a resource of the API."""
    return f"{kind}/{key}"


def in_bundle(_kind: str, key: UUID) -> str:
    """Point at a resource of the same Bundle."""
    return f"urn:uuid:{key}"


def found(resources: Iterable[Resource], *, total: int, base: str, links: dict[str, str]) -> Resource:
    """Return the answer to a search."""
    entries = [
        {"fullUrl": f"{base}/{each['resourceType']}/{each['id']}", "resource": each, "search": {"mode": "match"}}
        for each in resources
    ]
    return without_nothing(
        {
            "resourceType": "Bundle",
            "type": "searchset",
            "link": [{"relation": name, "url": url} for name, url in links.items()],
            "entry": entries,
        }
    ) | {"total": total}


def history(versions: Iterable[Resource], *, base: str) -> Resource:
    """Return every version of a resource, the newest first."""
    entries = []
    for each in versions:
        address = f"{each['resourceType']}/{each['id']}"
        is_first = each["meta"]["versionId"] == "1"
        entries.append(
            {
                "fullUrl": f"{base}/{address}",
                "resource": each,
                "request": {
                    "method": "POST" if is_first else "PUT",
                    "url": each["resourceType"] if is_first else address,
                },
                "response": {
                    "status": "201 Created" if is_first else "200 OK",
                    "etag": f'W/"{each["meta"]["versionId"]}"',
                    "lastModified": each["meta"]["lastUpdated"],
                },
            }
        )
    return {"resourceType": "Bundle", "type": "history", "total": len(entries), "entry": entries}


def transaction(whole: WholeReport, *, pdf: bytes) -> Resource:
    """Return a version as one transaction, the same bytes however often it is sent.

    What belongs to the receiver too (the patient, the order, the study) is only
    made where it is not there yet, and never changed. The report itself is put
    in the place of its earlier version: a receiver shows one, the newest.

    A patient is known again by our key and not by the clinic's number: two
    patients may contradict each other under one number, and a receiver that
    matches by number alone would put one's report into the other's record.
    """
    told = whole.told
    clinic = OrganizationTold(told.clinic.id, told.clinic.name, is_department=False)
    places = [clinic] if told.department is None else [clinic, told.department]
    form = {"data": base64.b64encode(pdf).decode("ascii"), "creation": instant(told.report.signed_at)}
    resources = [
        *(organization(each) for each in places),
        *(practitioner(each) for each in _people(whole)),
        patient(whole.patient, refer=in_bundle),
        *([service_request(whole.order, refer=in_bundle)] if whole.order else []),
        *(imaging_study(each, refer=in_bundle) for each in whole.studies),
        diagnostic_report(told, refer=in_bundle, form=form),
    ]
    return {
        "resourceType": "Bundle",
        "type": "transaction",
        "timestamp": instant(told.report.signed_at),
        "entry": [_entry(each) for each in resources],
    }


def _people(whole: WholeReport) -> list[PersonTold]:
    signers = [signer.person for signer in whole.told.signers]
    orderer = [whole.order.ordered_by] if whole.order else []
    return list({person.id: person for person in [*orderer, *signers]}.values())


def _entry(resource: Resource) -> Resource:
    kind, key = resource["resourceType"], resource["id"]
    system = KEYS[kind]
    (value,) = [each["value"] for each in resource["identifier"] if each["system"] == system]
    query = f"identifier={quote(system, safe='')}%7C{quote(value, safe='')}"
    is_ours = kind == "DiagnosticReport"
    request = (
        {"method": "PUT", "url": f"{kind}?{query}"}
        if is_ours
        else {"method": "POST", "url": kind, "ifNoneExist": query}
    )
    content = {name: part for name, part in resource.items() if name not in ("id", "meta")}
    return {"fullUrl": f"urn:uuid:{key}", "resource": content, "request": request}


def base_of(public_url: str) -> str:
    """Return the address of the API."""
    return public_url.rstrip("/") + BASE
