"""Tables and named queries of the clinics."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    ForeignKey,
    Text,
    UniqueConstraint,
    Uuid,
    bindparam,
    or_,
    select,
    true,
)
from sqlalchemy.orm import InstrumentedAttribute, Mapped, mapped_column

from teleread.clinics.clinic import (
    AE,
    DEFAULT_TERMS,
    Clinic,
    Department,
    MessageCharacterSet,
    Modality,
    Partnership,
    Priority,
    ReturnRoute,
    RouteEnd,
    RouteKind,
    Site,
    Term,
)
from teleread.clinics.validity import AlreadyThere, ClinicMissing, DepartmentMissing, InUse, PartMissing
from teleread.database import Base, NamedValue, Session, insert, remove, table_of
from teleread.prepared import Prepared
from teleread.scope import Scope

Part = TypeVar("Part")


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
    allows_plain: Mapped[bool] = mapped_column(default=True)
    most_associations: Mapped[int | None]
    most_instances_per_minute: Mapped[int | None]
    most_bytes_per_hour: Mapped[int | None] = mapped_column(BigInteger)
    most_bytes_per_day: Mapped[int | None] = mapped_column(BigInteger)


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
    character_set: Mapped[str | None]


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
    host: Mapped[str | None]
    port: Mapped[int | None]
    character_set: Mapped[MessageCharacterSet | None] = mapped_column(NamedValue(MessageCharacterSet))
    receiving_application: Mapped[str] = mapped_column(default="")
    receiving_facility: Mapped[str] = mapped_column(default="")
    url: Mapped[str] = mapped_column(default="")
    uses_tls: Mapped[bool] = mapped_column(default=False)
    authorities: Mapped[str] = mapped_column(Text, default="")
    sealed_token: Mapped[bytes] = mapped_column(default=b"")
    is_closed: Mapped[bool] = mapped_column(default=False)
    alarmed_at: Mapped[datetime | None]


def load_partner_clinic_ids(session: Session, *, department_id: UUID) -> frozenset[UUID]:
    """Return the clinics that a department reads for."""
    statement = select(PartnershipRow.clinic_id).where(PartnershipRow.department_id == department_id)
    return frozenset(session.scalars(statement))


def inside(scope: Scope, column: InstrumentedAttribute[UUID]) -> ColumnElement[bool]:
    """Return the condition that a clinic's key lies inside a Scope."""
    return true() if scope.clinic_ids is None else column.in_(scope.clinic_ids)


def load_clinics(session: Session, scope: Scope) -> list[Clinic]:
    """Return the clinics of a Scope by name."""
    rows = session.scalars(select(ClinicRow).where(inside(scope, ClinicRow.id)).order_by(ClinicRow.name))
    return [_clinic(row) for row in rows]


def find_clinic(session: Session, scope: Scope, reference: UUID | str) -> Clinic:
    """Return a clinic by surrogate key, by the key of its addresses or by name; raises ClinicMissing."""
    matches = ClinicRow.id == reference if isinstance(reference, UUID) else _is_called(reference)
    row = session.scalars(select(ClinicRow).where(inside(scope, ClinicRow.id), matches)).first()
    if row is None:
        raise ClinicMissing
    return _clinic(row)


def load_sites(session: Session, scope: Scope) -> list[Site]:
    """Return the Sites of a Scope's clinics by name."""
    rows = session.scalars(select(SiteRow).where(inside(scope, SiteRow.clinic_id)).order_by(SiteRow.name, SiteRow.id))
    return [_site(row) for row in rows]


def load_site(session: Session, scope: Scope, site_id: UUID) -> Site:
    """Return a Site; raises PartMissing."""
    return _only([site for site in load_sites(session, scope) if site.id == site_id])


def find_site(session: Session, scope: Scope, clinic_id: UUID, name: str | None) -> Site:
    """Return a clinic's Site by name, or its only or first-made one; raises PartMissing."""
    sites = [site for site in load_sites(session, scope) if site.clinic_id == clinic_id]
    if name is None:
        return _only(sorted(sites, key=lambda site: site.id)[:1])
    return _only([site for site in sites if site.name == name])


