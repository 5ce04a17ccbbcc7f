"""marks and key images, and the objects made of them"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "evidence_draft",
        sa.Column("reading_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("over", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_evidence_draft_account_id")),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.id"], name=op.f("fk_evidence_draft_reading_id")),
        sa.PrimaryKeyConstraint("reading_id", "account_id", "over", name=op.f("pk_evidence_draft")),
    )
    op.create_table(
        "reviewed_evidence",
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_reviewed_evidence_submission_id")),
        sa.PrimaryKeyConstraint("submission_id", name=op.f("pk_reviewed_evidence")),
    )
    op.create_table(
        "evidence_making",
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("reading_id", sa.Uuid(), nullable=False),
        sa.Column("clinic_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_holder", sa.String(), nullable=True),
        sa.Column("lease_ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name=op.f("fk_evidence_making_clinic_id")),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.id"], name=op.f("fk_evidence_making_reading_id")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_evidence_making_report_id")),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_evidence_making")),
    )
    with op.batch_alter_table("evidence_making", schema=None) as batch_op:
        batch_op.create_index("ix_evidence_making_due", ["state", "next_attempt_at"], unique=False)

    op.create_table(
        "evidence_object",
        sa.Column("sop_instance_uid", sa.String(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("clinic_id", sa.Uuid(), nullable=False),
        sa.Column("study_instance_uid", sa.String(), nullable=False),
        sa.Column("series_instance_uid", sa.String(), nullable=False),
        sa.Column("sop_class_uid", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name=op.f("fk_evidence_object_clinic_id")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_evidence_object_report_id")),
        sa.PrimaryKeyConstraint("sop_instance_uid", name=op.f("pk_evidence_object")),
    )
    with op.batch_alter_table("evidence_object", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_object_report_id"), ["report_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("evidence_object", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evidence_object_report_id"))

    op.drop_table("evidence_object")
    with op.batch_alter_table("evidence_making", schema=None) as batch_op:
        batch_op.drop_index("ix_evidence_making_due")

    op.drop_table("evidence_making")
    op.drop_table("reviewed_evidence")
    op.drop_table("evidence_draft")
