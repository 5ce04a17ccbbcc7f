"""The reader's page at the end of a thin line and on a fast one, in Chromium with its network emulation."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, sync_playwright

from benchmarks import watching
from benchmarks.notebook import Notebook, Record, medians, table
from benchmarks.setting import Setting, say
from tests.running import Running, running_teleread

READER = "wang"
BYTES_PER_SECOND = 250_000
ROUND_TRIP_MS = 200
THIN = {
    "offline": False,
    "latency": ROUND_TRIP_MS,
    "downloadThroughput": BYTES_PER_SECOND,
    "uploadThroughput": BYTES_PER_SECOND,
}
FAST = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
LONGEST_MS = 120_000
HAND_MS = 4_000

HEAD = ["line", "what", "runs", "seconds", "aim", "bytes of the rendition"]
NOTES = f"""The thin line has {BYTES_PER_SECOND * 8 / 1e6:.0f} Mbit/s and {ROUND_TRIP_MS} ms there and back.
From the click in the list, or from the navigation, until the screen has drawn it; the app is in the browser's cache but
for the cold start. A diagnostic picture's aim is 1.2 times what its bytes take and two ways there and back."""


def measure(setting: Setting, notebook: Notebook) -> None:
    """Note when what is on the screen, round by round."""
    with running_teleread(setting.fresh("thin"), {}) as running, watching.chromium(sync_playwright) as browser:
        desk = Desk(browser, running)
        desk.fill(setting)
        for number in range(setting.rounds):
            if notebook.has(round=number):
                continue
            setting.tool("stats").wait_quiet(patience=setting.patience)
            for one in desk.rounds():
                notebook.note({**one, "round": number})
                say(f"{number} {one['line']}: {one['what']} {one['seconds']:.3f}")


def report(records: list[Record]) -> Iterator[str]:
    """Yield what was measured as a table."""
    rows = medians(records, ("line", "what"), ("seconds", "aim", "bytes"))
    yield table(rows, HEAD)
    yield NOTES


