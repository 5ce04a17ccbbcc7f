"""A small HTTP port for those who watch a process: `/healthz`, `/readyz` and `/metrics`.

It is for the machine itself or a network of the hospital's own; it asks nobody
who they are and tells nothing that needs it.
"""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from prometheus_client.exposition import CONTENT_TYPE_LATEST

from teleread.health.pulse import Condition

SLOWEST_READER_SECONDS = 10


@contextmanager
def answering(
    host: str, port: int, *, condition: Callable[[], Condition], figures: Callable[[], bytes]
) -> Iterator[int]:
    """Answer until the block ends; yield the port, which is chosen if 0 was asked for.

    Raises
    ------
    OSError
        If the port cannot be bound.
    """
    server = ThreadingHTTPServer((host, port), _handler(condition, figures))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, name="health-endpoint", daemon=True)
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(condition: Callable[[], Condition], figures: Callable[[], bytes]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        timeout = SLOWEST_READER_SECONDS

        def do_GET(self) -> None:
            match self.path:
                case "/healthz":
                    self._answer(HTTPStatus.OK, "application/json", b'{"status":"ok"}')
                case "/readyz":
                    found = condition()
                    status = HTTPStatus.OK if found.is_well else HTTPStatus.SERVICE_UNAVAILABLE
                    self._answer(status, "application/json", _said(found))
                case "/metrics":
                    self._answer(HTTPStatus.OK, CONTENT_TYPE_LATEST, figures())
                case _:
                    self._answer(HTTPStatus.NOT_FOUND, "application/json", b"{}")

        def _answer(self, status: HTTPStatus, media_type: str, content: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing: who watches asks every few seconds."""

    return Handler


def _said(condition: Condition) -> bytes:
    words = {"database": ("ok", "unavailable"), "store": ("ok", "unavailable"), "room": ("ok", "low")}
    found = {part: words[part][0 if is_well else 1] for part, is_well in asdict(condition).items()}
    return json.dumps(found).encode()
