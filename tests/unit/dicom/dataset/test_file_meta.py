"""The head that is written before a stranger's data set."""

import hashlib
from io import BytesIO

import pydicom

from teleread.dicom.dataset.file_meta import file_meta
from teleread.dicom.dataset.part10 import read_head

HEAD = {
    "transfer_syntax_uid": "1.2.840.10008.1.2.1",
    "sop_class_uid": "1.2.840.10008.5.1.4.1.1.1.1",
    "sop_instance_uid": "2.25.4711",
}


def test_it_says_what_was_announced_and_no_more() -> None:
    content = file_meta(**HEAD)

    read = pydicom.dcmread(BytesIO(content)).file_meta
    assert (read.MediaStorageSOPClassUID, read.MediaStorageSOPInstanceUID) == (HEAD["sop_class_uid"], "2.25.4711")
    assert read.TransferSyntaxUID == HEAD["transfer_syntax_uid"]
    assert read.FileMetaInformationGroupLength == len(content) - 144
    assert content[:128] == bytes(128)


def test_it_is_the_same_for_ever() -> None:
    """Or what was received before an upgrade would be kept once more after it."""
    digest = hashlib.sha256(file_meta(**HEAD)).hexdigest()
    assert digest == "0e6bd20a431b32a4959a2d3cc77b643500dd3a8e58192ff6c1a116c3c62db469"


def test_a_data_set_behind_it_is_found_again() -> None:
    content = file_meta(**HEAD)
    first = b"\x08\x00\x16\x00UI\x02\x001\x00"

    assert read_head(BytesIO(content + first)).data_set_offset == len(content)


def test_a_uid_beyond_every_bound_is_cut() -> None:
    assert len(file_meta(transfer_syntax_uid="1.2", sop_class_uid="1" * 100_000, sop_instance_uid="2")) < 1000
