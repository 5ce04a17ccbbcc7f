"""The pictures of a Reading as a specialist's browser has them: the page object of the viewer."""

import base64
import json
import time
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.running import Running

SIZE = {"width": 1500, "height": 950}
SETTLING_SECONDS = 60


class PictureDesk:
    """A specialist's page. `instances` maps SOP Instance UIDs to Reading and Instance."""

    def __init__(self, browser: Browser, running: Running, *, renderer: str | None = None) -> None:
        self.context = browser.new_context(viewport=SIZE, base_url=running.url, locale="zh-CN")
        if renderer is not None:
            self.context.add_init_script(f"localStorage.setItem('teleread.viewer.renderer', {json.dumps(renderer)})")
        self.password = running.passwords["wang"]
        answer = self.context.request.post("/api/session", data={"name": "wang", "password": self.password})
        assert answer.ok, answer.text()
        self.page: Page = self.context.new_page()
        self.instances: dict[str, tuple[str, str]] = {}

    def wait_for(self, sop_instance_uids: set[str]) -> None:
        """Wait until every one of these Instances belongs to a Reading."""
        deadline = time.monotonic() + SETTLING_SECONDS
        while missing := sop_instance_uids - self.instances.keys():
            assert time.monotonic() < deadline, f"without a Reading: {missing}"
            self.page.wait_for_timeout(200)
            self.instances = self._known()

    def _known(self) -> dict[str, tuple[str, str]]:
        readings = self.context.request.get("/api/readings", params={"view": "open"}).json()
        details = [self.context.request.get(f"/api/readings/{one['id']}").json() for one in readings]
        return {
            instance["sop_instance_uid"]: (detail["id"], instance["id"])
            for detail in details
            for study in detail["studies"]
            for series in study["series"]
            for instance in series["instances"]
        }

    def go_to(self, sop_instance_uid: str) -> str:
        """Open the page of the Reading and choose the Instance in the strip; return its key."""
        reading_id, instance_id = self.instances[sop_instance_uid]
        address = f"/reading/{reading_id}"
        if not self.page.url.endswith(address):
            self.page.goto(address)
        pictures = self.page.get_by_test_id("study-pictures")
        expect(pictures).to_have_attribute("data-hung", "true")
        self.give_one_picture_the_room()
        if pictures.get_attribute("data-instance") != instance_id:
            self.choose(instance_id)
        return instance_id

    def open(self, reading_id: str, instance_id: str) -> None:
        """Go to a Reading within the page, as a link does, and have its Instance in the picture area."""
        address = f"/reading/{reading_id}"
        if self.page.url == "about:blank":
            self.page.goto(address)
        else:
            self.page.evaluate(
                "(address) => { history.pushState(null, '', address); dispatchEvent(new PopStateEvent('popstate')); }",
                address,
            )
        expect(
            self.page.locator(f'[data-testid=study-pictures][data-hung=true][data-instance="{instance_id}"]')
        ).to_be_visible()

    def choose(self, instance_id: str) -> None:
        """Press the thumbnail of an Instance."""
        self.page.locator(f'button[data-instance="{instance_id}"]').click()

    def expect_shown(self, instance_id: str) -> None:
        """Wait until the screen has drawn this Instance and shows it."""
        expect(
            self.page.locator(f'[data-testid=screen][data-visible=true][data-instance="{instance_id}"]')
        ).to_be_visible(timeout=30_000)

    def enlarge_to_actual_pixels(self) -> None:
        """Put one pixel of the picture on one of the screen."""
        self.page.get_by_role("button", name="原始像素 1:1").click()
        expect(self.page.get_by_test_id("overlay-look").first).to_contain_text("缩放 100%")

    def canvas(self) -> NDArray[np.float64]:
        """Return the pixels of the picture area, once all that was asked for is drawn."""
        return self._pixels("[data-testid=screen] canvas")

    def paper(self) -> NDArray[np.float64]:
        """Return the pixels of the ECG's paper at its true size, as a screen of 96 dots an inch has it."""
        self.page.get_by_label("实际大小").select_option("true")
        return self._pixels("[data-testid=ecg-paper] canvas")

    def _pixels(self, selector: str) -> NDArray[np.float64]:
        self.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        address = self.page.locator(selector).first.evaluate("(canvas) => canvas.toDataURL('image/png')")
        png = base64.b64decode(address.partition(",")[2])
        return np.asarray(Image.open(BytesIO(png)).convert("RGB"), dtype=np.float64)

    def give_one_picture_the_room(self) -> None:
        """Show one pane, whatever hanging rules would lay side by side; what was chosen by hand stays."""
        self.page.get_by_role("button", name="1 行 1 列").click()
        expect(self.page.get_by_role("group", name="窗格 2")).to_have_count(0)

    def close(self) -> None:
        """Leave."""
        self.context.close()
