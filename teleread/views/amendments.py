"""Who stands before a signed report, and what of amending waits for a person."""

from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import select

from teleread.accounts.account import Account, Role
from teleread.accounts.records import AccountRow, load_account
from teleread.archive.late_records import LateTask, list_late_tasks
from teleread.archive.records import PatientRow
from teleread.clinics.records import ClinicRow
from teleread.database import Session
from teleread.errors import TelereadError
from teleread.reports.amendment import (
    Amendment,
    AmendmentEvent,
    Party,
    allowed_events,
    check_opening,
    may_answer,
)
from teleread.reports.amendment_records import (
    find_open_amendment,
    list_open_amendments,
    load_last_report_of_text,
    load_newest_report,
)
from teleread.reports.records import ReportMissing, SignatureRow, load_submission
from teleread.reports.report import Report, ReportKind, Submission
from teleread.scope import Scope
from teleread.views.staffing import PART_OF_ROLE, Viewer, load_viewer, need_of
from teleread.worklist.reading import Part, Reading
from teleread.worklist.records import ReadingRow, reading_of, within
from teleread.worklist.specialist import unsuited_for


def load_party(session: Session, scope: Scope, account: Account, reading: Reading, newest: Report) -> Party:
    """Return what a person is to a signed report.

    A signer is who signed its newest version, or the last that was no recall,
    and may still read for its clinic; it is the department of the Reading that
    answers for it.
    """
    viewer = load_viewer(session, scope, account)
    parts = _parts_before(viewer, reading)
    signers = _signer_ids(session, scope, reading.id, newest)
    others = [load_account(session, each) for each in sorted(signers - {account.id})]
    is_signer = account.id in signers and bool(parts)
    is_another = any(_parts_before(load_viewer(session, scope, each), reading) for each in others)
    return Party(
        account_id=account.id,
        is_signer=is_signer,
        signers_are_there=is_signer or is_another,
        can_write=Part.AUTHOR in parts,
        can_review=Part.REVIEWER in parts,
        is_admin=Role.ADMIN in account.roles,
    )


def _parts_before(viewer: Viewer, reading: Reading) -> frozenset[Part]:
    return frozenset(part for part in Part if _is_suited(viewer, reading, part))


def _is_suited(viewer: Viewer, reading: Reading, part: Part) -> bool:
    need = need_of(replace(reading, author_id=None), part, viewer.partners)
    if reading.department_id is not None:
        need = replace(need, department_ids=need.department_ids & {reading.department_id})
    return not unsuited_for(viewer.specialist, need)


def _signer_ids(session: Session, scope: Scope, reading_id: UUID, newest: Report) -> frozenset[UUID]:
    text = load_last_report_of_text(session, scope, reading_id) or newest
    submissions: set[UUID] = set()
    for version in (newest, text):
        content = load_submission(session, submission_id=version.submission_id).content
        submissions.add(content.id)
        if content.review_of is not None:
            submissions.add(content.review_of.submission_id)
    signed = select(SignatureRow.account_id).where(SignatureRow.submission_id.in_(submissions))
    return frozenset(session.scalars(signed))


@dataclass(frozen=True, slots=True)
class Versions:
    """The newest version of a Reading, and the last that says something of the patient, each with its content."""

    newest: Report
    newest_content: Submission
    text: Report
    text_content: Submission


def load_versions(session: Session, scope: Scope, reading_id: UUID) -> Versions:
    """Return what an amendment of a Reading follows.

    Raises
    ------
    ReportMissing
        If nothing was signed for it inside the Scope.
    """
    newest = load_newest_report(session, scope, reading_id)
    text = load_last_report_of_text(session, scope, reading_id)
    if newest is None or text is None:
        raise ReportMissing(reading_id=str(reading_id))
    return Versions(
        newest,
        load_submission(session, submission_id=newest.submission_id).content,
        text,
        load_submission(session, submission_id=text.submission_id).content,
    )


@dataclass(frozen=True, slots=True)
class AboutReading:
    """Whom and what a signed Reading is about, for a list."""

    reading: Reading
    clinic_name: str
    patient: PatientRow
    newest: Report


