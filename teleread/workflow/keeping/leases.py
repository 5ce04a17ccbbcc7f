"""What time ends: offers that nobody took up, and leases without a heartbeat."""

from datetime import datetime
from uuid import UUID

from teleread.audit.records import record
from teleread.clinics.access import system_scope
from teleread.database import Database, Session, snapshot, transaction
from teleread.workflow.keeping.each import each
from teleread.worklist.hold import as_of, lapse_of
from teleread.worklist.reading import Reading
from teleread.worklist.records import load_lapsed_reading_ids, load_reading_for_update, save_reading


def lapse(database: Database, *, at: datetime) -> int:
    """Release every Reading whose offer or lease ran out; return how many."""
    with snapshot(database) as session:
        ran_out = load_lapsed_reading_ids(session, system_scope(), at=at)
    return each(ran_out, lambda reading_id: _lapse_one(database, reading_id, at), chore="lapse")


def _lapse_one(database: Database, reading_id: UUID, at: datetime) -> bool:
    with transaction(database) as session:
        before = load_reading_for_update(session, system_scope(), reading_id)
        return release_if_lapsed(session, before, at=at) is not before


def release_if_lapsed(session: Session, reading: Reading, *, at: datetime) -> Reading:
    """Return the Reading as time has left it, saved if that released it.

    A step that somebody else's hold could stand in the way of begins with
    this, so what it decides does not hang on when the worker comes round.
    """
    reason = lapse_of(reading, at)
    if reason is None:
        return reading
    saved = save_reading(session, reading, as_of(reading, at), at=at, ended=reason)
    record(
        session,
        f"reading.{reason.value}",
        at=at,
        account_id=None,
        clinic_id=reading.clinic_id,
        subject_kind="reading",
        subject_id=reading.id,
        holder_id=str(reading.holder_id),
        fencing_token=reading.fencing_token,
    )
    return saved
