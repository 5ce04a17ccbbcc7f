"""Objects in a bucket of any S3: the only import of the client."""

import base64
import binascii
import io
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager as ContextManager
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from urllib.parse import parse_qs, unquote, urlsplit

import urllib3
from minio import Minio
from minio.datatypes import Object
from minio.error import MinioException, S3Error

from storage.contract import (
    Incoming,
    ObjectDamaged,
    ObjectExists,
    ObjectMissing,
    StoredObject,
    StoreUnavailable,
    checked_key,
    is_segment,
    pack_envelope,
    span,
    unpack_envelope,
)
from storage.incoming import written_to
from storage.ranged import Ranged
from storage.spool import Spool

CONNECTIONS = 32
PART_BYTES = 16 * 1024 * 1024
"""Memory of one put, and the size up to which an object goes in one request."""
SMALL_BYTES = 8 * 1024 * 1024
"""What of an incoming object waits in memory, before it waits on the disk."""
MEMORY_BYTES = 64 * 1024 * 1024
SPOOL_BYTES = 8 * 1024**3
READ_BUFFER_BYTES = 128 * 1024
_MISSING_CODES = frozenset({"NoSuchKey", "NoSuchObject", "ResourceNotFound"})


def open_s3(url: str) -> "S3Store":
    """Open the bucket behind `s3+https://KEY:SECRET@HOST:PORT/BUCKET?region=R&ca=FILE&spool=FOLDER`.

    Nothing is sent yet; the bucket is made with the first use if it is not there.
    """
    parts = urlsplit(url.removeprefix("s3+"))
    bucket, options = parts.path.strip("/"), parse_qs(parts.query)
    if not (parts.hostname and parts.username and parts.password and bucket):
        raise ValueError("an S3 store is s3+https://KEY:SECRET@HOST:PORT/BUCKET")
    client = Minio(
        parts.netloc.rpartition("@")[2],
        unquote(parts.username),
        unquote(parts.password),
        secure=parts.scheme == "https",
        region=options.get("region", ["us-east-1"])[0],
        http_client=_http_client(options.get("ca", [None])[0]),
    )
    spool = options.get("spool", [None])[0]
    return S3Store(
        client, bucket, Spool(Path(spool) if spool else None, memory_bytes=MEMORY_BYTES, limit_bytes=SPOOL_BYTES)
    )


def _http_client(ca_certs: str | None) -> urllib3.PoolManager:
    return urllib3.PoolManager(
        maxsize=CONNECTIONS,
        timeout=urllib3.Timeout(connect=5, read=60),
        retries=urllib3.Retry(total=3, backoff_factor=0.2, status_forcelist=(500, 502, 503, 504)),
        cert_reqs="CERT_REQUIRED",
        ca_certs=ca_certs,
    )


