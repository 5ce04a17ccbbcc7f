"""One recording in three formats: what the browser has in its hands equals each of them, sample by sample."""

from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Browser, expect

from tests.acceptance import scp
from tests.acceptance.picture_desk import PictureDesk
from tests.acceptance.test_ecg_paper import uid_of
from tests.conftest import SHARED
from tests.running import Running
from tests.unit.dicom.showing.test_waveform import TWELVE, aecg_microvolts

DATA = SHARED / "data"
FILE = DATA / "ecg" / "12lead-eli250-implicit.dcm"
KEEP_WHAT_IS_DECODED = """
    window.decoded = [];
    window.Float32Array = new Proxy(Float32Array, {
        construct(target, given) {
            const made = Reflect.construct(target, given);
            if (given[0] instanceof ArrayBuffer) window.decoded.push(made);
            return made;
        },
    });
"""
"""The page's own arrays over an answer's bytes, whichever part of it makes them."""

Samples = NDArray[np.float64]


@pytest.fixture(scope="module")
def decoded(browser: Browser, teleread: Running) -> Iterator[dict[str, Samples]]:
    """The channels of the rhythm as the page decoded them, by lead, in microvolts."""
    teleread.send(FILE)
    desk = PictureDesk(browser, teleread)
    desk.wait_for({uid_of(FILE)})
    desk.page.add_init_script(KEEP_WHAT_IS_DECODED)
    desk.go_to(uid_of(FILE))
    expect(desk.page.get_by_test_id("ecg-foot")).to_be_visible()
    arrays = desk.page.evaluate("() => window.decoded.filter((one) => one.length === 5000).map((one) => [...one])")
    yield dict(zip(TWELVE, map(np.array, arrays), strict=True))
    desk.close()


@pytest.mark.parametrize("aecg", ["aecg-hl7-example.xml", "aecg-fda-subject1.xml"])
def test_the_browser_has_the_samples_of_the_aecg(decoded: dict[str, Samples], aecg: str) -> None:
    rhythm, _median = aecg_microvolts(DATA / "ecg-xml" / aecg)
    for lead, samples in decoded.items():
        assert np.array_equal(samples[: len(rhythm[lead.upper()])], rhythm[lead.upper()]), lead


def test_the_browser_has_the_samples_of_the_scp_ecg(decoded: dict[str, Samples]) -> None:
    rhythm = scp.microvolts_of(DATA / "ecg-scp" / "scp-eli250.scp")
    for lead, samples in decoded.items():
        assert np.array_equal(samples, rhythm[lead][: len(samples)]), lead
