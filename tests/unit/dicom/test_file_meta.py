"""The head that is written before a stranger's data set."""

from io import BytesIO

import pydicom

from teleread.dicom.file_meta import file_meta
from teleread.dicom.part10 import Part10, read_head

HEAD = Part10(0, "1.2.840.10008.1.2.1", "1.2.840.10008.5.1.4.1.1.1.1", "2.25.4711")


def test_it_says_what_the_head_says_and_no_more() -> None:
    content = file_meta(HEAD)

    read = pydicom.dcmread(BytesIO(content)).file_meta
    assert (read.MediaStorageSOPClassUID, read.MediaStorageSOPInstanceUID) == (HEAD.sop_class_uid, "2.25.4711")
    assert read.TransferSyntaxUID == HEAD.transfer_syntax_uid
    assert read.FileMetaInformationGroupLength == len(content) - 144
    assert content[:128] == bytes(128)


def test_a_data_set_behind_it_is_found_again() -> None:
    content = file_meta(HEAD)
    first = b"\x08\x00\x16\x00UI\x02\x001\x00"

    assert read_head(BytesIO(content + first)).data_set_offset == len(content)


def test_a_uid_beyond_every_bound_is_cut() -> None:
    assert len(file_meta(Part10(0, "1.2", "1" * 100_000, "2"))) < 1000
