"""Waveforms in microvolts (PS3.3 C.10.9). A calibrated grid must never lie."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from teleread.dicom.dataset.opening import Opened
from teleread.dicom.dataset.unshowable import NotAWaveform, WaveformUncalibrated, WaveformUnusable
from teleread.dicom.showing.leads import Microvolts, derived_limb_leads, lead_of
from teleread.dicom.values.numbers import number, whole
from teleread.dicom.values.texts import CharacterSets, character_sets_of, raw_value, text_of

WAVEFORM_DATA, PADDING_VALUE = 0x54001010, 0x5400100A
MOST_SAMPLES = 64 << 20
CODINGS = {"SB": "i1", "UB": "u1", "SS": "i2", "US": "u2", "SL": "i4", "UL": "u4"}
"""Waveform Sample Interpretation; companded sound (MB, AB) is no ECG."""

MICROVOLTS = {"nV": 1e-3, "uV": 1.0, "mV": 1e3, "V": 1e6, "µV": 1.0}


@dataclass(frozen=True, slots=True)
class Channel:
    """One channel. `sensitivity_uv` includes the correction factor."""

    label: str
    lead: str | None
    code: str
    code_scheme: str
    meaning: str
    sensitivity_uv: float
    baseline_uv: float
    skew_s: float
    filter_low_hz: float | None
    filter_high_hz: float | None
    notch_hz: float | None
    is_derived: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A multiplex group: channels sampled together, and their samples.

    `microvolts` is channels x samples; NaN where the device wrote padding.
    """

    label: str
    originality: str
    offset_ms: float
    sampling_frequency: float
    channels: tuple[Channel, ...]
    microvolts: Microvolts


def read_groups(opened: Opened) -> list[Group]:
    """Return every multiplex group, calibrated.

    Raises
    ------
    NotAWaveform
        If there is none.
    WaveformUncalibrated
        If a channel's sensitivity is absent or not in volts: its height on a
        grid would mean nothing.
    WaveformUnusable
        If samples are missing or their coding is impossible.

    References
    ----------
    PS3.3 C.10.9.1.4 (sensitivity, correction factor, baseline), C.10.9.1.5
    (sample interpretation); PS3.5 8.3 (encoding of waveform data).
    """
    items = opened.data_set.get("WaveformSequence") or []
    if not items:
        raise NotAWaveform
    character_sets = opened.character_sets
    return [_with_derived(_group(item, opened, character_sets)) for item in items]


def _group(item: Dataset, opened: Opened, inherited: CharacterSets) -> Group:
    samples = _samples(item, opened)
    frequency = number(item, "SamplingFrequency")
    if frequency is None or frequency <= 0:
        raise WaveformUnusable
    character_sets = character_sets_of(item, inherited)
    definitions = item.get("ChannelDefinitionSequence") or []
    if len(definitions) != samples.shape[0]:
        raise WaveformUnusable
    channels = tuple(_channel(one, character_sets, frequency) for one in definitions)
    scale = np.array([[one.sensitivity_uv] for one in channels])
    baseline = np.array([[one.baseline_uv] for one in channels])
    return Group(
        label=text_of(item, "MultiplexGroupLabel", character_sets),
        originality=str(item.get("WaveformOriginality") or ""),
        offset_ms=number(item, "MultiplexGroupTimeOffset") or 0.0,
        sampling_frequency=frequency,
        channels=channels,
        microvolts=(samples * scale + baseline).astype(np.float32),
    )


