import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from teleread.accounts.account import Account, Role
from teleread.database import Database, snapshot
from teleread.errors import TelereadError
from teleread.reports.acknowledgement import NotOfTheClinic
from teleread.reports.delivery_records import AlreadyAcknowledged, Receipt
from teleread.reports.records import ReceiptRow, ReportMissing
from teleread.reports.report import Report
from teleread.scope import Scope
from teleread.views.reports import list_reports
from teleread.workflow.desk.report import open_report
from teleread.workflow.journey.acknowledge import acknowledge
from teleread.worklist.reading import Milestone
from teleread.worklist.records import load_milestones
from tests.integration.reports.ward import TEN_PAST, Ward, a_clinic_person, a_ward

LATER = TEN_PAST + timedelta(minutes=5)


@pytest.fixture
def ward(database: Database, tmp_path: Path) -> Ward:
    return a_ward(database, tmp_path)


def acknowledged(ward: Ward, report: Report, account: Account) -> Receipt:
    return acknowledge(ward.database, ward.scope(account), report.id, account=account, at=LATER)


@pytest.mark.parametrize("who", ["doctor", "technician"])
def test_a_doctor_or_a_technician_of_the_clinic_acknowledges_by_name(ward: Ward, who: str):
    report = ward.signed()
    account = ward.doctor if who == "doctor" else ward.place.technician
    acknowledged(ward, report, account)

    with snapshot(ward.database) as session:
        (line,) = list_reports(session, Scope(None), is_unread=False)
        assert list_reports(session, Scope(None), is_unread=True) == []
        assert load_milestones(session, Scope(None), ward.reading_id)[Milestone.ACKNOWLEDGED] == LATER
    assert (line.acknowledged_by_name, line.acknowledged_at) == (account.display_name, LATER)
    assert ward.audited().count("report.acknowledged") == 1


def test_opening_is_no_acknowledgement(ward: Ward):
    report = ward.signed()
    for _ in range(2):
        open_report(ward.database, ward.scope(ward.doctor), report.id, account=ward.doctor, at=LATER)
    with snapshot(ward.database) as session:
        (line,) = list_reports(session, Scope(None), is_unread=True)
    assert line.acknowledged_at is None
    assert ward.audited().count("report.opened") == 1, "once for each person and version"


def test_the_same_persons_second_word_changes_nothing_and_a_colleagues_is_refused(ward: Ward):
    report = ward.signed()
    first = acknowledged(ward, report, ward.doctor)
    assert acknowledged(ward, report, ward.doctor) == first
    with pytest.raises(AlreadyAcknowledged):
        acknowledged(ward, report, ward.place.technician)
    assert ward.count(ReceiptRow) == 1


def test_nobody_of_the_hospital_and_nobody_of_another_clinic_acknowledges(ward: Ward, tmp_path: Path):
    report = ward.signed()
    other = a_ward(ward.database, tmp_path, key="baihe")
    for account in (ward.author, ward.reviewer, ward.place.admin):
        with pytest.raises(NotOfTheClinic):
            acknowledged(ward, report, account)
    with pytest.raises(ReportMissing):
        acknowledged(ward, report, other.doctor)
    with pytest.raises(NotOfTheClinic):
        acknowledge(ward.database, Scope(None), report.id, account=other.doctor, at=LATER)
    former = replace(ward.doctor, roles=frozenset({Role.AUTHOR}))
    with pytest.raises(NotOfTheClinic):
        acknowledge(ward.database, Scope(None), report.id, account=former, at=LATER)


def test_of_colleagues_who_press_at_once_one_gives_the_receipt(ward: Ward):
    report = ward.signed()
    people = [a_clinic_person(ward.place, f"person-{number}", Role.TECHNICIAN) for number in range(6)]
    start, given, refused = threading.Barrier(len(people)), [], []

    def press(account: Account) -> None:
        start.wait()
        try:
            given.append(acknowledged(ward, report, account))
        except TelereadError as refusal:
            refused.append(refusal)

    threads = [threading.Thread(target=press, args=(account,)) for account in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert (len(given), {type(each) for each in refused}) == (1, {AlreadyAcknowledged})
    assert ward.count(ReceiptRow) == 1
