"""What is said to somebody whose act on a Reading is refused."""

from teleread.errors import Conflict, Forbidden, Invalid


class TransitionRefused(Conflict):
    """The pair is not in `TRANSITIONS`."""

    code = "transition_refused"
    zh, en = "当前状态不允许此操作", "The Reading's present state does not allow this"


class LeaseLost(Conflict):
    """The caller does not hold the Reading, or holds it no longer."""

    code = "lease_lost"
    zh = "您已不再持有该阅片任务，内容未提交"
    en = "You no longer hold this Reading; nothing was submitted"


class ReadingPaused(Conflict):
    """It waits for the clinic; resume it first."""

    code = "reading_paused"
    zh, en = "该阅片任务已暂停，请先恢复", "The Reading is paused; resume it first"


class LateInstanceUnseen(Conflict):
    """Something arrived after the Reading was settled and its author has not seen it."""

    code = "late_instance_unseen"
    zh = "有迟到的影像尚未查看，请先查看确认"
    en = "An Instance arrived late and was not seen yet; look at it first"


class TwoSignaturesNeeded(Conflict):
    """The agreement with the clinic asks for a reviewer."""

    code = "two_signatures_needed"
    zh, en = "该机构的报告需要审核医师签发", "Reports for this clinic need a reviewer's signature"


class OneSignatureOnly(Conflict):
    """The agreement with the clinic makes submitting and signing one act."""

    code = "one_signature_only"
    zh, en = "该机构的报告由书写医师直接签发", "The author signs reports for this clinic alone"


class AuthorIsReviewer(Forbidden):
    """Author and reviewer are two people."""

    code = "author_is_reviewer"
    zh, en = "不能审核自己书写的报告", "You may not review what you wrote"


class HeldByAnother(Conflict):
    """Somebody else holds the Reading."""

    code = "held_by_another"
    zh, en = "该阅片任务已由他人处理", "Somebody else holds this Reading"


class NotEligible(Forbidden):
    """Role, credential or department do not cover this Reading."""

    code = "not_eligible"
    zh, en = "您的资质或科室不包括此阅片任务", "Your credentials or department do not cover this Reading"


class NotYourReading(Forbidden):
    """It is neither the caller's to hold nor the caller's clinic's."""

    code = "not_your_reading"
    zh, en = "该阅片任务不归您处理", "This Reading is not yours to act on"


class ReasonMissing(Invalid):
    """The act has to be explained."""

    code = "reason_missing"
    zh, en = "请填写原因（不超过 {most} 字）", "A reason of at most {most} characters is needed"


REASON_CHARACTERS = 500


def check_reason(reason: str, *, is_needed: bool = True) -> str:
    """Return a person's reason without outer spaces; raises ReasonMissing if it is empty or far too long."""
    trimmed = reason.strip()
    if (is_needed and not trimmed) or len(trimmed) > REASON_CHARACTERS:
        raise ReasonMissing(most=REASON_CHARACTERS)
    return trimmed
