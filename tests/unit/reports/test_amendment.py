from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teleread.errors import Conflict, Forbidden, TelereadError
from teleread.reports.amendment import (
    LONGEST_REASON,
    TRANSITIONS,
    Amendment,
    AmendmentChanged,
    AmendmentEvent,
    AmendmentReasonMissing,
    AmendmentReasonTooLong,
    AmendmentRefused,
    AmendmentState,
    MayNotAmend,
    MayNotApprove,
    NotNewestVersion,
    NotYourAmendment,
    OneSignatureHere,
    Party,
    RecalledAlready,
    TwoSignaturesHere,
    Words,
    advance,
    allowed_events,
    check_opening,
    check_reason,
    may_approve,
    may_open,
    words_of,
)
from teleread.reports.report import ReportKind
from teleread.reports.signing import SignerIsAuthor
from teleread.reports.wording import UnprintableText
from tests.unit.reports.an_amendment import ADMIN, AT, AUTHOR, COLLEAGUE, REVIEWER, STRANGER, an_amendment

BY_ANOTHER = {AmendmentEvent.RETURN, AmendmentEvent.SIGN}
AMENDMENTS = (ReportKind.ADDENDUM, ReportKind.CORRECTION, ReportKind.RECALL)


def goes_on(amendment: Amendment, event: AmendmentEvent, party: Party, *, alone: bool = False) -> Amendment:
    return advance(
        amendment, event, party, revision=amendment.revision, single_signature=alone, at=AT, remark="请再看一眼"
    )


@pytest.mark.parametrize(("event", "state"), product(AmendmentEvent, AmendmentState))
def test_every_pair_of_event_and_state_is_allowed_by_the_table_or_refused(event: AmendmentEvent, state: AmendmentState):
    party = REVIEWER if event in BY_ANOTHER else AUTHOR
    amendment = an_amendment(state=state)
    after = TRANSITIONS.get((event, state))
    if after is None:
        with pytest.raises(AmendmentRefused):
            goes_on(amendment, event, party)
    else:
        went_on = goes_on(amendment, event, party, alone=event is AmendmentEvent.SUBMIT_AND_SIGN)
        assert went_on.state is after
        assert went_on.revision == amendment.revision + 1


def test_nothing_leads_out_of_what_is_signed_or_abandoned():
    assert {state for _, state in TRANSITIONS} == {AmendmentState.DRAFTING, AmendmentState.SUBMITTED}


@pytest.mark.parametrize("event", [event for event, _ in TRANSITIONS])
def test_a_page_that_is_behind_changes_nothing(event: AmendmentEvent):
    state = next(state for each, state in TRANSITIONS if each is event)
    party = REVIEWER if event in BY_ANOTHER else AUTHOR
    alone = event is AmendmentEvent.SUBMIT_AND_SIGN
    with pytest.raises(AmendmentChanged):
        advance(
            an_amendment(state=state, revision=5),
            event,
            party,
            revision=4,
            single_signature=alone,
            at=AT,
            remark="原因",
        )


@pytest.mark.parametrize("event", sorted(BY_ANOTHER))
@pytest.mark.parametrize("kind", AMENDMENTS)
def test_an_author_neither_approves_nor_returns_their_own(kind: ReportKind, event: AmendmentEvent):
    with pytest.raises(SignerIsAuthor):
        goes_on(an_amendment(kind=kind, state=AmendmentState.SUBMITTED), event, AUTHOR)


@pytest.mark.parametrize("event", [AmendmentEvent.SAVE, AmendmentEvent.SUBMIT])
def test_nobody_writes_or_submits_for_another(event: AmendmentEvent):
    with pytest.raises(NotYourAmendment):
        goes_on(an_amendment(), event, REVIEWER)


def test_an_author_who_may_no_longer_read_for_the_clinic_submits_nothing():
    with pytest.raises(MayNotAmend):
        goes_on(an_amendment(), AmendmentEvent.SUBMIT, replace(AUTHOR, is_signer=False, can_write=False))


