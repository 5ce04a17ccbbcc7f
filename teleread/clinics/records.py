"""Tables and named queries of the clinics."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from teleread.clinics.clinic import Modality, Priority, RouteKind
from teleread.database import Base, NamedValue, Session


class ClinicRow(Base):
    __tablename__ = "clinic"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]


class SiteRow(Base):
    __tablename__ = "site"
    __table_args__ = (UniqueConstraint("clinic_id", "name"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinic.id"))
    name: Mapped[str]
    time_zone: Mapped[str]
    default_character_set: Mapped[str | None]


class AERow(Base):
    __tablename__ = "ae"
    __table_args__ = (UniqueConstraint("site_id", "ae_title", "called_ae_title"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id"))
    ae_title: Mapped[str] = mapped_column(index=True)
    called_ae_title: Mapped[str | None]
    network: Mapped[str | None]
    host: Mapped[str | None]
    port: Mapped[int | None]
    issuer_of_patient_id: Mapped[str]


class DepartmentRow(Base):
    __tablename__ = "department"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)


class PartnershipRow(Base):
    __tablename__ = "partnership"
    __table_args__ = (UniqueConstraint("clinic_id", "department_id", "modality"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinic.id"))
    department_id: Mapped[UUID] = mapped_column(ForeignKey("department.id"))
    modality: Mapped[Modality] = mapped_column(NamedValue(Modality))
    single_signature: Mapped[bool]


class TermRow(Base):
    __tablename__ = "term"
    __table_args__ = (UniqueConstraint("clinic_id", "modality", "priority"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinic.id"))
    modality: Mapped[Modality] = mapped_column(NamedValue(Modality))
    priority: Mapped[Priority] = mapped_column(NamedValue(Priority))
    minutes: Mapped[int]


class ReturnRouteRow(Base):
    __tablename__ = "return_route"
    __table_args__ = (UniqueConstraint("clinic_id", "kind", "ae_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinic.id"))
    kind: Mapped[RouteKind] = mapped_column(NamedValue(RouteKind))
    ae_id: Mapped[UUID | None] = mapped_column(ForeignKey("ae.id"))


def load_partner_clinic_ids(session: Session, *, department_id: UUID) -> frozenset[UUID]:
    """Return the clinics that a department reads for."""
    statement = select(PartnershipRow.clinic_id).where(PartnershipRow.department_id == department_id)
    return frozenset(session.scalars(statement))
