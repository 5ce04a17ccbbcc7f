"""critical findings and notices"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "critical_plan",
        sa.Column("clinic_id", sa.Uuid(), nullable=False),
        sa.Column("province", sa.String(), nullable=False),
        sa.Column("levels", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name=op.f("fk_critical_plan_clinic_id")),
        sa.PrimaryKeyConstraint("clinic_id", name=op.f("pk_critical_plan")),
    )
    op.create_table(
        "notice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("clinic_id", sa.Uuid(), nullable=True),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("robot_id", sa.Uuid(), nullable=True),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_holder", sa.String(), nullable=True),
        sa.Column("lease_ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name=op.f("fk_notice_clinic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("key", name=op.f("uq_notice_key")),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notice_clinic_id"), ["clinic_id"], unique=False)
        batch_op.create_index("ix_notice_due", ["state", "next_attempt_at"], unique=False)

    op.create_table(
        "notice_robot",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("clinic_id", sa.Uuid(), nullable=True),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("sealed_url", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_secret", sa.LargeBinary(), nullable=False),
        sa.Column("is_paused", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name=op.f("fk_notice_robot_clinic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_robot")),
        sa.UniqueConstraint("name", name=op.f("uq_notice_robot_name")),
    )
    op.create_table(
        "critical_criteria",
        sa.Column("province", sa.String(), nullable=False),
        sa.Column("criteria", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("saved_by", sa.Uuid(), nullable=True),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["saved_by"], ["account.id"], name=op.f("fk_critical_criteria_saved_by")),
        sa.PrimaryKeyConstraint("province", name=op.f("pk_critical_criteria")),
    )
    op.create_table(
        "notice_attempt",
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("worker", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("succeeded", sa.Boolean(), nullable=True),
        sa.Column("detail", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name=op.f("fk_notice_attempt_notice_id")),
        sa.PrimaryKeyConstraint("notice_id", "number", name=op.f("pk_notice_attempt")),
    )
    op.create_table(
        "critical_finding",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reading_id", sa.Uuid(), nullable=False),
        sa.Column("clinic_id", sa.Uuid(), nullable=False),
        sa.Column("criterion_key", sa.String(), nullable=False),
        sa.Column("criterion_zh", sa.String(), nullable=False),
        sa.Column("criterion_en", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("identified_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("raised_by", sa.Uuid(), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name=op.f("fk_critical_finding_clinic_id")),
        sa.ForeignKeyConstraint(["raised_by"], ["account.id"], name=op.f("fk_critical_finding_raised_by")),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.id"], name=op.f("fk_critical_finding_reading_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_critical_finding")),
    )
    with op.batch_alter_table("critical_finding", schema=None) as batch_op:
        batch_op.create_index("ix_critical_finding_clinic_state", ["clinic_id", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_critical_finding_identified_at"), ["identified_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_critical_finding_reading_id"), ["reading_id"], unique=False)

    op.create_table(
        "critical_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("finding_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(length=32), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("by_name", sa.String(), nullable=False),
        sa.Column("to_name", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("way", sa.String(length=32), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_back", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_critical_step_account_id")),
        sa.ForeignKeyConstraint(["finding_id"], ["critical_finding.id"], name=op.f("fk_critical_step_finding_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_critical_step")),
        sa.UniqueConstraint("finding_id", "number", name=op.f("uq_critical_step_finding_id_number")),
    )


def downgrade() -> None:
    op.drop_table("critical_step")
    with op.batch_alter_table("critical_finding", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_critical_finding_reading_id"))
        batch_op.drop_index(batch_op.f("ix_critical_finding_identified_at"))
        batch_op.drop_index("ix_critical_finding_clinic_state")

    op.drop_table("critical_finding")
    op.drop_table("notice_attempt")
    op.drop_table("critical_criteria")
    op.drop_table("notice_robot")
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index("ix_notice_due")
        batch_op.drop_index(batch_op.f("ix_notice_clinic_id"))

    op.drop_table("notice")
    op.drop_table("critical_plan")
