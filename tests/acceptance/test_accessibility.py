"""Every page, as axe judges it by WCAG 2.2 AA, in the state in which people work on it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.acceptance.pacs import wait_until
from tests.acceptance.pages import open_reading, visit
from tests.running import Running, running_teleread

AXE = Path(__file__).resolve().parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}

PAGES = {
    "technician": ["/clinic/order", "/clinic/requests", "/clinic/upload", "/clinic/studies", "/clinic/tasks"],
    "doctor": ["/clinic/reports"],
    "wang": ["/reading", "/feedback", "/display"],
    "admin": [
        *("/admin", "/admin/turnaround", "/admin/clinics", "/admin/forwardings", "/admin/people"),
        *("/admin/retention", "/admin/audit"),
    ],
}
ZOOMED: ViewportSize = {"width": 720, "height": 450}
"""A window of 1440 by 900 at 200 %."""
PATIENT = "王秀英"
READINGS = {"X 线": "screen", "心电图": "ecg-paper", "超声": "screen"}


@pytest.fixture(scope="module")
def teleread(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Iterator[Running]:
    """A clinic's day, sent and settled."""
    with running_teleread(tmp_path_factory.mktemp("accessible"), {}) as started:
        day = shared_data / "constructed" / "clinic-day"
        started.send(*(day / f"QS2026030001-{name}.dcm" for name in ("xr-1", "us-3", "ecg-5")))
        api = httpx.Client(base_url=started.url, headers={"Authorization": f"Bearer {started.token('wang')}"})
        wait_until(lambda: len(api.get("/api/readings", params={"view": "open"}).json()) == len(READINGS))
        yield started


def barriers(page: Page) -> list[str]:
    """What axe finds, each with the elements that have it."""
    page.evaluate(AXE.read_text())
    found: dict[str, Any] = page.evaluate("rules => axe.run(document, rules)", RULES)
    return [
        f"{page.url} {one['id']}: {node['html'][:200]} {node['failureSummary']}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


def expect_room(page: Page, of: str = "main") -> None:
    """At 200 % nothing is cut off to the side (WCAG 2.2, 1.4.4 and 1.4.10), and what is worked with keeps its width."""
    whole = page.viewport_size
    page.set_viewport_size(ZOOMED)
    expect(page.locator(of).first).to_be_visible()
    expect(page.locator(of).first).to_have_js_property("clientWidth", ZOOMED["width"])
    assert page.evaluate("document.scrollingElement.scrollWidth") == ZOOMED["width"], page.url
    if whole is not None:
        page.set_viewport_size(whole)


def expect_loaded(page: Page) -> None:
    expect(page.get_by_role("main")).to_be_visible()
    expect(page.locator("[aria-busy=true], [data-loading=true]")).to_have_count(0)


def test_nobody_is_kept_out_of_the_login_page(teleread: Running, browser: Browser) -> None:
    with browser.new_context(base_url=teleread.url, locale="zh-CN") as context:
        page = context.new_page()
        page.goto("/")
        expect(page.get_by_label("用户名")).to_be_visible()
        assert "\n".join(barriers(page)) == ""


@pytest.mark.parametrize("person", PAGES)
def test_nobody_is_kept_out_of_the_pages_of(
    teleread: Running, browser: Browser, person: str, screenshots: Path
) -> None:
    found: list[str] = []
    with visit(browser, teleread, person, screenshots) as visitor:
        for path in PAGES[person]:
            visitor.go(path)
            expect_loaded(visitor.page)
            found += barriers(visitor.page)
            expect_room(visitor.page)
    assert "\n".join(found) == ""


@pytest.mark.parametrize("modality", READINGS)
def test_nobody_is_kept_out_of_reading(teleread: Running, browser: Browser, modality: str, screenshots: Path) -> None:
    holder = next(
        name
        for name in ("wang", "li")
        for one in httpx.get(
            f"{teleread.url}/api/readings",
            params={"view": "mine"},
            headers={"Authorization": f"Bearer {teleread.token(name)}"},
        ).json()
        if modality_of(one) == modality
    )
    with visit(browser, teleread, holder, screenshots) as specialist:
        open_reading(specialist, PATIENT, modality)
        expect(specialist.page.get_by_test_id(READINGS[modality]).first).to_be_visible()
        expect_room(specialist.page, "[data-testid=study-pictures]")
        specialist.page.keyboard.press("?")
        assert "\n".join(barriers(specialist.page)) == ""


def modality_of(reading: dict[str, Any]) -> str:
    return {"xray": "X 线", "ultrasound": "超声", "ecg": "心电图"}[reading["modality"]]
