"""The reading room: list, panes, hanging rules, earlier studies, a second window, a look for the clinic."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.acceptance.films import Film, Study, develop
from tests.acceptance.pages import visit
from tests.acceptance.picture_desk import PictureDesk
from tests.running import Running

TWO_VIEWS = (Film("PA"), Film("LAT"))
BEFORE = Study("RR-1", "Li^Mei=李^梅", "20240105", "CHEST", TWO_VIEWS, "胸部正侧位")
NOW = Study("RR-1", "Li^Mei=李^梅", "20260302", "CHEST", TWO_VIEWS, "胸部正侧位")
HANDS = Study("RR-2", "Zhao^Lei=赵^磊", "20260302", "HAND", (Film("L", "L"), Film("R", "R")), "双手")
ANOTHER = Study("RR-3", "Sun^Li=孙^丽", "20260302", "CHEST", TWO_VIEWS, "胸部")


@pytest.fixture(scope="module")
def sent(teleread: Running, tmp_path_factory: pytest.TempPathFactory) -> tuple[Running, dict[str, str]]:
    """A running system with the films of three patients; the first film of each study by its name."""
    folder = tmp_path_factory.mktemp("films")
    named = {"before": BEFORE, "now": NOW, "hands": HANDS, "another": ANOTHER}
    firsts = {name: develop(study, folder)[0] for name, study in named.items()}
    teleread.send(folder)
    return teleread, firsts


@pytest.fixture
def desk(browser: Browser, sent: tuple[Running, dict[str, str]]) -> Iterator[PictureDesk]:
    running, firsts = sent
    opened = PictureDesk(browser, running)
    opened.wait_for(set(firsts.values()))
    yield opened
    opened.close()


def read(desk: PictureDesk, uid: str) -> Page:
    """Open the Reading of a film and wait for its first picture."""
    desk.page.goto(f"/reading/{desk.instances[uid][0]}?view=open")
    expect(desk.page.locator("[data-testid=screen][data-visible=true]")).to_be_visible()
    return desk.page


def whose(page: Page) -> list[str]:
    """Return what the panes say of whose pictures they hold, row by row."""
    return [" ".join(each.split()[:2]) for each in page.get_by_test_id("whose").all_inner_texts()]


def test_the_list_is_narrowed_in_the_address_and_worked_by_keyboard_alone(
    desk: PictureDesk, sent: tuple[Running, dict[str, str]]
) -> None:
    page = desk.page
    page.goto("/reading?view=open")
    cards = page.locator("a[data-card]")
    expect(cards).to_have_count(4)
    page.get_by_label("状态", exact=True).select_option("awaiting")
    page.get_by_label("类型", exact=True).select_option("ecg")
    expect(cards).to_have_count(0)
    page.get_by_label("类型", exact=True).select_option("xray")
    page.get_by_label("状态", exact=True).select_option("")
    expect(cards).to_have_count(4)
    assert page.url.endswith("/reading?view=open&modality=xray")

    page.keyboard.press("F6")
    expect(cards.nth(0)).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("k")
    expect(cards.nth(1)).to_be_focused()
    assert cards.nth(1).evaluate("(card) => getComputedStyle(card).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(cards.nth(1)).to_have_attribute("aria-current", "true")
    assert page.url.endswith("?view=open&modality=xray")
    expect(page.get_by_test_id("panes")).not_to_have_attribute("data-layout", "1x1")
    page.keyboard.press("F6")
    expect(page.locator("[data-testid=pane][data-active=true]")).to_be_focused()


def test_panes_hold_their_own_pictures_and_move_together_on_request(
    desk: PictureDesk, sent: tuple[Running, dict[str, str]], screenshots: Path
) -> None:
    page = read(desk, sent[1]["hands"])
    panes = page.get_by_test_id("panes")
    expect(panes).to_have_attribute("data-layout", "1x2")
    expect(page.get_by_label("挂片规则", exact=True)).to_have_value("2")
    laterality = page.get_by_test_id("overlay-picture")
    expect(laterality.nth(0)).to_contain_text("HAND R")
    expect(laterality.nth(1)).to_contain_text("HAND L")

    look = page.get_by_test_id("overlay-look")
    expect(look.nth(1)).to_contain_text("缩放")
    before = look.nth(1).text_content() or ""
    page.keyboard.press("PageUp")
    expect(look.nth(0)).not_to_have_text(before)
    expect(look.nth(1)).to_have_text(before)
    page.keyboard.press(";")
    expect(page.get_by_role("button", name="同步", exact=True)).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("PageUp")
    expect(look.nth(1)).not_to_have_text(before)

    page.keyboard.press("j")
    pane = page.get_by_test_id("pane")
    expect(pane.nth(1)).to_have_attribute("data-active", "true")
    expect(pane.nth(1)).to_be_focused()
    page.keyboard.press("Shift+Digit2")
    expect(laterality.nth(1)).to_contain_text("HAND R")
    left = page.get_by_role("navigation", name="影像").get_by_role("button").nth(0)
    left.drag_to(pane.nth(0))
    expect(laterality.nth(0)).to_contain_text("HAND L")
    expect(pane.nth(0)).to_have_attribute("data-active", "true")
    page.screenshot(path=screenshots / "panes.png")
    page.keyboard.press("f")
    expect(panes).to_have_attribute("data-layout", "2x2")
    page.keyboard.press("f")
    expect(panes).to_have_attribute("data-layout", "1x1")


def test_an_earlier_study_stands_beside_the_current_one_and_is_told_from_it(
    desk: PictureDesk, sent: tuple[Running, dict[str, str]], screenshots: Path
) -> None:
    page = read(desk, sent[1]["now"])
    expect(page.get_by_test_id("whose")).to_have_count(4)
    assert whose(page) == ["本次 2026-03-02", "既往 2024-01-05", "本次 2026-03-02", "既往 2024-01-05"]
    assert page.get_by_label("挂片规则", exact=True).evaluate("(rule) => rule.selectedOptions[0].text") == (
        "胸部正侧位与既往对比"
    )
    prior_colour, current_colour = (
        page.get_by_test_id("whose").nth(at).evaluate("(bar) => getComputedStyle(bar).backgroundColor") for at in (1, 0)
    )
    assert prior_colour != current_colour
    page.screenshot(path=screenshots / "priors.png")

    page.get_by_role("button", name="1 行 1 列").click()
    expect(page.get_by_test_id("whose")).to_have_count(0)
    page.keyboard.press("F2")
    prior = page.get_by_role("region", name="既往 2024-01-05")
    expect(prior).to_contain_text("DX CHEST")
    expect(prior).to_contain_text("没有已签发的报告")
    prior.get_by_role("button").click()
    expect(page.get_by_test_id("whose")).to_have_count(2)
    assert whose(page) == ["本次 2026-03-02", "既往 2024-01-05"]


def test_a_reader_changes_a_hanging_rule_and_the_next_study_hangs_by_it(
    desk: PictureDesk, sent: tuple[Running, dict[str, str]], screenshots: Path
) -> None:
    page = read(desk, sent[1]["another"])
    expect(page.get_by_test_id("panes")).to_have_attribute("data-layout", "1x2")
    page.get_by_role("button", name="编辑挂片规则").click()
    dialog = page.get_by_role("dialog", name="编辑挂片规则")
    dialog.get_by_role("button", name="新增规则").click()
    dialog.get_by_label("名称").fill("四格胸片")
    dialog.get_by_label("部位").fill("CHEST")
    dialog.get_by_label("布局").select_option("2x2")
    dialog.get_by_label("窗格 3").select_option(label="本次 第 2 幅")
    expect(dialog.get_by_role("img", name="预览")).to_be_visible()
    page.screenshot(path=screenshots / "hanging-rules.png")
    dialog.get_by_role("button", name="保存").click()
    expect(dialog).to_have_count(0)
    page.reload()
    expect(page.get_by_test_id("panes")).to_have_attribute("data-layout", "2x2")
    page.get_by_role("button", name="编辑挂片规则").click()
    dialog.get_by_role("button", name="恢复出厂规则").click()
    dialog.get_by_role("button", name="保存").click()
    expect(dialog).to_have_count(0)


def test_a_second_window_has_the_pictures_of_the_desk_or_none(
    desk: PictureDesk, sent: tuple[Running, dict[str, str]], screenshots: Path
) -> None:
    page = read(desk, sent[1]["another"])
    with desk.context.expect_page() as opening:
        page.get_by_role("button", name="影像移到另一窗口").click()
    second = opening.value
    patient = second.get_by_test_id("overlay-patient").first
    expect(patient).to_contain_text("孙丽")
    expect(page.get_by_text("影像在另一个窗口")).to_be_visible()
    second.screenshot(path=screenshots / "second-window.png")

    page.locator("a[data-card]").filter(has_text="赵磊").click()
    expect(patient).to_contain_text("赵磊")
    page.goto("/reading")
    expect(second.get_by_test_id("apart")).to_have_attribute("data-allowed", "waiting")
    expect(second.locator("canvas")).to_have_count(0)

    page.locator("a[data-card]").first.or_(page.get_by_text("没有分配给您的检查")).first.wait_for()
    page.goto(f"/reading/{desk.instances[sent[1]['another']][0]}")
    expect(patient).to_contain_text("孙丽")
    second.close()
    expect(page.locator("[data-testid=screen][data-visible=true]")).to_be_visible()


def test_the_clinics_own_people_look_at_a_study_and_write_nothing(
    browser: Browser, sent: tuple[Running, dict[str, str]], desk: PictureDesk, screenshots: Path
) -> None:
    running, _ = sent
    with visit(browser, running, "technician", screenshots) as technician:
        technician.go("/clinic/studies")
        row = technician.page.get_by_role("row").filter(has_text="赵磊")
        row.get_by_role("link", name="查看影像").click()
        expect(technician.page.locator("[data-testid=screen][data-visible=true]")).to_be_visible()
        expect(technician.page.get_by_text("仅供查看")).to_be_visible()
        expect(technician.page.get_by_role("textbox", name="检查所见")).to_have_count(0)
        technician.picture("study-pictures")
