"""Query/Retrieve C-GET and C-MOVE: DCMTK's getscu and movescu take out of the archive what was sent."""

import subprocess

import pytest

from teleread.archive.records import InstanceRow
from teleread.audit.records import AuditEventRow
from teleread.clinics.records import AERow
from teleread.database import transaction
from tests.builders import a_clinic, a_site, an_ae
from tests.integration.gateway.devices import findscu
from tests.integration.gateway.reading import rows_of
from tests.integration.gateway.sender import send, sendable
from tests.ports import free_ports

EXPLICIT = "1.2.840.10008.1.2.1"


def getscu(gateway, folder, *keys, calling="QINGSHAN", model="-S"):
    """What arrived at the device, and what getscu said."""
    folder.mkdir()
    wanted = ["-aec", "TELEREAD", *(part for key in keys for part in ("-k", key))]
    got = subprocess.run(
        ["getscu", "-v", "+B", model, "-aet", calling, "-od", str(folder), *wanted, "127.0.0.1", str(gateway.port)],
        capture_output=True,
        text=True,
        errors="replace",
        timeout=60,
        check=False,
    )
    return sorted(folder.iterdir()), got.stdout + got.stderr


@pytest.fixture
def sent(gateway, shared_data):
    """What the archive holds of one Study, by SOP Instance UID."""
    files = [sendable(path) for path in sorted((shared_data / "constructed/clinic-day").glob("*.dcm"))]
    things = [thing for thing in files if thing.transfer_syntax_uid == EXPLICIT]
    for thing in things:
        assert send(gateway.port, thing).status == 0x0000
    return {thing.sop_instance_uid: thing for thing in things}


def studies_of(gateway, folder):
    keys = ("-k", "QueryRetrieveLevel=STUDY", "-k", "StudyInstanceUID", "-k", "NumberOfStudyRelatedInstances")
    return {
        each.StudyInstanceUID: int(each.NumberOfStudyRelatedInstances)
        for each in findscu(gateway.port, folder, "-S", *keys).identifiers
    }


def test_a_study_comes_back_byte_for_byte(gateway, sent, tmp_path):
    study, count = next(iter(studies_of(gateway, tmp_path / "find").items()))
    files, said = getscu(gateway, tmp_path / "get", "QueryRetrieveLevel=STUDY", f"StudyInstanceUID={study}")
    assert len(files) == count, said
    for path in files:
        got = sendable(path)
        assert got.data_set == sent[got.sop_instance_uid].data_set
    (event,) = [row for row in rows_of(gateway, AuditEventRow) if row.action == "study.retrieved"]
    assert event.detail["number_of_instances"] == count


def test_one_instance_may_be_taken(gateway, sent, tmp_path):
    uid = next(iter(sent))
    files, said = getscu(gateway, tmp_path / "get", "QueryRetrieveLevel=IMAGE", f"SOPInstanceUID={uid}", model="-P")
    assert [sendable(path).sop_instance_uid for path in files] == [uid], said


def test_another_clinic_gets_nothing(gateway, sent, tmp_path):
    with transaction(gateway.database) as session:
        other = a_clinic(session, "baiyun")
        an_ae(session, other, a_site(session, other), "BAIYUN")
    uid = next(iter(sent))
    keys = ("QueryRetrieveLevel=IMAGE", f"SOPInstanceUID={uid}")
    files, _said = getscu(gateway, tmp_path / "get", *keys, calling="BAIYUN")
    assert files == []
    assert [row for row in rows_of(gateway, AuditEventRow) if row.action == "study.retrieved"] == []


@pytest.mark.parametrize(
    "keys",
    [
        ("QueryRetrieveLevel=STUDY", "PatientID=0001"),
        ("QueryRetrieveLevel=PATIENT", "PatientID=*1*"),
        ("StudyInstanceUID=2.25.1",),
    ],
)
def test_what_is_not_named_is_refused(gateway, sent, tmp_path, keys):
    files, said = getscu(gateway, tmp_path / "get", *keys, model="-P")
    assert files == []
    assert "DataSetDoesNotMatchSOPClass" in said


def test_an_instance_that_the_store_lost_fails_and_the_others_come(gateway, sent, tmp_path):
    studies = studies_of(gateway, tmp_path / "find")
    lost = rows_of(gateway, InstanceRow)[0]
    gateway.store.delete(lost.locator)
    every = "\\".join(studies)
    files, said = getscu(gateway, tmp_path / "get", "QueryRetrieveLevel=STUDY", f"StudyInstanceUID={every}")
    assert len(files) == len(sent) - 1
    assert "SubOperationsCompleteOneOrMoreFailures" in said


def movescu(gateway, folder, *keys, calling="QINGSHAN", to="QINGSHAN", port=None, model="-S"):
    """What arrived at the device that movescu is as well, and what it said."""
    folder.mkdir()
    wanted = ["-aec", "TELEREAD", "-aem", to, *(part for key in keys for part in ("-k", key))]
    peer = ["127.0.0.1", str(gateway.port)]
    moved = subprocess.run(
        ["movescu", "-v", "+B", model, "+P", str(port), "-aet", calling, *wanted, *peer],
        cwd=folder,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=60,
        check=False,
    )
    return sorted(folder.iterdir()), moved.stdout + moved.stderr


@pytest.fixture
def listening_port(gateway):
    """Where the clinic's AE listens."""
    (port,) = free_ports(1)
    with transaction(gateway.database) as session:
        (ae,) = session.query(AERow).filter_by(ae_title="QINGSHAN")
        ae.host, ae.port = "127.0.0.1", port
    return port


def test_studies_are_moved_byte_for_byte_to_an_ae_of_the_clinic(gateway, sent, tmp_path, listening_port):
    every = "\\".join(studies_of(gateway, tmp_path / "find"))
    keys = ("QueryRetrieveLevel=STUDY", f"StudyInstanceUID={every}")
    files, said = movescu(gateway, tmp_path / "moved", *keys, port=listening_port)
    assert len(files) == len(sent), said
    for path in files:
        got = sendable(path)
        assert got.data_set == sent[got.sop_instance_uid].data_set


@pytest.mark.parametrize("to", ["NOBODY", "BAIYUN"])
def test_nothing_is_moved_to_anybody_else(gateway, sent, tmp_path, listening_port, to):
    with transaction(gateway.database) as session:
        other = a_clinic(session, "baiyun")
        an_ae(session, other, a_site(session, other), "BAIYUN", host="127.0.0.1", port=listening_port)
    keys = ("QueryRetrieveLevel=IMAGE", f"SOPInstanceUID={next(iter(sent))}")
    files, said = movescu(gateway, tmp_path / "moved", *keys, to=to, port=listening_port)
    assert files == []
    assert "MoveDestinationUnknown" in said
    assert [row for row in rows_of(gateway, AuditEventRow) if row.action == "study.retrieved"] == []


def test_a_move_of_nothing_named_is_refused(gateway, sent, tmp_path, listening_port):
    files, said = movescu(gateway, tmp_path / "moved", "QueryRetrieveLevel=STUDY", "PatientID=1", port=listening_port)
    assert files == []
    assert "DataSetDoesNotMatchSOPClass" in said
