"""Orthanc as the PACS of a hospital: it sends to us and asks us, and what devices send goes on to it."""

from datetime import UTC, datetime
from io import BytesIO

import pydicom
import pytest

from teleread.archive.records import InstanceRow
from teleread.audit.records import AuditEventRow
from teleread.clinics.access import system_scope
from teleread.clinics.records import AERow
from teleread.database import transaction
from teleread.dicom.decoding.pool import DecoderPool
from teleread.forwarding.destination import CredentialKind, DestinationKind
from teleread.forwarding.forwarding import ForwardingState, Proof, Reason
from teleread.forwarding.records import DestinationRow, ForwardingRow
from teleread.workflow.desk.forwardings import Road, send_again
from teleread.workflow.keeping.forward import forward_due
from teleread.workflow.keeping.outlets import Sender
from tests.integration.gateway.forwarding import a_device, a_rule_to, behind_file_meta, eventually, sent
from tests.integration.gateway.reading import rows_of
from tests.integration.servers.orthanc import PASSWORD, USER, orthanc_server

DATA_SET_TRAILING_PADDING = 0xFFFCFFFC
US = "us/us-node-rle-rgb.dcm"
EVERY_SYNTAX = [
    "us/us-node-rle-rgb.dcm",
    "us/us-gyn-palette-implicit.dcm",
    "us/us-esopecho-rgb.dcm",
    "us/us-epicard-rgb-big-endian.dcm",
    "us/us-node-j2k-lossless.dcm",
    "us-multiframe/us-stress-8f-jpeg-fragments-no-bot.dcm",
    "transfer-syntax/ct-JPEGLSLossless.dcm",
    "transfer-syntax/sc-deflated.dcm",
    "ecg/12lead-el250-1000hz.dcm",
]


def data_sets(by_uid):
    """What files hold, element by element: on the wire Orthanc writes sequences anew and leaves out padding."""
    read = {uid: pydicom.dcmread(BytesIO(content)) for uid, content in by_uid.items()}
    for data_set in read.values():
        data_set.pop(DATA_SET_TRAILING_PADDING, None)
    return read


def files_of(gateway):
    """The files that the archive keeps, by SOP Instance UID."""
    files = {}
    for row in rows_of(gateway, InstanceRow):
        with gateway.store.open(row.locator) as stored:
            files[row.sop_instance_uid] = stored.read()
    return files


@pytest.fixture
def orthanc(tmp_path):
    with orthanc_server(tmp_path / "orthanc") as server:
        yield server


def knows(gateway, orthanc, *, listens=True):
    """Make Orthanc a device on record that we call, and have it know us; return its key."""
    address = {"host": "127.0.0.1", "port": orthanc.dicom_port} if listens else {}
    ae_id = a_device(gateway, "ORTHANC", **address)
    orthanc.knows("teleread", ae_title="TELEREAD", port=gateway.port)
    return ae_id


@pytest.fixture
def forward(gateway, tmp_path):
    """A function that does what the worker does, once."""
    decoders = DecoderPool(size=1)
    sender = Sender(ae_title="TELEREAD", keys_dir=tmp_path / "keys", decoders=decoders)
    yield lambda: forward_due(
        gateway.database, gateway.store, worker="w", open_outlet=sender.open_outlet, at=datetime.now(UTC)
    )
    decoders.close()


def test_what_orthanc_sends_is_kept_element_by_element(gateway, orthanc, shared_data):
    knows(gateway, orthanc, listens=False)
    for name in EVERY_SYNTAX:
        orthanc.ask("POST", "/instances", (shared_data / name).read_bytes())
    told = orthanc.ask(
        "POST", "/modalities/teleread/store", {"Resources": orthanc.ask("GET", "/instances"), "Synchronous": True}
    )
    assert told["FailedInstancesCount"] == 0
    assert data_sets(files_of(gateway)) == data_sets(orthanc.files())


