"""After signing: addendum, correction and recall, by whom they may be and how they go home."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from teleread.accounts.account import Account
from teleread.accounts.records import AccountRow
from teleread.accounts.second_factor import Confirmed, Method, SecondFactorMissing
from teleread.archive.records import DiscrepancyRow, InstanceRow, PatientRow
from teleread.archive.study import DiscrepancyKind
from teleread.database import Database, snapshot, transaction
from teleread.errors import TelereadError
from teleread.reports.acknowledgement import NotCurrent
from teleread.reports.amendment import (
    Amendment,
    AmendmentChanged,
    AmendmentEvent,
    AmendmentOpen,
    MayNotAmend,
    MayNotAnswer,
    NotNewestVersion,
    NotYourAmendment,
    RecalledAlready,
    Words,
    Written,
)
from teleread.reports.amendment_records import add_amendment, load_amendment
from teleread.reports.critical import CriticalQuestionUnanswered
from teleread.reports.delivery import DeliveryState
from teleread.reports.records import DeliveryRow, ReceiptRow, ReportRow, SignatureRow, load_signatures, load_submission
from teleread.reports.report import CriticalAnswer, Report, ReportKind, SignatureMeaning, Submission
from teleread.reports.signing import ManifestChanged, PatientChanged, SignerIsAuthor
from teleread.reports.version import VersionStanding
from teleread.scope import Scope
from teleread.views.amendments import describe_amendment, list_amendments, list_verify_tasks
from teleread.views.reports import list_reports, load_verification
from teleread.workflow.desk.amendments import abandon_amendment, open_amendment, write_amendment
from teleread.workflow.desk.verify_tasks import confirm_report
from teleread.workflow.journey.acknowledge import acknowledge
from teleread.workflow.journey.amend import return_amendment, sign_amendment, submit_amendment
from teleread.workflow.journey.deliver import deliver_due
from teleread.workflow.journey.settle import settle_due, tell_of_late_instances
from teleread.workflow.journey.sign import Outcome
from teleread.worklist.reading import Part, State
from tests.integration.reports.ward import FINDINGS, IMPRESSION, TEN_PAST, Ward, a_ward, put_bytes, signs_alone
from tests.integration.worklist.places import QUIET, more_arrives, specialist

LATER = TEN_PAST + timedelta(minutes=20)
WRONG = "左右写反"
CORRECTED = Words("右侧第5肋骨折。", "右侧肋骨骨折。")


@dataclass(frozen=True)
class Desk:
    """A ward whose report is signed, and what people do to it afterwards."""

    ward: Ward
    report: Report

    def opens(
        self, kind: ReportKind, *, by: Account | None = None, report: Report | None = None, reason: str = WRONG
    ) -> Amendment:
        account = by or self.ward.author
        scope = self.ward.scope(account)
        report_id = (report or self.report).id
        return open_amendment(self.ward.database, scope, report_id, kind=kind, reason=reason, account=account, at=LATER)

    def writes(self, amendment: Amendment, words: Words = CORRECTED, **values: Any) -> Amendment:
        account = values.pop("account", self.ward.author)
        revision = values.pop("revision", amendment.revision)
        written = Written(**{"reason": amendment.reason, "words": words, "critical": CriticalAnswer.NONE, **values})
        scope = self.ward.scope(account)
        return write_amendment(
            self.ward.database, scope, amendment.id, account=account, at=LATER, revision=revision, written=written
        )

    def submits(self, amendment: Amendment, *, by: Account | None = None, at: datetime = LATER) -> Outcome:
        return self._signs(submit_amendment, amendment, by or self.ward.author, at)

    def signs(self, amendment: Amendment, *, by: Account | None = None, at: datetime = LATER) -> Outcome:
        return self._signs(sign_amendment, amendment, by or self.ward.reviewer, at)

    def _signs(self, step: Callable[..., Outcome], amendment: Amendment, account: Account, at: datetime) -> Outcome:
        return step(
            self.ward.database,
            self.ward.scope(account),
            amendment.id,
            account=account,
            at=at,
            revision=self.kept(amendment).revision,
            means=self.ward.means,
            confirmed=Confirmed(account.id, Method.PASSWORD, at),
        )

    def kept(self, amendment: Amendment) -> Amendment:
        with snapshot(self.ward.database) as session:
            return load_amendment(session, Scope(None), amendment.id)

    def returns(self, amendment: Amendment, *, by: Account | None = None) -> None:
        account = by or self.ward.reviewer
        revision = self.kept(amendment).revision
        scope = self.ward.scope(account)
        return_amendment(
            self.ward.database, scope, amendment.id, account=account, at=LATER, revision=revision, reason="再看一眼"
        )

    def abandons(self, amendment: Amendment, *, by: Account | None = None) -> None:
        account = by or self.ward.author
        revision = self.kept(amendment).revision
        scope = self.ward.scope(account)
        abandon_amendment(
            self.ward.database, scope, amendment.id, account=account, at=LATER, revision=revision, reason="不需要了"
        )

    def amended(self, kind: ReportKind, words: Words = CORRECTED, *, report: Report | None = None) -> Report:
        """Have the author write and the reviewer approve."""
        amendment = self.opens(kind, report=report)
        if kind is not ReportKind.RECALL:
            amendment = self.writes(amendment, words)
        self.submits(amendment)
        made = self.signs(amendment).report
        assert made is not None
        return made

    def content(self, report: Report) -> Submission:
        with snapshot(self.ward.database) as session:
            return load_submission(session, submission_id=report.submission_id).content

    def standing(self, report: Report) -> VersionStanding:
        with snapshot(self.ward.database) as session:
            return load_verification(session, report).standing

    def versions(self) -> list[int]:
        with snapshot(self.ward.database) as session:
            return list(session.scalars(select(ReportRow.version).order_by(ReportRow.version)))

    def deliveries(self, report: Report) -> list[DeliveryState]:
        with snapshot(self.ward.database) as session:
            return list(session.scalars(select(DeliveryRow.state).where(DeliveryRow.report_id == report.id)))

    def leaves(self, *accounts: Account) -> None:
        for account in accounts:
            self.ward.change(AccountRow, account.id, is_active=False)

    def something_comes_late(self) -> None:
        with transaction(self.ward.database) as session:
            more_arrives(session, self.ward.study_id, "DX", at=LATER)
            tell_of_late_instances(session, self.ward.study_id, at=LATER)
        for row in self.ward.instances():
            if row.received_at == LATER:
                put_bytes(self.ward, row)
        settle_due(self.ward.database, quiet_period=QUIET, at=LATER + QUIET)


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Desk:
    ward = a_ward(database, tmp_path)
    return Desk(ward, ward.signed())


def test_a_correction_is_a_new_version_that_says_what_it_follows_and_why(desk: Desk):
    corrected = desk.amended(ReportKind.CORRECTION)

    content = desk.content(corrected)
    assert (corrected.version, corrected.kind) == (2, ReportKind.CORRECTION)
    assert (content.findings, content.impression) == (CORRECTED.findings, CORRECTED.impression)
    assert content.follows is not None
    assert (content.follows.report_id, content.follows.version, content.follows.reason) == (desk.report.id, 1, WRONG)
    assert desk.content(desk.report).impression == IMPRESSION
    assert (desk.standing(desk.report), desk.standing(corrected)) == (
        VersionStanding.SUPERSEDED,
        VersionStanding.CURRENT,
    )
    assert desk.ward.reading().state is State.SIGNED


def test_both_signatures_of_a_correction_are_good(desk: Desk):
    corrected = desk.amended(ReportKind.CORRECTION)

    with snapshot(desk.ward.database) as session:
        signatures = load_signatures(session, submission_id=corrected.submission_id)
    assert [(each.statement.account_id, each.statement.meaning, each.is_valid) for each in signatures] == [
        (desk.ward.author.id, SignatureMeaning.AUTHORED, True),
        (desk.ward.reviewer.id, SignatureMeaning.REVIEWED, True),
    ]


def test_an_addendum_says_more_below_the_unchanged_report(desk: Desk):
    added = desk.content(desk.amended(ReportKind.ADDENDUM, Words("", "建议三个月后复查。")))

    assert added.findings == FINDINGS
    assert added.impression.startswith(IMPRESSION)
    assert added.impression.endswith("建议三个月后复查。")
    assert added.manifest == desk.content(desk.report).manifest


def test_a_recall_by_two_takes_every_version_back(desk: Desk):
    recall = desk.amended(ReportKind.RECALL)

    assert {desk.standing(desk.report), desk.standing(recall)} == {VersionStanding.RECALLED}
    assert IMPRESSION not in desk.content(recall).impression
    assert WRONG in desk.content(recall).impression


def test_after_a_recall_a_correction_stands_again(desk: Desk):
    recall = desk.amended(ReportKind.RECALL)
    for kind in (ReportKind.ADDENDUM, ReportKind.RECALL):
        with pytest.raises(RecalledAlready):
            desk.opens(kind, report=recall)

    again = desk.opens(ReportKind.CORRECTION, report=recall)
    assert again.words == Words(FINDINGS, IMPRESSION)
    desk.writes(again)
    desk.submits(again)
    corrected = desk.signs(again).report

    assert corrected is not None
    assert (corrected.version, desk.standing(corrected), desk.standing(recall)) == (
        3,
        VersionStanding.CURRENT,
        VersionStanding.SUPERSEDED,
    )


@pytest.mark.parametrize("kind", [ReportKind.CORRECTION, ReportKind.RECALL])
def test_an_author_does_not_approve_their_own_amendment(desk: Desk, kind: ReportKind):
    amendment = desk.opens(kind)
    desk.submits(desk.writes(amendment) if kind is ReportKind.CORRECTION else amendment)

    with pytest.raises(TelereadError) as refused:
        desk.signs(amendment, by=desk.ward.author)

    assert refused.value.code in {"amendment_refused", SignerIsAuthor.code}
    assert desk.versions() == [1]


def test_the_critical_question_is_answered_anew(desk: Desk):
    amendment = desk.writes(desk.opens(ReportKind.CORRECTION), critical=None)
    with pytest.raises(CriticalQuestionUnanswered):
        desk.submits(amendment)


def test_two_people_do_not_amend_at_once(desk: Desk):
    desk.opens(ReportKind.CORRECTION)
    with pytest.raises(AmendmentOpen):
        desk.opens(ReportKind.ADDENDUM, by=desk.ward.reviewer)


def test_the_database_itself_holds_one_open_amendment_of_a_reading(desk: Desk):
    first = desk.opens(ReportKind.CORRECTION)
    with pytest.raises(AmendmentOpen), transaction(desk.ward.database) as session:
        add_amendment(session, replace(first, id=UUID(int=77)))


def test_an_abandoned_amendment_leaves_the_report_and_lets_another_be_opened(desk: Desk):
    first = desk.opens(ReportKind.CORRECTION)
    desk.abandons(first, by=desk.ward.reviewer)

    desk.opens(ReportKind.ADDENDUM, by=desk.ward.reviewer)

    assert desk.versions() == [1]
    assert desk.standing(desk.report) is VersionStanding.CURRENT
    assert "amendment.abandoned" in desk.ward.audited()


def test_only_the_newest_version_is_amended(desk: Desk):
    desk.amended(ReportKind.CORRECTION)
    with pytest.raises(NotNewestVersion):
        desk.opens(ReportKind.CORRECTION)


def test_a_returned_amendment_is_written_on_and_submitted_again(desk: Desk):
    amendment = desk.writes(desk.opens(ReportKind.CORRECTION))
    desk.submits(amendment)
    desk.returns(amendment)

    desk.writes(desk.kept(amendment), Words("", "右侧第5、6肋骨骨折。"))
    desk.submits(amendment)
    report = desk.signs(amendment).report

    assert report is not None
    assert desk.content(report).impression == "右侧第5、6肋骨骨折。"


def test_nobody_writes_in_anothers_amendment_nor_over_a_newer_text(desk: Desk):
    amendment = desk.writes(desk.opens(ReportKind.CORRECTION))
    with pytest.raises(NotYourAmendment):
        desk.writes(amendment, Words("", "别的"), account=desk.ward.reviewer)
    with pytest.raises(AmendmentChanged):
        desk.writes(amendment, Words("", "别的"), revision=amendment.revision - 1)
    assert desk.writes(amendment, revision=0) == amendment


def test_a_colleague_corrects_only_where_both_signers_have_left(desk: Desk):
    colleague = specialist(desk.ward.place, "colleague", Part.AUTHOR, Part.REVIEWER)
    with pytest.raises(MayNotAmend):
        desk.opens(ReportKind.CORRECTION, by=colleague)

    desk.leaves(desk.ward.author, desk.ward.reviewer)

    assert desk.opens(ReportKind.CORRECTION, by=colleague).author_id == colleague.id


def test_two_colleagues_recall_while_the_signers_sleep(desk: Desk):
    one = specialist(desk.ward.place, "one", Part.AUTHOR)
    other = specialist(desk.ward.place, "other", Part.REVIEWER)

    recall = desk.opens(ReportKind.RECALL, by=one)
    desk.submits(recall, by=one)
    desk.signs(recall, by=other)

    assert desk.standing(desk.report) is VersionStanding.RECALLED


def test_where_one_signature_is_agreed_a_correction_has_one_and_a_recall_two(database: Database, tmp_path: Path):
    ward = a_ward(database, tmp_path)
    signs_alone(ward)
    token = ward.start(ward.author)
    ward.typed(token)
    report = ward.sign(token, account=ward.author).report
    assert report is not None
    desk = Desk(ward, report)

    corrected = desk.signs(desk.writes(desk.opens(ReportKind.CORRECTION)), by=ward.author).report
    assert corrected is not None
    recall = desk.opens(ReportKind.RECALL, report=corrected)
    with pytest.raises(TelereadError) as refused:
        desk.signs(recall, by=ward.author)
    assert refused.value.code == "two_signatures_here"

    desk.submits(recall)
    desk.signs(recall, by=ward.reviewer)
    assert desk.versions() == [1, 2, 3]


def test_nobody_signs_without_their_own_second_factor(desk: Desk):
    amendment = desk.writes(desk.opens(ReportKind.CORRECTION))
    ward = desk.ward
    with pytest.raises(SecondFactorMissing):
        submit_amendment(
            ward.database,
            ward.scope(ward.author),
            amendment.id,
            account=ward.author,
            at=LATER,
            revision=amendment.revision,
            means=ward.means,
            confirmed=Confirmed(ward.reviewer.id, Method.PASSWORD, LATER),
        )


def test_the_clinic_acknowledges_each_version_anew(desk: Desk):
    ward = desk.ward
    scope = ward.scope(ward.doctor)
    acknowledge(ward.database, scope, desk.report.id, account=ward.doctor, at=LATER)
    corrected = desk.amended(ReportKind.CORRECTION)

    with snapshot(ward.database) as session:
        unread = list_reports(session, scope, is_unread=True)
    assert [line.report.id for line in unread] == [corrected.id]
    with pytest.raises(NotCurrent):
        acknowledge(ward.database, scope, desk.report.id, account=ward.doctor, at=LATER)
    acknowledge(ward.database, scope, corrected.id, account=ward.doctor, at=LATER)
    assert ward.count(ReceiptRow) == 2


@pytest.mark.parametrize("state", [DeliveryState.QUEUED, DeliveryState.DEAD])
def test_what_is_undelivered_of_the_old_version_is_given_up_when_the_new_one_is_signed(
    desk: Desk, state: DeliveryState
):
    with transaction(desk.ward.database) as session:
        for row in session.scalars(select(DeliveryRow)):
            row.state = state

    corrected = desk.amended(ReportKind.CORRECTION)

    assert desk.deliveries(desk.report) == [DeliveryState.SUPERSEDED]
    assert desk.deliveries(corrected) == [DeliveryState.QUEUED]


def test_what_is_being_sent_is_left_to_its_worker_and_the_new_version_waits_behind_it(desk: Desk):
    with transaction(desk.ward.database) as session:
        for row in session.scalars(select(DeliveryRow)):
            row.state, row.lease_holder, row.attempts = DeliveryState.SENDING, "other", 1
            row.lease_ends_at = LATER + timedelta(minutes=5)

    corrected = desk.amended(ReportKind.CORRECTION)

    assert _delivers(desk, at=LATER) == 0
    assert _delivers(desk, at=LATER + timedelta(minutes=6)) == 1
    assert desk.deliveries(desk.report) == [DeliveryState.SUPERSEDED]
    assert desk.deliveries(corrected) == [DeliveryState.DELIVERED]


def _delivers(desk: Desk, *, at: datetime) -> int:
    return deliver_due(
        desk.ward.database,
        desk.ward.store,
        worker="tests",
        at=at,
        ae_title="TELEREAD",
        public_url="http://teleread.example",
    )


def test_a_correction_reads_what_came_late_and_closes_the_verify_task(desk: Desk):
    desk.something_comes_late()
    assert _tasks(desk, desk.ward.author) == 1

    corrected = desk.amended(ReportKind.CORRECTION)

    assert len(desk.content(corrected).manifest) == 2
    assert _tasks(desk, desk.ward.author) == 0
    assert "report.amended_after_late_instance" in desk.ward.audited()


def test_a_recall_leaves_the_verify_task_open_and_reads_no_pictures(desk: Desk):
    desk.something_comes_late()

    recall = desk.amended(ReportKind.RECALL)

    assert desk.content(recall).manifest == desk.content(desk.report).manifest
    assert _tasks(desk, desk.ward.author) == 1


def test_pictures_that_come_between_the_two_signatures_stop_the_second(desk: Desk):
    amendment = desk.writes(desk.opens(ReportKind.CORRECTION))
    desk.submits(amendment)
    desk.something_comes_late()

    with pytest.raises(ManifestChanged):
        desk.signs(amendment)


def test_a_changed_patient_stops_a_correction_and_not_a_recall(desk: Desk):
    correction = desk.writes(desk.opens(ReportKind.CORRECTION))
    desk.submits(correction)
    desk.ward.change(PatientRow, desk.ward.reading().patient_key, patient_id="QS0099")
    with pytest.raises(PatientChanged):
        desk.signs(correction)
    desk.abandons(correction)

    recall = desk.content(desk.amended(ReportKind.RECALL))

    assert recall.patient == desk.content(desk.report).patient


def test_a_report_is_recalled_though_its_pictures_are_lost(desk: Desk):
    (row,) = desk.ward.instances()
    desk.ward.change(InstanceRow, row.id, locator="gone")

    desk.amended(ReportKind.RECALL)

    assert desk.standing(desk.report) is VersionStanding.RECALLED


def test_a_signer_says_that_the_report_stands(desk: Desk):
    desk.something_comes_late()
    ward = desk.ward
    task = _late_task(desk)
    colleague = specialist(ward.place, "colleague", Part.AUTHOR)
    with pytest.raises(MayNotAnswer):
        confirm_report(ward.database, ward.scope(colleague), task, account=colleague, at=LATER, comment="看过")

    confirm_report(ward.database, ward.scope(ward.reviewer), task, account=ward.reviewer, at=LATER, comment="无变化")

    assert _tasks(desk, ward.author) == 0
    assert desk.versions() == [1]
    assert "report.confirmed_after_late_instance" in ward.audited()


def test_a_report_that_is_being_amended_is_not_said_to_stand(desk: Desk):
    desk.something_comes_late()
    desk.opens(ReportKind.CORRECTION)
    ward = desk.ward
    with pytest.raises(AmendmentOpen):
        confirm_report(
            ward.database, ward.scope(ward.author), _late_task(desk), account=ward.author, at=LATER, comment="无变化"
        )


def test_where_both_signers_have_left_a_colleague_has_the_verify_task(desk: Desk):
    desk.something_comes_late()
    colleague = specialist(desk.ward.place, "colleague", Part.AUTHOR)
    assert _tasks(desk, colleague) == 0

    desk.leaves(desk.ward.author, desk.ward.reviewer)

    assert _tasks(desk, colleague) == 1


def _tasks(desk: Desk, account: Account) -> int:
    with snapshot(desk.ward.database) as session:
        return len(list_verify_tasks(session, desk.ward.scope(account), account))


def _late_task(desk: Desk) -> UUID:
    with snapshot(desk.ward.database) as session:
        late = select(DiscrepancyRow.id).where(DiscrepancyRow.kind == DiscrepancyKind.LATE_AFTER_SIGNING)
        return session.scalars(late).one()


def test_an_open_amendment_is_listed_for_who_can_act_on_it(desk: Desk):
    ward = desk.ward
    amendment = desk.writes(desk.opens(ReportKind.CORRECTION))
    desk.submits(amendment)
    with snapshot(ward.database) as session:
        (line,) = list_amendments(session, ward.scope(ward.reviewer), ward.reviewer)
        mine = describe_amendment(session, ward.scope(ward.author), ward.author, line.amendment)
        assert list_amendments(session, ward.scope(ward.doctor), ward.doctor) == []
    assert {AmendmentEvent.SIGN, AmendmentEvent.RETURN} <= set(line.actions)
    assert mine.actions == (AmendmentEvent.ABANDON,)


ACTS = ("open", "write", "submit", "return", "sign", "abandon", "deliver")


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 1), st.sampled_from(list(ReportKind))), max_size=14))
def test_no_sequence_of_acts_makes_two_versions_of_one_number_or_delivers_an_old_one_after_a_new(
    database: Database, tmp_path: Path, acts: list[tuple[str, int, ReportKind]]
):
    desk = _fresh(database, tmp_path)
    people = (desk.ward.author, desk.ward.reviewer)
    amendment: Amendment | None = None
    newest = desk.report
    delivered: list[int] = []
    for act, who, kind in acts:
        person = people[who]
        try:
            if act == "deliver":
                _delivers(desk, at=LATER)
                delivered.append(_last_delivered(desk))
            elif act == "open":
                amendment = desk.opens(kind, by=person, report=newest)
            elif amendment is None:
                continue
            elif act == "write":
                desk.writes(desk.kept(amendment), account=person)
            elif act == "submit":
                desk.submits(amendment, by=person)
            elif act == "return":
                desk.returns(amendment, by=person)
            elif act == "abandon":
                desk.abandons(amendment, by=person)
            else:
                newest = desk.signs(amendment, by=person).report or newest
        except TelereadError:
            continue
    _check_versions(desk)
    assert delivered == sorted(delivered)


_count = iter(range(1_000_000))


def _fresh(database: Database, folder: Path) -> Desk:
    number = next(_count)
    ward = a_ward(database, folder, key=f"clinic-{number}")
    return Desk(ward, ward.signed())


def _last_delivered(desk: Desk) -> int:
    with snapshot(desk.ward.database) as session:
        statement = (
            select(ReportRow.version)
            .join(DeliveryRow, DeliveryRow.report_id == ReportRow.id)
            .where(
                ReportRow.reading_id == desk.ward.reading_id,
                DeliveryRow.state.in_((DeliveryState.DELIVERED, DeliveryState.QUEUED, DeliveryState.SENDING)),
            )
        )
        return max(session.scalars(statement), default=0)


def _check_versions(desk: Desk) -> None:
    with snapshot(desk.ward.database) as session:
        reports = list(session.scalars(select(ReportRow).where(ReportRow.reading_id == desk.ward.reading_id)))
        versions = sorted(row.version for row in reports)
        assert versions == list(range(1, len(versions) + 1))
        for row in reports:
            signed = select(SignatureRow).where(SignatureRow.submission_id == row.submission_id)
            signers = [each.account_id for each in session.scalars(signed)]
            assert len(signers) == len(set(signers)) == 2
            waiting = select(DeliveryRow.state).where(DeliveryRow.report_id == row.id)
            is_newest = row.version == len(versions)
            for state in session.scalars(waiting):
                assert is_newest or state in {DeliveryState.DELIVERED, DeliveryState.SUPERSEDED}
