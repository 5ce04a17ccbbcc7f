"""Figures for a Prometheus server: counts and times by route, and nothing of any patient."""

import ipaddress
from contextlib import suppress
from datetime import datetime

from fastapi import Request, Response
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from teleread.accounts.account import NotPermitted, Role
from teleread.clinics.access import system_scope
from teleread.database import snapshot
from teleread.errors import Unavailable
from teleread.views.keeping import Keeping, load_keeping
from teleread.views.undelivered import Undelivered, count_undelivered
from teleread.web.dependencies import Run, current_caller
from teleread.web.routing import Router

router = Router(tags=["health"])

KNOWN_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Meters:
    """The meters of one application."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        labels = ("method", "route", "status")
        self._requests = Counter("teleread_web_requests", "Requests answered", labels, registry=self.registry)
        self._seconds = Histogram(
            "teleread_web_request_seconds", "Time to answer a request", ("route",), registry=self.registry
        )

        self._kept = Gauge("teleread_archive", "How the archive is kept", ("what",), registry=self.registry)

        self._undelivered = Gauge(
            "teleread_reports_undelivered", "Reports that are not home", ("what",), registry=self.registry
        )

    def show(self, keeping: Keeping, *, at: datetime) -> None:
        """Show how far the archive is re-read and copied, and what was found wrong."""
        figures = {"objects_wrong": float(keeping.objects_wrong), "deletions_under_way": keeping.deletions_under_way}
        figures["renditions_waiting"] = keeping.renditions_waiting
        for name, seen in (("scrub", keeping.scrub), ("scrub_second", keeping.scrub_second)):
            if seen is not None:
                oldest = seen.unread_since or seen.began_at
                figures[f"{name}_share"] = seen.share
                figures[f"{name}_oldest_unread_seconds"] = (at - oldest).total_seconds()
        if keeping.copying is not None:
            since = keeping.copying.since
            figures["second_store_waiting_objects"] = keeping.copying.waiting.objects
            figures["second_store_waiting_bytes"] = keeping.copying.waiting.size_bytes
            figures["second_store_lag_seconds"] = (at - since).total_seconds() if since else 0.0
        for name, value in figures.items():
            self._kept.labels(name).set(value)

    def show_undelivered(self, undelivered: Undelivered, *, at: datetime) -> None:
        """Show how many reports should be home by now, and for how long."""
        since = undelivered.oldest_queued_at
        self._undelivered.labels("overdue").set(undelivered.overdue)
        self._undelivered.labels("dead").set(undelivered.dead)
        self._undelivered.labels("oldest_seconds").set((at - since).total_seconds() if since else 0.0)

    def note(self, method: str, route: str, *, status: int, seconds: float) -> None:
        """Count an answered request; a method that nobody knows is not a label of its own."""
        self._requests.labels(method if method in KNOWN_METHODS else "other", route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def text(self) -> bytes:
        """Return every figure in the text format."""
        return generate_latest(self.registry)


@router.get("/metrics", response_class=Response)
def metrics(request: Request, run: Run) -> Response:
    """Return the figures, to a program on this machine or to an admin."""
    if not is_from_this_machine(request) and not current_caller(request, run).account.may_act_as(Role.ADMIN):
        raise NotPermitted
    meters: Meters = request.app.state.meters
    with suppress(Unavailable), snapshot(run.database) as session:
        at = run.clock()
        meters.show(load_keeping(session, at=at), at=at)
        meters.show_undelivered(count_undelivered(session, system_scope(), at=at), at=at)
    return Response(meters.text(), media_type=CONTENT_TYPE_LATEST)


def is_from_this_machine(request: Request) -> bool:
    """Say whether a request came over loopback and was not passed on by a proxy."""
    if request.client is None or any(name in request.headers for name in ("X-Forwarded-For", "Forwarded", "Via")):
        return False
    try:
        return ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False
