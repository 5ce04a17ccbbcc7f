"""Which fragments are a frame, by the offset tables and by their content (PS3.5 A.4)."""

import zlib
from io import BytesIO

import pytest
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.filewriter import dcmwrite
from pydicom.uid import JPEGBaseline8Bit, SecondaryCaptureImageStorage

from teleread.dicom.dataset.opening import open_instance
from teleread.dicom.dataset.unshowable import CannotShow
from teleread.dicom.pixels.frames import check_frames, stored_frame
from teleread.dicom.pixels.image import image_attributes
from teleread.dicom.pixels.samples import decode_frame

SOI = b"\xff\xd8\xff\xe0"
ITEM, DELIMITER = b"\xfe\xff\x00\xe0", b"\xfe\xff\xdd\xe0\0\0\0\0"


def item(content: bytes) -> bytes:
    return ITEM + len(content).to_bytes(4, "little") + content


def encapsulated(
    fragments: list[bytes],
    *,
    frames: int,
    offsets: tuple[int, ...] = (),
    extended: bytes | None = None,
    syntax: str = JPEGBaseline8Bit,
):
    data_set = Dataset()
    data_set.SOPClassUID, data_set.SOPInstanceUID = SecondaryCaptureImageStorage, "1.2.3"
    data_set.SamplesPerPixel, data_set.PhotometricInterpretation = 1, "MONOCHROME2"
    data_set.NumberOfFrames, data_set.Rows, data_set.Columns = frames, 2, 2
    data_set.BitsAllocated, data_set.BitsStored, data_set.HighBit, data_set.PixelRepresentation = 8, 8, 7, 0
    if extended is not None:
        data_set.ExtendedOffsetTable = extended
    table = item(b"".join(offset.to_bytes(4, "little") for offset in offsets))
    data_set.PixelData = table + b"".join(map(item, fragments)) + DELIMITER
    data_set["PixelData"].is_undefined_length = True
    data_set.file_meta = FileMetaDataset()
    data_set.file_meta.TransferSyntaxUID = JPEGBaseline8Bit
    file = BytesIO()
    dcmwrite(file, data_set, enforce_file_format=True)
    return open_instance(file, syntax)


def frames_of(opened):
    image = image_attributes(opened)
    return [stored_frame(opened, image, number) for number in range(1, image.number_of_frames + 1)]


def test_one_frame_takes_every_fragment():
    assert frames_of(encapsulated([SOI + b"ab", b"cd"], frames=1)) == [SOI + b"abcd"]


def test_as_many_fragments_as_frames_are_the_frames():
    assert frames_of(encapsulated([b"ab", b"cd"], frames=2)) == [b"ab", b"cd"]


def test_the_basic_offset_table_groups_fragments():
    opened = encapsulated([b"aa", b"bb", b"cc"], frames=2, offsets=(0, 20))

    assert frames_of(opened) == [b"aabb", b"cc"]


def test_the_extended_offset_table_wins():
    table = (0).to_bytes(8, "little") + (10).to_bytes(8, "little")

    assert frames_of(encapsulated([b"aa", b"bb", b"cc"], frames=2, offsets=(0, 20), extended=table)) == [b"aa", b"bbcc"]


def test_without_a_table_a_new_stream_is_a_new_frame():
    opened = encapsulated([SOI + b"aa", b"bb", SOI + b"cc", b"dd"], frames=2)

    assert frames_of(opened) == [SOI + b"aabb", SOI + b"ccdd"]


@pytest.mark.parametrize("offsets", [(0, 3), (20, 0), (0,), (0, 9999)])
def test_a_table_that_lies_is_not_believed(offsets):
    opened = encapsulated([SOI + b"aa", b"bb", SOI + b"cc"], frames=2, offsets=offsets)

    assert frames_of(opened) == [SOI + b"aabb", SOI + b"cc"]


def test_borders_that_nothing_tells_are_refused_before_a_frame_is_asked():
    opened = encapsulated([b"aa", b"bb", b"cc"], frames=2)

    with pytest.raises(CannotShow) as refused:
        check_frames(opened, image_attributes(opened))

    assert refused.value.code == "frames_unknown"


def test_no_fragment_is_no_frame():
    with pytest.raises(CannotShow):
        frames_of(encapsulated([], frames=1))


def test_a_deflated_frame_is_inflated_and_no_further_than_its_size():
    deflating = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    stream = deflating.compress(bytes([1, 2, 3, 4]) + bytes(1 << 20)) + deflating.flush()
    opened = encapsulated([stream], frames=1, syntax="1.2.840.10008.1.2.8.1")

    assert decode_frame(opened, 1).samples.ravel().tolist() == [1, 2, 3, 4]
