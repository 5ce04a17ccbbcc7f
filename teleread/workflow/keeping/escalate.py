"""Call upon the next person when nobody at a clinic has read a critical finding back."""

from datetime import datetime
from uuid import UUID

from teleread.clinics.access import system_scope
from teleread.database import Database, snapshot, transaction
from teleread.reports.critical import levels_due
from teleread.reports.critical_records import load_finding, load_plans, load_unconfirmed
from teleread.workflow.journey.critical import call_due_level
from teleread.workflow.keeping.each import each


def escalate_due(database: Database, *, at: datetime) -> int:
    """Escalate every finding whose next level is due, and return how many were."""
    with snapshot(database) as session:
        waiting = load_unconfirmed(session)
        plans = load_plans(session, {finding.clinic_id for finding in waiting})
    due = [
        finding.id for finding in waiting if levels_due(finding, plans[finding.clinic_id].levels, at=at) > finding.level
    ]

    def escalate(finding_id: UUID) -> bool:
        with transaction(database) as session:
            finding = load_finding(session, system_scope(), finding_id, for_update=True)
            return call_due_level(session, finding, at=at).level > finding.level

    return each(due, escalate, chore="escalate")
