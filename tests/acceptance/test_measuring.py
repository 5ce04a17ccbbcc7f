"""A reader turns a picture and measures on it: values hold, and every unit says where it comes from."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pydicom
import pytest
from playwright.sync_api import Browser, expect

from tests.acceptance.measuring_desk import MeasuringDesk
from tests.acceptance.picture_desk import PictureDesk
from tests.acceptance.reference import at_centre, first_frame, read
from tests.conftest import SHARED
from tests.running import Running

DATA = SHARED / "data"
HIP = DATA / "xray" / "cr-hip-rle.dcm"  # Pixel Spacing 0.2, and nothing of what it is corrected for
UNSTATED = "mm（未说明是否校正放大）"
HANDS = DATA / "xray" / "dx-hands.dcm"  # Imager Pixel Spacing 0.1868
WITHOUT_SPACING = DATA / "xray" / "dx-chest-as-sc-implicit.dcm"
ULTRASOUND = DATA / "us" / "us-gyn-palette-implicit.dcm"  # one region of 0.0165 cm
CLINIC_DAY = DATA / "constructed" / "clinic-day"
THORAX, OTHER_OF_STUDY = (CLINIC_DAY / f"QS2026030001-xr-{number}.dcm" for number in (1, 2))
PICTURES = (HIP, HANDS, WITHOUT_SPACING, ULTRASOUND, THORAX, OTHER_OF_STUDY)
SOFTWARE_WEBGL = ("--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist")
GREY_LEVELS = 2
WIDTH_OF_LINE = 1.7


def uid_of(path: Path) -> str:
    return str(pydicom.dcmread(path, force=True, specific_tags=["SOPInstanceUID"]).SOPInstanceUID)


@pytest.fixture(scope="module")
def sent(teleread: Running) -> Running:
    """A running system to which the pictures were sent."""
    teleread.send(*PICTURES)
    return teleread


@pytest.fixture(scope="module")
def desk(browser: Browser, sent: Running) -> Iterator[PictureDesk]:
    opened = PictureDesk(browser, sent)
    opened.page.set_viewport_size({"width": 1280, "height": 720})
    opened.wait_for({uid_of(path) for path in PICTURES})
    yield opened
    opened.close()


@pytest.fixture
def open_picture(desk: PictureDesk) -> Callable[[Path], MeasuringDesk]:
    """Show a picture with one of its pixels on one of the screen and nothing drawn on it."""

    def open_it(path: Path) -> MeasuringDesk:
        return _opened(desk, path)

    return open_it


def _opened(desk: PictureDesk, path: Path) -> MeasuringDesk:
    desk.expect_shown(desk.go_to(uid_of(path)))
    measuring = MeasuringDesk(desk)
    measuring.clear()
    desk.enlarge_to_actual_pixels()
    return measuring


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (HIP, f"20.0 {UNSTATED}"),
        (HANDS, "18.7 mm（探测器平面）"),
        (WITHOUT_SPACING, "100.0 px"),
        (ULTRASOUND, "1.65 cm"),
    ],
    ids=["Pixel Spacing", "Imager Pixel Spacing", "none", "ultrasound region"],
)
def test_a_hundred_pixels_are_as_long_as_the_file_says_and_no_more(open_picture, path: Path, said: str) -> None:
    measuring = open_picture(path)
    measuring.take("长度")
    measuring.drag((-60, 10), (40, 10))
    expect(measuring.say("length")).to_have_text(said)


def test_a_length_holds_when_the_picture_is_turned_flipped_and_enlarged(open_picture, screenshots: Path) -> None:
    measuring = open_picture(HIP)
    measuring.take("长度")
    measuring.drag((-100, 0), (100, 0))
    measuring.take("角度")
    measuring.drag((-80, 60), (-20, 120))
    measuring.click((40, 60))
    length, angle = measuring.say("length"), measuring.say("angle")
    expect(length).to_have_text(f"40.0 {UNSTATED}")
    expect(angle).to_have_text("90.0°")
    assert measuring.line("length") == pytest.approx((200, 0), abs=WIDTH_OF_LINE)
    measuring.page.screenshot(path=screenshots / "measure-length.png")
    measuring.take("顺时针旋转 90°")
    expect(measuring.page.get_by_test_id("overlay-look")).to_contain_text("已旋转 90°")
    measuring.desk.enlarge_to_actual_pixels()
    expect(length).to_have_text(f"40.0 {UNSTATED}")
    assert measuring.line("length") == pytest.approx((0, 200), abs=WIDTH_OF_LINE)
    measuring.page.keyboard.press("h")
    expect(measuring.page.get_by_test_id("overlay-look")).to_contain_text("已镜像")
    measuring.desk.enlarge_to_actual_pixels()
    expect(length).to_have_text(f"40.0 {UNSTATED}")
    expect(angle).to_have_text("90.0°")
    measuring.page.keyboard.press("r")
    expect(measuring.page.get_by_test_id("overlay-look")).not_to_contain_text("已旋转")
    expect(length).to_have_text(f"40.0 {UNSTATED}")
    width, height = measuring.line("length")
    assert width < 200
    assert height == pytest.approx(0, abs=WIDTH_OF_LINE)


@pytest.mark.parametrize(
    ("keys", "letters", "lying"),
    [
        ("", "RHLF", lambda picture: picture),
        ("]", "FRHL", lambda picture: np.rot90(picture, -1)),
        ("]]", "LFRH", lambda picture: np.rot90(picture, 2)),
        ("[", "HLFR", lambda picture: np.rot90(picture)),
        ("h", "LHRF", np.fliplr),
        ("v", "RFLH", np.flipud),
        ("]h", "HRFL", lambda picture: np.fliplr(np.rot90(picture, -1))),
        ("h]", "FLHR", lambda picture: np.rot90(np.fliplr(picture), -1)),
    ],
)
def test_the_letters_go_with_the_picture(open_picture, tmp_path: Path, keys: str, letters: str, lying) -> None:
    measuring = open_picture(THORAX)
    for key in keys:
        measuring.page.keyboard.press(key)
    measuring.desk.expect_shown(measuring.desk.instances[uid_of(THORAX)][1])
    measuring.desk.enlarge_to_actual_pixels()
    assert "".join(measuring.letters()) == letters
    wanted, drawn = at_centre(lying(first_frame(read(THORAX, tmp_path))), measuring.desk.canvas())
    # Its pixels are a thousandth higher than wide, so a few lie between two of the screen.
    assert np.mean(np.abs(drawn - wanted) <= GREY_LEVELS) > 0.9


def test_a_region_has_the_mean_of_the_stored_values(open_picture, tmp_path: Path, screenshots: Path) -> None:
    measuring = open_picture(HANDS)
    values = read(HANDS, tmp_path).pixel_array.astype(float)
    measuring.take("矩形区域")
    measuring.drag((-300, -200), (300, 200))
    said = measuring.say("rectangle")
    expect(said).to_contain_text(f"均值 {values.mean():.1f}  SD {values.std(ddof=1):.1f}")
    expect(said).to_contain_text(f"n = {values.size}")
    expect(said).to_contain_text("mm²（探测器平面）")
    measuring.page.keyboard.press("]")
    expect(said).to_contain_text(f"均值 {values.mean():.1f}  SD {values.std(ddof=1):.1f}")
    measuring.page.screenshot(path=screenshots / "measure-region.png")


def test_a_region_of_colour_has_an_area_and_says_that_it_has_no_grey_values(open_picture) -> None:
    measuring = open_picture(ULTRASOUND)
    measuring.take("椭圆区域")
    measuring.drag((-50, -50), (50, 50))
    expect(measuring.say("ellipse")).to_contain_text("彩色图像，无灰度值")
    expect(measuring.say("ellipse")).to_contain_text("2.14 cm²")


def test_a_region_sets_the_window(open_picture, tmp_path: Path) -> None:
    measuring = open_picture(HANDS)
    values = read(HANDS, tmp_path).pixel_array.astype(float)
    measuring.take("按区域调窗")
    measuring.drag((-300, -200), (300, 200))
    width, center = measuring.window()
    assert (width, center) == pytest.approx(
        (values.max() - values.min() + 1, (values.max() + values.min() + 1) / 2), abs=1
    )
    measuring.page.get_by_label("按区域调窗的方法").select_option("bySpread")
    measuring.drag((-300, -200), (300, 200))
    width, center = measuring.window()
    assert (width, center) == pytest.approx((4 * values.std(ddof=1) + 1, values.mean() + 0.5), abs=1)
    expect(measuring.drawn).to_have_count(0)


def test_end_plates_and_heart_and_chest(open_picture, screenshots: Path) -> None:
    measuring = open_picture(HIP)
    measuring.take("Cobb 角")
    measuring.drag((-100, -100), (100, -100))
    measuring.drag((-100, 0), (100, 200))
    expect(measuring.say("cobb")).to_contain_text("Cobb 45.0°")
    measuring.take("两线之比（心胸比）")
    measuring.drag((-60, -140), (40, -140))
    measuring.drag((-120, -170), (130, -170))
    expect(measuring.say("ratio")).to_contain_text("比值 0.40")
    measuring.page.screenshot(path=screenshots / "measure-ratio.png")


def test_a_known_length_makes_millimetres_that_say_so_until_it_is_taken_back(open_picture, screenshots: Path) -> None:
    measuring = open_picture(WITHOUT_SPACING)
    measuring.take("长度")
    measuring.drag((-100, 60), (100, 60))
    measuring.take("手动校准")
    measuring.drag((-50, 0), (50, 0))
    field = measuring.page.get_by_label("实际长度（mm）")
    field.fill("25")
    measuring.page.screenshot(path=screenshots / "measure-calibration.png")
    field.press("Enter")
    expect(measuring.say("length")).to_have_text("50.0 mm（手动校准）")
    expect(measuring.page.get_by_test_id("overlay-spacing")).to_have_text("手动校准")
    measuring.page.keyboard.press("Delete")
    expect(measuring.say("length")).to_have_text("200.0 px")
    measuring.page.keyboard.press("Control+z")
    expect(measuring.say("length")).to_have_text("50.0 mm（手动校准）")


def test_an_arrow_points_and_says_what_was_written(open_picture) -> None:
    measuring = open_picture(HIP)
    measuring.take("箭头与文字")
    measuring.drag((0, 0), (60, -40))
    measuring.page.get_by_label("文字", exact=True).fill("骨折线 iii")
    measuring.page.get_by_label("文字", exact=True).press("Enter")
    expect(measuring.say("arrow")).to_have_text("骨折线 iii")
    measuring.say("arrow").press("Enter")
    measuring.page.get_by_label("文字", exact=True).fill("可疑")
    measuring.page.get_by_role("button", name="确定").click()
    expect(measuring.say("arrow")).to_have_text("可疑")


def test_what_was_drawn_is_moved_and_removed_by_hand_and_by_key(open_picture) -> None:
    measuring = open_picture(HIP)
    measuring.take("长度")
    measuring.drag((-100, 0), (0, 0))
    measuring.drag((0, 0), (100, 0))  # from the handle of the one just drawn: it is made longer
    expect(measuring.say("length")).to_have_text(f"40.0 {UNSTATED}")
    measuring.page.keyboard.press("l")
    measuring.drag((0, 0), (0, 50))  # the whole line
    expect(measuring.say("length")).to_have_text(f"40.0 {UNSTATED}")
    measuring.say("length").press("ArrowLeft")
    expect(measuring.say("length")).to_have_text(f"40.0 {UNSTATED}")
    measuring.page.keyboard.press("Escape")
    measuring.say("length").focus()
    expect(measuring.say("length")).to_have_attribute("aria-pressed", "true")
    measuring.page.keyboard.press("Delete")
    expect(measuring.drawn).to_have_count(0)
    measuring.take("撤销测量")
    expect(measuring.say("length")).to_have_text(f"40.0 {UNSTATED}")


def test_a_length_is_measured_named_mended_and_removed_by_keyboard_alone(open_picture, screenshots: Path) -> None:
    measuring = open_picture(HIP)
    page = measuring.page
    length, spoken = measuring.say("length"), page.get_by_test_id("spoken")

    def press(*keys: str, times: int = 1) -> None:
        for key in keys * times:
            page.keyboard.press(key)

    press("l", "Enter")
    expect(page.get_by_test_id("cross")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="方向键移动十字")).to_be_visible()
    press("Enter")
    expect(spoken).to_contain_text("已放 1/2 点")
    press("Shift+ArrowRight", times=9)
    press("ArrowRight", times=10)
    expect(spoken).to_contain_text(f"20.0 {UNSTATED}")
    page.screenshot(path=screenshots / "measure-keyboard.png")
    press("Enter")
    expect(length).to_have_text(f"20.0 {UNSTATED}")
    expect(spoken).to_have_text(f"长度, 20.0 {UNSTATED}")

    press("Tab")
    expect(length).to_be_focused()
    press("Tab", "Tab")
    expect(page.get_by_test_id("handle").last).to_be_focused()
    press("Shift+ArrowRight", times=5)
    expect(length).to_have_text(f"30.0 {UNSTATED}")
    expect(spoken).to_have_text(f"长度, 30.0 {UNSTATED}")
    press("Control+z", times=5)
    expect(length).to_have_text(f"20.0 {UNSTATED}")
    press("Control+Shift+z", times=5)
    expect(length).to_have_text(f"30.0 {UNSTATED}")

    press("Shift+Tab", "Shift+Tab", "Enter")
    page.keyboard.type("右肺门")
    press("Enter")
    expect(length).to_have_text(f"右肺门30.0 {UNSTATED}")
    length.focus()
    press("Delete")
    expect(measuring.drawn).to_have_count(0)
    press("Shift+ArrowDown", "Enter")
    expect(page.get_by_test_id("sketch")).to_be_visible()
    press("Escape")
    expect(page.get_by_test_id("sketch")).to_have_count(0)
    expect(page.get_by_test_id("cross")).to_have_count(0)


def test_measurements_wait_while_another_picture_of_the_study_is_shown(open_picture) -> None:
    measuring = open_picture(THORAX)
    measuring.take("长度")
    measuring.drag((-50, 0), (50, 0))
    expect(measuring.say("length")).to_have_text("120.1 mm（探测器平面）")
    there, back = (measuring.desk.instances[uid_of(path)][1] for path in (OTHER_OF_STUDY, THORAX))
    measuring.desk.choose(there)
    measuring.desk.expect_shown(there)
    expect(measuring.drawn).to_have_count(0)
    measuring.desk.choose(back)
    measuring.desk.expect_shown(back)
    expect(measuring.say("length")).to_have_text("120.1 mm（探测器平面）")


def test_a_picture_lies_as_it_was_left_when_the_reader_comes_back_to_it(open_picture) -> None:
    measuring = open_picture(THORAX)
    measuring.page.keyboard.press("]")
    measuring.desk.expect_shown(measuring.desk.instances[uid_of(THORAX)][1])
    measuring.desk.enlarge_to_actual_pixels()
    measuring.page.keyboard.press("w")
    measuring.drag((0, 0), (60, 40))
    window = measuring.window()
    there, back = (measuring.desk.instances[uid_of(path)][1] for path in (OTHER_OF_STUDY, THORAX))
    measuring.desk.choose(there)
    measuring.desk.expect_shown(there)
    look = measuring.page.get_by_test_id("overlay-look")
    expect(look).not_to_contain_text("已旋转")
    assert measuring.window() != window
    measuring.desk.choose(back)
    measuring.desk.expect_shown(back)
    expect(look).to_contain_text("已旋转 90°")
    expect(look).to_contain_text("缩放 100%")
    assert measuring.window() == window


def test_the_magnifier_is_there_while_it_is_held(open_picture, screenshots: Path) -> None:
    measuring = open_picture(HIP)
    measuring.page.keyboard.press("r")
    measuring.take("放大镜")
    measuring.hold((20, 20))
    expect(measuring.page.get_by_test_id("lens")).to_be_visible()
    measuring.page.screenshot(path=screenshots / "measure-lens.png")
    measuring.page.mouse.up()
    expect(measuring.page.get_by_test_id("lens")).to_have_count(0)


def test_the_help_sheet_names_every_tool(open_picture, screenshots: Path) -> None:
    measuring = open_picture(HIP)
    measuring.page.keyboard.press("?")
    sheet = measuring.page.get_by_role("table", name="测量工具")
    expect(sheet).to_contain_text("Cobb 角")
    expect(sheet).to_contain_text("Ctrl+Z")
    measuring.page.screenshot(path=screenshots / "measure-help.png")
    measuring.page.keyboard.press("?")
    expect(sheet).to_have_count(0)


def test_with_a_graphics_card_it_is_the_same(browser: Browser, sent: Running, tmp_path: Path) -> None:
    with_webgl = browser.browser_type.launch(executable_path=shutil.which("chromium"), args=list(SOFTWARE_WEBGL))
    desk = PictureDesk(with_webgl, sent, renderer="gpu")
    desk.wait_for({uid_of(path) for path in PICTURES})
    measuring = _opened(desk, HANDS)
    measuring.take("长度")
    measuring.drag((-60, 0), (40, 0))
    expect(measuring.say("length")).to_have_text("18.7 mm（探测器平面）")
    measuring.page.keyboard.press("]")
    desk.expect_shown(desk.instances[uid_of(HANDS)][1])
    desk.enlarge_to_actual_pixels()
    assert measuring.line("length") == pytest.approx((0, 100), abs=WIDTH_OF_LINE)
    wanted, drawn = at_centre(np.rot90(first_frame(read(HANDS, tmp_path)), -1), desk.canvas())
    assert np.mean(np.abs(drawn - wanted) <= GREY_LEVELS) > 0.95
    desk.close()
    with_webgl.close()


def test_two_fingers_enlarge_and_one_measures(browser: Browser, sent: Running, desk: PictureDesk) -> None:
    tablet = browser.new_context(viewport={"width": 1280, "height": 800}, has_touch=True, base_url=sent.url)
    tablet.request.post("/api/session", data={"name": "wang", "password": sent.passwords["wang"]})
    page = tablet.new_page()
    reading_id, instance_id = desk.instances[uid_of(HIP)]
    page.goto(f"/reading/{reading_id}")
    expect(page.locator(f'[data-testid=screen][data-visible=true][data-instance="{instance_id}"]')).to_be_visible()
    page.keyboard.press("a")
    expect(page.get_by_test_id("overlay-look")).to_contain_text("缩放 100%")
    page.keyboard.press("l")
    box = page.get_by_test_id("screen").bounding_box()
    assert box is not None
    x, y = round(box["x"] + box["width"] / 2), round(box["y"] + box["height"] / 2)
    page.touchscreen.tap(x - 50, y)
    page.touchscreen.tap(x + 50, y)
    expect(page.get_by_test_id("measurement")).to_have_text(f"20.0 {UNSTATED}")
    touch = tablet.new_cdp_session(page)

    def fingers(kind: str, spread: int) -> None:
        ends = [] if kind == "touchEnd" else [x - spread, x + spread]
        points = [{"x": at, "y": y + 90, "id": number} for number, at in enumerate(ends)]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    fingers("touchStart", 60)
    fingers("touchMove", 120)
    fingers("touchEnd", 0)
    expect(page.get_by_test_id("overlay-look")).to_contain_text("缩放 200%")
    expect(page.get_by_test_id("measurement")).to_have_text(f"20.0 {UNSTATED}")
    tablet.close()
