"""What a reviewer stands for: the author's text as it was, or their own in its place."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from teleread.accounts.account import Account
from teleread.database import Session
from teleread.documents.glyphs import check_glyphs
from teleread.identifiers import new_id
from teleread.reports.change import Change, Words, raised, weigh
from teleread.reports.draft import Draft, DraftChangedElsewhere
from teleread.reports.evidence import Evidence
from teleread.reports.records import Submitted, load_draft
from teleread.reports.report import Author, ChangeSize, ReviewOf, Submission
from teleread.reports.return_reason import COMMENT_CHARACTERS, CommentMissing
from teleread.reports.review_records import Review
from teleread.reports.wording import check_wording
from teleread.workflow.journey.verifying import Hold


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a reviewer signs: the author's submission, or one of their own with `change`."""

    submitted: Submitted
    text: Submission
    change: Change
    size: ChangeSize | None
    note: str

    @property
    def is_own(self) -> bool:
        """Say whether the reviewer changed the text."""
        return self.text is not self.submitted.content

    def of(self, reviewer_id: UUID) -> Review:
        """Return what is kept of it for the author."""
        content = self.submitted.content
        return Review(content.id, content.author.account_id, reviewer_id, self.change, self.size, self.note)


def reviewed_text(
    session: Session,
    submitted: Submitted,
    *,
    account: Account,
    at: datetime,
    hold: Hold,
    evidence: Evidence | None,
) -> Reviewed:
    """Return what a reviewer signs.

    Raises
    ------
    DraftChangedElsewhere
        If another window of the reviewer saved a text since.
    EmptyImpression, TextTooLong, UnprintableText, GlyphMissing
        If their own text cannot stand on paper.
    ChangeUnderstated
        If they call their change smaller than it is.
    CommentMissing
        If the word to the author is far too long.
    """
    verdict, revision = hold.verdict, hold.revision
    note = verdict.note.strip()
    if len(note) > COMMENT_CHARACTERS:
        raise CommentMissing(most=COMMENT_CHARACTERS)
    draft = load_draft(session, reading_id=submitted.content.reading_id, account_id=account.id)
    if revision is not None and revision != (draft.revision if draft else 0):
        raise DraftChangedElsewhere(revision=draft.revision if draft else 0)
    changed = changed_text(submitted.content, draft)
    change = weigh_texts(submitted.content, changed)
    if change.size is None:
        return Reviewed(submitted, submitted.content, change, None, note)
    check_wording(findings=changed.findings, impression=changed.impression)
    check_glyphs(changed.findings, changed.impression)
    size = raised(change.size, verdict.size)
    own = replace(
        changed,
        id=new_id(),
        number=submitted.content.number + 1,
        author=Author(account.id, account.display_name),
        submitted_at=at,
        evidence=evidence,
        review_of=ReviewOf(submitted.content.id, submitted.sha256.hex(), size),
    )
    return Reviewed(submitted, own, change, size, note)


def changed_text(content: Submission, draft: Draft | None) -> Submission:
    """Return an author's submission with a reviewer's words in it, if they typed any over this one."""
    if draft is None or draft.over != content.number:
        return content
    return replace(
        content,
        findings=draft.findings,
        impression=draft.impression,
        template=draft.template or content.template,
        critical=draft.critical or content.critical,
    )


def weigh_texts(before: Submission, after: Submission) -> Change:
    """Say how much of one text another changed."""
    return weigh(words_of(before), words_of(after))


def words_of(content: Submission) -> Words:
    """Return what is compared of a submission."""
    return Words(content.findings, content.impression, content.critical)
