"""After signing: a correction that the clinic reads and acknowledges anew, and a recall by two people."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, expect

from tests.acceptance import pages
from tests.acceptance.pacs import wait_until
from tests.acceptance.pages import Visit, visit
from tests.running import Running, running_teleread

FINDINGS, WRONG, RIGHT = "左侧第5肋骨皮质不连续。", "左侧第5肋骨骨折。", "右侧第5肋骨骨折。"
WHY_CORRECTED, WHY_RECALLED = "左右写反", "该影像属于另一位患者"
OTHER = {"wang": "li", "li": "wang"}


@pytest.fixture
def teleread(tmp_path: Path) -> Iterator[Running]:
    with running_teleread(tmp_path, {}) as started:
        yield started


def test_a_correction_is_acknowledged_anew_and_a_recall_takes_two(
    teleread: Running, browser: Browser, shared_data: Path, screenshots: Path
) -> None:
    teleread.send(shared_data / "constructed" / "clinic-day" / "QS2026030001-ecg-5.dcm")
    author, report_id = a_signed_report(teleread)
    reviewer = OTHER[author]
    with visit(browser, teleread, "doctor", screenshots) as doctor:
        acknowledges(doctor, WRONG)

    with visit(browser, teleread, author, screenshots) as specialist:
        corrects(specialist, report_id)
    with visit(browser, teleread, reviewer, screenshots) as specialist:
        approves(specialist, "更正报告", "amendment-review")
    with visit(browser, teleread, "doctor", screenshots) as doctor:
        reads_the_correction(doctor)

    with visit(browser, teleread, author, screenshots) as specialist:
        asks_for_a_recall(specialist, newest_report(teleread))
    with visit(browser, teleread, "doctor", screenshots) as doctor:
        doctor.go("/clinic/reports")
        expect(doctor.page.get_by_text("没有未阅的报告")).to_be_visible()
    with visit(browser, teleread, reviewer, screenshots) as specialist:
        approves(specialist, "撤回报告", "recall-review")
    with visit(browser, teleread, "doctor", screenshots) as doctor:
        reads_the_recall(doctor, report_id)


def a_signed_report(teleread: Running) -> tuple[str, str]:
    """Have the first version signed by API: its pages are another test's."""
    reading_id = the_reading(teleread)
    author = who_holds(teleread, reading_id)
    reads(teleread, author, reading_id, writes=True)
    wait_until(lambda: OTHER[author] in holders(teleread, reading_id))
    reads(teleread, OTHER[author], reading_id, writes=False)
    return author, newest_report(teleread)


def reads(teleread: Running, person: str, reading_id: str, *, writes: bool) -> None:
    shown = {"second_factor": {"password": teleread.passwords[person]}}
    with as_(teleread, person) as client:
        client.post(f"/api/readings/{reading_id}/claim")
        token = said(client.post(f"/api/readings/{reading_id}/start"))["fencing_token"]
        if writes:
            text = {"findings": FINDINGS, "impression": WRONG, "revision": 0, "critical": "none"}
            said(client.put(f"/api/readings/{reading_id}/draft", json={"fencing_token": token, **text}))
        act = "submit" if writes else "sign"
        said(client.post(f"/api/readings/{reading_id}/{act}", json={"fencing_token": token, **shown}))


def the_reading(teleread: Running) -> str:
    found: list[str] = []

    def is_there() -> bool:
        found[:] = [each["id"] for person in OTHER for each in readings(teleread, person)]
        return bool(found)

    wait_until(is_there)
    return found[0]


def who_holds(teleread: Running, reading_id: str) -> str:
    wait_until(lambda: bool(holders(teleread, reading_id)))
    return holders(teleread, reading_id)[0]


def holders(teleread: Running, reading_id: str) -> list[str]:
    return [person for person in OTHER if any(each["id"] == reading_id for each in readings(teleread, person))]


def readings(teleread: Running, person: str) -> list[dict[str, Any]]:
    with as_(teleread, person) as client:
        mine: list[dict[str, Any]] = client.get("/api/readings", params={"view": "mine"}).json()
        return mine


def newest_report(teleread: Running) -> str:
    with as_(teleread, "doctor") as client:
        report_id: str = client.get("/api/reports").json()[0]["id"]
        return report_id


