"""What every answer bears, what no error tells, and what the log never says."""

from collections.abc import Iterator
from typing import Annotated, Any

import pytest
from fastapi import FastAPI, Query, Request, Response
from fastapi.testclient import TestClient
from pydantic import BaseModel
from starlette.responses import HTMLResponse, StreamingResponse
from structlog.testing import capture_logs

from storage import ObjectMissing, StoreUnavailable
from teleread.errors import Conflict, Forbidden, Invalid, Missing, TelereadError, TooMany, Unauthenticated, Unavailable
from teleread.web import problems
from teleread.web.guard import AnswerBroken, BoundedBody, ProtectingHeaders, RequestLog
from teleread.web.metrics import Meters

PATIENT = "张三"


class LeaseLost(Conflict):
    """Somebody else holds it."""

    code = "lease_lost"
    zh, en = "该任务已由 {holder} 接手", "The reading is held by {holder}"


class Typed(BaseModel):
    """What a person typed."""

    patient_name: str
    age: int


RAISED: dict[str, Exception] = {
    "invalid": Invalid(),
    "unauthenticated": Unauthenticated(),
    "forbidden": Forbidden(),
    "missing": Missing(),
    "conflict": LeaseLost(holder="li"),
    "too_many": TooMany(retry_after_s=7),
    "unavailable": Unavailable(),
    "other": TelereadError(),
    "store": StoreUnavailable(PATIENT),
    "object": ObjectMissing(PATIENT),
    "bug": KeyError(PATIENT),
}


@pytest.fixture
def client() -> Iterator[TestClient]:
    app = FastAPI()
    problems.install(app)
    app.add_middleware(BoundedBody, greatest_bytes=1000)
    app.add_middleware(RequestLog, meters=Meters())
    app.add_middleware(ProtectingHeaders)

    @app.get("/raise/{kind}")
    def raise_it(kind: str) -> None:
        raise RAISED[kind] from ValueError(PATIENT)

    @app.get("/broken")
    def broken() -> StreamingResponse:
        def chunks() -> Iterator[bytes]:
            yield b"half"
            raise ValueError(PATIENT)

        return StreamingResponse(chunks())

    @app.post("/typed")
    def typed(body: Typed, limit: Annotated[int, Query()] = 1) -> int:
        return body.age

    @app.post("/raw")
    async def raw(request: Request) -> int:
        return len(await request.body())

    @app.get("/page")
    def page() -> HTMLResponse:
        return HTMLResponse("<p>")

    @app.get("/worker")
    def worker() -> Response:
        return Response(b"", media_type="text/javascript")

    @app.get("/pdf")
    def pdf() -> Response:
        return Response(b"%PDF", media_type="application/pdf", headers={"Cache-Control": "private"})

    with TestClient(app, raise_server_exceptions=False) as browser:
        yield browser


@pytest.mark.parametrize(
    ("kind", "status", "code"),
    [
        ("invalid", 422, "invalid"),
        ("unauthenticated", 401, "unauthenticated"),
        ("forbidden", 403, "forbidden"),
        ("missing", 404, "missing"),
        ("conflict", 409, "lease_lost"),
        ("too_many", 429, "too_many"),
        ("unavailable", 503, "unavailable"),
        ("other", 409, "refused"),
        ("store", 503, "unavailable"),
        ("object", 500, "object_unreadable"),
        ("bug", 500, "internal_server_error"),
    ],
)
def test_each_kind_of_refusal_has_its_status_and_both_languages(
    client: TestClient, kind: str, status: int, code: str
) -> None:
    answer = client.get(f"/raise/{kind}")

    problem = answer.json()
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert (answer.status_code, problem["status"], problem["code"]) == (status, status, code)
    assert problem["title"]
    assert problem["title_zh"]
    assert problem["type"]


def test_a_refusal_carries_its_values_and_says_when_to_come_back(client: TestClient) -> None:
    assert client.get("/raise/conflict").json()["holder"] == "li"
    assert client.get("/raise/too_many").headers["Retry-After"] == "7"
    assert client.get("/raise/unauthenticated").headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("kind", ["bug", "store", "object"])
