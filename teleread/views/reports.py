"""What is signed, what was signed, and how far it got: queries across nouns for reports."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, and_, select
from sqlalchemy.orm import aliased

from teleread.accounts.records import AccountRow
from teleread.archive.records import InstanceRow, PatientRow, SeriesRow, StudyRow
from teleread.archive.study import InstanceStanding, NameStanding
from teleread.clinics.clinic import RouteKind
from teleread.clinics.records import AERow, ClinicRow, DepartmentRow, ReturnRouteRow, SiteRow
from teleread.clinics.series_kind import kinds_of_study
from teleread.database import Session
from teleread.reports.delivery import UNDELIVERED, DeliveryState
from teleread.reports.records import (
    DeliveryAttemptRow,
    DeliveryRow,
    KeptSignature,
    ReceiptRow,
    ReportDocumentRow,
    ReportMissing,
    ReportRow,
    SignatureRow,
    SubmissionRow,
    inside,
    load_signatures,
    report_of,
)
from teleread.reports.report import (
    FINAL_MEANINGS,
    ClinicAsShown,
    ManifestEntry,
    PatientAsShown,
    Report,
    SignatureMeaning,
    StudyAsRead,
    Submission,
    parse,
)
from teleread.scope import Scope
from teleread.worklist.reading import Part, Reading
from teleread.worklist.records import AssignmentRow, ImagingServiceRequestRow, ReadingRow, ReadingStudyRow

TRUSTED = frozenset({NameStanding.EXACT, NameStanding.CONFIRMED})


@dataclass(frozen=True, slots=True)
class ReadInstance:
    """One Instance that is read, and where its bytes lie."""

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


@dataclass(frozen=True, slots=True)
class StudyToAnswer:
    """The Study that a report returns to, as its clinic sent it."""

    clinic_id: UUID
    time_zone: str
    patient_name: str
    patient_id: str
    issuer_of_patient_id: str
    patient_birth_date: date | None
    patient_sex: str
    study_instance_uid: str
    study_date: str
    study_time: str
    accession_number: str
    referring_physician_name: str


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a route ends, and which clinic owns each part of it."""

    kind: RouteKind
    route_clinic_id: UUID
    device_clinic_id: UUID | None
    ae_title: str | None
    host: str | None
    port: int | None


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report in a list."""

    report: Report
    clinic_name: str
    content: Submission
    patient_key: UUID
    name_standing: NameStanding
    reviewer_name: str | None
    acknowledged_at: datetime | None
    acknowledged_by_name: str | None


@dataclass(frozen=True, slots=True)
class AttemptLine:
    """One attempt of a delivery."""

    number: int
    started_at: datetime
    ended_at: datetime | None
    succeeded: bool | None
    detail: str


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """A delivery with the road behind it."""

    id: UUID
    report_id: UUID
    version: int
    clinic_id: UUID
    clinic_name: str
    route_kind: RouteKind
    ae_title: str | None
    state: DeliveryState
    attempts: int
    queued_at: datetime
    next_attempt_at: datetime
    delivered_at: datetime | None
    attempts_log: tuple[AttemptLine, ...]


def load_manifest(session: Session, scope: Scope, reading: Reading) -> tuple[ReadInstance, ...]:
    """Return the current Instances that a Reading reads, in the order of a manifest.

    A Study may hold several kinds with a Reading each; what only accompanies
    pictures (reports, presentation states) is read with every kind.
    """
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
    found = session.execute(statement).all()
    modalities: dict[UUID, set[str]] = {}
    for _, study_id, modality in found:
        modalities.setdefault(study_id, set()).add(modality)
    kinds = {study_id: kinds_of_study(several) for study_id, several in modalities.items()}
    rows = [
        ReadInstance(row.sop_instance_uid, row.sha256, row.size_bytes, row.locator)
        for row, study_id, modality in found
        if kinds[study_id][modality] in (None, reading.modality)
    ]
    return tuple(sorted(rows, key=lambda instance: instance.sop_instance_uid))


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
    studies = session.execute(_studies_of(reading.id).where(inside(scope, StudyRow.clinic_id))).all()
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


def load_study_to_answer(session: Session, scope: Scope, reading_id: UUID) -> StudyToAnswer:
    """Return the first Study of a Reading with its patient: a report is one Instance of one Study."""
    statement = _studies_of(reading_id).where(inside(scope, StudyRow.clinic_id))
    study, site = session.execute(statement).first() or _no_study(reading_id)
    patient = session.get_one(PatientRow, study.patient_key)
    return StudyToAnswer(
        clinic_id=study.clinic_id,
        time_zone=site.time_zone,
        patient_name=patient.patient_name,
        patient_id=patient.patient_id,
        issuer_of_patient_id=patient.issuer_of_patient_id,
        patient_birth_date=patient.patient_birth_date,
        patient_sex=patient.patient_sex,
        study_instance_uid=study.study_instance_uid,
        study_date=study.study_date,
        study_time=study.study_time,
        accession_number=study.accession_number,
        referring_physician_name=study.referring_physician_name,
    )


def load_destination(session: Session, route_id: UUID) -> Destination:
    """Return where a route ends; whose it is is for `reports.delivery` to judge."""
    statement = (
        select(ReturnRouteRow, AERow, SiteRow)
        .join(AERow, AERow.id == ReturnRouteRow.ae_id, isouter=True)
        .join(SiteRow, SiteRow.id == AERow.site_id, isouter=True)
        .where(ReturnRouteRow.id == route_id)
    )
    route, ae, site = session.execute(statement).one()
    return Destination(
        kind=route.kind,
        route_clinic_id=route.clinic_id,
        device_clinic_id=site.clinic_id if site else None,
        ae_title=ae.ae_title if ae else None,
        host=ae.host if ae else None,
        port=ae.port if ae else None,
    )


def list_reports(
    session: Session, scope: Scope, *, is_unread: bool | None = None, limit: int = 200
) -> list[ReportLine]:
    """Return the newest version of each Reading's report, last signed first.

    Parameters
    ----------
    is_unread
        Only those that nobody at the clinic has acknowledged, or only those
        that somebody has.
    """
    newer = aliased(ReportRow)
    statement = _lines(scope).where(
        ~select(newer.id).where(newer.reading_id == ReportRow.reading_id, newer.version > ReportRow.version).exists()
    )
    if is_unread is not None:
        missing = ReceiptRow.report_id.is_(None)
        statement = statement.where(missing if is_unread else ~missing)
    rows = session.execute(statement.order_by(ReportRow.signed_at.desc(), ReportRow.id).limit(limit))
    return [_line(row) for row in rows]


def load_report_line(session: Session, scope: Scope, report_id: UUID) -> ReportLine:
    """Return one version.

    Raises
    ------
    ReportMissing
        If there is none of that key inside the Scope.
    """
    row = session.execute(_lines(scope).where(ReportRow.id == report_id)).one_or_none()
    if row is None:
        raise ReportMissing(report_id=str(report_id))
    return _line(row)


def list_versions(session: Session, scope: Scope, reading_id: UUID) -> list[Report]:
    """Return every version of a Reading's report, the oldest first."""
    statement = select(ReportRow).where(ReportRow.reading_id == reading_id, inside(scope, ReportRow.clinic_id))
    return [report_of(row) for row in session.scalars(statement.order_by(ReportRow.version))]


