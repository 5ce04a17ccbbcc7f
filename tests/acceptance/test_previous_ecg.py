"""An earlier ECG of the same patient lies under the one that is read."""

import base64
from io import BytesIO
from pathlib import Path

import numpy as np
import pydicom
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from pydicom.uid import generate_uid

from tests.acceptance.picture_desk import PictureDesk
from tests.running import Running

READ_CANVAS = "canvas => canvas.toDataURL('image/png').split(',')[1]"


def blue_pixels(page: Page) -> int:
    """How much of the earlier trace can be seen."""
    encoded = page.get_by_test_id("ecg-paper").locator("canvas").evaluate(READ_CANVAS)
    red, _, blue = np.asarray(Image.open(BytesIO(base64.b64decode(encoded))).convert("RGB"), int).transpose(2, 0, 1)
    return int(np.sum(blue - red > 60))


def test_an_earlier_ecg_is_laid_under_the_one_that_is_read_and_moved(
    teleread: Running, browser: Browser, shared_data: Path, tmp_path: Path, screenshots: Path
) -> None:
    current = shared_data / "constructed" / "clinic-day" / "QS2026030001-ecg-5.dcm"
    earlier = pydicom.dcmread(current)
    earlier.StudyDate = earlier.ContentDate = "20250301"
    earlier.StudyInstanceUID, earlier.SeriesInstanceUID, earlier.SOPInstanceUID = (generate_uid() for _ in range(3))
    earlier.file_meta.MediaStorageSOPInstanceUID = earlier.SOPInstanceUID
    earlier.AccessionNumber = "0001E00"
    earlier.save_as(tmp_path / "earlier.dcm")
    teleread.send(tmp_path / "earlier.dcm")
    teleread.send(current)

    uid = pydicom.dcmread(current, stop_before_pixels=True).SOPInstanceUID
    desk = PictureDesk(browser, teleread)
    desk.wait_for({uid, earlier.SOPInstanceUID})
    desk.go_to(uid)
    page = desk.page
    expect(page.get_by_test_id("ecg-paper")).to_be_visible()
    assert blue_pixels(page) == 0

    page.get_by_test_id("ecg-paper").locator("canvas").click(trial=True)
    page.keyboard.press("o")
    legend = page.get_by_test_id("ecg-previous")
    expect(legend).to_contain_text("既往 2025-03-01")
    expect(page.locator("[data-testid=ecg-paper][data-has-previous=true]")).to_be_visible()
    hidden = blue_pixels(page)

    legend.get_by_role("slider").fill("200")
    expect(legend).to_contain_text("200 ms")
    assert blue_pixels(page) > hidden + 1000, "the same recording hides its copy until it is moved"
    page.screenshot(path=screenshots / "ecg-previous.png")

    page.get_by_role("combobox", name="既往心电图").select_option(label="不叠加既往")
    expect(legend).to_have_count(0)
    assert blue_pixels(page) == 0
    desk.context.close()
