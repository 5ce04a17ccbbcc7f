"""What goes on to a PACS: the rule that says so, and the worker's turn."""

import threading
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from teleread.clinics.access import system_scope
from teleread.clinics.records import ClinicRow, SiteRow
from teleread.database import transaction
from teleread.workflow.desk.forwardings import Road, add_destination, add_rule
from tests.builders import an_ae
from tests.integration.gateway.conftest import Listening
from tests.integration.gateway.sender import Sendable, send, sendable


def a_device(gateway: Listening, title: str, **address: object) -> UUID:
    """Put an AE of the gateway's clinic on record; return its key."""
    with transaction(gateway.database) as session:
        clinic, site = session.scalars(select(ClinicRow)).one(), session.scalars(select(SiteRow)).one()
        return an_ae(session, clinic, site, title, **address).id


def a_rule_to(gateway: Listening, tmp_path: Path, road: Road) -> UUID:
    """Send everything of the gateway's clinic on to a destination; return its key."""
    now = datetime.now(UTC)
    destination = add_destination(gateway.database, road=road, keys_dir=tmp_path / "keys", account=None, at=now)
    add_rule(
        gateway.database,
        system_scope(),
        clinic=gateway.clinic_id,
        destination=destination.id,
        account=None,
        at=now,
    )
    return destination.id


def sent(gateway: Listening, shared_data: Path, names: list[str]) -> Mapping[str, Sendable]:
    """Files that a device has sent to the gateway, by SOP Instance UID."""
    things = [sendable(shared_data / name) for name in names]
    for thing in things:
        assert send(gateway.port, thing).status == 0x0000
    return {thing.sop_instance_uid: thing for thing in things}


def eventually(is_so: Callable[[], bool], *, within: timedelta = timedelta(seconds=60)) -> None:
    """Look until it is so; fails at the deadline."""
    deadline = time.monotonic() + within.total_seconds()
    while not is_so():
        assert time.monotonic() < deadline, "it never became so"
        threading.Event().wait(0.05)


def behind_file_meta(content: bytes) -> bytes:
    """The data set of a file."""
    return content[144 + int.from_bytes(content[140:144], "little") :]
