"""alarms of ways home"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("return_route", schema=None) as batch_op:
        batch_op.add_column(sa.Column("alarmed_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("return_route", schema=None) as batch_op:
        batch_op.drop_column("alarmed_at")
