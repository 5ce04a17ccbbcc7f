"""Keep templates and phrases."""

import secrets
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from teleread.accounts.account import Account, Role
from teleread.audit.records import record
from teleread.clinics.records import find_department
from teleread.database import Database, Session, transaction
from teleread.templates.form import read_template
from teleread.templates.phrase import Phrase, PhraseNotYours, PhraseOwner, check_phrase, revised
from teleread.templates.records import (
    add_version,
    find_newest,
    list_phrases_of_owner,
    load_phrase,
    remove_phrase,
    retire,
    save_phrase,
)
from teleread.templates.template import Editor, Kept, TemplateMissing, edited, require_may_edit


def editor_of(account: Account) -> Editor:
    """Return what a person is to templates."""
    return Editor(account.reading_department_id, is_admin=account.may_act_as(Role.ADMIN))


def bring_template(database: Database, content: str, *, account: Account, at: datetime) -> Kept:
    """Keep a template's file: as a new template, as the next version, or as the department's own copy.

    Raises
    ------
    TemplateRefused, TemplateChangedElsewhere
        If the file is no template, or an older version was changed.
    """
    changed = read_template(content)
    copy_key = f"{changed.key[:50]}-{secrets.token_hex(4)}"
    with transaction(database) as session:
        newest = find_newest(session, changed.key)
        kept = edited(newest, changed, editor=editor_of(account), copy_key=copy_key)
        add_version(session, kept, made_by=account.id, at=at)
        _note(session, "template.saved", kept, account=account, at=at)
    return kept


def retire_template(database: Database, key: str, *, account: Account, at: datetime) -> None:
    """Offer a template no more; reports written with it stay as they are.

    Raises
    ------
    TemplateMissing, TemplateNotYours
        If there is none, or it is shipped or another department's.
    """
    with transaction(database) as session:
        kept = find_newest(session, key)
        if kept is None:
            raise TemplateMissing
        require_may_edit(kept, editor_of(account))
        retire(session, key)
        _note(session, "template.retired", kept, account=account, at=at)


def save_phrase_of(database: Database, phrase: Phrase, *, account: Account, at: datetime, is_new: bool) -> Phrase:
    """Keep a phrase; an edit is made over the revision that the phrase names.

    Raises
    ------
    PhraseNotYours, PhraseMissing, PhraseChangedElsewhere, PhraseRefused, ShortKeyTaken
        If it may not be changed, is not there any more, or cannot be kept so.
    """
    with transaction(database) as session:
        if not is_new:
            before = load_phrase(session, phrase.id)
            _require_own(before, account)
            phrase = replace(phrase, account_id=before.account_id, department_id=before.department_id)
        _require_own(phrase, account)
        if phrase.department_id is not None:
            find_department(session, phrase.department_id)
        others = list_phrases_of_owner(session, phrase)
        kept = check_phrase(phrase, others=others) if is_new else revised(before, phrase, others=others)
        save_phrase(session, kept)
        _note_phrase(session, "phrase.saved", kept, account=account, at=at)
    return kept


def forget_phrase(database: Database, phrase_id: UUID, *, account: Account, at: datetime) -> None:
    """Forget a phrase; what was written with it stays.

    Raises
    ------
    PhraseMissing, PhraseNotYours
        If there is none, or it is not this person's to change.
    """
    with transaction(database) as session:
        phrase = load_phrase(session, phrase_id)
        _require_own(phrase, account)
        remove_phrase(session, phrase_id)
        _note_phrase(session, "phrase.removed", phrase, account=account, at=at)


def _require_own(phrase: Phrase, account: Account) -> None:
    if not may_change(phrase, account):
        raise PhraseNotYours


def may_change(phrase: Phrase, account: Account) -> bool:
    """Say whether a phrase is a person's to change."""
    if account.may_act_as(Role.ADMIN) and phrase.owner is not PhraseOwner.PERSONAL:
        return True
    if phrase.owner is PhraseOwner.DEPARTMENT:
        return account.may_act_as(Role.REVIEWER) and phrase.department_id == account.reading_department_id
    return phrase.owner is PhraseOwner.PERSONAL and phrase.account_id == account.id


def _note(session: Session, what: str, kept: Kept, *, account: Account, at: datetime) -> None:
    record(
        session,
        what,
        at=at,
        account_id=account.id,
        clinic_id=None,
        subject_kind="template",
        subject_id=None,
        key=kept.template.key,
        version=kept.template.version,
    )


def _note_phrase(session: Session, what: str, phrase: Phrase, *, account: Account, at: datetime) -> None:
    record(
        session,
        what,
        at=at,
        account_id=account.id,
        clinic_id=None,
        subject_kind="phrase",
        subject_id=phrase.id,
        owner=phrase.owner.value,
        revision=phrase.revision,
    )