_CLINIC_AND_SITE = Prepared(
    select(ClinicRow.key, *(table_of(SiteRow).c[field.name] for field in fields(Site)))
    .join(SiteRow, SiteRow.clinic_id == ClinicRow.id)
    .where(ClinicRow.id == bindparam("clinic_id", type_=Uuid))
    .order_by(SiteRow.id)
    .limit(1)
)


def load_home(session: Session, scope: Scope, clinic_id: UUID) -> tuple[str, Site]:
    """Return a clinic's key and its only or first-made Site; raises PartMissing.

    Asked for whenever somebody uploads, so the statement is built once.
    """
    rows = _CLINIC_AND_SITE.rows(session, {"clinic_id": clinic_id}) if scope.covers(clinic_id) else []
    key, *values = _only(rows)
    return key, Site(*values)


def load_aes(session: Session, scope: Scope) -> list[AE]:
    """Return the AEs of a Scope's clinics by title."""
    statement = select(AERow, SiteRow.clinic_id).join(SiteRow, SiteRow.id == AERow.site_id)
    rows = session.execute(statement.where(inside(scope, SiteRow.clinic_id)).order_by(AERow.ae_title, AERow.id))
    return [_ae(row, clinic_id) for row, clinic_id in rows]


def load_aes_titled(session: Session, ae_title: str) -> list[AE]:
    """Return every clinic's AEs of one title, for an association that says no more yet."""
    statement = select(AERow, SiteRow.clinic_id).join(SiteRow, SiteRow.id == AERow.site_id)
    rows = session.execute(statement.where(AERow.ae_title == ae_title).order_by(AERow.id))
    return [_ae(row, clinic_id) for row, clinic_id in rows]


def load_ae(session: Session, scope: Scope, ae_id: UUID) -> AE:
    """Return an AE; raises PartMissing."""
    statement = select(AERow, SiteRow.clinic_id).join(SiteRow, SiteRow.id == AERow.site_id)
    rows = session.execute(statement.where(inside(scope, SiteRow.clinic_id), AERow.id == ae_id))
    return _only([_ae(row, clinic_id) for row, clinic_id in rows])


def load_departments(session: Session) -> list[Department]:
    """Return every department by name."""
    rows = session.scalars(select(DepartmentRow).order_by(DepartmentRow.name))
    return [Department(row.id, row.name) for row in rows]


def find_department(session: Session, reference: UUID | str) -> Department:
    """Return a department by surrogate key or name; raises DepartmentMissing."""
    column = DepartmentRow.id if isinstance(reference, UUID) else DepartmentRow.name
    row = session.scalars(select(DepartmentRow).where(column == reference)).one_or_none()
    if row is None:
        raise DepartmentMissing
    return Department(row.id, row.name)


def load_partnerships(session: Session, scope: Scope) -> list[Partnership]:
    """Return which departments read what for a Scope's clinics."""
    statement = select(PartnershipRow).where(inside(scope, PartnershipRow.clinic_id))
    return [_partnership(row) for row in session.scalars(statement.order_by(PartnershipRow.id))]


def load_terms(session: Session, scope: Scope) -> list[Term]:
    """Return a Scope's clinics' own terms; `DEFAULT_TERMS` hold where there is none."""
    statement = select(TermRow).where(inside(scope, TermRow.clinic_id)).order_by(TermRow.id)
    return [_term(row) for row in session.scalars(statement)]


def load_term(session: Session, clinic_id: UUID, *, modality: Modality, priority: Priority) -> timedelta:
    """Return how soon a clinic's study is to be signed."""
    own = select(TermRow.minutes).where(
        TermRow.clinic_id == clinic_id, TermRow.modality == modality, TermRow.priority == priority
    )
    minutes = session.scalar(own)
    return DEFAULT_TERMS[modality, priority] if minutes is None else timedelta(minutes=minutes)


def load_return_routes(session: Session, scope: Scope, *, with_closed: bool = False) -> list[ReturnRoute]:
    """Return the ways home of a Scope's clinics that the next version takes, or the closed ones too."""
    statement = select(ReturnRouteRow).where(inside(scope, ReturnRouteRow.clinic_id))
    if not with_closed:
        statement = statement.where(~ReturnRouteRow.is_closed)
    return [_route(row) for row in session.scalars(statement.order_by(ReturnRouteRow.id))]


