"""Whatever three specialists do in whatever order: nobody signs twice, and nobody reviews what they wrote."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from teleread.accounts.account import Account
from teleread.database import Database, snapshot
from teleread.errors import TelereadError
from teleread.reports.records import ReportRow, SubmissionRow, load_draft, load_last_submission, load_signatures
from teleread.reports.report import SignatureMeaning
from teleread.reports.report_form import parse
from teleread.workflow.journey.read import release
from teleread.workflow.keeping.leases import lapse
from teleread.worklist.reading import Part, State
from tests import builders
from tests.integration.reports.ward import TEN_PAST, Ward, a_ward, signs_alone
from tests.integration.worklist.places import specialist

WHO = st.integers(0, 2)
IMPRESSIONS = st.sampled_from(["心肺膈未见明显异常。", "右肺上叶结节。", "左肺上叶结节。"])


class AnySequence(RuleBasedStateMachine):
    """Three people, each of whom may write and review, at one Reading."""

    database: Database
    folder: Path
    is_alone: bool

    def __init__(self) -> None:
        super().__init__()
        self.ward: Ward = a_ward(self.database, self.folder, key=f"c-{builders.new_id().hex[-12:]}")
        third = specialist(self.ward.place, f"third-{builders.new_id().hex[-12:]}", Part.AUTHOR, Part.REVIEWER)
        if self.is_alone:
            signs_alone(self.ward)
        self.people: list[Account] = [self.ward.author, self.ward.reviewer, third]
        self.tokens = [0, 0, 0]
        self.at: datetime = TEN_PAST

    def _try(self, act: Any) -> Any:
        try:
            return act()
        except TelereadError:
            return None

    @rule(who=WHO)
    def claim_and_start(self, who: int) -> None:
        token = self._try(lambda: self.ward.start(self.people[who], at=self.at))
        self.tokens[who] = self.tokens[who] if token is None else token

    @rule(who=WHO, impression=IMPRESSIONS, over=st.integers(0, 3), revision=st.integers(0, 4))
    def type_or_edit(self, who: int, impression: str, over: int, revision: int) -> None:
        text = {"impression": impression, "over": over, "revision": revision}
        self._try(lambda: self.ward.typed(self.tokens[who], account=self.people[who], at=self.at, **text))

    @rule(who=WHO)
    def submit(self, who: int) -> None:
        self._try(lambda: self.ward.submit(self.tokens[who], account=self.people[who], at=self.at))

    @rule(who=WHO)
    def sign(self, who: int) -> None:
        self._try(lambda: self.ward.sign(self.tokens[who], account=self.people[who], at=self.at))

    @rule(who=WHO)
    def give_back(self, who: int) -> None:
        self._try(lambda: self.ward.returned(self.tokens[who], "再看", account=self.people[who]))

    @rule(who=WHO)
    def let_go(self, who: int) -> None:
        person, database = self.people[who], self.ward.database
        of = {"account": person, "fencing_token": self.tokens[who], "reason": "交班", "at": self.at}
        self._try(lambda: release(database, self.ward.scope(person), self.ward.reading_id, **of))

    @rule(minutes=st.sampled_from([1, 3, 20]))
    def time_passes(self, minutes: int) -> None:
        self.at += timedelta(minutes=minutes)
        lapse(self.ward.database, at=self.at)

    @rule(impression=IMPRESSIONS, act=st.sampled_from(["submit", "sign", "sign"]))
    def whoever_holds_it_goes_on(self, impression: str, act: str) -> None:
        """What chance alone seldom comes to: the right person types over the right text and signs."""
        reading = self.ward.reading()
        holders = [place for place, each in enumerate(self.people) if each.id == reading.holder_id]
        for who in holders or range(len(self.people)):
            self.claim_and_start(who)
            with snapshot(self.ward.database) as session:
                last = load_last_submission(session, reading_id=self.ward.reading_id)
                kept = load_draft(session, reading_id=self.ward.reading_id, account_id=self.people[who].id)
            over = last.content.number if last and self.ward.reading().part is Part.REVIEWER else 0
            self.type_or_edit(who, impression, over, kept.revision if kept else 0)
            (self.submit if act == "submit" else self.sign)(who)

    @invariant()
    def holds(self) -> None:
        with snapshot(self.ward.database) as session:
            mine = ReportRow.reading_id == self.ward.reading_id
            reports = session.scalars(select(ReportRow).where(mine)).all()
            assert len(reports) == (self.ward.reading().state is State.SIGNED)
            for report in reports:
                self._check(session, report.submission_id)

    def _check(self, session: Any, submission_id: Any) -> None:
        signatures = load_signatures(session, submission_id=submission_id)
        content = parse(session.get_one(SubmissionRow, submission_id).canonical)
        said = [(each.statement.account_id, each.statement.meaning) for each in signatures]
        assert all(each.is_valid for each in signatures)
        if self.is_alone:
            assert [meaning for _, meaning in said] == [SignatureMeaning.AUTHORED_AND_APPROVED]
            return
        (author, authored), (reviewer, reviewed) = said
        assert (authored, reviewed) == (SignatureMeaning.AUTHORED, SignatureMeaning.REVIEWED)
        assert author != reviewer
        assert content.author.account_id == (reviewer if content.review_of else author)


@pytest.mark.parametrize("is_alone", [False, True])
def test_no_sequence_of_acts_signs_twice_or_lets_an_author_review(
    sqlite_database: Database, tmp_path: Path, is_alone: bool
) -> None:
    place = {"database": sqlite_database, "folder": tmp_path, "is_alone": is_alone}
    machine = type("Machine", (AnySequence,), place)
    quiet = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]
    run_state_machine_as_test(
        machine,
        settings=settings(max_examples=15, stateful_step_count=20, deadline=None, suppress_health_check=quiet),
    )
