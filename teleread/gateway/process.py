"""The process from its start to its end: ports, folders, signals."""

import resource
import signal
import sys
import tempfile
import threading
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import structlog

from storage import StoreUnavailable
from teleread.config import Settings
from teleread.database import DatabaseUnavailable, open_database
from teleread.dicom.scp import Bounds, Identity, Ports, TlsPort, TlsUnusable, listening
from teleread.gateway.clock import now
from teleread.gateway.receiving import Gateway
from teleread.health.endpoint import answering
from teleread.health.pulse import Pulse
from teleread.health.room import open_reserved_store, reserve_of

log = structlog.get_logger()

LOOK_UP_SECONDS = 1.0
"""A signal that comes just before an endless wait begins would be noticed after it, so never."""
SWITCH_SECONDS = 0.0003
"""A thread that has its bytes on the disk waits this long for its turn to answer, not 5 ms (10 % more Instances)."""


def run(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT; exit with 1 and one line if it cannot start."""
    sys.setswitchinterval(SWITCH_SECONDS)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    try:
        _raise_file_limit()
        _prepare_spool(settings.data_dir / "spool")
        database = open_database(settings.resolved_database_url)
        store = open_reserved_store(settings)
    except (OSError, StoreUnavailable, DatabaseUnavailable) as error:
        _give_up(f"无法打开数据目录、数据库或对象存储 / cannot open the data folder, database or object store: {error}")
    gateway = Gateway(database, store, settings.ae_title)
    pulse = Pulse(database, store, reserve_of(settings), clock=now)
    try:
        with ExitStack() as open_ports:
            _open_health_port(open_ports, settings, gateway, pulse)
            ports = _open_dicom_ports(open_ports, settings, gateway)
            pulse.start()
            open_ports.callback(pulse.stop)
            log.info("gateway.ready", ae_title=settings.ae_title, port=ports.plain, tls_port=ports.tls)
            while not stop.wait(LOOK_UP_SECONDS):
                continue
            log.info("gateway.stopping")
            gateway.hurry()
    finally:
        gateway.close()
        database.close()
    log.info("gateway.stopped")


def _open_dicom_ports(open_ports: ExitStack, settings: Settings, gateway: Gateway) -> Ports:
    try:
        return open_ports.enter_context(
            listening(
                host=settings.dicom_host,
                port=settings.dicom_port,
                ae_title=settings.ae_title,
                reception=gateway.reception(),
                services=gateway.services(),
                tls=_tls_port(settings, gateway),
                bounds=_bounds(settings),
            )
        )
    except TlsUnusable as error:
        _give_up(f"TLS 证书或密钥无法使用 / certificate or key of TLS cannot be used: {error}")
    except OSError as error:
        port = settings.dicom_port
        _give_up(f"DICOM 端口 {port} 无法使用 / DICOM port {port} cannot be used: {error.strerror}")


def _tls_port(settings: Settings, gateway: Gateway) -> TlsPort | None:
    if not settings.dicom_tls_port:
        return None
    certificate, key = settings.dicom_tls_certificate, settings.dicom_tls_key
    if certificate is None or key is None:
        _give_up(
            "请设置 TELEREAD_DICOM_TLS_CERTIFICATE 和 TELEREAD_DICOM_TLS_KEY / "
            "TELEREAD_DICOM_TLS_PORT needs TELEREAD_DICOM_TLS_CERTIFICATE and TELEREAD_DICOM_TLS_KEY"
        )
    identity = Identity(certificate, key, settings.dicom_tls_authorities)
    return TlsPort(settings.dicom_tls_port, identity, gateway.trusted_certificates)


def _bounds(settings: Settings) -> Bounds:
    most, default = settings.dicom_most_associations, Bounds()
    return replace(
        default,
        most_associations=most,
        most_connections=max(most + most // 5, most + 1),
        idle_seconds=settings.dicom_idle_seconds,
    )


def _raise_file_limit() -> None:
    """Have as many file descriptors as the system grants: each connection needs one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def _open_health_port(open_ports: ExitStack, settings: Settings, gateway: Gateway, pulse: Pulse) -> None:
    host, port = settings.gateway_metrics_host, settings.gateway_metrics_port
    if not port:
        return
    gateway.meters.show("database", lambda: pulse.condition.database)
    gateway.meters.show("store", lambda: pulse.condition.store)
    gateway.meters.show("room", lambda: pulse.condition.room)
    try:
        open_ports.enter_context(answering(host, port, condition=lambda: pulse.condition, figures=gateway.meters.text))
    except OSError as error:
        _give_up(
            f"监控端口 {port} 无法使用，请设置 TELEREAD_GATEWAY_METRICS_PORT / "
            f"port {port} cannot be used ({error.strerror}); set TELEREAD_GATEWAY_METRICS_PORT"
        )


def _prepare_spool(folder: Path) -> None:
    """Have transfers written where there is room, and remove what a killed process left.

    A file in there was never answered with success.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for leftover in folder.glob("tmp*.dcm"):
        leftover.unlink(missing_ok=True)
    tempfile.tempdir = str(folder)


def _give_up(sentence: str) -> NoReturn:
    sys.stderr.write(f"{sentence}\n")
    raise SystemExit(1)
