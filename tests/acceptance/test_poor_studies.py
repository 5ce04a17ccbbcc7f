"""What cannot be read is asked about with a picture, sent back with a mark, taken anew and linked."""

import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, expect

from tests.acceptance import pages
from tests.acceptance.pages import visit
from tests.acceptance.test_journey import EXAMS, who_holds
from tests.running import Running


def test_a_poor_film_is_asked_about_and_taken_again_while_the_patient_is_there(
    teleread: Running, browser: Browser, shared_data: Path, screenshots: Path
) -> None:
    exam, day = EXAMS[0], shared_data / "constructed" / "clinic-day"
    with visit(browser, teleread, "technician", screenshots) as technician:
        pages.place_order(
            technician,
            name=exam.patient,
            patient_id="QS2026030001",
            accession_number="0001X01",
            question="跌倒后双手疼痛，排除骨折",
        )
    teleread.send(day / "QS2026030001-xr-1.dcm")
    author = who_holds(teleread, exam)
    with (
        visit(browser, teleread, author, screenshots) as specialist,
        visit(browser, teleread, "technician", screenshots) as technician,
    ):
        pages.open_reading(specialist, exam.patient, exam.modality)
        pages.expect_picture(specialist)
        specialist.click("开始书写")
        ask(specialist, "哪只手先着地？")
        technician.go("/clinic/tasks")
        answer_with_a_picture(technician, "右手")
        dialog = specialist.page.get_by_role("dialog")
        expect(dialog.get_by_text("右手", exact=True)).to_be_visible()
        expect(dialog.get_by_alt_text("所附图片")).to_be_visible()
        specialist.picture("question-answered")
        dialog.get_by_role("button", name="关闭").click()

        reject_with_a_mark(specialist, "尺侧未包全，请重拍")
        retake = technician.page.get_by_test_id("retake")
        expect(retake.get_by_text("未包全", exact=True)).to_be_visible()
        expect(retake.get_by_text("尺侧未包全，请重拍")).to_be_visible()
        expect(retake.get_by_text("申请单号 0001X01")).to_be_visible()
        expect(retake.get_by_test_id("marked-line")).to_have_count(1)
        technician.picture("retake")

    teleread.send(day / "QS2026030001-xr-2.dcm")
    author = who_holds(teleread, exam)
    with visit(browser, teleread, author, screenshots) as specialist:
        pages.open_reading(specialist, exam.patient, exam.modality)
        beside = specialist.page.get_by_test_id("retake-of")
        expect(beside).to_contain_text("尺侧未包全，请重拍")
        beside.get_by_role("button", name="对照原检查").click()
        expect(specialist.page.get_by_role("dialog").get_by_test_id("marked-image").first).to_be_visible()
        specialist.picture("retake-beside")


def ask(specialist: pages.Visit, words: str) -> None:
    """Ask the clinic, and let the Reading wait."""
    specialist.click("向诊所提问")
    dialog = specialist.page.get_by_role("dialog")
    dialog.get_by_label("问题").fill(words)
    expect(dialog.get_by_label("暂停阅片，等待回复")).to_be_checked()
    dialog.get_by_role("button", name="发送").click()
    expect(dialog.get_by_text("等待诊所回复").first).to_be_visible()


def answer_with_a_picture(technician: pages.Visit, words: str) -> None:
    content = io.BytesIO()
    Image.new("RGB", (320, 240), "seagreen").save(content, "PNG")
    question = technician.page.get_by_test_id("question")
    question.get_by_label("回复内容").fill(words)
    with technician.page.expect_file_chooser() as chosen:
        question.get_by_label("附图片（JPEG 或 PNG）").click()
    chosen.value.set_files({"name": "hand.png", "mimeType": "image/png", "buffer": content.getvalue()})
    technician.picture("question")
    question.get_by_role("button", name="发送").click()
    expect(question).to_have_count(0)


def reject_with_a_mark(specialist: pages.Visit, comment: str) -> None:
    page = specialist.page
    specialist.click("其他操作")
    page.get_by_role("menuitem", name="退回重拍").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("未包全", exact=True).click()
    dialog.get_by_label("说明").fill(comment)
    picture = dialog.get_by_test_id("marking")
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.2, box["y"] + box["height"] * 0.2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.5)
    page.mouse.up()
    expect(picture.get_by_test_id("marked-line")).to_have_count(1)
    specialist.picture("reject")
    dialog.get_by_role("button", name="退回，请诊所重拍").click()
    expect(page.get_by_text("已退回诊所重拍").first).to_be_visible()
