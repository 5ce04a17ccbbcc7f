"""From a URL to the store behind it."""

from pathlib import Path

from storage.contract import ObjectStore
from storage.disk import DiskStore
from storage.memory import MemoryStore


def open_store(url: str) -> ObjectStore:
    """Open the object store that a URL names.

    Parameters
    ----------
    url
        `disk:PATH`, `memory:` or `s3+https://KEY:SECRET@HOST:PORT/BUCKET`
        (`s3+http` inside one machine); key and secret percent-encoded. An S3
        URL takes `?region=R`, `?ca=FILE` and `?spool=FOLDER` (where an object
        waits while it is sent).

    Raises
    ------
    StoreUnavailable
        If the folder cannot be made or written.
    ValueError
        If the URL names no store. The message does not repeat it: it may hold
        a secret.
    """
    scheme, _, rest = url.partition(":")
    if scheme == "memory":
        return MemoryStore()
    if scheme == "disk" and rest:
        return DiskStore(Path(rest))
    if scheme in {"s3+http", "s3+https"}:
        from storage.s3 import open_s3  # noqa: PLC0415  (the client costs 0.1 s and 20 MB that a disk store need not pay)

        return open_s3(url)
    raise ValueError("an object store is disk:PATH, memory: or s3+https://KEY:SECRET@HOST:PORT/BUCKET")
