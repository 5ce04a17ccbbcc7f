"""A stranger's day: an X-ray, an ultrasound clip and an ECG go out, and signed reports come home."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, expect

from tests.acceptance import pages
from tests.acceptance.pacs import Pacs, wait_until
from tests.acceptance.pages import visit
from tests.integration.servers.postgres import new_database, postgres_server
from tests.integration.servers.seaweedfs import seaweedfs_server
from tests.running import Running, running_teleread

XRAY, CLIP, ECG = "X 线", "超声", "心电图"
PATIENT, ECHO_PATIENT = "王秀英", "12975-20-2"


@dataclass(frozen=True, slots=True)
class Exam:
    """What one Reading is of, what is written about it and how its picture is known to be there."""

    patient: str
    modality: str
    findings: str
    impression: str
    expect_shown: Callable[[pages.Visit], None]
    picture: str


EXAMS = [
    Exam(
        PATIENT, XRAY, "双手诸骨骨质完整，关节间隙正常。", "双手未见明确骨折征象。", pages.expect_every_picture, "xray"
    ),
    Exam(
        ECHO_PATIENT,
        CLIP,
        "左室收缩活动正常，瓣膜启闭可。",
        "静息状态心脏超声未见异常。",
        pages.expect_clip_plays,
        "clip",
    ),
    Exam(PATIENT, ECG, "窦性心律，心率 72 次/分。PR、QRS、QT 间期正常。", "正常心电图。", pages.expect_ecg, "ecg"),
]


@pytest.fixture(params=["embedded", "production"])
def teleread(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Running]:
    """SQLite and disk as `make run` has them; PostgreSQL and S3 as docker-compose.yml has them."""
    if request.param == "embedded":
        with running_teleread(tmp_path, {}) as started:
            yield started
        return
    with (
        postgres_server(tmp_path / "postgres") as server,
        new_database(server, "teleread") as database_url,
        seaweedfs_server(tmp_path / "seaweedfs") as s3_url,
    ):
        settings = {"TELEREAD_DATABASE_URL": database_url, "TELEREAD_OBJECT_STORE_URL": f"{s3_url}/teleread"}
        with running_teleread(tmp_path, settings) as started:
            yield started


def test_a_study_goes_out_and_its_signed_report_comes_home(
    teleread: Running, browser: Browser, shared_data: Path, pacs: Pacs, screenshots: Path
) -> None:
    shots = screenshots / ("production" if "TELEREAD_DATABASE_URL" in teleread.environment else "embedded")
    shots.mkdir(exist_ok=True)
    teleread.command(
        *("ae", "add", "--clinic", "qingshan", "--title", "QSPACS", "--network", "127.0.0.0/8"),
        *("--host", "127.0.0.1", "--port", str(pacs.port)),
    )

    with visit(browser, teleread, "technician", shots) as technician:
        pages.place_order(
            technician,
            name=PATIENT,
            patient_id="QS2026030001",
            accession_number="0001X01",
            question="跌倒后双手疼痛，排除骨折",
        )
    day = shared_data / "constructed" / "clinic-day"
    sent = teleread.send(
        day / "QS2026030001-xr-1.dcm",
        day / "QS2026030001-xr-2.dcm",
        day / "QS2026030001-ecg-5.dcm",
        shared_data / "us-multiframe" / "us-echo-65f-jpeg-ybr422.dcm",
    )
    assert "Taken 4" in sent

    for exam in EXAMS:
        author = who_holds(teleread, exam)
        with visit(browser, teleread, author, shots) as specialist:
            author_reads(specialist, exam)
        reviewer = {"wang": "li", "li": "wang"}[author]
        with visit(browser, teleread, reviewer, shots) as specialist:
            reviewer_approves(specialist, exam)

    with visit(browser, teleread, "doctor", shots) as doctor:
        clinic_reads_its_reports(doctor)
        code = verification_code(doctor)
    check_what_came_home_by_dicom(pacs)
    check_verification_page(browser, teleread, code, shots)
    with visit(browser, teleread, "admin", shots) as admin:
        admin_watches(admin)

    assert teleread.command("verify").returncode == 0
    wait_until(lambda: "未封存 unsealed 0" in teleread.command("audit", "verify").stdout)


def test_a_returned_report_is_mended_changed_by_its_reviewer_and_told_to_its_author(
    browser: Browser, shared_data: Path, screenshots: Path, tmp_path: Path
) -> None:
    exam = EXAMS[2]
    with running_teleread(tmp_path, {}) as teleread:
        teleread.send(shared_data / "constructed" / "clinic-day" / "QS2026030001-ecg-5.dcm")
        author = who_holds(teleread, exam)
        reviewer = {"wang": "li", "li": "wang"}[author]
        with visit(browser, teleread, author, screenshots) as specialist:
            author_reads(specialist, exam)
        with visit(browser, teleread, reviewer, screenshots) as specialist:
            pages.open_reading(specialist, exam.patient, exam.modality)
            specialist.click("开始审核")
            pages.return_to_author(specialist, "请补充 ST-T 改变", code="漏诊或漏写")
        with visit(browser, teleread, author, screenshots) as specialist:
            pages.open_reading(specialist, exam.patient, exam.modality)
            expect(specialist.page.get_by_text("请补充 ST-T 改变")).to_be_visible()
            expect(specialist.page.get_by_text("漏诊或漏写")).to_be_visible()
            specialist.click("开始书写")
            pages.expect_words(specialist, impression=exam.impression)
            pages.write(specialist, findings=exam.findings, impression="正常心电图，ST-T 未见异常。")
            pages.submit(specialist)
        with visit(browser, teleread, reviewer, screenshots) as specialist:
            reviewer_changes(specialist, exam)
        with visit(browser, teleread, author, screenshots) as specialist:
            author_learns(specialist)


def test_nothing_typed_is_lost_when_the_server_is_killed(
    browser: Browser, shared_data: Path, screenshots: Path, tmp_path: Path
) -> None:
    exam = EXAMS[2]
    with running_teleread(tmp_path, {}) as teleread:
        teleread.send(shared_data / "constructed" / "clinic-day" / "QS2026030001-ecg-5.dcm")
        with visit(browser, teleread, who_holds(teleread, exam), screenshots) as specialist:
            pages.open_reading(specialist, exam.patient, exam.modality)
            specialist.click("开始书写")
            impression = specialist.page.get_by_role("textbox", name="诊断意见")
            expect(impression).to_be_editable()
            teleread.kill("web")
            impression.fill(exam.impression)
            wait_until(lambda: _answers(teleread.url))
            specialist.page.reload()
            pages.expect_words(specialist, impression=exam.impression)
            expect(specialist.page.get_by_text(re.compile("^已保存"))).to_be_visible()


def who_holds(teleread: Running, exam: Exam) -> str:
    """Wait until the worker has offered the Reading, and say to whom."""
    found: list[str] = []

    def is_offered() -> bool:
        for person in ("wang", "li"):
            readings = _as(teleread, person).get("/api/readings", params={"view": "mine"}).json()
            if any(exam.patient in _shown_name(each) and _kind(each) == exam.modality for each in readings):
                found.append(person)
        return bool(found)

    wait_until(is_offered)
    return found[0]


def author_reads(specialist: pages.Visit, exam: Exam) -> None:
    pages.open_reading(specialist, exam.patient, exam.modality)
    exam.expect_shown(specialist)
    specialist.click("开始书写")
    pages.write(specialist, findings=exam.findings, impression=exam.impression)
    specialist.picture(f"reading-{exam.picture}")
    specialist.page.reload()
    pages.expect_words(specialist, impression=exam.impression)
    exam.expect_shown(specialist)
    if specialist.page.get_by_role("button", name="在此窗口继续").is_visible():
        specialist.click("在此窗口继续")
    pages.submit(specialist)


def reviewer_approves(specialist: pages.Visit, exam: Exam) -> None:
    pages.open_reading(specialist, exam.patient, exam.modality)
    exam.expect_shown(specialist)
    specialist.click("开始审核")
    expect(specialist.page.get_by_text(exam.findings)).to_be_visible()
    specialist.picture(f"review-{exam.picture}")
    pages.approve(specialist)


def reviewer_changes(specialist: pages.Visit, exam: Exam) -> None:
    pages.open_reading(specialist, exam.patient, exam.modality)
    exam.expect_shown(specialist)
    specialist.click("开始审核")
    specialist.click("修改文字")
    pages.write(specialist, findings=exam.findings, impression="正常心电图，ST-T 可见异常。")
    specialist.click("审核通过并签发")
    dialog = specialist.page.get_by_role("dialog")
    expect(dialog.get_by_role("group", name="审核前后对照").get_by_role("deletion")).to_have_text("未")
    expect(dialog.get_by_text("大改")).to_be_visible()
    expect(dialog.get_by_text("涉及否定")).to_be_visible()
    dialog.get_by_label("给作者的话").fill("请再看 V4 至 V6")
    password = dialog.get_by_label("再次输入您的登录密码")
    password.fill("not the password")
    password.press("Enter")
    expect(dialog.get_by_text("密码或动态口令不正确")).to_be_visible()
    expect(password).to_be_focused()
    expect(password).to_have_value("")
    specialist.picture("review-change")
    password.fill(specialist.password)
    password.press("Enter")
    expect(specialist.page.get_by_text("已签发").first).to_be_visible()


def author_learns(specialist: pages.Visit) -> None:
    specialist.go("/feedback")
    page = specialist.page
    expect(page.get_by_text("请再看 V4 至 V6")).to_be_visible()
    expect(page.get_by_role("insertion")).to_have_text("可")
    expect(page.get_by_text("漏诊或漏写")).to_be_visible()
    specialist.picture("feedback")
    page.get_by_role("link", name="打开已签发的报告").click()
    expect(page.get_by_role("heading", name="审核修改")).to_be_visible()
    expect(page.get_by_text("签名有效")).to_have_count(2)


def clinic_reads_its_reports(doctor: pages.Visit) -> None:
    page = doctor.page
    for path, name in (("/clinic/studies", "clinic-studies"), ("/clinic/tasks", "clinic-tasks")):
        doctor.go(path)
        page.wait_for_load_state("networkidle")
        doctor.picture(name)
    doctor.go("/clinic/reports")
    expect(page.get_by_text(EXAMS[0].impression)).to_be_visible()
    doctor.picture("clinic-reports")
    for exam in EXAMS:
        doctor.go("/clinic/reports")
        page.get_by_text(exam.impression).first.click()
        expect(page.get_by_text(exam.findings).first).to_be_visible()
        doctor.click("已阅")
        page.get_by_role("dialog").get_by_role("button", name="已阅", exact=True).click()
        expect(page.get_by_text(re.compile("陈立 已阅")).first).to_be_visible()
        doctor.picture(f"report-{exam.picture}")


def verification_code(doctor: pages.Visit) -> str:
    report_id = doctor.page.url.rsplit("/", 1)[1]
    answer = doctor.page.request.get(f"/api/reports/{report_id}")
    code: str = answer.json()["verification_code"]
    return code


def check_what_came_home_by_dicom(pacs: Pacs) -> None:
    wait_until(lambda: len(pacs.documents()) == len(EXAMS))
    for document in pacs.documents():
        assert document.EncapsulatedDocument.startswith(b"%PDF-")
        assert str(document.PatientID) in {"QS2026030001", "12975-20-2"}


def check_verification_page(browser: Browser, teleread: Running, code: str, screenshots: Path) -> None:
    page = browser.new_page(locale="zh-CN")
    page.goto(f"{teleread.url}/verify/{code}")
    expect(page.get_by_text("报告有效")).to_be_visible()
    expect(page.get_by_text(PATIENT)).to_have_count(0)
    page.screenshot(path=screenshots / "verify.png")
    page.close()


def admin_watches(admin: pages.Visit) -> None:
    for path, name in (
        ("/admin", "admin-overview"),
        ("/admin/turnaround", "admin-turnaround"),
        ("/admin/clinics", "admin-clinics"),
        ("/admin/people", "admin-people"),
        ("/admin/audit", "admin-audit"),
    ):
        admin.go(path)
        expect(admin.page.get_by_role("heading", level=1)).to_be_visible()
        admin.page.wait_for_load_state("networkidle")
        admin.picture(name)


def _as(teleread: Running, person: str) -> httpx.Client:
    return httpx.Client(base_url=teleread.url, headers={"Authorization": f"Bearer {teleread.token(person)}"})


def _shown_name(reading: dict[str, dict[str, str]]) -> str:
    return reading["patient"]["name"].rpartition("=")[2].replace("^", "").strip() or reading["patient"]["name"]


def _kind(reading: dict[str, str]) -> str:
    return {"xray": XRAY, "ultrasound": CLIP, "ecg": ECG}[reading["modality"]]


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/readyz", timeout=2).status_code == 200
    except httpx.HTTPError:
        return False
