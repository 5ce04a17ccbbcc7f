"""Post a specialist at a clinic for a time."""

from datetime import datetime
from uuid import UUID

from teleread.accounts.account import Account, Role
from teleread.accounts.records import find_account
from teleread.audit.records import record
from teleread.clinics.access import scope_of_clinic
from teleread.clinics.records import find_clinic, load_partnerships
from teleread.database import Database, Session, transaction
from teleread.identifiers import new_id
from teleread.scope import Scope
from teleread.worklist.station import Station, check_station
from teleread.worklist.station_records import delete_station, insert_station, load_stations_of


def post(
    database: Database,
    scope: Scope,
    *,
    account_id: UUID,
    clinic_id: UUID,
    begins_at: datetime,
    ends_at: datetime,
    account: Account | None,
    at: datetime,
) -> Station:
    """Let a specialist write for a clinic from its own rooms: what it sends is offered to them first.

    It opens nothing to them: they read for the clinic as their department
    does, and what they write the hospital reviews.

    Raises
    ------
    StationRefused, StationTaken
        If the posting cannot be.
    """
    with transaction(database) as session:
        person = find_account(session, account_id)
        clinic = find_clinic(session, scope, clinic_id)
        partnerships = load_partnerships(session, scope_of_clinic(clinic.id))
        station = check_station(
            Station(new_id(), person.id, clinic.id, begins_at, ends_at),
            may_author=person.may_act_as(Role.AUTHOR),
            does_department_read=any(each.department_id == person.department_id for each in partnerships),
            others=load_stations_of(session, person.id),
        )
        insert_station(session, station)
        _audit(session, "station.added", station, account, at)
    return station


def call_back(database: Database, station_id: UUID, *, account: Account | None, at: datetime) -> None:
    """End a posting, or take it back before it begins; raises StationMissing."""
    with transaction(database) as session:
        _audit(session, "station.removed", delete_station(session, station_id), account, at)


def _audit(session: Session, action: str, station: Station, by: Account | None, at: datetime) -> None:
    record(
        session,
        action,
        at=at,
        account_id=by.id if by else None,
        clinic_id=station.clinic_id,
        subject_kind="account",
        subject_id=station.account_id,
        station_id=str(station.id),
        begins_at=station.begins_at.isoformat(),
        ends_at=station.ends_at.isoformat(),
    )
