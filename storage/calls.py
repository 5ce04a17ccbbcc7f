"""What the disk stores ask of the operating system."""

import ctypes
import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from storage.contract import StoreUnavailable

_PARTS_AT_ONCE = 512
_SYNC_FILE_RANGE_WRITE = 2

_libc = ctypes.CDLL(None, use_errno=True)
_sync_file_range = getattr(_libc, "sync_file_range", None)
if _sync_file_range is not None:
    _sync_file_range.argtypes = [ctypes.c_int, ctypes.c_int64, ctypes.c_int64, ctypes.c_uint]


@contextmanager
def disk_errors(what: Path | str) -> Iterator[None]:
    """Turn what the operating system refuses into `StoreUnavailable`."""
    try:
        yield
    except OSError as error:
        raise StoreUnavailable(f"{what}: {error.strerror or error}") from error


def write_at(descriptor: int, parts: Sequence[memoryview], position: int) -> int:
    """Write all the parts, one behind the other, and return where they end.

    Raises
    ------
    OSError
        Some of the bytes may have been written.
    """
    rest = list(parts)
    while rest:
        written = os.pwritev(descriptor, rest[:_PARTS_AT_ONCE], position)
        if written == 0 and any(map(len, rest[:_PARTS_AT_ONCE])):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        position += written
        while rest and written >= len(rest[0]):
            written -= len(rest.pop(0))
        if written:
            rest[0] = rest[0][written:]
    return position


def start_writing_back(descriptor: int, position: int, size: int) -> None:
    """Have the kernel begin to move bytes to the disk, so that a later sync is short.

    Only a hint: where it fails, so will the sync that counts.
    """
    if _sync_file_range is not None:
        _sync_file_range(descriptor, position, size, _SYNC_FILE_RANGE_WRITE)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
