"""Look at what was read before anybody signs for it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from storage import ObjectStore, StoreError, StoreUnavailable
from teleread.accounts.account import Account
from teleread.database import Database, Session, snapshot
from teleread.errors import Unavailable
from teleread.reports.change import NO_VERDICT, Verdict
from teleread.reports.signing import Facts
from teleread.scope import Scope
from teleread.views.signing import ReadInstance, Subject, load_manifest
from teleread.worklist.reading import Part, Reading, require_hold
from teleread.worklist.records import load_reading

CHUNK_BYTES: Final = 1 << 20


class ImagesUnreadable(Unavailable):
    """The object store does not answer, so nobody can say what was read."""

    code = "images_unreadable"
    zh, en = "影像存储暂时无法访问，不能签名，请稍后重试", "The image store does not answer; try to sign again later"


@dataclass(frozen=True, slots=True)
class Hold:
    """What the page proves and shows: the number of its hold and, if it says, the revisions of text and evidence.

    With a revision, what another window saved later is not signed unseen. The
    verdict is a reviewer's, of the text that they changed.
    """

    fencing_token: int
    revision: int | None = None
    evidence_revision: int | None = None
    verdict: Verdict = NO_VERDICT


@dataclass(frozen=True, slots=True)
class Verified:
    """The Instances of a Reading, and those among them whose bytes were found to be theirs."""

    read: tuple[ReadInstance, ...]
    sound: frozenset[ReadInstance]


def verify_images(
    database: Database,
    scope: Scope,
    reading_id: UUID,
    *,
    account: Account,
    at: datetime,
    hold: Hold,
    store: ObjectStore,
) -> Verified:
    """Look for every Instance of a held Reading in the object store, outside any transaction.

    All bytes are read and hashed when an author signs what they read. A
    reviewer's look compares what the store noted when it kept them: the
    hashes were taken minutes ago and the bytes of a locator never change.

    Raises
    ------
    LeaseLost
        If the caller does not hold the Reading; nothing is read then.
    ImagesUnreadable
        If the object store does not answer.
    """
    with snapshot(database) as session:
        reading = load_reading(session, scope, reading_id)
        require_hold(reading, account.id, fencing_token=hold.fencing_token, at=at)
        read = load_manifest(session, scope, reading)
    return look_for(store, read, by_hash=reading.part is Part.AUTHOR)


def look_for(store: ObjectStore, read: tuple[ReadInstance, ...], *, by_hash: bool) -> Verified:
    """Look for Instances in the object store, outside any transaction.

    Parameters
    ----------
    by_hash
        Read and hash all bytes, not only compare what the store noted of them.

    Raises
    ------
    ImagesUnreadable
        If the object store does not answer.
    """
    try:
        return Verified(read, frozenset(each for each in read if _is_sound(store, each, by_hash=by_hash)))
    except StoreUnavailable as error:
        raise ImagesUnreadable from error


def require_holder(
    database: Database, scope: Scope, reading_id: UUID, *, account: Account, at: datetime, hold: Hold
) -> None:
    """Refuse who does not hold the Reading, before they are asked who they are; raises LeaseLost."""
    with snapshot(database) as session:
        reading = load_reading(session, scope, reading_id)
    require_hold(reading, account.id, fencing_token=hold.fencing_token, at=at)


def facts_of(session: Session, scope: Scope, reading: Reading, subject: Subject, verified: Verified) -> Facts:
    """Return what is true in this transaction: an Instance that came since is not verified."""
    present = load_manifest(session, scope, reading)
    return Facts(
        manifest=tuple(each.entry for each in present),
        patient=subject.patient,
        is_name_trusted=subject.is_name_trusted,
        accession_number=subject.accession_number,
        clinical_question=subject.clinical_question,
        unverified=frozenset(each.sop_instance_uid for each in present if each not in verified.sound),
    )


def _is_sound(store: ObjectStore, read: ReadInstance, *, by_hash: bool) -> bool:
    try:
        kept = store.stat(read.locator)
        if (kept.size_bytes, kept.sha256) != (read.size_bytes, read.sha256):
            return False
        return not by_hash or _sha256_of(store, read.locator) == read.sha256
    except StoreUnavailable:
        raise
    except StoreError:
        return False


def _sha256_of(store: ObjectStore, locator: str) -> bytes:
    digest = hashlib.sha256()
    with store.open(locator) as content:
        while chunk := content.read(CHUNK_BYTES):
            digest.update(chunk)
    return digest.digest()
