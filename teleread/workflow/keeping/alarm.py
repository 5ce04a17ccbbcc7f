"""Tell people of reports that are not home: once for each time that a route fails, not once a report or a minute."""

from datetime import datetime

import structlog

from teleread.clinics.records import note_alarm
from teleread.database import Database, Session, snapshot, transaction
from teleread.notices.notice import NoticeKind
from teleread.views.undelivered import RouteInTrouble, load_routes_in_trouble
from teleread.workflow.keeping.notify import queue_notice

log = structlog.get_logger()


def raise_alarms(database: Database, *, at: datetime) -> int:
    """Queue a notice for each route that became late, forget those that are home again; return how many changed."""
    with snapshot(database) as session:
        if not _changed(load_routes_in_trouble(session, at=at)):
            return 0
    with transaction(database) as session:
        changed = _changed(load_routes_in_trouble(session, at=at))
        for route in changed:
            _change(session, route, at)
    return len(changed)


def _changed(routes: list[RouteInTrouble]) -> list[RouteInTrouble]:
    return [route for route in routes if (route.alarmed_at is None) is (route.delivery_id is not None)]


def _change(session: Session, route: RouteInTrouble, at: datetime) -> None:
    if route.delivery_id is None:
        note_alarm(session, route.route_id, at=None)
        log.info("route.delivers_again", route_id=str(route.route_id))
        return
    note_alarm(session, route.route_id, at=at)
    queue_notice(
        session,
        NoticeKind.REPORT_UNDELIVERED,
        at=at,
        clinic_id=route.clinic_id,
        subject_id=route.delivery_id,
        path=f"/reports/{route.report_id}",
    )
    log.warning("route.undelivered", route_id=str(route.route_id), delivery_id=str(route.delivery_id))
