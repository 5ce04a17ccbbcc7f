"""A picture desk at the end of a line that the test holds in its hand."""

import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pydicom
from playwright.sync_api import CDPSession, Error, Page, Route
from pydicom.dataset import Dataset
from pydicom.uid import ExplicitVRLittleEndian, generate_uid

WHOLE = re.compile(r"/instances/[^/]+/(frames|lossless)/")
"""Every stored value, in whichever way it comes."""

PICTURES = re.compile(r"/instances/([^/]+)/(preview-clip|preview|frames|lossless)")
THIN: dict[str, Any] = {"offline": False, "latency": 50, "downloadThroughput": 400_000, "uploadThroughput": 400_000}
FAST: dict[str, Any] = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}


def a_large_film(template: Path, folder: Path) -> Path:
    """Make a grey picture whose lossless rendition is well above a megabyte: a gradient under noise."""
    data_set = pydicom.dcmread(template)
    rows, columns = 1600, 1280
    noise = np.random.default_rng(7).integers(0, 256, (rows, columns))
    slope = np.linspace(200, 3600, columns)[None, :]
    data_set.SOPInstanceUID = generate_uid()
    data_set.file_meta.MediaStorageSOPInstanceUID = data_set.SOPInstanceUID
    data_set.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    data_set.StudyInstanceUID, data_set.SeriesInstanceUID = generate_uid(), generate_uid()
    data_set.AccessionNumber = "THIN-1"
    data_set.Rows, data_set.Columns = rows, columns
    data_set.BitsAllocated, data_set.BitsStored, data_set.HighBit, data_set.PixelRepresentation = 16, 12, 11, 0
    data_set.PhotometricInterpretation = "MONOCHROME2"
    data_set.WindowCenter, data_set.WindowWidth = "2048", "4096"
    for name in ("VOILUTSequence", "VOILUTFunction", "WindowCenterWidthExplanation", "ModalityLUTSequence"):
        _drop(data_set, name)
    data_set.PixelData = (slope + noise).astype("<u2").tobytes()
    data_set["PixelData"].VR = "OW"
    path = folder / "film.dcm"
    data_set.save_as(path)
    return path


def _drop(data_set: Dataset, name: str) -> None:
    if name in data_set:
        delattr(data_set, name)


class Held:
    """Requests that wait in the test's hand."""

    def __init__(self, page: Page, pattern: re.Pattern[str]) -> None:
        self.page, self.pattern = page, pattern
        self.routes: list[Route] = []
        page.route(pattern, self._hold)

    def _hold(self, route: Route) -> None:
        self.routes.append(route)

    def let_go(self) -> None:
        """Answer what waits, and all that comes from now on."""
        self.page.unroute(self.pattern)
        for route in self.routes:
            # What the page has given up meanwhile is answered already.
            with suppress(Error):
                route.continue_()


def break_line(page: Page, pattern: re.Pattern[str]) -> Callable[[], None]:
    """Break every such request off; return what mends the line."""
    page.route(pattern, lambda route: route.abort())
    return lambda: page.unroute(pattern)


class Line:
    """Chromium's own emulation of a line, and what went over it."""

    def __init__(self, page: Page) -> None:
        self.session: CDPSession = page.context.new_cdp_session(page)
        self.fetched: list[str] = []
        self._addresses: dict[str, str] = {}
        self._kept: set[str] = set()
        self.session.on("Network.requestWillBeSent", self._sent)
        self.session.on("Network.requestServedFromCache", lambda told: self._kept.add(told["requestId"]))
        self.session.on("Network.responseReceived", self._answered)
        self.session.send("Network.enable")

    def be(self, line: dict[str, Any]) -> None:
        """Be as wide and as long as that."""
        self.session.send("Network.emulateNetworkConditions", line)

    def _sent(self, told: dict[str, Any]) -> None:
        self._addresses[str(told["requestId"])] = told["request"]["url"]

    def _answered(self, told: dict[str, Any]) -> None:
        request_id = str(told["requestId"])
        is_kept = told["response"].get("fromDiskCache") or request_id in self._kept
        if not is_kept:
            self.fetched.append(self._addresses.get(request_id, ""))


def pictures_of(addresses: list[str]) -> list[tuple[str, str]]:
    """Return which pictures were asked for: their Instance, and in which way."""
    found = (PICTURES.search(address) for address in addresses)
    return [(match[1], match[2]) for match in found if match]
