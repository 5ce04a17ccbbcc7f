"""A device wants to delete what it sent: read it back from the store first."""

from collections import Counter
from datetime import datetime
from uuid import UUID

from storage import ObjectStore
from teleread.archive.commitment import CommitmentRequest, HeldCopy, Verdicts, verdict
from teleread.audit.records import record
from teleread.clinics.access import scope_of_clinic
from teleread.database import Database, snapshot, transaction
from teleread.views.commitment import load_copies
from teleread.workflow.keeping.verify import fault_of


def commit_storage(
    database: Database,
    store: ObjectStore,
    clinic_id: UUID,
    *,
    request: CommitmentRequest,
    ae_id: UUID | None,
    at: datetime,
) -> Verdicts:
    """Say for which Instances the archive answers, and put that on record.

    Every copy of a named UID is read from the store and its SHA-256 compared
    with that of the received bytes. No transaction is open meanwhile.
    """
    uids = list(dict.fromkeys(reference.sop_instance_uid for reference in request.references))
    with snapshot(database) as session:
        copies = load_copies(session, scope_of_clinic(clinic_id), clinic_id, uids)
    held = {
        uid: [HeldCopy(copy.sop_class_uid, fault_of(store, copy) is None) for copy in copies.get(uid, ())]
        for uid in uids
    }
    verdicts = {reference: verdict(reference, held[reference.sop_instance_uid]) for reference in request.references}
    failed = Counter(reason.name.lower() for reason in verdicts.values() if reason is not None)
    with transaction(database) as session:
        record(
            session,
            "storage.committed",
            at=at,
            account_id=None,
            clinic_id=clinic_id,
            subject_kind="ae",
            subject_id=ae_id,
            committed=len(verdicts) - failed.total(),
            **failed,
        )
    return verdicts
