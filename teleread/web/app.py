"""The web application: every router, what holds for every request, and how an error leaves."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from typing import Any

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI
from fastapi.routing import APIRoute

from teleread.clinics.allowance import Allowance
from teleread.dicom.decoding.pool import DecoderPool
from teleread.health.notices import LimitNotices
from teleread.web import (
    accounts,
    admissions,
    amendments,
    audit,
    clinics,
    critical,
    deliveries,
    devices,
    discrepancies,
    evidence,
    feedback,
    forwardings,
    hanging,
    health,
    holds,
    instances,
    looking,
    metrics,
    notices,
    one_time_codes,
    opinions,
    overview,
    pages,
    patients,
    phrases,
    priors,
    problems,
    questions,
    readings,
    renditions,
    reports,
    requests,
    retakes,
    retention,
    return_routes,
    roster,
    session,
    signing,
    studies,
    templates,
    verification,
    writing,
)
from teleread.web.dependencies import Runtime
from teleread.web.dicomweb.head import HeadOfGet
from teleread.web.dicomweb.routes import ROUTERS as DICOMWEB_ROUTERS
from teleread.web.dicomweb.stored_frames import Layouts
from teleread.web.fhir.routes import ROUTER as FHIR_ROUTER
from teleread.web.guard import BoundedBody, ProtectingHeaders, RequestLog
from teleread.web.throttle import Throttle
from teleread.workflow.journey.filing import file_together
from teleread.workflow.journey.habits import Habits
from teleread.workflow.journey.receive import Line
from teleread.workflow.journey.together import Together
from teleread.workflow.journey.upload import Intake

THREADS = 15
"""Requests that are worked on at once; each may hold a database connection."""

VERIFICATIONS = 60
"""Codes that one network may look up in a minute: a ward full of phones, no search through 60 bits."""


class Application(FastAPI):
    """The framework's, with the problems that every route may answer in its document."""

    def openapi(self) -> dict[str, Any]:
        """Return the OpenAPI document."""
        return problems.say_media_type(super().openapi())


def create_app(runtime: Runtime) -> FastAPI:
    """Return the application over an open database and store."""
    app = application()
    app.state.runtime = runtime
    app.state.decoders = DecoderPool()
    app.state.intake = Intake(
        runtime.database,
        runtime.store,
        app.state.decoders,
        Line(Together(partial(file_together, runtime.database)), Habits()),
        Allowance(),
        runtime.clock,
    )
    app.state.limit_notices = LimitNotices(runtime.database)
    app.state.layouts = Layouts()
    app.state.meters = metrics.Meters()
    app.state.verifications = Throttle(most=VERIFICATIONS, window=timedelta(minutes=1))
    app.state.pages = pages.scan(pages.STATIC)
    app.add_middleware(HeadOfGet)
    app.add_middleware(BoundedBody)
    app.add_middleware(RequestLog, meters=app.state.meters)
    app.add_middleware(ProtectingHeaders)
    return app


def openapi_document() -> dict[str, Any]:
    """Return the OpenAPI document, without a server or a database."""
    return application().openapi()


def application() -> FastAPI:
    """Return the routes alone, over nothing yet."""
    app = Application(
        title="teleread",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=_operation_id,
        lifespan=_few_threads,
        responses=problems.DOCUMENTED,
    )
    problems.install(app)
    for module in (
        session,
        one_time_codes,
        accounts,
        roster,
        clinics,
        devices,
        admissions,
        discrepancies,
        amendments,
        patients,
        studies,
        instances,
        renditions,
        audit,
        health,
        metrics,
        requests,
        readings,
        retakes,
        questions,
        opinions,
        priors,
        hanging,
        holds,
        evidence,
        looking,
        signing,
        writing,
        templates,
        phrases,
        feedback,
        reports,
        deliveries,
        return_routes,
        forwardings,
        verification,
        overview,
        critical,
        notices,
        retention,
    ):
        app.include_router(module.router)
    for router in DICOMWEB_ROUTERS:
        app.include_router(router)
    app.include_router(FHIR_ROUTER)
    # The pages answer every address that is left, so they come last.
    app.include_router(pages.router)
    return app


@asynccontextmanager
async def _few_threads(app: FastAPI) -> AsyncIterator[None]:
    current_default_thread_limiter().total_tokens = THREADS
    yield
    app.state.decoders.close()


def _operation_id(route: APIRoute) -> str:
    return route.name
