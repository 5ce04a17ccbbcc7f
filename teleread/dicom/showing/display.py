"""What a viewer must know of an Instance before it asks for frames or samples."""

from dataclasses import asdict
from typing import Any

from pydicom.dataset import Dataset

from teleread.dicom.dataset.opening import Opened, SourceGone
from teleread.dicom.dataset.unshowable import CannotShow, DrawnOnPictures, NothingToShow, NotReadable
from teleread.dicom.pixels.frames import check_frames
from teleread.dicom.pixels.grey import GreyTransform, Lut, grey_transform, padding_of
from teleread.dicom.pixels.image import ImageAttributes
from teleread.dicom.pixels.rendering import pixel_aspect
from teleread.dicom.pixels.samples import decodable
from teleread.dicom.showing.cine import cine
from teleread.dicom.showing.document import read_document
from teleread.dicom.showing.kinds import PRESENTATION_STATES, Kind, kind_of
from teleread.dicom.showing.spacing import pixel_spacing
from teleread.dicom.showing.waveform import read_groups
from teleread.dicom.values.numbers import number, numbers, whole
from teleread.dicom.values.texts import UNDECLARED, text_of, texts_of

Described = dict[str, Any]


def describe(opened: Opened) -> Described:
    """Return the description of an Instance as plain values for JSON.

    What cannot be shown has its reason in `cannot_show` instead of the numbers
    that a viewer would draw by.

    References
    ----------
    PS3.3 C.7.6.3 (Image Pixel), C.7.6.5 (Cine), C.8.5.5 (US regions),
    10.7.1.3 (pixel spacing).
    """
    data_set = opened.data_set
    kind = kind_of(_text(data_set, "SOPClassUID"), number_of_frames=whole(data_set, "NumberOfFrames") or 1)
    described: Described = {"kind": kind, "cannot_show": None, "image": None}
    try:
        if kind in (Kind.IMAGE, Kind.CLIP):
            described["image"] = _image(opened)
        elif kind is Kind.ECG:
            read_groups(opened)
        elif kind is Kind.DOCUMENT:
            read_document(opened)
        else:
            is_state = _text(data_set, "SOPClassUID").startswith(PRESENTATION_STATES)
            described["cannot_show"] = (DrawnOnPictures if is_state else NothingToShow).code
    except CannotShow as reason:
        described["cannot_show"] = reason.code
    except (MemoryError, SourceGone):
        raise
    except Exception:  # noqa: BLE001  (a hostile header may make any accessor raise)
        described["cannot_show"] = NotReadable.code
    return described


def _image(opened: Opened) -> Described:
    image = decodable(opened)
    check_frames(opened, image)
    grey = None if image.is_colour else grey_transform(opened, image)
    return {
        "rows": image.rows,
        "columns": image.columns,
        "number_of_frames": image.number_of_frames,
        **(_stored(image) if grey else _rgb()),
        **(_grey(grey, opened) if grey else _no_grey()),
        "pixel_spacing": pixel_spacing(opened),
        "pixel_aspect_ratio": pixel_aspect(opened),
        **cine(opened.data_set, image.number_of_frames),
        "regions": _regions(opened.data_set),
        "patient_orientation": _orientation(opened.data_set),
        "is_lossy": _text(opened.data_set, "LossyImageCompression") == "01",
        "lossy_ratio": _last(numbers(opened.data_set, "LossyImageCompressionRatio")),
        "modality": _text(opened.data_set, "Modality"),
        "body_part": _body_part(opened),
    }


def _stored(image: ImageAttributes) -> Described:
    return {
        "samples_per_pixel": 1,
        "photometric": image.photometric,
        "bits_allocated": image.bits_allocated,
        "bits_stored": image.bits_stored,
        "high_bit": image.bits_stored - 1,
        "pixel_representation": int(image.is_signed),
    }


def _rgb() -> Described:
    return {
        "samples_per_pixel": 3,
        "photometric": "RGB",
        "bits_allocated": 8,
        "bits_stored": 8,
        "high_bit": 7,
        "pixel_representation": 0,
    }


def _grey(grey: GreyTransform, opened: Opened) -> Described:
    return {
        "rescale_slope": grey.rescale_slope,
        "rescale_intercept": grey.rescale_intercept,
        "modality_lut": None if grey.modality_lut is None else _lut(grey.modality_lut),
        "voi_windows": [asdict(window) for window in grey.windows],
        "voi_luts": [_lut(lut) for lut in grey.voi_luts],
        "padding": padding_of(opened),
        "is_hounsfield": _is_hounsfield(opened.data_set),
    }


def _no_grey() -> Described:
    return {
        "rescale_slope": 1.0,
        "rescale_intercept": 0.0,
        "modality_lut": None,
        "voi_windows": [],
        "voi_luts": [],
        "padding": None,
        "is_hounsfield": False,
    }


def _lut(lut: Lut) -> Described:
    return {
        "first_value": lut.first_mapped,
        "bits": lut.bits,
        "data": lut.values.tolist(),
        "explanation": lut.explanation,
    }


def _is_hounsfield(data_set: Dataset) -> bool:
    """Say whether modality values are Hounsfield units: said, or a CT that says nothing else (PS3.3 C.8.2.1.1.2)."""
    said = _text(data_set, "RescaleType")
    if said:
        return said == "HU"
    is_localizer = "LOCALIZER" in texts_of(data_set, "ImageType", UNDECLARED)
    return _text(data_set, "Modality") == "CT" and "RescaleSlope" in data_set and not is_localizer


def _body_part(opened: Opened) -> str:
    """Return what was examined, as the device calls it; "" where it says nothing."""
    said = text_of(opened.data_set, "BodyPartExamined", opened.character_sets)
    regions = opened.data_set.get("AnatomicRegionSequence")
    return said or (text_of(regions[0], "CodeMeaning", opened.character_sets) if regions else "")


def _regions(data_set: Dataset) -> list[Described]:
    regions = [_region(item) for item in data_set.get("SequenceOfUltrasoundRegions") or []]
    return [region for region in regions if region is not None]


def _region(item: Dataset) -> Described | None:
    corners = [whole(item, f"RegionLocation{corner}") for corner in ("MinX0", "MinY0", "MaxX1", "MaxY1")]
    if None in corners:
        return None
    return {
        "x0": corners[0],
        "y0": corners[1],
        "x1": corners[2],
        "y1": corners[3],
        "spatial_format": whole(item, "RegionSpatialFormat"),
        "data_type": whole(item, "RegionDataType"),
        "flags": whole(item, "RegionFlags"),
        "units_x": whole(item, "PhysicalUnitsXDirection"),
        "units_y": whole(item, "PhysicalUnitsYDirection"),
        "delta_x": number(item, "PhysicalDeltaX"),
        "delta_y": number(item, "PhysicalDeltaY"),
        "reference_x": whole(item, "ReferencePixelX0"),
        "reference_y": whole(item, "ReferencePixelY0"),
        "reference_value_x": number(item, "ReferencePixelPhysicalValueX"),
        "reference_value_y": number(item, "ReferencePixelPhysicalValueY"),
    }


def _orientation(data_set: Dataset) -> list[str] | None:
    """Return the anatomical direction of rows and of columns (PS3.3 C.7.6.1.1.1)."""
    directions = texts_of(data_set, "PatientOrientation", UNDECLARED)
    return directions if len(directions) == 2 and all(directions) else None


def _last(found: list[float] | None) -> float | None:
    return found[-1] if found else None


def _text(data_set: Dataset, keyword: str) -> str:
    return str(data_set.get(keyword) or "")
