"""What an author and a reviewer sign: whom and what a Reading is about, and what it reads."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, select

from teleread.archive.records import InstanceRow, PatientRow, SeriesRow, StudyRow
from teleread.archive.study import InstanceStanding, NameStanding
from teleread.clinics.records import ClinicRow, DepartmentRow, SiteRow
from teleread.clinics.series_kind import kinds_of_study
from teleread.database import Session
from teleread.reports.records import (
    inside,
)
from teleread.reports.report import (
    ClinicAsShown,
    ManifestEntry,
    PatientAsShown,
    StudyAsRead,
)
from teleread.scope import Scope
from teleread.views.own_reports import load_own_reports
from teleread.worklist.reading import Part, Reading
from teleread.worklist.records import AssignmentRow, ImagingServiceRequestRow, ReadingRow, ReadingStudyRow

TRUSTED = frozenset({NameStanding.EXACT, NameStanding.CONFIRMED})


@dataclass(frozen=True, slots=True)
class ReadInstance:
    """One Instance that is read, and where its bytes lie."""

    id: UUID
    sop_instance_uid: str
    sha256: bytes
    size_bytes: int
    locator: str

    @property
    def entry(self) -> ManifestEntry:
        """The Instance as a manifest names it."""
        return ManifestEntry(self.sop_instance_uid, self.sha256.hex())


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom and what a Reading is about, as its page shows it."""

    clinic: ClinicAsShown
    department: str
    patient: PatientAsShown
    is_name_trusted: bool
    clinical_question: str
    accession_number: str
    studies: tuple[StudyAsRead, ...]


def load_manifest(session: Session, scope: Scope, reading: Reading) -> tuple[ReadInstance, ...]:
    """Return the current Instances that a Reading reads, in the order of a manifest.

    A Study may hold several kinds with a Reading each; what only accompanies
    pictures (reports, presentation states) is read with every kind. Our own
    reports that the clinic sent back are not read.
    """
    rows = [
        ReadInstance(row.id, row.sop_instance_uid, row.sha256, row.size_bytes, row.locator)
        for row in load_instances_read(session, scope, reading)
    ]
    return tuple(sorted(rows, key=lambda instance: instance.sop_instance_uid))


def load_instances_read(session: Session, scope: Scope, reading: Reading) -> list[InstanceRow]:
    """Return the rows of what a Reading reads, as `load_manifest` says it."""
    statement = (
        select(InstanceRow, SeriesRow.study_id, SeriesRow.modality)
        .join(SeriesRow, SeriesRow.id == InstanceRow.series_id)
        .join(ReadingStudyRow, ReadingStudyRow.study_id == SeriesRow.study_id)
        .where(
            ReadingStudyRow.reading_id == reading.id,
            InstanceRow.standing == InstanceStanding.CURRENT,
            inside(scope, InstanceRow.clinic_id),
        )
    )
    arrived = session.execute(statement).all()
    own = load_own_reports(session, scope, {study_id for _, study_id, _ in arrived})
    found = [each for each in arrived if each[0].id not in own]
    modalities: dict[UUID, set[str]] = {}
    for _, study_id, modality in found:
        modalities.setdefault(study_id, set()).add(modality)
    kinds = {study_id: kinds_of_study(several) for study_id, several in modalities.items()}
    return [row for row, study_id, modality in found if kinds[study_id][modality] in (None, reading.modality)]


def has_held(session: Session, scope: Scope, reading_id: UUID, *, account_id: UUID, part: Part) -> bool:
    """Say whether a person ever held a Reading to do this part of it."""
    statement = (
        select(AssignmentRow.id)
        .join(ReadingRow, ReadingRow.id == AssignmentRow.reading_id)
        .where(
            AssignmentRow.reading_id == reading_id,
            AssignmentRow.account_id == account_id,
            AssignmentRow.part == part,
            inside(scope, ReadingRow.clinic_id),
        )
    )
    return session.scalars(statement.limit(1)).one_or_none() is not None


def load_subject(session: Session, scope: Scope, reading: Reading, *, department_id: UUID | None = None) -> Subject:
    """Return whom and what a Reading is about now.

    Parameters
    ----------
    department_id
        The author's own, for a clinic that several departments read for.
    """
    clinic, patient = session.get_one(ClinicRow, reading.clinic_id), session.get_one(PatientRow, reading.patient_key)
    request = session.get(ImagingServiceRequestRow, reading.request_id) if reading.request_id else None
    reads_for = reading.department_id or department_id
    department = session.get(DepartmentRow, reads_for) if reads_for else None
    studies = session.execute(studies_of(reading.id).where(inside(scope, StudyRow.clinic_id))).all()
    return Subject(
        clinic=ClinicAsShown(clinic.id, clinic.name, studies[0].SiteRow.time_zone if studies else "UTC"),
        department=department.name if department else "",
        patient=PatientAsShown(
            patient.patient_name, patient.patient_id, patient.patient_birth_date, patient.patient_sex
        ),
        is_name_trusted=patient.name_standing in TRUSTED,
        clinical_question=request.clinical_question if request else "",
        accession_number=request.accession_number if request else "",
        studies=tuple(_as_read(row.StudyRow) for row in studies),
    )


def studies_of(reading_id: UUID) -> Select[StudyRow, SiteRow]:
    """Say which Studies a Reading reads, each with its Site, in the order of their UIDs."""
    return (
        select(StudyRow, SiteRow)
        .join(ReadingStudyRow, ReadingStudyRow.study_id == StudyRow.id)
        .join(SiteRow, SiteRow.id == StudyRow.site_id)
        .where(ReadingStudyRow.reading_id == reading_id)
        .order_by(StudyRow.study_instance_uid)
    )


def _as_read(study: StudyRow) -> StudyAsRead:
    return StudyAsRead(study.study_instance_uid, study.accession_number, study.study_date, study.study_description)
