"""Query/Retrieve for devices that cannot take what is stored: DCMTK's getscu and movescu, pynetdicom."""

import subprocess
from io import BytesIO
from itertools import product

import numpy as np
import pydicom
import pytest
from pydicom.pixels import pixel_array
from pynetdicom import AE, build_role, evt

from teleread.clinics.records import AERow
from teleread.database import transaction
from teleread.dicom.dataset.part10 import data_set_offset
from tests.integration.gateway.sender import send, sendable
from tests.ports import free_ports

EXPLICIT, IMPLICIT = "1.2.840.10008.1.2.1", "1.2.840.10008.1.2"
JPEG_LS, BASELINE = "1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.50"
GET = "1.2.840.10008.5.1.4.1.2.2.3"
ULTRASOUND = ("1.2.840.10008.5.1.4.1.1.6.1", "1.2.840.10008.5.1.4.1.1.3.1", "1.2.840.10008.5.1.4.1.1.6")
STORED = [
    "us/us-node-rle-rgb.dcm",
    "us/us-node-j2k-lossless.dcm",
    "us/us-epicard-rgb-big-endian.dcm",
    "xray/cr-dental-modality-lut.dcm",
    "xray/dx-dog-thorax.dcm",
    "ecg/12lead-el250-1000hz.dcm",
]


def keep(gateway, paths):
    """Send files to the gateway and return them by SOP Instance UID."""
    kept = {}
    for path in paths:
        thing = sendable(path)
        assert send(gateway.port, thing).status == 0x0000
        kept[thing.sop_instance_uid] = path
    return kept


@pytest.fixture
def kept(gateway, shared_data):
    return keep(gateway, [shared_data / name for name in STORED])


def is_same(original, got):
    before, after = pydicom.dcmread(original, force=True), pydicom.dcmread(got, force=True)
    if "WaveformSequence" in before:
        return before.WaveformSequence[0].WaveformData == after.WaveformSequence[0].WaveformData
    return np.array_equal(pixel_array(before, raw=True), pixel_array(after, raw=True))


def every(kept):
    return "SOPInstanceUID=" + "\\".join(kept)


def test_a_getter_that_takes_only_explicit_vr_gets_everything(gateway, kept, tmp_path):
    """DCMTK's getscu proposes Explicit VR Little Endian alone where it is told `--implicit`."""
    folder = tmp_path / "got"
    folder.mkdir()
    said = subprocess.run(
        ["getscu", "-v", "+B", "+xi", "-S", "-aet", "QINGSHAN", "-aec", "TELEREAD", "-od", folder,
         "-k", "QueryRetrieveLevel=IMAGE", "-k", every(kept), "127.0.0.1", str(gateway.port)],
        capture_output=True, text=True, errors="replace", timeout=40, check=False,
    )  # fmt: skip
    files = sorted(folder.iterdir())
    assert len(files) == len(kept), said.stdout + said.stderr
    for path in files:
        got = pydicom.dcmread(path, force=True)
        assert got.file_meta.TransferSyntaxUID == EXPLICIT
        assert is_same(kept[got.SOPInstanceUID], path)


def test_a_destination_that_takes_only_implicit_vr_gets_everything(gateway, kept, tmp_path):
    folder = tmp_path / "got"
    folder.mkdir()
    (port,) = free_ports(1)
    with transaction(gateway.database) as session:
        (ae,) = session.query(AERow).filter_by(ae_title="QINGSHAN")
        ae.host, ae.port = "127.0.0.1", port
    said = subprocess.run(
        ["movescu", "-v", "+B", "+xi", "-S", "+P", str(port),
         "-aet", "QINGSHAN", "-aec", "TELEREAD", "-aem", "QINGSHAN",
         "-k", "QueryRetrieveLevel=IMAGE", "-k", every(kept), "127.0.0.1", str(gateway.port)],
        cwd=folder, capture_output=True, text=True, errors="replace", timeout=40, check=False,
    )  # fmt: skip
    files = sorted(folder.iterdir())
    assert len(files) == len(kept), said.stdout + said.stderr
    for path in files:
        got = pydicom.dcmread(path, force=True)
        assert got.file_meta.TransferSyntaxUID == IMPLICIT
        assert is_same(kept[got.SOPInstanceUID], path)


