"""forwarding to a PACS, and the reports of commitment that are owed"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "commitment_report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("clinic_id", sa.Uuid(), nullable=False),
        sa.Column("ae_id", sa.Uuid(), nullable=True),
        sa.Column("transaction_uid", sa.String(), nullable=False),
        sa.Column("named", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_holder", sa.String(), nullable=True),
        sa.Column("lease_ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("committed", sa.Integer(), nullable=True),
        sa.Column("failed", sa.Integer(), nullable=True),
        sa.Column("detail", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["ae_id"], ["ae.id"], name=op.f("fk_commitment_report_ae_id")),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name=op.f("fk_commitment_report_clinic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment_report")),
    )
    with op.batch_alter_table("commitment_report", schema=None) as batch_op:
        batch_op.create_index("ix_commitment_report_due", ["state", "next_attempt_at"], unique=False)

    op.create_table(
        "forwarding_destination",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("ae_id", sa.Uuid(), nullable=True),
        sa.Column("uses_tls", sa.Boolean(), nullable=False),
        sa.Column("authorities", sa.Text(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("credential_kind", sa.String(length=32), nullable=False),
        sa.Column("user_name", sa.String(), nullable=False),
        sa.Column("sealed_secret", sa.LargeBinary(), nullable=False),
        sa.Column("asks_commitment", sa.Boolean(), nullable=False),
        sa.Column("is_paused", sa.Boolean(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_holder", sa.String(), nullable=True),
        sa.Column("lease_ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=32), nullable=True),
        sa.Column("detail", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["ae_id"], ["ae.id"], name=op.f("fk_forwarding_destination_ae_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forwarding_destination")),
        sa.UniqueConstraint("name", name=op.f("uq_forwarding_destination_name")),
    )
    op.create_table(
        "forwarding",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("clinic_id", sa.Uuid(), nullable=False),
        sa.Column("instance_id", sa.Uuid(), nullable=False),
        sa.Column("destination_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("proof", sa.String(length=32), nullable=True),
        sa.Column("proof_asked", sa.Integer(), nullable=False),
        sa.Column("transaction_uid", sa.String(), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=True),
        sa.Column("detail", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name=op.f("fk_forwarding_clinic_id")),
        sa.ForeignKeyConstraint(
            ["destination_id"], ["forwarding_destination.id"], name=op.f("fk_forwarding_destination_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forwarding")),
    )
    with op.batch_alter_table("forwarding", schema=None) as batch_op:
        batch_op.create_index("ix_forwarding_due", ["destination_id", "state", "next_attempt_at"], unique=False)
        batch_op.create_index("ix_forwarding_ended", ["destination_id", "ended_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_forwarding_transaction_uid"), ["transaction_uid"], unique=False)
        batch_op.create_index("ux_forwarding_instance", ["instance_id", "destination_id"], unique=True)

    op.create_table(
        "routing_rule",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("clinic_id", sa.Uuid(), nullable=False),
        sa.Column("ae_id", sa.Uuid(), nullable=True),
        sa.Column("modality", sa.String(), nullable=True),
        sa.Column("destination_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["ae_id"], ["ae.id"], name=op.f("fk_routing_rule_ae_id")),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name=op.f("fk_routing_rule_clinic_id")),
        sa.ForeignKeyConstraint(
            ["destination_id"], ["forwarding_destination.id"], name=op.f("fk_routing_rule_destination_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_routing_rule")),
    )
    with op.batch_alter_table("routing_rule", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_routing_rule_clinic_id"), ["clinic_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("routing_rule", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_routing_rule_clinic_id"))

    op.drop_table("routing_rule")
    with op.batch_alter_table("forwarding", schema=None) as batch_op:
        batch_op.drop_index("ux_forwarding_instance")
        batch_op.drop_index(batch_op.f("ix_forwarding_transaction_uid"))
        batch_op.drop_index("ix_forwarding_ended")
        batch_op.drop_index("ix_forwarding_due")

    op.drop_table("forwarding")
    op.drop_table("forwarding_destination")
    with op.batch_alter_table("commitment_report", schema=None) as batch_op:
        batch_op.drop_index("ix_commitment_report_due")

    op.drop_table("commitment_report")
