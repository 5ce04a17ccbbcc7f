"""amendments of a signed report"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

UNDONE = sa.text("state IN ('drafting', 'submitted')")


def upgrade() -> None:
    op.create_table(
        "amendment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reading_id", sa.Uuid(), nullable=False),
        sa.Column("clinic_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("follows_id", sa.Uuid(), nullable=False),
        sa.Column("follows_version", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("findings", sa.String(), nullable=False),
        sa.Column("impression", sa.String(), nullable=False),
        sa.Column("critical", sa.String(length=32), nullable=True),
        sa.Column("keeps_evidence", sa.Boolean(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=True),
        sa.Column("report_id", sa.Uuid(), nullable=True),
        sa.Column("remark", sa.String(), nullable=False),
        sa.Column("remark_by", sa.Uuid(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_amendment_author_id")),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name=op.f("fk_amendment_clinic_id")),
        sa.ForeignKeyConstraint(["follows_id"], ["report.id"], name=op.f("fk_amendment_follows_id")),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.id"], name=op.f("fk_amendment_reading_id")),
        sa.ForeignKeyConstraint(["remark_by"], ["account.id"], name=op.f("fk_amendment_remark_by")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_amendment_report_id")),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_amendment_submission_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment")),
        sa.UniqueConstraint("report_id", name=op.f("uq_amendment_report_id")),
    )
    op.create_index(
        "ix_amendment_open",
        "amendment",
        ["reading_id"],
        unique=True,
        sqlite_where=UNDONE,
        postgresql_where=UNDONE,
    )
    op.create_index("ix_amendment_reading_id", "amendment", ["reading_id"])


def downgrade() -> None:
    op.drop_table("amendment")
