"""certificates and limits of a Site"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "site_certificate",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("not_after", sa.DateTime(timezone=True), nullable=False),
        sa.Column("der", sa.LargeBinary(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_site_certificate_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site_certificate")),
        sa.UniqueConstraint("sha256", name=op.f("uq_site_certificate_sha256")),
    )
    # The Sites that are there have devices that call without TLS: they go on doing so.
    with op.batch_alter_table("site", schema=None) as batch_op:
        batch_op.add_column(sa.Column("allows_plain", sa.Boolean(), nullable=False, server_default=sa.true()))
        batch_op.add_column(sa.Column("most_associations", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("most_instances_per_minute", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("most_bytes_per_hour", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("most_bytes_per_day", sa.BigInteger(), nullable=True))
    with op.batch_alter_table("site", schema=None) as batch_op:
        batch_op.alter_column("allows_plain", existing_type=sa.Boolean(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("site", schema=None) as batch_op:
        batch_op.drop_column("most_bytes_per_day")
        batch_op.drop_column("most_bytes_per_hour")
        batch_op.drop_column("most_instances_per_minute")
        batch_op.drop_column("most_associations")
        batch_op.drop_column("allows_plain")

    op.drop_table("site_certificate")
