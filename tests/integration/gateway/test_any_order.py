"""Whatever arrives, in whatever order, by whichever door, oftener than once and at the same time."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from uuid import UUID

import pydicom
import pytest
from fastapi.testclient import TestClient
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from pydicom.filebase import DicomBytesIO
from pydicom.filewriter import write_dataset
from pydicom.uid import generate_uid

from storage import open_store
from teleread.accounts.account import Role
from teleread.archive.records import DiscrepancyRow, InstanceRow, PatientRow, StudyRow
from teleread.archive.study import DiscrepancyKind, InstanceStanding
from teleread.clinics.access import system_scope
from teleread.config import Settings
from teleread.database import Base, open_database, transaction
from teleread.dicom.dataset.file_meta import file_meta
from teleread.dicom.dataset.part10 import EXPLICIT_VR_LITTLE_ENDIAN
from teleread.web.app import create_app
from teleread.web.dependencies import Runtime
from teleread.workflow.desk.people import Position, add_account
from tests.builders import a_clinic, a_site, an_ae
from tests.integration.gateway.conftest import Listening, a_gateway
from tests.integration.gateway.reading import data_set_of, rows_of
from tests.integration.gateway.sender import DIGITAL_X_RAY, Sendable, send
from tests.integration.web.clients import HTTPS, log_in

TEMPLATE = Path(__file__).parents[4] / "shared" / "data" / "constructed" / "identity" / "dup-sop-a.dcm"
LAST_PARTS = ("71", "72", "73")
CURRENT, VARIANT, CONFLICT = InstanceStanding.CURRENT, InstanceStanding.VARIANT, InstanceStanding.CONFLICT
STOW = 'multipart/related; type="application/dicom"; boundary=frontier'


@dataclass(frozen=True, slots=True)
class Copy:
    """One content of a SOP Instance UID: `picture` tells what it shows, `remark` is beside the matter."""

    study_instance_uid: str
    last_part: str
    picture: int
    remark: str

    @property
    def sop_instance_uid(self) -> str:
        return f"{self.study_instance_uid}.{self.last_part}"

    @property
    def data_set(self) -> bytes:
        return _data_set(self)


@cache
def _data_set(copy: Copy) -> bytes:
    written = pydicom.dcmread(TEMPLATE)
    written.PatientID = written.StudyInstanceUID = copy.study_instance_uid
    written.SeriesInstanceUID = f"{copy.study_instance_uid}.1"
    written.SOPInstanceUID = copy.sop_instance_uid
    written.ImageComments = copy.remark
    pixels = bytearray(written.PixelData)
    pixels[0] = copy.picture
    written.PixelData = bytes(pixels)
    stream = DicomBytesIO()
    stream.is_little_endian, stream.is_implicit_VR = True, False
    write_dataset(stream, written)
    return stream.getvalue()


contents = st.tuples(st.sampled_from(LAST_PARTS), st.integers(1, 2), st.sampled_from(("", "again")))
clinics = st.sampled_from(("QINGSHAN", "BAIYUN"))
doors = st.sampled_from(("C-STORE", "STOW-RS"))


@dataclass
class Archive:
    """A gateway and a web that share database and store, and a person and a device of each clinic."""

    gateway: Listening
    clinic_ids: dict[str, UUID]
    browsers: dict[str, TestClient]

    def deliver(self, clinic: str, copy: Copy, door: str) -> None:
        """Send a copy by a door; it must be taken."""
        if door == "C-STORE":
            thing = Sendable(copy.data_set, DIGITAL_X_RAY, copy.sop_instance_uid, EXPLICIT_VR_LITTLE_ENDIAN)
            answered = send(self.gateway.port, thing, calling=clinic)
            assert answered is not None
            assert answered.status == 0x0000, answered
            return
        head = file_meta(
            transfer_syntax_uid=EXPLICIT_VR_LITTLE_ENDIAN,
            sop_class_uid=DIGITAL_X_RAY,
            sop_instance_uid=copy.sop_instance_uid,
        )
        part = b"\r\n--frontier\r\nContent-Type: application/dicom\r\n\r\n" + head + copy.data_set
        answer = self.browsers[clinic].post(
            "/dicom-web/studies",
            content=part + b"\r\n--frontier--\r\n",
            headers={"Content-Type": STOW, "Accept": "application/dicom+json"},
        )
        assert answer.status_code == 200, answer.text


@contextmanager
def an_archive(folder: Path) -> Iterator[Archive]:
    """Start all of it in an empty folder."""
    database = open_database(f"sqlite:///{folder / 'teleread.sqlite'}")
    Base.metadata.create_all(database.engine)
    store = open_store(f"disk:{folder / 'objects'}")
    runtime = Runtime(database, store, Settings(_env_file=None, data_dir=folder), lambda: datetime.now(UTC))
    with ExitStack() as stack:
        gateway = stack.enter_context(a_gateway(database, store))
        with transaction(database) as session:
            other = a_clinic(session, key="baiyun")
            an_ae(session, other, a_site(session, other), ae_title="BAIYUN")
        clinic_ids = {"QINGSHAN": gateway.clinic_id, "BAIYUN": other.id}
        browsers = {}
        for title, clinic_id in clinic_ids.items():
            browser = stack.enter_context(TestClient(create_app(runtime), base_url=HTTPS))
            position = Position(frozenset({Role.TECHNICIAN}), clinic_id)
            added = add_account(
                database, system_scope(), name=title.lower(), position=position, account=None, at=datetime.now(UTC)
            )
            log_in(browser, added.account.name, added.password)
            browsers[title] = browser
        yield Archive(gateway, clinic_ids, browsers)
    database.close()


class AnyOrder(RuleBasedStateMachine):
    """The first copy of an Instance stays current; no other is lost, none is kept twice."""

    def __init__(self, archive: Archive) -> None:
        super().__init__()
        self.archive = archive
        self.study_instance_uid = str(generate_uid(prefix=None))[:58]
        self.arrived: dict[tuple[str, str], list[Copy]] = {}

    @rule(clinic=clinics, content=contents, door=doors)
    def one_arrives(self, clinic: str, content: tuple[str, int, str], door: str) -> None:
        copy = Copy(self.study_instance_uid, *content)
        self.archive.deliver(clinic, copy, door)
        self._note(clinic, copy)

    @rule(deliveries=st.lists(st.tuples(clinics, contents, doors), min_size=2, max_size=4))
    def some_arrive_at_once(self, deliveries: Sequence[tuple[str, tuple[str, int, str], str]]) -> None:
        sent = [(clinic, Copy(self.study_instance_uid, *content), door) for clinic, content, door in deliveries]
        with ThreadPoolExecutor(len(sent)) as senders:
            for each in [senders.submit(self.archive.deliver, *one) for one in sent]:
                each.result()
        for clinic, copy, _door in sent:
            self._note(clinic, copy)

    def _note(self, clinic: str, copy: Copy) -> None:
        known = self.arrived.setdefault((clinic, copy.sop_instance_uid), [])
        if copy not in known:
            known.append(copy)

    @invariant()
    def every_copy_is_kept_once_beside_the_first(self) -> None:
        tasks = rows_of(self.archive.gateway, DiscrepancyRow)
        disputed = {task.subject_id for task in tasks if task.kind is DiscrepancyKind.INSTANCE_CONFLICT}
        for (clinic, uid), expected in self.arrived.items():
            rows = self._rows(clinic, uid)
            kept = {data_set_of(self.archive.gateway, row): row for row in rows}
            assert len(rows) == len(expected)
            assert kept.keys() == {copy.data_set for copy in expected}
            (shown,) = (copy.picture for copy in expected if kept[copy.data_set].standing is CURRENT)
            for copy in expected:
                row = kept[copy.data_set]
                is_same_picture = copy.picture == shown
                assert row.standing in ((CURRENT, VARIANT) if is_same_picture else (CONFLICT,))
                assert (row.id in disputed) is not is_same_picture

    @invariant()
    def what_two_clinics_call_the_same_stays_two(self) -> None:
        senders = {self.archive.clinic_ids[clinic] for clinic, _uid in self.arrived}
        studies = rows_of(self.archive.gateway, StudyRow)
        patients = rows_of(self.archive.gateway, PatientRow)
        assert sorted(row.clinic_id for row in studies if row.study_instance_uid == self.study_instance_uid) == sorted(
            senders
        )
        assert sorted(row.clinic_id for row in patients if row.patient_id == self.study_instance_uid) == sorted(senders)

    def _rows(self, clinic: str, uid: str) -> list[InstanceRow]:
        clinic_id = self.archive.clinic_ids[clinic]
        rows = rows_of(self.archive.gateway, InstanceRow)
        return [row for row in rows if (row.clinic_id, row.sop_instance_uid) == (clinic_id, uid)]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with an_archive(tmp_path) as started:
        yield started


def test_the_first_copy_stays_current_and_none_is_lost_or_kept_twice(archive):
    run_state_machine_as_test(
        lambda: AnyOrder(archive), settings=settings(max_examples=10, stateful_step_count=8, deadline=None)
    )
