"""What one received Instance says of itself and of the levels above it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from teleread.archive.study import NameStanding

LONGEST_WAY_HERE = timedelta(days=7)
"""A clinic cut off by a storm sends a week late; an older t1 is a prior study or a wrong clock."""
CLOCK_SKEW = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class ArrivedPatient:
    """A person as one device wrote them; texts are empty where it wrote nothing."""

    issuer_of_patient_id: str
    patient_id: str
    patient_name: str
    patient_name_bytes: bytes
    name_standing: NameStanding
    patient_birth_date: date | None
    patient_sex: str


@dataclass(frozen=True, slots=True)
class ArrivedStudy:
    """The Study level; `acquired_at` is in UTC."""

    study_instance_uid: str
    accession_number: str
    study_date: str
    study_time: str
    study_description: str
    referring_physician_name: str
    acquired_at: datetime | None


@dataclass(frozen=True, slots=True)
class ArrivedSeries:
    """The Series level."""

    series_instance_uid: str
    modality: str
    series_number: int | None
    series_description: str
    body_part_examined: str
    laterality: str


@dataclass(frozen=True, slots=True)
class ArrivedInstance:
    """The Instance level.

    `frame_offsets` says where compressed frames lie in the file; None where
    they are native or it cannot be told.
    """

    sop_class_uid: str
    sop_instance_uid: str
    transfer_syntax_uid: str
    instance_number: int | None
    rows: int | None
    columns: int | None
    number_of_frames: int
    frame_offsets: bytes | None


@dataclass(frozen=True, slots=True)
class Arrival:
    """The four levels of one received Instance."""

    patient: ArrivedPatient
    study: ArrivedStudy
    series: ArrivedSeries
    instance: ArrivedInstance


def is_plausible(acquired_at: datetime | None, *, received_at: datetime) -> bool:
    """Say whether the moment of acquisition may count in a turnaround."""
    if acquired_at is None:
        return False
    return received_at - LONGEST_WAY_HERE <= acquired_at <= received_at + CLOCK_SKEW
