"""the hospital's seal on documents"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "document_certificate",
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("not_after", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_local", sa.Boolean(), nullable=False),
        sa.Column("pem", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_document_certificate")),
    )
    op.create_table(
        "sealing",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("problem", sa.String(), nullable=False),
        sa.Column("has_time", sa.Boolean(), nullable=False),
        sa.Column("certificate_sha256", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["certificate_sha256"],
            ["document_certificate.sha256"],
            name=op.f("fk_sealing_certificate_sha256"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealing")),
    )
    with op.batch_alter_table("report_document") as batch_op:
        batch_op.add_column(sa.Column("seal", sa.String(length=32), server_default=sa.text("'none'"), nullable=False))
        batch_op.add_column(sa.Column("seal_problem", sa.String(), server_default=sa.text("''"), nullable=False))
        batch_op.add_column(sa.Column("certificate_sha256", sa.LargeBinary(), nullable=True))
        batch_op.create_foreign_key(
            op.f("fk_report_document_certificate_sha256"),
            "document_certificate",
            ["certificate_sha256"],
            ["sha256"],
        )


def downgrade() -> None:
    with op.batch_alter_table("report_document") as batch_op:
        batch_op.drop_constraint(op.f("fk_report_document_certificate_sha256"), type_="foreignkey")
        batch_op.drop_column("certificate_sha256")
        batch_op.drop_column("seal_problem")
        batch_op.drop_column("seal")
    op.drop_table("sealing")
    op.drop_table("document_certificate")
