"""A time-stamping authority by `openssl ts` behind HTTP, which may also answer badly or not at all."""

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.sealing import Hospital

CONFIGURATION = """
[tsa]
default_tsa = ours
[ours]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.3.6.1.4.1.13762.3
digests = sha256, sha384, sha512
ordering = yes
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


@dataclass
class TimeAuthority:
    """Where it listens, how often it was asked, and how it answers: with a stamp unless told otherwise."""

    url: str
    asked: int = 0
    answer: bytes | None = None
    status: int = 200
    is_silent: bool = False
    stop: threading.Event = field(default_factory=threading.Event)


@contextmanager
def time_authority(folder: Path, hospital: Hospital, *, at: datetime) -> Iterator[TimeAuthority]:
    issued = hospital.time_stamping(at)
    (folder / "tsa.pem").write_bytes(issued.pem)
    (folder / "tsa.key").write_bytes(issued.key_pem)
    (folder / "tsa.cnf").write_text(CONFIGURATION.format(folder=folder))
    (folder / "serial").write_text("01\n")
    asking = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers["Content-Length"]))
            assert self.headers["Content-Type"] == "application/timestamp-query"
            with asking:
                authority.asked += 1
                if authority.is_silent:
                    authority.stop.wait(60)
                content = stamped(folder, query) if authority.answer is None else authority.answer
            self.send_response(authority.status)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    authority = TimeAuthority(f"http://127.0.0.1:{server.server_address[1]}/tsa")
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield authority
    finally:
        authority.stop.set()
        server.shutdown()
        server.server_close()
        thread.join()


def stamped(folder: Path, query: bytes) -> bytes:
    (folder / "query.tsq").write_bytes(query)
    command = ["openssl", "ts", "-reply", "-config", folder / "tsa.cnf", "-queryfile", folder / "query.tsq"]
    run = subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert run.returncode == 0, run.stderr.decode()
    return run.stdout