def test_neither_the_answer_nor_the_log_tells_what_an_unexpected_error_says(client: TestClient, kind: str) -> None:
    with capture_logs() as logs:
        answer = client.get(f"/raise/{kind}")

    assert PATIENT not in answer.text
    assert PATIENT not in str(logs)
    assert any(entry["log_level"] == "error" for entry in logs)


def test_an_answer_that_breaks_off_is_cut_and_not_taken_for_whole(client: TestClient) -> None:
    strict = TestClient(client.app, raise_server_exceptions=True)
    with capture_logs() as logs, pytest.raises(AnswerBroken) as broken:
        strict.get("/broken")

    assert broken.value.__cause__ is None
    assert PATIENT not in str(logs)


@pytest.mark.parametrize(
    "request_",
    [
        {"json": {"patient_name": PATIENT, "age": PATIENT}},
        {"json": {"patient_name": [PATIENT], "age": 1}},
        {"json": PATIENT},
        {"content": f'{{"patient_name": "{PATIENT}"'.encode(), "headers": {"Content-Type": "application/json"}},
        {"content": PATIENT.encode("gbk"), "headers": {"Content-Type": "application/json"}},
        {"json": {"patient_name": "x", "age": 1}, "params": {"limit": PATIENT}},
    ],
)
def test_what_was_typed_wrongly_is_not_repeated(client: TestClient, request_: dict[str, Any]) -> None:
    with capture_logs() as logs:
        answer = client.post("/typed", **request_)

    assert answer.status_code in {400, 422}
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert PATIENT not in answer.text
    assert PATIENT not in str(logs)


def test_a_body_that_is_too_long_is_refused_by_its_header_and_by_its_bytes(client: TestClient) -> None:
    def chunks() -> Iterator[bytes]:
        for _ in range(11):
            yield bytes(100)

    assert client.post("/raw", content=bytes(1000)).json() == 1000
    assert client.post("/raw", content=bytes(1001)).status_code == 413
    assert client.post("/raw", content=chunks()).status_code == 413
    assert client.post("/raw", content=b"", headers={"Content-Length": "-1"}).status_code == 413


def test_the_log_holds_the_routes_pattern_and_neither_values_nor_query(client: TestClient) -> None:
    with capture_logs() as logs:
        client.get("/raise/missing", params={"PatientName": PATIENT})
        client.get(f"/nowhere/{PATIENT}")

    assert [(entry["route"], entry["status"]) for entry in logs] == [("/raise/{kind}", 404), ("unmatched", 404)]
    assert PATIENT not in str(logs)


@pytest.mark.parametrize("path", ["/page", "/raise/bug", "/nowhere", "/raise/missing"])
def test_every_answer_is_protected_and_stays_out_of_caches(client: TestClient, path: str) -> None:
    headers = client.get(path).headers

    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"


def test_a_page_runs_its_own_scripts_only(client: TestClient) -> None:
    policy = client.get("/page").headers["Content-Security-Policy"].split("; ")

    assert "script-src 'self' 'wasm-unsafe-eval'" in policy
    assert "worker-src 'self' blob:" in policy
    assert "object-src 'none'" in policy


def test_a_worker_may_do_what_its_page_may(client: TestClient) -> None:
    """A worker obeys the policy that its own script was served with."""
    policies = {client.get(path).headers["Content-Security-Policy"] for path in ("/page", "/worker")}

    assert len(policies) == 1


def test_a_documents_frame_is_our_own_page_and_its_caching_its_routes_affair(client: TestClient) -> None:
    headers = client.get("/pdf").headers

    assert headers["Content-Security-Policy"] == "frame-ancestors 'self'"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert headers["Cache-Control"] == "private"


def test_https_is_insisted_on_only_where_it_was_used(client: TestClient) -> None:
    assert "Strict-Transport-Security" not in client.get("/page").headers
    assert "Strict-Transport-Security" in client.get("https://testserver/page").headers
