"""Order: a clinic asks for a reading, and an arrival is joined to what was asked."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from teleread.accounts.account import Account
from teleread.archive.settling_records import ArrivedStudy, load_arrived_study, raise_discrepancy
from teleread.archive.study import DiscrepancyKind, NameStanding
from teleread.audit.records import record
from teleread.clinics.access import scope_of_clinic
from teleread.clinics.clinic import Modality, Priority
from teleread.clinics.records import find_clinic, load_sites, load_term
from teleread.database import Database, Session, transaction
from teleread.documents.glyphs import check_glyphs
from teleread.identifiers import new_id
from teleread.scope import Scope
from teleread.workflow.journey.retaking import link_retake
from teleread.worklist.reading import Milestone, Reading
from teleread.worklist.records import save_milestone, save_reading
from teleread.worklist.request import (
    AccessionNumberTaken,
    Arrival,
    ImagingServiceRequest,
    Order,
    RequestNotOpen,
    RequestState,
    accession_number,
    answering,
    check_order,
    match,
)
from teleread.worklist.request_records import (
    add_request,
    is_accession_number_taken,
    load_last_accession_number,
    load_request_for_update,
    load_requests_to_match,
    load_unanswering_readings,
    set_request_state,
)
from teleread.worklist.study_records import load_study_ids

USUAL_TIME_ZONE = "Asia/Shanghai"


def place_request(
    database: Database, scope: Scope, clinic_id: UUID, *, order: Order, account: Account, at: datetime
) -> ImagingServiceRequest:
    """Put a clinic's order on file, with an Accession Number if it brings none.

    What already arrived and waits without an order is matched at once: a
    technician may well send the pictures first.

    Raises
    ------
    RequestRefused
        If a value of the order cannot be right.
    GlyphMissing
        If the report that answers it could not be printed.
    AccessionNumberTaken
        If the clinic has an order of the given number.
    """
    asked = check_order(order, at=at)
    check_glyphs(asked.clinical_question, asked.body_part, asked.accession_number)
    with transaction(database) as session:
        clinic = find_clinic(session, scope, clinic_id)
        number = asked.accession_number or _next_number(session, clinic.id, at)
        if is_accession_number_taken(session, scope, clinic.id, number):
            raise AccessionNumberTaken
        numbered = replace(asked, accession_number=number)
        request = ImagingServiceRequest(new_id(), clinic.id, numbered, RequestState.OPEN, account.id, at)
        add_request(session, request)
        _audit(session, "request.placed", request, account=account, at=at)
        for reading in load_unanswering_readings(session, scope, clinic.id, modality=asked.modality, at=at):
            for study_id in load_study_ids(session, scope, reading.id)[:1]:
                join_request(session, reading, load_arrived_study(session, scope, study_id), at=at, among={request.id})
    return request


def _next_number(session: Session, clinic_id: UUID, at: datetime) -> str:
    scope = scope_of_clinic(clinic_id)
    sites = load_sites(session, scope)
    day = at.astimezone(ZoneInfo(sites[0].time_zone if sites else USUAL_TIME_ZONE)).date()
    return accession_number(day, load_last_accession_number(session, scope, clinic_id, day=day))


def cancel_request(
    database: Database, scope: Scope, request_id: UUID, *, account: Account, at: datetime
) -> ImagingServiceRequest:
    """Take back an order that nothing has answered yet.

    Raises
    ------
    RequestNotOpen
        If an arrival answers it (cancel the Reading instead) or it was cancelled.
    """
    with transaction(database) as session:
        request = load_request_for_update(session, scope, request_id)
        if request.state is not RequestState.OPEN:
            raise RequestNotOpen
        set_request_state(session, request.id, RequestState.CANCELLED)
        _audit(session, "request.cancelled", request, account=account, at=at)
    return replace(request, state=RequestState.CANCELLED)


def join_request(
    session: Session, reading: Reading, study: ArrivedStudy, *, at: datetime, among: Iterable[UUID] | None = None
) -> Reading:
    """Join a Reading to the order that its Study answers; raise a task if that is ambiguous.

    Parameters
    ----------
    session
        Of the step that is settling the Study or placing the order.
    among
        Only these orders are news; without one of them nothing is done.
    """
    scope = scope_of_clinic(reading.clinic_id)
    issuer = find_clinic(session, scope, reading.clinic_id).key
    requests = load_requests_to_match(
        session,
        scope,
        reading.clinic_id,
        accession_number=study.accession_number,
        modality=reading.modality,
        received_at=reading.received_at,
    )
    matched = match(_arrival(reading, study, issuer=issuer), requests)
    if among is not None and set(matched.request_ids).isdisjoint(among):
        return reading
    if matched.is_ambiguous:
        _ask_a_person(session, reading, study, matched.request_ids, at)
    answered = [request for request in requests if request.id == matched.request_id]
    return answer_request(session, reading, answered[0], at=at) if answered else reading


def answer_request(
    session: Session, reading: Reading, request: ImagingServiceRequest, *, at: datetime, account_id: UUID | None = None
) -> Reading:
    """Let a Reading answer an order: its priority and question, and the term that they give.

    Used when settling matches them, and when a person decides an ambiguity.
    Both were loaded for update.
    """
    term = load_term(
        session,
        reading.clinic_id,
        modality=Modality(reading.modality),
        priority=Priority(request.order.priority),
    )
    saved = save_reading(session, reading, answering(reading, request, term=term), at=at)
    set_request_state(session, request.id, RequestState.MATCHED)
    save_milestone(session, reading.id, Milestone.ORDERED, at=request.ordered_at, replaces=True)
    record(
        session,
        "request.matched",
        at=at,
        account_id=account_id,
        clinic_id=reading.clinic_id,
        subject_kind="request",
        subject_id=request.id,
        reading_id=str(reading.id),
    )
    link_retake(session, saved, at=at)
    return saved


def _arrival(reading: Reading, study: ArrivedStudy, *, issuer: str) -> Arrival:
    return Arrival(
        accession_number=study.accession_number,
        patient_id=study.patient_id,
        is_local_id=study.issuer_of_patient_id in {"", issuer},
        patient_name=study.patient_name,
        is_name_certain=study.name_standing in {NameStanding.EXACT, NameStanding.CONFIRMED},
        patient_birth_date=study.patient_birth_date,
        patient_sex=study.patient_sex,
        modality=reading.modality,
        received_at=reading.received_at,
    )


def _ask_a_person(
    session: Session, reading: Reading, study: ArrivedStudy, request_ids: tuple[UUID, ...], at: datetime
) -> None:
    raise_discrepancy(
        session,
        clinic_id=reading.clinic_id,
        kind=DiscrepancyKind.REQUEST_AMBIGUOUS,
        subject_id=study.id,
        other_id=reading.id,
        detail={"reading_id": str(reading.id), "request_ids": [str(each) for each in request_ids]},
        at=at,
    )


def _audit(session: Session, action: str, request: ImagingServiceRequest, *, account: Account, at: datetime) -> None:
    record(
        session,
        action,
        at=at,
        account_id=account.id,
        clinic_id=request.clinic_id,
        subject_kind="request",
        subject_id=request.id,
    )
