"""What a page weighs on its way to a browser that has nothing of it yet, from the files that were built."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from teleread.web.pages import STATIC

ENTRY = "index.html"
READING = "src/worklist/ReadingPage.tsx"
CLINIC = (
    "src/clinic/OrderPage.tsx",
    "src/clinic/RequestsPage.tsx",
    "src/clinic/UploadPage.tsx",
    "src/clinic/TasksPage.tsx",
    "src/study/StudiesPage.tsx",
    "src/report/ReportsPage.tsx",
)
VIEWER = ("src/worklist/ReadingDesk.tsx", "src/viewer/index.tsx", "src/viewer/screen.ts", "src/viewer/line/ready.ts")
LIST_BYTES = 250_000
VIEWER_BYTES = 900_000
CODEC_BYTES = 90_000


@cache
def manifest() -> dict[str, Any]:
    path = STATIC / "manifest.json"
    assert path.is_file(), "the pages are not built: make setup"
    read: dict[str, Any] = json.loads(path.read_text())
    return read


def files(*names: str) -> set[str]:
    """Every script that these modules bring with them, but not what they only may ask for later."""
    found: set[str] = set()
    waiting = list(names)
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        chunk = _chunk(name)
        found.add(chunk["file"])
        waiting.extend(chunk.get("imports", ()))
    return found


def _chunk(name: str) -> Any:
    """A module that others share lies under the name of its file."""
    if name in manifest():
        return manifest()[name]
    return next(chunk for chunk in manifest().values() if chunk.get("name") == Path(name).stem)


def weight(names: set[str] | Iterator[str]) -> int:
    """How many bytes they take as the server sends them: compressed where that lies beside the file."""
    return sum(min(path.stat().st_size for path in _forms(name)) for name in names)


def _forms(name: str) -> Iterator[Path]:
    for path in (STATIC / name, STATIC / f"{name}.br"):
        if path.exists():
            yield path


def built(pattern: str) -> set[str]:
    found = {path.relative_to(STATIC).as_posix() for path in STATIC.glob(f"assets/{pattern}")}
    assert found, f"nothing is built like {pattern}"
    return found


@pytest.mark.parametrize("page", [READING, *CLINIC])
def test_a_list_is_light(page: str) -> None:
    assert weight(files(ENTRY, page)) <= LIST_BYTES


def test_the_viewer_is_light_enough_for_a_thin_line() -> None:
    scripts = files(ENTRY, READING, *VIEWER) | built("decode.worker-*.js")
    assert weight(scripts) <= VIEWER_BYTES


def test_the_decoder_of_pictures_is_small() -> None:
    assert weight(built("openjphjs-*.wasm")) <= CODEC_BYTES


def test_what_is_large_lies_compressed_beside_itself() -> None:
    large = [path for path in STATIC.glob("assets/*") if path.suffix in {".js", ".css", ".wasm"}]
    assert all(Path(f"{path}.br").exists() for path in large if path.stat().st_size >= 1024)