def list_deliveries(
    session: Session,
    scope: Scope,
    *,
    report_id: UUID | None = None,
    state: DeliveryState | None = None,
    limit: int = 200,
) -> list[DeliveryLine]:
    """Return deliveries with their attempts; those that did not arrive yet first, then the newest."""
    statement = (
        select(DeliveryRow, ReportRow.version, ClinicRow.name, ReturnRouteRow.kind, AERow.ae_title)
        .join(ReportRow, ReportRow.id == DeliveryRow.report_id)
        .join(ClinicRow, ClinicRow.id == DeliveryRow.clinic_id)
        .join(ReturnRouteRow, ReturnRouteRow.id == DeliveryRow.route_id)
        .join(AERow, AERow.id == ReturnRouteRow.ae_id, isouter=True)
        .where(inside(scope, DeliveryRow.clinic_id))
        .order_by(DeliveryRow.state.in_(UNDELIVERED).desc(), DeliveryRow.queued_at.desc(), DeliveryRow.id)
        .limit(limit)
    )
    if report_id is not None:
        statement = statement.where(DeliveryRow.report_id == report_id)
    if state is not None:
        statement = statement.where(DeliveryRow.state == state)
    rows = session.execute(statement).all()
    logs = _attempts_of(session, [row.id for row, *_ in rows])
    return [
        DeliveryLine(
            id=row.id,
            report_id=row.report_id,
            version=version,
            clinic_id=row.clinic_id,
            clinic_name=clinic_name,
            route_kind=kind,
            ae_title=ae_title,
            state=row.state,
            attempts=row.attempts,
            queued_at=row.queued_at,
            next_attempt_at=row.next_attempt_at,
            delivered_at=row.delivered_at,
            attempts_log=tuple(logs.get(row.id, ())),
        )
        for row, version, clinic_name, kind, ae_title in rows
    ]


