"""Answers that never change: the bytes of an Instance are what they are."""

from collections.abc import Mapping

from fastapi import Request, Response

from teleread.views.instances import StoredInstance

FOR_EVER = "private, max-age=31536000, immutable"
RECIPE = "1"
"""Counts the changes to how pictures are made from the same bytes."""


def etag_of(instance: StoredInstance, *parts: object) -> str:
    """Return the tag of something made from an Instance in one way (RFC 9110 8.8.3)."""
    return '"' + "-".join((instance.sha256.hex()[:32], RECIPE, *(str(part) for part in parts))) + '"'


def unchanged(request: Request, etag: str, headers: Mapping[str, str] | None = None) -> Response | None:
    """Return 304 with the headers of the whole answer when the client has it, else None (RFC 9110 13.1.2)."""
    held = request.headers.get("if-none-match", "")
    if etag in (one.strip().removeprefix("W/") for one in held.split(",")) or held.strip() == "*":
        return Response(status_code=304, headers=headers or cached(etag))
    return None


def cached(etag: str) -> dict[str, str]:
    """Return the headers that let the caller's own browser keep it, for this login alone.

    References
    ----------
    RFC 9111 4.1: what was kept for one Cookie or Authorization answers no other.
    """
    varying = {"Vary": "Authorization, Cookie", "X-Content-Type-Options": "nosniff"}
    return {"ETag": etag, "Cache-Control": FOR_EVER, **varying}


def asked_again(etag: str) -> dict[str, str]:
    """Return the headers that let it be kept, but asked about again each time.

    What lies at an address of UIDs may change: a person may decide that another
    copy of the Instance is the current one.
    """
    varying = {"Vary": "Accept, Authorization, Cookie", "X-Content-Type-Options": "nosniff"}
    return {"ETag": etag, "Cache-Control": "private, no-cache", **varying}
