"""Which Studies' renditions come before others'."""

from uuid import UUID

from sqlalchemy import and_, exists, select

from teleread.archive.records import InstanceRow, SeriesRow, StudyRow
from teleread.archive.rendition import Urgency
from teleread.archive.rendition_records import IS_UNDONE_AMONG_OTHERS, RenditionRow
from teleread.archive.study import InstanceStanding
from teleread.clinics.clinic import Priority
from teleread.database import Session
from teleread.worklist.records import ImagingServiceRequestRow, ReadingRow, ReadingStudyRow


def load_emergencies(session: Session) -> set[UUID]:
    """Return the Studies of emergencies that have renditions to make and are not known to be urgent.

    They are those that a Reading reads, and those still arriving for which the
    clinic has placed an order: nobody waits for them to settle.
    """
    return set(session.scalars(_READ)) | set(session.scalars(_STILL_ARRIVING))


_READ = (
    select(RenditionRow.study_id)
    .join(ReadingStudyRow, ReadingStudyRow.study_id == RenditionRow.study_id)
    .join(ReadingRow, ReadingRow.id == ReadingStudyRow.reading_id)
    .where(
        IS_UNDONE_AMONG_OTHERS,
        RenditionRow.urgency > Urgency.EMERGENCY,
        ReadingRow.priority == Priority.EMERGENCY.value,
    )
)
_HAS_NEW = (
    exists()
    .where(SeriesRow.study_id == StudyRow.id, InstanceRow.series_id == SeriesRow.id)
    .where(InstanceRow.standing == InstanceStanding.CURRENT)
    .where(~exists().where(RenditionRow.instance_id == InstanceRow.id))
)
_STILL_ARRIVING = (
    select(StudyRow.id)
    .join(
        ImagingServiceRequestRow,
        and_(
            ImagingServiceRequestRow.clinic_id == StudyRow.clinic_id,
            ImagingServiceRequestRow.accession_number == StudyRow.accession_number,
        ),
    )
    .where(
        StudyRow.settled_at.is_(None),
        StudyRow.accession_number != "",
        ImagingServiceRequestRow.priority == Priority.EMERGENCY.value,
        _HAS_NEW,
    )
)
