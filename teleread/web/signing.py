"""What is typed and signed for a Reading: draft, submission, signature, return."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Depends, status
from pydantic import BaseModel, Field

from teleread.accounts.account import Role
from teleread.accounts.second_factor import Confirmed
from teleread.errors import Unavailable
from teleread.reports.change import Verdict
from teleread.reports.draft import Draft, Typed
from teleread.reports.report import ChangeSize, CriticalAnswer, TemplateUsed
from teleread.reports.return_reason import ReturnReason
from teleread.reports.signature import REPORT_KEY_NAME, KeyUnusable, load_or_create_key
from teleread.web.dependencies import Caller, Run, Runtime, permit
from teleread.web.routing import Router
from teleread.web.schemas import Body, Text
from teleread.web.second_factor import SecondFactorIn, SigningDesk
from teleread.workflow.desk import draft as drafts
from teleread.workflow.journey import sign as journey
from teleread.workflow.journey.verifying import Hold, require_holder

router = Router(prefix="/api/readings/{reading_id}", tags=["readings"])

Author = Annotated[Caller, Depends(permit(Role.AUTHOR))]
Reviewer = Annotated[Caller, Depends(permit(Role.REVIEWER))]
Specialist = Annotated[Caller, Depends(permit(Role.AUTHOR, Role.REVIEWER))]

Number = Annotated[int, Field(ge=0, le=2**31 - 1)]


class SigningKeyUnusable(Unavailable):
    """The server's own key cannot be read or made."""

    code = "signing_key_unusable"
    zh, en = "服务器签名密钥无法使用，请联系管理员", "The server's signing key cannot be used; call the administrator"


class FilledField(Body):
    """A field of a form and what was filled into it."""

    field: Annotated[str, Field(max_length=64)]
    value: Text


class TemplateFilled(Body):
    """The form that a text is written with, and what was filled into it by field."""

    key: Annotated[str, Field(max_length=64)]
    version: Number
    values: Annotated[list[FilledField], Field(max_length=200)]

    @classmethod
    def of(cls, used: TemplateUsed) -> "TemplateFilled":
        """Return it as the page shows it."""
        return cls(key=used.key, version=used.version, values=[FilledField(field=f, value=v) for f, v in used.values])

    @property
    def used(self) -> TemplateUsed:
        """What a draft keeps of it."""
        return TemplateUsed(self.key, self.version, tuple((each.field, each.value) for each in self.values))


class DraftIn(Body):
    """The text as typed, and the revision that it was typed over (0: none).

    `over` is the number of the submission that a reviewer changes, 0 for an author's own text.
    """

    fencing_token: Number
    findings: str
    impression: str
    revision: Number
    over: Number = 0
    template: TemplateFilled | None = None
    critical: CriticalAnswer | None = None


class SavedDraft(BaseModel):
    """The text as kept."""

    findings: str
    impression: str
    revision: int
    saved_at: datetime
    over: int
    template: TemplateFilled | None
    critical: CriticalAnswer | None

    @classmethod
    def of(cls, draft: Draft) -> "SavedDraft":
        """Return a draft as its own writer sees it."""
        return cls(
            findings=draft.findings,
            impression=draft.impression,
            revision=draft.revision,
            saved_at=draft.saved_at,
            over=draft.over,
            template=TemplateFilled.of(draft.template) if draft.template else None,
            critical=draft.critical,
        )


class Proof(Body):
    """The number that START gave; with revisions, only the draft and the evidence that the page shows are signed."""

    fencing_token: Number
    revision: Number | None = None
    evidence_revision: Number | None = None
    second_factor: SecondFactorIn

    @property
    def hold(self) -> Hold:
        """Return what it says of the hold and of what the page shows."""
        return Hold(self.fencing_token, self.revision, self.evidence_revision)


