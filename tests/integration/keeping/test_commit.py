"""What a device is owed after it asked for storage commitment, whoever dies meanwhile."""

import queue
from contextlib import contextmanager
from datetime import timedelta

import pytest
from pynetdicom import AE, evt
from sqlalchemy import select

from teleread.archive.commitment import CommitmentRequest, Reference
from teleread.archive.commitment_records import CommitmentReportRow
from teleread.archive.commitment_report import HANDED_OVER, MOST_OWED, ReportState, TooManyCommitments
from teleread.archive.records import InstanceRow
from teleread.audit.records import AuditEventRow
from teleread.clinics.records import AERow
from teleread.database import snapshot, transaction
from teleread.dicom.association.commitment import SOP_CLASS
from teleread.outbox import LEASE
from teleread.workflow.keeping.commit import promise, report_due, report_here
from tests.builders import EIGHT
from tests.integration.dicom.peers import a_free_port
from tests.integration.gateway.conftest import gateway  # noqa: F401  (a fixture)
from tests.integration.gateway.sender import send, sendable

LATER = EIGHT + HANDED_OVER


@contextmanager
def a_listening_device(port, *, answer=0x0000):
    """A device that is told what is committed; yields what it hears."""
    heard = queue.Queue()

    def on_report(event):
        heard.put((event.request.EventTypeID, event.event_information))
        return answer, None

    ae = AE("QINGSHAN")
    ae.add_supported_context(SOP_CLASS, scu_role=True, scp_role=True)
    server = ae.start_server(("127.0.0.1", port), block=False, evt_handlers=[(evt.EVT_N_EVENT_REPORT, on_report)])
    try:
        yield heard
    finally:
        server.shutdown()


@pytest.fixture
def owed(gateway, shared_data):  # noqa: F811  (the fixture)
    """A report that a device is owed, and where the device would listen."""
    thing = sendable(shared_data / "constructed/identity/dup-sop-a.dcm")
    assert send(gateway.port, thing).status == 0x0000
    port = a_free_port()
    with transaction(gateway.database) as session:
        ae = session.scalars(select(AERow)).one()
        ae.host, ae.port = "127.0.0.1", port
        ae_id = ae.id
    request = CommitmentRequest("2.25.1", (Reference(thing.sop_class_uid, thing.sop_instance_uid),))
    report_id = promise(gateway.database, gateway.clinic_id, request=request, ae_id=ae_id, at=EIGHT)
    return gateway, report_id, port, request, ae_id


def report(made, *, at, worker="w"):
    return report_due(made.database, made.store, worker=worker, ae_title="TELEREAD", at=at)


def row_of(made):
    with snapshot(made.database) as session:
        row = session.scalars(select(CommitmentReportRow)).one()
        session.expunge(row)
        return row


def test_what_the_gateway_did_not_come_to_is_reported_by_a_worker(owed):
    made, _, port, _, _ = owed
    with a_listening_device(port) as heard:
        assert report(made, at=EIGHT) == 0, "the gateway has its while first"
        assert report(made, at=LATER) == 1
        event_type, information = heard.get(timeout=60)
    assert (event_type, information.TransactionUID) == (1, "2.25.1")
    row = row_of(made)
    assert (row.state, row.committed, row.failed) == (ReportState.REPORTED, 1, 0)
    assert report(made, at=LATER + LEASE) == 0


def test_a_device_that_is_off_hears_when_it_is_on_again(owed):
    made, _, port, _, _ = owed
    assert report(made, at=LATER) == 1
    waiting = row_of(made)
    assert (waiting.state, waiting.attempts, waiting.committed) == (ReportState.QUEUED, 1, None), "nothing was read"
    assert waiting.next_attempt_at > LATER
    with a_listening_device(port) as heard:
        assert report(made, at=waiting.next_attempt_at) == 1
        assert heard.get(timeout=60)[0] == 1


def test_a_device_that_refuses_the_report_is_told_again(owed):
    made, _, port, _, _ = owed
    with a_listening_device(port, answer=0x0110) as heard:
        report(made, at=LATER)
        assert heard.get(timeout=60)
    assert row_of(made).state is ReportState.QUEUED


def test_a_worker_that_died_while_it_reported_is_followed_by_another(owed):
    made, report_id, port, _, _ = owed

    def die(_request, _verdicts):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        report_here(
            made.database,
            made.store,
            report_id,
            tell=die,
            worker="dead",
            ae_title="TELEREAD",
            clock=lambda: EIGHT,
        )
    with a_listening_device(port) as heard:
        assert report(made, at=EIGHT + LEASE - timedelta(seconds=1)) == 0
        assert report(made, at=EIGHT + LEASE) == 1
        assert heard.get(timeout=60)[0] == 1


def test_a_loss_after_the_request_is_reported_as_one(owed):
    made, _, port, request, _ = owed
    with snapshot(made.database) as session:
        locator = session.scalars(select(InstanceRow.locator)).one()
    made.store.delete(locator)
    with a_listening_device(port) as heard:
        report(made, at=LATER)
        event_type, information = heard.get(timeout=60)
    assert event_type == 2
    assert [item.ReferencedSOPInstanceUID for item in information.FailedSOPSequence] == [
        request.references[0].sop_instance_uid
    ]
    assert (row_of(made).committed, row_of(made).failed) == (0, 1)


def test_a_device_that_left_and_listens_nowhere_is_a_dead_report_that_people_see(owed):
    made, _, _, _, _ = owed
    with transaction(made.database) as session:
        ae = session.scalars(select(AERow)).one()
        ae.host = ae.port = None
    report(made, at=LATER)
    row = row_of(made)
    assert (row.state, row.attempts) == (ReportState.DEAD, 1)
    assert "no host and port" in row.detail
    with snapshot(made.database) as session:
        actions = session.scalars(select(AuditEventRow.action)).all()
    assert "commitment.dead" in actions


def test_who_is_owed_too_many_reports_is_refused(owed):
    made, _, _, request, ae_id = owed
    for _ in range(MOST_OWED - 1):
        promise(made.database, made.clinic_id, request=request, ae_id=ae_id, at=EIGHT)
    with pytest.raises(TooManyCommitments):
        promise(made.database, made.clinic_id, request=request, ae_id=ae_id, at=EIGHT)
