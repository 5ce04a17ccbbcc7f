"""What one person is typing: kept whatever happens to the Reading."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from teleread.errors import Conflict
from teleread.reports.report import CriticalAnswer, TemplateUsed


class DraftChangedElsewhere(Conflict):
    """The same person saved another text in another window meanwhile."""

    code = "draft_changed_elsewhere"
    zh = "您在另一窗口保存过此草稿（第 {revision} 次保存），请先对照后再保存"
    en = "You saved this draft in another window (revision {revision}); compare before you save again"


@dataclass(frozen=True, slots=True)
class Draft:
    """The text of one person for one Reading; `revision` grows by one with every save.

    `over` is the number of the submission that a reviewer changes, or of the
    version that is corrected; 0 for an author's own text. `critical` is None
    until the question was answered.
    """

    reading_id: UUID
    account_id: UUID
    findings: str
    impression: str
    saved_at: datetime
    revision: int
    over: int = 0
    template: TemplateUsed | None = None
    critical: CriticalAnswer | None = None

    @property
    def said(self) -> "Said":
        """What it says, whatever it was typed over and when."""
        return Said(self.findings, self.impression, self.over, self.template, self.critical)


@dataclass(frozen=True, slots=True)
class Said:
    """What two drafts are compared by."""

    findings: str
    impression: str
    over: int
    template: TemplateUsed | None
    critical: CriticalAnswer | None


@dataclass(frozen=True, slots=True)
class Typed:
    """What came from the page, and the revision that it was typed over (0: none)."""

    findings: str
    impression: str
    revision: int
    over: int = 0
    template: TemplateUsed | None = None
    critical: CriticalAnswer | None = None

    @property
    def said(self) -> Said:
        """What it says, whatever it was typed over."""
        return Said(self.findings, self.impression, self.over, self.template, self.critical)


def revise(kept: Draft | None, typed: Typed, *, reading_id: UUID, account_id: UUID, at: datetime) -> Draft:
    """Return the draft with the typed text in place of the kept one.

    A save that is sent again because its answer was lost brings the text that
    is already kept: it is no conflict and changes nothing.

    Raises
    ------
    DraftChangedElsewhere
        If the text was typed over another than the kept one; the kept text stays.
    """
    revision = kept.revision if kept else 0
    if kept and kept.said == typed.said:
        return kept
    if typed.revision != revision:
        raise DraftChangedElsewhere(revision=revision)
    return Draft(
        reading_id,
        account_id,
        typed.findings,
        typed.impression,
        at,
        revision + 1,
        over=typed.over,
        template=typed.template,
        critical=typed.critical,
    )
