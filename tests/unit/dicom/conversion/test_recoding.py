"""A data set written anew in another native encoding says the same, element by element."""

import copy
import struct
import zlib
from io import BytesIO

import numpy as np
import pydicom
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydicom.dataset import Dataset
from pydicom.filebase import DicomBytesIO
from pydicom.filewriter import write_dataset
from pydicom.sequence import Sequence

from teleread.dicom.conversion.recoding import Changes, Edit, recoded
from teleread.dicom.dataset.elements import DEEPEST_NESTING, encoding_of
from teleread.dicom.dataset.part10 import (
    DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
    EXPLICIT_VR_BIG_ENDIAN,
    EXPLICIT_VR_LITTLE_ENDIAN,
    IMPLICIT_VR_LITTLE_ENDIAN,
)
from teleread.dicom.dataset.source import InflatingSource, Malformed, PlainSource

IMPLICIT, EXPLICIT, BIG = IMPLICIT_VR_LITTLE_ENDIAN, EXPLICIT_VR_LITTLE_ENDIAN, EXPLICIT_VR_BIG_ENDIAN
DEFLATED = DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN
NATIVE = [IMPLICIT, EXPLICIT, BIG, DEFLATED]
LONG = ("OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV")
SEQUENCES = (0x00186011, 0x00400275)

words = st.lists(st.integers(0, 0xFFFF), min_size=1, max_size=5)
reals = st.lists(st.floats(allow_nan=False, width=32), min_size=1, max_size=3)
VALUES = {
    "StudyDescription": st.text("ABC xyz", max_size=9).map(str.strip),
    "PatientComments": st.text("ABC\n", max_size=30).map(str.strip),
    "TextValue": st.text("AB", max_size=30),
    "FrameIncrementPointer": st.sampled_from([0x00181063, 0x00181065]),
    "TagAngleSecondAxis": st.integers(-0x8000, 0x7FFF),
    "RegionFlags": st.integers(0, 0xFFFFFFFF),
    "ReferencePixelX0": st.integers(-0x80000000, 0x7FFFFFFF),
    "ExaminedBodyThickness": reals,
    "PhysicalDeltaX": st.floats(allow_nan=False),
    "AcquisitionMatrix": words,
    "FileOffsetInContainer": st.integers(0, 1 << 63),
    "SelectorSVValue": st.integers(-(1 << 62), 1 << 62),
    "LongPrimitivePointIndexList": st.binary(max_size=5).map(lambda raw: raw * 4),
    "VectorGridData": st.binary(max_size=5).map(lambda raw: raw * 4),
    "RedPaletteColorLookupTableData": st.binary(max_size=9).map(lambda raw: raw * 2),
    "EncapsulatedDocument": st.binary(max_size=9).map(lambda raw: raw * 2),
    "PixelSpacing": st.just(["0.25", "0.25"]),
}
PRIVATE = {
    "US": st.integers(0, 0xFFFF),
    "FD": st.floats(allow_nan=False),
    "LO": st.text("abc", min_size=1, max_size=8),
    "UN": st.binary(max_size=9).map(lambda raw: raw * 2),
}


@st.composite
def data_sets(draw, depth=3):
    data_set = Dataset()
    for keyword in draw(st.sets(st.sampled_from(sorted(VALUES)), max_size=6)):
        setattr(data_set, keyword, draw(VALUES[keyword]))
    if draw(st.booleans()):
        data_set.PixelRepresentation = draw(st.integers(0, 1))
        bounds = (-0x8000, 0x7FFF) if data_set.PixelRepresentation else (0, 0xFFFF)
        data_set.SmallestImagePixelValue = draw(st.integers(*bounds))
        data_set["SmallestImagePixelValue"].VR = "SS" if data_set.PixelRepresentation else "US"
    if draw(st.booleans()):
        representation = draw(st.sampled_from(sorted(PRIVATE)))
        data_set.add_new(0x00290010, "LO", "MAKER OF NOTHING")
        data_set.add_new(0x00291001, representation, draw(PRIVATE[representation]))
    if depth:
        for tag in draw(st.sets(st.sampled_from(["RequestAttributesSequence", "SequenceOfUltrasoundRegions"]))):
            items = draw(st.lists(data_sets(depth=depth - 1), max_size=2))
            for item in items:
                item.is_undefined_length_sequence_item = draw(st.booleans())
            setattr(data_set, tag, Sequence(items))
            data_set[tag].is_undefined_length = draw(st.booleans())
    return data_set


