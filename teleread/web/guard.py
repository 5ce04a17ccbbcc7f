"""What holds for every request: protecting headers, a bounded body, a line in the log.

Plain ASGI, so that a long answer streams through untouched.
"""

import re
import time
import traceback
from pathlib import Path

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from teleread.web.metrics import Meters
from teleread.web.problems import problem_of_status

log = structlog.get_logger()

GREATEST_BODY_BYTES = 1024 * 1024
"""Drafts and forms are far smaller."""
GREATEST_UPLOAD_BYTES = 8 << 30
"""A request to store Instances, which goes to a file part by part."""
GREATEST_PICTURE_BYTES = 12 * 1024 * 1024
"""A photograph of a telephone, attached to a question or its answer."""
PICTURES = re.compile(r"/api/readings/[^/]+/pictures")
UPLOADS = re.compile(r"/dicom-web(/clinics/[^/]+)?/studies(/[^/]+)?")

PAGE_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "worker-src 'self' blob:",
        "style-src 'self' 'unsafe-inline'",  # the component library sets style attributes
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"
DOCUMENT_POLICY = "frame-ancestors 'self'"
"""A report's PDF is shown inside our own page; browsers draw it with parts of their own."""

FRAMED = ("application/pdf", "text/plain")
"""What our pages show in a frame: documents, as paper or as text."""

POLICIES = {
    "text/html": PAGE_POLICY,
    "text/javascript": PAGE_POLICY,  # a worker obeys the policy of its own script, not of the page
    "image/svg+xml": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "application/pdf": DOCUMENT_POLICY,
    "text/plain": DOCUMENT_POLICY,
}


class AnswerBroken(Exception):
    """An answer that had begun cannot be finished; the connection is cut so that nobody takes it for whole."""


class ProtectingHeaders:
    """Says to the browser what no page of ours needs, and keeps answers out of caches."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add headers to its answer."""

        async def send_protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                protect(MutableHeaders(scope=message), is_secure=scope.get("scheme") == "https")
            await send(message)

        await self.app(scope, receive, send_protected if scope["type"] == "http" else send)


def protect(headers: MutableHeaders, *, is_secure: bool) -> None:
    """Set the headers that every answer bears; one that a route has set stays."""
    kind = headers.get("Content-Type", "").partition(";")[0]
    is_document = kind in FRAMED
    policy = POLICIES.get(kind, DATA_POLICY)
    headers.setdefault("Content-Security-Policy", policy)
    headers.setdefault("X-Frame-Options", "SAMEORIGIN" if is_document else "DENY")
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "no-referrer")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
    headers.setdefault("Cache-Control", "no-store")
    if is_secure:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")


class BoundedBody:
    """Refuses a body that is longer than any form of ours, before or while it is read.

    Only what stores Instances may be longer: its route reads no body before it
    knows who asks, and holds none of it in memory.
    """

    def __init__(
        self, app: ASGIApp, *, greatest_bytes: int = GREATEST_BODY_BYTES, greatest_upload: int = GREATEST_UPLOAD_BYTES
    ) -> None:
        self.app = app
        self.greatest_bytes, self.greatest_upload = greatest_bytes, greatest_upload

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on unless it says that it is too long; count what comes."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        greatest = self._greatest(scope)
        declared = Headers(scope=scope).get("Content-Length", "0")
        if not declared.isdecimal() or int(declared) > greatest:
            await problem_of_status(413)(scope, receive, send)
            return
        received = 0

        async def receive_counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > greatest:
                raise HTTPException(413)
            return message

        await self.app(scope, receive_counted, send)

    def _greatest(self, scope: Scope) -> int:
        if scope["method"] == "POST" and UPLOADS.fullmatch(scope["path"]):
            return self.greatest_upload
        if scope["method"] == "POST" and PICTURES.fullmatch(scope["path"]):
            return max(self.greatest_bytes, GREATEST_PICTURE_BYTES)
        return self.greatest_bytes


class RequestLog:
    """Writes a line for each request and counts it: the route's pattern, never its values or query."""

    def __init__(self, app: ASGIApp, *, meters: Meters) -> None:
        self.app = app
        self.meters = meters

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and note how it went."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, status, has_begun = time.perf_counter(), 500, False

        async def send_noted(message: Message) -> None:
            nonlocal status, has_begun
            if message["type"] == "http.response.start":
                status, has_begun = message["status"], True
            await send(message)

        try:
            await self.app(scope, receive, send_noted)
        except Exception as error:  # noqa: BLE001  (whatever it is, its message may hold patient data)
            log_failure(error, route=route_of(scope))
            if has_begun:
                raise AnswerBroken from None
            await problem_of_status(500)(scope, receive, send)
        finally:
            took = time.perf_counter() - began
            route = route_of(scope)
            self.meters.note(scope["method"], route, status=status, seconds=took)
            log.info("web.request", method=scope["method"], route=route, status=status, took_ms=round(took * 1000))


def log_failure(error: BaseException, *, route: str) -> None:
    """Log what kind of error arose and where, without its message: that may hold patient data."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    cause = error.__cause__ or error.__context__
    log.error(
        "web.failed", route=route, kind=type(error).__name__, cause=type(cause).__name__ if cause else None, at=places
    )


def route_of(scope: Scope) -> str:
    """Return the pattern of the route that answered, such as `/api/readings/{reading_id}`."""
    return getattr(scope.get("route"), "path", "unmatched")
