"""An Instance in another transfer syntax: the same pictures and texts, by pydicom, GDCM and DCMTK."""

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import numpy as np
import pydicom
import pytest
from pydicom.pixels import pixel_array

from storage import StoreUnavailable
from teleread.dicom.conversion.instance import CannotConvert, best_of, can_convert, converted
from teleread.dicom.dataset.file_meta import file_meta
from teleread.dicom.dataset.part10 import (
    EXPLICIT_VR_BIG_ENDIAN,
    EXPLICIT_VR_LITTLE_ENDIAN,
    IMPLICIT_VR_LITTLE_ENDIAN,
    data_set_offset,
    read_head,
)
from teleread.dicom.decoding.pool import DecoderPool, OriginalUnreadable, Source
from teleread.dicom.pixels.encoders import ENCODERS

EXPLICIT, IMPLICIT, BIG = EXPLICIT_VR_LITTLE_ENDIAN, IMPLICIT_VR_LITTLE_ENDIAN, EXPLICIT_VR_BIG_ENDIAN
JPEG_LS, JPEG_LOSSLESS, HTJ2K, JPEG_2000, RLE = ENCODERS
BASELINE, JPEG_2000_LOSSY = "1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.91"

PICTURES = [
    "transfer-syntax/ct-BigEndianExplicit.dcm",
    "transfer-syntax/ct-DeflatedExplicitVRLittleEndian.dcm",
    "transfer-syntax/ct-JPEG2000.dcm",
    "transfer-syntax/ct-JPEGLSLossless.dcm",
    "transfer-syntax/ct-JPEGLSLossy.dcm",
    "transfer-syntax/ct-JPEGProcess1.dcm",
    "transfer-syntax/ct-JPEGProcess14.dcm",
    "transfer-syntax/ct-JPEGProcess14SV1.dcm",
    "transfer-syntax/ct-LittleEndianImplicit.dcm",
    "transfer-syntax/ct-RLELossless.dcm",
    "transfer-syntax/sc-deflated.dcm",
    "transfer-syntax/testpattern-jpeg-lossless-rgb.dcm",
    "transfer-syntax/testpattern-jpeg-ls-lossless.dcm",
    "transfer-syntax/testpattern-palette-16.dcm",
    "transfer-syntax/testpattern-palette.dcm",
    "us/us-elbow-ybr422-native.dcm",
    "us/us-epicard-rgb-big-endian.dcm",
    "us/us-gyn-palette-implicit.dcm",
    "us/us-node-j2k-lossless.dcm",
    "us/us-node-rle-rgb.dcm",
    "us/us-thyroid-ybrfull-rle.dcm",
    "us-multiframe/us-echo-10f-palette-jpegls.dcm",
    "us-multiframe/us-stress-8f-rgb-implicit.dcm",
    "xray/cr-chest-mono1-no-meta.dcm",
    "xray/cr-dental-modality-lut.dcm",
    "xray/dx-chest-as-sc-implicit.dcm",
    "xray/dx-dog-thorax.dcm",
]
LOSSY_COLOUR = [
    "transfer-syntax/sc-rgb-jpeg-app14.dcm",
    "transfer-syntax/testpattern-jpeg-baseline-ybr422.dcm",
    "transfer-syntax/testpattern-jpeg-baseline-ybrfull.dcm",
    "us-multiframe/us-stress-8f-jpeg-fragments-no-bot.dcm",
]
ONLY_OURS = [
    "transfer-syntax/cr-hip-htj2k-lossless.dcm",
    "transfer-syntax/nm-jpeg-extended-ok.dcm",
    "us-multiframe/us-27f-jpeg-xl.dcm",
    "xray/cr-hip-jpeg-extended-12bit.dcm",
]


@pytest.fixture(scope="module")
def decoders():
    pool = DecoderPool()
    yield pool
    pool.close()


def kept(path):
    """A file as the archive keeps it, and its transfer syntax."""
    content = path.read_bytes()
    head = read_head(BytesIO(content))
    meta = file_meta(
        sop_class_uid=head.sop_class_uid,
        sop_instance_uid=head.sop_instance_uid,
        transfer_syntax_uid=head.transfer_syntax_uid,
    )
    return meta + content[head.data_set_offset :], head.transfer_syntax_uid


