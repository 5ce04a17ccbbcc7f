"""What may follow a signed report, and the only table of how it comes about.

A signed version is never changed. An addendum, a correction and a recall are
versions of their own, written, signed and approved under the rules of a
report; while one is open for a Reading there is no second one.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from teleread.errors import Conflict, Forbidden, Invalid
from teleread.reports.report import CriticalAnswer, ReportKind
from teleread.reports.signing import SignerIsAuthor
from teleread.reports.wording import UnprintableText, name_characters, unprintable_characters

LONGEST_REASON: Final = 500

AMENDING: Final = frozenset({ReportKind.ADDENDUM, ReportKind.CORRECTION, ReportKind.RECALL})


class AmendmentState(StrEnum):
    """Where an amendment stands; SIGNED and ABANDONED are final."""

    DRAFTING = "drafting"
    SUBMITTED = "submitted"
    SIGNED = "signed"
    ABANDONED = "abandoned"


class AmendmentEvent(StrEnum):
    """What can happen to an amendment once it is open."""

    SAVE = "save"
    SUBMIT = "submit"
    SUBMIT_AND_SIGN = "submit_and_sign"
    RETURN = "return"
    SIGN = "sign"
    ABANDON = "abandon"


OPEN: Final = frozenset({AmendmentState.DRAFTING, AmendmentState.SUBMITTED})

TRANSITIONS: Final = {
    (AmendmentEvent.SAVE, AmendmentState.DRAFTING): AmendmentState.DRAFTING,
    (AmendmentEvent.SUBMIT, AmendmentState.DRAFTING): AmendmentState.SUBMITTED,
    (AmendmentEvent.SUBMIT_AND_SIGN, AmendmentState.DRAFTING): AmendmentState.SIGNED,
    (AmendmentEvent.RETURN, AmendmentState.SUBMITTED): AmendmentState.DRAFTING,
    (AmendmentEvent.SIGN, AmendmentState.SUBMITTED): AmendmentState.SIGNED,
    (AmendmentEvent.ABANDON, AmendmentState.DRAFTING): AmendmentState.ABANDONED,
    (AmendmentEvent.ABANDON, AmendmentState.SUBMITTED): AmendmentState.ABANDONED,
}
"""Every pair that is allowed; each other pair is refused."""


class AmendmentRefused(Conflict):
    """The table has no such pair."""

    code = "amendment_refused"
    zh, en = "该修订当前状态不允许此操作", "The amendment's present state does not allow this"


class AmendmentChanged(Conflict):
    """It was saved, submitted or returned since the page was loaded."""

    code = "amendment_changed"
    zh, en = "该修订已在别处更改，请刷新后再操作", "The amendment was changed elsewhere; reload it first"


class AmendmentOpen(Conflict):
    """Two people do not amend one report at once."""

    code = "amendment_open"
    zh, en = "该报告已有正在进行的修订", "An amendment of this report is already open"


class NotNewestVersion(Conflict):
    """What is amended is what the clinic reads now."""

    code = "not_newest_version"
    zh, en = "只能修订最新版本，请打开最新版本", "Only the newest version can be amended; open that one"


class RecalledAlready(Conflict):
    """What was taken back is followed by a report of its own or by nothing."""

    code = "recalled_already"
    zh, en = "报告已撤回，只能重新出具更正报告", "The report is recalled; only a correction can follow"


class MayNotAnswer(Forbidden):
    """Whether a report stands is its signers' to say."""

    code = "may_not_answer"
    zh, en = "须由报告的作者或审核者核对", "The report's author or reviewer has to verify it"


class NotYourAmendment(Forbidden):
    """Who opened it writes it."""

    code = "not_your_amendment"
    zh, en = "该修订由他人撰写", "Somebody else is writing this amendment"


class MayNotAmend(Forbidden):
    """The person signed nothing of it, or those who did are there to do it."""

    code = "may_not_amend"
    zh = "只有该报告的作者或审核者可以修订；两人均已离开时由本科室有资格的医生修订"
    en = "The report's author or reviewer amends it, or where both left, a qualified colleague of the department"


class MayNotApprove(Forbidden):
    """The person may not give the second signature."""

    code = "may_not_approve"
    zh, en = "您没有审核该修订的资格", "You are not qualified to approve this amendment"


class OneSignatureHere(Conflict):
    """The agreement has no second signer who would approve it."""

    code = "one_signature_here"
    zh, en = "该机构协议为单人签发，请直接签发", "The agreement asks for one signature; sign it directly"


class TwoSignaturesHere(Conflict):
    """The author's signature alone makes no version here."""

    code = "two_signatures_here"
    zh, en = "须由另一位医生审核签发", "Another person has to approve this"


class AmendmentReasonMissing(Invalid):
    """The clinic reads why."""

    code = "amendment_reason_missing"
    zh, en = "请写明原因", "Say why"


