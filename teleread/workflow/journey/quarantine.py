"""Quarantine: bytes that are kept and not understood, and a task for a person."""

from uuid import UUID

from storage import StoredObject
from teleread.archive.filing_records import insert_quarantine
from teleread.archive.receiving_records import find_quarantined
from teleread.archive.study import DiscrepancyKind
from teleread.audit.records import record
from teleread.clinics.access import scope_of_clinic
from teleread.database import Database, Session, transaction
from teleread.dicom.association.admission import Admitted
from teleread.dicom.dataset.receipt import Receipt
from teleread.workflow.journey.arriving import Occasion, Outcome, Received
from teleread.workflow.journey.asking import ask


def file_quarantined(
    database: Database, stored: StoredObject, receipt: Receipt, admitted: Admitted, *, reason: str, occasion: Occasion
) -> Received:
    """Add what could not be followed, in a transaction of its own; the same bytes once."""
    with transaction(database) as session:
        known = find_quarantined(session, scope_of_clinic(admitted.clinic_id), stored.sha256)
        if known is not None:
            return Received(Outcome.HAD_IT, *known)
        quarantine_id = _insert(session, stored, receipt, admitted, reason, occasion)
    return Received(Outcome.QUARANTINED, quarantine_id, stored.locator)


def _insert(
    session: Session, stored: StoredObject, receipt: Receipt, admitted: Admitted, reason: str, occasion: Occasion
) -> UUID:
    quarantine_id = insert_quarantine(
        session,
        stored,
        clinic_id=admitted.clinic_id,
        ae_id=admitted.ae_id,
        transfer_syntax_uid=receipt.transfer_syntax_uid,
        reason=reason,
        at=occasion.received_at,
    )
    record(
        session,
        "instance.quarantined",
        at=occasion.filed_at,
        account_id=admitted.account_id,
        clinic_id=admitted.clinic_id,
        subject_kind="quarantine",
        subject_id=quarantine_id,
        ae_id=str(admitted.ae_id) if admitted.ae_id else None,
        reason=reason,
    )
    kind = DiscrepancyKind.QUARANTINED
    ask(session, admitted, kind, quarantine_id, quarantine_id, occasion=occasion, reason=reason)
    return quarantine_id
