"""A device asks whether it may delete what it sent (Storage Commitment)."""

import queue
from contextlib import contextmanager

import pytest
from pydicom.dataset import Dataset
from pynetdicom import AE, evt
from pynetdicom.presentation import build_context

from teleread.archive.records import InstanceRow
from teleread.audit.records import AuditEventRow
from teleread.clinics.records import AERow
from teleread.database import transaction
from teleread.dicom.association.commitment import SOP_CLASS, SOP_INSTANCE
from tests.builders import a_clinic, a_site, an_ae
from tests.integration.gateway.reading import rows_of
from tests.integration.gateway.sender import send, sendable

TRANSACTION = "2.25.80808"


class Reports:
    """What a device is told, as it comes in."""

    def __init__(self):
        self._heard = queue.Queue()

    def on_report(self, event):
        self._heard.put((event.request.EventTypeID, event.event_information, event.assoc.is_acceptor))
        return 0x0000, None

    def next(self):
        return self._heard.get(timeout=30)


@contextmanager
def a_device(port, *, calling="QINGSHAN"):
    """An association for commitment, and what was reported on it."""
    reports = Reports()
    ae = AE(calling)
    ae.acse_timeout = ae.dimse_timeout = ae.network_timeout = 20
    made = ae.associate(
        "127.0.0.1",
        port,
        contexts=[build_context(SOP_CLASS), build_context("1.2.840.10008.1.1")],
        ae_title="TELEREAD",
        evt_handlers=[(evt.EVT_N_EVENT_REPORT, reports.on_report)],
    )
    assert made.is_established
    try:
        yield made, reports
    finally:
        if made.is_established:
            made.release()


def a_request(*things, transaction_uid=TRANSACTION) -> Dataset:
    asked = Dataset()
    asked.TransactionUID = transaction_uid
    asked.ReferencedSOPSequence = []
    for sop_class_uid, sop_instance_uid in things:
        item = Dataset()
        item.ReferencedSOPClassUID, item.ReferencedSOPInstanceUID = sop_class_uid, sop_instance_uid
        asked.ReferencedSOPSequence.append(item)
    return asked


def ask(made, *things, action=1, instance=SOP_INSTANCE, **values):
    return made.send_n_action(a_request(*things, **values), action, SOP_CLASS, instance)[0].Status


def committed(information):
    return [item.ReferencedSOPInstanceUID for item in information.get("ReferencedSOPSequence", [])]


def failures(information):
    return {item.ReferencedSOPInstanceUID: item.FailureReason for item in information.get("FailedSOPSequence", [])}


@pytest.fixture
def kept(gateway, shared_data):
    """An Instance that the gateway has, as a device names it."""
    thing = sendable(shared_data / "constructed/identity/dup-sop-a.dcm")
    assert send(gateway.port, thing).status == 0x0000
    return thing.sop_class_uid, thing.sop_instance_uid


def test_what_is_whole_in_the_store_is_committed_on_the_same_association(gateway, kept):
    with a_device(gateway.port) as (made, reports):
        assert ask(made, kept) == 0x0000
        event_type, information, is_acceptor = reports.next()
        assert (event_type, is_acceptor) == (1, False)
        assert information.TransactionUID == TRANSACTION
        assert committed(information) == [kept[1]]
        assert "FailedSOPSequence" not in information
        assert made.send_c_echo().Status == 0x0000
    (event,) = [row for row in rows_of(gateway, AuditEventRow) if row.action == "storage.committed"]
    assert event.detail == {"committed": 1}


def test_what_is_missing_or_of_another_class_fails_with_its_reason(gateway, kept):
    unknown, other_class = ("1.2.840.10008.5.1.4.1.1.2", "2.25.99"), ("1.2.840.10008.5.1.4.1.1.2", kept[1])
    with a_device(gateway.port) as (made, reports):
        assert ask(made, kept, unknown) == 0x0000
        event_type, information, _ = reports.next()
        assert (event_type, committed(information), failures(information)) == (2, [kept[1]], {"2.25.99": 0x0112})
        assert ask(made, other_class) == 0x0000
        event_type, information, _ = reports.next()
        assert (event_type, committed(information), failures(information)) == (2, [], {kept[1]: 0x0119})


def test_bytes_that_the_store_lost_or_changed_are_not_committed(gateway, kept, tmp_path):
    (row,) = rows_of(gateway, InstanceRow)
    gateway.store.delete(row.locator)
    with a_device(gateway.port) as (made, reports):
        ask(made, kept)
        event_type, information, _ = reports.next()
    assert (event_type, failures(information)) == (2, {kept[1]: 0x0110})


def test_another_clinics_instance_is_none(gateway, kept):
    with transaction(gateway.database) as session:
        other = a_clinic(session, "baiyun")
        an_ae(session, other, a_site(session, other), "BAIYUN")
    with a_device(gateway.port, calling="BAIYUN") as (made, reports):
        ask(made, kept)
        assert failures(reports.next()[1]) == {kept[1]: 0x0112}


@pytest.mark.parametrize("ends", ["release", "abort"])
def test_a_device_that_has_left_is_called_back(gateway, kept, ends):
    reports = Reports()
    ae = AE("QINGSHAN")
    ae.add_supported_context(SOP_CLASS, scu_role=True, scp_role=True)
    server = ae.start_server(("127.0.0.1", 0), block=False, evt_handlers=[(evt.EVT_N_EVENT_REPORT, reports.on_report)])
    with transaction(gateway.database) as session:
        (row,) = session.query(AERow).filter_by(ae_title="QINGSHAN")
        row.host, row.port = "127.0.0.1", server.server_address[1]
    try:
        with a_device(gateway.port) as (made, unheard):
            made.unbind(evt.EVT_N_EVENT_REPORT, unheard.on_report)
            assert ask(made, kept) == 0x0000
            getattr(made, ends)()
        event_type, information, is_acceptor = reports.next()
    finally:
        server.shutdown()
    assert (event_type, committed(information), is_acceptor) == (1, [kept[1]], True)


def test_a_device_may_go_on_working_while_the_report_comes(gateway, kept):
    with a_device(gateway.port) as (made, reports):
        assert [ask(made, kept, transaction_uid=f"2.25.{number}") for number in range(1, 6)] == [0] * 5
        assert made.send_c_echo().Status == 0x0000
        heard = {reports.next()[1].TransactionUID for _ in range(5)}
    assert heard == {f"2.25.{number}" for number in range(1, 6)}


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"action": 2}, 0x0123),
        ({"instance": "2.25.1"}, 0x0112),
        ({"transaction_uid": ""}, 0x0115),
    ],
)
def test_what_is_no_request_for_commitment_is_refused(gateway, kept, values, status):
    with a_device(gateway.port) as (made, _reports):
        assert ask(made, kept, **values) == status


def test_a_request_for_nothing_is_refused(gateway):
    with a_device(gateway.port) as (made, _reports):
        assert ask(made) == 0x0115
