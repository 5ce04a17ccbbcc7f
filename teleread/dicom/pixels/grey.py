"""From stored values to grey levels: Modality LUT, then VOI, then MONOCHROME1 (PS3.4 N.2)."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from teleread.dicom.dataset.opening import Opened
from teleread.dicom.dataset.unshowable import GreyUnusable
from teleread.dicom.pixels.image import ImageAttributes
from teleread.dicom.values.numbers import number, numbers
from teleread.dicom.values.texts import character_sets_of, text_of, texts_of

VOI_FUNCTIONS = ("LINEAR", "LINEAR_EXACT", "SIGMOID")


@dataclass(frozen=True, slots=True)
class Lut:
    """A lookup table: input `first_mapped` is the first entry; entries have `bits` bits."""

    first_mapped: int
    bits: int
    values: NDArray[np.uint16]
    explanation: str


@dataclass(frozen=True, slots=True)
class Window:
    """A VOI window in units of the Modality LUT's output."""

    center: float
    width: float
    explanation: str
    function: str


@dataclass(frozen=True, slots=True)
class GreyTransform:
    """Everything between a stored value and a grey level."""

    rescale_slope: float
    rescale_intercept: float
    modality_lut: Lut | None
    windows: tuple[Window, ...]
    voi_luts: tuple[Lut, ...]


def grey_transform(opened: Opened, image: ImageAttributes) -> GreyTransform:
    """Read the transformations of a monochrome image.

    A window that is impossible is left out; a rescale or a table that is
    impossible is a refusal, since every grey level would be wrong.

    Raises
    ------
    GreyUnusable
        If the Modality LUT or rescale, or a VOI LUT, make no sense.

    References
    ----------
    PS3.3 C.11.1 (Modality LUT), C.11.2 (VOI LUT).
    """
    data_set = opened.data_set
    slope, intercept = numbers(data_set, "RescaleSlope"), numbers(data_set, "RescaleIntercept")
    if slope is None or intercept is None or (slope and slope[0] == 0):
        raise GreyUnusable
    return GreyTransform(
        rescale_slope=slope[0] if slope else 1.0,
        rescale_intercept=intercept[0] if intercept else 0.0,
        modality_lut=next(iter(_luts(opened, "ModalityLUTSequence", is_signed=image.is_signed)), None),
        windows=_windows(opened),
        voi_luts=_luts(opened, "VOILUTSequence", is_signed=_is_output_signed(opened, image, slope, intercept)),
    )


def _is_output_signed(opened: Opened, image: ImageAttributes, slope: list[float], intercept: list[float]) -> bool:
    """Say whether the VOI LUT's input may be negative (PS3.3 C.11.2.1.1)."""
    if opened.data_set.get("ModalityLUTSequence"):
        return False
    lowest = -(1 << (image.bits_stored - 1)) if image.is_signed else 0
    return lowest * (slope[0] if slope else 1.0) + (intercept[0] if intercept else 0.0) < 0


def _windows(opened: Opened) -> tuple[Window, ...]:
    data_set = opened.data_set
    centers, widths = numbers(data_set, "WindowCenter") or [], numbers(data_set, "WindowWidth") or []
    function = str(data_set.get("VOILUTFunction") or "LINEAR")
    if function not in VOI_FUNCTIONS:
        return ()
    explanations = texts_of(data_set, "WindowCenterWidthExplanation", opened.character_sets)
    return tuple(
        Window(center, width, explanations[index] if index < len(explanations) else "", function)
        for index, (center, width) in enumerate(zip(centers, widths, strict=False))
        if is_window_possible(width, function)
    )


def is_window_possible(width: float, function: str) -> bool:
    """Say whether a width is legal for its function (PS3.3 C.11.2.1.2, C.11.2.1.3)."""
    return width >= 1 if function == "LINEAR" else width > 0


def _luts(opened: Opened, keyword: str, *, is_signed: bool) -> tuple[Lut, ...]:
    return tuple(_lut(item, opened, is_signed=is_signed) for item in opened.data_set.get(keyword) or [])


def _lut(item: Dataset, opened: Opened, *, is_signed: bool) -> Lut:
    try:
        entries, first, bits = (int(value) for value in item.LUTDescriptor)
        values = _lut_values(item.LUTData, entries or 65536, opened)
        explanation = text_of(item, "LUTExplanation", character_sets_of(item, opened.character_sets))
    except (AttributeError, TypeError, ValueError, OverflowError) as problem:
        raise GreyUnusable from problem
    if not 8 <= bits <= 16 or int(values.max()) >= 1 << bits:
        raise GreyUnusable
    first &= 0xFFFF
    return Lut(first - 65536 if is_signed and first >= 32768 else first, bits, values, explanation)


