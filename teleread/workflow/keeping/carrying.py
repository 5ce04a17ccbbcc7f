"""Carry an object from one store to another, and keep nothing there that is not what was received."""

import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Protocol

from storage import ObjectDamaged, ObjectMissing, ObjectStore, StoredObject, StoreUnavailable
from teleread.archive.scrubbing import Fault

CHUNK_BYTES = 1024 * 1024
NOTHING = "scrub/nothing"
"""A locator that nothing has: a store that says so has answered."""


class NotCarried(Exception):
    """The object cannot be had from the store that it was to come from."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.value)


class Kept(Protocol):
    """What a row says of its object."""

    @property
    def size_bytes(self) -> int:
        """How many bytes there are."""

    @property
    def sha256(self) -> bytes:
        """What they are."""


def carry(source: ObjectStore, locator: str, target: ObjectStore, *, prefix: str, kept: Kept) -> StoredObject:
    """Put an object with its envelope into another store, after its SHA-256 was compared with its row's.

    Raises
    ------
    NotCarried
        If it is missing, differs or cannot be read in a store that answers.
    StoreUnavailable
        If either store does not answer, or the target has no room.
    """
    with ExitStack() as opened:
        with _asking(source):
            envelope = source.stat(locator).envelope
            content = opened.enter_context(source.open(locator))
        incoming = opened.enter_context(target.incoming(f"{prefix}/{secrets.token_hex(16)}"))
        while True:
            with _asking(source):
                chunk = content.read(CHUNK_BYTES)
            if not chunk:
                break
            incoming.write(chunk)
        if (incoming.size_bytes, incoming.sha256) != (kept.size_bytes, kept.sha256):
            raise NotCarried(Fault.DIFFERS)
        return incoming.finish(envelope)


def discard(store: ObjectStore, locator: str) -> None:
    """Delete what no row names any more; what is gone already is no failure."""
    with suppress(ObjectMissing):
        store.delete(locator)


def require(store: ObjectStore) -> None:
    """Raise StoreUnavailable if the store as a whole does not answer."""
    with suppress(ObjectMissing):
        store.stat(NOTHING)


@contextmanager
def _asking(source: ObjectStore) -> Iterator[None]:
    try:
        yield
    except ObjectMissing:
        raise NotCarried(Fault.MISSING) from None
    except ObjectDamaged:
        raise NotCarried(Fault.DIFFERS) from None
    except StoreUnavailable:
        require(source)
        raise NotCarried(Fault.UNREADABLE) from None
