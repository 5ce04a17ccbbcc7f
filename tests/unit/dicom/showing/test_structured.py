"""What a structured document says, as text."""

from io import BytesIO

import pytest
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from teleread.dicom.dataset.opening import Opened, open_instance
from teleread.dicom.dataset.unshowable import NotAPdf, NotReadable
from teleread.dicom.showing.document import read_document
from teleread.dicom.showing.structured import CUT, DEEPEST, MOST_ITEMS
from tests.unit.dicom.opened import as_file, opened


def said(document: Opened) -> list[str]:
    media_type, content = read_document(document)
    assert media_type == "text/plain; charset=utf-8"
    return content.decode().splitlines()


def an_item(kind: str, **values: object) -> Dataset:
    item = Dataset()
    item.ValueType = kind
    for keyword, value in values.items():
        setattr(item, keyword, value)
    return item


def a_document(*items: Dataset) -> Opened:
    root = an_item("CONTAINER", ContentSequence=Sequence(items), SpecificCharacterSet="ISO_IR 192")
    root.SOPClassUID, root.SOPInstanceUID = "1.2.840.10008.5.1.4.1.1.88.33", "1.2.3"
    return open_instance(BytesIO(as_file(root)))


def test_a_report_in_chinese_is_read_by_its_own_character_set(shared_data):
    assert said(opened(shared_data / "constructed/documents/sr-gb18030.dcm")) == [
        "放射科诊断报告",
        "    Findings: 双肺纹理清晰，未见明显实变影。心影大小正常。双侧膈面光整，肋膈角锐利。",
        "    Impression: 心肺膈未见明显异常。",
    ]


def test_numbers_have_their_units_and_references_their_frames(shared_data):
    lines = said(opened(shared_data / "documents/sr-comprehensive.dcm"))
    assert "    Diameter: 3 cm" in lines
    assert "    [图像 image, 帧 frame 5, 2]" in lines
    assert said(opened(shared_data / "documents/ko.dcm")) == ["Of Interest", "    [图像 image]"]


def test_what_is_very_deep_or_very_long_has_an_end():
    deep = an_item("TEXT", TextValue="innermost")
    for _ in range(DEEPEST + 5):
        deep = an_item("TEXT", TextValue="level", ContentSequence=Sequence([deep]))
    lines = said(a_document(deep))
    assert "innermost" not in lines[-1]
    assert lines[-1].strip() == CUT
    many = said(a_document(*(an_item("TEXT", TextValue="x") for _ in range(MOST_ITEMS + 5))))
    assert (len(many), many[-1]) == (MOST_ITEMS + 2, CUT)


def test_nothing_in_it_steers_the_display():
    (line,) = said(a_document(an_item("TEXT", TextValue="左\u202e右")))
    assert line == "左‹U+202E›右"


def test_an_empty_tree_and_another_kind_of_document_say_so(shared_data):
    with pytest.raises(NotReadable):
        read_document(a_document(an_item("UIDREF", UID="1.2.3")))
    bare = Dataset()
    bare.SOPClassUID, bare.SOPInstanceUID = "1.2.840.10008.5.1.4.1.1.104.1", "1.2.3"
    with pytest.raises(NotAPdf):
        read_document(open_instance(BytesIO(as_file(bare))))
