"""The pages as their users see them; the only place that knows words and roles on them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.running import Running


@dataclass(frozen=True, slots=True)
class Visit:
    """One person's browser, logged in."""

    page: Page
    screenshots: Path
    password: str

    def go(self, path: str) -> None:
        """Open an address of the application; it is the context's base."""
        self.page.goto(path)

    def picture(self, name: str) -> None:
        """Leave a picture of the page as it is now, in full."""
        self.page.screenshot(path=self.screenshots / f"{name}.png")

    def click(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()


@contextmanager
def visit(browser: Browser, running: Running, person: str, screenshots: Path) -> Iterator[Visit]:
    """Log a person in by the login page, in a browser of their own; no error may reach its console."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN", base_url=running.url)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto("/")
    page.get_by_label("用户名").fill(person)
    page.get_by_label("密码", exact=True).fill(running.passwords[person])
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_role("navigation", name="主导航")).to_be_visible()
    try:
        yield Visit(page, screenshots, running.passwords[person])
    except BaseException:
        page.screenshot(path=screenshots / f"failed-{person}.png")
        raise
    finally:
        context.close()
    assert errors == []


def place_order(technician: Visit, *, name: str, patient_id: str, accession_number: str, question: str) -> None:
    """Fill in the order form for an emergency X-ray and send it."""
    page = technician.page
    technician.go("/clinic/order")
    page.get_by_label("姓名").fill(name)
    page.get_by_label("患者编号").fill(patient_id)
    for choice in ("女", "X 线", "急诊"):
        page.get_by_text(choice, exact=True).click()
    page.get_by_label("申请单号").fill(accession_number)
    page.get_by_label("临床问题").fill(question)
    technician.picture("clinic-order")
    technician.click("提交申请")
    expect(page.get_by_text("申请已提交")).to_be_visible()


def open_reading(specialist: Visit, patient: str, modality: str) -> None:
    """Open the card of a patient's Reading among one's own."""
    specialist.go("/reading")
    card = specialist.page.get_by_role("link").filter(has_text=patient).filter(has_text=modality)
    expect(card).to_be_visible()
    card.click()


def expect_picture(specialist: Visit) -> None:
    """Wait until a picture is drawn at diagnostic quality."""
    screen = specialist.page.get_by_test_id("screen")
    expect(screen).to_have_attribute("data-visible", "true")


def expect_every_picture(specialist: Visit) -> None:
    """Go through all pictures of the Study, each until it is drawn."""
    expect_picture(specialist)
    screen = specialist.page.get_by_test_id("screen")
    for thumbnail in specialist.page.get_by_role("navigation", name="影像").get_by_role("button").all():
        thumbnail.click()
        expect(screen).to_have_attribute("data-instance", thumbnail.get_attribute("data-instance") or "")
        expect_picture(specialist)


def expect_clip_plays(specialist: Visit) -> None:
    """Play the clip and see its frames go by."""
    expect_picture(specialist)
    screen = specialist.page.get_by_test_id("screen")
    play = specialist.page.get_by_role("toolbar").get_by_role("button", name="播放", exact=True)
    expect(play).to_be_enabled()
    first = screen.get_attribute("data-frame")
    play.click()
    expect(screen).not_to_have_attribute("data-frame", first or "1")


def expect_ecg(specialist: Visit) -> None:
    """Wait until the ECG's paper is drawn to scale."""
    paper = specialist.page.get_by_test_id("ecg-paper")
    expect(paper).to_be_visible()
    assert float(paper.get_attribute("data-px-per-mm") or 0) > 0


def write(specialist: Visit, *, findings: str, impression: str) -> None:
    """Type a report and wait until the server has it."""
    page = specialist.page
    page.get_by_role("textbox", name="检查所见").fill(findings)
    page.get_by_role("textbox", name="诊断意见").fill(impression)
    page.get_by_role("radio", name="无危急值").check()
    expect(page.get_by_text(re.compile("^已保存"))).to_be_visible()


def expect_words(specialist: Visit, *, impression: str) -> None:
    """What was typed is on the page."""
    expect(specialist.page.get_by_role("textbox", name="诊断意见")).to_have_value(impression)


def submit(author: Visit) -> None:
    """Sign as the author and hand over to a reviewer."""
    author.click("提交审核")
    show_password(author)
    author.click("签名并提交")
    expect(author.page.get_by_text("已提交审核").first).to_be_visible()


def show_password(signer: Visit) -> None:
    """Show that it is they who sign; the field has the focus."""
    field = signer.page.get_by_role("dialog").get_by_label("再次输入您的登录密码")
    expect(field).to_be_focused()
    field.fill(signer.password)


def return_to_author(reviewer: Visit, reason: str, *, code: str = "其他") -> None:
    """Say no, and why."""
    reviewer.click("退回修改")
    dialog = reviewer.page.get_by_role("dialog")
    dialog.get_by_label("退回原因").select_option(label=code)
    dialog.get_by_role("textbox").fill(reason)
    dialog.get_by_role("button", name="退回修改").click()
    expect(reviewer.page.get_by_text("已退回修改").first).to_be_visible()


def approve(reviewer: Visit) -> None:
    """Sign as the reviewer."""
    reviewer.click("审核通过并签发")
    show_password(reviewer)
    reviewer.picture("sign")
    reviewer.click("签名并签发")
    expect(reviewer.page.get_by_text("已签发").first).to_be_visible()
