"""Whatever a device sends, the system says why not, goes on, and shows text as text."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, ConsoleMessage, expect

from tests.acceptance.pages import Visit, visit
from tests.acceptance.test_journey import wait_until
from tests.running import Running

FOLDERS = ("malformed", "constructed/damaged", "constructed/identity", "constructed/hostile-text")
SENT = re.compile(r"Taken (\d+)，未接收 not taken (\d+)")
REASON = re.compile(r"(not_dicom|not_accepted|failed): \S")
MARKUP, DESCRIPTION = "Test <script>alert(1)</script>", "<img src=x onerror=alert(2)>\"'&"
PICTURED = ("H-markup", "H-bidi")
SHOWN_OR_SAID_WHY_NOT = ", ".join(
    f'[data-testid="study-pictures"] {shown}'
    for shown in ('[data-visible="true"]', '[role="note"]', '[role="alert"]', '[data-testid="ecg-paper"]', "iframe")
)
REFUSED_PICTURE = "the server responded with a status of 422"
"""What Chromium itself writes of a damaged picture that the server did not draw; the page says why not."""


@pytest.fixture(scope="module")
def printed(teleread: Running, shared_data: Path) -> dict[str, str]:
    """Send every folder, each by one call; return what each call printed."""
    outputs = {}
    for folder in FOLDERS:
        done = teleread.command("demo", "send", str(shared_data / folder), check=False)
        assert (done.returncode, done.stderr) == (0, ""), (folder, done.stderr)
        outputs[folder] = done.stdout
    return outputs


@pytest.fixture(scope="module")
def readings(teleread: Running, printed: dict[str, str]) -> list[dict[str, Any]]:
    """Wait until what was sent has settled, and return its Readings as an admin sees them."""
    assert printed
    with httpx.Client(base_url=teleread.url, headers=_bearer(teleread)) as client:
        wait_until(lambda: client.get("/api/overview").json()["studies_by_step"]["receiving"] == 0)
        found: list[dict[str, Any]] = client.get("/api/readings?view=open&limit=500").json()
    return found


def test_every_file_is_taken_or_its_reason_is_printed(printed: dict[str, str], shared_data: Path):
    for folder, output in printed.items():
        sent = SENT.search(output)
        assert sent, output
        taken, refused = int(sent[1]), int(sent[2])
        assert taken + refused == sum(path.is_file() for path in (shared_data / folder).iterdir())
        assert len(REASON.findall(output)) == refused, output
        assert "…" not in output, "a name or a reason is cut"
    assert SENT.search(printed["constructed/hostile-text"])[0].endswith("not taken 0")


def test_a_folder_of_which_nothing_is_taken_is_a_failure(teleread: Running, shared_data: Path):
    done = teleread.command("demo", "send", str(shared_data / "constructed/damaged/noise.dcm"), check=False)

    assert (done.returncode, done.stderr) == (1, "")
    assert "not_dicom" in done.stdout


def test_the_system_is_ready_and_whole_afterwards(teleread: Running, printed: dict[str, str]):
    assert printed
    assert httpx.get(f"{teleread.url}/readyz", timeout=10).status_code == 200
    verified = teleread.command("verify", check=False)
    assert verified.returncode == 0, verified.stdout
    log = (teleread.folder / "teleread.log").read_text()
    assert [word for word in ("Traceback", "Warning", "alert(", "H-markup") if word in log] == []


def test_the_clinics_pages_show_text_as_text(
    teleread: Running, browser: Browser, readings: list[dict[str, Any]], screenshots: Path
):
    assert readings
    with visit(browser, teleread, "technician", screenshots) as technician:
        alerts = _what_the_page_complains_of(technician)
        technician.go("/clinic/studies")
        page = technician.page
        expect(page.get_by_text(MARKUP, exact=True)).to_be_visible()
        expect(page.get_by_text(DESCRIPTION, exact=True)).to_be_visible()
        technician.picture("hostile-studies")
        technician.go("/clinic/tasks")
        expect(page.get_by_text("同一编号，不同患者信息").first).to_be_visible()
        technician.picture("hostile-tasks")
        assert alerts() == []


def test_a_specialist_opens_whatever_arrived(
    teleread: Running, browser: Browser, readings: list[dict[str, Any]], screenshots: Path
):
    with visit(browser, teleread, "wang", screenshots) as specialist:
        alerts = _what_the_page_complains_of(specialist)
        for reading in readings:
            specialist.go(f"/reading/{reading['id']}")
            expect(specialist.page.locator(SHOWN_OR_SAID_WHY_NOT).first).to_be_visible()
            if reading["patient"]["patient_id"] in PICTURED:
                specialist.picture(f"reading-of-{reading['patient']['patient_id']}")
        assert [alert for alert in alerts() if REFUSED_PICTURE not in alert] == []


def _what_the_page_complains_of(visitor: Visit) -> Callable[[], list[str]]:
    """Return what reached the console as an error, or popped up, so far."""
    found: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            found.append(f"{message.text} {message.location.get('url', '')}")

    visitor.page.on("console", note)
    visitor.page.on("dialog", lambda dialog: (found.append(dialog.message), dialog.dismiss()))
    return lambda: found


def _bearer(teleread: Running) -> dict[str, str]:
    return {"Authorization": f"Bearer {teleread.token('admin')}"}