def as_(teleread: Running, person: str) -> httpx.Client:
    return httpx.Client(base_url=teleread.url, headers={"Authorization": f"Bearer {teleread.token(person)}"})


def said(answer: httpx.Response) -> Any:
    assert answer.is_success, answer.text
    return answer.json()


def acknowledges(doctor: Visit, impression: str) -> None:
    doctor.go("/clinic/reports")
    doctor.page.get_by_text(impression).first.click()
    doctor.click("已阅")
    doctor.page.get_by_role("dialog").get_by_role("button", name="已阅", exact=True).click()
    expect(doctor.page.get_by_text(re.compile("已阅 ")).first).to_be_visible()


def opens(specialist: Visit, report_id: str, kind: str, reason: str) -> None:
    specialist.go(f"/reports/{report_id}")
    specialist.click(kind)
    dialog = specialist.page.get_by_role("dialog")
    dialog.get_by_role("textbox").fill(reason)
    dialog.get_by_role("button", name="开始").click()
    expect(specialist.page.get_by_role("heading", name="报告修订")).to_be_visible()


def corrects(author: Visit, report_id: str) -> None:
    opens(author, report_id, "更正报告", WHY_CORRECTED)
    author.page.get_by_role("textbox", name="诊断意见").fill(RIGHT)
    author.page.get_by_role("radio", name="无危急值").check()
    author.picture("amendment-write")
    author.click("签名并提交")
    confirms(author, "签名并提交")
    expect(author.page.get_by_text("等待审核")).to_be_visible()


def confirms(signer: Visit, act: str) -> None:
    pages.show_password(signer)
    signer.page.get_by_role("dialog").get_by_role("button", name=act).click()


def approves(reviewer: Visit, kind: str, picture: str) -> None:
    reviewer.go("/reading")
    waiting = reviewer.page.get_by_role("region", name="已签发报告的待办")
    expect(waiting).to_contain_text(f"{kind} · 等待您审核")
    reviewer.picture(f"{picture}-waiting")
    waiting.get_by_role("link", name="打开修订").click()
    expect(reviewer.page.get_by_role("button", name="审核通过并签发")).to_be_visible()
    reviewer.picture(picture)
    reviewer.click("审核通过并签发")
    confirms(reviewer, "签名并签发")
    expect(reviewer.page.get_by_text("已签发新版本")).to_be_visible()


def reads_the_correction(doctor: Visit) -> None:
    page = doctor.page
    doctor.go("/clinic/reports")
    row = page.get_by_role("link").filter(has_text=RIGHT)
    expect(row).to_contain_text("更正")
    expect(row).to_contain_text(WHY_CORRECTED)
    doctor.picture("corrected-unread")
    row.click()
    notice = page.get_by_role("alert").filter(has_text="更正报告")
    expect(notice.locator("del")).to_have_text("左")
    expect(notice.locator("ins")).to_have_text("右")
    doctor.picture("corrected-report")
    doctor.click("已阅")
    page.get_by_role("dialog").get_by_role("button", name="已阅", exact=True).click()
    expect(page.get_by_text(re.compile("已阅 ")).first).to_be_visible()


def asks_for_a_recall(author: Visit, report_id: str) -> None:
    opens(author, report_id, "撤回报告", WHY_RECALLED)
    author.picture("recall-write")
    author.click("签名并提交")
    confirms(author, "签名并提交")
    expect(author.page.get_by_text("等待审核")).to_be_visible()


def reads_the_recall(doctor: Visit, first_report_id: str) -> None:
    page = doctor.page
    doctor.go("/clinic/reports")
    row = page.get_by_role("link").filter(has_text=WHY_RECALLED)
    expect(row).to_contain_text("已撤回")
    doctor.picture("recalled-unread")
    row.click()
    expect(page.get_by_role("alert").filter(has_text="报告已撤回")).to_contain_text(WHY_RECALLED)
    expect(page.get_by_role("button", name="已阅", exact=True)).to_be_visible()
    doctor.picture("recalled-report")
    doctor.go(f"/reports/{first_report_id}")
    expect(page.get_by_text("该报告已撤回")).to_be_visible()
    doctor.picture("recalled-old-version")
