"""The viewer in the hands of a reader; with a graphics card and with presets it shows what the file says."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pydicom
import pytest
from playwright.sync_api import Browser, Route, expect

from tests.acceptance.picture_desk import PictureDesk
from tests.acceptance.reference import (
    around,
    at_centre,
    first_frame,
    read,
    through_voi_table,
    windowed,
)
from tests.conftest import SHARED
from tests.running import Running

DATA = SHARED / "data"
FOLDERS = ("xray", "us", "us-multiframe", "constructed/clinic-day")
PICTURES = [path for folder in FOLDERS[:3] for path in sorted((DATA / folder).glob("*.dcm"))]
WITHOUT_A_PICTURE = "cr-no-pixels-for-pr.dcm"
ON_A_GPU = (
    "cr-chest-mono1-no-meta.dcm",
    "cr-dental-modality-lut.dcm",
    "cr-hip-rle.dcm",
    "dx-hands.dcm",
    "us-gyn-palette-implicit.dcm",
    "us-echo-65f-jpeg-ybr422.dcm",
)
GREY_LEVELS = 2
PIXELS = re.compile(r"/instances/[^/]+/(frames|lossless|preview)")
"""In whatever way a picture comes."""


def uid_of(path: Path) -> str:
    return str(pydicom.dcmread(path, force=True, specific_tags=["SOPInstanceUID"]).SOPInstanceUID)


EVERYTHING = {uid_of(path) for folder in FOLDERS for path in (DATA / folder).glob("*.dcm")}
SOFTWARE_WEBGL = ("--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist")


@pytest.fixture(scope="module")
def sent(teleread: Running) -> Running:
    """A running system to which every picture was sent, with the Readings that came of them."""
    teleread.send(*(DATA / folder for folder in FOLDERS))
    return teleread


@pytest.fixture(scope="module")
def desk(browser: Browser, sent: Running) -> Iterator[PictureDesk]:
    opened = PictureDesk(browser, sent)
    opened.wait_for(EVERYTHING)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def gpu_desk(browser: Browser, sent: Running) -> Iterator[PictureDesk]:
    """The same page drawn by WebGL, as on a computer with a graphics card."""
    with_webgl = browser.browser_type.launch(executable_path=shutil.which("chromium"), args=list(SOFTWARE_WEBGL))
    opened = PictureDesk(with_webgl, sent, renderer="gpu")
    opened.wait_for(EVERYTHING)
    yield opened
    opened.close()
    with_webgl.close()


def _assert_like_reference(desk: PictureDesk, path: Path, scratch: Path, *, share_exact: float) -> None:
    desk.expect_shown(desk.go_to(uid_of(path)))
    desk.enlarge_to_actual_pixels()
    data_set = read(path, scratch)
    wanted, drawn = at_centre(first_frame(data_set), desk.canvas())
    assert wanted.size > 10_000
    least, greatest = around(wanted)
    assert np.all(drawn >= least - GREY_LEVELS)
    assert np.all(drawn <= greatest + GREY_LEVELS)
    assert np.mean(np.abs(drawn - wanted) <= GREY_LEVELS) >= share_exact


@pytest.mark.parametrize("name", ON_A_GPU)
def test_a_picture_looks_the_same_with_a_graphics_card(gpu_desk: PictureDesk, name: str, tmp_path: Path) -> None:
    path = next(path for path in PICTURES if path.name == name)
    _assert_like_reference(gpu_desk, path, tmp_path, share_exact=0.95)


def test_each_preset_looks_as_its_window_or_table_says(desk: PictureDesk, tmp_path: Path) -> None:
    data_set = read(DATA / "xray" / "dx-hands.dcm", tmp_path)
    desk.expect_shown(instance_id := desk.go_to(str(data_set.SOPInstanceUID)))
    presets = desk.page.get_by_label("窗位预设")
    looks = [windowed(data_set, index) for index in range(len(data_set.WindowCenter))]
    looks.append(through_voi_table(data_set))
    for index, wanted in enumerate(looks):
        presets.select_option(str(index))
        desk.expect_shown(instance_id)
        desk.enlarge_to_actual_pixels()
        wanted_there, drawn = at_centre(wanted, desk.canvas())
        assert np.abs(drawn - wanted_there).max() <= GREY_LEVELS


def test_an_image_without_pixels_says_so_and_offers_the_original(desk: PictureDesk) -> None:
    instance_id = desk.go_to(uid_of(DATA / "xray" / WITHOUT_A_PICTURE))
    expect(desk.page.get_by_role("note")).to_contain_text("像素数据")
    link = desk.page.get_by_role("link", name="下载原始文件")
    expect(link).to_have_attribute("href", f"/api/instances/{instance_id}/original")


def test_the_label_never_runs_ahead_of_the_picture(desk: PictureDesk, tmp_path: Path) -> None:
    """Two pictures of one study answered in the wrong order: the last that was asked for is the one that is shown."""
    first, second = (
        DATA / "constructed/clinic-day" / name for name in ("QS2026030001-xr-1.dcm", "QS2026030001-xr-2.dcm")
    )
    one, two = (desk.instances[uid_of(path)][1] for path in (first, second))
    desk.page.goto("about:blank")
    held: list[Route] = []
    is_holding = True

    def answer(route: Route) -> None:
        if is_holding:
            held.append(route)
        else:
            route.continue_()

    desk.page.route(PIXELS, answer)
    desk.go_to(uid_of(first))
    desk.choose(two)
    desk.choose(one)
    desk.choose(two)
    screen = desk.page.get_by_test_id("screen")
    expect(screen).to_have_attribute("data-visible", "false")
    expect(desk.page.get_by_test_id("overlay-picture")).to_have_count(0)
    is_holding = False
    for route in reversed(held):
        route.continue_()
    desk.expect_shown(two)
    desk.page.unroute(PIXELS)
    desk.enlarge_to_actual_pixels()
    wanted, drawn = at_centre(first_frame(read(second, tmp_path)), desk.canvas())
    assert np.abs(drawn - wanted).max() <= GREY_LEVELS


def test_a_frame_that_does_not_come_says_so_and_comes_when_asked_again(desk: PictureDesk) -> None:
    uid = uid_of(DATA / "xray" / "dx-dog-thorax.dcm")
    desk.page.goto("about:blank")
    desk.page.route(PIXELS, lambda route: route.abort())
    instance_id = desk.go_to(uid)
    expect(desk.page.get_by_role("alert").filter(has_text="影像无法载入")).to_be_visible()
    desk.page.unroute(PIXELS)
    desk.page.get_by_role("alert").get_by_role("button", name="重试").click()
    desk.expect_shown(instance_id)


def test_the_reader_windows_inverts_and_goes_back(desk: PictureDesk, screenshots: Path) -> None:
    path = DATA / "xray" / "dx-hands.dcm"
    desk.expect_shown(desk.go_to(uid_of(path)))
    desk.page.keyboard.press("r")
    plain = desk.canvas()
    desk.page.screenshot(path=screenshots / "picture-xray.png")
    look = desk.page.get_by_test_id("overlay-look")
    desk.page.keyboard.press("i")
    expect(look).to_contain_text("已反相")
    assert np.abs(desk.canvas() - (255 - plain))[plain.shape[0] // 2, plain.shape[1] // 2].max() <= 1
    before = look.inner_text()
    box = desk.page.get_by_test_id("screen").bounding_box()
    assert box is not None
    desk.page.mouse.move(box["x"] + 200, box["y"] + 200)
    desk.page.mouse.down()
    desk.page.mouse.move(box["x"] + 260, box["y"] + 160, steps=4)
    desk.page.mouse.up()
    expect(look).not_to_have_text(before)
    desk.page.keyboard.press("r")
    expect(look).not_to_contain_text("已反相")
    assert np.array_equal(desk.canvas(), plain)


def test_a_clip_plays_at_the_speed_of_the_heart(desk: PictureDesk, screenshots: Path) -> None:
    path = DATA / "us-multiframe" / "us-echo-65f-jpeg-ybr422.dcm"
    increments = pydicom.dcmread(path, stop_before_pixels=True).FrameTimeVector
    frame_time_ms = float(np.mean([float(one) for one in increments]))
    desk.expect_shown(desk.go_to(uid_of(path)))
    expect(desk.page.get_by_role("button", name="播放", exact=True)).to_be_enabled(timeout=60_000)
    desk.page.get_by_role("button", name="播放", exact=True).click()
    screen = desk.page.get_by_test_id("screen")
    played = screen.evaluate(
        """(screen) => new Promise((resolve) => {
            const seen = [];
            const look = () => {
                seen.push([performance.now(), Number(screen.dataset.frame)]);
                if (performance.now() - seen[0][0] < 2000) requestAnimationFrame(look);
                else resolve(seen);
            };
            requestAnimationFrame(look);
        })"""
    )
    desk.page.screenshot(path=screenshots / "picture-clip.png")
    desk.page.get_by_role("button", name="暂停").click()
    frames = np.unwrap(np.array([frame for _, frame in played]), period=65)
    elapsed_ms = played[-1][0] - played[0][0]
    assert abs((frames[-1] - frames[0]) - elapsed_ms / frame_time_ms) <= 4


def test_a_part_of_a_clip_plays_over_and_over(desk: PictureDesk, screenshots: Path) -> None:
    desk.expect_shown(desk.go_to(uid_of(DATA / "us-multiframe" / "us-stress-8f-rgb-implicit.dcm")))
    page, rail = desk.page, desk.page.get_by_test_id("range-rail")
    expect(page.get_by_role("button", name="播放", exact=True)).to_be_enabled(timeout=60_000)
    box = rail.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 2 / 7, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 4 / 7, box["y"] + 8, steps=4)
    page.mouse.up()
    expect(rail).to_have_attribute("data-from", "3")
    expect(rail).to_have_attribute("data-to", "5")
    page.keyboard.press("+")
    page.keyboard.press("s")
    expect(page.get_by_role("button", name="往返播放")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="播放", exact=True).click()
    seen = page.get_by_test_id("screen").evaluate(
        """(screen) => new Promise((resolve) => {
            const seen = [];
            const look = () => {
                const frame = Number(screen.dataset.frame);
                if (seen.at(-1) !== frame) seen.push(frame);
                if (seen.length > 12) resolve(seen);
                else requestAnimationFrame(look);
            };
            requestAnimationFrame(look);
        })"""
    )
    page.screenshot(path=screenshots / "picture-clip-part.png")
    assert set(seen[1:]) <= {3, 4, 5}
    page.keyboard.press("x")
    expect(rail).to_have_attribute("data-to", "8")
