"""a reader's hanging rules"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "hanging_rules",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_hanging_rules_account_id")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_hanging_rules")),
    )


def downgrade() -> None:
    op.drop_table("hanging_rules")
