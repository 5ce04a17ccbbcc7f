"""Rebuild what the archive's rows said from the object store alone.

An object lies in the store with the envelope of its receiving: which clinic,
Site and AE, when, and in which transfer syntax. Objects that no row names are
filed in the order in which they were received, by the same rules as on that
day. See docs/decisions/0032-reindexing.md.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from itertools import chain
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from storage import ObjectDamaged, ObjectMissing, ObjectStore, StoredObject
from teleread.archive import receiving_records as records
from teleread.archive.deletion_note import is_note
from teleread.archive.deletion_records import is_deleted
from teleread.archive.rendition import is_rendition
from teleread.archive.unclaimed import Origin, read_origin
from teleread.clinics.access import scope_of_clinic, system_scope
from teleread.database import Database, snapshot, transaction
from teleread.dicom.association.admission import Admitted
from teleread.dicom.dataset.attributes import ContradictsRequest, LacksIdentity
from teleread.dicom.dataset.header import NotADataSet
from teleread.dicom.dataset.part10 import NotDicom, data_set_offset
from teleread.dicom.dataset.receipt import Receipt
from teleread.dicom.dataset.source import CHUNK_BYTES, Malformed
from teleread.dicom.decoding.pool import DecoderPool
from teleread.views.stored import load_claimed
from teleread.workflow.journey.arriving import Occasion, Outcome, ToFile, is_there, read_receipt
from teleread.workflow.journey.filing import file_arrival
from teleread.workflow.journey.quarantine import file_quarantined
from teleread.workflow.keeping.adopt import adopt_deletion
from teleread.workflow.keeping.carrying import discard
from teleread.workflow.keeping.places import find_sender, make_places
from teleread.workflow.keeping.reconcile import pages, whole_objects
from teleread.workflow.keeping.sorting import sorted_lines

ACTION = "instance.reindexed"


class Result(StrEnum):
    """What became of an object that no row named."""

    FILED = "filed"
    QUARANTINED = "quarantined"
    RESTORED = "restored"
    DUPLICATE = "duplicate"
    PLACE_UNKNOWN = "place_unknown"
    REFUSED = "refused"
    DAMAGED = "damaged"
    GONE = "gone"
    DELETED = "deleted"

    @property
    def is_left(self) -> bool:
        """Whether something that may be wanted was left without a row."""
        return self in {Result.PLACE_UNKNOWN, Result.REFUSED, Result.DAMAGED}


@dataclass(frozen=True, slots=True)
class Reindexed:
    """One object and what became of it."""

    locator: str
    result: Result


_RESULTS = {Outcome.KEPT: Result.FILED, Outcome.RESTORED: Result.RESTORED, Outcome.HAD_IT: Result.DUPLICATE}


class _Changed(Exception):
    """The bytes are not those that were put."""


@dataclass(frozen=True, slots=True)
class Reindexing:
    """What reindexing works with.

    Parameters
    ----------
    folder
        Where objects are copied to while they are read, one at a time.
    makes_places
        Whether a clinic, Site or AE that the database lacks is made from the
        ids of the envelope.
    settled_before
        A Study whose last Instance was received before this moment becomes no
        Reading: it was read in its day.
    """

    database: Database
    store: ObjectStore
    folder: Path
    decoders: DecoderPool | None = None
    makes_places: bool = False
    settled_before: datetime | None = None


def reindex(work: Reindexing, *, at: datetime) -> Iterator[Reindexed]:
    """File every object that no row names, oldest first; yields once for each of them.

    Each object is one transaction, so a run that was stopped goes on where it
    was, and a second run does nothing more. The gateway may receive meanwhile.

    Raises
    ------
    StoreUnavailable, DatabaseUnavailable
        If either breaks off: run it again.
    """
    damaged: list[str] = []
    notes: list[str] = []
    lines = sorted_lines(_unclaimed(work, damaged, notes), folder=work.folder)
    oldest = next(lines, None)
    for note in notes:
        adopt_deletion(work.database, work.store, note, at=at)
    for line in chain(() if oldest is None else (oldest,), lines):
        _, locator = line.split("\t")
        yield Reindexed(locator, file_object(work, locator, at))
    for page in pages(damaged):
        with snapshot(work.database) as session:
            claimed = load_claimed(session, system_scope(), page)
        yield from (Reindexed(locator, Result.DAMAGED) for locator in page if locator not in claimed)


def _unclaimed(work: Reindexing, damaged: list[str], notes: list[str]) -> Iterator[str]:
    """Yield what no row names, a line each, and put the notes of deletions aside.

    A rendition without a row is erased: it is made again when its Study settles or is opened.
    """
    for page in pages(whole_objects(work.store, damaged)):
        with snapshot(work.database) as session:
            claimed = load_claimed(session, system_scope(), [stored.locator for stored in page])
        for stored in page:
            origin = read_origin(stored.envelope)
            if is_rendition(stored.envelope) and stored.locator not in claimed:
                discard(work.store, stored.locator)
            if is_note(stored.envelope):
                notes.append(stored.locator)
            if origin is not None and stored.locator not in claimed:
                yield f"{origin.received_at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}\t{stored.locator}"


def file_object(work: Reindexing, locator: str, at: datetime) -> Result:
    """File an object of the first store by the rules of the day when it was received, and say what became of it."""
    try:
        stored = work.store.stat(locator)
        origin = read_origin(stored.envelope)
        if origin is not None and was_deleted(work.database, origin, stored.sha256):
            discard(work.store, locator)
            return Result.DELETED
        sender = _sender(work, origin, at) if origin else None
        if origin is None or sender is None:
            return Result.PLACE_UNKNOWN
        with TemporaryFile(dir=work.folder) as copy:
            copied = _copied(work.store, stored, copy)
            return _file(work, stored, _receipt(copied, origin), sender, _occasion(work, origin, at))
    except ObjectMissing:
        return Result.GONE
    except (ObjectDamaged, _Changed):
        return Result.DAMAGED
    except (NotDicom, NotADataSet, LacksIdentity, ContradictsRequest):
        return Result.REFUSED


def _occasion(work: Reindexing, origin: Origin, at: datetime) -> Occasion:
    return Occasion(origin.received_at, at, ACTION, work.settled_before)


def was_deleted(database: Database, origin: Origin, sha256: bytes) -> bool:
    """Say whether an object is of a Study that two persons deleted after it was received."""
    with snapshot(database) as session:
        return is_deleted(
            session,
            clinic_id=origin.clinic_id,
            sop_instance_uid=origin.sop_instance_uid,
            sha256=sha256,
            received_at=origin.received_at,
        )


def _sender(work: Reindexing, origin: Origin, at: datetime) -> Admitted | None:
    with snapshot(work.database) as session:
        known = find_sender(session, origin)
    if known is None and work.makes_places:
        with transaction(work.database) as session:
            known = make_places(session, origin, at=at)
    return known


def _copied(store: ObjectStore, stored: StoredObject, copy: BinaryIO) -> "_Copied":
    digest = hashlib.sha256()
    with store.open(stored.locator) as content:
        while chunk := content.read(CHUNK_BYTES):
            digest.update(chunk)
            copy.write(chunk)
    copy.flush()
    if digest.digest() != stored.sha256:
        raise _Changed
    return _Copied(copy, stored.size_bytes, stored.sha256)


@dataclass(frozen=True, slots=True)
class _Copied:
    """An object's bytes in a file that has no name, so a run that is killed leaves nothing of it."""

    file: BinaryIO
    size_bytes: int
    sha256: bytes

    def reader(self) -> BinaryIO:
        """Go back to the beginning."""
        self.file.seek(0)
        return self.file


