"""Receive: bytes that a device sent become an Instance of a Study, for ever.

The bytes are durable with their envelope before the row, the row is committed
before the caller may answer success. A process that dies in between leaves an
object that no row names: harmless, found again by walking the store, and the
device, which got no answer, sends the Instance again.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

from storage import ObjectStore, StoredObject, StoreError
from teleread.archive import receiving_records as records
from teleread.archive.arrival import Arrival
from teleread.archive.object_keys import key_of_receipt
from teleread.clinics.access import scope_of_clinic
from teleread.database import Database, snapshot, transaction
from teleread.dicom.admission import Admitted
from teleread.dicom.decoding import DecoderPool
from teleread.dicom.receipt import Receipt
from teleread.dicom.source import CHUNK_BYTES, Malformed
from teleread.workflow.journey.filing import (
    Filing,
    Occasion,
    Outcome,
    Received,
    file_quarantined,
    is_there,
    read_receipt,
    recognise,
    restore,
)

__all__ = ["Outcome", "Received", "receive"]


def receive(
    database: Database,
    store: ObjectStore,
    receipt: Receipt,
    *,
    admitted: Admitted,
    at: datetime,
    decoders: DecoderPool | None = None,
) -> Received:
    """Keep what was sent; return once it is durable and filed.

    A data set that cannot be followed to its end is kept in quarantine with a
    task for a person: the device has done its part, and no byte is lost.

    Parameters
    ----------
    receipt
        The file is read twice and not changed.
    admitted
        The AE that the association was accepted for, or the person who uploads.
    decoders
        Who tells the same picture in another encoding from another picture;
        without them a person is asked.

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
        return _quarantine(database, store, receipt, admitted=admitted, reason=malformed.reason, at=at)
    scope = scope_of_clinic(admitted.clinic_id)
    with snapshot(database) as session:
        same = records.find_same_bytes(session, scope, arrival.instance)
        current = records.find_current(session, scope, arrival.instance.sop_instance_uid)
    if same is not None and is_there(store, same[1]):
        return Received(Outcome.HAD_IT, same[0])
    if same is None and current is not None and decoders is not None:
        arrival = recognise(store, receipt, arrival, current, decoders)
    stored = _put(store, receipt, admitted, at, _uids(arrival))
    with transaction(database) as session:
        received = Filing(session, admitted, arrival, stored, Occasion(at, at)).file()
        if same is not None and received.outcome is Outcome.HAD_IT:
            restore(session, received.id, stored, admitted, at)
        is_named = records.is_named(session, scope, stored.locator)
    if not is_named:
        _forget(store, stored)
    return received


def _quarantine(
    database: Database, store: ObjectStore, receipt: Receipt, *, admitted: Admitted, reason: str, at: datetime
) -> Received:
    announced = {"sop_class_uid": receipt.sop_class_uid, "sop_instance_uid": receipt.sop_instance_uid}
    stored = _put(store, receipt, admitted, at, {**announced, "quarantined": reason})
    scope = scope_of_clinic(admitted.clinic_id)
    with transaction(database) as session:
        filed = file_quarantined(session, stored, receipt, admitted, reason=reason, occasion=Occasion(at, at))
        is_named = records.is_named(session, scope, stored.locator)
    if not is_named:
        _forget(store, stored)
    return Received(Outcome.QUARANTINED, filed.id)


def _put(store: ObjectStore, receipt: Receipt, admitted: Admitted, at: datetime, uids: dict[str, str]) -> StoredObject:
    envelope = {
        "clinic_id": str(admitted.clinic_id),
        "site_id": str(admitted.site_id),
        **_sender(admitted),
        "received_at": at.isoformat(),
        "transfer_syntax_uid": receipt.transfer_syntax_uid,
        **{name: uid[:128] for name, uid in uids.items()},
    }
    return store.put(key_of_receipt(admitted.clinic_id, received_at=at), _chunks(receipt), envelope)


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


def _chunks(receipt: Receipt) -> Iterator[bytes]:
    with receipt.path.open("rb") as stream:
        if receipt.file_meta is not None:
            yield receipt.file_meta
            stream.seek(receipt.offset)
        while chunk := stream.read(CHUNK_BYTES):
            yield chunk


def _forget(store: ObjectStore, stored: StoredObject) -> None:
    """Remove an object that no row names; left behind it would do no harm either."""
    with suppress(StoreError):
        store.delete(stored.locator)
