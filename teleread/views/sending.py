"""What is sent home, and where to: the Study that a report answers, and the end of a route."""

from dataclasses import dataclass, fields
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from teleread.accounts.records import AccountRow
from teleread.archive.records import PatientRow, StudyRow
from teleread.clinics.clinic import RouteEnd, RouteKind
from teleread.clinics.records import AERow, ReturnRouteRow, SiteRow
from teleread.database import Session
from teleread.reports.records import ReportMissing, inside
from teleread.scope import Scope
from teleread.views.signing import studies_of
from teleread.worklist.records import ImagingServiceRequestRow, ReadingRow


@dataclass(frozen=True, slots=True)
class OrderToAnswer:
    """The clinic's order that a report answers."""

    id: UUID
    accession_number: str
    ordered_by_name: str
    ordered_at: datetime


@dataclass(frozen=True, slots=True)
class StudyToAnswer:
    """The Study that a report returns to, as its clinic sent it; the patient is as the signers saw them."""

    clinic_id: UUID
    time_zone: str
    issuer_of_patient_id: str
    study_instance_uid: str
    study_date: str
    study_time: str
    accession_number: str
    referring_physician_name: str
    priority: str
    order: OrderToAnswer | None


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a route ends, and which clinic owns each part of it.

    Parameters
    ----------
    device_clinic_id, ae_title
        Of the device, where a route ends at one.
    host, port
        What is called: the device, or the system that listens for messages.
    end, sealed_token
        What else the route's kind needs.
    character_set
        What the device can read; None for UTF-8.
    """

    kind: RouteKind
    route_clinic_id: UUID
    device_clinic_id: UUID | None
    ae_title: str | None
    host: str | None
    port: int | None
    end: RouteEnd
    sealed_token: bytes
    is_closed: bool
    character_set: str | None = None


def load_study_to_answer(session: Session, scope: Scope, reading_id: UUID) -> StudyToAnswer:
    """Return the first Study of a Reading: a report is one Instance of one Study."""
    statement = studies_of(reading_id).where(inside(scope, StudyRow.clinic_id))
    study, site = session.execute(statement).first() or _no_study(reading_id)
    patient = session.get_one(PatientRow, study.patient_key)
    return StudyToAnswer(
        clinic_id=study.clinic_id,
        time_zone=site.time_zone,
        issuer_of_patient_id=patient.issuer_of_patient_id,
        study_instance_uid=study.study_instance_uid,
        study_date=study.study_date,
        study_time=study.study_time,
        accession_number=study.accession_number,
        referring_physician_name=study.referring_physician_name,
        priority=session.get_one(ReadingRow, reading_id).priority,
        order=_load_order(session, reading_id),
    )


def _load_order(session: Session, reading_id: UUID) -> OrderToAnswer | None:
    statement = (
        select(ImagingServiceRequestRow, AccountRow.display_name)
        .join(ReadingRow, ReadingRow.request_id == ImagingServiceRequestRow.id)
        .join(AccountRow, AccountRow.id == ImagingServiceRequestRow.ordered_by)
        .where(ReadingRow.id == reading_id)
    )
    row = session.execute(statement).one_or_none()
    if row is None:
        return None
    order, name = row
    return OrderToAnswer(order.id, order.accession_number, name, order.ordered_at)


def load_destination(session: Session, route_id: UUID) -> Destination:
    """Return where a route ends; whose it is is for `reports.delivery` to judge."""
    statement = (
        select(ReturnRouteRow, AERow, SiteRow)
        .join(AERow, AERow.id == ReturnRouteRow.ae_id, isouter=True)
        .join(SiteRow, SiteRow.id == AERow.site_id, isouter=True)
        .where(ReturnRouteRow.id == route_id)
    )
    route, ae, site = session.execute(statement).one()
    end = RouteEnd(**{field.name: getattr(route, field.name) for field in fields(RouteEnd)})
    return Destination(
        kind=route.kind,
        route_clinic_id=route.clinic_id,
        device_clinic_id=site.clinic_id if site else None,
        ae_title=ae.ae_title if ae else None,
        host=ae.host if ae else end.host,
        port=ae.port if ae else end.port,
        end=end,
        sealed_token=route.sealed_token,
        is_closed=route.is_closed,
        character_set=ae.character_set if ae else None,
    )


def _no_study(reading_id: UUID) -> tuple[StudyRow, SiteRow]:
    raise ReportMissing(reading_id=str(reading_id))
