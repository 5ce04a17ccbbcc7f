"""findings of the scrub"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "scrub",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("after", sa.Uuid(), nullable=True),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("worked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("total_bytes", sa.BigInteger(), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("credit_bytes", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_scrub")),
    )
    op.create_table(
        "object_finding",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("clinic_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("locator", sa.String(), nullable=False),
        sa.Column("fault", sa.String(length=32), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("mended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name=op.f("fk_object_finding_clinic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_object_finding")),
    )
    with op.batch_alter_table("object_finding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_object_finding_mended_at"), ["mended_at"], unique=False)
        batch_op.create_index("ix_object_finding_row", ["row_id", "mended_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("object_finding", schema=None) as batch_op:
        batch_op.drop_index("ix_object_finding_row")
        batch_op.drop_index(batch_op.f("ix_object_finding_mended_at"))

    op.drop_table("object_finding")
    op.drop_table("scrub")
