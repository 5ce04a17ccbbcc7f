"""A preview clip has every frame in its place."""

import io

import numpy as np
from PIL import Image

from teleread.dicom.renditions.clip import preview_clip
from tests.unit.dicom.opened import an_image

NUMBER, ROWS, COLUMNS = 7, 40, 60
ASKED = {"longest": 640, "quality": 80, "durations_ms": [20, 30, 40, 50, 60, 70, 80]}


def a_clip(**values):
    """Each frame is one grey, brighter than the one before."""
    frames = [np.full((ROWS, COLUMNS), 30 * number, "u1") for number in range(NUMBER)]
    pixels = np.stack(frames).tobytes()
    return an_image(pixels, Rows=ROWS, Columns=COLUMNS, NumberOfFrames=NUMBER, **values)


def read(content):
    with Image.open(io.BytesIO(content)) as animation:
        shown = []
        for number in range(animation.n_frames):
            animation.seek(number)
            shown.append((np.asarray(animation.convert("L")).mean(), animation.info["duration"]))
        return animation.size, shown


def test_frame_k_of_the_preview_is_frame_k_of_the_clip_and_shown_as_long():
    header, content = preview_clip(a_clip(), most_bytes=100_000, **ASKED)

    size, shown = read(content)

    assert (header["width"], header["height"]) == size == (COLUMNS, ROWS)
    assert [duration for _, duration in shown] == ASKED["durations_ms"]
    assert all(abs(grey - 30 * number) <= 3 for number, (grey, _) in enumerate(shown))


def test_a_clip_that_is_larger_than_asked_is_told_by_its_size_alone():
    header, content = preview_clip(a_clip(), most_bytes=10, **ASKED)

    assert content == b""
    assert header["size_bytes"] > 10


def test_a_clip_is_reduced_to_the_asked_side():
    header, content = preview_clip(a_clip(), most_bytes=100_000, **{**ASKED, "longest": 30})

    assert (header["width"], header["height"]) == read(content)[0] == (30, 20)


def test_a_deep_clip_without_a_window_does_not_flicker():
    frames = np.zeros((3, ROWS, COLUMNS), "<u2")
    frames[:, :, COLUMNS // 2 :] = 1000
    frames[1] //= 2
    clip = an_image(
        frames.tobytes(), Rows=ROWS, Columns=COLUMNS, NumberOfFrames=3, BitsAllocated=16, BitsStored=12, HighBit=11
    )

    _, content = preview_clip(clip, most_bytes=100_000, **{**ASKED, "durations_ms": [20, 20, 20]})

    bright, dim, again = (grey for grey, _ in read(content)[1])
    assert abs(bright - again) <= 3
    assert abs(bright - 2 * dim) <= 6


def test_a_window_turns_a_grey_clip_as_it_does_a_picture():
    _, content = preview_clip(a_clip(WindowCenter=64, WindowWidth=128), most_bytes=100_000, **ASKED)

    assert read(content)[1][-1][0] >= 250
