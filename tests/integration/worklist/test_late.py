"""Whatever a Study gains or exchanges after a Reading began is told to whoever reads it, whatever the clocks say."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from storage.memory import MemoryStore
from teleread.accounts.account import Account
from teleread.archive.records import DiscrepancyRow
from teleread.archive.study import DiscrepancyKind
from teleread.clinics.records import ClinicRow, SiteRow
from teleread.database import Database, snapshot, transaction
from teleread.dicom.association.admission import Admitted
from teleread.workflow.desk.discrepancies import resolve
from teleread.workflow.journey.assign import claim
from teleread.workflow.journey.read import reject, start
from teleread.workflow.journey.settle import settle_due
from teleread.worklist.reading import Part, Reading, State
from teleread.worklist.records import ReadingRow
from teleread.worklist.rejection import Complaint, RejectionReason
from tests import builders
from tests.builders import EIGHT
from tests.integration.worklist.places import QUIET, Place, a_place, readings, specialist
from tests.receiving import receive_path

FIRST_AT, SETTLED_AT = EIGHT + timedelta(minutes=1), EIGHT + timedelta(minutes=2)
EXCHANGED_AT = SETTLED_AT + timedelta(minutes=1)
BEFORE_THE_FIRST = EIGHT
"""A file that took a minute to be stored, or a clock that was set back."""


class Desk:
    """A clinic whose device sends files, and an author who reads them."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database, self.folder = database, folder
        self.place: Place = a_place(database)
        self.author: Account = specialist(self.place, "author", Part.AUTHOR)
        self.device: Admitted = self._device()

    def _device(self) -> Admitted:
        with transaction(self.database) as session:
            clinic = session.get_one(ClinicRow, self.place.clinic_id)
            site = session.scalars(select(SiteRow).where(SiteRow.clinic_id == clinic.id)).one()
            ae = builders.an_ae(session, clinic, site)
            return Admitted(ae.id, ae.ae_title, site.id, clinic.id, ae.issuer_of_patient_id, site.time_zone, None)

    def receives(self, name: str, *, at: datetime) -> None:
        file = self.folder / f"{name}.dcm"
        receive_path(self.database, MemoryStore(), file, admitted=self.device, at=at)

    def begins(self) -> Reading:
        """Settle what came, and let the author hold it."""
        settle_due(self.database, quiet_period=QUIET, at=SETTLED_AT)
        (reading,) = readings(self.database)
        claim(self.database, self.place.scope, reading.id, account=self.author, at=SETTLED_AT)
        return start(self.database, self.place.scope, reading.id, account=self.author, at=SETTLED_AT)

    def rejects(self, held: Reading) -> None:
        complaint = Complaint(RejectionReason.ARTEFACT)
        asked = {"account": self.author, "fencing_token": held.fencing_token, "at": SETTLED_AT}
        reject(self.database, self.place.scope, held.id, complaint=complaint, **asked)

    def signs(self) -> None:
        """Let the Reading be signed; with which words is of no concern here."""
        over = {"state": State.SIGNED, "holder_id": None, "lease_ends_at": None}
        with transaction(self.database) as session:
            session.execute(update(ReadingRow).values(over))

    def exchanges(self) -> None:
        """Let the clinic say that the other content of the Instance is the right one."""
        (task,) = self.tasks(DiscrepancyKind.INSTANCE_CONFLICT)
        asked = {"account": self.place.technician, "resolution": "use_other", "at": EXCHANGED_AT}
        resolve(self.database, self.place.scope, task.id, **asked)

    def tasks(self, kind: DiscrepancyKind) -> list[DiscrepancyRow]:
        with snapshot(self.database) as session:
            rows = list(session.scalars(select(DiscrepancyRow).where(DiscrepancyRow.kind == kind)))
            session.expunge_all()
            return rows


@pytest.fixture
def desk(database: Database, shared_data: Path) -> Desk:
    return Desk(database, shared_data / "constructed")


XRAY, SECOND_XRAY = "clinic-day/QS2026030001-xr-1", "clinic-day/QS2026030001-xr-2"
ONE, OTHER_PIXELS, OTHER_PATIENT = (f"identity/dup-sop-{name}" for name in ("a", "b-other-pixels", "c-other-patient"))


def test_what_is_filed_after_a_later_one_is_being_read_is_late(desk: Desk):
    desk.receives(XRAY, at=FIRST_AT)
    desk.begins()

    desk.receives(SECOND_XRAY, at=BEFORE_THE_FIRST)

    assert readings(desk.database)[0].late_instance_at is not None


def test_what_is_filed_after_a_later_one_was_signed_is_a_task(desk: Desk):
    desk.receives(XRAY, at=FIRST_AT)
    desk.begins()
    desk.signs()

    desk.receives(SECOND_XRAY, at=BEFORE_THE_FIRST)

    assert len(desk.tasks(DiscrepancyKind.LATE_AFTER_SIGNING)) == 1


def test_a_retake_is_read_though_the_clock_was_set_back(desk: Desk):
    desk.receives(XRAY, at=FIRST_AT)
    desk.rejects(desk.begins())

    desk.receives(SECOND_XRAY, at=BEFORE_THE_FIRST)
    settle_due(desk.database, quiet_period=QUIET, at=SETTLED_AT + QUIET)

    assert [reading.state for reading in readings(desk.database)] == [State.REJECTED, State.AWAITING]


def test_what_was_received_in_a_future_that_was_a_wrong_clock_is_read_today(desk: Desk):
    desk.receives(XRAY, at=EIGHT + timedelta(days=400))

    assert settle_due(desk.database, quiet_period=QUIET, at=EIGHT) == 1
    assert len(readings(desk.database)) == 1


@pytest.mark.parametrize("other", [OTHER_PIXELS, OTHER_PATIENT])
def test_an_author_is_told_that_a_picture_was_exchanged(desk: Desk, other: str):
    desk.receives(ONE, at=FIRST_AT)
    desk.receives(other, at=BEFORE_THE_FIRST)
    held = desk.begins()

    desk.exchanges()

    (reading,) = [each for each in readings(desk.database) if each.id == held.id]
    assert reading.late_instance_at == EXCHANGED_AT


@pytest.mark.parametrize("other", [OTHER_PIXELS, OTHER_PATIENT])
def test_a_picture_that_is_exchanged_after_signing_is_a_task(desk: Desk, other: str):
    desk.receives(ONE, at=FIRST_AT)
    desk.receives(other, at=BEFORE_THE_FIRST)
    held = desk.begins()
    desk.signs()

    desk.exchanges()
    settle_due(desk.database, quiet_period=QUIET, at=EXCHANGED_AT + QUIET)

    (task,) = desk.tasks(DiscrepancyKind.LATE_AFTER_SIGNING)
    assert task.detail["reading_id"] == str(held.id)
