"""Receive: bytes that a device sent become an Instance of a Study, for ever.

The bytes are durable with their envelope before the row, the row is committed
before the caller may answer success. A process that dies in between leaves an
object that no row names: harmless, found again by walking the store, and the
device, which got no answer, sends the Instance again.
"""

from collections.abc import Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass, replace
from datetime import datetime

from storage import Incoming, ObjectStore, StoredObject, StoreError
from teleread.archive import receiving_records as records
from teleread.archive.arrival import Arrival
from teleread.archive.copies import ComparisonWanted, KnownCopy
from teleread.clinics.access import scope_of_clinic
from teleread.database import Database, snapshot
from teleread.dicom.association.admission import Admitted
from teleread.dicom.dataset.receipt import Receipt
from teleread.dicom.dataset.source import Malformed
from teleread.dicom.decoding.pool import DecoderPool
from teleread.workflow.journey.arriving import (
    Occasion,
    Outcome,
    Received,
    ToFile,
    address_of,
    is_there,
    read_receipt,
)
from teleread.workflow.journey.filing import File, file_arrival
from teleread.workflow.journey.habits import Habits
from teleread.workflow.journey.quarantine import file_quarantined
from teleread.workflow.journey.together import Together

__all__ = ["Line", "Outcome", "Received", "receive"]

SOON_THERE_BYTES = 4 << 20
"""What is larger is on its way to the disk for longer than others should wait for it."""


@dataclass(frozen=True, slots=True)
class Line:
    """Where much is received at once: arrivals are filed together, and senders known by their habits."""

    together: Together[ToFile, Received | ComparisonWanted]
    habits: Habits


def receive(
    database: Database,
    store: ObjectStore,
    incoming: Incoming,
    receipt: Receipt,
    *,
    admitted: Admitted,
    at: datetime,
    decoders: DecoderPool | None = None,
    line: Line | None = None,
) -> Received:
    """Keep what was sent; return once it is durable and filed.

    A data set that cannot be followed to its end is kept in quarantine with a
    task for a person: the device has done its part, and no byte is lost.

    Parameters
    ----------
    incoming
        The whole file, not yet finished. What the archive has already is left
        unfinished, so nothing is written twice.
    admitted
        The AE that the association was accepted for, or the person who uploads.
    decoders
        Who tells the same picture in another encoding from another picture;
        without them a person is asked.
    line
        Where it is filed together with what others receive; without one it is filed alone.

    Raises
    ------
    NotADataSet, LacksIdentity, ContradictsRequest
        If there is nothing that could be filed; nothing is kept.
    StoreUnavailable, DatabaseUnavailable
        If it could not be made durable; the sender must send it again.
    """
    try:
        arrival = read_receipt(receipt, admitted, received_at=at)
    except Malformed as malformed:
        return _quarantine(database, store, incoming, receipt, admitted=admitted, reason=malformed.reason, at=at)
    same = None
    if line is None or line.habits.may_repeat(admitted):
        same = _same_bytes(_copies(database, admitted, arrival), incoming.sha256)
    if same is not None and is_there(store, same.locator):
        received = Received(Outcome.HAD_IT, same.id, same.locator, address_of(arrival, same.standing))
    else:
        is_soon_there = incoming.size_bytes <= SOON_THERE_BYTES
        with line.together.coming(is_expected=is_soon_there) if line else nullcontext() as coming:
            stored = incoming.finish(_envelope(receipt, admitted, at, _uids(arrival)))
            lost = None if same is None else same.locator
            to_file = ToFile(admitted, arrival, receipt, stored, Occasion(at, at), lost_locator=lost)
            received = _file(database, store, to_file, decoders=decoders, file=coming.do if coming else None)
    if line is not None:
        line.habits.note(admitted, received.outcome)
    return received


def _file(
    database: Database, store: ObjectStore, to_file: ToFile, *, decoders: DecoderPool | None, file: File | None
) -> Received:
    """File what is written; if the archive has it already, its object goes, unless the other is lost.

    The other may have been filed, or lost, after it was looked for; or nobody
    looked.
    """
    while True:
        received = file_arrival(database, store, to_file, decoders=decoders, file=file)
        if received.locator == to_file.stored.locator or is_there(store, received.locator):
            _forget_unless_named(store, to_file.stored, received)
            return received
        to_file = replace(to_file, lost_locator=received.locator)


def _copies(database: Database, admitted: Admitted, arrival: Arrival) -> Sequence[KnownCopy]:
    uid = arrival.instance.sop_instance_uid
    with snapshot(database) as session:
        return records.load_known_copies(session, scope_of_clinic(admitted.clinic_id), [uid])[uid]


def _same_bytes(copies: Sequence[KnownCopy], sha256: bytes) -> KnownCopy | None:
    return next((copy for copy in copies if copy.sha256 == sha256), None)


def _quarantine(
    database: Database,
    store: ObjectStore,
    incoming: Incoming,
    receipt: Receipt,
    *,
    admitted: Admitted,
    reason: str,
    at: datetime,
) -> Received:
    announced = {"sop_class_uid": receipt.sop_class_uid, "sop_instance_uid": receipt.sop_instance_uid}
    stored = incoming.finish(_envelope(receipt, admitted, at, {**announced, "quarantined": reason}))
    filed = file_quarantined(database, stored, receipt, admitted, reason=reason, occasion=Occasion(at, at))
    _forget_unless_named(store, stored, filed)
    return replace(filed, outcome=Outcome.QUARANTINED)


def _envelope(receipt: Receipt, admitted: Admitted, at: datetime, uids: dict[str, str]) -> dict[str, str]:
    return {
        "clinic_id": str(admitted.clinic_id),
        "site_id": str(admitted.site_id),
        **_sender(admitted),
        "received_at": at.isoformat(),
        "transfer_syntax_uid": receipt.transfer_syntax_uid,
        **{name: uid[:128] for name, uid in uids.items()},
    }


def _sender(admitted: Admitted) -> dict[str, str]:
    """Say by whom the bytes came: a configured AE, or a person through the web."""
    if admitted.ae_id is None:
        return {"account_id": str(admitted.account_id)}
    return {"ae_id": str(admitted.ae_id), "ae_title": admitted.ae_title}


def _uids(arrival: Arrival) -> dict[str, str]:
    return {
        "study_instance_uid": arrival.study.study_instance_uid,
        "series_instance_uid": arrival.series.series_instance_uid,
        "sop_class_uid": arrival.instance.sop_class_uid,
        "sop_instance_uid": arrival.instance.sop_instance_uid,
    }


def _forget_unless_named(store: ObjectStore, stored: StoredObject, received: Received) -> None:
    """Remove an object that no row names; left behind it would do no harm either."""
    if received.locator != stored.locator:
        with suppress(StoreError):
            store.delete(stored.locator)