def convert(content, stored_as, wanted, decoders):
    return b"".join(converted(BytesIO(content), stored_as=stored_as, wanted=wanted, decoders=decoders))


def opened(content):
    return pydicom.dcmread(BytesIO(content))


def texts_of(content):
    """Every element but those that conversion must change."""
    beside = {0x00280004, 0x00280006, 0x00282110, 0x00282114}
    return {
        (element.tag, element.VR): element.value
        for element in opened(content)
        if element.tag not in beside and element.tag.group < 0x7FE0 and element.tag.element
    }


@pytest.mark.parametrize("wanted", [EXPLICIT, IMPLICIT, BIG, JPEG_LS, JPEG_2000, RLE])
@pytest.mark.parametrize("name", PICTURES)
def test_the_pixels_stay_value_for_value(shared_data, decoders, name, wanted):
    content, stored_as = kept(shared_data / name)
    made = convert(content, stored_as, wanted, decoders)
    before, after = opened(content), opened(made)
    assert after.file_meta.TransferSyntaxUID == wanted
    assert (after.SOPClassUID, after.SOPInstanceUID) == (before.SOPClassUID, before.SOPInstanceUID)
    is_rgb = before.PhotometricInterpretation in ("YBR_RCT", "YBR_ICT")
    assert after.PhotometricInterpretation in (before.PhotometricInterpretation, "RGB" if is_rgb else "YBR_FULL")
    assert np.array_equal(pixel_array(before, raw=True), pixel_array(after, raw=True))
    assert after.get("LossyImageCompression") == before.get("LossyImageCompression") or (
        stored_as == BASELINE and after.LossyImageCompression == "01"
    )
    if not {IMPLICIT, BIG} & {stored_as, wanted}:
        assert texts_of(made) == texts_of(content)


@pytest.mark.parametrize("name", LOSSY_COLOUR)
def test_colours_that_were_transformed_become_rgb_and_stay_lossy(shared_data, decoders, name):
    content, stored_as = kept(shared_data / name)
    before, after = opened(content), opened(convert(content, stored_as, EXPLICIT, decoders))
    assert (after.PhotometricInterpretation, after.PlanarConfiguration) == ("RGB", 0)
    assert after.LossyImageCompression == "01"
    assert len(after.PixelData) == after.Rows * after.Columns * 3 * int(after.get("NumberOfFrames", 1))
    difference = pixel_array(before).astype(int) - pixel_array(after)
    assert abs(difference).max() <= 1


@pytest.mark.parametrize("name", ONLY_OURS)
def test_what_only_our_decoders_read_is_converted_to_what_they_read(shared_data, decoders, name):
    content, stored_as = kept(shared_data / name)
    made = convert(content, stored_as, EXPLICIT, decoders)
    after = opened(made)
    count = int(after.get("NumberOfFrames") or 1)
    source = Source(BytesIO(content), len(content), stored_as)
    ours = decoders.run("frames", source, numbers=list(range(1, count + 1)), as_stored=False).body
    assert after.PixelData[: len(ours)] == ours
    assert len(after.PixelData) - len(ours) in (0, 1)


@pytest.mark.parametrize("program", ["dcmdjpls", "dcmdjpeg", "dcmdrle", "dcmconv"])
@pytest.mark.parametrize(
    "name", ["xray/dx-dog-thorax.dcm", "us/us-node-rle-rgb.dcm", "xray/cr-chest-mono1-no-meta.dcm"]
)
def test_dcmtk_reads_what_is_made(shared_data, decoders, tmp_path, name, program):
    wanted = {"dcmdjpls": JPEG_LS, "dcmdjpeg": JPEG_LOSSLESS, "dcmdrle": RLE, "dcmconv": IMPLICIT}[program]
    content, stored_as = kept(shared_data / name)
    (tmp_path / "made.dcm").write_bytes(convert(content, stored_as, wanted, decoders))
    said = subprocess.run(
        [program, tmp_path / "made.dcm", tmp_path / "read.dcm"], capture_output=True, text=True, timeout=60, check=False
    )
    assert said.returncode == 0, said.stderr
    assert "E:" not in said.stderr
    after = pydicom.dcmread(tmp_path / "read.dcm")
    assert np.array_equal(pixel_array(opened(content), raw=True), pixel_array(after, raw=True))


