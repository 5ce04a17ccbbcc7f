"""From the bytes of a data set to the four levels, within bounds."""

import struct
import tracemalloc
import zlib
from contextlib import suppress
from datetime import UTC, date, datetime
from io import BytesIO

import pydicom
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydicom.dataset import Dataset
from pydicom.filebase import DicomBytesIO
from pydicom.filewriter import write_dataset
from pydicom.sequence import Sequence
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
)

from teleread.archive.study import NameStanding
from teleread.dicom.dataset.attributes import ContradictsRequest, LacksIdentity, Sender, check_announced, read_arrival
from teleread.dicom.dataset.header import NotADataSet
from teleread.dicom.dataset.source import Malformed
from teleread.dicom.likeness import read_digests

SENDER = Sender("qingshan", "Asia/Shanghai", None)
NOW = datetime(2026, 3, 10, 3, 0, tzinfo=UTC)
DX = "1.2.840.10008.5.1.4.1.1.1.1"


def a_data_set(**values):
    made = Dataset()
    made.SpecificCharacterSet = "GB18030"
    made.SOPClassUID, made.SOPInstanceUID = DX, "1.2.3.1"
    made.StudyInstanceUID, made.SeriesInstanceUID = "1.2.3", "1.2.3.4"
    made.PatientName, made.PatientID, made.PatientSex, made.PatientBirthDate = "王^秀英", "0001", "F", "19480912"
    made.Modality, made.StudyDate, made.StudyTime = "DX", "20260310", "091500"
    made.Rows, made.Columns, made.BitsAllocated, made.SamplesPerPixel = 2, 2, 16, 1
    made.add_new(0x7FE00010, "OW", b"\x01\x00\x02\x00\x03\x00\x04\x00")
    for keyword, value in values.items():
        if value is None:
            delattr(made, keyword)
        else:
            setattr(made, keyword, value)
    return made


def encoded(data_set, transfer_syntax=ExplicitVRLittleEndian):
    stream = DicomBytesIO()
    stream.is_little_endian = transfer_syntax != ExplicitVRBigEndian
    stream.is_implicit_VR = transfer_syntax == ImplicitVRLittleEndian
    if transfer_syntax == ExplicitVRBigEndian:
        data_set = pydicom.Dataset(data_set)
        data_set.add_new(0x7FE00010, "OW", b"\x00\x01\x00\x02\x00\x03\x00\x04")
    write_dataset(stream, data_set)
    content = stream.getvalue()
    if transfer_syntax == DeflatedExplicitVRLittleEndian:
        deflater = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        content = deflater.compress(content) + deflater.flush()
    return content


def read(content, transfer_syntax=ExplicitVRLittleEndian, sender=SENDER):
    return read_arrival(
        BytesIO(content), offset=0, transfer_syntax_uid=str(transfer_syntax), sender=sender, received_at=NOW
    )


def digests(content, transfer_syntax=ExplicitVRLittleEndian):
    return read_digests(BytesIO(content), 0, str(transfer_syntax), site_default=None)


def test_the_four_levels_are_read():
    arrival = read(encoded(a_data_set()))

    assert (arrival.patient.patient_name, arrival.patient.name_standing) == ("王^秀英", NameStanding.EXACT)
    assert arrival.patient.patient_name_bytes == "王^秀英".encode("gb18030") + b" "
    assert arrival.patient.patient_birth_date == date(1948, 9, 12)
    assert (arrival.study.study_instance_uid, arrival.series.series_instance_uid) == ("1.2.3", "1.2.3.4")
    assert (arrival.instance.rows, arrival.instance.columns, arrival.instance.number_of_frames) == (2, 2, 1)
    assert arrival.study.acquired_at == datetime(2026, 3, 10, 1, 15, tzinfo=UTC)


SYNTAXES = [ExplicitVRLittleEndian, ImplicitVRLittleEndian, ExplicitVRBigEndian, DeflatedExplicitVRLittleEndian]


@pytest.mark.parametrize("transfer_syntax", SYNTAXES)
def test_another_encoding_says_the_same(transfer_syntax):
    plain, other = read(encoded(a_data_set())), read(encoded(a_data_set(), transfer_syntax), transfer_syntax)

    assert digests(encoded(a_data_set(), transfer_syntax), transfer_syntax) == digests(encoded(a_data_set()))
    assert (other.patient, other.study, other.series) == (plain.patient, plain.study, plain.series)


