"""Tables and named queries of templates and phrases that the house made itself."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Text, delete, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from teleread.database import Base, Session
from teleread.templates.form import read_template, write_template
from teleread.templates.phrase import Phrase, PhraseMissing
from teleread.templates.shipped import shipped_templates
from teleread.templates.template import Kept, Template, TemplateMissing


class TemplateRow(Base):
    """One version of a template as its file; the content is never updated."""

    __tablename__ = "report_template"

    key: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[str] = mapped_column(Text)
    department_id: Mapped[UUID | None] = mapped_column(ForeignKey("department.id"))
    replaces: Mapped[str]
    is_retired: Mapped[bool]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    made_at: Mapped[datetime]


class PhraseRow(Base):
    __tablename__ = "phrase"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"), index=True)
    department_id: Mapped[UUID | None] = mapped_column(ForeignKey("department.id"), index=True)
    short_key: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    modality: Mapped[str]
    revision: Mapped[int]


def list_templates(session: Session) -> list[Kept]:
    """Return the newest version of every template, shipped ones among them."""
    found = {key: Kept(template, is_shipped=True) for (key, _), template in sorted(shipped_templates().items())}
    rows = session.scalars(select(TemplateRow).order_by(TemplateRow.key, TemplateRow.version))
    newest = {row.key: row for row in rows}
    return [*found.values(), *(_kept(row) for row in newest.values())]


def load_template(session: Session, key: str, version: int) -> Template:
    """Return one version, retired or not: a report goes on being readable; raises TemplateMissing."""
    shipped = shipped_templates().get((key, version))
    if shipped is not None:
        return shipped
    row = session.get(TemplateRow, (key, version))
    if row is None:
        raise TemplateMissing
    return read_template(row.content)


def find_newest(session: Session, key: str) -> Kept | None:
    """Return the newest version of a key, whosever it is."""
    return next((each for each in list_templates(session) if each.template.key == key), None)


def add_version(session: Session, kept: Kept, *, made_by: UUID, at: datetime) -> None:
    """Keep a version that was not there before."""
    template = kept.template
    session.add(
        TemplateRow(
            key=template.key,
            version=template.version,
            content=write_template(template),
            department_id=kept.department_id,
            replaces=kept.replaces,
            is_retired=False,
            made_by=made_by,
            made_at=at,
        )
    )
    session.flush()


def retire(session: Session, key: str) -> None:
    """Offer a template no more."""
    session.execute(update(TemplateRow).where(TemplateRow.key == key).values(is_retired=True))


def _kept(row: TemplateRow) -> Kept:
    return Kept(read_template(row.content), False, row.department_id, row.replaces, row.is_retired)


def list_phrases(session: Session, *, account_id: UUID, department_id: UUID | None) -> list[Phrase]:
    """Return what a person may expand: their own, their department's and everybody's."""
    shared = PhraseRow.account_id.is_(None) & (
        PhraseRow.department_id.is_(None) | (PhraseRow.department_id == department_id)
    )
    statement = select(PhraseRow).where(or_(PhraseRow.account_id == account_id, shared))
    return [_phrase(row) for row in session.scalars(statement.order_by(PhraseRow.short_key, PhraseRow.id))]


def list_phrases_of_owner(session: Session, phrase: Phrase) -> list[Phrase]:
    """Return every phrase that has the same owner."""
    statement = select(PhraseRow).where(
        PhraseRow.account_id.is_(None) if phrase.account_id is None else PhraseRow.account_id == phrase.account_id,
        PhraseRow.department_id.is_(None)
        if phrase.department_id is None
        else PhraseRow.department_id == phrase.department_id,
    )
    return [_phrase(row) for row in session.scalars(statement)]


def list_shared_phrases(session: Session) -> list[Phrase]:
    """Return the phrases of every department, for an admin."""
    statement = select(PhraseRow).where(PhraseRow.account_id.is_(None))
    return [_phrase(row) for row in session.scalars(statement.order_by(PhraseRow.short_key, PhraseRow.id))]


def load_phrase(session: Session, phrase_id: UUID) -> Phrase:
    """Return a phrase; raises PhraseMissing."""
    row = session.get(PhraseRow, phrase_id)
    if row is None:
        raise PhraseMissing
    return _phrase(row)


def save_phrase(session: Session, phrase: Phrase) -> None:
    """Keep a phrase in place of the one before."""
    session.merge(
        PhraseRow(
            id=phrase.id,
            account_id=phrase.account_id,
            department_id=phrase.department_id,
            short_key=phrase.short_key,
            text=phrase.text,
            modality=phrase.modality,
            revision=phrase.revision,
        )
    )
    session.flush()


def remove_phrase(session: Session, phrase_id: UUID) -> None:
    """Forget a phrase; what was typed with it stays typed."""
    session.execute(delete(PhraseRow).where(PhraseRow.id == phrase_id))


def _phrase(row: PhraseRow) -> Phrase:
    return Phrase(
        id=row.id,
        account_id=row.account_id,
        department_id=row.department_id,
        short_key=row.short_key,
        text=row.text,
        modality=row.modality,
        revision=row.revision,
    )
