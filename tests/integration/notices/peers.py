"""A robot's server that answers as it is told, and not at all."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any


@dataclass
class RobotServer:
    """What it heard, and what it answers next; an answer of None is none until the test is over."""

    url: str = ""
    heard: list[tuple[str, Any]] = field(default_factory=list)
    answers: list[tuple[int, bytes] | None] = field(default_factory=list)
    over: Event = field(default_factory=Event)


@contextmanager
def a_robot_server() -> Iterator[RobotServer]:
    server = RobotServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            server.heard.append((self.path, json.loads(body)))
            answer = server.answers.pop(0) if server.answers else (200, b'{"errcode":0,"errmsg":"ok"}')
            if answer is None:
                server.over.wait(60)
                return
            status, content = answer
            self.send_response(status)
            if status == 302:
                self.send_header("Location", "/elsewhere?key=1")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    listener = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.url = f"http://127.0.0.1:{listener.server_address[1]}"
    thread = Thread(target=listener.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        listener.shutdown()
        listener.server_close()
        thread.join()


def a_closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
