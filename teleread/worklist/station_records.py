"""The table and named queries of specialists posted at clinics."""

from dataclasses import fields
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from teleread.database import Base, Session
from teleread.worklist.station import Station, StationMissing


class StationRow(Base):
    """Where a specialist works for a time."""

    __tablename__ = "station"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinic.id"))
    begins_at: Mapped[datetime]
    ends_at: Mapped[datetime]


def _station(row: StationRow) -> Station:
    return Station(**{field.name: getattr(row, field.name) for field in fields(Station)})


def load_stations(session: Session) -> list[Station]:
    """Return every posting, the latest first."""
    statement = select(StationRow).order_by(StationRow.begins_at.desc(), StationRow.id)
    return [_station(row) for row in session.scalars(statement)]


def load_stations_of(session: Session, account_id: UUID) -> list[Station]:
    """Return a person's postings."""
    statement = select(StationRow).where(StationRow.account_id == account_id)
    return [_station(row) for row in session.scalars(statement.order_by(StationRow.begins_at))]


def load_posted(session: Session) -> dict[UUID, frozenset[Station]]:
    """Return every posting, by person."""
    found: dict[UUID, set[Station]] = {}
    for row in session.scalars(select(StationRow)):
        found.setdefault(row.account_id, set()).add(_station(row))
    return {account_id: frozenset(stations) for account_id, stations in found.items()}


def insert_station(session: Session, station: Station) -> None:
    """Keep a posting that was checked against the person's others."""
    session.add(StationRow(**{field.name: getattr(station, field.name) for field in fields(Station)}))
    session.flush()


def delete_station(session: Session, station_id: UUID) -> Station:
    """Delete a posting and return it; raises StationMissing."""
    row = session.get(StationRow, station_id)
    if row is None:
        raise StationMissing
    session.delete(row)
    return _station(row)
