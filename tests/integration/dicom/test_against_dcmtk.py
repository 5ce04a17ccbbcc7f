"""Pictures as DCMTK's dcmj2pnm renders them: an independent reading of pixels, windows and colours."""

import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from teleread.dicom.pixels.grey import grey_transform, to_grey
from teleread.dicom.pixels.samples import decode_frame
from tests.unit.dicom.opened import opened

LEVELS = 2
PICTURES = [
    *(f"xray/{name}.dcm" for name in ("cr-chest-mono1-no-meta", "cr-dental-modality-lut", "cr-hip-rle")),
    *(f"xray/{name}.dcm" for name in ("cr-hip-jpeg-extended-12bit", "cr-hip-jpeg-lossless", "dx-dog-thorax")),
    *(f"xray/{name}.dcm" for name in ("dx-chest-as-sc-implicit", "dx-hands")),
    *(f"us/{name}.dcm" for name in ("us-elbow-ybr422-native", "us-epicard-rgb-big-endian", "us-esopecho-rgb")),
    *(f"us/{name}.dcm" for name in ("us-gyn-palette-implicit", "us-node-rle-rgb", "us-thyroid-ybrfull-rle")),
    *(f"us-multiframe/{name}.dcm" for name in ("us-echo-10f-palette-rle", "us-stress-8f-jpeg-fragments-no-bot")),
    *(f"transfer-syntax/ct-{name}.dcm" for name in ("BigEndianExplicit", "DeflatedExplicitVRLittleEndian")),
    *(f"transfer-syntax/ct-JPEGProcess{name}.dcm" for name in ("1", "2_4", "6_8", "10_12", "14", "14SV1")),
    *(f"transfer-syntax/{name}.dcm" for name in ("ct-RLELossless", "nm-jpeg-extended-ok", "sc-rgb-jpeg-app14")),
    *(f"transfer-syntax/testpattern-{name}.dcm" for name in ("palette", "palette-16", "jpeg-lossless-rgb")),
    *(f"transfer-syntax/testpattern-jpeg-baseline-{name}.dcm" for name in ("ybr422", "ybrfull")),
]
"""What DCMTK can decode: JPEG 2000, JPEG-LS and JPEG XL are compared with each other in the unit tests."""


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_within_two_levels_of_dcmtk(shared_data, tmp_path, name):
    instance = opened(shared_data / name)
    frame = decode_frame(instance, 1)
    if frame.image.is_colour:
        options, found = [], frame.samples
    else:
        options = ["+Wi", "1"] if grey_transform(instance, frame.image).windows else ["+Wm"]
        found = to_grey(frame.samples, instance, frame.image)

    reference = by_dcmtk(shared_data / name, tmp_path / "reference.pnm", options)

    assert found.shape == reference.shape
    assert np.abs(found.astype(int) - reference).max() <= LEVELS


def by_dcmtk(file: Path, target: Path, options: list[str]) -> np.ndarray:
    command = ["dcmj2pnm", "+op", *options, str(file), str(target)]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stderr
    with Image.open(target) as picture:
        return np.asarray(picture).astype(int)
