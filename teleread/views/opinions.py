"""Second opinions of a report, as far as a person may see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from teleread.accounts.account import Account
from teleread.accounts.records import AccountRow
from teleread.database import Session
from teleread.reports.records import ReportRow
from teleread.scope import Scope
from teleread.views.staffing import load_partners, load_specialists, need_of
from teleread.views.worklist import ReadingLine, load_reading_lines
from teleread.worklist.opinion import Compared, Opinion
from teleread.worklist.opinion_records import ComparedRow, OpinionRow, compared_of, load_holders, opinion_of
from teleread.worklist.reading import Part, Reading, State
from teleread.worklist.records import ReadingRow, reading_of, within
from teleread.worklist.specialist import Specialist, unsuited_for


@dataclass(frozen=True, slots=True)
class OpinionLine:
    """A further Reading, who asked for it, and what came of it."""

    opinion: Opinion
    reading: Reading
    asked_by_name: str
    author_name: str | None
    invitee_name: str | None
    report_id: UUID | None
    compared: Compared | None


def list_opinions(session: Session, scope: Scope, first_id: UUID) -> list[OpinionLine]:
    """Return the further Readings of a first one, the first first."""
    return _fetch(session, scope, _lines(scope).where(OpinionRow.first_id == first_id))


def find_opinion_line(session: Session, scope: Scope, reading_id: UUID) -> OpinionLine | None:
    """Return what a Reading is to another, if it is a further one."""
    found = _fetch(session, scope, _lines(scope).where(OpinionRow.reading_id == reading_id))
    return found[0] if found else None


def list_to_compare(
    session: Session, scope: Scope, *, account: Account, at: datetime
) -> list[tuple[OpinionLine, ReadingLine]]:
    """Return what a person signed as a further report and has not compared with the first yet."""
    own = (ReadingRow.author_id == account.id) | (ReadingRow.reviewer_id == account.id)
    statement = _lines(scope).where(own, ReadingRow.state == State.SIGNED, ComparedRow.reading_id.is_(None))
    lines = _fetch(session, scope, statement)
    shown = load_reading_lines(session, scope, [line.reading.id for line in lines], at=at)
    readings = {each.reading.id: each for each in shown}
    return [(line, readings[line.reading.id]) for line in lines]


def load_report_id(session: Session, scope: Scope, reading_id: UUID) -> UUID | None:
    """Return the newest version of a Reading's report that the caller may see."""
    statement = (
        select(ReportRow.id)
        .join(ReadingRow, ReadingRow.id == ReportRow.reading_id)
        .where(ReportRow.reading_id == reading_id)
        .order_by(ReportRow.version.desc())
    )
    return session.scalars(within(statement, scope, ReadingRow.clinic_id)).first()


def list_invitable(session: Session, scope: Scope, first: Reading) -> list[Specialist]:
    """Return who could be asked for an opinion of a Reading: fit for it, and no part in it."""
    need = need_of(first, Part.AUTHOR, load_partners(session, scope), took_part=load_holders(session, first))
    return [each for each in load_specialists(session) if not unsuited_for(each, need)]


def _lines(scope: Scope) -> Select[*tuple[Any, ...]]:
    author, invitee = aliased(AccountRow), aliased(AccountRow)
    statement: Select[*tuple[Any, ...]] = (
        select(OpinionRow, ReadingRow, AccountRow.display_name, author.display_name, invitee.display_name, ComparedRow)
        .join(ReadingRow, ReadingRow.id == OpinionRow.reading_id)
        .join(AccountRow, AccountRow.id == OpinionRow.asked_by)
        .join(author, author.id == ReadingRow.author_id, isouter=True)
        .join(invitee, invitee.id == OpinionRow.invitee_id, isouter=True)
        .join(ComparedRow, ComparedRow.reading_id == OpinionRow.reading_id, isouter=True)
        .order_by(OpinionRow.asked_at, OpinionRow.reading_id)
    )
    return within(statement, scope, ReadingRow.clinic_id)


def _fetch(session: Session, scope: Scope, statement: Select[*tuple[Any, ...]]) -> list[OpinionLine]:
    rows: Sequence[Any] = session.execute(statement).all()
    return [
        OpinionLine(
            opinion=opinion_of(row),
            reading=reading_of(reading),
            asked_by_name=asker,
            author_name=author,
            invitee_name=invitee,
            report_id=load_report_id(session, scope, row.reading_id),
            compared=None if compared is None else compared_of(compared),
        )
        for row, reading, asker, author, invitee, compared in rows
    ]
