"""What a picture must look like, worked out without a line of the product: pydicom, DCMTK, the Standard."""

import subprocess
from pathlib import Path
from typing import Any

import imagecodecs
import numpy as np
import pydicom
from numpy.typing import NDArray
from PIL import Image
from pydicom.dataset import FileMetaDataset
from pydicom.encaps import generate_frames
from pydicom.pixels import apply_color_lut, apply_modality_lut, apply_voi, apply_windowing, pixel_array
from pydicom.uid import ImplicitVRLittleEndian

JPEG_XL = {"1.2.840.10008.1.2.4.110", "1.2.840.10008.1.2.4.111", "1.2.840.10008.1.2.4.112"}
JPEG_OF_12_BITS = {"1.2.840.10008.1.2.4.51", "1.2.840.10008.1.2.4.53", "1.2.840.10008.1.2.4.55"}
JPEG_LS = {"1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.81"}
HTJ2K = {"1.2.840.10008.1.2.4.201", "1.2.840.10008.1.2.4.202", "1.2.840.10008.1.2.4.203"}
UNKNOWN_TO_DCMTK = {"1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.91"} | HTJ2K | JPEG_XL
"""It has no decoder for JPEG 2000, High-Throughput JPEG 2000 and JPEG XL."""

SEQUENCE_DELIMITER = b"\xfe\xff\xdd\xe0\0\0\0\0"
Picture = NDArray[np.float64]


def read(path: Path, scratch: Path) -> pydicom.Dataset:
    """Read a file as DCMTK would have it: what pydicom's decoders refuse, dcmdjpeg makes native.

    Compressed frames whose sequence has no end are given one.
    """
    data_set = pydicom.dcmread(path, force=True)
    if "PixelData" not in data_set:
        ended = scratch / path.name
        ended.write_bytes(path.read_bytes() + SEQUENCE_DELIMITER)
        data_set = pydicom.dcmread(ended, force=True)
    if "TransferSyntaxUID" not in (getattr(data_set, "file_meta", None) or {}):
        data_set.file_meta = FileMetaDataset()
        data_set.file_meta.TransferSyntaxUID = ImplicitVRLittleEndian
    if data_set.file_meta.TransferSyntaxUID not in JPEG_OF_12_BITS:
        return data_set
    native = scratch / path.name
    subprocess.run(["dcmdjpeg", str(path), str(native)], check=True)
    return pydicom.dcmread(native)


def first_frame(data_set: pydicom.Dataset) -> Picture:
    """Return rows x columns x 3 grey levels or colours, 0 to 255, of the first frame as the file asks for it."""
    return frame_of(data_set, 0)


