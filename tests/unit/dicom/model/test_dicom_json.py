"""The DICOM JSON Model (PS3.18 Annex F)."""

import struct
from io import BytesIO

from pydicom.dataset import Dataset

from teleread.dicom.dataset.opening import open_instance
from teleread.dicom.model.bulk import bulk_value
from teleread.dicom.model.dicom_json import to_json
from tests.unit.dicom.opened import as_file, opened


def json_of(opened_instance):
    return to_json(opened_instance, bulk_uri=lambda path: f"/bulk/{path}")


def a_data_set(**values):
    data_set = Dataset()
    data_set.SOPClassUID, data_set.SOPInstanceUID = "1.2.840.10008.5.1.4.1.1.7", "1.2.3"
    for keyword, value in values.items():
        setattr(data_set, keyword, value)
    return data_set


def reopened(data_set, **options):
    return open_instance(BytesIO(as_file(data_set, **options)))


def test_a_name_has_its_component_groups(shared_data):
    found = json_of(opened(shared_data / "constructed" / "charset-cn" / "us-gb18030.dcm"))

    assert found["00100010"] == {"vr": "PN", "Value": [{"Alphabetic": "Zhang^San", "Ideographic": "张^三"}]}
    assert found["00080005"] == {"vr": "CS", "Value": ["ISO_IR 192"]}


def test_an_undeclared_name_is_read_by_its_bytes(shared_data):
    found = json_of(opened(shared_data / "constructed" / "charset-cn" / "us-gbk-bytes-no-charset.dcm"))

    assert found["00100010"]["Value"] == [{"Alphabetic": "李桂英"}]


def test_numbers_are_numbers_and_what_is_none_stays_text():
    data_set = a_data_set(PixelSpacing=["0.5", "0.25"], InstanceNumber="7", Rows=3)
    raw = as_file(data_set).replace(b"0.5\\0.25", b"0.5\\oops")

    found = json_of(open_instance(BytesIO(raw)))

    assert found["00280030"]["Value"] == [0.5, "oops"]
    assert (found["00200013"]["Value"], found["00280010"]["Value"]) == ([7], [3])


def test_an_empty_value_has_no_value():
    assert json_of(reopened(a_data_set(PatientID="")))["00100020"] == {"vr": "LO"}


def test_an_empty_one_among_several_is_null():
    assert json_of(reopened(a_data_set(ImageType=["ORIGINAL", "", "X"])))["00080008"]["Value"] == [
        "ORIGINAL",
        None,
        "X",
    ]


def test_a_sequence_of_defined_length_is_items():
    code = Dataset()
    code.CodeValue = "1"

    found = json_of(reopened(a_data_set(ConceptNameCodeSequence=[code, Dataset()])))

    assert found["0040A043"]["Value"] == [{"00080100": {"vr": "SH", "Value": ["1"]}}, {}]


def test_small_binary_is_inline_and_large_is_an_address(shared_data):
    recording = opened(shared_data / "ecg" / "12lead-el250-1000hz.dcm")

    group = json_of(recording)["54000100"]["Value"][0]

    assert group["54001010"]["BulkDataURI"] == "/bulk/54000100/0/54001010"
    assert len(bulk_value(recording, "54000100/0/54001010")) == 12 * 10000 * 2


def test_big_endian_words_leave_in_little_endian():
    words = struct.pack(">4H", 1, 2, 3, 4)
    data_set = a_data_set(RedPaletteColorLookupTableData=words)
    data_set["RedPaletteColorLookupTableData"].VR = "OW"

    found = json_of(reopened(data_set, is_little_endian=False))

    assert found["00281201"]["InlineBinary"] == "AQACAAMABAA="


def test_a_number_that_json_lacks_is_its_name():
    assert json_of(reopened(a_data_set(RealWorldValueSlope=float("nan"))))["00409225"]["Value"] == ["nan"]


def test_a_text_that_nobody_reads_in_a_header_is_an_address():
    found = json_of(reopened(a_data_set(TextValue="长" * 30_000, SpecificCharacterSet="ISO_IR 192")))

    assert found["0040A160"] == {"vr": "UT", "BulkDataURI": "/bulk/0040A160"}