def test_another_character_set_is_the_same_content():
    in_utf_8 = a_data_set(SpecificCharacterSet="ISO_IR 192")
    assert digests(encoded(in_utf_8)) == digests(encoded(a_data_set()))


@pytest.mark.parametrize("harmless", [{"ImageComments": "resent"}, {"WindowCenter": "40"}, {"InstitutionName": "x"}])
def test_header_that_neither_identifies_nor_shows_is_the_same_content(harmless):
    assert digests(encoded(a_data_set(**harmless))) == digests(encoded(a_data_set()))


@pytest.mark.parametrize(
    "other",
    [
        {"PatientName": "王^秀莹"},
        {"PatientID": "0002"},
        {"PatientSex": "M"},
        {"StudyInstanceUID": "1.2.4"},
        {"PixelData": b"\x01\x00\x02\x00\x03\x00\x05\x00"},
        {"Rows": 4},
        {"PixelSpacing": ["0.1", "0.1"]},
        {"RescaleSlope": "2"},
        {"Laterality": "L"},
    ],
)
def test_what_identifies_or_shows_is_other_content(other):
    assert digests(encoded(a_data_set(**other))).content != digests(encoded(a_data_set())).content


def test_the_data_sets_own_offset_wins_over_the_zone_of_the_site():
    arrival = read(encoded(a_data_set(TimezoneOffsetFromUTC="+0100")))
    assert arrival.study.acquired_at == datetime(2026, 3, 10, 8, 15, tzinfo=UTC)


def test_a_request_item_is_read_in_its_own_character_set():
    item = Dataset()
    item.SpecificCharacterSet, item.RequestedProcedureDescription = "GB18030", "胸部正位"
    whole = a_data_set(SpecificCharacterSet="ISO_IR 192", RequestAttributesSequence=Sequence([item]))
    assert read(encoded(whole)).study.study_description == "胸部正位"


@pytest.mark.parametrize("lacking", ["SOPClassUID", "SOPInstanceUID", "StudyInstanceUID", "SeriesInstanceUID"])
def test_an_instance_without_a_name_of_its_own_is_refused(lacking):
    for value in (None, "", "../../etc"):
        with pytest.raises(LacksIdentity):
            read(encoded(a_data_set(**{lacking: value})))


def test_an_identifier_too_long_for_an_index_ends_in_its_digest():
    one = read(encoded(a_data_set(PatientID="9" * 5000))).patient.patient_id
    other = read(encoded(a_data_set(PatientID="9" * 5001))).patient.patient_id
    assert one != other
    assert len(one) <= 128


def test_a_data_set_that_is_not_the_announced_instance_is_told():
    arrival = read(encoded(a_data_set()))
    check_announced(arrival, sop_class_uid=DX, sop_instance_uid="1.2.3.1")
    with pytest.raises(ContradictsRequest):
        check_announced(arrival, sop_class_uid=DX, sop_instance_uid="1.2.3.2")
    with pytest.raises(ContradictsRequest):
        check_announced(arrival, sop_class_uid="1.2", sop_instance_uid="1.2.3.1")


@pytest.mark.parametrize("noise", [b"", b"\0", b"%PDF-1.7 ...............", b"\x89PNG\r\n\x1a\n" * 9, b"\xff" * 99])
def test_what_is_no_data_set_is_called_so(noise):
    with pytest.raises(NotADataSet):
        read(noise)


def test_a_data_set_cut_inside_its_pixels_is_broken_off_and_never_an_instance():
    whole = encoded(a_data_set())
    for missing in range(1, 20):
        with pytest.raises(Malformed, match="truncated"):
            read(whole[:-missing])


def test_what_follows_the_pixels_is_padding():
    assert read(encoded(a_data_set()) + b"\x12" * 777).instance.rows == 2


def nested(depth):
    opening = struct.pack("<HH2sHL", 0x0040, 0xA730, b"SQ", 0, 0xFFFFFFFF) + struct.pack(
        "<HHL", 0xFFFE, 0xE000, 0xFFFFFFFF
    )
    closing = struct.pack("<HHL", 0xFFFE, 0xE00D, 0) + struct.pack("<HHL", 0xFFFE, 0xE0DD, 0)
    head = encoded(a_data_set(PixelData=None))
    return head + opening * depth + closing * depth


def test_sequences_may_nest_sixty_deep_and_not_three_thousand():
    assert read(nested(60)).instance.rows == 2
    with pytest.raises(Malformed, match="nested_too_deep"):
        read(nested(3000))


