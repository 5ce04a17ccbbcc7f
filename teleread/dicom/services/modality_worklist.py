"""Modality Worklist: a query's keys and an order's answer.

References
----------
DICOM PS3.4 K.6.1.2.2 (Table K.6-1); PS3.3 C.4.10 (Scheduled Procedure Step).
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from pydicom.dataset import Dataset

from teleread.clinics.clinic import Modality, Priority
from teleread.clinics.series_kind import kind_of_series
from teleread.dicom.association.admission import Admitted
from teleread.dicom.association.answering import Keys, answer_to
from teleread.worklist.modality_worklist import WorklistKeys, study_instance_uid
from teleread.worklist.request import ImagingServiceRequest

FIND = "1.2.840.10008.5.1.4.31"

_STEP = "ScheduledProcedureStepSequence"
_MATCHED = frozenset({"PatientName", "PatientID", "AccessionNumber", "RequestedProcedureID", "StudyInstanceUID"})
_MATCHED_OF_STEP = frozenset(
    {
        "ScheduledStationAETitle",
        "ScheduledProcedureStepStartDate",
        "ScheduledProcedureStepStartTime",
        "Modality",
        "ScheduledProcedureStepID",
    }
)
_USUAL_MODALITY = {Modality.XRAY: "DX", Modality.ULTRASOUND: "US", Modality.ECG: "ECG", Modality.OTHER: "OT"}
_PRIORITIES = {Priority.ROUTINE: "ROUTINE", Priority.EMERGENCY: "STAT"}


def read_keys(identifier: Dataset, *, site_default: str | None) -> WorklistKeys:
    """Return what a worklist query asks for."""
    keys = Keys(identifier, site_default)
    step = keys.item(_STEP)
    kinds = frozenset(kind.value for term in step.texts("Modality") if term != "*" and (kind := kind_of_series(term)))
    return WorklistKeys(
        patient_name=keys.text("PatientName"),
        patient_id=keys.text("PatientID"),
        accession_number=keys.text("AccessionNumber"),
        requested_procedure_id=keys.text("RequestedProcedureID"),
        scheduled_step_id=step.text("ScheduledProcedureStepID"),
        study_instance_uids=tuple(keys.texts("StudyInstanceUID")),
        station_ae_title=step.text("ScheduledStationAETitle"),
        kinds=kinds if step.text("Modality") else None,
        start_date=step.text("ScheduledProcedureStepStartDate"),
        start_time=step.text("ScheduledProcedureStepStartTime"),
    )


def has_unmatched_keys(identifier: Dataset, *, site_default: str | None) -> bool:
    """Say whether a key with a value is none of those that are matched: the answers then say so (FF01)."""
    keys = Keys(identifier, site_default)
    return not (_MATCHED.issuperset(keys.with_values()) and _MATCHED_OF_STEP.issuperset(keys.item(_STEP).with_values()))


def answer_of(
    request: ImagingServiceRequest, identifier: Dataset, caller: Admitted, *, is_begun: bool = False
) -> Dataset:
    """Return an order as the device asked to see it.

    The station is the one that was asked for, else the caller; the Modality the
    asked one, else the usual one of the order's kind.
    """
    order = request.order
    step = Keys(identifier, caller.default_character_set).item(_STEP)
    modalities = [term for term in step.texts("Modality") if kind_of_series(term) == order.modality]
    modality = modalities[0] if modalities else _USUAL_MODALITY[Modality(order.modality)]
    description = order.body_part or modality
    local: datetime = request.ordered_at.astimezone(ZoneInfo(caller.time_zone))
    values = {
        "AccessionNumber": order.accession_number,
        "PatientName": order.patient_name,
        "PatientID": order.patient_id,
        "IssuerOfPatientID": caller.issuer_of_patient_id,
        "PatientBirthDate": f"{order.patient_birth_date:%Y%m%d}" if order.patient_birth_date else None,
        "PatientSex": order.patient_sex,
        "StudyInstanceUID": study_instance_uid(request.id),
        "RequestedProcedureID": order.accession_number,
        "RequestedProcedureDescription": description,
        "RequestedProcedurePriority": _PRIORITIES[Priority(order.priority)],
        "RequestedProcedureComments": order.clinical_question.replace("\n", "\r\n"),
        _STEP: [
            {
                "ScheduledStationAETitle": step.text("ScheduledStationAETitle") or caller.ae_title,
                "ScheduledProcedureStepStartDate": f"{local:%Y%m%d}",
                "ScheduledProcedureStepStartTime": f"{local:%H%M%S}",
                "Modality": modality,
                "ScheduledPerformingPhysicianName": None,
                "ScheduledProcedureStepDescription": description,
                "ScheduledProcedureStepID": order.accession_number,
                "ScheduledProcedureStepStatus": "STARTED" if is_begun else "SCHEDULED",
            }
        ],
    }
    return answer_to(identifier, values, character_set=caller.character_set)
