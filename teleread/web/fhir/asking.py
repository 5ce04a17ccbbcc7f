"""What a search asks for, from the words of its address or its form.

References
----------
FHIR R4 3.1.1 (search), 3.1.1.4.4 (token), 3.1.1.4.5 (date and its prefixes),
3.1.1.5 (_count and paging). A word that is not understood is refused: left out,
the answer would hold more than was asked for.
"""

import base64
import binascii
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import parse_qsl
from uuid import UUID

from fastapi import Request

from teleread.errors import Invalid
from teleread.fhir.capability import SEARCHES
from teleread.views.fhir_people import uuid_of

DEFAULT_COUNT: Final = 20
MOST: Final = 100
MOST_WORDS: Final = 50
FOR_THE_ANSWER: Final = frozenset({"_count", "_format", "_pretty", "_after"})
FORM: Final = "application/x-www-form-urlencoded"

_MOMENT: Final = re.compile(
    r"(?P<prefix>eq|ge|gt|le|lt)?(?P<day>\d{4}-\d\d-\d\d)"
    r"(?P<time>T\d\d:\d\d(:\d\d(?P<fraction>\.\d{1,6})?)?(Z|[+-]\d\d:\d\d))?"
)


class SearchNotUnderstood(Invalid):
    """A parameter that is not supported here, or a value that it cannot have."""

    code = "search_not_understood"
    zh, en = "不支持的查询参数或取值：{parameter}", "The parameter or its value is not supported: {parameter}"


@dataclass(frozen=True, slots=True)
class Token:
    """A value, and whose; `system` is None for anybody's."""

    system: str | None
    value: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A search as it was asked; what is None was not asked for."""

    count: int
    after: tuple[datetime, UUID] | None = None
    ids: tuple[UUID, ...] | None = None
    identifiers: tuple[Token, ...] | None = None
    patients: tuple[UUID, ...] | None = None
    patient_identifiers: tuple[Token, ...] | None = None
    since: datetime | None = None
    before: datetime | None = None
    changed: tuple[str, ...] = ()


async def words_of(request: Request) -> list[tuple[str, str]]:
    """Return the words of the address, and of the form that was sent."""
    words = list(request.query_params.multi_items())
    if request.method == "POST" and request.headers.get("content-type", "").partition(";")[0].strip() == FORM:
        try:
            words += parse_qsl((await request.body()).decode(), keep_blank_values=True, max_num_fields=MOST_WORDS)
        except ValueError as error:
            raise SearchNotUnderstood(parameter=FORM) from error
    return words


def understood(kind: str, words: Iterable[tuple[str, str]]) -> Asked:
    """Return what the words of a search mean.

    Raises
    ------
    SearchNotUnderstood
        If one of them means nothing here.
    """
    known = {name for name, *_ in SEARCHES[kind]} | FOR_THE_ANSWER
    given: dict[str, list[str]] = {}
    for name, value in words:
        plain = {"subject": "patient", "subject:Patient": "patient", "patient:Patient": "patient"}.get(name, name)
        plain = {"subject.identifier": "patient.identifier", "subject:Patient.identifier": "patient.identifier"}.get(
            plain, plain
        )
        if plain not in known:
            raise SearchNotUnderstood(parameter=name[:64])
        if value:
            given.setdefault(plain, []).append(value)
    repeated = [name for name, values in given.items() if len(values) > 1 and name != "_lastUpdated"]
    if repeated:
        raise SearchNotUnderstood(parameter=repeated[0])
    one = {name: values[0] for name, values in given.items()}
    since, before = _within(given.get("_lastUpdated", []))
    return Asked(
        count=_count(one),
        after=_after(one),
        ids=_keys(one, "_id"),
        identifiers=_tokens(one, "identifier"),
        patients=_keys(one, "patient"),
        patient_identifiers=_tokens(one, "patient.identifier"),
        since=since,
        before=before,
        changed=tuple(given.get("_lastUpdated", [])),
    )


def mark_of(after: tuple[datetime, UUID]) -> str:
    """Return where a page ends as a word of the next page's address: a moment and a key, nothing of a patient."""
    at, key = after
    return base64.urlsafe_b64encode(f"{at.astimezone(UTC).isoformat()}|{key}".encode()).decode("ascii").rstrip("=")


def _after(one: Mapping[str, str]) -> tuple[datetime, UUID] | None:
    if "_after" not in one:
        return None
    try:
        said = base64.urlsafe_b64decode(one["_after"] + "=" * (-len(one["_after"]) % 4)).decode()
        at, _, key = said.partition("|")
        moment = datetime.fromisoformat(at)
        return moment.astimezone(UTC), UUID(key)
    except (ValueError, binascii.Error, OverflowError) as error:
        raise SearchNotUnderstood(parameter="_after") from error


def _count(one: Mapping[str, str]) -> int:
    said = one.get("_count", str(DEFAULT_COUNT))
    if not (said.isascii() and said.isdigit() and len(said) < 10):
        raise SearchNotUnderstood(parameter="_count")
    return min(int(said), MOST)


def _keys(one: Mapping[str, str], name: str) -> tuple[UUID, ...] | None:
    """Return our keys; one that is none of ours names nothing."""
    if name not in one:
        return None
    parts = [part.rpartition("/")[2] if name == "patient" else part for part in one[name].split(",")]
    return tuple(key for part in parts[:MOST] if (key := uuid_of(part.strip())) is not None)


def _tokens(one: Mapping[str, str], name: str) -> tuple[Token, ...] | None:
    if name not in one:
        return None
    tokens = []
    for part in one[name].split(",")[:MOST]:
        system, bar, value = part.rpartition("|")
        if not value:
            raise SearchNotUnderstood(parameter=name)
        tokens.append(Token(system if bar and system else None, value))
    return tuple(tokens)


def _within(values: list[str]) -> tuple[datetime | None, datetime | None]:
    since, before = None, None
    for value in values:
        match = _MOMENT.fullmatch(value)
        if match is None:
            raise SearchNotUnderstood(parameter="_lastUpdated")
        start, end = _period(match)
        prefix = match["prefix"] or "eq"
        lower = {"eq": start, "ge": start, "gt": end}.get(prefix)
        upper = {"eq": end, "le": end, "lt": start}.get(prefix)
        since = max((each for each in (since, lower) if each), default=None)
        before = min((each for each in (before, upper) if each), default=None)
    return since, before


def _period(match: re.Match[str]) -> tuple[datetime, datetime]:
    """Return the time that a moment stands for, as exactly as it was written."""
    try:
        if match["time"] is None:
            start, length = datetime.fromisoformat(match["day"]).replace(tzinfo=UTC), timedelta(days=1)
        else:
            start = datetime.fromisoformat(match["day"] + match["time"]).astimezone(UTC)
            length = _length(match)
        return start, start + length
    except (ValueError, OverflowError) as error:
        raise SearchNotUnderstood(parameter="_lastUpdated") from error


def _length(match: re.Match[str]) -> timedelta:
    if match["fraction"]:
        return timedelta(seconds=10 ** -(len(match["fraction"]) - 1))
    return timedelta(seconds=1) if match["time"].count(":") > 2 or match["time"][6:7] == ":" else timedelta(minutes=1)