class AmendmentReasonTooLong(Invalid):
    """A reason is printed at the head of the page."""

    code = "amendment_reason_too_long"
    zh, en = "原因过长：{length} 字，最多 {limit} 字", "The reason is too long: {length} characters, at most {limit}"


@dataclass(frozen=True, slots=True)
class Words:
    """What is typed: the whole text of a correction, what an addendum adds, nothing for a recall."""

    findings: str
    impression: str


@dataclass(frozen=True, slots=True)
class Amendment:
    """One amendment as last saved; `revision` grows with every change and fences off the page that is behind.

    `follows_id` and `follows_version` name the version that was newest when it
    was opened. `submission_id` is what was last submitted, `report_id` the
    version it became.
    """

    id: UUID
    reading_id: UUID
    clinic_id: UUID
    kind: ReportKind
    follows_id: UUID
    follows_version: int
    author_id: UUID
    state: AmendmentState
    opened_at: datetime
    state_since: datetime
    reason: str
    words: Words
    critical: CriticalAnswer | None
    keeps_evidence: bool
    submission_id: UUID | None
    report_id: UUID | None
    remark: str
    remark_by: UUID | None
    revision: int

    @property
    def is_open(self) -> bool:
        """Say whether it keeps others from amending."""
        return self.state in OPEN


@dataclass(frozen=True, slots=True)
class Written:
    """What the author of an amendment puts into it."""

    reason: str
    words: Words
    critical: CriticalAnswer | None = None
    keeps_evidence: bool = True


def write(amendment: Amendment, written: Written) -> Amendment:
    """Return the amendment with what was written in place of what it held."""
    return replace(
        amendment,
        reason=written.reason,
        words=written.words,
        critical=written.critical,
        keeps_evidence=written.keeps_evidence,
    )


@dataclass(frozen=True, slots=True)
class Party:
    """A person before one report.

    `is_signer` says that they signed the version that is amended and may still
    read for its clinic; `signers_are_there` that somebody who did may.
    `can_write` and `can_review` are role, credential and department.
    """

    account_id: UUID
    is_signer: bool = False
    signers_are_there: bool = True
    can_write: bool = False
    can_review: bool = False
    is_admin: bool = False

    @property
    def is_eligible(self) -> bool:
        """Say whether they may read what the report is about, in either part."""
        return self.is_signer or self.can_write or self.can_review


def needs_two(kind: ReportKind, *, single_signature: bool) -> bool:
    """Say whether another person has to approve; a recall is two people's whatever was agreed."""
    return kind is ReportKind.RECALL or not single_signature


def check_opening(kind: ReportKind, party: Party, *, follows: ReportKind, is_newest: bool) -> None:
    """Refuse to open an amendment that may not follow, or by somebody who may not write it.

    Anybody eligible may ask for a recall: a wrong report does not wait for
    its signers to wake up, and a second person has to agree.

    Raises
    ------
    NotNewestVersion, RecalledAlready, MayNotAmend
        The first reason that holds.
    """
    if not is_newest:
        raise NotNewestVersion
    if follows is ReportKind.RECALL and kind is not ReportKind.CORRECTION:
        raise RecalledAlready
    if not may_open(kind, party):
        raise MayNotAmend


def may_open(kind: ReportKind, party: Party) -> bool:
    """Say whether the person may write an amendment of the kind."""
    if kind not in AMENDING:
        return False
    if kind is ReportKind.RECALL:
        return party.is_eligible
    return party.is_signer or (party.can_write and not party.signers_are_there)


def may_approve(amendment: Amendment, party: Party) -> bool:
    """Say whether the person may give the second signature or return it."""
    if party.account_id == amendment.author_id:
        return False
    return party.is_eligible if amendment.kind is ReportKind.RECALL else party.can_review


def may_abandon(amendment: Amendment, party: Party) -> bool:
    """Say whether the person may end it unsigned: its author, or whoever it keeps from amending."""
    is_blocked = may_open(amendment.kind, party) or may_approve(amendment, party)
    return party.account_id == amendment.author_id or party.is_admin or is_blocked


def may_answer(party: Party) -> bool:
    """Say whether the person answers if a signed report stands: its signers do, or where they left a colleague."""
    return party.is_signer or ((party.can_write or party.can_review) and not party.signers_are_there)


def advance(
    amendment: Amendment,
    event: AmendmentEvent,
    party: Party,
    *,
    revision: int,
    single_signature: bool,
    at: datetime,
    remark: str = "",
) -> Amendment:
    """Return the amendment as it stands after the event.

    Parameters
    ----------
    party
        Who acts.
    revision
        What the person's page shows; nobody signs what changed since.
    single_signature
        What the agreement with the clinic says.
    remark
        Why it is returned or abandoned.

    Raises
    ------
    AmendmentRefused, AmendmentChanged
        If its state or a newer revision forbids it.
    NotYourAmendment, SignerIsAuthor, MayNotApprove, MayNotAmend
        If this person may not do it.
    OneSignatureHere, TwoSignaturesHere
        If the agreement asks for the other way.
    AmendmentReasonMissing, AmendmentReasonTooLong, UnprintableText
        If a return or an end is not explained.
    """
    after = check_event(amendment, event, party, single_signature=single_signature)
    if revision != amendment.revision:
        raise AmendmentChanged(revision=amendment.revision)
    is_explained = event in {AmendmentEvent.RETURN, AmendmentEvent.ABANDON}
    return replace(
        amendment,
        state=after,
        state_since=amendment.state_since if after is amendment.state else at,
        remark=check_reason(remark) if is_explained else amendment.remark,
        remark_by=party.account_id if is_explained else amendment.remark_by,
        revision=amendment.revision + 1,
    )


