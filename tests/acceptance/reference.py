"""What a picture must look like, worked out without a line of the product: pydicom, DCMTK, the Standard."""

import subprocess
from pathlib import Path
from typing import Any

import imagecodecs
import numpy as np
import pydicom
from numpy.typing import NDArray
from pydicom.dataset import FileMetaDataset
from pydicom.encaps import generate_frames
from pydicom.pixels import apply_color_lut, apply_modality_lut, apply_voi, apply_windowing, pixel_array
from pydicom.uid import ImplicitVRLittleEndian, JPEGExtended12Bit

JPEG_XL = {"1.2.840.10008.1.2.4.110", "1.2.840.10008.1.2.4.111", "1.2.840.10008.1.2.4.112"}
Picture = NDArray[np.float64]


def read(path: Path, scratch: Path) -> pydicom.Dataset:
    """Read a file as DCMTK would have it: what pydicom's decoders refuse, dcmdjpeg makes native."""
    data_set = pydicom.dcmread(path, force=True)
    if "TransferSyntaxUID" not in (getattr(data_set, "file_meta", None) or {}):
        data_set.file_meta = FileMetaDataset()
        data_set.file_meta.TransferSyntaxUID = ImplicitVRLittleEndian
    if data_set.file_meta.TransferSyntaxUID != JPEGExtended12Bit:
        return data_set
    native = scratch / path.name
    subprocess.run(["dcmdjpeg", str(path), str(native)], check=True)
    return pydicom.dcmread(native)


def first_frame(data_set: pydicom.Dataset) -> Picture:
    """Return rows x columns x 3 grey levels or colours, 0 to 255, of the first frame as the file asks for it.

    References
    ----------
    PS3.3 C.7.6.3.1.2 (Photometric Interpretation), C.11.1 (Modality LUT), C.11.2.1.2.1 (window).
    """
    if data_set.file_meta.TransferSyntaxUID in JPEG_XL:
        frame = next(generate_frames(data_set.PixelData, number_of_frames=int(data_set.NumberOfFrames)))
        return imagecodecs.jpegxl_decode(frame).astype(np.float64)
    stored = pixel_array(data_set, index=0)
    if data_set.PhotometricInterpretation == "PALETTE COLOR":
        colours = apply_color_lut(stored, data_set)
        return (colours >> 8 if colours.dtype == np.uint16 else colours).astype(np.float64)
    if stored.ndim == 3:
        return stored.astype(np.float64)
    grey = _grey(data_set, apply_modality_lut(stored, data_set).astype(np.float64))
    if data_set.PhotometricInterpretation == "MONOCHROME1":
        grey = 255 - grey
    return np.repeat(grey[:, :, None], 3, axis=2)


def windowed(data_set: pydicom.Dataset, index: int) -> Picture:
    """Return the first frame of a MONOCHROME2 image through one of its windows."""
    return _in_three(apply_windowing(pixel_array(data_set, index=0), data_set, index=index), bits=data_set.BitsStored)


def through_voi_table(data_set: pydicom.Dataset) -> Picture:
    """Return the first frame of a MONOCHROME2 image through its VOI LUT (PS3.3 C.11.2.1.1)."""
    bits = data_set.VOILUTSequence[0].LUTDescriptor[2]
    return _in_three(apply_voi(pixel_array(data_set, index=0), data_set), bits=bits)


def _in_three(values: NDArray[Any], *, bits: int) -> Picture:
    grey = values.astype(np.float64) / (2**bits - 1) * 255
    return np.repeat(grey[:, :, None], 3, axis=2)


def _grey(data_set: pydicom.Dataset, values: Picture) -> Picture:
    center, width = _first(data_set.get("WindowCenter")), _first(data_set.get("WindowWidth"))
    if center is not None and width is not None and width >= 1:
        return np.clip((values - (center - 0.5)) / (width - 1) + 0.5, 0, 1) * 255
    if data_set.BitsStored <= 8 and "ModalityLUTSequence" not in data_set:
        return values
    return (values - values.min()) / (values.max() - values.min()) * 255


def _first(value: Any) -> float | None:
    if value is None or value == "":
        return None
    return float(value[0]) if isinstance(value, pydicom.multival.MultiValue) else float(value)


def aspect_of(data_set: pydicom.Dataset) -> float:
    """Return the height of a pixel over its width (PS3.3 C.7.6.3.1.7)."""
    for keyword in ("PixelAspectRatio", "PixelSpacing", "ImagerPixelSpacing"):
        pair = data_set.get(keyword)
        if isinstance(pair, pydicom.multival.MultiValue) and len(pair) == 2:
            return float(pair[0]) / float(pair[1])
    return 1.0


def at_centre(picture: Picture, canvas: Picture) -> tuple[Picture, Picture]:
    """Return the parts of a picture and of a canvas that lie on each other, one pixel on one pixel.

    The picture's middle is at the canvas's; where that falls between two pixels
    it lies on the side on which the two agree better.
    """
    overlaps = [
        _overlap(picture, canvas, top, left)
        for top in _places(0, picture, canvas)
        for left in _places(1, picture, canvas)
    ]
    return min(overlaps, key=lambda pair: float(np.abs(pair[0] - pair[1]).mean()))


def _places(axis: int, picture: Picture, canvas: Picture) -> set[int]:
    middle = (canvas.shape[axis] - picture.shape[axis]) / 2
    return {int(np.floor(middle)), int(np.ceil(middle))}


def _overlap(picture: Picture, canvas: Picture, top: int, left: int) -> tuple[Picture, Picture]:
    rows, columns = picture.shape[:2]
    y0, x0 = max(top, 0), max(left, 0)
    y1, x1 = min(top + rows, canvas.shape[0]), min(left + columns, canvas.shape[1])
    return picture[y0 - top : y1 - top, x0 - left : x1 - left], canvas[y0:y1, x0:x1]


def around(picture: Picture) -> tuple[Picture, Picture]:
    """Return the least and the greatest of each pixel and its neighbours: what an interpolation may make of it."""
    padded = np.pad(picture, ((1, 1), (1, 1), (0, 0)), mode="edge")
    rows, columns = picture.shape[:2]
    shifted = np.stack([padded[y : y + rows, x : x + columns] for y in range(3) for x in range(3)])
    return shifted.min(axis=0), shifted.max(axis=0)