def written(data_set, syntax):
    """As pydicom writes it; binary words it leaves in the order that they are given in."""
    if syntax == BIG:
        data_set = copy.deepcopy(data_set)
        for element in data_set.iterall():
            if element.VR in ("OW", "OL", "OF"):
                element.value = _little(element.value, element.VR, is_big=True)
    file = DicomBytesIO()
    file.is_implicit_VR, file.is_little_endian = syntax == IMPLICIT, syntax != BIG
    write_dataset(file, data_set)
    content = file.getvalue()
    if syntax == DEFLATED:
        deflater = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        content = deflater.compress(content) + deflater.flush()
    return content


def recode(content, syntax, wanted, **options):
    stream = BytesIO(content)
    source = InflatingSource(stream, 0) if syntax == DEFLATED else PlainSource(stream, 0)
    return b"".join(recoded(source, encoding_of(syntax), encoding_of(wanted), **options))


def read(content, syntax):
    """Every element as a plain reader finds it: where it is, and its value as little endian bytes."""
    if syntax == DEFLATED:
        content = zlib.decompressobj(-zlib.MAX_WBITS).decompress(content)
    order = ">" if syntax == BIG else "<"
    found, rest = _elements(content, order, is_explicit=syntax != IMPLICIT, path=())
    assert rest == b""
    return found


def _elements(content, order, *, is_explicit, path):
    """Read until the end or an item's delimiter."""
    found = []
    while content:
        group, number = struct.unpack_from(f"{order}HH", content)
        tag = group << 16 | number
        if tag == 0xFFFEE00D:
            return found, content[8:]
        at, representation = 8, ""
        if not is_explicit or group == 0xFFFE:
            (length,) = struct.unpack_from(f"{order}I", content, 4)
        elif (representation := content[4:6].decode()) in LONG:
            (length,) = struct.unpack_from(f"{order}I", content, 8)
            at = 12
        else:
            (length,) = struct.unpack_from(f"{order}H", content, 6)
        if representation == "SQ" or tag in SEQUENCES:
            items, content = _items(content[at:], length, order, is_explicit=is_explicit, path=(*path, tag))
            found += [((*path, tag), len(items)), *(element for item in items for element in item)]
            continue
        value, content = content[at : at + length], content[at + length :]
        found.append(((*path, tag), _little(value, representation, is_big=order == ">")))
    return found, b""


def _items(content, length, order, *, is_explicit, path):
    items = []
    content, behind = (content, None) if length == 0xFFFFFFFF else (content[:length], content[length:])
    while content:
        _, number, size = struct.unpack_from(f"{order}HHI", content)
        content = content[8:]
        if number == 0xE0DD:
            break
        inner, rest = (content, None) if size == 0xFFFFFFFF else (content[:size], content[size:])
        item, left = _elements(inner, order, is_explicit=is_explicit, path=(*path, len(items)))
        items.append(item)
        content = left if rest is None else rest
    return items, content if behind is None else behind


def _little(value, representation, *, is_big):
    widths = {"US": 2, "SS": 2, "OW": 2, "AT": 2, "UL": 4, "SL": 4, "FL": 4, "OL": 4, "OF": 4}
    width = widths.get(representation, 8 if representation in ("FD", "OD", "SV", "UV", "OV") else 1)
    return np.frombuffer(value, f">u{width}").astype(f"<u{width}").tobytes() if is_big and width > 1 else value