def test_a_correction_is_approved_by_who_may_review():
    submitted = an_amendment(state=AmendmentState.SUBMITTED)
    with pytest.raises(MayNotApprove):
        goes_on(submitted, AmendmentEvent.SIGN, replace(REVIEWER, can_review=False))
    assert goes_on(submitted, AmendmentEvent.SIGN, COLLEAGUE).state is AmendmentState.SIGNED


def test_a_recall_is_approved_by_anybody_else_who_is_eligible():
    submitted = an_amendment(kind=ReportKind.RECALL, state=AmendmentState.SUBMITTED)
    for party in (REVIEWER, COLLEAGUE, replace(COLLEAGUE, can_review=False)):
        assert goes_on(submitted, AmendmentEvent.SIGN, party).state is AmendmentState.SIGNED
    with pytest.raises(MayNotApprove):
        goes_on(submitted, AmendmentEvent.SIGN, STRANGER)


def test_one_signature_is_enough_only_where_the_agreement_says_so():
    with pytest.raises(TwoSignaturesHere):
        goes_on(an_amendment(), AmendmentEvent.SUBMIT_AND_SIGN, AUTHOR)
    with pytest.raises(OneSignatureHere):
        goes_on(an_amendment(), AmendmentEvent.SUBMIT, AUTHOR, alone=True)


def test_a_recall_has_two_signatures_whatever_was_agreed():
    with pytest.raises(TwoSignaturesHere):
        goes_on(an_amendment(kind=ReportKind.RECALL), AmendmentEvent.SUBMIT_AND_SIGN, AUTHOR, alone=True)
    submitted = goes_on(an_amendment(kind=ReportKind.RECALL), AmendmentEvent.SUBMIT, AUTHOR, alone=True)
    assert submitted.state is AmendmentState.SUBMITTED


@pytest.mark.parametrize("kind", [ReportKind.ADDENDUM, ReportKind.CORRECTION])
def test_a_colleague_amends_only_where_both_signers_have_left(kind: ReportKind):
    assert may_open(kind, AUTHOR)
    assert may_open(kind, REVIEWER)
    assert not may_open(kind, COLLEAGUE)
    assert may_open(kind, replace(COLLEAGUE, signers_are_there=False))
    assert not may_open(kind, replace(STRANGER, signers_are_there=False))


def test_anybody_eligible_may_ask_for_a_recall():
    assert may_open(ReportKind.RECALL, COLLEAGUE)
    assert not may_open(ReportKind.RECALL, STRANGER)
    assert not may_open(ReportKind.RECALL, ADMIN)


def test_a_first_version_is_no_amendment():
    assert not may_open(ReportKind.FINAL, AUTHOR)


def test_only_the_newest_version_is_amended():
    with pytest.raises(NotNewestVersion):
        check_opening(ReportKind.CORRECTION, AUTHOR, follows=ReportKind.FINAL, is_newest=False)


def test_after_a_recall_comes_a_correction_or_nothing():
    for kind in (ReportKind.ADDENDUM, ReportKind.RECALL):
        with pytest.raises(RecalledAlready):
            check_opening(kind, AUTHOR, follows=ReportKind.RECALL, is_newest=True)
    check_opening(ReportKind.CORRECTION, AUTHOR, follows=ReportKind.RECALL, is_newest=True)


@pytest.mark.parametrize("party", [AUTHOR, REVIEWER, COLLEAGUE, ADMIN])
def test_who_is_kept_from_amending_may_end_what_keeps_them(party: Party):
    assert goes_on(an_amendment(), AmendmentEvent.ABANDON, party).state is AmendmentState.ABANDONED


def test_a_stranger_ends_nothing():
    with pytest.raises(NotYourAmendment):
        goes_on(an_amendment(), AmendmentEvent.ABANDON, STRANGER)


