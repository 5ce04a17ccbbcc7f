"""The traces on the screen lie where the samples of the file say, in millimetres of the paper."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import pydicom
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Browser, expect

from tests.acceptance.picture_desk import PictureDesk
from tests.conftest import SHARED
from tests.running import Running

DATA = SHARED / "data"
FILES = [
    DATA / "ecg" / "12lead-el250-1000hz.dcm",
    DATA / "ecg" / "12lead-eli250-implicit.dcm",
    DATA / "ecg" / "general-synthetic-muse.dcm",
    DATA / "constructed" / "ecg" / "12lead-8ch-independent.dcm",
    DATA / "constructed" / "ecg" / "12lead-deflated.dcm",
]
UNCALIBRATED = DATA / "constructed" / "ecg" / "12lead-no-sensitivity.dcm"

CSS_PX_PER_MM = 96 / 25.4
MM_PER_SECOND, MM_PER_MILLIVOLT = 25, 10
LEFT_MM, COLUMN_MM, TOP_MM, ROW_MM = 15, 62.5, 20, 30
COLUMN_S = 2.5
ROWS = (("I", "aVR", "V1", "V4"), ("II", "aVL", "V2", "V5"), ("III", "aVF", "V3", "V6"))
"""The paper of the 3x4 layout: where its traces begin and its 0 mV lines lie."""

INK = 170
"""Darker than this in every colour is a trace: the thick lines of the paper have a red of 234."""

Trace = NDArray[np.float64]


@pytest.fixture(scope="module")
def desk(browser: Browser, teleread: Running) -> Iterator[PictureDesk]:
    teleread.send(*FILES, UNCALIBRATED)
    opened = PictureDesk(browser, teleread)
    opened.wait_for({uid_of(path) for path in (*FILES, UNCALIBRATED)})
    yield opened
    opened.close()


def uid_of(path: Path) -> str:
    return str(pydicom.dcmread(path, specific_tags=["SOPInstanceUID"]).SOPInstanceUID)


def millivolts_of(path: Path) -> tuple[Mapping[str, Trace], float]:
    """Return each lead in mV and the sampling frequency, as pydicom calibrates them; limb leads by Einthoven's law.

    References
    ----------
    PS3.3 C.10.9.1.4.5 and C.10.9.1.4.6 (sensitivity, correction factor).
    """
    data_set = pydicom.dcmread(path)
    group = data_set.WaveformSequence[0]
    samples = data_set.waveform_array(0)
    leads: dict[str, Trace] = {}
    for column, channel in enumerate(group.ChannelDefinitionSequence):
        assert channel.ChannelSensitivityUnitsSequence[0].CodeValue == "uV"
        meaning = channel.ChannelSourceSequence[0].CodeMeaning
        name = meaning.removeprefix("Lead ").split(",")[0].split(" ")[0]
        leads[name] = samples[:, column] / 1000
    one, two = leads["I"], leads["II"]
    derived = {"III": two - one, "aVR": -(one + two) / 2, "aVL": one - two / 2, "aVF": two - one / 2}
    return {**derived, **leads}, float(group.SamplingFrequency)


def _assert_inked(paper: Trace, trace: Trace, frequency: float, *, left_mm: float, baseline_mm: float) -> None:
    """Every sample has ink on it."""
    seconds = np.arange(len(trace)) / frequency
    x = (left_mm + seconds * MM_PER_SECOND) * CSS_PX_PER_MM
    y = (baseline_mm - trace * MM_PER_MILLIVOLT) * CSS_PX_PER_MM
    is_ink = paper.max(axis=2) < INK
    near = np.zeros(len(trace), dtype=bool)
    for dx in (-1, 0, 1):
        for dy in (-1, 0, 1):
            near |= is_ink[np.clip(y.astype(int) + dy, 0, is_ink.shape[0] - 1), x.astype(int) + dx]
    assert near.all(), f"{np.count_nonzero(~near)} of {len(near)} samples have no ink"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_traces_lie_where_the_samples_say(desk: PictureDesk, path: Path) -> None:
    desk.go_to(uid_of(path))
    expect(desk.page.get_by_test_id("ecg-foot")).to_contain_text("25 mm/s · 10 mm/mV")
    paper = desk.paper()
    leads, frequency = millivolts_of(path)
    per_column = round(COLUMN_S * frequency)
    for row, names in enumerate(ROWS):
        for column, name in enumerate(names):
            part = leads[name][column * per_column : (column + 1) * per_column]
            left = LEFT_MM + column * COLUMN_MM
            _assert_inked(paper, part, frequency, left_mm=left, baseline_mm=TOP_MM + row * ROW_MM)
    rhythm = leads["II"][: round(4 * COLUMN_S * frequency)]
    _assert_inked(paper, rhythm, frequency, left_mm=LEFT_MM, baseline_mm=TOP_MM + 3 * ROW_MM)


def test_there_is_no_ink_where_the_rhythm_strip_has_no_sample(desk: PictureDesk) -> None:
    """A trace that was smoothed, clipped or shifted would leave the span of the samples of a column."""
    path = FILES[0]
    desk.go_to(uid_of(path))
    expect(desk.page.get_by_test_id("ecg-foot")).to_be_visible()
    paper = desk.paper()
    leads, frequency = millivolts_of(path)
    y = (TOP_MM + 3 * ROW_MM - leads["II"] * MM_PER_MILLIVOLT) * CSS_PX_PER_MM
    x = ((LEFT_MM + np.arange(len(y)) / frequency * MM_PER_SECOND) * CSS_PX_PER_MM).astype(int)
    after_the_label = (LEFT_MM + 12) * CSS_PX_PER_MM
    band = slice(int((TOP_MM + 2.6 * ROW_MM) * CSS_PX_PER_MM), int((TOP_MM + 3.4 * ROW_MM) * CSS_PX_PER_MM))
    for column in range(int(after_the_label), x.max() - 1):
        inked = np.flatnonzero(paper[band, column].max(axis=1) < INK) + band.start
        span = y[(x >= column - 1) & (x <= column + 1)]
        assert inked.min() >= span.min() - 2
        assert inked.max() <= span.max() + 2


def test_the_calibration_pulse_is_one_millivolt_high_and_a_fifth_of_a_second_wide(desk: PictureDesk) -> None:
    desk.go_to(uid_of(FILES[0]))
    expect(desk.page.get_by_test_id("ecg-foot")).to_be_visible()
    is_ink = desk.paper()[: int(40 * CSS_PX_PER_MM), : int(12 * CSS_PX_PER_MM)].max(axis=2) < INK
    rows, columns = np.flatnonzero(is_ink.any(axis=1)), np.flatnonzero(is_ink.sum(axis=0) > 20)
    assert rows.max() - rows.min() == pytest.approx(10 * CSS_PX_PER_MM, abs=1.5)
    assert columns.max() - columns.min() == pytest.approx(5 * CSS_PX_PER_MM, abs=1.5)


def test_a_screen_is_uncalibrated_until_it_was_measured(desk: PictureDesk, screenshots: Path) -> None:
    desk.go_to(uid_of(FILES[0]))
    state = desk.page.get_by_test_id("ecg-screen")
    expect(state).to_have_text("屏幕未校准")
    desk.page.screenshot(path=screenshots / "picture-ecg.png")
    state.click()
    dialog = desk.page.get_by_role("dialog")
    bar_px = dialog.get_by_text("85.6 mm").bounding_box()
    assert bar_px is not None
    dialog.get_by_label("直尺量得").fill("80")
    dialog.get_by_role("button", name="保存").click()
    expect(state).to_have_text("屏幕已校准")
    px_per_mm = float(desk.page.get_by_test_id("ecg-paper").get_attribute("data-px-per-mm") or 0)
    assert px_per_mm == pytest.approx(bar_px["width"] / 80, rel=0.01)
    state.click()
    desk.page.get_by_role("dialog").get_by_role("button", name="清除校准").click()
    expect(state).to_have_text("屏幕未校准")


def test_calipers_measure_what_lies_between_them(desk: PictureDesk) -> None:
    desk.go_to(uid_of(FILES[0]))
    desk.page.get_by_label("实际大小").select_option("true")
    paper = desk.page.get_by_test_id("ecg-paper")
    box = paper.bounding_box()
    assert box is not None
    desk.page.mouse.move(box["x"] + 100, box["y"] + 200)
    desk.page.mouse.down()
    desk.page.mouse.move(box["x"] + 100 + 20 * CSS_PX_PER_MM, box["y"] + 200 - 5 * CSS_PX_PER_MM, steps=4)
    desk.page.mouse.up()
    expect(paper.locator("text")).to_have_text("800 ms · 75 次/分 · 0.50 mV")


def test_an_ecg_without_a_sensitivity_gets_no_calibrated_paper(desk: PictureDesk) -> None:
    desk.go_to(uid_of(UNCALIBRATED))
    expect(desk.page.get_by_role("note")).to_contain_text("灵敏度")
    expect(desk.page.get_by_test_id("ecg-paper")).to_have_count(0)
