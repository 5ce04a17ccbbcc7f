"""Studies and orders as the FHIR interface tells of them."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select

from teleread.accounts.records import AccountRow
from teleread.archive.records import InstanceRow, SeriesRow, StudyRow
from teleread.archive.study import InstanceStanding
from teleread.clinics.records import ClinicRow
from teleread.database import Session
from teleread.fhir.contents import InstanceTold, OrderTold, PersonTold, SeriesTold, StudyTold
from teleread.reports.records import ReportRow, inside
from teleread.scope import Scope
from teleread.views.fhir_people import clinic_told
from teleread.views.fhir_search import Page, Wanted, among, beyond, changed_within
from teleread.worklist.records import ImagingServiceRequestRow, ReadingRow


def search_studies(session: Session, scope: Scope, wanted: Wanted) -> Page[StudyTold]:
    """Return a page of Studies, the last received first."""
    matching = (
        inside(scope, StudyRow.clinic_id),
        among(wanted.ids, StudyRow.id),
        among(wanted.patients, StudyRow.patient_key),
        changed_within(wanted, StudyRow.last_received_at),
    )
    total = session.scalars(select(func.count()).select_from(StudyRow).where(*matching)).one()
    statement = (
        select(StudyRow, ClinicRow)
        .join(ClinicRow, ClinicRow.id == StudyRow.clinic_id)
        .where(*matching, beyond(wanted, StudyRow.last_received_at, StudyRow.id))
        .order_by(StudyRow.last_received_at.desc(), StudyRow.id.desc())
        .limit(wanted.limit + 1)
    )
    rows = session.execute(statement).all()
    told = _studies(session, rows[: wanted.limit])
    last = rows[wanted.limit - 1][0] if len(rows) > wanted.limit else None
    return Page(told, total, None if last is None else (last.last_received_at, last.id))


def load_studies(session: Session, scope: Scope, keys: Collection[UUID]) -> list[StudyTold]:
    """Return Studies by our keys, those inside the Scope."""
    statement = (
        select(StudyRow, ClinicRow)
        .join(ClinicRow, ClinicRow.id == StudyRow.clinic_id)
        .where(StudyRow.id.in_(keys), inside(scope, StudyRow.clinic_id))
        .order_by(StudyRow.study_instance_uid)
    )
    return _studies(session, session.execute(statement).all())


def search_orders(session: Session, scope: Scope, wanted: Wanted) -> Page[OrderTold]:
    """Return a page of orders, the last placed first."""
    statement = _orders(scope, wanted)
    total = session.scalars(select(func.count()).select_from(statement.subquery())).one()
    row = ImagingServiceRequestRow
    page = statement.where(beyond(wanted, row.ordered_at, row.id))
    rows = session.execute(page.order_by(row.ordered_at.desc(), row.id.desc()).limit(wanted.limit + 1)).all()
    told = [_order(each) for each in rows[: wanted.limit]]
    return Page(told, total, (told[-1].ordered_at, told[-1].id) if len(rows) > wanted.limit else None)


def load_orders(session: Session, scope: Scope, keys: Collection[UUID]) -> list[OrderTold]:
    """Return orders by our keys, those inside the Scope."""
    return [_order(row) for row in session.execute(_orders(scope, Wanted(len(keys), ids=tuple(keys))))]


def _studies(session: Session, rows: Sequence[Any]) -> list[StudyTold]:
    series = _series_of(session, [row.id for row, _ in rows])
    return [
        StudyTold(
            id=row.id,
            clinic=clinic_told(clinic),
            patient_key=row.patient_key,
            study_instance_uid=row.study_instance_uid,
            accession_number=row.accession_number,
            description=row.study_description,
            started_at=row.acquired_at if row.is_acquired_at_plausible else None,
            updated_at=row.last_received_at,
            series=tuple(series.get(row.id, ())),
        )
        for row, clinic in rows
    ]


def _series_of(session: Session, study_ids: Collection[UUID]) -> dict[UUID, list[SeriesTold]]:
    series = session.scalars(
        select(SeriesRow)
        .where(SeriesRow.study_id.in_(study_ids))
        .order_by(SeriesRow.series_number, SeriesRow.series_instance_uid)
    ).all()
    columns = (
        InstanceRow.series_id,
        InstanceRow.sop_instance_uid,
        InstanceRow.sop_class_uid,
        InstanceRow.instance_number,
    )
    instances: dict[UUID, list[InstanceTold]] = {}
    statement = select(*columns).where(
        InstanceRow.series_id.in_([row.id for row in series]), InstanceRow.standing == InstanceStanding.CURRENT
    )
    for series_id, uid, class_uid, number in session.execute(
        statement.order_by(InstanceRow.instance_number, InstanceRow.sop_instance_uid)
    ):
        instances.setdefault(series_id, []).append(InstanceTold(uid, class_uid, number))
    told: dict[UUID, list[SeriesTold]] = {}
    for row in series:
        one = SeriesTold(
            row.series_instance_uid,
            row.modality,
            row.series_number,
            row.series_description,
            row.body_part_examined,
            tuple(instances.get(row.id, ())),
        )
        told.setdefault(row.study_id, []).append(one)
    return told


def _orders(scope: Scope, wanted: Wanted) -> Select[*tuple[Any, ...]]:
    row = ImagingServiceRequestRow
    reading = select(ReadingRow.patient_key).where(ReadingRow.request_id == row.id).limit(1).scalar_subquery()
    reported = (
        select(ReportRow.id)
        .join(ReadingRow, ReadingRow.id == ReportRow.reading_id)
        .where(ReadingRow.request_id == row.id)
        .exists()
    )
    statement = (
        select(row, ClinicRow, AccountRow.display_name, reading.label("patient_key"), reported.label("is_reported"))
        .join(ClinicRow, ClinicRow.id == row.clinic_id)
        .join(AccountRow, AccountRow.id == row.ordered_by)
        .where(inside(scope, row.clinic_id), among(wanted.ids, row.id))
    )
    if wanted.patients is not None:
        mine = select(ReadingRow.request_id).where(ReadingRow.patient_key.in_(wanted.patients))
        statement = statement.where(row.id.in_(mine))
    return statement


def _order(found: Any) -> OrderTold:
    row, clinic, name, patient_key, is_reported = found
    return OrderTold(
        id=row.id,
        clinic=clinic_told(clinic),
        patient_key=patient_key,
        patient_id=row.patient_id,
        patient_name=row.patient_name,
        accession_number=row.accession_number,
        clinical_question=row.clinical_question,
        modality=row.modality,
        body_part=row.body_part,
        priority=row.priority,
        state=row.state.value,
        is_reported=is_reported,
        ordered_at=row.ordered_at,
        ordered_by=PersonTold(row.ordered_by, name),
    )