@pytest.mark.parametrize("event", [AmendmentEvent.RETURN, AmendmentEvent.ABANDON])
def test_a_return_and_an_end_say_why(event: AmendmentEvent):
    with pytest.raises(AmendmentReasonMissing):
        advance(
            an_amendment(state=AmendmentState.SUBMITTED),
            event,
            REVIEWER,
            revision=1,
            single_signature=False,
            at=AT,
            remark=" \n",
        )
    went_on = goes_on(an_amendment(state=AmendmentState.SUBMITTED), event, REVIEWER)
    assert (went_on.remark, went_on.remark_by) == ("请再看一眼", REVIEWER.account_id)


def test_a_reason_is_short_and_can_be_printed():
    assert check_reason("  左右写反 \n") == "左右写反"
    with pytest.raises(AmendmentReasonTooLong):
        check_reason("字" * (LONGEST_REASON + 1))
    with pytest.raises(UnprintableText):
        check_reason("左\u202e右")


def test_an_addendum_leaves_the_report_as_it_was_and_adds_below():
    before = Words("双肺清晰。", "未见异常。")
    added = words_of(
        an_amendment(kind=ReportKind.ADDENDUM, words=Words("", "建议复查。"), follows_version=2), before=before
    )
    assert added.findings == before.findings
    assert added.impression == "未见异常。\n\n【补充 Addendum · 3】\n建议复查。"


@given(st.text(), st.text(), st.text(), st.text())
def test_no_character_of_a_report_is_lost_in_an_addendum(findings: str, impression: str, more: str, opinion: str):
    amendment = an_amendment(kind=ReportKind.ADDENDUM, words=Words(more, opinion))
    whole = words_of(amendment, before=Words(findings, impression))
    assert whole.findings.startswith(findings)
    assert whole.impression.startswith(impression)
    assert not more.strip() or whole.findings.endswith(more)
    assert not opinion.strip() or whole.impression.endswith(opinion)


def test_a_recall_repeats_nothing_of_what_it_takes_back():
    words = words_of(an_amendment(kind=ReportKind.RECALL), before=Words("左侧骨折。", "左侧。"))
    assert words.findings == ""
    assert "左侧" not in words.impression
    assert "左右写反" in words.impression


PARTIES = (AUTHOR, REVIEWER, COLLEAGUE, STRANGER, ADMIN, replace(COLLEAGUE, can_review=False))


@given(
    kind=st.sampled_from(AMENDMENTS),
    alone=st.booleans(),
    steps=st.lists(st.tuples(st.sampled_from(AmendmentEvent), st.sampled_from(PARTIES)), max_size=12),
)
def test_no_sequence_of_acts_signs_twice_or_lets_an_author_approve(
    kind: ReportKind, alone: bool, steps: list[tuple[AmendmentEvent, Party]]
):
    amendment, signed_by = an_amendment(kind=kind), []
    for event, party in steps:
        offered = allowed_events(amendment, party, single_signature=alone)
        try:
            amendment = goes_on(amendment, event, party, alone=alone)
        except (Conflict, Forbidden):
            assert event not in offered
            continue
        assert event in offered
        if amendment.state is AmendmentState.SIGNED:
            signed_by.append((event, party))
    assert len(signed_by) <= 1
    for event, party in signed_by:
        is_author = party.account_id == amendment.author_id
        assert is_author == (event is AmendmentEvent.SUBMIT_AND_SIGN)
        assert not is_author or (alone and kind is not ReportKind.RECALL)


@given(st.sampled_from(AMENDMENTS), st.sampled_from(PARTIES), st.sampled_from(AmendmentState))
def test_who_may_approve_is_never_its_author(kind: ReportKind, party: Party, state: AmendmentState):
    amendment = an_amendment(kind=kind, state=state, author_id=party.account_id)
    assert not may_approve(amendment, party)


def test_every_refusal_speaks_both_languages():
    for refusal in (AmendmentRefused, AmendmentChanged, MayNotAmend, MayNotApprove, NotYourAmendment):
        assert issubclass(refusal, TelereadError)
        assert refusal.zh != refusal.en
