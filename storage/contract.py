"""What every object store promises, and how it refuses."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager as ContextManager
from dataclasses import dataclass
from typing import BinaryIO, Protocol

ENVELOPE_LIMIT_BYTES = 1280
"""S3 allows 2 KB of user metadata: this much JSON in base64, and the digest."""

KEY_LIMIT = 512
_SEGMENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")


class StoreError(Exception):
    """Base of everything that a store raises on purpose."""


class ObjectMissing(StoreError):
    """Nothing lies at that locator."""

    def __init__(self, locator: str) -> None:
        self.locator = locator
        super().__init__(f"no object at {locator!r}")


class ObjectExists(StoreError):
    """The key is taken; nothing stored is ever written over."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(f"an object at {key!r} exists already")


class ObjectDamaged(StoreError):
    """What lies at the locators is not what was put there."""

    def __init__(self, *locators: str) -> None:
        self.locators = locators
        super().__init__(f"damaged: {', '.join(locators)}")


class StoreUnavailable(StoreError):
    """The store cannot do it now: no network, no space, a failing disk."""


class KeyRefused(StoreError, ValueError):
    """The key could name something outside the store, or is no key at all."""


@dataclass(frozen=True, slots=True)
class StoredObject:
    """An object that is durable.

    `locator` is what a row keeps to find the bytes again; only the store that
    gave it knows its meaning. `sha256` and `size_bytes` are those of the bytes
    as put, the envelope not counted.
    """

    locator: str
    size_bytes: int
    sha256: bytes
    envelope: Mapping[str, str]


class Incoming(Protocol):
    """An object while it is written, by one thread."""

    @property
    def size_bytes(self) -> int:
        """How much was written so far."""
        ...

    @property
    def sha256(self) -> bytes:
        """The digest of what was written so far."""
        ...

    def write(self, chunk: bytes | bytearray | memoryview) -> None:
        """Append the chunk; the caller may use its memory again.

        Raises
        ------
        StoreUnavailable
            If there is no room; nothing more can be written then.
        """
        ...

    def reader(self) -> BinaryIO:
        """Open what was written so far, to read before it is finished.

        It is cheap, and may be used until the block of the object is left,
        between later writes too.
        """
        ...

    def finish(self, envelope: Mapping[str, str]) -> StoredObject:
        """Return once everything written is a durable object; at most once.

        Raises
        ------
        StoreUnavailable
            If it could not be made durable; it is not visible, unless the
            network broke so that nobody can know.
        """
        ...


class ObjectStore(Protocol):
    """Bytes under keys that are used once, each with a small envelope."""

    def incoming(self, key: str) -> ContextManager[Incoming]:
        """Begin an object whose bytes are looked at before it is one.

        A block that is left before `finish` has returned leaves nothing
        behind.

        Parameters
        ----------
        key
            Fresh and random: here nobody looks whether it was used before.
            The locator need not be the key.

        Raises
        ------
        StoreUnavailable
            If nothing can be written now.
        """
        ...

    def put(self, key: str, chunks: Iterable[bytes], envelope: Mapping[str, str]) -> StoredObject:
        """Keep the chunks, joined, under a name and return once they are durable.

        The locator is the key.

        Parameters
        ----------
        key
            Fresh for every call: a random part makes it so.
        chunks
            Read once, in bounded memory. What it raises passes through and
            nothing is kept.
        envelope
            What is needed to make sense of the bytes when everything else is
            lost; at most `ENVELOPE_LIMIT_BYTES` as JSON.

        Raises
        ------
        ObjectExists
            If the key was used before.
        StoreUnavailable
            If the bytes could not be made durable; none of them is visible,
            unless the network broke so that nobody can know.
        """
        ...

    def open(self, locator: str, *, start: int = 0, length: int | None = None) -> ContextManager[BinaryIO]:
        """Open a range of the bytes as a seekable binary file.

        A range that reaches past the end stops at the end.

        Raises
        ------
        ObjectMissing
            If nothing lies there.
        """
        ...

    def stat(self, locator: str) -> StoredObject:
        """Return what was recorded when the object was put; the bytes are not read.

        Raises
        ------
        ObjectMissing
            If nothing lies there.
        """
        ...

    def delete(self, locator: str) -> None:
        """Remove the object for ever, durably.

        Raises
        ------
        ObjectMissing
            If nothing lies there.
        """
        ...

    def walk(self) -> Iterator[StoredObject]:
        """Yield every whole object, in no particular order and in bounded memory.

        Objects put or deleted meanwhile may or may not be among them.

        Raises
        ------
        ObjectDamaged
            After the last whole object, naming everything that is not whole.
        """
        ...


def checked_key(key: str) -> str:
    """Return the key if it is one.

    Segments of ASCII letters, digits, `.`, `_` and `-`, joined by `/`, each
    beginning with a letter or digit, so that no key is absolute, climbs out by
    `..`, hides by a leading dot or holds NUL.
    """
    if len(key) > KEY_LIMIT or not all(map(is_segment, key.split("/"))):
        raise KeyRefused(f"not a key: {key[:80]!r}")
    return key


def is_segment(name: str) -> bool:
    """Say whether a name can be a segment of a key."""
    return _SEGMENT.fullmatch(name) is not None


def pack_envelope(envelope: Mapping[str, str]) -> bytes:
    """Return the envelope as canonical JSON, refusing one that no store could keep."""
    if not all(isinstance(part, str) for entry in envelope.items() for part in entry):
        raise TypeError("an envelope is text by text")
    packed = json.dumps(dict(envelope), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    if len(packed) > ENVELOPE_LIMIT_BYTES:
        raise ValueError(f"an envelope may have {ENVELOPE_LIMIT_BYTES} bytes, this one has {len(packed)}")
    return packed


def unpack_envelope(packed: bytes) -> dict[str, str]:
    """Return the envelope behind `pack_envelope`.

    Raises
    ------
    ValueError
        If the bytes are not an envelope.
    """
    envelope = json.loads(packed)
    if not isinstance(envelope, dict) or not all(isinstance(value, str) for value in envelope.values()):
        raise ValueError("not an envelope")
    return envelope


def span(size_bytes: int, start: int, length: int | None) -> tuple[int, int]:
    """Return offset and length of the part of an asked range that exists."""
    if start < 0 or (length is not None and length < 0):
        raise ValueError("a range has no negative side")
    first = min(start, size_bytes)
    rest = size_bytes - first
    return first, rest if length is None else min(length, rest)
