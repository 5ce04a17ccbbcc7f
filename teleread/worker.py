"""The worker: the process that does what nobody clicks on."""

import os
import signal
import socket
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import structlog

from storage import ObjectStore, StoreError, open_store
from teleread.audit.heads import HEADS_NAME
from teleread.audit.signing import load_or_create_key
from teleread.config import Settings
from teleread.database import Database, open_database
from teleread.dicom.decoding.pool import DecoderPool
from teleread.documents.sealing.key import KeyRefused
from teleread.documents.sealing.opening import open_sealer
from teleread.documents.sealing.pades import Sealer
from teleread.errors import TelereadError
from teleread.health.room import open_reserved_store
from teleread.notices.mail import MailSecurity, MailServer
from teleread.notices.robot import read_hosts
from teleread.workflow.journey.assign import offer_waiting
from teleread.workflow.journey.deliver import deliver_due
from teleread.workflow.journey.outlets import Proofs
from teleread.workflow.journey.outlets import Sender as Postman
from teleread.workflow.journey.settle import settle_due
from teleread.workflow.keeping.alarm import raise_alarms
from teleread.workflow.keeping.commit import report_due
from teleread.workflow.keeping.copy import Stores, copy_due
from teleread.workflow.keeping.each import where
from teleread.workflow.keeping.erase import erase_due
from teleread.workflow.keeping.escalate import escalate_due
from teleread.workflow.keeping.evidence import make_due
from teleread.workflow.keeping.forward import forward_due
from teleread.workflow.keeping.leases import lapse
from teleread.workflow.keeping.name_keys import key_names
from teleread.workflow.keeping.notify import Courier, notify_due
from teleread.workflow.keeping.outlets import Sender
from teleread.workflow.keeping.render import Rendering, render_due, rendering_decoders
from teleread.workflow.keeping.repair import repair_due
from teleread.workflow.keeping.scrub import scrub_due, scrub_second_due
from teleread.workflow.keeping.seal import seal
from teleread.workflow.keeping.sealing import SealingCheck
from teleread.workflow.keeping.trials import TRIAL_TIMEOUT, make_trials

log = structlog.get_logger()

Chore = Callable[[datetime], int]
"""Does what is due at a moment, and returns how much that was."""

BUSY_SECONDS = 0.05
IDLE_SECONDS = 1.0
LONGEST_SECONDS = 30.0
LOOK_UP_SECONDS = 1.0
"""A signal that comes just before an endless wait begins would be noticed after it, so never."""
GRACE_SECONDS = 10.0
DELIVERERS = 4
"""So many devices may be silent at once before a report waits for one of them."""
NOTIFIERS = 2
"""A mail server or robot that does not answer keeps no other waiting."""
FORWARDERS = 2
"""So many PACS may be slow or silent at once before Instances wait for one of them."""


def run(settings: Settings) -> None:
    """Do every chore again and again until SIGTERM or SIGINT; exit with 1 and one line if it cannot start.

    Each chore has a thread of its own: a device that does not answer its
    delivery keeps nobody's Reading waiting. What a chore is doing when the
    process ends is done again by the next one, whoever runs it.
    """
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    try:
        database = open_database(settings.resolved_database_url)
        store = open_store(settings.resolved_object_store_url)
        second = open_store(settings.second_store_url) if settings.second_store_url else None
        chores = chores_over(database, store, settings, second=second)
        tempfile.tempdir = str(_outgoing(settings))
    except KeyRefused as refusal:
        sys.exit(f"{refusal.message_zh()} / {refusal.message_en()}")
    except (TelereadError, StoreError, OSError, ValueError) as error:
        sys.exit(
            "无法打开数据目录、数据库或对象存储 / "
            f"cannot open the data folder, the database or the object store: {error}"
        )
    threads = [
        threading.Thread(target=keep_doing, args=(name, chore, stop), name=name, daemon=True)
        for name, chore in chores.items()
    ]
    for thread in threads:
        thread.start()
    log.info("worker.ready", chores=sorted(chores))
    while not stop.wait(LOOK_UP_SECONDS):
        continue
    log.info("worker.stopping")
    for thread in threads:
        thread.join(GRACE_SECONDS)
    database.close()
    log.info("worker.stopped")


def _outgoing(settings: Settings) -> Path:
    """Return the folder of what is on its way out: nameless files, gone with the process."""
    folder = settings.data_dir / "outgoing"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def chores_over(
    database: Database, store: ObjectStore, settings: Settings, *, second: ObjectStore | None = None
) -> Mapping[str, Chore]:
    """Return every chore by its name.

    Raises
    ------
    OSError
        If the audit key or the local certificate cannot be read or made.
    KeyRefused
        If the settings name a certificate that cannot be used.
    """
    key = load_or_create_key(settings.keys_dir)
    sealer = open_sealer(settings, at=datetime.now(UTC))
    return {
        "settle": lambda at: settle_due(database, quiet_period=settings.settling_after, at=at),
        "lapse": lambda at: lapse(database, at=at),
        "offer": lambda at: offer_waiting(database, at=at),
        "name_keys": lambda _: key_names(database),
        **{f"deliver-{number}": _delivering(database, store, settings, number, sealer) for number in range(DELIVERERS)},
        "sealing": SealingCheck(database, sealer).look,
        "alarm": lambda at: raise_alarms(database, at=at),
        "try": lambda at: make_trials(database, _postman(settings), at=at),
        **_forwarding(database, store, settings),
        "commit": lambda at: report_due(database, store, worker=_worker("commit"), ae_title=settings.ae_title, at=at),
        "evidence": _making(database, store),
        "escalate": lambda at: escalate_due(database, at=at),
        **{f"notify-{number}": _notifying(database, settings, number) for number in range(NOTIFIERS)},
        "scrub": lambda at: scrub_due(database, store, at=at),
        "erase": lambda at: erase_due(database, store, second, at=at),
        "seal": lambda at: seal(database, key=key, heads=settings.data_dir / HEADS_NAME, at=at),
        **(_rendering(database, settings) if settings.renditions else {}),
        **(_doubling(Stores(database, store, second), settings) if second else {}),
    }