class Desk:
    """A reader's browser before a running system that holds the pictures to be measured."""

    def __init__(self, browser: Browser, running: Running) -> None:
        self.browser, self.running = browser, running
        self.studies: dict[str, watching.Study] = {}

    def fill(self, setting: Setting) -> None:
        """Send the pictures and wait until what is prepared for a thin line is there."""
        data = setting.bench.parent / "data"
        clip = setting.files("cinejpg", 1, "--frames", "120", "--tag", "cine120")
        kinds = {
            "CR 2000 x 2500": Path(setting.files("cr", 1)[0]),
            "CR 1.7 MB": data / "xray" / "cr-hip-j2k-lossless.dcm",
            "US clip": data / "us-multiframe" / "us-echo-65f-jpeg-ybr422.dcm",
            "US clip of 120": Path(clip[0]),
            "ECG": data / "ecg" / "12lead-eli250-implicit.dcm",
        }
        self.running.send(*kinds.values())
        context = self.context()
        for name, path in kinds.items():
            self.studies[name] = watching.prepared(context, path)
            say(f"{name}: {self.studies[name].bytes:,} bytes")
        context.close()

    def rounds(self) -> Iterator[Record]:
        """Yield everything that is measured, once."""
        yield self.cold_start()
        yield from self.opened_by_address("CR 2000 x 2500", ("preview", "prefix", "full"))
        for name in ("CR 2000 x 2500", "CR 1.7 MB"):
            yield from self.opened_from_list(name, ("preview", "prefix", "full"))
        yield from self.opened_from_list("US clip", ("preview",))
        yield self.playing()
        yield self.ecg()
        yield self.next_study()
        yield from self.on_a_fast_line()

    def context(self) -> BrowserContext:
        """Return a browser with nothing in its cache, its person logged in."""
        context = self.browser.new_context(
            viewport={"width": 1500, "height": 950}, base_url=self.running.url, locale="zh-CN"
        )
        context.add_init_script(watching.SCRIPT)
        login = {"name": READER, "password": self.running.passwords[READER]}
        if not context.request.post("/api/session", data=login).ok:
            raise RuntimeError(f"{READER} cannot log in")
        return context

    def cold_start(self) -> Record:
        """Measure the list, with no file of the app in the browser."""
        with self._page(THIN, is_cached=False) as page:
            page.goto("/reading", wait_until="commit")
            return _record("thin", "cold start: the worklist", watching.wait(page, "list", LONGEST_MS), aim=5)

    def opened_by_address(self, name: str, grades: tuple[str, ...]) -> Iterator[Record]:
        """Measure a study that is opened by its address, the app in the cache."""
        study = self.studies[name]
        with self._page(THIN) as page:
            page.goto(f"/reading/{study.reading_id}", wait_until="commit")
            yield from self._grades(page, f"{name} by address", study, grades)

    def opened_from_list(self, name: str, grades: tuple[str, ...]) -> Iterator[Record]:
        """Measure a study that is chosen in the list."""
        study = self.studies[name]
        with self._page(THIN) as page:
            watching.choose(page, study.reading_id)
            yield from self._grades(page, name, study, grades)

    def _grades(self, page: Page, name: str, study: watching.Study, grades: tuple[str, ...]) -> Iterator[Record]:
        watching.wait(page, "full", LONGEST_MS)
        came = watching.marks(page)
        aims = {"preview": 1.5, "prefix": 2.0, "full": 1.2 * study.bytes / BYTES_PER_SECOND + 2 * ROUND_TRIP_MS / 1000}
        for grade in grades:
            if grade in came:
                size = study.bytes if grade == "full" else None
                yield _record("thin", f"{name}: {grade}", came[grade], aim=aims[grade], size=size)

    def playing(self) -> Record:
        """Measure how soon a clip moves."""
        with self._page(THIN) as page:
            watching.choose(page, self.studies["US clip"].reading_id)
            seconds = watching.wait_for_play(page, LONGEST_MS)
            return _record("thin", "US clip: preview plays", seconds, aim=5)

    def ecg(self) -> Record:
        """Measure an electrocardiogram on its paper."""
        with self._page(THIN) as page:
            watching.choose(page, self.studies["ECG"].reading_id)
            return _record("thin", "ECG", watching.wait(page, "ecg", LONGEST_MS), aim=1.5)

    def next_study(self) -> Record:
        """Measure the most urgent study after the one that is read, once that is whole and the next is here."""
        with self._page(THIN) as page:
            first, second = watching.own_pictures(page)
            watching.choose(page, first)
            watching.wait(page, "full", LONGEST_MS)
            watching.wait_until_idle(page)
            watching.choose(page, second)
            return _record("thin", "next study", watching.wait(page, "seen", LONGEST_MS), aim=0.3)

    def on_a_fast_line(self) -> Iterator[Record]:
        """Measure the first picture, a step of the window, and how many frames of a clip are drawn."""
        with self._page(FAST) as page:
            page.goto(f"/reading/{self.studies['CR 2000 x 2500'].reading_id}", wait_until="commit")
            yield _record("fast", "first picture", watching.wait(page, "seen", LONGEST_MS), aim=0.7)
            watching.wait(page, "full", LONGEST_MS)
            yield _record("fast", "window step", watching.window_step(page), aim=0.02)
        with self._page(FAST) as page:
            clip = self.studies["US clip of 120"]
            page.goto(f"/reading/{clip.reading_id}", wait_until="commit")
            share = watching.share_of_frames(page, clip.frames_per_second, LONGEST_MS)
            yield _record("fast", "120-frame clip: share of its frames drawn in their time", share, aim=1)

    def _page(self, line: dict[str, Any], *, is_cached: bool = True) -> watching.Opened:
        context = self.context()
        page = context.new_page()
        if is_cached:
            watching.fill_cache(page, HAND_MS)
        session: CDPSession = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", line)
        if is_cached:
            page.goto("/reading", wait_until="commit")
            watching.wait(page, "list", LONGEST_MS)
            watching.show_all(page)
            time.sleep(1)
        return watching.Opened(context, page)


def _record(line: str, what: str, seconds: float, *, aim: float, size: int | None = None) -> Record:
    return {"line": line, "what": what, "seconds": seconds, "aim": aim, "bytes": size}
