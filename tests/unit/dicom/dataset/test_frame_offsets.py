"""Where compressed frames lie, remembered in few bytes."""

import struct
from io import BytesIO

import pydicom
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydicom.encaps import generate_frames

from teleread.dicom.dataset.frame_offsets import LONGEST_BYTES, frame_offsets, pack_frames, unpack_frames
from teleread.dicom.dataset.header import read_header
from teleread.dicom.dataset.part10 import read_head

JPEG = b"\xff\xd8\xff\xe0"


def laid_out(*values):
    """A stream of items, and where their values lie."""
    content, fragments = b"", []
    for value in values:
        content += struct.pack("<HHI", 0xFFFE, 0xE000, len(value)) + value
        fragments.append((len(content) - len(value), len(value)))
    return BytesIO(content), fragments


def frames_of(stream, fragments, number_of_frames):
    packed = frame_offsets(stream, fragments, number_of_frames)
    if packed is None:
        return None
    content = stream.getvalue()
    return [b"".join(content[at : at + length] for at, length in frame) for frame in unpack_frames(packed)]


def test_one_fragment_a_frame():
    assert frames_of(*laid_out(b"", b"aa", b"bbbb"), 2) == [b"aa", b"bbbb"]


def test_a_single_frame_is_all_fragments():
    assert frames_of(*laid_out(b"", b"aa", b"bbbb"), 1) == [b"aabbbb"]


def test_the_offset_table_says_where_frames_begin():
    assert frames_of(*laid_out(struct.pack("<II", 0, 20), b"aa", b"bb", b"cc"), 2) == [b"aabb", b"cc"]


def test_without_a_table_the_beginning_of_a_stream_is_the_beginning_of_a_frame():
    assert frames_of(*laid_out(b"", JPEG, b"rest", JPEG + b"2"), 2) == [JPEG + b"rest", JPEG + b"2"]


@pytest.mark.parametrize("table", [b"", struct.pack("<II", 0, 7), struct.pack("<II", 20, 0), struct.pack("<I", 0)])
def test_frames_without_known_borders_are_not_remembered(table):
    assert frames_of(*laid_out(table, b"aa", b"bb", b"cc"), 2) is None


def test_native_pixels_have_no_offsets():
    assert frame_offsets(BytesIO(), None, 1) is None
    assert frame_offsets(BytesIO(), [(8, 0)], 1) is None


@given(st.lists(st.lists(st.tuples(st.integers(0, 2**63), st.integers(0, 2**32)), max_size=4), max_size=20))
def test_what_is_packed_is_unpacked(frames):
    assert unpack_frames(pack_frames(frames)) == frames


def test_too_many_fragments_are_not_kept():
    assert pack_frames([[(at, 1)] for at in range(300_000)]) is None
    packed = pack_frames([[(1000 * at, 999)] for at in range(20_000)])
    assert packed is not None
    assert len(packed) < LONGEST_BYTES


def test_clips_of_the_test_data_are_found_frame_by_frame(shared_data):
    seen = 0
    for path in sorted((shared_data / "us-multiframe").glob("*.dcm")):
        read = pydicom.dcmread(path)
        syntax = read.file_meta.TransferSyntaxUID
        if not syntax.is_transfer_syntax or not syntax.is_encapsulated:
            continue
        content, frames = path.read_bytes(), int(read.NumberOfFrames)
        stream = BytesIO(content)
        head = read_head(stream)
        header = read_header(stream, head.data_set_offset, head.transfer_syntax_uid, site_default=None)
        expected = [bytes(frame) for frame in generate_frames(read.PixelData, number_of_frames=frames)]
        assert frames_of(stream, header.fragments, frames) == expected, path.name
        seen += 1
    assert seen
