"""The clinic's order, and which arrival answers it."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from teleread.errors import Conflict, Invalid
from teleread.worklist.reading import Reading


class RequestState(StrEnum):
    """Where an ImagingServiceRequest stands."""

    OPEN = "open"
    MATCHED = "matched"
    CANCELLED = "cancelled"


class RequestRefused(Invalid):
    """A value of the order cannot be right; `field` says which."""

    code = "request_refused"
    zh, en = "申请单内容无效：{field}", "The request is not valid: {field}"


class AccessionNumberTaken(Conflict):
    """The clinic has an order of that number already."""

    code = "accession_number_taken"
    zh, en = "该检查号已被使用", "The Accession Number is already in use"


class RequestNotOpen(Conflict):
    """The order was answered or cancelled already."""

    code = "request_not_open"
    zh, en = "该申请单已匹配检查或已取消", "The request was already answered or cancelled"


@dataclass(frozen=True, slots=True)
class Order:
    """What a clinic asks for, as it was filled in; `accession_number` may be empty."""

    patient_id: str
    patient_name: str
    patient_birth_date: date | None
    patient_sex: str
    modality: str
    body_part: str
    clinical_question: str
    priority: str
    accession_number: str = ""


@dataclass(frozen=True, slots=True)
class ImagingServiceRequest:
    """An order on file."""

    id: UUID
    clinic_id: UUID
    order: Order
    state: RequestState
    ordered_by: UUID
    ordered_at: datetime


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a settled Study says of itself, for one kind of Reading.

    `is_local_id` says whether the Patient ID is of the clinic's own issuer,
    `is_name_certain` whether the name was decoded without guess or loss.
    """

    accession_number: str
    patient_id: str
    is_local_id: bool
    patient_name: str
    is_name_certain: bool
    patient_birth_date: date | None
    patient_sex: str
    modality: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Match:
    """Which orders an arrival may answer: one is a match, several are a task for a person."""

    request_ids: tuple[UUID, ...]
    is_certain: bool

    @property
    def request_id(self) -> UUID | None:
        """The one order that it answers, if that is certain."""
        return self.request_ids[0] if self.is_certain else None

    @property
    def is_ambiguous(self) -> bool:
        """Say whether a person has to decide."""
        return bool(self.request_ids) and not self.is_certain


NO_MATCH = Match((), is_certain=False)

MATCHING_WINDOW = timedelta(hours=24)
"""How far apart an order and an arrival may be that no Accession Number joins."""

_LENGTHS = {"patient_id": 64, "patient_name": 64, "body_part": 64, "clinical_question": 4000, "accession_number": 16}
_SEXES = frozenset({"M", "F", "O", ""})


def check_order(order: Order, *, at: datetime) -> Order:
    """Return the order with its texts trimmed and free of marks that nobody sees, or refuse it.

    Raises
    ------
    RequestRefused
        If a value is missing, too long for its VR, or holds a backslash or a
        control character, or a birth date lies in the future.

    References
    ----------
    DICOM PS3.5 6.2 (SH: 16 characters, LO and each PN component group: 64; a
    backslash delimits values and cannot be in one).
    """
    texts: dict[str, Any] = {field: _visible(getattr(order, field)).strip() for field in _LENGTHS}
    trimmed = replace(order, **texts)
    for field, most in _LENGTHS.items():
        value = getattr(trimmed, field)
        is_text = field == "clinical_question"
        if len(value) > most or (not is_text and "\\" in value) or not _is_printable(value, is_text=is_text):
            raise RequestRefused(field=field)
    for field in ("patient_id", "patient_name", "clinical_question"):
        if not getattr(trimmed, field):
            raise RequestRefused(field=field)
    if trimmed.patient_sex not in _SEXES:
        raise RequestRefused(field="patient_sex")
    tomorrow = (at + timedelta(days=1)).date()
    if trimmed.patient_birth_date and not date(1850, 1, 1) <= trimmed.patient_birth_date <= tomorrow:
        raise RequestRefused(field="patient_birth_date")
    return trimmed


def _visible(text: str) -> str:
    """Leave out zero-width and directional marks, which come along with what is pasted."""
    return "".join(letter for letter in text if unicodedata.category(letter) != "Cf")


def _is_printable(text: str, *, is_text: bool) -> bool:
    allowed = "\n\t" if is_text else ""
    return all(letter in allowed or unicodedata.category(letter) not in {"Cc", "Cs"} for letter in text)