@dataclass(frozen=True, slots=True)
class AmendmentLine:
    """An open amendment before a person, with what they may do."""

    amendment: Amendment
    about: AboutReading
    author_name: str
    remark_by_name: str | None
    actions: tuple[AmendmentEvent, ...]


@dataclass(frozen=True, slots=True)
class VerifyLine:
    """A task to verify a signed report that waits for a person; an amendment may be under way already."""

    task: LateTask
    about: AboutReading
    amendment: Amendment | None


def describe_amendment(session: Session, scope: Scope, account: Account, amendment: Amendment) -> AmendmentLine:
    """Return an amendment as a person may see and act on it."""
    about = _about(session, scope, amendment.reading_id)
    party = load_party(session, scope, account, about.reading, about.newest)
    names = _names(session, amendment.author_id, amendment.remark_by)
    return AmendmentLine(
        amendment=amendment,
        about=about,
        author_name=names[amendment.author_id],
        remark_by_name=names.get(amendment.remark_by) if amendment.remark_by else None,
        actions=allowed_events(amendment, party, single_signature=about.reading.single_signature),
    )


def list_amendments(session: Session, scope: Scope, account: Account) -> list[AmendmentLine]:
    """Return the open amendments that a person writes or may approve or end, the longest open first."""
    lines = [describe_amendment(session, scope, account, each) for each in list_open_amendments(session, scope)]
    return [line for line in lines if line.actions]


def list_verify_tasks(session: Session, scope: Scope, account: Account) -> list[VerifyLine]:
    """Return the tasks to verify a signed report that a person is to answer, the longest open first."""
    found: list[VerifyLine] = []
    for task in list_late_tasks(session, scope):
        if load_newest_report(session, scope, task.reading_id) is None:
            continue
        about = _about(session, scope, task.reading_id)
        if may_answer(load_party(session, scope, account, about.reading, about.newest)):
            found.append(VerifyLine(task, about, find_open_amendment(session, scope, task.reading_id)))
    return found


@dataclass(frozen=True, slots=True)
class Amending:
    """What a person may do about a signed version: go on with the open amendment, or open one of these kinds."""

    open_id: UUID | None = None
    kinds: tuple[ReportKind, ...] = ()


def load_amending(session: Session, scope: Scope, account: Account, report: Report) -> Amending:
    """Return what a person may do about a version; nothing to who reads for nobody, and about an older one."""
    if account.roles.isdisjoint(PART_OF_ROLE):
        return Amending()
    about = _about(session, scope, report.reading_id)
    if about.newest.id != report.id:
        return Amending()
    party = load_party(session, scope, account, about.reading, about.newest)
    amendment = find_open_amendment(session, scope, report.reading_id)
    if amendment is not None:
        alone = about.reading.single_signature
        return Amending(amendment.id if allowed_events(amendment, party, single_signature=alone) else None)
    return Amending(kinds=tuple(kind for kind in ReportKind if _may_follow(kind, party, report)))


def _may_follow(kind: ReportKind, party: Party, report: Report) -> bool:
    try:
        check_opening(kind, party, follows=report.kind, is_newest=True)
    except TelereadError:
        return False
    return True


def _about(session: Session, scope: Scope, reading_id: UUID) -> AboutReading:
    statement = (
        select(ReadingRow, ClinicRow.name, PatientRow)
        .join(ClinicRow, ClinicRow.id == ReadingRow.clinic_id)
        .join(PatientRow, PatientRow.id == ReadingRow.patient_key)
        .where(ReadingRow.id == reading_id)
    )
    found = session.execute(within(statement, scope, ReadingRow.clinic_id)).one_or_none()
    newest = load_newest_report(session, scope, reading_id)
    if found is None or newest is None:
        raise ReportMissing(reading_id=str(reading_id))
    row, clinic_name, patient = found
    return AboutReading(reading_of(row), clinic_name, patient, newest)


def _names(session: Session, *account_ids: UUID | None) -> dict[UUID, str]:
    known = [each for each in account_ids if each is not None]
    rows = session.execute(select(AccountRow.id, AccountRow.display_name).where(AccountRow.id.in_(known)))
    return {row.id: row.display_name for row in rows}
