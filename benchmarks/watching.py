"""What a page of the reader's does, as the page itself sees it: its own clock, from a click or from its beginning."""

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import pydicom
from playwright.sync_api import Browser, BrowserContext, Page

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
PREPARING_SECONDS = 300
IDLE_MS = 3_000
PLAY = "[role=toolbar] button[aria-label='播放']:not([disabled])"

SCRIPT = """(() => {
  window.__base = 0;
  window.__marks = {};
  const note = (name) => { window.__marks[name] ??= performance.now() - window.__base; };
  const look = () => {
    const screen = document.querySelector("[data-testid=screen]");
    const instance = screen?.dataset.instance;
    if (screen?.dataset.seen === "true" && instance !== window.__before) {
      note("seen");
      note(screen.dataset.grade);
      if (screen.dataset.frame !== "1") note("moved");
    }
    if (document.querySelector("[data-testid=ecg-paper][data-px-per-mm]")) note("ecg");
    if (document.querySelector("a[href^='/reading/']")) note("list");
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
})()"""

CHOOSE = """(id) => {
  window.__before = document.querySelector("[data-testid=screen]")?.dataset.instance;
  window.__marks = {};
  window.__base = performance.now();
  document.querySelector(`a[href^="/reading/${id}"]`).click();
}"""

STEP = """async () => {
  const screen = document.querySelector("[data-testid=screen]");
  const { left, top } = screen.getBoundingClientRect();
  const send = (type, at) => screen.dispatchEvent(new PointerEvent(type, {
    bubbles: true, pointerId: 1, pointerType: "mouse", button: type === "pointermove" ? -1 : 0, buttons: 1,
    clientX: left + 200 + at, clientY: top + 200 + at,
  }));
  screen.setPointerCapture = () => undefined;
  const steps = [];
  send("pointerdown", 0);
  for (let at = 1; at <= 40; at += 1) {
    const drawn = new Promise((done) =>
      screen.addEventListener("CORNERSTONE_IMAGE_RENDERED", () => done(performance.now()), { once: true }));
    await new Promise(requestAnimationFrame);
    const began = performance.now();
    send("pointermove", at * 3);
    steps.push((await drawn) - began);
  }
  send("pointerup", 0);
  return steps.sort((a, b) => a - b)[Math.floor(steps.length / 2)] / 1000;
}"""

FRAMES = """(seconds) => new Promise((resolve) => {
  const screen = document.querySelector("[data-testid=screen]");
  const drawn = [];
  screen.addEventListener("CORNERSTONE_IMAGE_RENDERED", () => drawn.push(performance.now()));
  setTimeout(() => resolve(drawn.length / seconds), seconds * 1000);
})"""


@dataclass(frozen=True, slots=True)
class Study:
    """A study that is ready to be opened. `bytes`: what its first frame takes over the line."""

    reading_id: str
    instance_id: str
    bytes: int
    frames_per_second: float = 25


@dataclass(frozen=True, slots=True)
class Opened:
    """A page that is closed with its browser's cache."""

    context: BrowserContext
    page: Page

    def __enter__(self) -> Page:
        return self.page

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.context.close()


@contextmanager
def chromium(playwright: Callable[[], Any]) -> Iterator[Browser]:
    """Start Debian's Chromium."""
    executable = shutil.which("chromium")
    if executable is None:
        raise RuntimeError("chromium is missing: apt-get install chromium")
    with playwright() as started:
        browser: Browser = started.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        browser.close()


def prepared(context: BrowserContext, path: Path) -> Study:
    """Wait until a file has a Reading and all that is prepared of it for a thin line, and return it."""
    uid = str(pydicom.dcmread(path, force=True, specific_tags=["SOPInstanceUID"]).SOPInstanceUID)
    deadline = time.monotonic() + PREPARING_SECONDS
    while time.monotonic() < deadline:
        if (found := _found(context, uid)) is not None:
            return found
        time.sleep(0.5)
    raise RuntimeError(f"{path.name} was not ready in time")