def test_a_length_of_four_gigabytes_is_broken_off():
    lying = encoded(a_data_set(PixelData=None)) + struct.pack("<HH2sHL", 0x7FE0, 0x0010, b"OW", 0, 0xFFFFFFF0)
    with pytest.raises(Malformed, match="truncated"):
        read(lying)


def test_a_deflated_data_set_is_read_in_bounded_memory():
    large = a_data_set(PixelData=b"\0" * (64 << 20))
    content = encoded(large, DeflatedExplicitVRLittleEndian)
    del large
    tracemalloc.start()
    read(content, DeflatedExplicitVRLittleEndian)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 16 << 20


def test_marks_that_steer_a_display_leave_a_name_to_be_confirmed():
    arrival = read(encoded(a_data_set(SpecificCharacterSet="ISO_IR 192", PatientName="张\u202e三")))
    assert arrival.patient.patient_name == "张‹U+202E›三"
    assert arrival.patient.name_standing is NameStanding.GUESSED


WHOLE = encoded(a_data_set())


@given(st.binary(max_size=300), st.sampled_from(SYNTAXES))
def test_any_bytes_are_an_arrival_or_one_of_three_refusals(content, transfer_syntax):
    with suppress(NotADataSet, Malformed, LacksIdentity):
        read(content, transfer_syntax)


@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 255), st.sampled_from(SYNTAXES))
def test_any_changed_byte_is_an_arrival_or_one_of_three_refusals(position, byte, transfer_syntax):
    content = WHOLE[:position] + bytes([byte]) + WHOLE[position + 1 :]
    with suppress(NotADataSet, Malformed, LacksIdentity):
        read(content, transfer_syntax)


@pytest.mark.parametrize("transfer_syntax", [ExplicitVRLittleEndian, ImplicitVRLittleEndian])
@pytest.mark.parametrize("attribute", ["PatientID", "PatientName", "AccessionNumber", "SOPInstanceUID"])
def test_who_says_an_attribute_twice_must_say_the_same(transfer_syntax, attribute):
    content = encoded(a_data_set(AccessionNumber="A1"), transfer_syntax)
    same, other = Dataset(), Dataset()
    setattr(same, attribute, a_data_set(AccessionNumber="A1")[attribute].value)
    setattr(other, attribute, "1.2.9")
    with pytest.raises(Malformed, match="said_twice"):
        read(content + encoded_alone(other, transfer_syntax), transfer_syntax)
    same.SpecificCharacterSet = "GB18030"
    assert read(content + encoded_alone(same, transfer_syntax), transfer_syntax) == read(content, transfer_syntax)


def test_a_request_said_twice_must_be_the_same():
    request, other = Dataset(), Dataset()
    request.AccessionNumber, other.AccessionNumber = "A1", "A2"
    second = Dataset()
    second.RequestAttributesSequence = [other]
    content = encoded(a_data_set(RequestAttributesSequence=Sequence([request])))
    with pytest.raises(Malformed, match="said_twice"):
        read(content + encoded_alone(second, ExplicitVRLittleEndian))


def encoded_alone(data_set, transfer_syntax):
    stream = DicomBytesIO()
    stream.is_little_endian, stream.is_implicit_VR = True, transfer_syntax == ImplicitVRLittleEndian
    write_dataset(stream, data_set)
    return stream.getvalue()


@pytest.mark.parametrize("attribute", ["PatientID", "AccessionNumber"])
def test_identifiers_that_cannot_be_read_stay_two(attribute):
    def identifier(raw):
        content = encoded(a_data_set(**{"SpecificCharacterSet": "ISO_IR 192", attribute: "@@@@"}))
        arrival = read(content.replace(b"@@@@", raw))
        return arrival.patient.patient_id if attribute == "PatientID" else arrival.study.accession_number

    one, other = identifier(b"12\x81\xff"), identifier(b"12\xff\x81")
    assert one.startswith("12")
    assert other.startswith("12")
    assert one != other
    assert one == identifier(b"12\x81\xff")


@pytest.mark.parametrize("uid", [".", "..", "...", "-", "_._"])
def test_dots_alone_are_no_uid(uid):
    """Such a name would be another place wherever it stands in an address."""
    with pytest.raises(LacksIdentity):
        read(encoded(a_data_set(StudyInstanceUID=uid)))
