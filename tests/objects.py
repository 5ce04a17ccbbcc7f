"""Objects in a store, and what a disk may do to them."""

from collections.abc import Mapping
from pathlib import Path

from storage import ObjectStore, StoredObject
from storage.disk import SEGMENTS
from storage.segment_place import read_locator
from storage.segment_scan import first_block_of, head_at


def take_in(store: ObjectStore, key: str, content: bytes, envelope: Mapping[str, str]) -> StoredObject:
    """Keep bytes as those of an Instance are kept: small ones in a segment, on disk."""
    with store.incoming(key) as incoming:
        incoming.write(content)
        return incoming.finish(envelope)


def place_of(folder: Path, locator: str) -> tuple[Path, int, int]:
    """Return the file of a disk store that an object lies in, where its bytes begin, and where what describes them.

    The latter is a byte of the envelope.
    """
    place = read_locator(locator)
    if place is None:
        path = folder / locator
        return path, 0, path.stat().st_size - 90
    path = folder / SEGMENTS / place.segment
    with path.open("rb") as file:
        head = head_at(file.fileno(), first_block_of(file.fileno()).secret, place.offset)
    assert head is not None
    payload_at = place.offset + head.payload_at
    return path, payload_at, payload_at - 17


def flip_a_bit(path: Path, at: int) -> None:
    """Change one bit of a file."""
    with path.open("r+b") as file:
        file.seek(at)
        (byte,) = file.read(1)
        file.seek(at)
        file.write(bytes([byte ^ 0x10]))


def damage(folder: Path, stored: StoredObject, *, at: int | None = None) -> None:
    """Change one bit of an object's bytes."""
    path, payload_at, _ = place_of(folder, stored.locator)
    flip_a_bit(path, payload_at + (stored.size_bytes // 2 if at is None else at))


def damage_envelope(folder: Path, locator: str) -> None:
    """Change one bit of what lies beside an object's bytes."""
    path, _, described_at = place_of(folder, locator)
    flip_a_bit(path, described_at)
