"""Objects as files of a folder: the embedded default, durable before it returns."""

import errno
import fcntl
import hashlib
import io
import os
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager as ContextManager
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from storage.contract import (
    ObjectDamaged,
    ObjectExists,
    ObjectMissing,
    StoredObject,
    StoreUnavailable,
    checked_key,
    is_segment,
    pack_envelope,
    span,
)
from storage.footer import Footer, read_footer, write_footer
from storage.ranged import Ranged

INCOMING = ".incoming"
"""Where files lie until they are whole. No key begins with a dot."""

READ_BUFFER_BYTES = 128 * 1024
FOLDERS_REMEMBERED = 10_000


class DiskStore:
    """Objects under one folder, one file each, the envelope behind the bytes.

    A file is written under `.incoming`, synced, linked to its name (which
    fails if the name exists) and its folder synced, in this order, so that a
    crash leaves a whole object or a file that nobody looks at. Several
    processes may share the folder.

    See docs/decisions/0012-objects-on-disk.md.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder.absolute()
        self._incoming = self._folder / INCOMING
        self._durable_folders: set[Path] = set()
        with _disk_errors(self._folder):
            self._make_folder(self._incoming)
            _remove_orphans(self._incoming)

    def put(self, key: str, chunks: Iterable[bytes], envelope: Mapping[str, str]) -> StoredObject:
        """Write, sync and publish the chunks."""
        target = self._path(key)
        pack_envelope(envelope)
        with _disk_errors(target):
            if target.exists():
                raise ObjectExists(key)
            temporary, descriptor = _create_locked(self._incoming)
        try:
            size_bytes, sha256 = _write_all(descriptor, chunks)
            footer = Footer(size_bytes, sha256, dict(envelope))
            with _disk_errors(target):
                _write(descriptor, write_footer(footer))
                os.fdatasync(descriptor)
                self._publish(temporary, target, key)
        finally:
            with suppress(OSError):
                temporary.unlink()
            os.close(descriptor)
        return StoredObject(key, size_bytes, sha256, footer.envelope)

    def open(self, locator: str, *, start: int = 0, length: int | None = None) -> ContextManager[BinaryIO]:
        """Open a range of the bytes."""
        descriptor = self._open(locator)
        try:
            footer = _footer_of(descriptor, locator)
            first, size = span(footer.size_bytes, start, length)
            return io.BufferedReader(_Range(descriptor, first, size, locator), READ_BUFFER_BYTES)
        except BaseException:
            os.close(descriptor)
            raise

    def stat(self, locator: str) -> StoredObject:
        """Return what the footer says."""
        descriptor = self._open(locator)
        try:
            footer = _footer_of(descriptor, locator)
        finally:
            os.close(descriptor)
        return StoredObject(locator, footer.size_bytes, footer.sha256, footer.envelope)

    def delete(self, locator: str) -> None:
        """Remove the file and sync its folder."""
        path = self._path(locator)
        with _disk_errors(path):
            try:
                path.unlink()
            except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
                raise ObjectMissing(locator) from None
            _sync_folder(path.parent)

    def walk(self) -> Iterator[StoredObject]:
        """Yield every whole object; what lies in `.incoming` is none."""
        damaged = []
        for locator in self._locators(self._folder):
            try:
                yield self.stat(locator)
            except ObjectMissing:
                continue
            except ObjectDamaged:
                damaged.append(locator)
        if damaged:
            raise ObjectDamaged(*damaged)

    def _path(self, key: str) -> Path:
        return self._folder / checked_key(key)

    def _open(self, locator: str) -> int:
        path = self._path(locator)
        with _disk_errors(path):
            try:
                return os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
            except (FileNotFoundError, NotADirectoryError):
                raise ObjectMissing(locator) from None

    def _publish(self, temporary: Path, target: Path, key: str) -> None:
        try:
            self._make_folder(target.parent)
            os.link(temporary, target)
        except (FileExistsError, NotADirectoryError):
            raise ObjectExists(key) from None
        try:
            _sync_folder(target.parent)
        except OSError:
            target.unlink()
            raise

    def _make_folder(self, folder: Path) -> None:
        """Make a folder and be sure of its entry in every folder above.

        Another process may have made it a moment ago and not synced it yet, so
        a folder that exists is synced once too.
        """
        if folder in self._durable_folders:
            return
        if folder != self._folder:
            self._make_folder(folder.parent)
        folder.mkdir(mode=0o700, parents=folder == self._folder, exist_ok=True)
        _sync_folder(folder.parent)
        if len(self._durable_folders) >= FOLDERS_REMEMBERED:
            self._durable_folders.clear()
        self._durable_folders.add(folder)

    def _locators(self, folder: Path) -> Iterator[str]:
        with _disk_errors(folder), os.scandir(folder) as entries:
            for entry in entries:
                if not is_segment(entry.name):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    yield from self._locators(Path(entry.path))
                elif entry.is_file(follow_symlinks=False):
                    yield str(Path(entry.path).relative_to(self._folder))


class _Range(Ranged):
    """A part of an open file; owns the descriptor."""

    def __init__(self, descriptor: int, first: int, size: int, locator: str) -> None:
        super().__init__(size)
        self._descriptor, self._first, self._locator = descriptor, first, locator

    def _read_at(self, position: int, wanted: memoryview) -> int:
        with _disk_errors(self._locator):
            count = os.preadv(self._descriptor, [wanted], self._first + position)
        if count == 0:
            raise ObjectDamaged(self._locator)
        return count

    def close(self) -> None:
        if not self.closed:
            os.close(self._descriptor)
        super().close()


@contextmanager
def _disk_errors(what: Path | str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreUnavailable(f"{what}: {error.strerror or error}") from error


def _footer_of(descriptor: int, locator: str) -> Footer:
    with _disk_errors(locator):
        try:
            return read_footer(descriptor)
        except ValueError:
            raise ObjectDamaged(locator) from None
        except IsADirectoryError:
            raise ObjectMissing(locator) from None


def _create_locked(folder: Path) -> tuple[Path, int]:
    """Create a file that a cleaner cannot take for an orphan.

    A cleaner that locked the file before its maker did has removed it by the
    time the maker gets the lock: then another is made.
    """
    while True:
        path = folder / secrets.token_hex(16)
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            if os.fstat(descriptor).st_nlink:
                return path, descriptor
        except OSError:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _remove_orphans(folder: Path) -> None:
    for path in folder.iterdir():
        with suppress(FileNotFoundError, BlockingIOError):
            descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                path.unlink()
            finally:
                os.close(descriptor)


def _write_all(descriptor: int, chunks: Iterable[bytes]) -> tuple[int, bytes]:
    digest, size_bytes = hashlib.sha256(), 0
    for chunk in chunks:
        digest.update(chunk)
        size_bytes += len(chunk)
        with _disk_errors("incoming object"):
            _write(descriptor, chunk)
    return size_bytes, digest.digest()


def _write(descriptor: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        written = os.write(descriptor, rest)
        if written == 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        rest = rest[written:]


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
