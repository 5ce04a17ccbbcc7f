"""The web application: every router, and how an error leaves."""

from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute

from teleread.web import health, problems, session
from teleread.web.dependencies import Runtime


def create_app(runtime: Runtime) -> FastAPI:
    """Return the application over an open database and store."""
    app = _application()
    app.state.runtime = runtime
    return app


def openapi_document() -> dict[str, Any]:
    """Return the OpenAPI document, without a server or a database."""
    return _application().openapi()


def _application() -> FastAPI:
    app = FastAPI(
        title="teleread",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=_operation_id,
    )
    problems.install(app)
    app.include_router(health.router)
    app.include_router(session.router)
    return app


def _operation_id(route: APIRoute) -> str:
    return route.name
