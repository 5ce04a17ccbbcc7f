"""Files that say by a lock whether whoever writes them is alive."""

import fcntl
import os
import secrets
from contextlib import suppress
from pathlib import Path


def create_locked(folder: Path) -> tuple[Path, int]:
    """Create a file of a random name that a cleaner cannot take for an orphan.

    A cleaner that locked the file before its maker did has removed it by the
    time the maker gets the lock: then another is made.
    """
    while True:
        path = folder / secrets.token_hex(8)
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            if os.fstat(descriptor).st_nlink:
                return path, descriptor
        except OSError:
            os.close(descriptor)
            raise
        os.close(descriptor)


def open_orphan(path: Path) -> int | None:
    """Open and lock a file whose writer is gone; None if it is alive, or the name is another's or nobody's by now."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.path.samestat(os.stat(path, follow_symlinks=False), os.fstat(descriptor)):
            return descriptor
    except (BlockingIOError, FileNotFoundError):
        pass
    except OSError:
        os.close(descriptor)
        raise
    os.close(descriptor)
    return None


def remove_orphans(folder: Path) -> None:
    """Remove every file of the folder whose writer is gone."""
    for path in folder.iterdir():
        descriptor = open_orphan(path)
        if descriptor is not None:
            try:
                with suppress(FileNotFoundError):
                    path.unlink()
            finally:
                os.close(descriptor)
