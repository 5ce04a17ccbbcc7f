"""The whole system, started as users start it, and a real Chromium in front of it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.acceptance.pacs import Pacs, running_pacs
from tests.running import Running, running_teleread

SCREENSHOTS = Path(__file__).resolve().parents[1] / "screenshots"
expect.set_options(timeout=30_000)

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    executable = shutil.which("chromium")
    assert executable, "chromium is missing: apt-get install chromium"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def pacs(tmp_path: Path) -> Iterator[Pacs]:
    """A device of the clinic or of the hospital that listens."""
    with running_pacs(tmp_path / "pacs") as started:
        yield started


@pytest.fixture(scope="package")
def screenshots() -> Path:
    """Where every page leaves its picture."""
    SCREENSHOTS.mkdir(exist_ok=True)
    return SCREENSHOTS


@pytest.fixture(scope="module")
def teleread(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The embedded default: SQLite and objects on disk."""
    with running_teleread(tmp_path_factory.mktemp("teleread"), {}) as started:
        yield started