@settings(max_examples=150, deadline=None)
@given(data_sets(), st.sampled_from(NATIVE), st.sampled_from(NATIVE), st.sampled_from(NATIVE))
def test_whatever_the_way_the_elements_stay_the_same(data_set, stored, between, wanted):
    is_signed = data_set.get("PixelRepresentation", 0) == 1
    content = written(data_set, stored)
    first = recode(content, stored, between, is_signed=is_signed)
    second = recode(first, between, wanted, is_signed=is_signed)
    assert read(second, wanted) == read(written(data_set, EXPLICIT), EXPLICIT)


def test_the_sign_of_pixels_decides_the_representation_of_values_before_and_within():
    data_set, icon = Dataset(), Dataset()
    icon.PixelRepresentation, icon.SmallestImagePixelValue = 0, 5
    data_set.MappedPixelValue = -3
    data_set["MappedPixelValue"].VR = "SS"
    data_set.PixelRepresentation, data_set.SmallestImagePixelValue = 1, -5
    data_set["SmallestImagePixelValue"].VR = "SS"
    data_set.IconImageSequence = [icon]
    icon["SmallestImagePixelValue"].VR = "US"
    explicit = recode(written(data_set, IMPLICIT), IMPLICIT, EXPLICIT, is_signed=True)
    again = pydicom.filereader.read_dataset(BytesIO(explicit), False, True)
    assert (again["MappedPixelValue"].VR, again.MappedPixelValue) == ("SS", -3)
    assert (again["SmallestImagePixelValue"].VR, again.SmallestImagePixelValue) == ("SS", -5)
    assert again.IconImageSequence[0]["SmallestImagePixelValue"].VR == "US"


def test_waveform_data_of_eight_bits_becomes_bytes_and_of_sixteen_words():
    for bits, representation in ((8, "OB"), (16, "OW")):
        group = Dataset()
        group.WaveformBitsAllocated = bits
        group.WaveformData = b"\x01\x02"
        group["WaveformData"].VR = "OW"
        data_set = Dataset()
        data_set.WaveformSequence = [group]
        explicit = recode(written(data_set, IMPLICIT), IMPLICIT, EXPLICIT)
        again = pydicom.filereader.read_dataset(BytesIO(explicit), False, True)
        assert representation == again.WaveformSequence[0]["WaveformData"].VR


def test_a_text_too_long_for_its_explicit_length_becomes_unknown():
    long = b"1\\" * 40_000
    content = struct.pack("<HHI", 0x0018, 0x1063, len(long)) + long
    explicit = recode(content, IMPLICIT, EXPLICIT)
    assert explicit == struct.pack("<HH2sHI", 0x0018, 0x1063, b"UN", 0, len(long)) + long
    assert recode(explicit, EXPLICIT, IMPLICIT) == content


def test_a_private_element_of_implicit_vr_is_unknown_and_its_creator_a_text():
    creator = struct.pack("<HHI", 0x0029, 0x0010, 4) + b"ME  "
    content = creator + struct.pack("<HHI", 0x0029, 0x1001, 2) + b"\x01\x00"
    explicit = recode(content, IMPLICIT, EXPLICIT)
    assert (
        explicit
        == struct.pack("<HH2sH", 0x0029, 0x0010, b"LO", 4)
        + b"ME  "
        + struct.pack("<HH2sHI", 0x0029, 0x1001, b"UN", 0, 2)
        + b"\x01\x00"
    )


def test_an_unknown_sequence_within_big_endian_is_read_as_implicit():
    """PS3.5 6.2.2: what UN of undefined length holds is Implicit VR Little Endian."""
    inner = struct.pack("<HHI", 0x0028, 0x0010, 2) + struct.pack("<H", 513)
    content = struct.pack(">HH2sHI", 0x0029, 0x1001, b"UN", 0, 0xFFFFFFFF)
    content += struct.pack("<HHI", 0xFFFE, 0xE000, len(inner)) + inner + struct.pack("<HHI", 0xFFFE, 0xE0DD, 0)
    for wanted in (EXPLICIT, BIG):
        again = read(recode(content, BIG, wanted), wanted)
        assert again == [((0x00291001,), 1), ((0x00291001, 0, 0x00280010), struct.pack("<H", 513))]


