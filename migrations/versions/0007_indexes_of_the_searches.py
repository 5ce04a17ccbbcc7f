"""indexes of the searches"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

UNKEYED = sa.text("name_keys_version IS NULL")


def upgrade() -> None:
    op.create_table(
        "patient_name_key",
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("patient_key", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("key", "patient_key", name=op.f("pk_patient_name_key")),
        sqlite_with_rowid=False,
    )
    op.add_column("patient", sa.Column("name_keys_version", sa.Integer(), nullable=True))
    op.drop_index("ix_patient_identity", "patient")
    op.create_index("ix_patient_identity", "patient", ["patient_id", "clinic_id", "issuer_of_patient_id"])
    op.create_index("ix_patient_unkeyed", "patient", ["id"], sqlite_where=UNKEYED, postgresql_where=UNKEYED)
    with op.batch_alter_table("study", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("uq_study_clinic_id_study_instance_uid_patient_key"), type_="unique")
        batch_op.create_unique_constraint(
            op.f("uq_study_study_instance_uid_clinic_id_patient_key"),
            ["study_instance_uid", "clinic_id", "patient_key"],
        )
    op.drop_index(op.f("ix_study_clinic_id"), "study")
    op.create_index("ix_study_newest", "study", ["study_date", "study_time", "id", "clinic_id"])
    op.create_index("ix_study_newest_of_clinic", "study", ["clinic_id", "study_date", "study_time", "id"])
    op.create_index("ix_study_latest", "study", ["first_received_at", "id", "clinic_id"])
    op.create_index("ix_study_latest_of_clinic", "study", ["clinic_id", "first_received_at", "id"])
    op.create_index("ix_study_accession", "study", ["accession_number"])
    op.create_index("ix_series_uid", "series", ["series_instance_uid"])
    op.create_index("ix_series_modality", "series", ["modality", "study_id"])
    op.drop_index("ix_instance_sop", "instance")
    op.create_index("ix_instance_sop", "instance", ["sop_instance_uid", "clinic_id"])
    op.drop_index(op.f("ix_instance_series_id"), "instance")
    op.create_index("ix_instance_of_series", "instance", ["series_id", "standing"])


def downgrade() -> None:
    op.drop_index("ix_instance_of_series", "instance")
    op.create_index(op.f("ix_instance_series_id"), "instance", ["series_id"])
    op.drop_index("ix_instance_sop", "instance")
    op.create_index("ix_instance_sop", "instance", ["clinic_id", "sop_instance_uid"])
    op.drop_index("ix_series_modality", "series")
    op.drop_index("ix_series_uid", "series")
    op.drop_index("ix_study_accession", "study")
    op.drop_index("ix_study_latest_of_clinic", "study")
    op.drop_index("ix_study_latest", "study")
    op.drop_index("ix_study_newest_of_clinic", "study")
    op.drop_index("ix_study_newest", "study")
    op.create_index(op.f("ix_study_clinic_id"), "study", ["clinic_id"])
    with op.batch_alter_table("study", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("uq_study_study_instance_uid_clinic_id_patient_key"), type_="unique")
        batch_op.create_unique_constraint(
            op.f("uq_study_clinic_id_study_instance_uid_patient_key"),
            ["clinic_id", "study_instance_uid", "patient_key"],
        )
    op.drop_index("ix_patient_unkeyed", "patient")
    op.drop_index("ix_patient_identity", "patient")
    op.create_index("ix_patient_identity", "patient", ["clinic_id", "issuer_of_patient_id", "patient_id"])
    op.drop_column("patient", "name_keys_version")
    op.drop_table("patient_name_key")
