"""Objects as files of a folder: the embedded default, durable before it returns."""

import fcntl
import io
import os
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager as ContextManager
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from storage.blocks import Blocks, Memory
from storage.bodies import NamedFileBody, SpillingBody
from storage.calls import disk_errors, sync_folder
from storage.contract import (
    Incoming,
    ObjectDamaged,
    ObjectExists,
    ObjectMissing,
    StoredObject,
    checked_key,
    is_segment,
    pack_envelope,
    span,
)
from storage.footer import Footer, read_footer, write_footer
from storage.incoming import Written
from storage.ranged import Ranged

INCOMING = ".incoming"
"""Where files lie until they are whole. No key begins with a dot."""

SMALL_BYTES = 8 * 1024 * 1024
"""What of an incoming object is kept in memory, before it is a file."""
MEMORY_BYTES = 64 * 1024 * 1024
"""What all incoming objects keep in memory together."""
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
        self._memory = Memory(limit_bytes=MEMORY_BYTES)
        self._durable_folders: set[Path] = set()
        with disk_errors(self._folder):
            self._make_folder(self._incoming)
            _remove_orphans(self._incoming)

    def put(self, key: str, chunks: Iterable[bytes], envelope: Mapping[str, str]) -> StoredObject:
        """Write, sync and publish the chunks."""
        pack_envelope(envelope)
        with disk_errors(self._path(key)):
            if self._path(key).exists():
                raise ObjectExists(key)
        with self._written(key, limit_bytes=0) as incoming:
            for chunk in chunks:
                incoming.write(chunk)
            return incoming.finish(envelope)

    def incoming(self, key: str) -> ContextManager[Incoming]:
        """Begin an object: in memory, and in a file when it grows."""
        return self._written(checked_key(key), limit_bytes=SMALL_BYTES)

    @contextmanager
    def _written(self, key: str, *, limit_bytes: int) -> Iterator[Written]:
        body = SpillingBody(Blocks(self._memory, limit_bytes=limit_bytes), self._open_file)
        written = Written(body, lambda written, envelope: self._finish(key, written, body, envelope))
        try:
            yield written
        finally:
            written.end()
            body.close()

    def _open_file(self) -> NamedFileBody:
        with disk_errors(self._folder):
            return NamedFileBody(*_create_locked(self._incoming))

    def _finish(
        self, key: str, written: Incoming, body: SpillingBody[NamedFileBody], envelope: Mapping[str, str]
    ) -> StoredObject:
        file, target = body.in_file(), self._path(key)
        footer = Footer(written.size_bytes, written.sha256, dict(envelope))
        file.append(memoryview(write_footer(footer)))
        with disk_errors(target):
            os.fdatasync(file.descriptor)
            self._publish(file.path, target, key)
        return StoredObject(key, footer.size_bytes, footer.sha256, footer.envelope)

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
        with disk_errors(path):
            try:
                path.unlink()
            except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
                raise ObjectMissing(locator) from None
            sync_folder(path.parent)

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
        with disk_errors(path):
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
            sync_folder(target.parent)
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
        sync_folder(folder.parent)
        if len(self._durable_folders) >= FOLDERS_REMEMBERED:
            self._durable_folders.clear()
        self._durable_folders.add(folder)

    def _locators(self, folder: Path) -> Iterator[str]:
        with disk_errors(folder), os.scandir(folder) as entries:
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
        with disk_errors(self._locator):
            count = os.preadv(self._descriptor, [wanted], self._first + position)
        if count == 0:
            raise ObjectDamaged(self._locator)
        return count

    def close(self) -> None:
        if not self.closed:
            os.close(self._descriptor)
        super().close()


def _footer_of(descriptor: int, locator: str) -> Footer:
    with disk_errors(locator):
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