def frame_of(data_set: pydicom.Dataset, index: int) -> Picture:
    """Return rows x columns x 3 grey levels or colours, 0 to 255, of a frame as the file asks for it.

    References
    ----------
    PS3.3 C.7.6.3.1.2 (Photometric Interpretation), C.11.1 (Modality LUT), C.11.2 (VOI LUT).
    """
    if data_set.file_meta.TransferSyntaxUID in JPEG_XL:
        frames = list(generate_frames(data_set.PixelData, number_of_frames=int(data_set.NumberOfFrames)))
        return imagecodecs.jpegxl_decode(frames[index]).astype(np.float64)
    stored = _stored(data_set, index)
    if data_set.PhotometricInterpretation == "YBR_PARTIAL_422":
        return _of_limited_range(stored.reshape(data_set.Rows, data_set.Columns // 2, 4).astype(np.float64))
    if data_set.PhotometricInterpretation == "PALETTE COLOR":
        colours = apply_color_lut(stored, data_set)
        return (colours >> 8 if colours.dtype == np.uint16 else colours).astype(np.float64)
    if stored.ndim == 3:
        return stored.astype(np.float64)
    grey = _grey(data_set, _after_modality(data_set, stored), stored)
    if data_set.PhotometricInterpretation == "MONOCHROME1":
        grey = 255 - grey
    return np.repeat(grey[:, :, None], 3, axis=2)


def _stored(data_set: pydicom.Dataset, index: int) -> NDArray[Any]:
    """Return what is stored, also where pydicom has no decoder or leaves the bits where they lie (PS3.5 8.1.1)."""
    if data_set.file_meta.TransferSyntaxUID in HTJ2K:
        return imagecodecs.htj2k_decode(next(generate_frames(data_set.PixelData, number_of_frames=1)))
    if data_set.PhotometricInterpretation == "YBR_PARTIAL_422":
        return np.frombuffer(data_set.PixelData, np.uint8)
    if data_set.HighBit + 1 != data_set.BitsStored:
        words = np.frombuffer(data_set.PixelData, "<u2").reshape(data_set.Rows, data_set.Columns)
        return words >> (data_set.HighBit + 1 - data_set.BitsStored)
    return pixel_array(data_set, index=index)


def _of_limited_range(pairs: Picture) -> Picture:
    """ITU-R BT.601 2.5: black at 16, white at 235, chroma 16 to 240 about 128; two pixels share their chroma."""
    y = (pairs[:, :, :2].reshape(pairs.shape[0], -1) - 16) * 255 / 219
    blue, red = (np.repeat(pairs[:, :, at] - 128, 2, axis=1) * 255 / 224 for at in (2, 3))
    return np.clip(np.stack([y + 1.402 * red, y - 0.344 * blue - 0.714 * red, y + 1.772 * blue], axis=-1), 0, 255)


def _after_modality(data_set: pydicom.Dataset, stored: NDArray[Any]) -> Picture:
    """PS3.3 C.11.1; values beside the table take its first or last entry."""
    if "ModalityLUTSequence" not in data_set:
        return apply_modality_lut(stored, data_set).astype(np.float64)
    item = data_set.ModalityLUTSequence[0]
    table = np.frombuffer(item.LUTData, "<u2") if isinstance(item.LUTData, bytes) else np.array(item.LUTData)
    return table[np.clip(stored.astype(int) - item.LUTDescriptor[1], 0, len(table) - 1)].astype(np.float64)


def by_dcmtk(path: Path, data_set: pydicom.Dataset, index: int, scratch: Path) -> Picture | None:
    """Return a frame as DCMTK renders it by the same window or table; None where it has no decoder for it."""
    tool = "dcml2pnm" if data_set.file_meta.get("TransferSyntaxUID") in JPEG_LS else "dcmj2pnm"
    if "WindowCenter" in data_set and is_window_usable(data_set):
        voi = ["--use-window", "1"]
    elif data_set.get("VOILUTSequence"):
        voi = ["--use-voi-lut", "1"]
    elif data_set.SamplesPerPixel == 1 and (data_set.BitsStored > 8 or "ModalityLUTSequence" in data_set):
        voi = ["--min-max-window"]
    else:
        voi = []
    made = scratch / f"{path.stem}-{index}.pnm"
    command = [tool, "--write-raw-pnm", "--frame", str(index + 1), *voi, str(path), str(made)]
    done = subprocess.run(command, check=False, capture_output=True)
    if done.returncode != 0 or not made.exists():
        return None
    return np.asarray(Image.open(made).convert("RGB"), dtype=np.float64)


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


def is_window_usable(data_set: pydicom.Dataset) -> bool:
    """Say whether the first window has a legal width (PS3.3 C.11.2.1.2)."""
    width = _first(data_set.get("WindowWidth"))
    return width is not None and (width >= 1 if data_set.get("VOILUTFunction", "LINEAR") == "LINEAR" else width > 0)


def _grey(data_set: pydicom.Dataset, values: Picture, stored: NDArray[Any]) -> Picture:
    center, width = _first(data_set.get("WindowCenter")), _first(data_set.get("WindowWidth"))
    if center is not None and width is not None and is_window_usable(data_set):
        return _through_window(values, center, width, data_set.get("VOILUTFunction", "LINEAR")) * 255
    if data_set.get("VOILUTSequence"):
        return (
            apply_voi(values, data_set).astype(np.float64)
            / (2 ** data_set.VOILUTSequence[0].LUTDescriptor[2] - 1)
            * 255
        )
    if data_set.BitsStored <= 8 and "ModalityLUTSequence" not in data_set:
        return values
    padding = data_set.get("PixelPaddingValue")
    meant = values[stored != padding] if padding is not None and (stored != padding).any() else values
    return np.clip((values - meant.min()) / (meant.max() - meant.min()), 0, 1) * 255


def _through_window(values: Picture, center: float, width: float, function: str) -> Picture:
    """By the formulas of PS3.3 C.11.2.1.2.1, C.11.2.1.3.1 and C.11.2.1.3.2."""
    if function == "SIGMOID":
        return 1 / (1 + np.exp(-4 * (values - center) / width))
    if function == "LINEAR_EXACT":
        return np.clip((values - center) / width + 0.5, 0, 1)
    if width == 1:
        return (values > center - 0.5).astype(np.float64)
    return np.clip((values - (center - 0.5)) / (width - 1) + 0.5, 0, 1)


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
