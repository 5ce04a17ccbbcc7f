"""A report is written with a template, a phrase and the marks of the pictures, and looked at before it is signed."""

import re
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.acceptance import pages
from tests.acceptance.pages import visit
from tests.acceptance.test_journey import EXAMS, who_holds
from tests.running import running_teleread

HANDS = EXAMS[0]


def test_a_template_is_filled_in_a_phrase_expands_and_a_contradiction_is_looked_at(
    browser: Browser, shared_data: Path, screenshots: Path, tmp_path: Path
) -> None:
    day = shared_data / "constructed" / "clinic-day"
    with running_teleread(tmp_path, {}) as teleread:
        teleread.send(day / "QS2026030001-xr-1.dcm", day / "QS2026030001-xr-2.dcm")
        author = who_holds(teleread, HANDS)
        with visit(browser, teleread, author, screenshots) as specialist:
            page = specialist.page
            specialist.go("/writing")
            page.get_by_role("region", name="常用语").get_by_role("button", name="添加").click()
            page.get_by_role("textbox", name="短码").fill("fc")
            page.get_by_role("textbox", name="内容").fill("建议两周后复查。")
            specialist.click("保存")
            expect(page.get_by_role("cell", name="建议两周后复查。")).to_be_visible()
            specialist.picture("writing-page")

            pages.open_reading(specialist, HANDS.patient, HANDS.modality)
            pages.expect_every_picture(specialist)
            specialist.click("开始书写")
            specialist.click("模板")
            page.get_by_role("combobox", name="选择模板").select_option(label="四肢骨关节片")
            page.get_by_role("group", name="侧别").get_by_role("button", name="双侧").click()
            page.get_by_role("group", name="软组织").get_by_role("button", name="肿胀").click()
            specialist.click("其余填正常")
            specialist.picture("writing-template")
            specialist.click("写入报告")
            findings = page.get_by_role("textbox", name="检查所见")
            impression = page.get_by_role("textbox", name="诊断意见")
            expect(findings).to_have_value(
                re.compile("双侧。\n骨质：所见诸骨骨皮质连续.*\n.*周围软组织肿胀", re.DOTALL)
            )
            expect(impression).to_have_value("软组织肿胀。")

            impression.fill("软组织肿胀。前列腺增大。fc")
            impression.press("Tab")
            expect(impression).to_have_value("软组织肿胀。前列腺增大。建议两周后复查。")
            specialist.click("写入报告")
            expect(page.get_by_role("alert").filter(has_text="报告中已有您输入的文字")).to_be_visible()
            page.get_by_role("alert").get_by_role("button", name="取消").click()
            expect(impression).to_have_value("软组织肿胀。前列腺增大。建议两周后复查。")

            page.get_by_role("radio", name="无危急值").check()
            expect(page.get_by_text(re.compile("^已保存"))).to_be_visible()
            specialist.click("提交审核")
            pages.show_password(specialist)
            warning = page.get_by_role("alert").filter(has_text="请核对以下矛盾")
            expect(warning.get_by_role("mark")).to_have_text("前列腺")
            expect(page.get_by_role("button", name="签名并提交")).to_be_disabled()
            specialist.picture("writing-contradiction")
            warning.get_by_role("checkbox").check()
            specialist.click("签名并提交")
            expect(page.get_by_text("已提交审核").first).to_be_visible()
