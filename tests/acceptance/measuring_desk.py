"""Measuring in the viewer as a specialist does it: the page object of its tools."""

import re
from collections.abc import Sequence

from playwright.sync_api import Locator, Page, expect

from tests.acceptance.picture_desk import PictureDesk

Place = tuple[float, float]
STEPS = 4


class MeasuringDesk:
    """The tools over the picture that a desk shows. Places are screen pixels from the middle of the picture area."""

    def __init__(self, desk: PictureDesk) -> None:
        self.desk = desk
        self.page: Page = desk.page

    @property
    def drawn(self) -> Locator:
        """Everything that was measured on the picture that is shown."""
        return self.page.get_by_test_id("measurement")

    def say(self, kind: str) -> Locator:
        """Return what the one measurement of a kind says."""
        return self.page.locator(f"[data-testid=measurement][data-kind={kind}]")

    def take(self, tool: str) -> None:
        """Press the button of a tool."""
        self.page.get_by_role("button", name=tool, exact=True).click()

    def drag(self, start: Place, end: Place) -> None:
        """Drag with the left button over the picture."""
        self._move(start)
        self.page.mouse.down()
        self._move(end)
        self.page.mouse.up()

    def click(self, place: Place) -> None:
        """Click into the picture."""
        self._move(place)
        self.page.mouse.down()
        self.page.mouse.up()

    def hold(self, place: Place) -> None:
        """Press the left button on the picture and keep it down."""
        self._move(place)
        self.page.mouse.down()

    def line(self, kind: str) -> tuple[float, float]:
        """Return how wide and how high the line of a measurement lies on the screen."""
        box = self.say(kind).locator("path").last.bounding_box()
        assert box is not None
        return box["width"], box["height"]

    def letters(self) -> tuple[str, ...]:
        """Return the letters at the left, the top, the right and the bottom."""
        return tuple(
            self.page.get_by_test_id(f"marker-{side}").inner_text() for side in ("left", "top", "right", "bottom")
        )

    def expect_drawn(self, kinds: Sequence[str]) -> None:
        """Wait until these and no others are drawn on the picture."""
        expect(self.drawn).to_have_count(len(kinds))
        assert [one.get_attribute("data-kind") for one in self.drawn.all()] == list(kinds)

    def clear(self) -> None:
        """Take back everything that was done on the picture that is shown, and lay it as it was."""
        self.page.keyboard.press("Escape")
        while self.page.get_by_role("button", name="撤销测量").is_enabled():
            self.page.keyboard.press("Control+z")
        self.page.keyboard.press("Escape")
        self.page.keyboard.press("r")
        expect(self.drawn).to_have_count(0)

    def window(self) -> tuple[float, float]:
        """Return the window's width and centre as the corner says them."""
        said = self.page.get_by_test_id("overlay-look").inner_text()
        found = re.search(r"窗宽 (\S+) 窗位 (\S+)", said)
        assert found, said
        return float(found[1]), float(found[2])

    def _move(self, place: Place) -> None:
        box = self.page.get_by_test_id("screen").bounding_box()
        assert box is not None
        x = round(box["x"] + box["width"] / 2) + place[0]
        y = round(box["y"] + box["height"] / 2) + place[1]
        self.page.mouse.move(x, y, steps=STEPS)