class Approval(Proof):
    """A signature that makes the report.

    A reviewer who changed the text may call the change larger than the rule does, and tell the author something.
    """

    change: ChangeSize | None = None
    note: Text = ""

    @property
    def hold(self) -> Hold:
        """Return what it says of the hold, of what the page shows and of the change."""
        return Hold(self.fencing_token, self.revision, self.evidence_revision, Verdict(self.change, self.note))


class ReturnIn(Body):
    """Why the author is to look again: a code, and words that only `other` cannot do without."""

    fencing_token: Number
    code: ReturnReason = ReturnReason.OTHER
    reason: Text = ""


class Signed(BaseModel):
    """What an act of signing led to; a report once both signatures stand."""

    submission_id: UUID
    number: int
    report_id: UUID | None
    version: int | None

    @classmethod
    def of(cls, outcome: journey.Outcome) -> "Signed":
        """Return what the page needs of an outcome."""
        report = outcome.report
        return cls(
            submission_id=outcome.submission_id,
            number=outcome.number,
            report_id=report.id if report else None,
            version=report.version if report else None,
        )


@router.put("/draft")
def save_draft(reading_id: UUID, text: DraftIn, caller: Specialist, run: Run) -> SavedDraft:
    """Keep what is being typed; it is kept for its author even when the hold is lost (409)."""
    draft = drafts.save_draft(
        run.database,
        caller.scope,
        reading_id,
        account=caller.account,
        at=run.clock(),
        fencing_token=text.fencing_token,
        typed=Typed(
            text.findings,
            text.impression,
            text.revision,
            over=text.over,
            template=text.template.used if text.template else None,
            critical=text.critical,
        ),
    )
    return SavedDraft.of(draft)


@router.post("/submit")
def submit_reading(reading_id: UUID, proof: Proof, caller: Author, run: Run, desk: SigningDesk) -> Signed:
    """Sign the draft as its author and hand it to a reviewer."""
    confirmed = _confirmed(reading_id, proof, caller, run, desk)
    outcome = journey.submit(
        run.database,
        caller.scope,
        reading_id,
        account=caller.account,
        at=run.clock(),
        hold=proof.hold,
        means=means_of(run),
        confirmed=confirmed,
    )
    return Signed.of(outcome)


@router.post("/sign")
def sign_reading(reading_id: UUID, proof: Approval, caller: Specialist, run: Run, desk: SigningDesk) -> Signed:
    """Approve as a reviewer, or write and approve where one signature is enough."""
    confirmed = _confirmed(reading_id, proof, caller, run, desk)
    outcome = journey.sign(
        run.database,
        caller.scope,
        reading_id,
        account=caller.account,
        at=run.clock(),
        hold=proof.hold,
        means=means_of(run),
        confirmed=confirmed,
    )
    return Signed.of(outcome)


@router.post("/return", status_code=status.HTTP_204_NO_CONTENT)
def return_reading(reading_id: UUID, why: ReturnIn, caller: Reviewer, run: Run) -> None:
    """Give the text back to its author with a reason."""
    journey.return_to_author(
        run.database,
        caller.scope,
        reading_id,
        account=caller.account,
        at=run.clock(),
        hold=Hold(why.fencing_token),
        why=journey.Why(why.code, why.reason),
    )


def _confirmed(reading_id: UUID, proof: Proof, caller: Caller, run: Run, desk: SigningDesk) -> Confirmed:
    """Return that it is the caller who signs; who may not sign here at all is told that first."""
    require_holder(run.database, caller.scope, reading_id, account=caller.account, at=run.clock(), hold=proof.hold)
    return desk.confirm(proof.second_factor)


def means_of(run: Runtime) -> journey.Means:
    """Return what signing needs of this installation; raises SigningKeyUnusable."""
    try:
        return journey.Means(run.store, load_or_create_key(run.settings.keys_dir / REPORT_KEY_NAME))
    except (KeyUnusable, OSError) as error:
        raise SigningKeyUnusable from error
