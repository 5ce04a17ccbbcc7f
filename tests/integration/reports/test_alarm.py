"""Reports that are not home are told of: once for each time that a route fails."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from teleread.clinics.access import system_scope
from teleread.clinics.clinic import RouteKind
from teleread.database import Database, snapshot
from teleread.notices.notice import NoticeKind
from teleread.notices.records import NoticeRow
from teleread.reports.delivery import OVERDUE_AFTER, DeliveryState
from teleread.reports.records import DeliveryRow
from teleread.views.undelivered import Undelivered, count_undelivered
from teleread.workflow.desk.delivery import send_dead_again
from teleread.workflow.journey.deliver import deliver_due
from teleread.workflow.keeping.alarm import raise_alarms
from teleread.workflow.keeping.notify import queue_notice
from tests.integration.reports.ward import TEN_PAST, Ward, a_route, a_ward

LATE = TEN_PAST + OVERDUE_AFTER
NOT_YET = LATE - timedelta(seconds=1)
HOUR = timedelta(hours=1)


@pytest.fixture
def ward(database: Database, tmp_path: Path) -> Ward:
    """A ward whose report waits for a device that listens nowhere, so its delivery is dead."""
    ward = a_ward(database, tmp_path)
    a_route(ward, RouteKind.DICOM)
    ward.signed()
    deliver_due(database, ward.store, worker="w", at=TEN_PAST, ae_title="T", public_url="https://a.example")
    return ward


def undelivered(ward: Ward, at: datetime) -> Undelivered:
    with snapshot(ward.database) as session:
        return count_undelivered(session, system_scope(), at=at)


def the_dead(ward: Ward) -> DeliveryRow:
    with snapshot(ward.database) as session:
        row = session.scalars(select(DeliveryRow).where(DeliveryRow.state == DeliveryState.DEAD)).one()
        session.expunge_all()
        return row


def test_what_is_late_is_counted_from_five_minutes_on(ward: Ward):
    assert undelivered(ward, NOT_YET) == Undelivered(overdue=0, dead=1, oldest_queued_at=None)
    assert undelivered(ward, LATE) == Undelivered(overdue=1, dead=1, oldest_queued_at=TEN_PAST)


def test_a_route_that_is_down_for_hours_alarms_once_and_again_when_it_fails_anew(ward: Ward):
    assert raise_alarms(ward.database, at=NOT_YET) == 0
    assert raise_alarms(ward.database, at=LATE) == 1
    assert [raise_alarms(ward.database, at=LATE + hours * HOUR) for hours in range(1, 4)] == [0, 0, 0]

    delivery = the_dead(ward)
    ward.change(DeliveryRow, delivery.id, state=DeliveryState.DELIVERED)
    assert raise_alarms(ward.database, at=LATE + 4 * HOUR) == 1
    assert raise_alarms(ward.database, at=LATE + 5 * HOUR) == 0
    ward.change(DeliveryRow, delivery.id, state=DeliveryState.QUEUED)
    assert raise_alarms(ward.database, at=LATE + 6 * HOUR) == 1


def test_the_notice_leads_to_the_report_and_says_nothing_of_the_patient(ward: Ward, monkeypatch: pytest.MonkeyPatch):
    def to_the_admin(session, kind, **values):
        return queue_notice(session, kind, **values, emails=["admin@example.org"])

    monkeypatch.setattr("teleread.workflow.keeping.alarm.queue_notice", to_the_admin)
    raise_alarms(ward.database, at=LATE)
    with snapshot(ward.database) as session:
        (notice,) = session.scalars(select(NoticeRow))
        assert (notice.kind, notice.address) == (NoticeKind.REPORT_UNDELIVERED, "admin@example.org")
        assert notice.path == f"/reports/{the_dead(ward).report_id}"


def test_everything_that_died_is_due_again_at_once(ward: Ward):
    assert send_dead_again(ward.database, system_scope(), account=ward.place.admin, at=LATE) == 1
    assert send_dead_again(ward.database, system_scope(), account=ward.place.admin, at=LATE) == 0
    assert "delivery.requeued" in ward.audited()