def _receipt(copied: _Copied, origin: Origin) -> Receipt:
    offset = data_set_offset(copied.file)
    return Receipt(copied, offset, origin.transfer_syntax_uid, origin.sop_class_uid, origin.sop_instance_uid)


def _file(work: Reindexing, stored: StoredObject, receipt: Receipt, sender: Admitted, occasion: Occasion) -> Result:
    try:
        arrival = read_receipt(receipt, sender, received_at=occasion.received_at)
    except Malformed as malformed:
        return _quarantine(work, stored, receipt, sender, malformed.reason, occasion)
    with snapshot(work.database) as session:
        uid = arrival.instance.sop_instance_uid
        copies = records.load_known_copies(session, scope_of_clinic(sender.clinic_id), [uid])
    same = next((copy.locator for copy in copies[uid] if copy.sha256 == stored.sha256), None)
    lost = same if same is not None and not is_there(work.store, same) else None
    received = file_arrival(
        work.database,
        work.store,
        ToFile(sender, arrival, receipt, stored, occasion, lost_locator=lost),
        decoders=work.decoders,
    )
    return _RESULTS[received.outcome]


def _quarantine(
    work: Reindexing, stored: StoredObject, receipt: Receipt, sender: Admitted, reason: str, occasion: Occasion
) -> Result:
    filed = file_quarantined(work.database, stored, receipt, sender, reason=reason, occasion=occasion)
    return Result.QUARANTINED if filed.outcome is Outcome.QUARANTINED else Result.DUPLICATE
