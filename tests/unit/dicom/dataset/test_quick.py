"""The quick way through a usual header and the walk through any header are one."""

import struct
from dataclasses import asdict
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydicom.dataset import Dataset
from pydicom.filebase import DicomBytesIO
from pydicom.filewriter import write_dataset
from pydicom.sequence import Sequence

from teleread.dicom.dataset.elements import encoding_of
from teleread.dicom.dataset.header import NotADataSet, read_header, walk_header
from teleread.dicom.dataset.part10 import NotDicom, read_head
from teleread.dicom.dataset.quick import WINDOW_BYTES, read_quickly
from teleread.dicom.dataset.source import Malformed

EXPLICIT, IMPLICIT = "1.2.840.10008.1.2.1", "1.2.840.10008.1.2"
JPEG = "1.2.840.10008.1.2.4.50"
REFUSALS = (NotADataSet, Malformed)


def walked(content, syntax=EXPLICIT, offset=0):
    """What the walk says: a header, or the refusal."""
    return _said(walk_header, content, syntax, offset)


def both_ways(content, syntax=EXPLICIT, offset=0):
    """What reading says; the quick way must have said the same if it said anything."""
    encoding = encoding_of(syntax)
    is_usual = encoding.is_little_endian and not encoding.is_deflated
    quick = read_quickly(BytesIO(content), offset, is_explicit=encoding.is_explicit) if is_usual else None
    by_walk = walked(content, syntax, offset)
    if quick is not None:
        assert isinstance(by_walk, dict), by_walk
        assert asdict(quick) == {name: by_walk[name] for name in ("values", "request_values", "fragments")}
    assert _said(read_header, content, syntax, offset) == by_walk
    return quick


def _said(read, content, syntax, offset):
    try:
        return asdict(read(BytesIO(content), offset, syntax, site_default=None))
    except REFUSALS as refusal:
        return type(refusal).__name__, getattr(refusal, "reason", None)


def test_every_file_of_the_test_data_says_the_same_both_ways(shared_data):
    quick = 0
    for path in sorted(shared_data.rglob("*.dcm")):
        content = path.read_bytes()
        try:
            head = read_head(BytesIO(content))
        except NotDicom:
            continue
        for syntax in {head.transfer_syntax_uid, EXPLICIT, IMPLICIT}:
            quick += both_ways(content, syntax, head.data_set_offset) is not None
    assert quick > 100


def element(tag, representation, value, length=None):
    head = struct.pack("<HH2s", tag >> 16, tag & 0xFFFF, representation)
    length = len(value) if length is None else length
    if representation in {b"OB", b"OW", b"SQ", b"UN", b"UT"}:
        return head + struct.pack("<HI", 0, length) + value
    return head + struct.pack("<H", length) + value


def item(value, *, is_defined=True):
    if is_defined:
        return struct.pack("<HHI", 0xFFFE, 0xE000, len(value)) + value
    return struct.pack("<HHI", 0xFFFE, 0xE000, 0xFFFFFFFF) + value + struct.pack("<HHI", 0xFFFE, 0xE00D, 0)


SEQUENCE_END = struct.pack("<HHI", 0xFFFE, 0xE0DD, 0)
FIRST = element(0x00080005, b"CS", b"GB18030 ") + element(0x00080018, b"UI", b"1.2.3\0")
TEXTS = st.builds(
    element,
    st.sampled_from([0x00080050, 0x00100010, 0x00100020, 0x00280008, 0x00280010, 0x00091001, 0x0020000D, 0x00321060]),
    st.sampled_from([b"LO", b"PN", b"UN", b"US", b"UT", b"OB", b"XX"]),
    st.binary(max_size=20),
)
DATA_SETS = st.recursive(
    st.lists(TEXTS, max_size=4).map(b"".join),
    lambda inner: st.builds(
        lambda tag, items, defined, rest: (
            element(tag, b"SQ", b"".join(items)) + rest
            if defined
            else element(tag, b"SQ", b"".join(items) + SEQUENCE_END, 0xFFFFFFFF) + rest
        ),
        st.sampled_from([0x00400275, 0x00081140, 0x00091002]),
        st.lists(st.builds(item, inner, is_defined=st.booleans()), max_size=3),
        st.booleans(),
        inner,
    ),
    max_leaves=8,
)
PIXELS = st.one_of(
    st.just(b""),
    st.binary(max_size=40).map(lambda value: element(0x7FE00010, b"OW", value)),
    st.lists(st.binary(max_size=12).map(item), max_size=4).map(
        lambda items: element(0x7FE00010, b"OB", b"".join(items) + SEQUENCE_END, 0xFFFFFFFF)
    ),
)


@settings(max_examples=400)
@given(DATA_SETS, PIXELS, st.binary(max_size=12), st.sampled_from([EXPLICIT, IMPLICIT, JPEG]))
def test_any_data_set_says_the_same_both_ways(data_set, pixels, behind, syntax):
    both_ways(FIRST + data_set + pixels + behind, syntax)


@settings(max_examples=300)
@given(DATA_SETS, PIXELS, st.data())
def test_any_damage_says_the_same_both_ways(data_set, pixels, data):
    content = bytearray(FIRST + data_set + pixels)
    for _ in range(data.draw(st.integers(1, 3))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    del content[data.draw(st.integers(0, len(content))) :]
    both_ways(bytes(content))


def test_a_usual_data_set_is_read_the_quick_way_in_either_syntax():
    whole, order = Dataset(), Dataset()
    order.AccessionNumber = "A1"
    whole.SOPInstanceUID, whole.PatientName, whole.RequestAttributesSequence = "1.2.3", "Li^Si", Sequence([order])
    whole.Rows, whole.PixelData = 2, b"\0" * 3 * WINDOW_BYTES
    whole["PixelData"].VR = "OW"
    for syntax in (EXPLICIT, IMPLICIT):
        stream = DicomBytesIO()
        stream.is_little_endian, stream.is_implicit_VR = True, syntax == IMPLICIT
        write_dataset(stream, whole)
        quick = both_ways(stream.getvalue() + element(0xFFFCFFFC, b"OB", b"\0\0"), syntax) or both_ways(
            stream.getvalue(), syntax
        )
        assert quick is not None
        assert (quick.values[0x00280010], quick.request_values[0x00080050]) == (b"\2\0", b"A1")


@pytest.mark.parametrize("between", [WINDOW_BYTES - 60, WINDOW_BYTES - 30, WINDOW_BYTES, 3 * WINDOW_BYTES])
def test_what_lies_beyond_the_window_is_found(between):
    order = element(0x00400275, b"SQ", item(element(0x00080050, b"SH", b"A1")))
    content = FIRST + element(0x00091001, b"OB", b"\0" * between) + element(0x00100020, b"LO", b"0001") + order
    quick = both_ways(content + element(0x7FE00010, b"OB", item(b"") + item(b"ab") + SEQUENCE_END, 0xFFFFFFFF), JPEG)
    assert quick is not None
    assert (quick.values[0x00100020], quick.request_values) == (b"0001", {0x00080050: b"A1"})
    assert [length for _, length in quick.fragments or ()] == [0, 2]


def test_a_sequence_longer_than_the_window_is_followed():
    items = item(element(0x00081150, b"UI", b"1.2.3\0")) * (2 * WINDOW_BYTES // 22)
    for sequence in (
        element(0x00081140, b"SQ", items),
        element(0x00081140, b"SQ", items + SEQUENCE_END, 0xFFFFFFFF),
    ):
        both_ways(FIRST + sequence + element(0x00100020, b"LO", b"0001"))