class S3Store:
    """Objects of one bucket; envelope and SHA-256 lie in each object's metadata.

    S3 writes an object whole or not at all. The client has no conditional put,
    so a used key is found by asking first: keys must be random. As durable as
    the server is told to be.

    See docs/decisions/0013-objects-in-s3.md.
    """

    def __init__(self, client: Minio, bucket: str, spool: Spool) -> None:
        self._client, self._name, self._spool = client, bucket, spool
        self._lock = threading.Lock()
        self._is_ready = False

    def put(self, key: str, chunks: Iterable[bytes], envelope: Mapping[str, str]) -> StoredObject:
        """Gather the chunks, then send them."""
        pack_envelope(envelope)
        with self.incoming(key) as incoming:
            for chunk in chunks:
                incoming.write(chunk)
            self._refuse_used(key)
            return incoming.finish(envelope)

    @contextmanager
    def incoming(self, key: str) -> Iterator[Incoming]:
        """Begin an object: it is sent when it is whole."""
        checked_key(key)
        body = self._spool.body(in_memory_bytes=SMALL_BYTES)
        yield from written_to(body, lambda written, envelope: self._finish(key, written, envelope))

    def _finish(self, key: str, written: Incoming, envelope: Mapping[str, str]) -> StoredObject:
        stored = StoredObject(key, written.size_bytes, written.sha256, dict(envelope))
        try:
            self._send(stored, written.reader())
        except (StoreUnavailable, ObjectMissing):
            self._settle(stored)
        return stored

    def open(self, locator: str, *, start: int = 0, length: int | None = None) -> ContextManager[BinaryIO]:
        """Open a range of the bytes; they are asked for when they are read."""
        first, size = span(self.stat(locator).size_bytes, start, length)
        return io.BufferedReader(_Range(self._client, self._name, locator, first, size), READ_BUFFER_BYTES)

    def stat(self, locator: str) -> StoredObject:
        """Return what the metadata says."""
        checked_key(locator)
        with _s3_errors(locator):
            found = self._client.stat_object(self._bucket(), locator)
        return _read_metadata(locator, found)

    def delete(self, locator: str) -> None:
        """Remove the object."""
        checked_key(locator)
        with _s3_errors(locator):
            self._client.stat_object(self._bucket(), locator)
            self._client.remove_object(self._name, locator)

    def walk(self) -> Iterator[StoredObject]:
        """Yield every object of the bucket that a put has made."""
        damaged = []
        with _s3_errors(self._name):
            for listed in self._client.list_objects(self._bucket(), recursive=True):
                locator = listed.object_name or ""
                if not all(map(is_segment, locator.split("/"))):
                    continue
                try:
                    yield self.stat(locator)
                except ObjectMissing:
                    continue
                except ObjectDamaged:
                    damaged.append(locator)
        if damaged:
            raise ObjectDamaged(*damaged)

    def _bucket(self) -> str:
        with self._lock:
            if not self._is_ready and not self._client.bucket_exists(self._name):
                _make_bucket(self._client, self._name)
            self._is_ready = True
        return self._name

    def _refuse_used(self, key: str) -> None:
        try:
            self.stat(key)
        except ObjectMissing:
            return
        except ObjectDamaged:
            pass
        raise ObjectExists(key)

    def _send(self, stored: StoredObject, content: BinaryIO) -> None:
        packed = pack_envelope(stored.envelope)
        metadata = {"envelope": base64.b64encode(packed).decode(), "sha256": stored.sha256.hex()}
        with _s3_errors(stored.locator):
            self._client.put_object(
                self._bucket(),
                stored.locator,
                content,
                stored.size_bytes,
                metadata=dict(metadata),
                part_size=PART_BYTES,
                num_parallel_uploads=1,
            )

    def _settle(self, stored: StoredObject) -> None:
        """Find out, after a failure, whether the object arrived all the same."""
        try:
            if self.stat(stored.locator) == stored:
                return
        except (ObjectMissing, ObjectDamaged):
            pass
        raise StoreUnavailable(f"{stored.locator}: not sent")


class _Range(Ranged):
    """A part of an object; each jump is a new request."""

    def __init__(self, client: Minio, bucket: str, locator: str, first: int, size: int) -> None:
        super().__init__(size)
        self._client, self._bucket, self._locator, self._first = client, bucket, locator, first
        self._response: urllib3.BaseHTTPResponse | None = None
        self._response_at = 0

    def _read_at(self, position: int, wanted: memoryview) -> int:
        with _s3_errors(self._locator):
            if self._response is None or self._response_at != position:
                self._drop()
                self._response = self._client.get_object(
                    self._bucket, self._locator, offset=self._first + position, length=self._size - position
                )
                self._response_at = position
            got = self._response.read(len(wanted))
        if not got:
            raise StoreUnavailable(f"{self._locator}: ended early")
        wanted[: len(got)] = got
        self._response_at += len(got)
        return len(got)

    def _drop(self) -> None:
        if self._response is not None:
            self._response.close()
            self._response.release_conn()
            self._response = None

    def close(self) -> None:
        self._drop()
        super().close()


@contextmanager
def _s3_errors(locator: str) -> Iterator[None]:
    try:
        yield
    except S3Error as error:
        if error.code in _MISSING_CODES:
            raise ObjectMissing(locator) from None
        raise StoreUnavailable(f"{locator}: {error.code}") from error
    except (MinioException, urllib3.exceptions.HTTPError, OSError) as error:
        raise StoreUnavailable(f"{locator}: {type(error).__name__}") from error


def _read_metadata(locator: str, found: Object) -> StoredObject:
    metadata = found.metadata or {}
    try:
        envelope = unpack_envelope(base64.b64decode(metadata["x-amz-meta-envelope"], validate=True))
        sha256 = bytes.fromhex(metadata["x-amz-meta-sha256"])
    except (KeyError, ValueError, binascii.Error):
        raise ObjectDamaged(locator) from None
    if found.size is None or len(sha256) != 32:
        raise ObjectDamaged(locator)
    return StoredObject(locator, found.size, sha256, envelope)


def _make_bucket(client: Minio, name: str) -> None:
    try:
        client.make_bucket(name)
    except S3Error as error:
        if error.code not in {"BucketAlreadyOwnedByYou", "BucketAlreadyExists"}:
            raise
