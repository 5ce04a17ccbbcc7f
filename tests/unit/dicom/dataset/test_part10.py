"""A DICOM file from the outside."""

from io import BytesIO

import pytest

from teleread.dicom.dataset.part10 import (
    EXPLICIT_VR_BIG_ENDIAN,
    EXPLICIT_VR_LITTLE_ENDIAN,
    IMPLICIT_VR_LITTLE_ENDIAN,
    NotDicom,
    data_set_offset,
    read_head,
)


def head_of(path):
    with path.open("rb") as stream:
        return read_head(stream)


def test_file_meta_says_the_transfer_syntax(shared_data):
    head = head_of(shared_data / "us-multiframe" / "us-27f-jpeg-xl.dcm")

    assert head.transfer_syntax_uid == "1.2.840.10008.1.2.4.111"


def test_the_data_set_starts_behind_file_meta(shared_data):
    file = shared_data / "ecg" / "12lead-el250-1000hz.dcm"

    offset = head_of(file).data_set_offset

    assert file.read_bytes()[offset : offset + 4] == b"\x08\x00\x05\x00"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("xray/cr-chest-mono1-no-meta.dcm", IMPLICIT_VR_LITTLE_ENDIAN),
        ("malformed/ExplVR_LitEndNoMeta.dcm", EXPLICIT_VR_LITTLE_ENDIAN),
        ("malformed/ExplVR_BigEndNoMeta.dcm", EXPLICIT_VR_BIG_ENDIAN),
    ],
)
def test_a_bare_data_set_is_told_by_its_first_element(shared_data, name, expected):
    head = head_of(shared_data / name)

    assert (head.data_set_offset, head.transfer_syntax_uid) == (0, expected)


def test_the_identifiers_of_the_data_set_win_over_file_meta(shared_data):
    differs = head_of(shared_data / "constructed" / "identity" / "meta-uid-differs.dcm")

    with (shared_data / "constructed" / "identity" / "meta-uid-differs.dcm").open("rb") as stream:
        assert differs.sop_instance_uid.encode() in stream.read()[differs.data_set_offset :]


@pytest.mark.parametrize("name", ["noise", "plain-text", "png-header", "pdf-header", "zero-bytes", "preamble-only"])
def test_what_is_not_dicom_is_refused(shared_data, name):
    content = (shared_data / "constructed" / "damaged" / f"{name}.dcm").read_bytes()

    with pytest.raises(NotDicom):
        read_head(BytesIO(content))


def test_a_kept_data_set_that_begins_like_file_meta_is_not_taken_for_it(shared_data):
    content = (shared_data / "constructed/clinic-day/QS2026030001-xr-1.dcm").read_bytes()
    offset = head_of(shared_data / "constructed/clinic-day/QS2026030001-xr-1.dcm").data_set_offset
    disguised = content[:offset] + b"\x02\x00\x10\x00UI\x04\x001.2\0" + content[offset:]

    assert data_set_offset(BytesIO(content)) == offset
    assert data_set_offset(BytesIO(disguised)) == offset
    assert read_head(BytesIO(disguised)).data_set_offset > offset


def test_a_kept_object_without_a_group_length_is_read_by_its_elements(shared_data):
    path = shared_data / "malformed" / "no_meta_group_length.dcm"

    with path.open("rb") as stream:
        assert data_set_offset(stream) == read_head(stream).data_set_offset