def _samples(item: Dataset, opened: Opened) -> NDArray[np.float64]:
    """Return the stored samples, channels x samples; NaN where the device had none.

    A padding value of 0, which some converters declare for every file, cannot
    be told from a sample on the baseline and stays one. The lowest value of a
    signed coding is what others write for "no sample" without declaring it.
    """
    channels, count = whole(item, "NumberOfWaveformChannels"), whole(item, "NumberOfWaveformSamples")
    dtype = _dtype(item, opened)
    content = raw_value(item, WAVEFORM_DATA)
    if content is None or not channels or not count or min(channels, count) < 1 or channels * count > MOST_SAMPLES:
        raise WaveformUnusable
    if len(content) < channels * count * dtype.itemsize:
        raise WaveformUnusable
    stored = np.frombuffer(content, dtype, channels * count).reshape(count, channels).T
    samples = stored.astype(np.float64)
    padding = raw_value(item, PADDING_VALUE) or b""
    declared = int(np.frombuffer(padding, dtype, 1)[0]) if len(padding) >= dtype.itemsize else 0
    absent = {declared} - {0} | ({int(np.iinfo(dtype).min)} if dtype.kind == "i" else set())
    samples[np.isin(stored, list(absent))] = np.nan
    return samples


def _dtype(item: Dataset, opened: Opened) -> np.dtype[np.integer]:
    coding = CODINGS.get(str(item.get("WaveformSampleInterpretation") or ""))
    if coding is None or whole(item, "WaveformBitsAllocated") != int(coding[1]) * 8:
        raise WaveformUnusable
    return np.dtype(("<" if opened.is_little_endian else ">") + coding)


def _channel(item: Dataset, inherited: CharacterSets, sampling_frequency: float) -> Channel:
    character_sets = character_sets_of(item, inherited)
    unit = _microvolts_of_unit(item)
    sensitivity = number(item, "ChannelSensitivity")
    if sensitivity is None or sensitivity == 0:
        raise WaveformUncalibrated
    correction = number(item, "ChannelSensitivityCorrectionFactor")
    code, scheme, meaning = code_of(item, "ChannelSourceSequence", character_sets)
    label = text_of(item, "ChannelLabel", character_sets)
    return Channel(
        label=label or meaning,
        lead=lead_of(code, scheme, f"{meaning} {label}"),
        code=code,
        code_scheme=scheme,
        meaning=meaning,
        sensitivity_uv=sensitivity * (1.0 if correction is None else correction) * unit,
        baseline_uv=(number(item, "ChannelBaseline") or 0.0) * unit,
        skew_s=_skew(item, sampling_frequency),
        filter_low_hz=number(item, "FilterLowFrequency"),
        filter_high_hz=number(item, "FilterHighFrequency"),
        notch_hz=number(item, "NotchFilterFrequency"),
    )


def _microvolts_of_unit(item: Dataset) -> float:
    units = item.get("ChannelSensitivityUnitsSequence") or []
    code = str(units[0].get("CodeValue") or "") if units else ""
    if code not in MICROVOLTS:
        raise WaveformUncalibrated
    return MICROVOLTS[code]


def _skew(item: Dataset, sampling_frequency: float) -> float:
    seconds = number(item, "ChannelTimeSkew")
    return seconds if seconds is not None else (number(item, "ChannelSampleSkew") or 0.0) / sampling_frequency


def code_of(item: Dataset, keyword: str, character_sets: CharacterSets) -> tuple[str, str, str]:
    """Return value, scheme and meaning of a coded attribute, empty when it is absent (PS3.3 8.8)."""
    codes = item.get(keyword) or []
    if not codes:
        return "", "", ""
    inside = character_sets_of(codes[0], character_sets)
    return (
        text_of(codes[0], "CodeValue", inside),
        text_of(codes[0], "CodingSchemeDesignator", inside),
        text_of(codes[0], "CodeMeaning", inside),
    )


def _with_derived(group: Group) -> Group:
    leads = {channel.lead: group.microvolts[index] for index, channel in enumerate(group.channels) if channel.lead}
    derived = derived_limb_leads(leads)
    if not derived:
        return group
    first = group.channels[0]
    added = tuple(
        replace(first, label=lead, lead=lead, code="", code_scheme="", meaning="", is_derived=True) for lead in derived
    )
    return replace(group, channels=group.channels + added, microvolts=np.vstack([group.microvolts, *derived.values()]))
