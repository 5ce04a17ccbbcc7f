"""The reader's page at the end of a thin line: what is there first, what it is marked as, and what is refused."""

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pydicom
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.acceptance.picture_desk import PictureDesk
from tests.acceptance.reference import at_centre, first_frame, read
from tests.acceptance.thin_desk import FAST, PICTURES, THIN, WHOLE, Held, Line, a_large_film, break_line, pictures_of
from tests.conftest import SHARED
from tests.running import Running

DATA = SHARED / "data"
CLIP = DATA / "us-multiframe" / "us-echo-65f-jpeg-ybr422.dcm"
HIP = DATA / "xray" / "cr-hip-rle.dcm"
PREVIEW = "预览 PREVIEW"
START = re.compile("^(开始书写|领取并开始)")


def uid_of(path: Path) -> str:
    return str(pydicom.dcmread(path, force=True, specific_tags=["SOPInstanceUID"]).SOPInstanceUID)


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_large_film(DATA / "xray" / "dx-hands.dcm", tmp_path_factory.mktemp("film"))


@pytest.fixture(scope="module")
def sent(teleread: Running, film: Path) -> Running:
    teleread.send(film, CLIP, HIP)
    return teleread


@pytest.fixture
def desk(browser: Browser, sent: Running, film: Path) -> Iterator[PictureDesk]:
    """A reader's browser that has nothing of any picture, while all that is prepared of them is there."""
    opened = PictureDesk(browser, sent)
    opened.wait_for({uid_of(path) for path in (film, CLIP, HIP)})
    for uid in (uid_of(path) for path in (film, CLIP, HIP)):
        _wait_until_prepared(opened, opened.instances[uid][1])
    yield opened
    opened.close()


def _wait_until_prepared(desk: PictureDesk, instance_id: str) -> None:
    for _ in range(600):
        display = desk.context.request.get(f"/api/instances/{instance_id}").json()
        if display["renditions"]["state"] != "pending":
            assert display["renditions"]["preview"] is not None
            return
        desk.page.wait_for_timeout(200)
    raise AssertionError("nothing was prepared")


def mark(page: Page) -> Locator:
    return page.get_by_test_id("preview-mark")


def expect_grade(page: Page, grade: str) -> None:
    expect(page.get_by_test_id("screen")).to_have_attribute("data-grade", grade)


def test_a_preview_is_marked_until_every_stored_value_takes_its_place(
    desk: PictureDesk, film: Path, tmp_path: Path, screenshots: Path
) -> None:
    page = desk.page
    held = Held(page, WHOLE)
    instance_id = desk.go_to(uid_of(film))
    expect(mark(page)).to_contain_text(PREVIEW)
    expect_grade(page, "preview")
    expect(page.get_by_role("button", name="长度").first).to_be_disabled()
    page.screenshot(path=screenshots / "thin-preview.png")
    page.get_by_text("English", exact=True).click()
    expect(mark(page)).to_contain_text("PREVIEW")
    expect(mark(page)).to_contain_text("Not for diagnosis")
    page.get_by_text("中文", exact=True).click()

    held.let_go()
    desk.expect_shown(instance_id)
    expect(mark(page)).to_have_count(0)
    desk.enlarge_to_actual_pixels()
    wanted, drawn = at_centre(first_frame(read(film, tmp_path)), desk.canvas())
    assert np.abs(drawn - wanted).max() <= 2


def test_the_beginning_of_a_large_film_can_be_windowed_while_the_rest_comes(
    desk: PictureDesk, film: Path, screenshots: Path
) -> None:
    page = desk.page
    page.goto("/reading")
    line = Line(page)
    line.be(THIN)
    instance_id = desk.go_to(uid_of(film))
    expect_grade(page, "prefix")
    expect(mark(page)).to_contain_text(PREVIEW)
    look = page.get_by_test_id("overlay-look")
    expect(look).to_contain_text("窗宽 4096")
    expect(page.get_by_test_id("line-bar")).to_contain_text("约剩")
    page.screenshot(path=screenshots / "thin-prefix.png")
    line.be(FAST)
    desk.expect_shown(instance_id)
    expect(look).to_contain_text("窗宽 4096")
    whole = [way for way in pictures_of(line.fetched) if way[0] == instance_id]
    assert whole.count((instance_id, "lossless")) == 1
    assert (instance_id, "frames") not in whole


