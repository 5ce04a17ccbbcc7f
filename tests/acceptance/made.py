"""Pictures that no real file at hand has: each way to grey and to colour once, made from a real one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import imagecodecs
import numpy as np
import pydicom
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.encaps import encapsulate
from pydicom.uid import UID, ExplicitVRLittleEndian, JPEG2000Lossless, JPEGLSLossless, generate_uid

HTJ2K_LOSSLESS = UID("1.2.840.10008.1.2.4.201")
RGB_TO_YBR = np.array([[0.299, 0.587, 0.114], [-0.168736, -0.331264, 0.5], [0.5, -0.418688, -0.081312]])

Change = Callable[[Dataset], None]


def made_from(hands: Path, ultrasound: Path, folder: Path) -> list[Path]:
    """Write the variants of an X-ray with 14 bits and of a colour ultrasound; return their files."""
    made = []
    for source, variants in ((hands, GREY), (ultrasound, COLOUR)):
        for name, change in variants.items():
            data_set = pydicom.dcmread(source)
            change(data_set)
            uid = generate_uid()
            data_set.SOPInstanceUID = data_set.file_meta.MediaStorageSOPInstanceUID = uid
            data_set.SeriesInstanceUID, data_set.StudyInstanceUID = generate_uid(), generate_uid()
            path = folder / f"made-{name}.dcm"
            data_set.save_as(path)
            made.append(path)
    return made


def _with(**values: Any) -> Change:
    def change(data_set: Dataset) -> None:
        for keyword, value in values.items():
            if value is None:
                del data_set[keyword]
            else:
                setattr(data_set, keyword, value)

    return change


def _stored_anew(make: Callable[[NDArray[np.int32]], NDArray[Any]], **values: Any) -> Change:
    def change(data_set: Dataset) -> None:
        samples = make(data_set.pixel_array.astype(np.int32))
        _with(**values)(data_set)
        data_set.PixelData = samples.tobytes()

    return change


def _with_modality_table(data_set: Dataset) -> None:
    """Fourteen bits through a falling square root to 12, then the window of the middle."""
    item = Dataset()
    item.LUTDescriptor = [16384, 0, 12]
    item.ModalityLUTType = "US"
    item.LUTData = (4095 - np.sqrt(np.arange(16384) / 16383) * 4095).astype("<u2").tobytes()
    data_set.ModalityLUTSequence = [item]
    _with(WindowCenter=2000, WindowWidth=1800, VOILUTSequence=None, RescaleSlope=None, RescaleIntercept=None)(data_set)


def _negative(samples: NDArray[np.int32]) -> NDArray[np.int16]:
    return (samples - 8192).astype("<i2")


def _padded(samples: NDArray[np.int32]) -> NDArray[np.uint16]:
    samples[:, :60] = 0
    return np.maximum(samples, np.where(samples == 0, 0, 900)).astype("<u2")


NO_VOI = {"WindowCenter": None, "WindowWidth": None, "WindowCenterWidthExplanation": None, "VOILUTSequence": None}


def _with_padding(data_set: Dataset) -> None:
    _stored_anew(_padded, **NO_VOI)(data_set)
    data_set.add_new("PixelPaddingValue", "US", 0)


GREY: dict[str, Change] = {
    "sigmoid": _with(VOILUTFunction="SIGMOID"),
    "linear-exact": _with(VOILUTFunction="LINEAR_EXACT", WindowCenter=4290.5, WindowWidth=1200.5),
    "threshold": _with(WindowCenter=4290, WindowWidth=1),
    "table": _with(WindowCenter=None, WindowWidth=None, WindowCenterWidthExplanation=None),
    "table-monochrome1": _with(
        WindowCenter=None, WindowWidth=None, WindowCenterWidthExplanation=None,
        PhotometricInterpretation="MONOCHROME1", PresentationLUTShape="INVERSE",
    ),
    "falling-rescale": _with(RescaleSlope=-1, RescaleIntercept=16383, WindowCenter=12000, WindowWidth=3000),
    "modality-table": _with_modality_table,
    "high-bits": _stored_anew(lambda samples: (samples << 2).astype("<u2"), HighBit=15),
    "negative": _stored_anew(
        _negative, PixelRepresentation=1, BitsStored=16, HighBit=15, WindowCenter=-3900, VOILUTSequence=None
    ),
    "padded": _with_padding,
}  # fmt: skip


def _encoded(encode: Callable[[NDArray[np.uint8]], bytes], syntax: UID, photometric: str) -> Change:
    def change(data_set: Dataset) -> None:
        content = encode(np.ascontiguousarray(data_set.pixel_array))
        _with(PhotometricInterpretation=photometric, PlanarConfiguration=0)(data_set)
        data_set.file_meta.TransferSyntaxUID = syntax
        data_set.PixelData = encapsulate([content]) if syntax != ExplicitVRLittleEndian else content
        data_set["PixelData"].is_undefined_length = syntax != ExplicitVRLittleEndian
        data_set["PixelData"].VR = "OB"

    return change


def _ybr(rgb: NDArray[np.uint8]) -> NDArray[np.float64]:
    return np.asarray(rgb @ RGB_TO_YBR.T)


def _full(rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.clip(np.rint(_ybr(rgb) + np.array([0, 128, 128])), 0, 255).astype(np.uint8)


def _partial_of_every_second(rgb: NDArray[np.uint8]) -> bytes:
    wide = np.rint(_ybr(rgb) * np.array([219, 224, 224]) / 255 + np.array([16, 128, 128])).astype(np.uint8)
    return np.stack([wide[:, 0::2, 0], wide[:, 1::2, 0], wide[:, 0::2, 1], wide[:, 0::2, 2]], axis=-1).tobytes()


COLOUR: dict[str, Change] = {
    "htj2k-rct": _encoded(lambda rgb: bytes(imagecodecs.htj2k_encode(rgb)), HTJ2K_LOSSLESS, "YBR_RCT"),
    "j2k-ybr-full": _encoded(
        lambda rgb: bytes(imagecodecs.jpeg2k_encode(_full(rgb), mct=False, reversible=True, codecformat="j2k")),
        JPEG2000Lossless, "YBR_FULL",
    ),
    "jpegls-ybr-full": _encoded(lambda rgb: bytes(imagecodecs.jpegls_encode(_full(rgb))), JPEGLSLossless, "YBR_FULL"),
    "partial-422": _encoded(_partial_of_every_second, ExplicitVRLittleEndian, "YBR_PARTIAL_422"),
}  # fmt: skip
"""Of these pydicom would not undo every one; what must be seen are the colours that they were made from."""