def _doubling(stores: Stores, settings: Settings) -> Mapping[str, Chore]:
    """Return the chores that a second store adds."""
    bytes_per_second = int(settings.second_store_rate * 1_000_000)
    return {
        "copy": lambda at: copy_due(stores, bytes_per_second=bytes_per_second, at=at),
        "repair": lambda at: repair_due(stores, at=at),
        "scrub-second": lambda at: scrub_second_due(stores, at=at),
    }


def _rendering(database: Database, settings: Settings) -> Mapping[str, Chore]:
    """Return the chore that makes renditions: one at a time, as long as the disks have room beyond the reserve."""
    work = Rendering(database, open_reserved_store(settings), rendering_decoders(), _worker("render"))
    return {"render": lambda at: render_due(work, at=at)}


def _worker(thread: str) -> str:
    return f"{socket.gethostname()}:{os.getpid()}:{thread}"


def _forwarding(database: Database, store: ObjectStore, settings: Settings) -> Mapping[str, Chore]:
    sender = Sender(
        ae_title=settings.ae_title,
        keys_dir=settings.keys_dir,
        decoders=DecoderPool(size=1),
        certificate=settings.dicom_tls_certificate,
        key=settings.dicom_tls_key,
    )

    def chore(number: int) -> Chore:
        worker = _worker(f"forward-{number}")
        return lambda at: forward_due(database, store, worker=worker, open_outlet=sender.open_outlet, at=at)

    return {f"forward-{number}": chore(number) for number in range(FORWARDERS)}


def _notifying(database: Database, settings: Settings, number: int) -> Chore:
    courier = Courier(
        worker=_worker(f"notify-{number}"),
        public_url=settings.resolved_public_url,
        keys_dir=settings.keys_dir,
        mail=mail_server(settings),
        robot_hosts=read_hosts(settings.robot_hosts),
    )
    return lambda at: notify_due(database, courier, at=at)


def mail_server(settings: Settings) -> MailServer | None:
    """Return where e-mail goes out; None where none is set up."""
    if not settings.smtp_host:
        return None
    return MailServer(
        host=settings.smtp_host,
        port=settings.smtp_port,
        security=MailSecurity(settings.smtp_security),
        sender=settings.smtp_sender or f"teleread@{settings.smtp_host}",
        user_name=settings.smtp_user,
        password=settings.smtp_password,
        authorities=settings.smtp_authorities,
    )


def _making(database: Database, store: ObjectStore) -> Chore:
    """Return the chore that makes objects of evidence: its decoder and highdicom come with the first of them."""
    decoders, worker = DecoderPool(size=1), _worker("evidence")
    return lambda at: make_due(database, store, decoders=decoders, worker=worker, at=at)


def _delivering(database: Database, store: ObjectStore, settings: Settings, number: int, sealer: Sealer) -> Chore:
    return lambda at: deliver_due(
        database,
        store,
        worker=_worker(str(number)),
        at=at,
        ae_title=settings.ae_title,
        public_url=settings.resolved_public_url,
        sealer=sealer,
        proofs=_proofs(settings),
    )


def _postman(settings: Settings) -> Postman:
    """Return who calls the end of a route that an admin wants tried: with less patience than a report has."""
    return Postman(_worker("try"), settings.ae_title, settings.resolved_public_url, TRIAL_TIMEOUT, _proofs(settings))


def _proofs(settings: Settings) -> Proofs:
    return Proofs(settings.keys_dir, settings.dicom_tls_certificate, settings.dicom_tls_key)


def keep_doing(name: str, chore: Chore, stop: threading.Event, *, idle_seconds: float = IDLE_SECONDS) -> None:
    """Do one chore until told to stop: at once while there is work, rarely while it fails."""
    pause = BUSY_SECONDS
    while not stop.wait(pause):
        done = _perform(name, partial(chore, datetime.now(UTC)))
        if done is None:
            pause = min(2 * max(pause, idle_seconds), LONGEST_SECONDS)
        else:
            pause = BUSY_SECONDS if done else idle_seconds


def _perform(name: str, act: Callable[[], int]) -> int | None:
    """Return how much was done, or None if it failed; a failure never ends the worker."""
    try:
        done = act()
    except TelereadError as refusal:
        log.warning("chore.waits", chore=name, code=refusal.code)
        return None
    except Exception as failure:  # noqa: BLE001  (whatever it is, the next round may do better)
        details = where(failure)
        log.error("chore.failed", chore=name, **details)  # noqa: TRY400  (a message may hold patient data)
        return None
    if done:
        log.info("chore.done", chore=name, count=done)
    return done