def test_what_the_reader_looks_at_goes_first_and_the_next_study_last(desk: PictureDesk, film: Path) -> None:
    page = desk.page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    held = Held(page, WHOLE)
    first = desk.go_to(uid_of(film))
    expect(mark(page)).to_be_visible()
    own = {first}
    assert {instance for instance, _ in pictures_of(asked)} == own
    held.let_go()
    desk.expect_shown(first)

    # Now that nothing is asked for, the next study comes.
    for _ in range(300):
        if any(_is_of_another(address, first) for address in asked):
            break
        page.wait_for_timeout(100)
    order = pictures_of(asked)
    assert order[-1][0] != first
    assert order[0] == (first, "preview")
    assert order.index((first, "lossless")) < min(at for at, (one, _) in enumerate(order) if one != first)


def _is_of_another(address: str, instance_id: str) -> bool:
    match = PICTURES.search(address)
    return match is not None and match[1] != instance_id


def test_a_clip_plays_from_its_preview_and_is_replaced_frame_by_frame(desk: PictureDesk, screenshots: Path) -> None:
    page = desk.page
    held = Held(page, WHOLE)
    instance_id = desk.go_to(uid_of(CLIP))
    play = page.get_by_role("toolbar").get_by_role("button", name="播放", exact=True)
    expect(play).to_be_enabled()
    play.click()
    screen = page.get_by_test_id("screen")
    expect(screen).not_to_have_attribute("data-frame", "1")
    expect_grade(page, "preview")
    expect(mark(page)).to_contain_text(PREVIEW)
    page.screenshot(path=screenshots / "thin-clip.png")
    held.let_go()
    page.get_by_role("toolbar").get_by_role("button", name="暂停", exact=True).click()
    desk.expect_shown(instance_id)
    expect(mark(page)).to_have_count(0)


def test_a_broken_line_is_tried_again_then_told_of_and_mended_by_a_key(desk: PictureDesk, film: Path) -> None:
    page = desk.page
    mend = break_line(page, WHOLE)
    instance_id = desk.go_to(uid_of(film))
    expect(page.get_by_test_id("line-bar")).to_contain_text("连接中断")
    expect(page.get_by_role("alert").filter(has_text="目前只有预览")).to_be_visible()
    expect(mark(page)).to_contain_text(PREVIEW)
    mend()
    page.keyboard.press("y")
    desk.expect_shown(instance_id)


def test_whoever_saw_only_a_preview_cannot_sign(desk: PictureDesk) -> None:
    page = desk.page
    held = Held(page, WHOLE)
    uid = uid_of(HIP)
    instance_id = desk.go_to(uid)
    expect(mark(page)).to_be_visible()
    reading_id = desk.instances[uid][0]
    page.get_by_role("button", name=START).first.click()
    with page.expect_response(re.compile("/shown$")):
        page.get_by_role("textbox", name="检查所见").fill("右髋关节间隙正常。")
        page.get_by_role("textbox", name="诊断意见").fill("未见骨折。")
        page.get_by_role("radio", name="无危急值").check()
        expect(page.get_by_text(re.compile("^已保存"))).to_be_visible()
        page.get_by_role("button", name="提交审核").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("只看过预览")
    expect(dialog.get_by_role("button", name="签名并提交")).to_be_disabled()

    detail = desk.context.request.get(f"/api/readings/{reading_id}").json()
    csrf = desk.context.request.get("/api/session").json()["csrf_token"]
    refused = desk.context.request.post(
        f"/api/readings/{reading_id}/submit",
        data={"fencing_token": detail["fencing_token"], "second_factor": {"password": desk.password}},
        headers={"X-CSRF-Token": csrf},
    )
    assert (refused.status, refused.json()["code"]) == (409, "only_preview_shown")

    held.let_go()
    desk.expect_shown(instance_id)
    dialog.get_by_label("再次输入您的登录密码").fill(desk.password)
    dialog.get_by_role("button", name="签名并提交").click()
    expect(page.get_by_text("已提交审核").first).to_be_visible()


def test_what_the_browser_has_is_not_fetched_again(desk: PictureDesk, film: Path) -> None:
    page = desk.page
    instance_id = desk.go_to(uid_of(film))
    desk.expect_shown(instance_id)
    page.wait_for_load_state("networkidle")
    line = Line(page)
    page.reload()
    desk.expect_shown(instance_id)
    again = [address for address in line.fetched if "/assets/" in address or PICTURES.search(address)]
    assert again == []


def test_the_app_comes_compressed_and_may_be_kept_for_ever(desk: PictureDesk) -> None:
    with desk.page.expect_response(re.compile(r"/assets/index-.*\.js")) as script:
        desk.page.goto("/reading")
    headers = script.value.headers
    assert headers["content-encoding"] == "br"
    assert "immutable" in headers["cache-control"]
