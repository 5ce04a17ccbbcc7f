"""Instances opened for the tests of decoding, real ones and small made ones."""

from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.filewriter import dcmwrite
from pydicom.uid import ExplicitVRBigEndian, ExplicitVRLittleEndian, SecondaryCaptureImageStorage

from teleread.dicom.dataset.opening import Opened, open_instance


def opened(path: Path) -> Opened:
    return open_instance(BytesIO(path.read_bytes()))


def an_image(pixels: bytes, *, is_little_endian: bool = True, **values: Any) -> Opened:
    """A native image of 2 rows and 2 columns of 8 bits, unless values say otherwise."""
    data_set = Dataset()
    data_set.SOPClassUID, data_set.SOPInstanceUID = SecondaryCaptureImageStorage, "1.2.3"
    defaults: dict[str, Any] = {
        "SamplesPerPixel": 1,
        "PhotometricInterpretation": "MONOCHROME2",
        "Rows": 2,
        "Columns": 2,
        "BitsAllocated": 8,
        "BitsStored": 8,
        "HighBit": 7,
        "PixelRepresentation": 0,
    }
    for keyword, value in {**defaults, **values}.items():
        setattr(data_set, keyword, value)
    data_set.PixelData = pixels
    data_set["PixelData"].VR = "OW" if data_set.BitsAllocated == 16 or not is_little_endian else "OB"
    return open_instance(BytesIO(as_file(data_set, is_little_endian=is_little_endian)))


def as_file(data_set: Dataset, *, is_little_endian: bool = True) -> bytes:
    data_set.file_meta = FileMetaDataset()
    data_set.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian if is_little_endian else ExplicitVRBigEndian
    file = BytesIO()
    dcmwrite(file, data_set, enforce_file_format=True)
    return file.getvalue()


def words(*values: int) -> bytes:
    return np.array(values, "<u2").tobytes()
