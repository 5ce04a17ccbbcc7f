"""The room that is to be left on the disks of an installation."""

from pathlib import Path

from storage import ObjectStore, open_store
from storage.reserve import Reserve, ReservedStore
from teleread.config import Settings

DISK = "disk:"


def reserve_of(settings: Settings) -> Reserve:
    """Return what is to stay free, where the data folder lies and where objects do if that is a folder."""
    url = settings.resolved_object_store_url
    folders = [settings.data_dir.resolve(), *([Path(url.removeprefix(DISK))] if url.startswith(DISK) else [])]
    return Reserve(tuple(folders), settings.disk_reserve_mb << 20)


def open_reserved_store(settings: Settings) -> ObjectStore:
    """Open the object store of the settings, to take in no more once the reserve is reached.

    Raises
    ------
    StoreUnavailable
        If the folder cannot be made or written.
    ValueError
        If the URL names no store.
    """
    return ReservedStore(open_store(settings.resolved_object_store_url), reserve_of(settings))
