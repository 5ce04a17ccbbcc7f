"""what a draft was written with, over, and whether something is critical"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("draft") as batch_op:
        batch_op.add_column(sa.Column("over", sa.Integer(), server_default=sa.text("0"), nullable=False))
        batch_op.add_column(sa.Column("template", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("critical", sa.String(length=32), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("draft") as batch_op:
        batch_op.drop_column("critical")
        batch_op.drop_column("template")
        batch_op.drop_column("over")
