"""ImagingStudy and ServiceRequest."""

from typing import Final

from teleread.fhir.contents import OrderTold, SeriesTold, StudyTold
from teleread.fhir.values import (
    DCM,
    LANGUAGE,
    ORDER_KEY,
    URI,
    Refer,
    Resource,
    accession,
    identifier,
    instant,
    issuer_system,
    uid_identifier,
    without_nothing,
)

PRIORITIES: Final = {"routine": "routine", "emergency": "stat"}
STATES: Final = {"open": "active", "matched": "active", "cancelled": "revoked"}
KINDS: Final = {"xray": "X 线摄影 Radiography", "ultrasound": "超声检查 Ultrasound", "ecg": "心电图 ECG"}


def imaging_study(told: StudyTold, *, refer: Refer) -> Resource:
    """Return a Study with its Series and Instances; what a device left empty is left out."""
    series = [_series(each) for each in told.series if each.instances]
    modalities = sorted({each.modality for each in told.series if each.modality})
    return without_nothing(
        {
            "resourceType": "ImagingStudy",
            "id": str(told.id),
            "meta": {"lastUpdated": instant(told.updated_at)},
            "identifier": [uid_identifier(told.study_instance_uid), *accession(told.clinic, told.accession_number)],
            "status": "available" if series else "unknown",
            "modality": [{"system": DCM, "code": code} for code in modalities],
            "subject": {"reference": refer("Patient", told.patient_key)},
            "started": instant(told.started_at) if told.started_at else None,
            "numberOfSeries": len(series),
            "numberOfInstances": sum(len(each["instance"]) for each in series),
            "description": told.description.strip(),
            "series": series,
        }
    )


def service_request(told: OrderTold, *, refer: Refer) -> Resource:
    """Return an order; before a study came its patient is only a number and a name."""
    status = "completed" if told.is_reported else STATES[told.state]
    return without_nothing(
        {
            "resourceType": "ServiceRequest",
            "id": str(told.id),
            "language": LANGUAGE,
            "identifier": [identifier(ORDER_KEY, str(told.id)), *accession(told.clinic, told.accession_number)],
            "status": status,
            "intent": "order",
            "category": [{"coding": [{"system": "http://snomed.info/sct", "code": "363679005", "display": "Imaging"}]}],
            "priority": PRIORITIES.get(told.priority, "routine"),
            "code": {"text": KINDS.get(told.modality, "其他检查 Other study")},
            "subject": _subject(told, refer),
            "authoredOn": instant(told.ordered_at),
            "requester": {"reference": refer("Practitioner", told.ordered_by.id), "display": told.ordered_by.name},
            "reasonCode": [{"text": told.clinical_question}] if told.clinical_question.strip() else [],
            "bodySite": [{"text": told.body_part}] if told.body_part.strip() else [],
        }
    )


def _subject(told: OrderTold, refer: Refer) -> Resource:
    if told.patient_key is not None:
        return {"reference": refer("Patient", told.patient_key)}
    number = identifier(issuer_system(told.clinic, told.clinic.key), told.patient_id, kind="MR")
    return without_nothing({"type": "Patient", "identifier": number, "display": told.patient_name})


def _series(told: SeriesTold) -> Resource:
    return without_nothing(
        {
            "uid": told.series_instance_uid,
            "number": told.number if told.number is not None and told.number >= 0 else None,
            "modality": {"system": DCM, "code": told.modality or "OT"},
            "description": told.description.strip(),
            "numberOfInstances": len(told.instances),
            "bodySite": {"display": told.body_part} if told.body_part.strip() else None,
            "instance": [
                without_nothing(
                    {
                        "uid": each.sop_instance_uid,
                        "sopClass": {"system": URI, "code": f"urn:oid:{each.sop_class_uid}"},
                        "number": each.number if each.number is not None and each.number >= 0 else None,
                    }
                )
                for each in told.instances
            ],
        }
    )
