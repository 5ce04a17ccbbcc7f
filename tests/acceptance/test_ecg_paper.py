"""The traces on the screen lie where the samples of the file say, in millimetres of the paper."""

import math
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import pydicom
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Browser, Page, expect
from pydicom.uid import AmbulatoryECGWaveformStorage, generate_uid

from tests.acceptance.picture_desk import SIZE, PictureDesk
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

LONG_S = 120
INK = 170
"""Darker than this in every colour is a trace: the thick lines of the paper have a red of 234."""

Trace = NDArray[np.float64]


@pytest.fixture(scope="module")
def long_recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two minutes of two channels whose names are of no standard lead, as an ambulatory recorder stores them."""
    data_set = pydicom.dcmread(FILES[0])
    rhythm = data_set.WaveformSequence[0]
    channels = rhythm.ChannelDefinitionSequence[:2]
    for number, channel in enumerate(channels, start=1):
        del channel.ChannelSourceSequence
        channel.ChannelLabel = f"Holter {number}"
    samples = np.frombuffer(rhythm.WaveformData, "<i2").reshape(-1, 12)[:, :2]
    rhythm.WaveformData = np.tile(samples, (LONG_S // 10, 1)).tobytes()
    rhythm.NumberOfWaveformSamples = LONG_S * int(rhythm.SamplingFrequency)
    rhythm.NumberOfWaveformChannels = 2
    rhythm.ChannelDefinitionSequence = channels
    data_set.WaveformSequence = [rhythm]
    del data_set.WaveformAnnotationSequence
    data_set.SOPClassUID = data_set.file_meta.MediaStorageSOPClassUID = AmbulatoryECGWaveformStorage
    data_set.StudyInstanceUID, data_set.SeriesInstanceUID, uid = (generate_uid() for _ in range(3))
    data_set.SOPInstanceUID = data_set.file_meta.MediaStorageSOPInstanceUID = uid
    path = tmp_path_factory.mktemp("ambulatory") / "holter.dcm"
    data_set.save_as(path)
    return path


@pytest.fixture(scope="module")
def troubled_recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A recording with V3 off and 75 µV of 50 Hz on V1."""
    data_set = pydicom.dcmread(FILES[0])
    rhythm = data_set.WaveformSequence[0]
    samples = np.frombuffer(rhythm.WaveformData, "<i2").reshape(-1, 12).copy()
    hum = 60 * np.sin(2 * np.pi * 50 * np.arange(len(samples)) / float(rhythm.SamplingFrequency))
    samples[:, 6] += hum.astype(np.int16)
    samples[:, 8] = 0
    rhythm.WaveformData = samples.tobytes()
    data_set.StudyInstanceUID, data_set.SeriesInstanceUID, uid = (generate_uid() for _ in range(3))
    data_set.SOPInstanceUID = data_set.file_meta.MediaStorageSOPInstanceUID = uid
    path = tmp_path_factory.mktemp("troubled") / "troubled.dcm"
    data_set.save_as(path)
    return path


@pytest.fixture(scope="module")
def desk(browser: Browser, teleread: Running, long_recording: Path, troubled_recording: Path) -> Iterator[PictureDesk]:
    sent = (*FILES, UNCALIBRATED, long_recording, troubled_recording)
    teleread.send(*sent)
    opened = PictureDesk(browser, teleread)
    opened.wait_for({uid_of(path) for path in sent})
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