@pytest.mark.parametrize("name", ["ecg/12lead-el250-1000hz.dcm", "constructed/documents/sr-gb18030.dcm"])
@pytest.mark.parametrize("wanted", [IMPLICIT, BIG])
def test_what_holds_no_picture_is_converted_too(shared_data, decoders, name, wanted):
    content, stored_as = kept(shared_data / name)
    again = convert(convert(content, stored_as, wanted, decoders), wanted, EXPLICIT, decoders)
    before, after = opened(content), opened(again)
    assert after.PatientName == before.PatientName
    assert before.get_item("PatientName").value == after.get_item("PatientName").value
    if "WaveformSequence" in before:
        assert before.WaveformSequence[0].WaveformData == after.WaveformSequence[0].WaveformData
    with pytest.raises(CannotConvert):
        convert(content, stored_as, JPEG_LS, decoders)


@pytest.mark.parametrize(
    "name",
    [
        "constructed/damaged/us-node-j2k-lossless-fragment-length-huge.dcm",
        "constructed/damaged/us-esopecho-rgb-cut-50.dcm",
        "constructed/damaged/pixel-data-short.dcm",
        "constructed/damaged/rows-65535.dcm",
        "constructed/damaged/samples-5.dcm",
        "constructed/damaged/photometric-unknown.dcm",
        "constructed/damaged/sequence-3000-deep.dcm",
    ],
)
def test_what_cannot_be_decoded_is_refused(shared_data, decoders, name):
    content, stored_as = kept(shared_data / name)
    with pytest.raises(CannotConvert):
        convert(content, stored_as, JPEG_LS if stored_as != JPEG_LS else EXPLICIT, decoders)


def test_a_transfer_syntax_without_decoder_or_encoder_is_refused(shared_data, decoders):
    content, stored_as = kept(shared_data / "xray/dx-dog-thorax.dcm")
    for one, other in ((stored_as, BASELINE), ("1.2.840.10008.1.2.4.102", EXPLICIT)):
        assert not can_convert(one, other)
        with pytest.raises(CannotConvert):
            convert(content, one, other, decoders)


def test_a_store_that_fails_is_not_taken_for_a_bad_instance(shared_data, decoders):
    content, stored_as = kept(shared_data / "us/us-node-rle-rgb.dcm")

    class Failing(BytesIO):
        def read(self, size=-1):
            if self.tell() > 5000:
                raise StoreUnavailable("gone")
            return super().read(size)

    with pytest.raises((OriginalUnreadable, StoreUnavailable)):
        b"".join(converted(Failing(content), stored_as=stored_as, wanted=EXPLICIT, decoders=decoders))


@pytest.mark.parametrize(
    ("stored_as", "accepted", "best"),
    [
        (BASELINE, [EXPLICIT, BASELINE], BASELINE),
        (BASELINE, [IMPLICIT, JPEG_LS], IMPLICIT),
        (BASELINE, [IMPLICIT, EXPLICIT], EXPLICIT),
        (EXPLICIT, [RLE, JPEG_LS], JPEG_LS),
        (EXPLICIT, [BASELINE], None),
        (JPEG_2000_LOSSY, [JPEG_LOSSLESS, BASELINE], JPEG_LOSSLESS),
        ("1.2.840.10008.1.2.4.102", [EXPLICIT, IMPLICIT], None),
    ],
)
def test_the_stored_form_comes_first_then_native_then_lossless(stored_as, accepted, best):
    assert best_of(stored_as, accepted) == best


def test_where_it_is_stored_so_the_file_is_what_is_stored(shared_data, decoders):
    for name in PICTURES[:3]:
        content, stored_as = kept(shared_data / name)
        assert convert(content, stored_as, stored_as, decoders) == content


