"""Phrases and the short keys that expand to them."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Depends, status
from pydantic import BaseModel

from teleread.accounts.account import SPECIALIST_ROLES, Role
from teleread.clinics.clinic import Modality
from teleread.identifiers import new_id
from teleread.templates.phrase import Phrase, PhraseOwner, PhraseRefused
from teleread.templates.records import list_phrases, list_shared_phrases
from teleread.web.dependencies import Caller, Reader, Run, permit
from teleread.web.routing import Router
from teleread.web.schemas import Body, Line, Text
from teleread.workflow.desk.templates import forget_phrase, may_change, save_phrase_of

router = Router(prefix="/api/phrases", tags=["templates"])

Writer = Annotated[Caller, Depends(permit(*sorted(SPECIALIST_ROLES), Role.ADMIN))]


class PhraseIn(Body):
    """What a short key expands to; `modality` is empty where it fits every one."""

    short_key: Line
    text: Text
    modality: Modality | Literal[""] = ""


class NewPhrase(PhraseIn):
    """A new phrase and whose it is; an admin names the department."""

    owner: PhraseOwner
    department_id: UUID | None = None


class ChangedPhrase(PhraseIn):
    """A phrase over the revision that was seen."""

    revision: int


class PhraseOut(BaseModel):
    """A phrase. `is_editable`: the caller may change it."""

    id: UUID
    owner: PhraseOwner
    department_id: UUID | None
    short_key: str
    text: str
    modality: str
    revision: int
    is_editable: bool

    @classmethod
    def of(cls, phrase: Phrase, caller: Caller) -> "PhraseOut":
        """Return a phrase as a person sees it."""
        return cls(
            id=phrase.id,
            owner=phrase.owner,
            department_id=phrase.department_id,
            short_key=phrase.short_key,
            text=phrase.text,
            modality=phrase.modality,
            revision=phrase.revision,
            is_editable=may_change(phrase, caller.account),
        )


@router.get("")
def list_own_phrases(caller: Writer, session: Reader) -> list[PhraseOut]:
    """List what the caller may expand; an admin sees every department's."""
    account = caller.account
    found = list_phrases(session, account_id=account.id, department_id=account.reading_department_id)
    if account.may_act_as(Role.ADMIN):
        own = [phrase for phrase in found if phrase.owner is PhraseOwner.PERSONAL]
        found = [*own, *list_shared_phrases(session)]
    return [PhraseOut.of(phrase, caller) for phrase in found]


@router.post("", status_code=status.HTTP_201_CREATED)
def add_phrase(body: NewPhrase, caller: Writer, run: Run) -> PhraseOut:
    """Add a phrase of the caller's own, or of a department by its reviewers or an admin."""
    account = caller.account
    department_id = body.department_id or account.reading_department_id
    if body.owner is PhraseOwner.DEPARTMENT and department_id is None:
        raise PhraseRefused(reason="name the department", reason_zh="请选择科室")
    phrase = Phrase(
        id=new_id(),
        account_id=account.id if body.owner is PhraseOwner.PERSONAL else None,
        department_id=department_id if body.owner is PhraseOwner.DEPARTMENT else None,
        short_key=body.short_key,
        text=body.text,
        modality=body.modality,
    )
    return PhraseOut.of(save_phrase_of(run.database, phrase, account=account, at=run.clock(), is_new=True), caller)


@router.put("/{phrase_id}")
def change_phrase(phrase_id: UUID, body: ChangedPhrase, caller: Writer, run: Run) -> PhraseOut:
    """Change a phrase; whose it is stays."""
    phrase = Phrase(phrase_id, None, None, body.short_key, body.text, body.modality, body.revision)
    kept = save_phrase_of(run.database, phrase, account=caller.account, at=run.clock(), is_new=False)
    return PhraseOut.of(kept, caller)


@router.delete("/{phrase_id}", status_code=status.HTTP_204_NO_CONTENT)
def delete_phrase(phrase_id: UUID, caller: Writer, run: Run) -> None:
    """Forget a phrase; what was written with it stays."""
    forget_phrase(run.database, phrase_id, account=caller.account, at=run.clock())