@dataclass(frozen=True, slots=True)
class Verification:
    """What anybody who holds the paper may know: nothing of the patient."""

    report: Report
    is_current: bool
    signatures: tuple[KeptSignature, ...]
    document_sha256: bytes | None

    @property
    def is_valid(self) -> bool:
        """Say whether every signature is good, and one of them makes the version final."""
        meanings = {each.statement.meaning for each in self.signatures}
        return all(each.is_valid for each in self.signatures) and not meanings.isdisjoint(FINAL_MEANINGS)


def load_verification(session: Session, report: Report) -> Verification:
    """Return what can be said of a version to whoever holds its code."""
    newest = select(ReportRow.version).where(ReportRow.reading_id == report.reading_id)
    version = session.scalars(newest.order_by(ReportRow.version.desc()).limit(1)).one()
    document = session.get(ReportDocumentRow, report.id)
    return Verification(
        report=report,
        is_current=version == report.version,
        signatures=load_signatures(session, submission_id=report.submission_id),
        document_sha256=document.sha256 if document else None,
    )


def _studies_of(reading_id: UUID) -> Select[StudyRow, SiteRow]:
    return (
        select(StudyRow, SiteRow)
        .join(ReadingStudyRow, ReadingStudyRow.study_id == StudyRow.id)
        .join(SiteRow, SiteRow.id == StudyRow.site_id)
        .where(ReadingStudyRow.reading_id == reading_id)
        .order_by(StudyRow.study_instance_uid)
    )


def _no_study(reading_id: UUID) -> tuple[StudyRow, SiteRow]:
    raise ReportMissing(reading_id=str(reading_id))


def _as_read(study: StudyRow) -> StudyAsRead:
    return StudyAsRead(study.study_instance_uid, study.accession_number, study.study_date, study.study_description)


def _lines(scope: Scope) -> Select[*tuple[Any, ...]]:
    return (
        select(
            ReportRow,
            SubmissionRow.canonical,
            SignatureRow.meaning,
            SignatureRow.signer_name,
            PatientRow.id,
            PatientRow.name_standing,
            ClinicRow.name,
            ReceiptRow.acknowledged_at,
            AccountRow.display_name,
        )
        .join(SubmissionRow, SubmissionRow.id == ReportRow.submission_id)
        .join(
            SignatureRow,
            and_(SignatureRow.submission_id == ReportRow.submission_id, SignatureRow.meaning.in_(FINAL_MEANINGS)),
        )
        .join(ReadingRow, ReadingRow.id == ReportRow.reading_id)
        .join(PatientRow, PatientRow.id == ReadingRow.patient_key)
        .join(ClinicRow, ClinicRow.id == ReportRow.clinic_id)
        .join(ReceiptRow, ReceiptRow.report_id == ReportRow.id, isouter=True)
        .join(AccountRow, AccountRow.id == ReceiptRow.account_id, isouter=True)
        .where(inside(scope, ReportRow.clinic_id))
    )


def _line(row: Row[*tuple[Any, ...]]) -> ReportLine:
    report, content, meaning, signer_name, patient_key, name_standing, clinic_name, acknowledged_at, reader = row
    return ReportLine(
        report=report_of(report),
        clinic_name=clinic_name,
        content=parse(content),
        patient_key=patient_key,
        name_standing=name_standing,
        reviewer_name=signer_name if meaning is SignatureMeaning.REVIEWED else None,
        acknowledged_at=acknowledged_at,
        acknowledged_by_name=reader,
    )


def _attempts_of(session: Session, delivery_ids: list[UUID]) -> dict[UUID, list[AttemptLine]]:
    statement = select(DeliveryAttemptRow).where(DeliveryAttemptRow.delivery_id.in_(delivery_ids))
    logs: dict[UUID, list[AttemptLine]] = {}
    for row in session.scalars(statement.order_by(DeliveryAttemptRow.delivery_id, DeliveryAttemptRow.number)):
        line = AttemptLine(row.number, row.started_at, row.ended_at, row.succeeded, row.detail)
        logs.setdefault(row.delivery_id, []).append(line)
    return logs