def test_a_deflated_data_set_is_inflated_byte_for_byte(shared_data, decoders):
    content, stored_as = kept(shared_data / "transfer-syntax/sc-deflated.dcm")
    explicit = convert(content, stored_as, EXPLICIT, decoders)
    again = convert(convert(explicit, EXPLICIT, stored_as, decoders), stored_as, EXPLICIT, decoders)
    assert data_set_offset(BytesIO(explicit)) == data_set_offset(BytesIO(again))
    assert texts_of(again) == texts_of(explicit)


CLIP_ROWS, CLIP_COLUMNS = 768, 1024
CONVERTING = """
import sys
from teleread.dicom.conversion.instance import converted
from teleread.dicom.decoding.pool import DecoderPool
stored_as, wanted, source, target = sys.argv[1:]
pool = DecoderPool()
with open(source, "rb") as stream, open(target, "wb") as made:
    for piece in converted(stream, stored_as=stored_as, wanted=wanted, decoders=pool):
        made.write(piece)
pool.close()
"""


def peak_of(stored_as, wanted, source, target):
    """Peak memory of the converting process in bytes, its decoders not counted, as the kernel tells it."""
    command = [sys.executable, "-c", CONVERTING, stored_as, wanted, str(source), str(target)]
    process = subprocess.Popen(command, cwd=Path(__file__).parents[3])
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return usage.ru_maxrss * 1024


def a_clip(path, frames):
    """A native clip of RGB frames of 2.4 MB with moving content, implicit as some devices send it."""
    meta = file_meta(
        sop_class_uid="1.2.840.10008.5.1.4.1.1.3.1", sop_instance_uid="1.2.3", transfer_syntax_uid=IMPLICIT
    )
    data_set = pydicom.Dataset()
    data_set.SOPClassUID, data_set.SOPInstanceUID = "1.2.840.10008.5.1.4.1.1.3.1", "1.2.3"
    data_set.SamplesPerPixel, data_set.PhotometricInterpretation, data_set.PlanarConfiguration = 3, "RGB", 0
    data_set.Rows, data_set.Columns, data_set.NumberOfFrames = CLIP_ROWS, CLIP_COLUMNS, frames
    data_set.BitsAllocated, data_set.BitsStored, data_set.HighBit, data_set.PixelRepresentation = 8, 8, 7, 0
    header = BytesIO()
    pydicom.dcmwrite(header, data_set, implicit_vr=True, little_endian=True)
    frame = np.arange(CLIP_ROWS * CLIP_COLUMNS * 3, dtype=np.uint32)
    with path.open("wb") as file:
        file.write(meta + header.getvalue())
        file.write(b"\xe0\x7f\x10\x00" + (frames * frame.size).to_bytes(4, "little"))
        for number in range(frames):
            file.write(((frame // 97 + 5 * number) % 251).astype(np.uint8).tobytes())


def test_a_clip_of_200_mb_is_converted_in_bounded_memory(tmp_path):
    peaks = {}
    for frames in (2, 89):
        native, compressed, big = (tmp_path / f"{name}-{frames}.dcm" for name in ("native", "compressed", "big"))
        a_clip(native, frames)
        peaks[frames] = (
            peak_of(IMPLICIT, BIG, native, big),
            peak_of(IMPLICIT, JPEG_LS, native, compressed),
            peak_of(JPEG_LS, EXPLICIT, compressed, big),
        )
        again = pydicom.dcmread(big, defer_size=1 << 20)
        assert (again.NumberOfFrames, again.PhotometricInterpretation) == (frames, "RGB")
    assert (tmp_path / "native-89.dcm").stat().st_size > 200 << 20
    with (tmp_path / "native-89.dcm").open("rb") as one, (tmp_path / "big-89.dcm").open("rb") as other:
        one.seek(-(64 << 20), os.SEEK_END)
        other.seek(-(64 << 20), os.SEEK_END)
        assert one.read() == other.read()
    growth = [large - small for small, large in zip(*peaks.values(), strict=True)]
    assert max(growth) < 16 << 20, growth
