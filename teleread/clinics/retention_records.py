"""Table and named queries of how long clinics keep their studies."""

from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from teleread.clinics.clinic import Modality
from teleread.clinics.records import inside
from teleread.clinics.retention import RetentionRule
from teleread.clinics.validity import PartMissing
from teleread.database import Base, NamedValue, Session
from teleread.scope import Scope


class RetentionRuleRow(Base):
    """How long a clinic keeps its studies of a kind, where not for the default time."""

    __tablename__ = "retention_rule"
    __table_args__ = (UniqueConstraint("clinic_id", "modality"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinic.id"))
    modality: Mapped[Modality] = mapped_column(NamedValue(Modality))
    years: Mapped[int]


def load_rules(session: Session, scope: Scope) -> list[RetentionRule]:
    """Return a Scope's clinics' own rules; `DEFAULT_YEARS` hold where there is none."""
    statement = select(RetentionRuleRow).where(inside(scope, RetentionRuleRow.clinic_id)).order_by(RetentionRuleRow.id)
    return [_rule(row) for row in session.scalars(statement)]


def load_rule(session: Session, scope: Scope, rule_id: UUID) -> RetentionRule:
    """Return a clinic's own rule; raises PartMissing."""
    row = session.get(RetentionRuleRow, rule_id)
    if row is None or not scope.covers(row.clinic_id):
        raise PartMissing
    return _rule(row)


def load_own_years(session: Session, clinic_id: UUID) -> dict[Modality, int]:
    """Return the years of a clinic's own rules."""
    rows = session.scalars(select(RetentionRuleRow).where(RetentionRuleRow.clinic_id == clinic_id))
    return {row.modality: row.years for row in rows}


def save_rule(session: Session, rule: RetentionRule) -> None:
    """Keep a rule, in place of the one of its key."""
    session.merge(RetentionRuleRow(id=rule.id, clinic_id=rule.clinic_id, modality=rule.modality, years=rule.years))
    session.flush()


def remove_rule(session: Session, rule: RetentionRule) -> None:
    """Drop a rule."""
    session.delete(session.get_one(RetentionRuleRow, rule.id))


def _rule(row: RetentionRuleRow) -> RetentionRule:
    return RetentionRule(row.id, row.clinic_id, row.modality, row.years)