def test_orthanc_asks_whether_what_it_sent_is_safe(gateway, orthanc, shared_data):
    knows(gateway, orthanc)
    key = orthanc.ask("POST", "/instances", (shared_data / US).read_bytes())["ID"]
    request = {"Resources": [key], "Synchronous": True, "StorageCommitment": True}
    told = orthanc.ask("POST", "/modalities/teleread/store", request)
    path = f"/storage-commitment/{told['StorageCommitmentTransactionUID']}"
    eventually(lambda: orthanc.ask("GET", path)["Status"] != "Pending")
    report = orthanc.ask("GET", path)
    assert (report["Status"], len(report["Success"]), report["Failures"]) == ("Success", 1, [])


def test_orthanc_finds_and_moves_what_devices_sent(gateway, orthanc, shared_data):
    """Orthanc 1.10 has no C-GET of its own: DCMTK's getscu asks for that elsewhere."""
    knows(gateway, orthanc)
    things = sent(gateway, shared_data, EVERY_SYNTAX)
    found = orthanc.ask("POST", "/modalities/teleread/query", {"Level": "Study", "Query": {"StudyDate": "19000101-"}})
    answers = orthanc.ask("GET", f"/queries/{found['ID']}/answers")
    assert answers
    orthanc.ask("POST", f"/queries/{found['ID']}/retrieve", {"TargetAet": "ORTHANC", "Synchronous": True})
    moved = orthanc.files()
    assert moved
    archived = files_of(gateway)
    assert data_sets(moved) == data_sets({uid: archived[uid] for uid in moved})
    assert archived.keys() == things.keys()


def test_what_a_device_sends_goes_on_to_orthanc_and_is_committed(gateway, orthanc, shared_data, forward, tmp_path):
    ae_id = knows(gateway, orthanc)
    a_rule_to(gateway, tmp_path, Road(name="医院PACS", kind=DestinationKind.DICOM, ae_id=ae_id))
    things = sent(gateway, shared_data, EVERY_SYNTAX)
    assert forward() == len(things)
    eventually(lambda: {row.state for row in rows_of(gateway, ForwardingRow)} == {ForwardingState.DONE})
    assert {row.proof for row in rows_of(gateway, ForwardingRow)} == {Proof.COMMITTED}
    there = orthanc.files()
    assert data_sets(there) == data_sets(files_of(gateway))
    same = [uid for uid, thing in things.items() if behind_file_meta(there[uid]) == thing.data_set]
    assert len(same) > len(things) / 2, "byte for byte, but where Orthanc writes a sequence anew"
    actions = [row.action for row in rows_of(gateway, AuditEventRow)]
    assert "study.forwarded" in actions
    assert "forwarding.reported" in actions
    assert forward() == 0, "once is enough"


def test_what_orthanc_cannot_take_as_it_is_stored_is_converted(gateway, shared_data, forward, tmp_path):
    families = ("Deflated", "Jpeg", "Jpeg2000", "JpegLossless", "Jpip", "Mpeg2", "Rle", "H265", "Mpeg4")
    only_native = {f"{family}TransferSyntaxAccepted": False for family in families}
    only_native["AcceptedTransferSyntaxes"] = ["1.2.840.10008.1.2", "1.2.840.10008.1.2.1"]
    with orthanc_server(tmp_path / "orthanc", **only_native) as orthanc:
        ae_id = knows(gateway, orthanc)
        a_rule_to(gateway, tmp_path, Road(name="PACS", kind=DestinationKind.DICOM, ae_id=ae_id))
        things = sent(gateway, shared_data, [US, "us/us-node-j2k-lossless.dcm", "us/us-epicard-rgb-big-endian.dcm"])
        forward()
        eventually(lambda: {row.state for row in rows_of(gateway, ForwardingRow)} == {ForwardingState.DONE})
        there = orthanc.files()
    assert there.keys() == things.keys()
    for uid, content in there.items():
        assert pixels_of(content) == pixels_of_stored(gateway, uid), "not a pixel is another"


def pixels_of(content):
    data_set = pydicom.dcmread(BytesIO(content))
    return data_set.pixel_array.tobytes()


def pixels_of_stored(gateway, uid):
    (row,) = [row for row in rows_of(gateway, InstanceRow) if row.sop_instance_uid == uid]
    with gateway.store.open(row.locator) as stored:
        return pixels_of(stored.read())


