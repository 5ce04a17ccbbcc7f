"""Small things of the daily pages that only a real browser shows."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.acceptance import pages
from tests.acceptance.pages import visit
from tests.acceptance.test_journey import PATIENT
from tests.running import Running


def test_every_label_of_the_order_form_stands_above_its_control(teleread: Running, browser: Browser, screenshots: Path):
    with visit(browser, teleread, "technician", screenshots) as technician:
        technician.go("/clinic/order")
        for label in ("性别", "检查类型", "紧急程度"):
            group = technician.page.get_by_role("group", name=label)
            words, control = group.get_by_text(label, exact=True).bounding_box(), group.get_by_role("radiogroup")
            box = control.bounding_box()
            assert words
            assert box
            assert words["y"] + words["height"] <= box["y"], label


@pytest.mark.parametrize("person", ["technician", "wang"])
def test_the_header_says_in_full_where_a_person_works(
    teleread: Running, browser: Browser, screenshots: Path, person: str
):
    place = {"technician": "青山镇卫生院", "wang": "青山县人民医院 影像与心电诊断中心"}[person]
    with visit(browser, teleread, person, screenshots) as visitor:
        words = visitor.page.get_by_role("banner").get_by_text(place)
        expect(words).to_be_visible()
        assert words.evaluate("element => element.scrollWidth <= element.clientWidth")
        visitor.picture(f"header-{person}")


def test_an_admin_finds_the_first_site_under_a_name_of_their_language(
    teleread: Running, browser: Browser, screenshots: Path
):
    with visit(browser, teleread, "admin", screenshots) as admin:
        admin.go("/admin/clinics")
        expect(admin.page.get_by_text("本部").first).to_be_visible()


def test_a_technician_says_which_of_two_orders_a_study_answers(
    teleread: Running, browser: Browser, shared_data: Path, screenshots: Path
):
    with visit(browser, teleread, "technician", screenshots) as technician:
        for number, question in (("A-1", "咳嗽三周"), ("A-2", "外伤后胸痛")):
            order = {"name": PATIENT, "patient_id": "QS2026030001"}
            pages.place_order(technician, **order, accession_number=number, question=question)
    teleread.send(shared_data / "constructed" / "clinic-day" / "QS2026030001-xr-1.dcm")

    with visit(browser, teleread, "technician", screenshots) as technician:
        page = technician.page
        technician.go("/clinic/tasks")
        expect(page.get_by_role("cell", name="外伤后胸痛")).to_be_visible()
        technician.picture("clinic-task-orders")
        page.get_by_role("button", name="对应申请单 A-2").click()
        expect(page.get_by_text("没有待处理的事项")).to_be_visible()
        technician.go("/clinic/requests")
        expect(page.get_by_role("row").filter(has_text="A-2").get_by_text("影像已到")).to_be_visible()
        expect(page.get_by_role("row").filter(has_text="A-1").get_by_text("等待影像")).to_be_visible()
