"""Objects that have a file each, the envelope behind the bytes."""

import io
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from storage.bodies import NamedFileBody
from storage.calls import disk_errors, sync_folder
from storage.contract import (
    Incoming,
    ObjectDamaged,
    ObjectExists,
    ObjectMissing,
    StoredObject,
    checked_key,
    is_segment,
    span,
)
from storage.folders import DurableFolders
from storage.footer import Footer, read_footer, write_footer
from storage.locked import create_locked, remove_orphans
from storage.ranged import Ranged

READ_BUFFER_BYTES = 128 * 1024


class Files:
    """Objects under the keys they were given, below one folder.

    A file is written in another folder, synced, linked to its name (which
    fails if the name exists) and the name's folder synced, in this order, so
    that a crash leaves a whole object or a file that nobody looks at.

    See docs/decisions/0012-objects-on-disk.md.
    """

    def __init__(self, folder: Path, incoming: Path, folders: DurableFolders) -> None:
        self._folder, self._incoming, self._folders = folder, incoming, folders
        with disk_errors(folder):
            remove_orphans(incoming)

    def refuse_used(self, key: str) -> None:
        """Raise `ObjectExists` if there is an object already."""
        path = self._path(key)
        with disk_errors(path):
            if path.exists():
                raise ObjectExists(key)

    def begin(self) -> NamedFileBody:
        """Make a file that is no object yet."""
        with disk_errors(self._incoming):
            return NamedFileBody(*create_locked(self._incoming))

    def keep(self, key: str, file: NamedFileBody, written: Incoming, envelope: Mapping[str, str]) -> StoredObject:
        """Make the file an object, and return once that is durable."""
        target, footer = self._path(key), Footer(written.size_bytes, written.sha256, dict(envelope))
        file.append(memoryview(write_footer(footer)))
        with disk_errors(target):
            os.fdatasync(file.descriptor)
            self._publish(file.path, target, key)
        return StoredObject(key, footer.size_bytes, footer.sha256, footer.envelope)

    def open(self, locator: str, *, start: int, length: int | None) -> BinaryIO:
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

    def walk(self, damaged: list[str]) -> Iterator[StoredObject]:
        """Yield every whole object, and note what is damaged."""
        for locator in self._locators(self._folder):
            try:
                yield self.stat(locator)
            except ObjectMissing:
                continue
            except ObjectDamaged:
                damaged.append(locator)

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
            self._folders.make(target.parent)
            os.link(temporary, target)
        except (FileExistsError, NotADirectoryError):
            raise ObjectExists(key) from None
        try:
            sync_folder(target.parent)
        except OSError:
            target.unlink()
            raise

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
