"""multipart/related answers (RFC 2387)."""

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from fastapi import Response
from fastapi.responses import StreamingResponse

AT_ONCE_BYTES = 4 << 20
"""A short answer is read before it begins: each chunk of a stream changes threads twice."""


@dataclass(frozen=True, slots=True)
class Part:
    """One body part: its type, where it can be had alone, its size and its bytes."""

    content_type: str
    location: str
    size_bytes: int
    chunks: Iterable[bytes]


def related(parts: Iterable[Part], media_type: str) -> Response:
    """Return the parts as one answer; of a long one, a part's chunks are read when their turn comes.

    References
    ----------
    PS3.18 8.6.1.2 (multipart payloads).
    """
    boundary = secrets.token_hex(16)
    kept = list(parts)
    heads = [_head(part, boundary) for part in kept]
    end = f"\r\n--{boundary}--\r\n".encode()
    length = sum(len(head) + part.size_bytes for head, part in zip(heads, kept, strict=True)) + len(end)
    headers = {
        "Content-Type": f'multipart/related; type="{media_type}"; boundary={boundary}',
        "Content-Length": str(length),
    }
    body = _body(heads, kept, end)
    if length <= AT_ONCE_BYTES:
        return Response(b"".join(body), headers=headers)
    return StreamingResponse(body, headers=headers)


def in_turn(parts: Iterator[Part], media_type: str) -> Response:
    """Return parts that are made one after the other; only the first is there before the answer begins.

    Its length is not known before, so HTTP's own framing tells whether it is whole.
    """
    boundary = secrets.token_hex(16)
    first = next(parts)

    def body() -> Iterator[bytes]:
        for part in chain([first], parts):
            yield _head(part, boundary)
            yield from part.chunks
        yield f"\r\n--{boundary}--\r\n".encode()

    return StreamingResponse(
        body(), headers={"Content-Type": f'multipart/related; type="{media_type}"; boundary={boundary}'}
    )


def _head(part: Part, boundary: str) -> bytes:
    return (
        f"\r\n--{boundary}\r\nContent-Type: {part.content_type}\r\n"
        f"Content-Length: {part.size_bytes}\r\nContent-Location: {part.location}\r\n\r\n"
    ).encode()


def _body(heads: list[bytes], parts: list[Part], end: bytes) -> Iterator[bytes]:
    for head, part in zip(heads, parts, strict=True):
        yield head
        yield from part.chunks
    yield end
