"""A Study while Instances are filed in it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from teleread.archive.arrival import ArrivedStudy, is_plausible


@dataclass(slots=True)
class GrowingStudy:
    """What a Study row says that another Instance may change, and what it is found by."""

    id: UUID
    patient_key: UUID
    first_received_at: datetime
    last_received_at: datetime
    settled_at: datetime | None
    accession_number: str
    study_description: str
    referring_physician_name: str
    acquired_at: datetime | None
    is_acquired_at_plausible: bool


def begin_study(study_id: UUID, patient_key: UUID, arrived: ArrivedStudy, *, at: datetime) -> GrowingStudy:
    """Return a Study that has not settled, with what its first Instance says."""
    return GrowingStudy(
        id=study_id,
        patient_key=patient_key,
        first_received_at=at,
        last_received_at=at,
        settled_at=None,
        accession_number=arrived.accession_number,
        study_description=arrived.study_description,
        referring_physician_name=arrived.referring_physician_name,
        acquired_at=arrived.acquired_at,
        is_acquired_at_plausible=is_plausible(arrived.acquired_at, received_at=at),
    )


def grow(study: GrowingStudy, arrived: ArrivedStudy, *, at: datetime) -> datetime:
    """Say that one more current Instance came: the Study is unsettled, and complete what it lacked.

    Returns
    -------
    datetime
        When the Instance counts as received: later than whatever was filed in
        the Study before, though its bytes began to arrive earlier or the clock
        was set back. Who reads the Study has seen what was filed, no more.
    """
    study.last_received_at = max(study.last_received_at + timedelta(microseconds=1), at)
    study.settled_at = None
    study.accession_number = study.accession_number or arrived.accession_number
    study.study_description = study.study_description or arrived.study_description
    study.referring_physician_name = study.referring_physician_name or arrived.referring_physician_name
    _take_latest_acquisition(study, arrived.acquired_at, at)
    return study.last_received_at


def _take_latest_acquisition(study: GrowingStudy, acquired_at: datetime | None, at: datetime) -> None:
    """A turnaround begins at the last plausible acquisition; an implausible one is shown at best."""
    is_better = is_plausible(acquired_at, received_at=at)
    if acquired_at is None or (study.is_acquired_at_plausible and not is_better):
        return
    if study.acquired_at is None or acquired_at > study.acquired_at or is_better > study.is_acquired_at_plausible:
        study.acquired_at, study.is_acquired_at_plausible = acquired_at, is_better
