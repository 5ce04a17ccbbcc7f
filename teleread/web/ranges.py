"""A file as a whole or in part, so that a broken download goes on where it stopped."""

import re
from collections.abc import Callable, Iterable, Mapping

from fastapi import HTTPException, Request, Response
from fastapi.responses import StreamingResponse

from teleread.views.instances import StoredInstance
from teleread.web.caching import unchanged
from teleread.web.dependencies import Runtime
from teleread.web.originals import original

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def file_of(
    request: Request, run: Runtime, instance: StoredInstance, *, etag: str, headers: Mapping[str, str]
) -> Response:
    """Return an Instance's file: 304 if the client has it, 206 with the part that it asks for, else all of it.

    Raises
    ------
    HTTPException
        With 416 if the part lies outside the file.
    OriginalUnreadable
        If the object cannot be read.

    References
    ----------
    RFC 9110 13.2.2 (precedence), 14 (ranges). Several ranges at once are answered by the whole file.
    """
    return ranged(
        request,
        instance.size_bytes,
        lambda start, length: original(run, instance, start=start, length=length),
        etag=etag,
        headers=headers,
    )


def ranged(
    request: Request,
    size_bytes: int,
    chunks: Callable[[int, int], Iterable[bytes]],
    *,
    etag: str,
    headers: Mapping[str, str],
) -> Response:
    """Return what `chunks` yields from a start and of a length as `file_of` does."""
    if (answer := unchanged(request, etag, headers)) is not None:
        return answer
    part = _asked(request, size_bytes, etag)
    start, length = part or (0, size_bytes)
    about = {**headers, "ETag": etag, "Accept-Ranges": "bytes", "Content-Length": str(length)}
    if part is not None:
        about["Content-Range"] = f"bytes {start}-{start + length - 1}/{size_bytes}"
    return StreamingResponse(chunks(start, length), status_code=200 if part is None else 206, headers=about)


def _asked(request: Request, size_bytes: int, etag: str) -> tuple[int, int] | None:
    """Return where the asked part starts and how long it is; None for the whole file."""
    found = _RANGE.fullmatch(request.headers.get("range", "").strip())
    if found is None or found[0] == "bytes=-" or request.headers.get("if-range", etag) != etag:
        return None
    first, last = found.groups()
    start = int(first) if first else max(0, size_bytes - int(last))
    end = min(int(last) + 1, size_bytes) if first and last else size_bytes
    if first and last and int(last) < start:
        return None
    if start >= end:
        raise HTTPException(416, headers={"Content-Range": f"bytes */{size_bytes}"})
    return start, end - start
