"""Means of blocks, whatever the type and the size."""

from io import BytesIO

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from teleread.dicom.dataset.opening import open_instance
from teleread.dicom.pixels.grey import Window, are_intensities, to_grey
from teleread.dicom.pixels.reducing import box_reduced
from teleread.dicom.pixels.rendering import Picture, render
from teleread.dicom.pixels.samples import decode_frame


@given(
    dtype=st.sampled_from(["u1", "u2", "i1", "i2"]),
    rows=st.integers(1, 9),
    columns=st.integers(1, 9),
    factor=st.integers(2, 4),
    seed=st.integers(0, 9),
)
def test_each_value_is_the_mean_of_its_block(dtype, rows, columns, factor, seed):
    limits = np.iinfo(dtype)
    samples = np.random.default_rng(seed).integers(limits.min, limits.max, (rows, columns), dtype, endpoint=True)

    found = box_reduced(samples, factor)

    assert (found.dtype, found.shape) == (samples.dtype, (-(-rows // factor), -(-columns // factor)))
    for row in range(rows // factor):
        for column in range(columns // factor):
            block = samples[row * factor : (row + 1) * factor, column * factor : (column + 1) * factor]
            assert abs(float(found[row, column]) - block.mean()) <= 0.5


@pytest.mark.parametrize("edge", [1700, 1024])
def test_a_picture_reduced_by_whole_numbers_first_is_hardly_another(shared_data, edge):
    opened = open_instance(BytesIO((shared_data / "xray" / "cr-hip-jpegls-lossless.dcm").read_bytes()))
    made = render(opened, 1, Picture("image/png", width=edge, height=edge))
    frame = decode_frame(opened, 1)
    whole = Image.fromarray(to_grey(frame.samples, opened, frame.image), "L")

    found = Image.open(BytesIO(made))

    exact = whole.resize(found.size, Image.Resampling.LANCZOS)
    difference = np.abs(np.asarray(found).astype(int) - np.asarray(exact))
    assert max(found.size) == edge
    assert (difference <= 2).mean() > 0.98
    assert difference.mean() < 0.5


def test_only_intensities_are_averaged_before_they_are_windowed(shared_data):
    files = {name: shared_data / "xray" / f"{name}.dcm" for name in ("cr-hip-rle", "cr-dental-modality-lut")}
    hip, dental = (open_instance(BytesIO(path.read_bytes())) for path in files.values())
    image = decode_frame(hip, 1).image

    assert are_intensities(hip, image)
    assert not are_intensities(dental, decode_frame(dental, 1).image)
    hip.data_set.PixelPaddingValue = 0
    assert not are_intensities(hip, image)
    del hip.data_set.PixelPaddingValue, hip.data_set.WindowCenter, hip.data_set.WindowWidth
    assert not are_intensities(hip, image)
    assert are_intensities(hip, image, window=Window(500, 1000, "", "LINEAR"))
