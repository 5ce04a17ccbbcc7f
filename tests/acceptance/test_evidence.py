"""What a specialist draws and chooses goes with the report: reviewer, clinic and the next reader see it."""

import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.acceptance import pages
from tests.acceptance.pages import visit
from tests.acceptance.test_journey import EXAMS, who_holds
from tests.running import running_teleread

HANDS = EXAMS[0]
NOTE = "桡骨远端"


def test_what_was_drawn_is_signed_with_the_report_and_seen_by_all(
    browser: Browser, shared_data: Path, screenshots: Path, tmp_path: Path
) -> None:
    day = shared_data / "constructed" / "clinic-day"
    with running_teleread(tmp_path, {}) as teleread:
        teleread.send(day / "QS2026030001-xr-1.dcm", day / "QS2026030001-xr-2.dcm")
        author = who_holds(teleread, HANDS)
        reviewer = {"wang": "li", "li": "wang"}[author]

        with visit(browser, teleread, author, screenshots) as specialist:
            pages.open_reading(specialist, HANDS.patient, HANDS.modality)
            pages.expect_every_picture(specialist)
            page = specialist.page
            measuring = Marked(page)
            measuring.lay_one()
            expect(page.get_by_role("button", name="关键图像", exact=True)).to_be_disabled()
            specialist.click("开始书写")
            pages.write(specialist, findings=HANDS.findings, impression=HANDS.impression)
            measuring.draw_length()
            page.keyboard.press("Escape")
            page.keyboard.press("k")
            expect(page.get_by_test_id("strip-star")).to_have_count(1)
            page.get_by_label(re.compile("的备注$")).fill(NOTE)
            value = measuring.name_it("第三掌骨")
            page.get_by_role("button", name=re.compile("^把 第三掌骨.*写入检查所见$")).click()
            expect(page.get_by_role("textbox", name="检查所见")).to_have_value(re.compile(f"第三掌骨 {value}"))
            expect(page.get_by_text(re.compile("^标注已保存"))).to_be_visible()
            expect(page.get_by_text(re.compile("^已保存"))).to_be_visible()
            specialist.picture("evidence-author")
            page.reload()
            measuring.expect_all(value)
            if page.get_by_role("button", name="在此窗口继续").is_visible():
                specialist.click("在此窗口继续")
            pages.submit(specialist)

        with visit(browser, teleread, reviewer, screenshots) as specialist:
            pages.open_reading(specialist, HANDS.patient, HANDS.modality)
            measuring = Marked(specialist.page)
            measuring.expect_all(value)
            expect(specialist.page.get_by_text(re.compile("所标$"))).to_be_visible()
            expect(measuring.line).to_have_attribute("data-fixed", "true")
            expect(specialist.page.locator("[data-selected=true] [data-testid=measurement]")).to_have_count(1)
            specialist.click("开始审核")
            expect(measuring.line).to_have_attribute("data-fixed", "false")
            specialist.picture("evidence-reviewer")
            pages.approve(specialist)
            expect(measuring.line).to_have_attribute("data-fixed", "true")
            measuring.expect_all(value)

        with visit(browser, teleread, "doctor", screenshots) as doctor:
            doctor.go("/clinic/reports")
            doctor.page.get_by_text(HANDS.impression).first.click()
            report = doctor.page.get_by_test_id("report-evidence")
            expect(report.get_by_test_id("report-measurement")).to_have_text(re.compile(f"1. 第三掌骨 {value}"))
            expect(report.get_by_test_id("marked-line")).to_have_count(1)
            expect(report.get_by_text(NOTE)).to_be_visible()
            doctor.page.wait_for_load_state("networkidle")
            doctor.picture("evidence-report")
            report.get_by_role("button", name="放大查看").click()
            expect(doctor.page.get_by_role("dialog").get_by_test_id("marked-image")).to_be_visible()
            address = doctor.page.url

        with visit(browser, teleread, author, screenshots) as specialist:
            specialist.page.goto(address)
            specialist.page.get_by_role("link", name="在阅片页打开").click()
            expect(specialist.page).to_have_url(re.compile(r"/reading/.*instance="))
            Marked(specialist.page).expect_all(value)


class Marked:
    """The one measurement and the one key image of this story, on a specialist's page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.line = page.get_by_test_id("measurement")
        self.listed = page.get_by_test_id("listed-measurement")

    def lay_one(self) -> None:
        """Give one picture all of the room."""
        self.page.get_by_role("button", name="1 行 1 列").click()
        expect(self.page.get_by_test_id("screen")).to_have_count(1)

    def draw_length(self) -> None:
        """Draw a line across the middle of the picture."""
        self.page.get_by_role("button", name="长度", exact=True).click()
        box = self.page.get_by_test_id("screen").bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x - 60, y)
        self.page.mouse.down()
        self.page.mouse.move(x + 60, y, steps=4)
        self.page.mouse.up()
        expect(self.line).to_have_count(1)

    def name_it(self, name: str) -> str:
        """Name the measurement in the list; return what it says."""
        said = self.line.text_content() or ""
        self.listed.get_by_role("button", name=re.compile("^给")).click()
        self.page.get_by_label("名称").fill(name)
        self.page.get_by_label("名称").press("Enter")
        expect(self.line).to_have_text(f"{name}{said}")
        return said

    def expect_all(self, value: str) -> None:
        """Wait until the line, what it says, the note and the star are there."""
        expect(self.listed).to_contain_text(f"第三掌骨 {value}")
        self.lay_one()
        self.page.get_by_role("button", name=re.compile("^转到 第三掌骨")).click()
        expect(self.line).to_have_text(f"第三掌骨{value}")
        expect(self.page.get_by_test_id("strip-star")).to_have_count(1)
        evidence = self.page.get_by_test_id("evidence")
        expect(evidence.get_by_text(NOTE).or_(evidence.get_by_label(re.compile("的备注$")))).to_be_visible()
