"""Database or store down, disk full: 0xA700 meanwhile, nothing lost, and well again without hands."""

import os
import shutil
import signal
import sys
import tempfile
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from teleread.archive.intake import IntakeStanding, standing_of
from teleread.archive.intake_records import load_intakes
from teleread.database import Database, open_database, snapshot
from tests.builders import EIGHT
from tests.integration.gateway.process import (
    RECOVERY_SECONDS,
    GatewayProcess,
    a_gateway_process,
    prepare,
    wait_for,
)
from tests.integration.gateway.sender import Sendable, association, sendable, store
from tests.integration.servers import postgres, seaweedfs
from tests.ports import free_ports

SUCCESS, OUT_OF_RESOURCES = 0x0000, 0xA700


@pytest.fixture
def picture(shared_data: Path) -> Sendable:
    return sendable(shared_data / "us" / "us-esopecho-rgb.dcm")


def is_kept(gateway: GatewayProcess) -> bool:
    answer = gateway.send()
    return answer is not None and answer.status == SUCCESS


def require_refused(gateway: GatewayProcess, comment: str) -> None:
    answer = gateway.send()
    assert answer is not None, "a known device is let in and told"
    assert answer.status == OUT_OF_RESOURCES
    assert comment in answer.comment


def require_well_again(gateway: GatewayProcess) -> None:
    """Without a restart, within the five minutes that are promised."""
    wait_for(lambda: is_kept(gateway), seconds=RECOVERY_SECONDS, what="nothing is kept again")
    wait_for(lambda: gateway.ready()[0] == 200, seconds=RECOVERY_SECONDS, what="it does not say that it is well")
    assert gateway.process.poll() is None


def test_a_database_that_is_stopped_and_started_again(tmp_path: Path, picture: Sendable) -> None:
    with postgres.postgres_that_stops(tmp_path / "postgres") as server:
        database = open_database(server.url)
        prepare(database)
        with a_gateway_process(picture, {"data_dir": tmp_path / "data", "database_url": server.url}) as gateway:
            assert is_kept(gateway)
            pair = (picture.sop_class_uid, picture.transfer_syntax_uid)
            with association(gateway.dicom_port, [pair]) as held:
                server.stop()
                answer = store(held, picture)
                assert answer is not None
                assert answer.status == OUT_OF_RESOURCES
            require_refused(gateway, "send again")
            assert gateway.send(calling="NOBODY") is None
            wait_for(lambda: gateway.ready()[0] == 503, seconds=60, what="it does not say that it is ill")
            assert gateway.ready()[1]["database"] == "unavailable"
            assert 'teleread_gateway_can{part="database"} 0.0' in gateway.figures()
            server.start()
            require_well_again(gateway)
            gateway.require_everything_kept(database)
        database.close()


def test_a_store_that_is_stopped_and_started_again(picture: Sendable) -> None:
    ports = free_ports(len(seaweedfs.PORTS))
    with tempfile.TemporaryDirectory(prefix="weed-") as folder, ExitStack() as running:
        here = Path(folder)
        url = running.enter_context(seaweedfs.seaweedfs_server(here / "s3", ports=ports))
        database = open_database(f"sqlite:///{here / 'data' / 'teleread.sqlite'}")
        prepare(database)
        settings = {"data_dir": here / "data", "object_store_url": f"{url}/archive"}
        with a_gateway_process(picture, settings) as gateway:
            assert is_kept(gateway)
            running.close()
            require_refused(gateway, "send again")
            wait_for(lambda: gateway.ready()[0] == 503, seconds=120, what="it does not say that it is ill")
            assert gateway.ready()[1] == {"database": "ok", "store": "unavailable", "room": "ok"}
            assert said(database) is IntakeStanding.CANNOT_KEEP
            running.enter_context(seaweedfs.seaweedfs_server(here / "s3", ports=ports))
            require_well_again(gateway)
            assert said(database) is IntakeStanding.OK
            gateway.require_everything_kept(database)
        assert said(database) is IntakeStanding.NONE, "it said goodbye"
        database.close()


def test_a_disk_that_is_full_and_has_room_again(tmp_path: Path, picture: Sendable) -> None:
    """Database, objects and all lie on a disk of 48 MB that somebody else fills to the last byte."""
    small = tmp_path / "small"
    small.mkdir()
    url = f"sqlite:///{small}/data/t.sqlite"
    importing = "from tests.integration.gateway.process import prepare; from teleread.database import open_database"
    making = f'{importing}; prepare(open_database("{url}"))'
    mounting = f"mount -t tmpfs -o size=48m tmpfs '{small}' && {sys.executable} -c '{making}' && exec \"$@\""
    within = ["unshare", "--mount", *(["--map-root-user"] if os.geteuid() else []), "sh", "-c", mounting, "sh"]
    settings = {"data_dir": small / "data", "database_url": url}
    with a_gateway_process(picture, settings, within=within) as gateway:
        seen = Path(f"/proc/{gateway.process.pid}/root{small}")
        assert is_kept(gateway)
        fill(seen / "ballast")
        require_refused(gateway, "send again")
        assert "refused_a700" in gateway.figures()
        wait_for(lambda: gateway.ready()[0] == 503, seconds=60, what="it does not say that it is ill")
        (seen / "ballast").unlink()
        require_well_again(gateway)
        copy = copied_out(gateway, seen / "data", tmp_path / "copy")
        database = open_database(f"sqlite:///{copy}/t.sqlite")
        gateway.require_everything_kept(database, store_url=f"disk:{copy}/objects")
        database.close()


def test_below_the_reserve_devices_are_told_before_the_disk_is_full(tmp_path: Path, picture: Sendable) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'data' / 'teleread.sqlite'}")
    prepare(database)
    free = os.statvfs(tmp_path).f_bavail * os.statvfs(tmp_path).f_frsize
    spare = min(free // 4, 16 << 30)
    ballast = tmp_path / "ballast"
    settings = {"data_dir": tmp_path / "data", "disk_reserve_mb": (free - spare) >> 20}
    with a_gateway_process(picture, settings) as gateway:
        assert is_kept(gateway)
        with ballast.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, 2 * spare)
        require_refused(gateway, "No room on the disk")
        wait_for(lambda: gateway.ready()[0] == 503, seconds=60, what="it does not say that it is ill")
        assert gateway.ready()[1] == {"database": "ok", "store": "ok", "room": "low"}
        assert said(database) is IntakeStanding.CANNOT_KEEP
        ballast.unlink()
        require_well_again(gateway)
        gateway.require_everything_kept(database)
    database.close()


def copied_out(gateway: GatewayProcess, folder: Path, copy: Path) -> Path:
    """Copy what lies on a disk that only the gateway sees, as it lies there at one moment."""
    gateway.process.send_signal(signal.SIGSTOP)
    try:
        return Path(shutil.copytree(folder, copy))
    finally:
        gateway.process.send_signal(signal.SIGCONT)


def fill(ballast: Path) -> None:
    """Write until nothing more can be written, smaller and smaller pieces."""
    with ballast.open("wb", buffering=0) as file:
        for piece in (1 << 20, 4096, 1):
            with suppress(OSError):
                while file.write(bytes(piece)) == piece:
                    continue


def said(database: Database) -> IntakeStanding:
    """What the gateway last said in the database, as the web's `/readyz` would say it at that moment."""
    with snapshot(database) as session:
        intakes = load_intakes(session)
    return standing_of(intakes, at=max((intake.said_at for intake in intakes), default=EIGHT))
