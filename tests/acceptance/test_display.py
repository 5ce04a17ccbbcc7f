"""The page on which a reader judges the screen."""

from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.acceptance.pages import visit
from tests.running import Running

LEVELS_OF_A_ROW = """canvas => {
    const context = canvas.getContext("2d");
    const gap = Math.round(canvas.width / 60), side = Math.floor((canvas.width - 10 * gap) / 9);
    return [...Array(9).keys()].map(n =>
        context.getImageData(gap + n * (side + gap) + Math.floor(side / 2), gap + Math.floor(side / 2), 1, 1).data[0]);
}"""


def test_the_pattern_has_its_grey_levels_and_the_meter_its_targets(
    teleread: Running, browser: Browser, screenshots: Path
) -> None:
    with visit(browser, teleread, "wang", screenshots) as specialist:
        page = specialist.page
        page.get_by_role("navigation", name="主导航").get_by_role("link", name="显示器").click()
        expect(page.get_by_text("浏览器不能保证的事")).to_be_visible()
        canvas = page.get_by_test_id("pattern")
        expect(canvas).not_to_have_attribute("width", "0")
        assert canvas.evaluate(LEVELS_OF_A_ROW) == [0, 15, 30, 45, 60, 75, 90, 105, 120]
        specialist.picture("display")

        targets = page.get_by_role("table", name="各级灰阶的目标亮度")
        expect(targets.get_by_role("cell").last).to_have_text("350")
        page.get_by_label("最亮（灰阶 255）").fill("0.2")
        expect(page.get_by_role("alert").filter(has_text="最亮须大于最暗")).to_be_visible()
