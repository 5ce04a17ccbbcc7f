"""How far the pixels of a picture are apart, and where that was measured."""

from typing import Any

from pydicom.dataset import Dataset

from teleread.dicom.dataset.opening import Opened
from teleread.dicom.values.numbers import number, numbers

PROJECTIONS = frozenset({"CR", "DX", "RG", "RF", "XA", "MG", "IO", "PX"})
"""Modalities whose pictures are shadows: nearer to the source everything is larger."""

CALIBRATIONS = {"GEOMETRY": "geometry", "FIDUCIAL": "fiducial"}
"""Pixel Spacing Calibration Type (PS3.3 10.7.1.2)."""


def pixel_spacing(opened: Opened) -> dict[str, Any] | None:
    """Return the distance of pixel centres in mm and its origin; at the detector it is not that of the patient.

    Origins: `pixel_spacing` is the patient's. `geometry` and `fiducial` are the
    patient's at one depth: assumed, or that of an object of known size.
    `unstated` is a Pixel Spacing alone on a shadow picture, of which it cannot
    be told whether it was corrected. `imager_pixel_spacing` lies at the front
    of the detector, `nominal_scanned_pixel_spacing` on the film that was
    digitised; a Pixel Spacing that only repeats one of them is that one.

    References
    ----------
    PS3.3 10.7.1.1, 10.7.1.2 (Pixel Spacing Calibration), C.8.7.5 (Estimated Radiographic Magnification Factor).
    """
    data_set = opened.data_set
    imager, film = _pair_mm(data_set, "ImagerPixelSpacing"), _pair_mm(data_set, "NominalScannedPixelSpacing")
    spacing = _pair_mm(data_set, "PixelSpacing")
    calibration = str(data_set.get("PixelSpacingCalibrationType") or "").strip()
    if spacing and calibration:
        return _spaced(spacing, CALIBRATIONS.get(calibration, "pixel_spacing"))
    if spacing and not imager and not film:
        is_shadow = str(data_set.get("Modality") or "") in PROJECTIONS
        return _spaced(spacing, "unstated" if is_shadow else "pixel_spacing")
    if spacing and spacing not in (imager, film):
        return _spaced(spacing, "pixel_spacing")
    if imager:
        return _spaced(imager, "imager_pixel_spacing", magnification=_magnification(data_set))
    return _spaced(film, "nominal_scanned_pixel_spacing") if film else None


def _spaced(pair: list[float], origin: str, *, magnification: float | None = None) -> dict[str, Any]:
    return {"row_mm": pair[0], "column_mm": pair[1], "origin": origin, "magnification": magnification}


def _pair_mm(data_set: Dataset, keyword: str) -> list[float] | None:
    pair = numbers(data_set, keyword)
    return pair if pair and len(pair) == 2 and min(pair) > 0 else None


def _magnification(data_set: Dataset) -> float | None:
    """Return how much larger the patient is at the detector; nothing where that cannot be."""
    factor = number(data_set, "EstimatedRadiographicMagnificationFactor")
    return factor if factor is not None and factor >= 1 else None
