"""pictures that a person has seen as a preview only"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "previewed",
        sa.Column("reading_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("instance_id", sa.Uuid(), nullable=False),
        sa.Column("frames", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_previewed_account_id_account")),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.id"], name=op.f("fk_previewed_reading_id_reading")),
        sa.PrimaryKeyConstraint("reading_id", "account_id", "instance_id", name=op.f("pk_previewed")),
    )


def downgrade() -> None:
    op.drop_table("previewed")
