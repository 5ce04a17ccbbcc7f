from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from teleread.web import pages, problems
from teleread.web.pages import scan, takes


@pytest.fixture
def static(tmp_path: Path) -> Path:
    folder = tmp_path / "static"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<title>teleread</title>")
    (folder / "assets" / "main-abc123.js").write_text("plain")
    (folder / "assets" / "main-abc123.js.br").write_bytes(b"brotli")
    (folder / "assets" / "main-abc123.js.gz").write_bytes(b"gzip")
    (folder / "assets" / "codec-abc123.wasm").write_bytes(b"\0asm")
    (tmp_path / "secret.txt").write_text("secret")
    return folder


@pytest.fixture
def client(static: Path) -> Iterator[TestClient]:
    app = FastAPI()
    problems.install(app)
    app.include_router(pages.router)
    app.state.pages = scan(static)
    with TestClient(app) as browser:
        yield browser


@pytest.mark.parametrize("path", ["/", "/worklist", "/readings/0190-abc", "/verification/AB12"])
def test_an_address_of_the_page_shows_the_page_and_is_asked_for_anew(client: TestClient, path: str) -> None:
    answer = client.get(path)

    assert answer.text == "<title>teleread</title>"
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("identity", None), ("", None)],
)
def test_an_asset_is_kept_for_ever_in_the_best_encoding(
    client: TestClient, accepted: str, encoding: str | None
) -> None:
    with client.stream("GET", "/assets/main-abc123.js", headers={"Accept-Encoding": accepted}) as answer:
        body = b"".join(answer.iter_raw())

    assert answer.headers.get("Content-Encoding") == encoding
    assert body == {"br": b"brotli", "gzip": b"gzip", None: b"plain"}[encoding]
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers["Content-Type"].startswith("text/javascript")


def test_a_codec_has_the_type_that_a_browser_compiles(client: TestClient) -> None:
    assert client.get("/assets/codec-abc123.wasm").headers["Content-Type"] == "application/wasm"


@pytest.mark.parametrize(
    "path",
    [
        "/assets/old-000000.js",
        "/api/nothing",
        "/dicom-web/nothing",
        "/robots.txt",
        "/assets/main-abc123.js.br",
        "/..%2fsecret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "/%2e%2e/secret.txt",
    ],
)
def test_what_is_no_file_and_no_page_is_missing(client: TestClient, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_pages_that_were_not_built_say_so(client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "STATIC", tmp_path / "nothing")
    client.app.state.pages = scan(tmp_path / "nothing")  # type: ignore[attr-defined]

    answer = client.get("/worklist")

    assert answer.status_code == 503
    assert "make setup" in answer.text
    assert "页面尚未构建" in answer.text


@pytest.mark.parametrize(
    ("accepted", "does"),
    [("br", True), ("BR;q=0.5", True), ("gzip,br", True), ("br;q=0", False), ("br; q=0.0", False), ("brotli", False)],
)
def test_an_encoding_is_taken_when_it_is_named_and_not_refused(accepted: str, does: bool) -> None:
    assert takes(accepted, "br") is does