def test_group_lengths_are_left_out_and_empty_sequences_stay_empty():
    content = struct.pack("<HH2sHI", 0x0008, 0x0000, b"UL", 4, 99)
    empty = struct.pack("<HH2sHI", 0x0040, 0x0275, b"SQ", 0, 0)
    assert recode(content + empty, EXPLICIT, EXPLICIT) == empty
    assert recode(content + empty, EXPLICIT, IMPLICIT) == struct.pack("<HHI", 0x0040, 0x0275, 0)


def test_nesting_is_followed_without_recursion_and_only_so_deep():
    def nested(depth):
        opening = struct.pack("<HH2sHI", 0x0040, 0xA730, b"SQ", 0, 0xFFFFFFFF) + struct.pack(
            "<HHI", 0xFFFE, 0xE000, 0xFFFFFFFF
        )
        return (
            opening * depth + (struct.pack("<HHI", 0xFFFE, 0xE00D, 0) + struct.pack("<HHI", 0xFFFE, 0xE0DD, 0)) * depth
        )

    assert recode(nested(DEEPEST_NESTING), EXPLICIT, EXPLICIT) == nested(DEEPEST_NESTING)
    with pytest.raises(Malformed):
        recode(nested(DEEPEST_NESTING + 1), EXPLICIT, IMPLICIT)


def test_a_data_set_that_breaks_off_is_refused():
    data_set = Dataset()
    data_set.StudyDescription = "CHEST"
    with pytest.raises(Malformed):
        recode(written(data_set, EXPLICIT)[:-1], EXPLICIT, IMPLICIT)


def test_a_value_of_odd_length_is_padded():
    """PS3.5 7.1.1; DCMTK gives an association up over one."""
    content = struct.pack("<HH2sH", 0x0008, 0x1030, b"LO", 3) + b"ABC"
    content += struct.pack("<HH2sHI", 0x7FE0, 0x0010, b"OB", 0, 1) + b"\7"
    again = read(recode(content, EXPLICIT, IMPLICIT), IMPLICIT)
    assert again == [((0x00081030,), b"ABC "), ((0x7FE00010,), b"\7\0")]


def test_an_item_outside_of_any_sequence_is_refused():
    content = struct.pack("<HHI", 0xFFFE, 0xE000, 10) + struct.pack("<HH2sHH", 0x0028, 0x0010, b"US", 2, 7)
    with pytest.raises(Malformed):
        recode(content, EXPLICIT, IMPLICIT)


@pytest.mark.parametrize("wanted", [IMPLICIT, EXPLICIT, BIG])
def test_what_is_to_differ_takes_its_place_in_the_order_of_tags(wanted):
    data_set = Dataset()
    data_set.StudyDescription, data_set.PhotometricInterpretation, data_set.Rows = "CHEST", "YBR_RCT", 4
    changes = Changes({0x00280004: Edit("CS", b"RGB "), 0x00280006: Edit("US", b"\1\0"), 0x00081030: None})
    changes_behind = Changes({**changes.elements, 0x7FE00010: Edit("OW", b"\1\2")})
    again = read(recode(written(data_set, EXPLICIT), EXPLICIT, wanted, changes=changes_behind), wanted)
    expected = [(0x00280004, b"RGB "), (0x00280006, b"\1\0"), (0x00280010, b"\4\0"), (0x7FE00010, b"\1\2")]
    assert again == [((tag,), value) for tag, value in expected]


def test_a_deflated_stream_has_an_even_length():
    for length in range(8):
        data_set = Dataset()
        data_set.StudyDescription = "X" * length
        content = recode(written(data_set, EXPLICIT), EXPLICIT, DEFLATED)
        assert len(content) % 2 == 0
        assert read(content, DEFLATED) == read(written(data_set, EXPLICIT), EXPLICIT)
