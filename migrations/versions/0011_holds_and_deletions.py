"""how long studies are kept, holds and deletions"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "retention_rule",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("clinic_id", sa.Uuid(), nullable=False),
        sa.Column("modality", sa.String(length=32), nullable=False),
        sa.Column("years", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name=op.f("fk_retention_rule_clinic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_rule")),
        sa.UniqueConstraint("clinic_id", "modality", name=op.f("uq_retention_rule_clinic_id_modality")),
    )
    op.create_table(
        "study_hold",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("clinic_id", sa.Uuid(), nullable=False),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("placed_by", sa.Uuid(), nullable=False),
        sa.Column("placed_by_name", sa.String(), nullable=False),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lifted_by", sa.Uuid(), nullable=True),
        sa.Column("lifted_by_name", sa.String(), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_hold")),
    )
    op.create_index("ix_study_hold_study_id", "study_hold", ["study_id"])
    op.create_table(
        "deletion",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("clinic_id", sa.Uuid(), nullable=False),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("study_instance_uid", sa.String(), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("objects", sa.Integer(), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("proposed_by", sa.Uuid(), nullable=False),
        sa.Column("proposed_by_name", sa.String(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_by_name", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deletion")),
    )
    op.create_index("ix_deletion_study_id", "deletion", ["study_id"])
    op.create_index("ix_deletion_study_instance_uid", "deletion", ["study_instance_uid", "clinic_id"])
    op.create_index("ix_deletion_state", "deletion", ["state", "proposed_at"])
    op.create_table(
        "deletion_reading",
        sa.Column("deletion_id", sa.Uuid(), nullable=False),
        sa.Column("reading_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["deletion_id"], ["deletion.id"], name=op.f("fk_deletion_reading_deletion_id")),
        sa.PrimaryKeyConstraint("deletion_id", "reading_id", name=op.f("pk_deletion_reading")),
    )
    op.create_index("ix_deletion_reading_reading_id", "deletion_reading", ["reading_id"])
    op.create_table(
        "deleted_object",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("deletion_id", sa.Uuid(), nullable=False),
        sa.Column("clinic_id", sa.Uuid(), nullable=False),
        sa.Column("sop_instance_uid", sa.String(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("locator", sa.String(), nullable=True),
        sa.Column("second_locator", sa.String(), nullable=True),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["deletion_id"], ["deletion.id"], name=op.f("fk_deleted_object_deletion_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deleted_object")),
    )
    op.create_index("ix_deleted_object_same", "deleted_object", ["sop_instance_uid", "clinic_id", "sha256"])
    op.create_index("ix_deleted_object_of_deletion", "deleted_object", ["deletion_id", "sop_instance_uid"])
    op.create_index(
        "ix_deleted_object_left",
        "deleted_object",
        ["deletion_id"],
        sqlite_where=sa.text("erased_at IS NULL"),
        postgresql_where=sa.text("erased_at IS NULL"),
    )
    op.create_index(
        "ix_deleted_object_erasing",
        "deleted_object",
        ["locator"],
        sqlite_where=sa.text("erased_at IS NULL"),
        postgresql_where=sa.text("erased_at IS NULL"),
    )


def downgrade() -> None:
    for table in ("deleted_object", "deletion_reading", "deletion", "study_hold", "retention_rule"):
        op.drop_table(table)
