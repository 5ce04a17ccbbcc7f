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
_KEEP_SIZE, _PUNCH_HOLE = 1, 2
_ZEROS_BYTES = 1024 * 1024

_libc = ctypes.CDLL(None, use_errno=True)
_sync_file_range = getattr(_libc, "sync_file_range", None)
if _sync_file_range is not None:
    _sync_file_range.argtypes = [ctypes.c_int, ctypes.c_int64, ctypes.c_int64, ctypes.c_uint]
_fallocate = getattr(_libc, "fallocate", None)
if _fallocate is not None:
    _fallocate.argtypes = [ctypes.c_int, ctypes.c_int, ctypes.c_int64, ctypes.c_int64]


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


def clear(descriptor: int, position: int, size: int) -> None:
    """Make bytes zero and give their room back, or only the former where the file system cannot do the latter.

    Raises
    ------
    OSError
        Some of the bytes may be left.
    """
    if _fallocate is not None and _fallocate(descriptor, _PUNCH_HOLE | _KEEP_SIZE, position, size) == 0:
        return
    zeros = memoryview(bytes(min(size, _ZEROS_BYTES)))
    for at in range(position, position + size, _ZEROS_BYTES):
        write_at(descriptor, [zeros[: position + size - at]], at)
