"""Ask a person about what contradicts itself."""

from uuid import UUID

from teleread.archive.settling_records import raise_discrepancy
from teleread.archive.study import DiscrepancyKind
from teleread.audit.records import record
from teleread.database import Session
from teleread.dicom.association.admission import Admitted
from teleread.workflow.journey.arriving import Occasion


def ask(
    session: Session,
    admitted: Admitted,
    kind: DiscrepancyKind,
    subject_id: UUID,
    other_id: UUID,
    *,
    occasion: Occasion,
    **detail: str,
) -> None:
    """Raise a task unless the same one was raised before."""
    discrepancy_id = raise_discrepancy(
        session,
        clinic_id=admitted.clinic_id,
        kind=kind,
        subject_id=subject_id,
        other_id=other_id,
        detail=detail,
        at=occasion.received_at,
    )
    if discrepancy_id is not None:
        record(
            session,
            "discrepancy.raised",
            at=occasion.filed_at,
            account_id=None,
            clinic_id=admitted.clinic_id,
            subject_kind="discrepancy",
            subject_id=discrepancy_id,
            kind=kind.value,
        )
