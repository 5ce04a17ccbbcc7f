"""indexes of the lists"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

DOUBTFUL = sa.text("name_standing IN ('guessed', 'lossy')")


def upgrade() -> None:
    op.drop_index(op.f("ix_reading_clinic_id"), "reading")
    op.create_index("ix_reading_state_since", "reading", ["state", "state_since", "id"])
    op.create_index("ix_reading_state_since_of_clinic", "reading", ["clinic_id", "state", "state_since", "id"])
    op.create_index("ix_reading_created", "reading", ["created_at", "id"])
    op.create_index(op.f("ix_reading_patient_key"), "reading", ["patient_key"])
    op.create_index(op.f("ix_reading_request_id"), "reading", ["request_id"])
    op.create_index("ix_imaging_service_request_accession", "imaging_service_request", ["accession_number"])
    op.create_index("ix_patient_doubtful", "patient", ["id"], sqlite_where=DOUBTFUL, postgresql_where=DOUBTFUL)


def downgrade() -> None:
    op.drop_index("ix_patient_doubtful", "patient")
    op.drop_index("ix_imaging_service_request_accession", "imaging_service_request")
    op.drop_index(op.f("ix_reading_request_id"), "reading")
    op.drop_index(op.f("ix_reading_patient_key"), "reading")
    op.drop_index("ix_reading_created", "reading")
    op.drop_index("ix_reading_state_since_of_clinic", "reading")
    op.drop_index("ix_reading_state_since", "reading")
    op.create_index(op.f("ix_reading_clinic_id"), "reading", ["clinic_id"])
