"""What is said to somebody whose act on a Reading is refused."""

from teleread.errors import Conflict, Forbidden


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
