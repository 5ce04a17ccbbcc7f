"""Folders that are there after a power cut."""

from pathlib import Path

from storage.calls import sync_folder

FOLDERS_REMEMBERED = 10_000


class DurableFolders:
    """What a process knows of the folders below one, and of that one itself."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._durable: set[Path] = set()

    def make(self, folder: Path) -> None:
        """Make a folder and be sure of its entry in every folder above.

        Another process may have made it a moment ago and not synced it yet, so
        a folder that exists is synced once too.
        """
        if folder in self._durable:
            return
        if folder != self._root:
            self.make(folder.parent)
        folder.mkdir(mode=0o700, parents=folder == self._root, exist_ok=True)
        sync_folder(folder.parent)
        if len(self._durable) >= FOLDERS_REMEMBERED:
            self._durable.clear()
        self._durable.add(folder)
