"""A lossless stream gives every sample back, and each of its prefixes is exactly a smaller picture."""

import imagecodecs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from teleread.dicom.dataset.unshowable import EncodingFailed
from teleread.dicom.renditions import lossless
from teleread.dicom.renditions.lossless import compress

SIDES = st.integers(1, 48)
GREY = st.sampled_from(["u1", "i1", "u2", "i2"])


@st.composite
def frames(draw):
    """Flat ground with anything at all somewhere on it, of grey of every kind or of colours."""
    rows, columns = draw(SIDES), draw(SIDES)
    is_colour = draw(st.booleans())
    kind = np.dtype("u1" if is_colour else draw(GREY))
    shape = (rows, columns, 3) if is_colour else (rows, columns)
    ground = draw(arrays.from_dtype(kind))
    frame = np.full(shape, ground, kind)
    patch = draw(arrays.arrays(kind, (min(rows, 6), min(columns, 6), *shape[2:])))
    frame[: patch.shape[0], : patch.shape[1]] = patch
    return frame


def enlarged(frame):
    """Large enough that a stream can be smaller, whatever it holds."""
    return np.pad(frame, [(0, 64), (0, 64)] + [(0, 0)] * (frame.ndim - 2), mode="edge")


@given(frame=frames())
@settings(max_examples=60, deadline=None)
def test_decoding_gives_every_sample_back_and_every_prefix_its_resolution(frame):
    samples = enlarged(frame)

    made = compress(samples)

    assert made is not None
    stream, levels = made
    again = imagecodecs.htj2k_decode(stream)
    assert again.dtype == samples.dtype
    assert np.array_equal(again, samples)
    assert [level.size_bytes for level in levels] == sorted(level.size_bytes for level in levels)
    assert (levels[-1].columns, levels[-1].rows, levels[-1].size_bytes) == (*samples.shape[1::-1], len(stream))
    for skipped, level in enumerate(reversed(levels)):
        size = tuple(-(-side // (1 << skipped)) for side in samples.shape[:2])
        prefix = imagecodecs.htj2k_decode(stream[: level.size_bytes], skipres=(skipped, skipped), resilient=True)
        assert (level.rows, level.columns) == prefix.shape[:2] == size
        assert np.array_equal(prefix, imagecodecs.htj2k_decode(stream, skipres=(skipped, skipped)))


@given(frame=frames())
@settings(max_examples=30, deadline=None)
def test_what_is_returned_is_smaller_than_the_frame(frame):
    made = compress(frame)

    assert made is None or len(made[0]) < frame.nbytes


def test_noise_is_not_worth_a_rendition():
    assert compress(np.random.default_rng(1).integers(0, 256, (40, 40), dtype="u1")) is None


def test_a_stream_that_does_not_give_the_samples_back_is_refused(monkeypatch):
    samples = np.zeros((64, 64), "u2")
    monkeypatch.setattr(lossless.imagecodecs, "htj2k_decode", lambda *_args, **_settings: samples + 1)

    with pytest.raises(EncodingFailed):
        compress(samples)
