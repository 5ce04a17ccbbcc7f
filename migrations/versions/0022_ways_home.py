"""ways home of more kinds, and their trials"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

TEXTS = ("receiving_application", "receiving_facility", "url")


def upgrade() -> None:
    with op.batch_alter_table("return_route", schema=None) as batch_op:
        batch_op.add_column(sa.Column("host", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("port", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("character_set", sa.String(length=32), nullable=True))
        for name in TEXTS:
            batch_op.add_column(sa.Column(name, sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("uses_tls", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("authorities", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("sealed_token", sa.LargeBinary(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("is_closed", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("return_route", schema=None) as batch_op:
        for name in TEXTS:
            batch_op.alter_column(name, existing_type=sa.String(), server_default=None)
        batch_op.alter_column("uses_tls", existing_type=sa.Boolean(), server_default=None)
        batch_op.alter_column("authorities", existing_type=sa.Text(), server_default=None)
        batch_op.alter_column("sealed_token", existing_type=sa.LargeBinary(), server_default=None)
        batch_op.alter_column("is_closed", existing_type=sa.Boolean(), server_default=None)
    op.create_table(
        "return_route_trial",
        sa.Column("route_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("succeeded", sa.Boolean(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["route_id"], ["return_route.id"], name=op.f("fk_return_route_trial_route_id")),
        sa.PrimaryKeyConstraint("route_id", name=op.f("pk_return_route_trial")),
    )
    # Until now a dead letter stayed one although a newer version had its own: nobody waits for it.
    op.execute(
        "UPDATE delivery SET state = 'superseded' WHERE state IN ('queued', 'dead') AND EXISTS ("
        "SELECT 1 FROM report AS own JOIN report AS newer ON newer.reading_id = own.reading_id "
        "AND newer.version > own.version WHERE own.id = delivery.report_id)"
    )


def downgrade() -> None:
    op.drop_table("return_route_trial")
    with op.batch_alter_table("return_route", schema=None) as batch_op:
        for name in (
            "is_closed",
            "sealed_token",
            "authorities",
            "uses_tls",
            *reversed(TEXTS),
            "character_set",
            "port",
            "host",
        ):
            batch_op.drop_column(name)