def accession_number(day: date, last: str | None) -> str:
    """Return the number after the last one of a day, such as 260302-0007.

    Eleven characters that can be read over a telephone; a clinic's device
    types it into Accession Number (0008,0050).

    Parameters
    ----------
    day
        By the wall clock of the clinic.
    last
        The highest number made for that day, or None.

    References
    ----------
    DICOM PS3.5 6.2 (SH, at most 16 characters).
    """
    count = int(last.rpartition("-")[2]) if last else 0
    return f"{day:%y%m%d}-{count + 1:04d}"


def match(arrival: Arrival, requests: Iterable[ImagingServiceRequest]) -> Match:
    """Return the orders that an arrival may answer.

    An order of its Accession Number answers alone if something says that it is
    the same patient's and nothing contradicts that: else the number may be
    mistyped or reused, and a person decides. Without one, an open order for the
    same kind of study and patient inside `MATCHING_WINDOW` answers; more than
    one is again for a person, and so is one that only a Patient ID speaks for:
    devices without a worklist number everybody 0001.
    """
    on_file = [each for each in requests if each.state is not RequestState.CANCELLED]
    numbered = [each for each in on_file if arrival.accession_number == each.order.accession_number != ""]
    if numbered:
        return _decided(numbered, is_certain=all(_is_number_of_patient(arrival, each.order) for each in numbered))
    likely = [each for each in on_file if _is_likely(arrival, each)]
    return _decided(likely, is_certain=all(_has_same_name_or_birth(arrival, each.order) for each in likely))


def _decided(requests: list[ImagingServiceRequest], *, is_certain: bool) -> Match:
    ids = tuple(sorted(each.id for each in requests))
    return Match(ids, is_certain=is_certain and len(ids) == 1)


def _is_likely(arrival: Arrival, request: ImagingServiceRequest) -> bool:
    order = request.order
    return (
        request.state is RequestState.OPEN
        and order.modality == arrival.modality
        and abs(arrival.received_at - request.ordered_at) <= MATCHING_WINDOW
        and _is_same_patient(arrival, order)
    )


def _is_same_patient(arrival: Arrival, order: Order) -> bool:
    if _contradict(arrival, order):
        return False
    is_same_name = _is_same_name(arrival.patient_name, order.patient_name)
    return _has_same_id(arrival, order) or (_has_same_birth(arrival, order) and is_same_name)


def _is_number_of_patient(arrival: Arrival, order: Order) -> bool:
    speaks_for_it = _has_same_id(arrival, order) or _has_same_name_or_birth(arrival, order)
    return speaks_for_it and not _contradict(arrival, order)


def _has_same_id(arrival: Arrival, order: Order) -> bool:
    return arrival.is_local_id and arrival.patient_id == order.patient_id != ""


def _has_same_birth(arrival: Arrival, order: Order) -> bool:
    return arrival.patient_birth_date is not None and arrival.patient_birth_date == order.patient_birth_date


def _has_same_name_or_birth(arrival: Arrival, order: Order) -> bool:
    return _has_same_birth(arrival, order) or _is_same_name(arrival.patient_name, order.patient_name)


def _contradict(arrival: Arrival, order: Order) -> bool:
    births = {arrival.patient_birth_date, order.patient_birth_date} - {None}
    sexes = {arrival.patient_sex, order.patient_sex} & {"M", "F"}
    names_differ = arrival.is_name_certain and _names_differ(arrival.patient_name, order.patient_name)
    return names_differ or len(births) == 2 or len(sexes) == 2


def _is_same_name(one: str, other: str) -> bool:
    return _compared(one, other) is True


def _names_differ(one: str, other: str) -> bool:
    return _compared(one, other) is False


def _compared(one: str, other: str) -> bool | None:
    """Say whether two names are one, ideographs before their sound; None for ZHANG SAN and 张三."""
    for is_latin in (False, True):
        ours, theirs = ({name for name in _spellings(each) if name.isascii() is is_latin} for each in (one, other))
        if ours and theirs:
            return not ours.isdisjoint(theirs)
    return None


def _spellings(patient_name: str) -> frozenset[str]:
    """Each component group without carets, spaces and case: 张^三 is 张三 (PS3.5 6.2.1)."""
    groups = (
        "".join(letter for letter in unicodedata.normalize("NFKC", group).casefold() if letter not in "^ ")
        for group in patient_name.split("=")
    )
    return frozenset(group for group in groups if group)


def answering(reading: Reading, request: ImagingServiceRequest, *, term: timedelta) -> Reading:
    """Return the Reading with its order: the clinic's priority and body part, and the term they give."""
    longer = term - timedelta(seconds=reading.term_seconds)
    return replace(
        reading,
        request_id=request.id,
        priority=request.order.priority,
        body_part=request.order.body_part or reading.body_part,
        term_seconds=int(term.total_seconds()),
        due_at=reading.due_at + longer,
    )
