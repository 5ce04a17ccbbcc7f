"""The heads of the audit trail as they are told outside the database, a line each."""

import fcntl
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

from teleread.audit.chain import Seal

HEADS_NAME = "audit-heads.jsonl"


class HeadsUnreadable(ValueError):
    """A line of the file is no head: it was edited."""


def tell(path: Path, seals_after: Callable[[int], Sequence[Seal]]) -> int:
    """Append the heads that the file does not have yet and return how many.

    A head whose line was lost by a crash after its commit is told by the next
    call. Several sealers may tell at once; each line is written once, and is
    on the disk when this returns.

    Parameters
    ----------
    seals_after
        Returns the seals that follow a number, in order.
    """
    with _alone(path) as file:
        told = _last_number(file)
        missing = seals_after(told)
        if missing:
            file.write(b"".join(_line(seal) for seal in missing))
            file.flush()
            os.fsync(file.fileno())
    return len(missing)


def read_heads(path: Path) -> list[Seal]:
    """Return every head that was told; none if the file does not exist.

    Raises
    ------
    HeadsUnreadable
        If a line is no head: the file was edited.
    """
    if not path.exists():
        return []
    return [_seal(line) for line in _whole_lines(path.read_bytes())]


@contextmanager
def _alone(path: Path) -> Iterator[IO[bytes]]:
    is_new = not path.exists()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with open(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if is_new:
            _sync_folder(path.parent)
        yield file


def _last_number(file: IO[bytes]) -> int:
    """Return the number of the last whole line, cutting off one that a crash left torn."""
    end = file.seek(0, os.SEEK_END)
    start = max(0, end - 8192)
    file.seek(start)
    tail = file.read()
    whole = tail.rfind(b"\n") + 1
    file.seek(start + whole)
    file.truncate()
    lines = list(_whole_lines(tail))
    return _seal(lines[-1]).number if lines else 0


def _whole_lines(content: bytes) -> Iterable[bytes]:
    return content.split(b"\n")[:-1]


def _line(seal: Seal) -> bytes:
    told = {
        "number": seal.number,
        "sealed_at": seal.sealed_at.isoformat(timespec="microseconds"),
        "event_count": seal.event_count,
        "previous_sha256": seal.previous_sha256.hex(),
        "head_sha256": seal.head_sha256.hex(),
        "key_id": seal.key_id,
        "signature": seal.signature.hex(),
    }
    return json.dumps(told, separators=(",", ":")).encode() + b"\n"


def _seal(line: bytes) -> Seal:
    try:
        told = json.loads(line)
        return Seal(
            number=int(told["number"]),
            sealed_at=datetime.fromisoformat(told["sealed_at"]),
            event_count=int(told["event_count"]),
            previous_sha256=bytes.fromhex(told["previous_sha256"]),
            head_sha256=bytes.fromhex(told["head_sha256"]),
            key_id=str(told["key_id"]),
            signature=bytes.fromhex(told["signature"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise HeadsUnreadable("a line of the audit heads is no head") from error


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