def test_a_data_set_of_odd_length_comes_even(gateway, shared_data, tmp_path):
    """A fragment of odd length ends the association (PS3.8 E.2), and with it all that would follow."""
    kept = keep(gateway, [shared_data / name for name in ("xray/dx-dog-thorax.dcm", "us/us-esopecho-rgb.dcm")])
    folder = tmp_path / "got"
    folder.mkdir()
    said = subprocess.run(
        ["getscu", "-v", "+B", "-S", "-aet", "QINGSHAN", "-aec", "TELEREAD", "-od", folder,
         "-k", "QueryRetrieveLevel=IMAGE", "-k", every(kept), "127.0.0.1", str(gateway.port)],
        capture_output=True, text=True, errors="replace", timeout=40, check=False,
    )  # fmt: skip
    files = sorted(folder.iterdir())
    assert len(files) == 2, said.stdout + said.stderr
    for path in files:
        stored, got = sendable(kept[sendable(path).sop_instance_uid]), sendable(path)
        assert len(got.data_set) % 2 == 0
        assert is_same(kept[got.sop_instance_uid], path)
        assert got.data_set == stored.data_set or len(stored.data_set) % 2


def get(gateway, syntaxes, uids):
    """C-GET by pynetdicom, a context a transfer syntax: data sets by UID, and the final response."""
    came = {}

    def on_store(event):
        content = event.dataset_path.read_bytes()
        data_set = content[data_set_offset(BytesIO(content)) :]
        came[str(event.request.AffectedSOPInstanceUID)] = (event.context.transfer_syntax, data_set)
        return 0x0000

    ae = AE("QINGSHAN")
    ae.add_requested_context(GET)
    roles = [build_role(sop_class, scp_role=True) for sop_class in ULTRASOUND]
    for sop_class, syntax in product(ULTRASOUND, syntaxes):
        ae.add_requested_context(sop_class, syntax)
    made = ae.associate(
        "127.0.0.1", gateway.port, ae_title="TELEREAD", ext_neg=roles, evt_handlers=[(evt.EVT_C_STORE, on_store)]
    )
    wanted = pydicom.Dataset()
    wanted.QueryRetrieveLevel, wanted.SOPInstanceUID = "IMAGE", list(uids)
    *_, (status, identifier) = made.send_c_get(wanted, GET)
    made.release()
    return came, status, identifier


def test_what_is_accepted_as_it_is_stored_goes_byte_for_byte(gateway, shared_data):
    path = shared_data / "us/us-node-rle-rgb.dcm"
    stored = sendable(path)
    kept = keep(gateway, [path])
    came, _, _ = get(gateway, [stored.transfer_syntax_uid, EXPLICIT], kept)
    assert came == {stored.sop_instance_uid: (stored.transfer_syntax_uid, stored.data_set)}


def test_a_getter_that_takes_only_implicit_vr_gets_it_decoded(gateway, shared_data):
    path = shared_data / "us/us-node-j2k-lossless.dcm"
    (uid,) = keep(gateway, [path])
    came, _, _ = get(gateway, [IMPLICIT], [uid])
    syntax, data_set = came[uid]
    after = pydicom.filereader.read_dataset(BytesIO(data_set), is_implicit_VR=True, is_little_endian=True)
    assert (syntax, after.PhotometricInterpretation) == (IMPLICIT, "RGB")
    assert after.PixelData == pixel_array(pydicom.dcmread(path)).tobytes()


def test_a_getter_that_takes_nothing_native_gets_it_compressed_without_loss(gateway, shared_data):
    path = shared_data / "us/us-esopecho-rgb.dcm"
    (uid,) = keep(gateway, [path])
    came, status, _ = get(gateway, [BASELINE, JPEG_LS], [uid])
    assert status.Status == 0x0000
    syntax, data_set = came[uid]
    assert syntax == JPEG_LS
    after = pydicom.filereader.read_dataset(BytesIO(data_set), is_implicit_VR=False, is_little_endian=True)
    after.file_meta = pydicom.dataset.FileMetaDataset()
    after.file_meta.TransferSyntaxUID = syntax
    assert np.array_equal(pixel_array(pydicom.dcmread(path), raw=True), pixel_array(after, raw=True))


def test_what_cannot_be_converted_fails_by_itself_and_is_named(gateway, shared_data):
    good, damaged = shared_data / "us/us-node-rle-rgb.dcm", shared_data / "constructed/damaged/us-esopecho-rgb-tail.dcm"
    unreadable = shared_data / "us/us-pancreas-jpegls.dcm"
    kept = keep(gateway, [good, damaged, unreadable])
    came, status, identifier = get(gateway, [EXPLICIT], kept)
    missed = sendable(unreadable).sop_instance_uid
    assert set(came) == set(kept) - {missed}
    assert (status.Status, status.NumberOfFailedSuboperations) == (0xB000, 1)
    assert identifier.FailedSOPInstanceUIDList == missed
