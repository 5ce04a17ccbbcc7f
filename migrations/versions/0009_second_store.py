"""the second store and how far it is behind"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "second_copy",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("locator", sa.String(), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("copied_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("kind", "row_id", name=op.f("pk_second_copy")),
        sa.UniqueConstraint("locator", name=op.f("uq_second_copy_locator")),
    )
    op.create_table(
        "copying",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("earned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("swept_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("credit_bytes", sa.BigInteger(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("waiting_objects", sa.Integer(), nullable=False),
        sa.Column("waiting_bytes", sa.BigInteger(), nullable=False),
        sa.Column("waiting_oldest", sa.Uuid(), nullable=True),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("copied_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_copying")),
    )
    with op.batch_alter_table("scrub", schema=None) as batch_op:
        batch_op.add_column(sa.Column("read_bytes", sa.BigInteger(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("previous_began_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("scrub", schema=None) as batch_op:
        batch_op.drop_column("previous_began_at")
        batch_op.drop_column("read_bytes")
    op.drop_table("copying")
    op.drop_table("second_copy")
