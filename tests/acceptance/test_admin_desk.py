"""An administrator's acts that need a second person or another archive: deletion by two, forwarding to a PACS."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pydicom
import pytest
from playwright.sync_api import Browser, expect

from tests.acceptance.pacs import Pacs, wait_until
from tests.acceptance.pages import visit
from tests.running import Running, running_teleread

PATIENT = "王秀英"
WRONG = "患者送错，重复上传"


@pytest.fixture
def teleread(tmp_path: Path) -> Iterator[Running]:
    with running_teleread(tmp_path, {}) as started:
        yield started


def test_what_two_administrators_agree_on_is_deleted_and_the_reading_says_so(
    teleread: Running, browser: Browser, shared_data: Path, screenshots: Path
) -> None:
    password = teleread.command("user", "add", "--name", "second", "--role", "admin").stdout.split()[-1]
    teleread.passwords["second"] = password
    teleread.send(shared_data / "constructed" / "clinic-day" / "QS2026030001-xr-1.dcm")
    api = httpx.Client(base_url=teleread.url, headers={"Authorization": f"Bearer {teleread.token('admin')}"})
    wait_until(lambda: bool(readings(api)))
    (reading_id,) = readings(api)
    api.post(f"/api/readings/{reading_id}/cancel", json={"reason": WRONG}).raise_for_status()

    with visit(browser, teleread, "admin", screenshots) as proposer:
        page = proposer.page
        proposer.go("/clinic/studies")
        page.get_by_role("row").filter(has_text=PATIENT).get_by_role("link", name="保存与删除").click()
        propose = page.get_by_role("button", name="申请删除", exact=True)
        propose.click()
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_label("原因")).to_be_focused()
        page.keyboard.press("Escape")
        expect(propose).to_be_focused()
        page.keyboard.press("Enter")
        dialog.get_by_label("说明").fill(WRONG)
        dialog.get_by_role("button", name="申请删除").click()
        deletions = page.get_by_role("table", name="删除申请")
        expect(deletions.get_by_text("须由另一名管理员批准")).to_be_visible()
        expect(deletions.get_by_role("button", name="批准删除")).to_have_count(0)

    with visit(browser, teleread, "second", screenshots) as approver:
        page = approver.page
        approver.go("/admin")
        alert = page.get_by_role("alert").filter(has_text="有 1 项删除申请等待另一名管理员批准")
        alert.get_by_role("link", name="保存").click()
        page.get_by_role("button", name="批准删除").click()
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_text(WRONG)).to_be_visible()
        approver.picture("admin-approve-deletion")
        dialog.get_by_role("button", name="批准删除").click()
        expect(page.get_by_role("table", name="删除申请").get_by_text("已删除")).to_be_visible()
        approver.picture("admin-retention")
        approver.go("/clinic/studies")
        expect(page.get_by_role("row").filter(has_text=PATIENT)).to_have_count(0)

    with visit(browser, teleread, "wang", screenshots) as specialist:
        specialist.go(f"/reading/{reading_id}")
        expect(specialist.page.get_by_role("alert").filter(has_text="此处的影像已删除")).to_contain_text(WRONG)
        specialist.picture("reading-deleted")


def test_a_rule_sends_what_comes_in_on_to_a_pacs(
    teleread: Running, browser: Browser, shared_data: Path, pacs: Pacs, screenshots: Path
) -> None:
    teleread.command("clinic", "add", "县医院", "--key", "hospital")
    teleread.command(
        *("ae", "add", "--clinic", "hospital", "--title", "QSPACS"),
        *("--host", "127.0.0.1", "--port", str(pacs.port)),
    )
    sent = shared_data / "constructed" / "clinic-day" / "QS2026030001-xr-1.dcm"

    with visit(browser, teleread, "admin", screenshots) as admin:
        page = admin.page
        admin.go("/admin/forwardings")
        admin.click("添加 DICOM 目的地")
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("名称").fill("县医院 PACS")
        dialog.get_by_label("设备").select_option(label=f"QSPACS (127.0.0.1:{pacs.port})")
        dialog.get_by_role("button", name="添加", exact=True).click()
        expect(dialog).to_have_count(0)
        admin.click("添加规则")
        dialog.get_by_label("机构").select_option(label="青山镇卫生院")
        dialog.get_by_label("目的地").select_option(label="县医院 PACS")
        dialog.get_by_role("button", name="添加", exact=True).click()
        expect(page.get_by_text("青山镇卫生院 → 县医院 PACS")).to_be_visible()

        teleread.send(sent)
        row = page.get_by_role("row").filter(has_text="县医院 PACS")
        expect(row.get_by_role("cell").nth(4)).to_have_text(re.compile("^1"))
        admin.picture("admin-forwardings")

        pacs.stop()
        teleread.send(shared_data / "constructed" / "clinic-day" / "QS2026030001-ecg-5.dcm")
        expect(row.get_by_role("button", name="立即重试")).to_be_visible()
        admin.go("/admin")
        expect(page.get_by_role("alert").filter(has_text="转发受阻：县医院 PACS")).to_be_visible()

    (received,) = pacs.received()
    original = pydicom.dcmread(sent)
    assert received.SOPInstanceUID == original.SOPInstanceUID
    assert received.PixelData == original.PixelData


def readings(api: httpx.Client) -> list[str]:
    """Return the Readings that wait to be read."""
    answer = api.get("/api/studies").raise_for_status().json()
    return [study["reading"]["id"] for study in answer if study["reading"]]