def _found(context: BrowserContext, uid: str) -> Study | None:
    for reading in context.request.get("/api/readings", params={"view": "open"}).json():
        detail = context.request.get(f"/api/readings/{reading['id']}").json()
        for series in (series for study in detail["studies"] for series in study["series"]):
            for instance in series["instances"]:
                if instance["sop_instance_uid"] == uid:
                    return _ready(context, detail["id"], instance)
    return None


def _ready(context: BrowserContext, reading_id: str, instance: dict[str, Any]) -> Study | None:
    if instance["kind"] == "ecg":
        return Study(reading_id, instance["id"], 0)
    display = context.request.get(f"/api/instances/{instance['id']}").json()
    if display["renditions"]["state"] == "pending":
        return None
    lossless = display["renditions"]["lossless"]
    samples = display["rows"] * display["columns"] * display["samples_per_pixel"]
    native = samples * (2 if display["bits_allocated"] > 8 else 1)
    times = [one for one in display["frame_times_ms"] or [] if one > 0]
    rate = 1000 / (sum(times) / len(times)) if times else 25
    return Study(reading_id, instance["id"], lossless["frames"][0]["size_bytes"] if lossless else native, rate)


def fill_cache(page: Page, hand_ms: float) -> None:
    """Have every file of the app in the browser: the list, and what draws pictures."""
    page.goto("/reading")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(hand_ms)


def show_all(page: Page) -> None:
    """Show the list of everything that is open."""
    page.get_by_text("未完成").first.click()
    page.wait_for_selector("a[href^='/reading/']")


def choose(page: Page, reading_id: str) -> None:
    """Press the card of a Reading and begin to count."""
    page.wait_for_selector(f"a[href^='/reading/{reading_id}']")
    page.evaluate(CHOOSE, reading_id)


def marks(page: Page) -> dict[str, float]:
    """Return what has happened since, in seconds."""
    found: dict[str, float] = page.evaluate("() => window.__marks")
    return {name: milliseconds / 1000 for name, milliseconds in found.items()}


def wait(page: Page, name: str, longest_ms: float) -> float:
    """Wait until something has happened, and return after how many seconds it did."""
    page.wait_for_function("(name) => window.__marks?.[name] !== undefined", arg=name, timeout=longest_ms)
    return marks(page)[name]


def wait_for_play(page: Page, longest_ms: float) -> float:
    """Play a clip as soon as it can be, and return when it moved."""
    page.locator(PLAY).first.click(timeout=longest_ms)
    return wait(page, "moved", longest_ms)


def wait_until_idle(page: Page) -> None:
    """Wait until only what is asked every few seconds goes over the line."""
    quiet_since = time.monotonic()
    busy: set[Any] = set()

    def begun(request: Any) -> None:
        nonlocal quiet_since
        if "/api/instances/" in request.url:
            busy.add(request)
            quiet_since = time.monotonic()

    page.on("request", begun)

    def ended(request: Any) -> None:
        busy.discard(request)

    page.on("requestfinished", ended)
    page.on("requestfailed", ended)
    while busy or time.monotonic() - quiet_since < IDLE_MS / 1000:
        page.wait_for_timeout(100)


def own_pictures(page: Page) -> tuple[str, str]:
    """Return the first two of the reader's own that show a picture: the one that is read and the next."""
    page.get_by_text("我的").first.click()
    own = page.request.get("/api/readings", params={"view": "mine"}).json()
    pictures = [reading["id"] for reading in own if reading["modality"] != "ecg"]
    first = own[0]["id"] if own[0]["modality"] != "ecg" else pictures[0]
    following = next(reading["id"] for reading in own if reading["id"] != first)
    return first, following if following in pictures else pictures[1]


def window_step(page: Page) -> float:
    """Return the median time from a move of the hand to the picture in its new window, in seconds."""
    seconds: float = page.evaluate(STEP)
    return seconds


def share_of_frames(page: Page, frames_per_second: float, longest_ms: float) -> float:
    """Return how many frames are drawn of those that the clip has in that time."""
    page.wait_for_function(
        "() => document.querySelector('[data-testid=screen]')?.dataset.grade === 'full'", timeout=longest_ms
    )
    page.locator(PLAY).first.click(timeout=longest_ms)
    page.wait_for_timeout(1_000)
    drawn: float = page.evaluate(FRAMES, 4)
    return drawn / frames_per_second
