"""The bytes of an Instance on their way out: to the decoders, or as they were received."""

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import Depends, Request

from storage import ObjectMissing, StoreUnavailable
from teleread.dicom.decoding.pool import Answer, DecoderPool, OriginalUnreadable, Source
from teleread.views.instances import StoredInstance
from teleread.web.dependencies import Caller, Runtime
from teleread.workflow.desk.study import open_study

CHUNK_BYTES = 256 << 10


async def decoder_pool(request: Request) -> DecoderPool:
    """Return the decoders of this process."""
    pool: DecoderPool = request.app.state.decoders
    return pool


Decoders = Annotated[DecoderPool, Depends(decoder_pool)]


def opened(run: Runtime, caller: Caller, instance: StoredInstance) -> StoredInstance:
    """Note that the caller looks at the Instance's Study, whichever way they came to it, and return the Instance."""
    open_study(
        run.database,
        caller.scope,
        instance.study_id,
        clinic_id=instance.clinic_id,
        account=caller.account,
        at=run.clock(),
    )
    return instance


def decode(run: Runtime, decoders: DecoderPool, instance: StoredInstance, operation: str, **arguments: Any) -> Answer:
    """Have the decoders do one operation on an Instance.

    Raises
    ------
    CannotShow
        With its reason.
    Unavailable
        If the object cannot be read, or every decoder is busy.
    """
    try:
        with run.store.open(instance.locator) as stream:
            source = Source(stream, instance.size_bytes, instance.transfer_syntax_uid, instance.site_default)
            return decoders.run(operation, source, **arguments)
    except (ObjectMissing, StoreUnavailable) as problem:
        raise OriginalUnreadable from problem


def original(run: Runtime, instance: StoredInstance, *, start: int = 0, length: int | None = None) -> Iterator[bytes]:
    """Return the chunks of the file as stored, or of a part of it; the object is opened before the answer begins.

    Raises
    ------
    OriginalUnreadable
        If the object cannot be read.
    """
    chunks = _chunks(run, instance, start, length)
    try:
        first = next(chunks, b"")
    except (ObjectMissing, StoreUnavailable) as problem:
        raise OriginalUnreadable from problem
    return _after(first, chunks)


def _chunks(run: Runtime, instance: StoredInstance, start: int, length: int | None) -> Iterator[bytes]:
    with run.store.open(instance.locator, start=start, length=length) as stream:
        while chunk := stream.read(CHUNK_BYTES):
            yield chunk


def _after(first: bytes, chunks: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from chunks
