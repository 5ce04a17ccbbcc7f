"""A clinic with a department that reads for it, and studies that arrive there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from teleread.accounts.account import Account, Role
from teleread.accounts.records import load_account
from teleread.archive.records import StudyRow
from teleread.clinics.access import scope_of_clinic
from teleread.clinics.clinic import Modality
from teleread.clinics.records import ClinicRow, DepartmentRow, SiteRow
from teleread.database import Database, Session, snapshot, transaction
from teleread.scope import Scope
from teleread.worklist.reading import Part, Reading
from teleread.worklist.records import ReadingRow, reading_of
from teleread.worklist.request import Order
from tests import builders
from tests.builders import EIGHT

QUIET = timedelta(seconds=30)
SETTLED_AT = EIGHT + timedelta(minutes=1)


@dataclass(frozen=True)
class Place:
    """Keys of what `a_place` put into the database."""

    database: Database
    clinic_id: UUID
    department_id: UUID
    technician: Account
    admin: Account

    @property
    def scope(self) -> Scope:
        """The clinic's own."""
        return scope_of_clinic(self.clinic_id)


def a_place(database: Database, key: str = "qingshan", *, modalities: Sequence[Modality] = tuple(Modality)) -> Place:
    with transaction(database) as session:
        clinic = builders.a_clinic(session, key)
        builders.a_site(session, clinic)
        department = builders.a_department(session, f"{key} 影像科")
        for modality in modalities:
            builders.a_partnership(session, clinic, department, modality)
        technician = builders.an_account(session, f"{key}-technician", Role.TECHNICIAN, clinic_id=clinic.id)
        admin = builders.an_account(session, f"{key}-admin", Role.ADMIN)
        return Place(
            database,
            clinic.id,
            department.id,
            load_account(session, technician.id),
            load_account(session, admin.id),
        )


def specialist(place: Place, name: str, *parts: Part, modality: Modality = Modality.XRAY) -> Account:

    with transaction(place.database) as session:
        department = session.get_one(DepartmentRow, place.department_id)
        row = builders.a_specialist(session, name, department, *parts, modality=modality)
        return load_account(session, row.id)


def arrives(
    place: Place, *modalities: str, at: datetime = EIGHT, patient: dict[str, Any] | None = None, **study: Any
) -> UUID:
    """A new Study with one Instance in a Series of each Modality; returns its key."""
    with transaction(place.database) as session:
        clinic = session.get_one(ClinicRow, place.clinic_id)
        site = session.scalars(select(SiteRow).where(SiteRow.clinic_id == clinic.id)).one()
        person = builders.a_patient(session, clinic, **(patient or {}))
        row = builders.a_study(session, site, person, first_received_at=at, last_received_at=at, **study)
        for modality in modalities or ("DX",):
            builders.an_instance(session, builders.a_series(session, row, modality), received_at=at)
        return row.id


def more_arrives(session: Session, study_id: UUID, modality: str, *, at: datetime) -> None:
    """One more Series with one Instance for a Study that is there already."""

    study = session.get_one(StudyRow, study_id)
    builders.an_instance(session, builders.a_series(session, study, modality), received_at=at)


def readings(database: Database) -> list[Reading]:
    """Every Reading, oldest first."""
    with snapshot(database) as session:
        return [reading_of(row) for row in session.scalars(select(ReadingRow).order_by(ReadingRow.id))]


def an_order(**values: Any) -> Order:
    defaults: dict[str, Any] = {
        "patient_id": "0001",
        "patient_name": "张三",
        "patient_birth_date": date(1960, 5, 1),
        "patient_sex": "M",
        "modality": Modality.XRAY.value,
        "body_part": "CHEST",
        "clinical_question": "咳嗽两周，肺炎？",
        "priority": "routine",
        "accession_number": "",
    }
    return Order(**{**defaults, **values})
