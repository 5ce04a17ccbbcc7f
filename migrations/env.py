"""Alembic's entry: the caller hands over an open connection, whichever the database."""

from alembic import context
from sqlalchemy.types import TypeDecorator

import teleread.accounts.code_records
import teleread.accounts.records
import teleread.archive.commitment_records
import teleread.archive.copying_records
import teleread.archive.deletion_records
import teleread.archive.intake_records
import teleread.archive.records
import teleread.archive.rendition_records
import teleread.audit.records
import teleread.clinics.certificate_records
import teleread.clinics.records
import teleread.clinics.retention_records
import teleread.clinics.trial_records
import teleread.forwarding.records
import teleread.hanging.records
import teleread.notices.records
import teleread.reports.amendment_records
import teleread.reports.critical_records
import teleread.reports.evidence_records
import teleread.reports.records
import teleread.reports.review_records
import teleread.templates.records
import teleread.worklist.looking_records
import teleread.worklist.opinion_records
import teleread.worklist.question_records
import teleread.worklist.records
import teleread.worklist.rejection_records
import teleread.worklist.station_records  # noqa: F401  (imported for their tables)
from teleread.database import Base


def _plain_type(kind, item, _context):
    """Write a decorated type as what the database stores, so that a migration outlives the code."""
    return f"sa.{item.impl!r}" if kind == "type" and isinstance(item, TypeDecorator) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
    compare_server_default=True,
    render_item=_plain_type,
)
with context.begin_transaction():
    context.run_migrations()
