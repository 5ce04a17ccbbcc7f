"""A time-stamping authority for the demonstration: real tokens, by this machine's own clock and certificate."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Final

from asn1crypto import keys, tsp, x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from teleread.documents.sealing.local import ensure_time_stamping

LARGEST_QUERY: Final = 64 * 1024
SLOWEST_ASKER_SECONDS: Final = 10


@contextmanager
def stamping(folder: Path, *, at: datetime) -> Iterator[str]:
    """Answer time-stamp queries on this machine until the block ends; yield the URL.

    References
    ----------
    RFC 3161 3.4.
    """
    issued = ensure_time_stamping(folder, at=at)
    authority = DummyTimeStamper(
        x509.Certificate.load(issued.certificate.public_bytes(Encoding.DER)),
        keys.PrivateKeyInfo.load(issued.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())),
    )
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(authority))
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, name="demo-time-stamping", daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(authority: DummyTimeStamper) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        timeout = SLOWEST_ASKER_SECONDS

        def do_POST(self) -> None:
            length = self.headers.get("Content-Length", "")
            if not length.isdecimal() or int(length) > LARGEST_QUERY:
                self.send_error(HTTPStatus.BAD_REQUEST)
                return
            try:
                query = tsp.TimeStampReq.load(self.rfile.read(int(length)), strict=True)
                answer = authority.request_tsa_response(query).dump()
            except (ValueError, TypeError, KeyError):
                self.send_error(HTTPStatus.BAD_REQUEST)
                return
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler
