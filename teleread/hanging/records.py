"""Table and named queries of readers' own hanging rules."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from teleread.database import Base, Session
from teleread.hanging.rule import Fill, HangingRule, Laterality, Layout, Rules, Source, Take, When


class HangingRulesRow(Base):
    """What a reader made of the shipped rules. Without a row they are as shipped."""

    __tablename__ = "hanging_rules"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), primary_key=True)
    rules: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    revision: Mapped[int]
    saved_at: Mapped[datetime]


def load_rules(session: Session, *, account_id: UUID) -> Rules:
    """Return the rules of a person: their own, or what is shipped."""
    row = session.get(HangingRulesRow, account_id)
    return Rules() if row is None else Rules(tuple(_rule(each) for each in row.rules), row.revision)


def save_rules(session: Session, rules: Rules, *, account_id: UUID, at: datetime) -> None:
    """Keep a person's rules in place of those before."""
    values = [asdict(rule) for rule in rules.rules]
    session.merge(HangingRulesRow(account_id=account_id, rules=values, revision=rules.revision, saved_at=at))
    session.flush()


def _rule(values: Mapping[str, Any]) -> HangingRule:
    when = values["when"]
    return HangingRule(
        key=values["key"],
        name=values["name"],
        when=When(
            modality=when["modality"],
            body_parts=tuple(when["body_parts"]),
            laterality=Laterality(when["laterality"]) if when["laterality"] else None,
            series_at_least=when["series_at_least"],
            pictures_at_least=when["pictures_at_least"],
            has_prior=when["has_prior"],
        ),
        layout=Layout(values["layout"]),
        fills=tuple(
            None if fill is None else Fill(Source(fill["source"]), Take(fill["take"]), fill["number"])
            for fill in values["fills"]
        ),
    )
