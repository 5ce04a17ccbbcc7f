"""equal data sets are equal files"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("instance", schema=None) as batch_op:
        batch_op.add_column(sa.Column("frame_offsets", sa.LargeBinary(), nullable=True))
        batch_op.drop_column("data_set_sha256")
        batch_op.drop_column("identity_sha256")


def downgrade() -> None:
    with op.batch_alter_table("instance", schema=None) as batch_op:
        batch_op.add_column(sa.Column("identity_sha256", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("data_set_sha256", sa.LargeBinary(), nullable=True))
        batch_op.drop_column("frame_offsets")
    op.execute("UPDATE instance SET data_set_sha256 = sha256, identity_sha256 = sha256")
    with op.batch_alter_table("instance", schema=None) as batch_op:
        batch_op.alter_column("identity_sha256", existing_type=sa.LargeBinary(), nullable=False)
        batch_op.alter_column("data_set_sha256", existing_type=sa.LargeBinary(), nullable=False)
