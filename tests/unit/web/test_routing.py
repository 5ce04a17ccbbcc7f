"""Routers are passed over by how a path begins, and no route is lost by it."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from teleread.web.routing import Router


@pytest.fixture
def client() -> TestClient:
    things, of_thing, anything = Router(prefix="/api/things"), Router(prefix="/api"), Router()

    @things.get("/{key}")
    def thing(key: str) -> str:
        return f"thing {key}"

    @of_thing.post("/things/{key}/others")
    def others(key: str) -> str:
        return f"others of {key}"

    @of_thing.get("/health")
    def health() -> str:
        return "well"

    @anything.get("/{first}/{second}")
    def any_of_two(first: str, second: str) -> str:
        return f"{first} and {second}"

    app = FastAPI()
    for router in (things, of_thing, anything):
        app.include_router(router)

    @things.get("/{key}/late")
    def added_behind_the_others(key: str) -> str:
        return f"late {key}"

    return TestClient(app)


@pytest.mark.parametrize(
    ("method", "path", "answer"),
    [
        ("GET", "/api/things/7", "thing 7"),
        ("POST", "/api/things/7/others", "others of 7"),
        ("GET", "/api/health", "well"),
        ("GET", "/api/elsewhere", "api and elsewhere"),
        ("GET", "/api/things/7/late", "late 7"),
    ],
)
def test_each_route_is_found(client: TestClient, method: str, path: str, answer: str) -> None:
    assert client.request(method, path).json() == answer


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/api/nothing/7/8", 404), ("PUT", "/api/health", 405)])
def test_what_no_route_has_is_refused_as_ever(client: TestClient, method: str, path: str, status: int) -> None:
    assert client.request(method, path).status_code == status
