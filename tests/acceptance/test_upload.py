"""A clinic whose device speaks no DICOM over our link: the technician drops its files into the page."""

import base64
import zipfile
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.acceptance.pages import visit
from tests.running import Running

NAMES = ["xray/dx-hands.dcm", "us/us-epicard-rgb-big-endian.dcm", "ecg/12lead-el250-1000hz.dcm"]

DROP = """([area, files]) => {
    const transfer = new DataTransfer();
    for (const [name, content] of files)
        transfer.items.add(new File([Uint8Array.from(atob(content), c => c.charCodeAt(0))], name));
    for (const kind of ["dragover", "drop"])
        area.dispatchEvent(new DragEvent(kind, {dataTransfer: transfer, bubbles: true, cancelable: true}));
}"""


def a_disc(folder: Path, data: Path) -> Path:
    """An archive as an exporting workstation makes it: images, a directory, a viewer."""
    archive = folder / "光盘.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as made:
        for name in NAMES[1:]:
            made.write(data / name, f"DICOM/{Path(name).name}")
        made.write(data / "malformed" / "DICOMDIR-implicit.dcm", "DICOMDIR")
        made.writestr("VIEWER.EXE", b"MZ" + bytes(500))
    return archive


def test_a_technician_uploads_files_and_an_archive(
    teleread: Running, browser: Browser, shared_data: Path, tmp_path: Path, screenshots: Path
):
    damaged = tmp_path / "damaged.dcm"
    damaged.write_bytes((shared_data / "xray" / "dx-dog-thorax.dcm").read_bytes()[:-5000])
    chosen = [shared_data / NAMES[0], a_disc(tmp_path, shared_data), damaged]
    with visit(browser, teleread, "technician", screenshots) as technician:
        page = technician.page
        technician.go("/clinic/studies")
        page.get_by_role("link", name="上传影像").click()
        with page.expect_file_chooser() as chooser:
            technician.click("选择文件")
        chooser.value.set_files(chosen)

        expect(page.get_by_role("status").filter(has_text="6 个文件已处理，3 个已收到")).to_be_visible()
        for name, result in (
            ("dx-hands.dcm", "已收到"),
            ("DICOM/12lead-el250-1000hz.dcm", "已收到"),
            ("VIEWER.EXE", "不是 DICOM 文件"),
            ("DICOMDIR", "不是影像"),
            ("damaged.dcm", "已保存，但无法解读"),
        ):
            expect(page.get_by_role("row").filter(has_text=name).filter(has_text=result)).to_be_visible()
        technician.picture("clinic-upload")

        technician.go("/clinic/studies")
        expect(page.get_by_role("table").get_by_role("row")).to_have_count(4)


def test_what_is_dropped_goes_the_same_way(teleread: Running, browser: Browser, shared_data: Path, screenshots: Path):
    content = base64.b64encode((shared_data / "xray" / "dx-dog-thorax.dcm").read_bytes()).decode()
    with visit(browser, teleread, "technician", screenshots) as technician:
        page = technician.page
        technician.go("/clinic/upload")
        area = page.get_by_role("group", name="拖放区").element_handle()
        page.evaluate(DROP, [area, [["胸片.dcm", content]]])

        expect(page.get_by_role("row").filter(has_text="胸片.dcm").filter(has_text="已收到")).to_be_visible()


def test_a_broken_link_is_told_and_the_same_files_can_be_sent_again(
    teleread: Running, browser: Browser, shared_data: Path, screenshots: Path
):
    with visit(browser, teleread, "technician", screenshots) as technician:
        page = technician.page
        technician.go("/clinic/upload")
        page.route("**/dicom-web/studies", lambda route: route.abort())
        with page.expect_file_chooser() as chooser:
            technician.click("选择文件")
        chooser.value.set_files([shared_data / NAMES[0]])
        expect(page.get_by_text("网络或服务器中断")).to_be_visible()

        page.unroute("**/dicom-web/studies")
        technician.click("重新上传失败的文件")
        expect(page.get_by_role("cell", name="已收到")).to_be_visible()
