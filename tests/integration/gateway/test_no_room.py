"""For whom there was no room is told in the figures."""

from contextlib import ExitStack

import pytest

from teleread.database import open_database
from tests.integration.gateway.process import a_gateway_process, prepare
from tests.integration.gateway.raw import associated, connected, rejected_with
from tests.integration.gateway.sender import sendable

LOCAL_LIMIT_EXCEEDED = (2, 3, 2)
MOST = 2
"""Associations; there may be one connection more."""


@pytest.fixture
def running(tmp_path, shared_data):
    settings = {
        "data_dir": tmp_path / "run" / "data",
        "database_url": f"sqlite:///{tmp_path / 'gateway.sqlite'}",
        "dicom_most_associations": MOST,
    }
    settings["data_dir"].mkdir(parents=True)
    prepare(open_database(settings["database_url"]))
    with a_gateway_process(sendable(shared_data / "constructed/identity/dup-sop-a.dcm"), settings) as gateway:
        yield gateway


def test_who_finds_no_room_is_counted_by_what_became_of_them(running):
    with ExitStack() as held:
        for _ in range(MOST):
            held.enter_context(associated(running.dicom_port))
        assert rejected_with(running.dicom_port) == LOCAL_LIMIT_EXCEEDED
        assert told(running, "association_rejected") == 1

        while not told(running, "connection_refused") + told(running, "gave_way"):
            held.enter_context(connected(running.dicom_port))


def told(gateway, outcome):
    """How many the figures tell of."""
    begins = f'teleread_dicom_no_room_total{{outcome="{outcome}"}} '
    lines = [line for line in gateway.figures().splitlines() if line.startswith(begins)]
    return sum(float(line.removeprefix(begins)) for line in lines)
