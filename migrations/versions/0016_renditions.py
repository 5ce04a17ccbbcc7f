"""renditions"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

UNDONE = sa.text("state IN ('waiting', 'making')")


def upgrade() -> None:
    op.create_table(
        "rendition",
        sa.Column("instance_id", sa.Uuid(), nullable=False),
        sa.Column("clinic_id", sa.Uuid(), nullable=False),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("urgency", sa.Integer(), nullable=False),
        sa.Column("wanted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("deaths", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_holder", sa.String(), nullable=True),
        sa.Column("lease_ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("upcoming", sa.String(), nullable=True),
        sa.Column("locator", sa.String(), nullable=True),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("contents", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name=op.f("fk_rendition_clinic_id")),
        sa.ForeignKeyConstraint(["instance_id"], ["instance.id"], name=op.f("fk_rendition_instance_id")),
        sa.PrimaryKeyConstraint("instance_id", name=op.f("pk_rendition")),
    )
    op.create_index(
        "ix_rendition_due",
        "rendition",
        ["urgency", "wanted_at", "instance_id"],
        sqlite_where=UNDONE,
        postgresql_where=UNDONE,
    )
    op.create_index("ix_rendition_of_study", "rendition", ["study_id"])
    op.create_index("ix_rendition_locator", "rendition", ["locator"])
    op.create_index("ix_rendition_upcoming", "rendition", ["upcoming"], sqlite_where=UNDONE, postgresql_where=UNDONE)
    op.create_table(
        "leaving_rendition",
        sa.Column("locator", sa.String(), nullable=False),
        sa.Column("deletion_id", sa.Uuid(), nullable=True),
        sa.Column("after", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("locator", name=op.f("pk_leaving_rendition")),
    )
    op.create_index("ix_leaving_rendition_after", "leaving_rendition", ["after"])
    op.create_index("ix_leaving_rendition_deletion_id", "leaving_rendition", ["deletion_id"])


def downgrade() -> None:
    op.drop_table("leaving_rendition")
    op.drop_table("rendition")
