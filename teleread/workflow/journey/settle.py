"""Settle: a Study that has been quiet long enough becomes Readings.

One Reading for each kind of study in it (X-ray, ultrasound, ECG, other): they
are read by different people under different terms.
"""

from datetime import datetime, timedelta
from uuid import UUID

from teleread.archive.rendition import Urgency
from teleread.archive.rendition_records import want_renditions
from teleread.archive.settling_records import (
    ArrivedStudy,
    ChangedSeries,
    load_arrived_study,
    load_quiet_study_ids,
    lock_quiet_study,
    mark_settled,
    raise_late_after_signing,
)
from teleread.audit.records import record
from teleread.clinics.access import scope_of_clinic, system_scope
from teleread.clinics.clinic import Modality, Partnership, Priority
from teleread.clinics.records import load_partnerships, load_term
from teleread.clinics.series_kind import kinds_of_study
from teleread.database import Database, Session, snapshot, transaction
from teleread.identifiers import new_id
from teleread.views.own_reports import load_own_reports
from teleread.workflow.journey.request import join_request
from teleread.workflow.journey.retaking import link_retake
from teleread.workflow.keeping.each import each
from teleread.worklist.reading import Event, Milestone, Reading, State, advance
from teleread.worklist.records import (
    add_reading,
    save_milestone,
    save_reading,
)
from teleread.worklist.settling import KindArrived, SeriesArrived, Settlement, exchange, kinds_arrived, settle
from teleread.worklist.study_records import has_readings, load_readings_of_study_for_update

STUDIES_AT_ONCE = 100


def settle_due(database: Database, *, quiet_period: timedelta, at: datetime) -> int:
    """Settle every Study that received nothing for the quiet period; return how many.

    Two workers may do this at once, and either may be killed anywhere: each
    Study is settled in one transaction of its own, by whoever locks it first.
    """
    until = at - quiet_period
    with snapshot(database) as session:
        due = load_quiet_study_ids(session, system_scope(), until=until, at=at, limit=STUDIES_AT_ONCE)
    return each(due, lambda study_id: settle_study(database, study_id, until=until, at=at), chore="settle")


def settle_study(database: Database, study_id: UUID, *, until: datetime, at: datetime) -> bool:
    """Settle one Study if it is still quiet; say whether it was."""
    scope = system_scope()
    with transaction(database) as session:
        if not lock_quiet_study(session, scope, study_id, until=until, at=at):
            return False
        study = _load_study(session, study_id)
        asked = _settlement(study, load_readings_of_study_for_update(session, scope, study_id))
        for kind in asked.to_create:
            _create_reading(session, study, kind, at)
        _tell_of_late_instances(session, study, asked, at)
        mark_settled(session, study.id, at=at)
        want_renditions(session, [study.id], urgency=Urgency.ROUTINE, at=at)
        record(
            session,
            "study.settled",
            at=at,
            account_id=None,
            clinic_id=study.clinic_id,
            subject_kind="study",
            subject_id=study.id,
            readings=len(asked.to_create),
        )
    return True


def tell_of_late_instances(session: Session, study_id: UUID, *, at: datetime) -> None:
    """Flag the Readings of a Study that just received an Instance, or open a task if one is signed.

    The receiving step calls this in the transaction that adds the Instance, so
    that nobody signs in the quiet period that follows. A Study without a
    Reading has nothing to be told.
    """
    if has_readings(session, study_id):
        readings = load_readings_of_study_for_update(session, system_scope(), study_id)
        study = _load_study(session, study_id)
        _tell_of_late_instances(session, study, _settlement(study, readings), at)


def tell_of_exchanged_copy(session: Session, changed: ChangedSeries, *, at: datetime) -> None:
    """Tell whoever reads a Series that one of its pictures was exchanged or taken away, as of a late Instance.

    Times say nothing here: the copy that is current now may have been received
    before the Reading began.
    """
    readings = load_readings_of_study_for_update(session, system_scope(), changed.study_id)
    if readings:
        study = _load_study(session, changed.study_id)
        kinds = kinds_of_study([changed.modality, *(series.modality for series in study.series)])
        _tell_of_late_instances(session, study, exchange(kinds[changed.modality], readings, at=at), at)