@pytest.fixture
def opened(desk: PictureDesk) -> Page:
    """Open the EL250's recording anew, at 25 mm/s and its true size, with nothing measured yet."""
    desk.page.set_viewport_size({"width": SIZE["width"], "height": SIZE["height"]})
    desk.page.goto("/reading")
    desk.go_to(uid_of(FILES[0]))
    desk.page.get_by_label("实际大小").select_option("true")
    expect(desk.page.get_by_test_id("ecg-paper")).to_be_visible()
    return desk.page


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Drag over the paper from one place in mm to another."""
    paper = page.get_by_test_id("ecg-paper")
    box = paper.bounding_box()
    assert box is not None
    px_per_mm = float(paper.get_attribute("data-px-per-mm") or 0)
    page.mouse.move(box["x"] + start[0] * px_per_mm, box["y"] + start[1] * px_per_mm)
    page.mouse.down()
    page.mouse.move(box["x"] + end[0] * px_per_mm, box["y"] + end[1] * px_per_mm, steps=4)
    page.mouse.up()


def place_of(sample: int, *, frequency: float = 1000, mm_per_second: float = MM_PER_SECOND) -> float:
    """Where a sample lies on the paper from its left edge, in mm."""
    return LEFT_MM + sample / frequency * mm_per_second


def beats_of_the_device(path: Path) -> list[int]:
    """Return the fiducial points that a device marked, as samples from 0 (PS3.3 C.10.10.1.3)."""
    return [
        int(one.ReferencedSamplePositions) - 1
        for one in pydicom.dcmread(path).WaveformAnnotationSequence
        if one.get("ConceptNameCodeSequence") and one.ConceptNameCodeSequence[0].CodeMeaning == "Fiducial Point"
    ]


def test_calipers_measure_what_lies_between_them(opened: Page) -> None:
    drag(opened, (26, 53), (46, 48))
    expect(opened.get_by_test_id("ecg-paper").locator("text")).to_have_text("II 800 ms · 75 次/分 · 0.50 mV")


def test_calipers_from_beat_to_beat_say_what_the_device_marked(opened: Page, screenshots: Path) -> None:
    """By hand to a tenth of a millimetre, then by the keys to the sample."""
    first, second = beats_of_the_device(FILES[0])[1:3]
    strip_mm = TOP_MM + 3 * ROW_MM
    drag(opened, (place_of(first), strip_mm), (place_of(second), strip_mm))
    reading = opened.get_by_test_id("ecg-reading")
    said = re.search(r"(\d+) ms", reading.inner_text())
    assert said is not None
    milliseconds = int(said[1])
    assert milliseconds == pytest.approx(second - first, abs=2)
    for _ in range(abs(second - first - milliseconds)):
        opened.keyboard.press("ArrowRight" if second - first > milliseconds else "ArrowLeft")
    expect(reading).to_contain_text(f"II {second - first} ms · 60 次/分")
    opened.keyboard.press("ArrowRight")
    expect(reading).to_contain_text(f"{second - first + 1} ms")
    opened.keyboard.press("ArrowLeft")
    opened.keyboard.press("m")
    expect(opened.locator("[data-march]").first).to_be_attached()
    assert opened.locator("[data-march]").count() >= 8
    opened.keyboard.press("k")
    drag(opened, (90, 53), (100, 53))
    expect(opened.get_by_test_id("ecg-paper").locator("text")).to_have_count(2)
    opened.get_by_test_id("ecg-paper").scroll_into_view_if_needed()
    opened.screenshot(path=screenshots / "ecg-calipers.png")
    opened.keyboard.press("Delete")
    opened.keyboard.press("Delete")
    expect(opened.get_by_test_id("ecg-paper").locator("text")).to_have_count(0)


def test_the_trace_between_calipers_is_the_recording_whatever_is_filtered(opened: Page) -> None:
    leads, _ = millivolts_of(FILES[0])
    drag(opened, (place_of(300), TOP_MM + 3 * ROW_MM), (place_of(527), TOP_MM + 3 * ROW_MM))
    reading = opened.get_by_test_id("ecg-reading")
    between = max(f"{leads['II'][at] - leads['II'][at - by]:.2f}" for at in (526, 527, 528) for by in (226, 227, 228))
    before = re.search(r"描记差 (−?[\d.]+) mV", reading.inner_text())
    assert before is not None
    assert float(before[1].replace("−", "-")) == pytest.approx(float(between), abs=0.15)
    for key in "123":
        opened.keyboard.press(key)
    expect(opened.get_by_test_id("ecg-filter-line")).to_contain_text("高通 0.5 Hz · 陷波 50 Hz · 低通 40 Hz")
    expect(reading).to_contain_text(f"描记差 {before[1]} mV")
    expect(reading).to_contain_text("未滤波")


def test_a_filter_changes_what_is_drawn_only_while_it_is_on(desk: PictureDesk, opened: Page, screenshots: Path) -> None:
    recorded = desk.paper()
    expect(opened.get_by_test_id("ecg-filter-line")).to_have_count(0)
    opened.get_by_role("button", name="肌电低通").click()
    expect(opened.get_by_test_id("ecg-filter-line")).to_contain_text("低通 40 Hz")
    opened.screenshot(path=screenshots / "ecg-filtered.png")
    assert (desk.paper() != recorded).any()
    opened.get_by_role("button", name="肌电低通").click()
    expect(opened.get_by_test_id("ecg-filter-line")).to_have_count(0)
    assert (desk.paper() == recorded).all()


@pytest.mark.parametrize("mm_per_second", [12.5, 25, 50])
@pytest.mark.parametrize("mm_per_millivolt", [5, 20])
def test_every_speed_and_gain_is_true(
    desk: PictureDesk, opened: Page, mm_per_second: float, mm_per_millivolt: float
) -> None:
    """Lead II alone, for ten seconds: every sample has ink on it, and the calibration pulse is as high as 1 mV."""
    opened.get_by_label("排列").select_option("strip")
    opened.get_by_label("走纸速度").select_option(f"{mm_per_second:g}")
    opened.get_by_label("增益").select_option(f"{mm_per_millivolt:g}")
    expect(opened.get_by_test_id("ecg-foot")).to_contain_text(f"{mm_per_second:g} mm/s · {mm_per_millivolt:g} mm/mV")
    leads, frequency = millivolts_of(FILES[0])
    pulse_mm = 0.2 * mm_per_second
    left = 5 + math.ceil((pulse_mm + 2.5) / 5) * 5
    _assert_inked(
        desk.paper(),
        leads["II"][:10000] * mm_per_millivolt / MM_PER_MILLIVOLT,
        frequency * MM_PER_SECOND / mm_per_second,
        left_mm=left,
        baseline_mm=TOP_MM,
    )


@pytest.mark.parametrize("layout", ["6x2", "12x1", "strip"])
def test_every_layout_is_drawn(opened: Page, screenshots: Path, layout: str) -> None:
    opened.set_viewport_size({"width": 1280, "height": 720})
    opened.get_by_label("排列").select_option(layout)
    opened.get_by_label("实际大小").select_option("fitted")
    if layout == "strip":
        opened.get_by_label("节律导联").select_option(label="V1")
    expect(opened.get_by_test_id("ecg-paper")).to_be_visible()
    opened.screenshot(path=screenshots / f"ecg-{layout}.png")


def test_what_the_reader_confirms_makes_the_qtc_and_goes_away_as_text(opened: Page, screenshots: Path) -> None:
    opened.set_viewport_size({"width": 1280, "height": 720})
    form = opened.get_by_role("region", name="确认的测量值")
    corrected = opened.get_by_test_id("ecg-qtc")
    expect(corrected).to_contain_text("–")
    for name in ("RR: 设备 982", "PR: 设备 161", "QRS: 设备 75", "QT: 设备 368"):
        form.get_by_role("button", name=name).click()
    expect(form.get_by_label("心率")).to_have_value("61.1")
    expect(corrected).to_have_text("QTc Bazett371 msQTc Fridericia370 ms")
    expect(corrected).to_be_in_viewport()
    form.get_by_label("QT", exact=True).fill("1200")
    expect(opened.get_by_test_id("ecg-cautions")).to_contain_text("QT 超出生理范围")
    form.get_by_label("QT", exact=True).fill("368")
    expect(opened.get_by_test_id("ecg-cautions")).to_have_count(0)
    opened.screenshot(path=screenshots / "ecg-qtc.png")
    opened.context.grant_permissions(["clipboard-read", "clipboard-write"])
    form.get_by_role("button", name="复制").click()
    expect(opened.get_by_text("已复制")).to_be_visible()
    assert opened.evaluate("navigator.clipboard.readText()") == (
        "心率 61 次/分（RR 982 ms），PR 161 ms，QRS 75 ms，QT 368 ms，QTc 371 ms（Bazett）、370 ms（Fridericia）。"
    )


def test_beats_are_aligned_where_the_device_marked_them_or_the_reader_does(opened: Page, screenshots: Path) -> None:
    """The EL250 marked ten beats, and one of its averaged beat 26 ms beside the first: those two contradict."""
    opened.keyboard.press("b")
    beats = opened.get_by_test_id("ecg-beats")
    expect(beats).to_have_attribute("data-beats", "9")
    expect(beats).to_contain_text("设备有 2 个标记")
    opened.screenshot(path=screenshots / "ecg-beats.png")
    opened.keyboard.press("r")
    drag(opened, (place_of(530), TOP_MM + 3 * ROW_MM), (place_of(530), TOP_MM + 3 * ROW_MM))
    expect(beats).to_have_attribute("data-beats", "10")
    expect(beats).to_contain_text("人工")
    beats.get_by_role("button", name="用设备标记").click()
    expect(beats).to_have_attribute("data-beats", "9")


def test_a_usual_recording_gets_no_hint(desk: PictureDesk) -> None:
    for path in (FILES[0], FILES[1]):
        desk.go_to(uid_of(path))
        expect(desk.page.get_by_test_id("ecg-paper")).to_be_visible()
        expect(desk.page.get_by_test_id("ecg-hints")).to_have_count(0)


def test_a_flat_lead_and_mains_noise_are_hinted_at_in_words(
    desk: PictureDesk, troubled_recording: Path, screenshots: Path
) -> None:
    """Nothing is changed for a hint: the noise is drawn as it was recorded."""
    desk.page.set_viewport_size({"width": 1280, "height": 720})
    desk.go_to(uid_of(troubled_recording))
    expect(desk.page.get_by_test_id("ecg-hints")).to_have_text(
        "提示（不是诊断，记录未改变）： V3 几乎是平线，电极可能脱落。 V1 有 50 Hz 工频干扰。"
    )
    desk.page.screenshot(path=screenshots / "ecg-hints.png")
    leads, frequency = millivolts_of(troubled_recording)
    _assert_inked(desk.paper(), leads["V1"][5000:7500], frequency, left_mm=LEFT_MM + 2 * COLUMN_MM, baseline_mm=TOP_MM)


def test_a_finger_measures_too(opened: Page) -> None:
    """With the calipers a finger measures; with the hand the paper scrolls under it."""
    box = opened.get_by_test_id("ecg-paper").bounding_box()
    assert box is not None
    touch = opened.context.new_cdp_session(opened)
    touch.send("Emulation.setTouchEmulationEnabled", {"enabled": True})

    def finger(kind: str, *at: float) -> None:
        points = [{"x": box["x"] + x * CSS_PX_PER_MM, "y": box["y"] + 53 * CSS_PX_PER_MM} for x in at]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    finger("touchStart", 26)
    finger("touchMove", 36)
    finger("touchMove", 46)
    finger("touchEnd")
    expect(opened.get_by_test_id("ecg-reading")).to_contain_text("II 800 ms · 75 次/分")
    opened.get_by_role("button", name="移动").click()
    expect(opened.get_by_test_id("ecg-paper")).to_have_css("touch-action", "manipulation")
    touch.detach()


def test_every_key_is_in_the_help_sheet(opened: Page, screenshots: Path) -> None:
    opened.keyboard.press("?")
    sheet = opened.get_by_text("Shift + 方向键移动整副卡尺")
    expect(sheet).to_be_visible()
    opened.screenshot(path=screenshots / "ecg-help.png")
    opened.keyboard.press("?")
    expect(sheet).to_be_hidden()


def test_an_ecg_without_a_sensitivity_gets_no_calibrated_paper(desk: PictureDesk) -> None:
    desk.go_to(uid_of(UNCALIBRATED))
    expect(desk.page.get_by_role("note")).to_contain_text("灵敏度")
    expect(desk.page.get_by_test_id("ecg-paper")).to_have_count(0)


def test_a_long_recording_of_other_channels_is_gone_along(
    desk: PictureDesk, long_recording: Path, screenshots: Path
) -> None:
    """The paper holds ten seconds of it wherever one is, and each is where the samples say."""
    desk.go_to(uid_of(long_recording))
    page = desk.page
    along = page.get_by_test_id("ecg-along")
    expect(along).to_contain_text("00:00 – 00:10 / 02:00")
    page.keyboard.press("PageDown")
    expect(along).to_contain_text("00:10 – 00:20 / 02:00")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(along).to_contain_text("00:13 – 00:23 / 02:00")
    leads, frequency = millivolts_of(FILES[0])
    paper = desk.paper()
    shown = np.roll(leads["I"][:10000], -3000)
    _assert_inked(paper, shown, frequency, left_mm=LEFT_MM, baseline_mm=15)
    page.screenshot(path=screenshots / "ecg-long.png")
    page.keyboard.press("End")
    expect(along).to_contain_text("01:50 – 02:00 / 02:00")
    page.get_by_label("排列").select_option("strip")
    expect(along).to_contain_text("01:20 – 02:00 / 02:00")
    page.get_by_label("节律导联").select_option(label="Holter 2")
    expect(page.get_by_test_id("ecg-paper")).to_be_visible()


def test_confirmed_values_go_into_the_findings_that_are_being_written(opened: Page) -> None:
    opened.get_by_role("button", name="开始书写").click()
    findings = opened.get_by_role("textbox", name="检查所见")
    findings.fill("窦性心律。")
    form = opened.get_by_role("region", name="确认的测量值")
    form.get_by_role("button", name="QT: 设备 368").click()
    form.get_by_role("button", name="写入检查所见").click()
    expect(findings).to_have_value("窦性心律。\nQT 368 ms。")
