"""The web process: open what it works on, serve until it is told to stop."""

import gc
import signal
import socket
import sys
from datetime import UTC, datetime

import uvicorn
from fastapi import FastAPI

from storage import StoreError
from teleread.config import Settings
from teleread.database import open_database
from teleread.errors import TelereadError
from teleread.health.room import open_reserved_store
from teleread.reports.signature import REPORT_KEY_NAME, KeyUnusable, load_or_create_key
from teleread.web.app import THREADS, create_app
from teleread.web.dependencies import Runtime

GRACE_SECONDS = 10
SWITCH_SECONDS = 0.001
"""How long a thread may compute before another gets its turn; an answer changes threads several times."""
BACKLOG = 512


def run(settings: Settings) -> None:
    """Serve pages and API until SIGTERM or SIGINT, then finish what was begun and return.

    Raises
    ------
    SystemExit
        With status 1 after one line on standard error, if the port is taken
        or the database, the store or the key that signs reports cannot be
        opened.
    """
    listener = _listen(settings)
    try:
        database = open_database(settings.resolved_database_url, pool_size=2 * THREADS)
        store = open_reserved_store(settings)
        load_or_create_key(settings.keys_dir / REPORT_KEY_NAME)
    except (TelereadError, StoreError, KeyUnusable, OSError, ValueError) as error:
        sys.exit(
            "数据库、对象存储或签名密钥无法打开 / "
            f"the database, the object store or the signing key cannot be opened: {error}"
        )
    _end_quietly()
    sys.setswitchinterval(SWITCH_SECONDS)
    try:
        app = create_app(Runtime(database, store, settings, _now))
        # What lies there now stays there: looking through it for garbage stops every answer for 0.2 s.
        gc.collect()
        gc.freeze()
        uvicorn.Server(_configuration(settings, app)).run(sockets=[listener])
    finally:
        database.close()


def _configuration(settings: Settings, app: FastAPI) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies,
        timeout_graceful_shutdown=GRACE_SECONDS,
        backlog=BACKLOG,
    )


def _listen(settings: Settings) -> socket.socket:
    host, port = settings.web_host, settings.web_port
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        sys.exit(
            f"网页端口 {host}:{port} 无法使用（{error.strerror}），请设置 TELEREAD_WEB_PORT / "
            f"the web port {host}:{port} cannot be used ({error.strerror}); set TELEREAD_WEB_PORT"
        )
    # What it accepts inherits this. The event loop sets it only on sockets that were made with a protocol's
    # number, and without it the body of an answer waits 40 ms for the client to have acknowledged its head.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def _end_quietly() -> None:
    """Let the server's own handlers decide when to stop, and this process then end with status 0.

    The server raises the signal again when it has stopped, which would end the
    process as killed.
    """
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)


def _now() -> datetime:
    return datetime.now(UTC)