def _lut_values(data: Any, entries: int, opened: Opened) -> NDArray[np.uint16]:
    if isinstance(data, bytes):
        if len(data) in (entries, entries + 1):
            return np.frombuffer(data, np.uint8)[:entries].astype(np.uint16)
        values = np.frombuffer(data[: len(data) // 2 * 2], "<u2" if opened.is_little_endian else ">u2")
    else:
        values = np.atleast_1d(np.asarray(data, np.int64))
    if len(values) < entries:
        raise ValueError("fewer entries than the descriptor says")
    return (values[:entries].astype(np.int64) & 0xFFFF).astype(np.uint16)


def to_grey(
    samples: NDArray[np.integer], opened: Opened, image: ImageAttributes, *, window: Window | None = None
) -> NDArray[np.uint8]:
    """Return stored values as 8-bit grey, 0 black.

    The asked window wins, then the first of the file, then its first VOI LUT, then
    the whole range of the picture without its padding.
    """
    transform = grey_transform(opened, image)
    lowest = int(np.iinfo(samples.dtype).min)
    every = np.arange(lowest, int(np.iinfo(samples.dtype).max) + 1)
    modality = _after_modality(every, transform)
    chosen = window or (transform.windows[0] if transform.windows else None)
    if chosen is not None:
        share = apply_window(modality, chosen)
    elif transform.voi_luts:
        share = _through(modality, transform.voi_luts[0]) / ((1 << transform.voi_luts[0].bits) - 1)
    else:
        share = _over_the_range(modality, _meaningful(samples, opened) - lowest)
    grey = np.rint(np.clip(share, 0, 1) * 255).astype(np.uint8)
    if image.photometric == "MONOCHROME1":
        grey = 255 - grey
    if lowest:
        # Two's complement read as unsigned: what is negative comes behind what is not.
        grey = np.roll(grey, lowest)
    return np.take(grey, samples.view(f"u{samples.dtype.itemsize}"))


def whole_range(samples: NDArray[np.integer], opened: Opened, image: ImageAttributes) -> Window:
    """Return the window from the least to the greatest value of a picture, its padding left out."""
    modality = _after_modality(_meaningful(samples, opened), grey_transform(opened, image))
    low = float(modality.min())
    high = max(float(modality.max()), low + 1)
    return Window((low + high) / 2, high - low, "", "LINEAR_EXACT")


def are_intensities(opened: Opened, image: ImageAttributes, *, window: Window | None = None) -> bool:
    """Say whether stored values may be averaged before `to_grey`.

    Not where a table gives them a meaning that is not linear, where one of them
    is padding, or where the darkest and the lightest of them decide the rest.
    """
    transform = grey_transform(opened, image)
    is_windowed = bool(window or transform.windows or transform.voi_luts)
    return is_windowed and transform.modality_lut is None and "PixelPaddingValue" not in opened.data_set


def _after_modality(values: NDArray[np.int64], transform: GreyTransform) -> NDArray[np.float64]:
    if transform.modality_lut is not None:
        return _through(values.astype(np.float64), transform.modality_lut)
    return np.asarray(values * transform.rescale_slope + transform.rescale_intercept, np.float64)


def _through(values: NDArray[np.float64], lut: Lut) -> NDArray[np.float64]:
    index = np.clip(np.rint(values).astype(np.int64) - lut.first_mapped, 0, len(lut.values) - 1)
    return lut.values[index].astype(np.float64)


def apply_window(values: NDArray[np.float64], window: Window) -> NDArray[np.float64]:
    """Return the share of white, 0 to 1.

    References
    ----------
    PS3.3 C.11.2.1.2.1 (LINEAR), C.11.2.1.3.1 (SIGMOID), C.11.2.1.3.2 (LINEAR_EXACT).
    """
    if window.function == "SIGMOID":
        exponent = np.clip(-4 * (values - window.center) / window.width, -700, 700)
        return np.asarray(1 / (1 + np.exp(exponent)))
    if window.function == "LINEAR_EXACT":
        return np.asarray(np.clip((values - window.center) / window.width + 0.5, 0, 1))
    if window.width == 1:
        return np.where(values > window.center - 0.5, 1.0, 0.0)
    return np.asarray(np.clip((values - (window.center - 0.5)) / (window.width - 1) + 0.5, 0, 1))


def padding_of(opened: Opened) -> tuple[int, int] | None:
    """Return the least and the greatest stored value that stand for no picture (PS3.3 C.7.5.1.1.2)."""
    value = number(opened.data_set, "PixelPaddingValue")
    if value is None:
        return None
    limit = number(opened.data_set, "PixelPaddingRangeLimit")
    ends = (int(value), int(value if limit is None else limit))
    return min(ends), max(ends)


def _meaningful(samples: NDArray[np.integer], opened: Opened) -> NDArray[np.int64]:
    """Return the distinct stored values without padding; all of them where nothing else is there."""
    is_present = np.zeros(1 << 8 * samples.dtype.itemsize, bool)
    is_present[samples.view(f"u{samples.dtype.itemsize}")] = True
    present = np.flatnonzero(is_present)
    if samples.dtype.kind == "i":
        present = np.where(present < len(is_present) // 2, present, present - len(is_present))
    padding = padding_of(opened)
    kept = present if padding is None else present[(present < padding[0]) | (present > padding[1])]
    return kept if len(kept) else present


def _over_the_range(modality: NDArray[np.float64], indices: NDArray[np.int64]) -> NDArray[np.float64]:
    low, high = float(modality[indices].min()), float(modality[indices].max())
    return np.zeros_like(modality) if high == low else (modality - low) / (high - low)
