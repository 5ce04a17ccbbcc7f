"""The same and other bytes of one SOP Instance UID at the same moment, on associations of both kinds."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from teleread.archive.records import InstanceRow, PatientRow, StudyRow
from teleread.archive.study import InstanceStanding
from tests.integration.gateway.reading import data_set_of, rows_of
from tests.integration.gateway.sender import association, sendable, store

COMMITMENT = ("1.2.840.10008.1.20.1", "1.2.840.10008.1.2.1")
MANY = 8


def send_at_once(port, things):
    """Send each on an association of its own, every other one beside other services, all at the same moment."""
    start = Barrier(len(things))

    def send_one(number):
        thing = things[number]
        contexts = [(thing.sop_class_uid, thing.transfer_syntax_uid), *([COMMITMENT] if number % 2 else [])]
        with association(port, contexts) as made:
            start.wait(20)
            return store(made, thing).status

    with ThreadPoolExecutor(len(things)) as devices:
        return set(devices.map(send_one, range(len(things))))


def test_one_instance_on_parallel_associations_is_one_copy(start_gateway, database, disk_store, shared_data):
    gateway = start_gateway(database, disk_store)
    thing = sendable(shared_data / "constructed/identity/dup-sop-a.dcm")

    assert send_at_once(gateway.port, [thing] * MANY) == {0x0000}

    (row,) = rows_of(gateway, InstanceRow)
    assert data_set_of(gateway, row) == thing.data_set
    assert [stored.locator for stored in gateway.store.walk()] == [row.locator]
    assert (len(rows_of(gateway, PatientRow)), len(rows_of(gateway, StudyRow))) == (1, 1)


def test_two_contents_of_one_uid_on_parallel_associations_are_two_copies(
    start_gateway, database, disk_store, shared_data
):
    gateway = start_gateway(database, disk_store)
    folder = shared_data / "constructed/identity"
    contents = [sendable(folder / "dup-sop-a.dcm"), sendable(folder / "dup-sop-b-other-pixels.dcm")]

    assert send_at_once(gateway.port, [contents[number // 2 % 2] for number in range(MANY)]) == {0x0000}

    rows = rows_of(gateway, InstanceRow)
    assert {data_set_of(gateway, row) for row in rows} == {content.data_set for content in contents}
    assert sorted(row.standing for row in rows) == sorted([InstanceStanding.CURRENT, InstanceStanding.CONFLICT])
    assert {stored.locator for stored in gateway.store.walk()} == {row.locator for row in rows}