def test_one_instance_that_orthanc_cannot_parse_holds_up_no_other(gateway, orthanc, shared_data, forward, tmp_path):
    ae_id = knows(gateway, orthanc)
    a_rule_to(gateway, tmp_path, Road(name="PACS", kind=DestinationKind.DICOM, ae_id=ae_id))
    things = sent(gateway, shared_data, ["us/us-pancreas-jpegls.dcm", US, "us/us-esopecho-rgb.dcm"])
    assert forward() == len(things)
    eventually(lambda: [row.state for row in rows_of(gateway, ForwardingRow)].count(ForwardingState.DONE) == 2)
    (waiting,) = [row for row in rows_of(gateway, ForwardingRow) if row.state is ForwardingState.QUEUED]
    assert (waiting.reason, waiting.attempts) == (Reason.LOST, 1)


def test_a_pacs_that_is_down_costs_no_instance_an_attempt(gateway, shared_data, forward, tmp_path):
    with orthanc_server(tmp_path / "orthanc") as orthanc:
        ae_id = knows(gateway, orthanc)
    destination_id = a_rule_to(gateway, tmp_path, Road(name="PACS", kind=DestinationKind.DICOM, ae_id=ae_id))
    sent(gateway, shared_data, [US, "us/us-esopecho-rgb.dcm"])
    forward()
    (destination,) = rows_of(gateway, DestinationRow)
    assert (destination.reason, destination.failures, destination.lease_holder) == (Reason.UNREACHABLE, 1, None)
    assert destination.next_attempt_at > datetime.now(UTC)
    assert {(row.state, row.attempts) for row in rows_of(gateway, ForwardingRow)} == {(ForwardingState.QUEUED, 0)}
    assert forward() == 0, "it is not called again at once"
    with orthanc_server(tmp_path / "orthanc") as orthanc:
        with transaction(gateway.database) as session:
            session.get_one(AERow, ae_id).port = orthanc.dicom_port
        orthanc.knows("teleread", ae_title="TELEREAD", port=gateway.port)
        first, *_ = rows_of(gateway, ForwardingRow)
        send_again(gateway.database, system_scope(), first.id, account=None, at=datetime.now(UTC))
        assert forward() == 2, "a person who sends one again has the destination called"
        eventually(lambda: {row.proof for row in rows_of(gateway, ForwardingRow)} == {Proof.COMMITTED})
        assert len(orthanc.files()) == 2
    assert rows_of(gateway, DestinationRow)[0].failures == 0
    assert destination_id == destination.id


def test_stow_to_orthanc_with_a_name_and_password(gateway, shared_data, forward, tmp_path):
    with orthanc_server(tmp_path / "orthanc", has_dicom_web=True) as orthanc:
        road = Road(
            name="云PACS",
            kind=DestinationKind.STOW,
            url=orthanc.dicom_web_url,
            credential_kind=CredentialKind.BASIC,
            user_name=USER,
            secret=PASSWORD,
        )
        a_rule_to(gateway, tmp_path, road)
        things = sent(gateway, shared_data, EVERY_SYNTAX)
        assert forward() == len(things)
        rows = rows_of(gateway, ForwardingRow)
        there = {uid: behind_file_meta(content) for uid, content in orthanc.files().items()}
    assert {(row.state, row.proof) for row in rows} == {(ForwardingState.DONE, Proof.STORED_BY_WEB)}
    assert there == {uid: thing.data_set for uid, thing in things.items()}
    (destination,) = rows_of(gateway, DestinationRow)
    assert PASSWORD.encode() not in destination.sealed_secret


def test_stow_with_a_wrong_password_waits_at_the_destination(gateway, shared_data, forward, tmp_path):
    with orthanc_server(tmp_path / "orthanc", has_dicom_web=True) as orthanc:
        road = Road(
            name="云PACS",
            kind=DestinationKind.STOW,
            url=orthanc.dicom_web_url,
            credential_kind=CredentialKind.BASIC,
            user_name=USER,
            secret="wrong",
        )
        a_rule_to(gateway, tmp_path, road)
        sent(gateway, shared_data, [US])
        forward()
    assert rows_of(gateway, DestinationRow)[0].reason is Reason.NOT_AUTHORISED
    (row,) = rows_of(gateway, ForwardingRow)
    assert (row.state, row.attempts) == (ForwardingState.QUEUED, 0)
