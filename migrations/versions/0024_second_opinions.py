"""rejections with retakes, questions with answers, second opinions, and doctors posted at clinics"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "station",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("clinic_id", sa.Uuid(), nullable=False),
        sa.Column("begins_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_station_account_id")),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name=op.f("fk_station_clinic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_station")),
    )
    with op.batch_alter_table("station", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_station_account_id"), ["account_id"], unique=False)

    op.create_table(
        "opinion",
        sa.Column("reading_id", sa.Uuid(), nullable=False),
        sa.Column("first_id", sa.Uuid(), nullable=False),
        sa.Column("second_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("invitee_id", sa.Uuid(), nullable=True),
        sa.Column("does_go_home", sa.Boolean(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["asked_by"], ["account.id"], name=op.f("fk_opinion_asked_by")),
        sa.ForeignKeyConstraint(["first_id"], ["reading.id"], name=op.f("fk_opinion_first_id")),
        sa.ForeignKeyConstraint(["invitee_id"], ["account.id"], name=op.f("fk_opinion_invitee_id")),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.id"], name=op.f("fk_opinion_reading_id")),
        sa.ForeignKeyConstraint(["second_id"], ["reading.id"], name=op.f("fk_opinion_second_id")),
        sa.PrimaryKeyConstraint("reading_id", name=op.f("pk_opinion")),
    )
    with op.batch_alter_table("opinion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_opinion_first_id"), ["first_id"], unique=False)
        batch_op.create_index("ix_opinion_kind_first", ["kind", "first_id"], unique=False)

    op.create_table(
        "question_picture",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reading_id", sa.Uuid(), nullable=False),
        sa.Column("clinic_id", sa.Uuid(), nullable=False),
        sa.Column("uploaded_by", sa.Uuid(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("locator", sa.String(), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("columns", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name=op.f("fk_question_picture_clinic_id")),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.id"], name=op.f("fk_question_picture_reading_id")),
        sa.ForeignKeyConstraint(["uploaded_by"], ["account.id"], name=op.f("fk_question_picture_uploaded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_picture")),
    )
    with op.batch_alter_table("question_picture", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_question_picture_reading_id"), ["reading_id"], unique=False)

    op.create_table(
        "rejection",
        sa.Column("reading_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("rejected_by", sa.Uuid(), nullable=False),
        sa.Column("rejected_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.id"], name=op.f("fk_rejection_reading_id")),
        sa.ForeignKeyConstraint(["rejected_by"], ["account.id"], name=op.f("fk_rejection_rejected_by")),
        sa.PrimaryKeyConstraint("reading_id", name=op.f("pk_rejection")),
    )
    with op.batch_alter_table("rejection", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rejection_rejected_at"), ["rejected_at"], unique=False)

    op.create_table(
        "retake",
        sa.Column("reading_id", sa.Uuid(), nullable=False),
        sa.Column("of_reading_id", sa.Uuid(), nullable=False),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["of_reading_id"], ["reading.id"], name=op.f("fk_retake_of_reading_id")),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.id"], name=op.f("fk_retake_reading_id")),
        sa.PrimaryKeyConstraint("reading_id", name=op.f("pk_retake")),
        sa.UniqueConstraint("of_reading_id", name=op.f("uq_retake_of_reading_id")),
    )
    op.create_table(
        "opinion_barred",
        sa.Column("reading_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_opinion_barred_account_id")),
        sa.ForeignKeyConstraint(["reading_id"], ["opinion.reading_id"], name=op.f("fk_opinion_barred_reading_id")),
        sa.PrimaryKeyConstraint("reading_id", "account_id", name=op.f("pk_opinion_barred")),
    )
    op.create_table(
        "opinion_compared",
        sa.Column("reading_id", sa.Uuid(), nullable=False),
        sa.Column("verdict", sa.String(length=32), nullable=False),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("said_by", sa.Uuid(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["reading_id"], ["opinion.reading_id"], name=op.f("fk_opinion_compared_reading_id")),
        sa.ForeignKeyConstraint(["said_by"], ["account.id"], name=op.f("fk_opinion_compared_said_by")),
        sa.PrimaryKeyConstraint("reading_id", name=op.f("pk_opinion_compared")),
    )
    op.create_table(
        "question",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reading_id", sa.Uuid(), nullable=False),
        sa.Column("clinic_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("picture_id", sa.Uuid(), nullable=True),
        sa.Column("does_pause", sa.Boolean(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["asked_by"], ["account.id"], name=op.f("fk_question_asked_by")),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name=op.f("fk_question_clinic_id")),
        sa.ForeignKeyConstraint(["picture_id"], ["question_picture.id"], name=op.f("fk_question_picture_id")),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.id"], name=op.f("fk_question_reading_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
    )
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_question_clinic_id"), ["clinic_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_question_reading_id"), ["reading_id"], unique=False)

    op.create_table(
        "answer",
        sa.Column("question_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("picture_id", sa.Uuid(), nullable=True),
        sa.Column("answered_by", sa.Uuid(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["answered_by"], ["account.id"], name=op.f("fk_answer_answered_by")),
        sa.ForeignKeyConstraint(["picture_id"], ["question_picture.id"], name=op.f("fk_answer_picture_id")),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_answer_question_id")),
        sa.PrimaryKeyConstraint("question_id", name=op.f("pk_answer")),
    )


def downgrade() -> None:
    op.drop_table("answer")
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_question_reading_id"))
        batch_op.drop_index(batch_op.f("ix_question_clinic_id"))

    op.drop_table("question")
    op.drop_table("opinion_compared")
    op.drop_table("opinion_barred")
    op.drop_table("retake")
    with op.batch_alter_table("rejection", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rejection_rejected_at"))

    op.drop_table("rejection")
    with op.batch_alter_table("question_picture", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_question_picture_reading_id"))

    op.drop_table("question_picture")
    with op.batch_alter_table("opinion", schema=None) as batch_op:
        batch_op.drop_index("ix_opinion_kind_first")
        batch_op.drop_index(batch_op.f("ix_opinion_first_id"))

    op.drop_table("opinion")
    with op.batch_alter_table("station", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_station_account_id"))

    op.drop_table("station")