def _load_study(session: Session, study_id: UUID) -> ArrivedStudy:
    """Return a Study without our own reports that its clinic sent back: nobody has to read what we wrote."""
    scope = system_scope()
    return load_arrived_study(session, scope, study_id, besides=load_own_reports(session, scope, [study_id]))


def _settlement(study: ArrivedStudy, readings: list[Reading]) -> Settlement:
    kinds = kinds_of_study(series.modality for series in study.series)
    arrived = kinds_arrived(
        SeriesArrived(
            kinds[series.modality], series.body_part_examined, series.first_received_at, series.last_received_at
        )
        for series in study.series
    )
    return settle(arrived, readings)


def _create_reading(session: Session, study: ArrivedStudy, kind: KindArrived, at: datetime) -> None:
    partnerships = [
        each for each in load_partnerships(session, scope_of_clinic(study.clinic_id)) if each.modality == kind.modality
    ]
    term = load_term(session, study.clinic_id, modality=Modality(kind.modality), priority=Priority.ROUTINE)
    reading = _new_reading(study, kind, partnerships, term=term, at=at)
    add_reading(session, reading, study_ids=[study.id])
    for milestone, moment in (
        (Milestone.ACQUIRED, study.acquired_at),
        (Milestone.FIRST_RECEIVED, kind.first_received_at),
        (Milestone.LAST_RECEIVED, kind.last_received_at),
        (Milestone.SETTLED, at),
    ):
        if moment is not None:
            save_milestone(session, reading.id, milestone, at=moment)
    record(
        session,
        "reading.created",
        at=at,
        account_id=None,
        clinic_id=reading.clinic_id,
        subject_kind="reading",
        subject_id=reading.id,
        study_id=str(study.id),
        modality=kind.modality,
    )
    link_retake(session, join_request(session, reading, study, at=at), at=at)


def _new_reading(
    study: ArrivedStudy, kind: KindArrived, partnerships: list[Partnership], *, term: timedelta, at: datetime
) -> Reading:
    """Name the department if there is one only; among several the specialist who is offered it decides."""
    only = partnerships[0] if len(partnerships) == 1 else None
    return Reading(
        id=new_id(),
        clinic_id=study.clinic_id,
        patient_key=study.patient_key,
        request_id=None,
        department_id=only.department_id if only else None,
        modality=kind.modality,
        body_part=kind.body_part,
        priority=Priority.ROUTINE,
        single_signature=only.single_signature if only else False,
        state=State.AWAITING,
        state_since=at,
        created_at=at,
        received_at=kind.last_received_at,
        term_seconds=int(term.total_seconds()),
        due_at=kind.last_received_at + term,
        paused_at=None,
        author_id=None,
        reviewer_id=None,
        holder_id=None,
        is_reserved=False,
        fencing_token=0,
        offer_ends_at=None,
        lease_ends_at=None,
        late_instance_at=None,
        reason=None,
        revision=1,
    )


def _tell_of_late_instances(session: Session, study: ArrivedStudy, asked: Settlement, at: datetime) -> None:
    for reading, received_at in asked.arrived_late:
        saved = save_reading(session, reading, advance(reading, Event.LATE_INSTANCE, at=received_at), at=at)
        save_milestone(session, saved.id, Milestone.LAST_RECEIVED, at=received_at, replaces=True)
        if reading.late_instance_at is None and saved.late_instance_at is not None:
            _audit_late(session, "reading.instance_arrived_late", saved, at)
    for reading, received_at in asked.to_verify:
        is_news = raise_late_after_signing(
            session,
            clinic_id=study.clinic_id,
            study_id=study.id,
            reading_id=reading.id,
            received_at=received_at,
            at=at,
        )
        if is_news:
            _audit_late(session, "reading.instance_arrived_after_signing", reading, at)


def _audit_late(session: Session, action: str, reading: Reading, at: datetime) -> None:
    record(
        session,
        action,
        at=at,
        account_id=None,
        clinic_id=reading.clinic_id,
        subject_kind="reading",
        subject_id=reading.id,
    )
