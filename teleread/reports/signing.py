"""Whether what is signed is what is there.

Whether the Reading lets this person act now (its state, its hold, a late
Instance not yet seen) is `worklist.reading`'s to say.
"""

from dataclasses import dataclass
from uuid import UUID

from teleread.errors import Conflict, Forbidden
from teleread.reports.report import ManifestEntry, PatientAsShown, Submission


class ManifestChanged(Conflict):
    """What was read is no longer what is there."""

    code = "manifest_changed"
    zh = "提交后影像有变化（新增 {added}，减少 {removed}，改变 {changed}），请退回作者重新阅片"
    en = "The images changed since submission ({added} added, {removed} removed, {changed} changed)"


class NothingWasRead(Conflict):
    """A manifest without Instances supports no statement."""

    code = "nothing_was_read"
    zh, en = "该检查没有任何可核对的影像，不能签发", "There is no image in this study; it cannot be signed"


class PatientNameUnconfirmed(Conflict):
    """A name decoded by guess or with loss may be another person's."""

    code = "patient_name_unconfirmed"
    zh, en = "患者姓名的编码无法确定，须先由送检机构确认", "The clinic must confirm the patient's name first"


class PatientChanged(Conflict):
    """The patient as now known is not the patient whom the text names."""

    code = "patient_changed"
    zh, en = "提交后患者信息有更改，请退回作者重新提交", "The patient's details changed since submission"


class OrderChanged(Conflict):
    """The Reading answers another order than the text names, or its question is another."""

    code = "order_changed"
    zh, en = "提交后申请单有更改，请退回作者重新提交", "The order was changed since submission; return the report"


class InstanceUnverified(Conflict):
    """Bytes that the manifest names are missing or are not those bytes."""

    code = "instance_unverified"
    zh = "有 {count} 幅影像未通过完整性核对，不能签发"
    en = "{count} images failed verification; signing is refused"


class SignerIsAuthor(Forbidden):
    """Two signatures are two people's."""

    code = "signer_is_author"
    zh, en = "作者不能审核自己的报告", "An author may not review their own report"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is true at the moment of signing.

    `accession_number` and `clinical_question` are of the order that it answers,
    empty without one. `unverified` are the SOP Instance UIDs whose bytes were looked for in the
    object store and were missing or different.
    """

    manifest: tuple[ManifestEntry, ...]
    patient: PatientAsShown
    is_name_trusted: bool
    accession_number: str
    clinical_question: str
    unverified: frozenset[str]


def check_signable(submission: Submission, facts: Facts) -> None:
    """Refuse to sign unless what is signed is what is there.

    Both signers are held to it: the author when submitting and the reviewer
    when approving.

    Raises
    ------
    ManifestChanged, NothingWasRead, InstanceUnverified, PatientNameUnconfirmed, PatientChanged, OrderChanged
        The first reason that holds.
    """
    _check_manifest(submission.manifest, facts.manifest)
    if facts.unverified:
        raise InstanceUnverified(count=len(facts.unverified))
    if not facts.is_name_trusted:
        raise PatientNameUnconfirmed
    if submission.patient != facts.patient:
        raise PatientChanged
    asked = (submission.accession_number, submission.clinical_question)
    if asked != (facts.accession_number, facts.clinical_question):
        raise OrderChanged


def check_reviewer(submission: Submission, reviewer_id: UUID) -> None:
    """Refuse a reviewer who wrote the text.

    Raises
    ------
    SignerIsAuthor
        If they are one person.
    """
    if submission.author.account_id == reviewer_id:
        raise SignerIsAuthor


def _check_manifest(signed: tuple[ManifestEntry, ...], present: tuple[ManifestEntry, ...]) -> None:
    before = {entry.sop_instance_uid: entry.sha256 for entry in signed}
    after = {entry.sop_instance_uid: entry.sha256 for entry in present}
    if before != after:
        raise ManifestChanged(
            added=len(after.keys() - before.keys()),
            removed=len(before.keys() - after.keys()),
            changed=sum(before[uid] != after[uid] for uid in before.keys() & after.keys()),
        )
    if not before:
        raise NothingWasRead