def check_event(amendment: Amendment, event: AmendmentEvent, party: Party, *, single_signature: bool) -> AmendmentState:
    """Return the state that the event leads to, whatever the person's page shows.

    Raises
    ------
    AmendmentRefused, NotYourAmendment, SignerIsAuthor, MayNotApprove, MayNotAmend, OneSignatureHere, TwoSignaturesHere
        As `advance` does.
    """
    after = TRANSITIONS.get((event, amendment.state))
    if after is None:
        raise AmendmentRefused(event=event.value, state=amendment.state.value)
    _guard(amendment, event, party, is_two=needs_two(amendment.kind, single_signature=single_signature))
    return after


_BY_AUTHOR = frozenset({AmendmentEvent.SAVE, AmendmentEvent.SUBMIT, AmendmentEvent.SUBMIT_AND_SIGN})
_BY_ANOTHER = frozenset({AmendmentEvent.RETURN, AmendmentEvent.SIGN})


def _guard(amendment: Amendment, event: AmendmentEvent, party: Party, *, is_two: bool) -> None:
    is_author = party.account_id == amendment.author_id
    if event in _BY_AUTHOR and not is_author:
        raise NotYourAmendment
    if event in _BY_AUTHOR and not may_open(amendment.kind, party):
        raise MayNotAmend
    if event in _BY_ANOTHER and is_author:
        raise SignerIsAuthor
    if event in _BY_ANOTHER and not may_approve(amendment, party):
        raise MayNotApprove
    if event is AmendmentEvent.ABANDON and not may_abandon(amendment, party):
        raise NotYourAmendment
    if event is AmendmentEvent.SUBMIT and not is_two:
        raise OneSignatureHere
    if event is AmendmentEvent.SUBMIT_AND_SIGN and is_two:
        raise TwoSignaturesHere


def allowed_events(amendment: Amendment, party: Party, *, single_signature: bool) -> tuple[AmendmentEvent, ...]:
    """Return what the person may do now: exactly what `advance` does not refuse to a page that is not behind."""
    return tuple(event for event in AmendmentEvent if _is_allowed(amendment, event, party, single_signature))


def _is_allowed(amendment: Amendment, event: AmendmentEvent, party: Party, single_signature: bool) -> bool:  # noqa: FBT001  (private)
    try:
        check_event(amendment, event, party, single_signature=single_signature)
    except (Conflict, Forbidden):
        return False
    return True


def check_reason(reason: str) -> str:
    """Return a reason as it is kept and printed.

    Raises
    ------
    AmendmentReasonMissing, AmendmentReasonTooLong, UnprintableText
        If nobody would learn why from it.
    """
    why = reason.strip()
    if not why:
        raise AmendmentReasonMissing
    if len(why) > LONGEST_REASON:
        raise AmendmentReasonTooLong(length=len(why), limit=LONGEST_REASON)
    if unprintable := unprintable_characters(why):
        raise UnprintableText(field="reason", characters=name_characters(unprintable))
    return why


def words_of(amendment: Amendment, *, before: Words) -> Words:
    """Return the whole text of the version that the amendment becomes.

    A version is read alone, on paper or in another system, so an addendum
    repeats the report unchanged and says below it what was added; a recall
    repeats nothing of what it takes back.

    Parameters
    ----------
    before
        The text of the version that it follows.
    """
    if amendment.kind is ReportKind.RECALL:
        return Words("", _recall_notice(amendment))
    if amendment.kind is ReportKind.CORRECTION:
        return amendment.words
    heading = f"【补充 Addendum · {amendment.follows_version + 1}】"
    return Words(
        _added(before.findings, amendment.words.findings, heading),
        _added(before.impression, amendment.words.impression, heading),
    )


def _added(before: str, added: str, heading: str) -> str:
    if not added.strip():
        return before
    return f"{before}\n\n{heading}\n{added}" if before else f"{heading}\n{added}"


def _recall_notice(amendment: Amendment) -> str:
    version = amendment.follows_version
    return (
        f"【报告撤回 RECALLED】第 {version} 版及以前的报告已撤回，请勿据此诊疗。\n"
        f"Version {version} of this report and all before it are withdrawn; do not act on them.\n"
        f"原因 Reason: {amendment.reason}"
    )
