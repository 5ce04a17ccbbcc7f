"""A device says what it does for an order: begun, and then completed or discontinued."""

from datetime import datetime
from uuid import UUID

from teleread.audit.records import record
from teleread.clinics.access import scope_of_clinic
from teleread.database import Database, Session, transaction
from teleread.identifiers import new_id
from teleread.worklist.performed import PerformedStep, StepReport, StepState, advanced, check_begun, performed_request
from teleread.worklist.performed_records import insert_step, load_requests_named, load_step_for_update, save_step


def begin_step(
    database: Database, clinic_id: UUID, sop_instance_uid: str, *, report: StepReport, ae_id: UUID | None, at: datetime
) -> PerformedStep:
    """Put on file that a device of a clinic began to examine a patient.

    Raises
    ------
    StepUIDInvalid, StepLacks, StepValueInvalid
        If the report cannot be a first one.
    StepTaken
        If a step of that UID was reported before.
    """
    check_begun(sop_instance_uid, report)
    scope = scope_of_clinic(clinic_id)
    with transaction(database) as session:
        request = performed_request(report, load_requests_named(session, scope, clinic_id, report.scheduled))
        step = PerformedStep(
            id=new_id(),
            clinic_id=clinic_id,
            ae_id=ae_id,
            sop_instance_uid=sop_instance_uid,
            study_instance_uid=report.scheduled[0].study_instance_uid,
            modality=report.modality,
            request_id=request.id if request else None,
            state=StepState.IN_PROGRESS,
            number_of_instances=report.number_of_instances,
            begun_at=at,
        )
        insert_step(session, step)
        _audit(session, "step.begun", step, at=at)
    return step


def advance_step(
    database: Database, clinic_id: UUID, sop_instance_uid: str, *, report: StepReport, at: datetime
) -> PerformedStep:
    """Keep what a device further says of a step; a completed one takes its order off the worklist.

    Raises
    ------
    StepUnknown
        If the clinic has no step of that UID.
    StepEnded, StepValueInvalid
        If it may not become what is reported.
    """
    with transaction(database) as session:
        step = load_step_for_update(session, scope_of_clinic(clinic_id), clinic_id, sop_instance_uid)
        further = advanced(step, report, at=at)
        save_step(session, further)
        if further.ended_at is not None:
            _audit(session, "step.ended", further, at=at)
    return further


def _audit(session: Session, action: str, step: PerformedStep, *, at: datetime) -> None:
    record(
        session,
        action,
        at=at,
        account_id=None,
        clinic_id=step.clinic_id,
        subject_kind="performed_step",
        subject_id=step.id,
        ae_id=str(step.ae_id) if step.ae_id else None,
        request_id=str(step.request_id) if step.request_id else None,
        state=step.state.value,
        number_of_instances=step.number_of_instances,
    )