def load_return_route(session: Session, scope: Scope, route_id: UUID) -> ReturnRoute:
    """Return a way home that nobody else can change until this transaction ends; raises PartMissing."""
    statement = select(ReturnRouteRow).where(inside(scope, ReturnRouteRow.clinic_id), ReturnRouteRow.id == route_id)
    return _only([_route(row) for row in session.scalars(statement.with_for_update())])


def note_alarm(session: Session, route_id: UUID, *, at: datetime | None) -> None:
    """Note that people were told of a route that does not deliver, or that it does again."""
    session.get_one(ReturnRouteRow, route_id, with_for_update=True).alarmed_at = at


def insert_clinic(session: Session, clinic: Clinic, *, at: datetime) -> None:
    """Keep a new clinic; raises AlreadyThere."""
    insert(session, ClinicRow(id=clinic.id, key=clinic.key, name=clinic.name, created_at=at), taken=AlreadyThere)


def insert_part(session: Session, part: Site | AE | Department | Partnership | Term | ReturnRoute) -> None:
    """Keep a new part of a clinic, or a department; raises AlreadyThere."""
    table = TABLE_OF[type(part)]
    insert(session, table(**_columns(table, part)), taken=AlreadyThere)


def save_part(session: Session, part: Clinic | Site | AE | Department | Partnership | Term | ReturnRoute) -> None:
    """Keep what has changed about a clinic or a part of it; raises AlreadyThere."""
    table = TABLE_OF[type(part)]
    row = session.get_one(table, part.id)
    for name, value in _columns(table, part).items():
        setattr(row, name, value)
    insert(session, row, taken=AlreadyThere)


def remove_part(session: Session, part: AE | Partnership | Term | ReturnRoute) -> None:
    """Delete a part of a clinic; raises InUse."""
    remove(session, session.get_one(TABLE_OF[type(part)], part.id), in_use=InUse)


TABLE_OF: dict[type[Any], type[Base]] = {
    Clinic: ClinicRow,
    Site: SiteRow,
    AE: AERow,
    Department: DepartmentRow,
    Partnership: PartnershipRow,
    Term: TermRow,
    ReturnRoute: ReturnRouteRow,
}


def _columns(table: type[Base], part: Any) -> dict[str, Any]:
    kept = table.__table__.columns.keys()
    values = {field.name: getattr(part, field.name) for field in fields(part) if field.name in kept}
    return values | _columns(table, part.end) if isinstance(part, ReturnRoute) else values


def _is_called(name: str) -> ColumnElement[bool]:
    return or_(ClinicRow.name == name.strip(), ClinicRow.key == name.strip())


def _only(found: Sequence[Part]) -> Part:
    if not found:
        raise PartMissing
    return found[0]


def _clinic(row: ClinicRow) -> Clinic:
    return Clinic(row.id, row.key, row.name)


def _site(row: SiteRow) -> Site:
    return Site(**{field.name: getattr(row, field.name) for field in fields(Site)})


def _ae(row: AERow, clinic_id: UUID) -> AE:
    return AE(
        id=row.id,
        site_id=row.site_id,
        clinic_id=clinic_id,
        ae_title=row.ae_title,
        called_ae_title=row.called_ae_title,
        network=row.network,
        host=row.host,
        port=row.port,
        issuer_of_patient_id=row.issuer_of_patient_id,
        character_set=row.character_set,
    )


def _partnership(row: PartnershipRow) -> Partnership:
    return Partnership(row.id, row.clinic_id, row.department_id, row.modality, row.single_signature)


def _route(row: ReturnRouteRow) -> ReturnRoute:
    end = RouteEnd(**{field.name: getattr(row, field.name) for field in fields(RouteEnd)})
    return ReturnRoute(row.id, row.clinic_id, row.kind, end, row.sealed_token, row.is_closed)


def _term(row: TermRow) -> Term:
    return Term(row.id, row.clinic_id, row.modality, row.priority, row.minutes)
