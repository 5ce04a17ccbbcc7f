"""Which rejected Reading an arrival takes anew."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from teleread.worklist.reading import Reading
from teleread.worklist.rejection import RejectionReason

RETAKE_WINDOW = timedelta(hours=24)
"""How long after a rejection a Study without its order is taken for the retake."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A rejected Reading that nothing was linked to yet."""

    reading: Reading
    reason: RejectionReason
    rejected_at: datetime


def retaken_by(arrived: Reading, rejected: Iterable[Rejected]) -> UUID | None:
    """Return the rejected Reading that an arrival is the retake of, or None.

    The order decides: the retake answers the order that the rejection opened
    again. Without that, a study of the same kind and patient within
    `RETAKE_WINDOW` is the retake, unless the rejection said that the pictures
    were another patient's: then only the order, which is of the right
    patient, says what belongs together.
    """
    likely = [each for each in rejected if _may_be(arrived, each)]
    return max(likely, key=lambda each: (each.rejected_at, each.reading.id)).reading.id if likely else None


def _may_be(arrived: Reading, rejected: Rejected) -> bool:
    old = rejected.reading
    if old.id == arrived.id or old.clinic_id != arrived.clinic_id or old.modality != arrived.modality:
        return False
    if arrived.received_at < rejected.rejected_at:
        return False
    if old.request_id is not None and old.request_id == arrived.request_id:
        return True
    is_soon = arrived.received_at - rejected.rejected_at <= RETAKE_WINDOW
    is_same_part = not old.body_part or not arrived.body_part or old.body_part == arrived.body_part
    is_same_patient = old.patient_key == arrived.patient_key and rejected.reason is not RejectionReason.WRONG_PATIENT
    return is_soon and is_same_part and is_same_patient


def is_awaited(rejected_at: datetime, at: datetime) -> bool:
    """Say whether the clinic is still asked for the retake: later the patient is gone."""
    return at - rejected_at <= RETAKE_WINDOW
