import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from teleread.documents.sealing.authority import issue_signing
from teleread.documents.sealing.examination import Examination, examine
from teleread.documents.sealing.key import KeyRefused, file_key
from teleread.documents.sealing.pades import Sealer
from teleread.reports.seal import SealLevel
from tests.sealing import HOSPITAL, PASSPHRASE, a_document, a_hospital, an_rsa_hospital

AT = datetime(2026, 3, 2, 8, 31, 7, tzinfo=UTC)
LATER = AT + timedelta(days=2)
LONG_AFTER = AT + timedelta(days=1200)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keys")


@pytest.fixture(scope="module")
def sealed(folder: Path) -> bytes:
    made = Sealer(a_hospital(AT).key(folder)).seal(a_document(), location="县人民医院", at=AT)
    assert (made.level, made.problem) == (SealLevel.B_B, "")
    return made.pdf


def looked_at(pdf: bytes, *, at: datetime = LATER) -> Examination:
    return examine(pdf, trusted=[a_hospital(AT).root], at=at)


def test_a_sealed_document_is_whole_and_names_the_hospital(sealed: bytes):
    found = looked_at(sealed)
    assert (found.is_signed, found.is_intact, found.is_trusted, found.is_expired) == (True, True, True, False)
    assert HOSPITAL in found.subject
    assert "非认可的 CA" in found.subject
    assert found.is_local
    assert found.claimed_at == AT
    assert found.stamped_at is None
    assert found.title == "远程影像诊断报告 7K3M-Q9XD-2FWT"


def test_the_seal_is_added_behind_the_document_and_changes_nothing_of_it(sealed: bytes):
    assert sealed.startswith(a_document())
    before, after = PdfReader(io.BytesIO(a_document())), PdfReader(io.BytesIO(sealed))
    assert [page.extract_text() for page in after.pages] == [page.extract_text() for page in before.pages]


def test_what_makes_a_document_pdf_a_is_still_there(sealed: bytes):
    """ISO 19005-2 6.1.3, 6.2.2, 6.3, 6.4, 6.6, 6.7: what an added signature is able to break."""
    root = PdfReader(io.BytesIO(sealed)).trailer["/Root"]
    marks = root["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in marks
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in marks
    assert "/Filter" not in root["/Metadata"]
    assert root["/MarkInfo"]["/Marked"].value
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "zh-CN"
    assert root["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"
    assert "/NeedAppearances" not in root["/AcroForm"]
    assert "/XFA" not in root["/AcroForm"]
    (field,) = root["/AcroForm"]["/Fields"]
    widget = field.get_object()
    assert [float(each) for each in widget["/Rect"]] == [0, 0, 0, 0], "without an area it needs no appearance"
    assert widget["/F"] & 0b100, "Print"
    assert not widget["/F"] & 0b100011, "neither Invisible, Hidden nor NoView"
    assert "/AA" not in widget
    assert "/A" not in widget
    signature = widget["/V"].get_object()
    assert signature["/SubFilter"] == "/ETSI.CAdES.detached"
    assert set(root["/Perms"]) == {"/DocMDP"}
    first, second, third, fourth = signature["/ByteRange"]
    assert (first, third + fourth) == (0, len(sealed))
    assert sealed[second : second + 1] == b"<"


@settings(max_examples=150, deadline=None)
@given(place=st.floats(0, 1, exclude_max=True), change=st.integers(1, 255))
def test_a_changed_byte_is_found_wherever_it_is(sealed: bytes, place: float, change: int):
    position = int(place * len(sealed))
    inside = sealed.index(b"/Contents <") + len(b"/Contents <")
    ends = sealed.index(b">", inside)
    broken = bytearray(sealed)
    broken[position] ^= change
    found = looked_at(bytes(broken))
    padding = ends - len(sealed[inside:ends]) + len(sealed[inside:ends].rstrip(b"0"))
    if inside <= position < ends:
        # The signature does not cover itself: the case of a digit and what fills the room behind it say nothing.
        same = bytes(broken[inside:padding]).lower() == sealed[inside:padding].lower()
        assert same or not found.is_intact
    else:
        assert not found.is_intact


@pytest.mark.parametrize("tail", [b"\n", b"%", b"\n1 0 obj\n<<>>\nendobj\n"])
def test_what_is_added_behind_is_found(sealed: bytes, tail: bytes):
    assert not looked_at(sealed + tail).is_intact


def test_a_new_page_written_over_the_old_one_is_found(sealed: bytes):
    from pypdf import PdfWriter

    writer = PdfWriter(io.BytesIO(sealed), incremental=True)
    writer.add_blank_page()
    changed = io.BytesIO()
    writer.write(changed)
    assert changed.getvalue().startswith(sealed), "the signed part is as it was"
    assert not looked_at(changed.getvalue()).is_intact


def test_the_seal_of_another_hospital_is_whole_and_not_trusted(folder: Path):
    other = a_hospital(AT, "别家医院")
    made = Sealer(other.key(folder)).seal(a_document(), location="", at=AT)
    found = looked_at(made.pdf)
    assert (found.is_intact, found.is_trusted, found.is_expired) == (True, False, False)


def test_a_seal_without_a_time_ends_with_its_certificate_and_says_so(sealed: bytes):
    found = looked_at(sealed, at=LONG_AFTER)
    assert (found.is_intact, found.is_trusted, found.is_expired) == (True, False, True)


@pytest.mark.parametrize("hostile", [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"%PDF-1.7\nstartxref\n9999999999\n%%EOF"])
def test_what_is_no_pdf_is_said_to_be_none(hostile: bytes):
    assert looked_at(hostile) == Examination(is_pdf=False)


def test_a_document_without_a_seal_is_a_document_without_a_seal():
    found = looked_at(a_document())
    assert (found.is_pdf, found.is_signed, found.is_intact) == (True, False, False)


@pytest.mark.parametrize("bits", [2048, 4096])
def test_rsa_keys_of_any_size_fit_into_their_room(folder: Path, bits: int):
    made = Sealer(an_rsa_hospital(AT, bits).key(folder)).seal(a_document(), location="", at=AT)
    assert made.level is SealLevel.B_B
    assert examine(made.pdf, trusted=[an_rsa_hospital(AT, bits).root], at=AT).is_trusted


def test_a_hospital_with_a_long_name_has_a_certificate(folder: Path):
    long = "中国" * 60
    made = Sealer(a_hospital(AT, long).key(folder)).seal(a_document(), location=long, at=AT)
    assert made.level is SealLevel.B_B
    assert "中国" * 10 in examine(made.pdf, trusted=[], at=AT).subject


@pytest.mark.parametrize(
    ("at", "problem"),
    [(LONG_AFTER, "certificate_expired"), (AT - timedelta(days=1), "certificate_not_yet")],
)
def test_outside_its_time_a_certificate_signs_nothing_and_the_report_goes_home(
    folder: Path, at: datetime, problem: str
):
    made = Sealer(a_hospital(AT).key(folder)).seal(a_document(), location="", at=at)
    assert (made.pdf, made.level, made.problem) == (a_document(), SealLevel.NONE, problem)


def test_a_wrong_passphrase_is_told_in_both_languages(folder: Path):
    with pytest.raises(KeyRefused) as refused:
        file_key(a_hospital(AT).pkcs12(folder), "wrong")
    assert "口令错误" in refused.value.message_zh()
    assert "passphrase" in refused.value.message_en()


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (rsa.generate_private_key(public_exponent=65537, key_size=1024), "1024 bits"),
        (ec.generate_private_key(ec.SECP192R1()), "only RSA and NIST"),
    ],
)
def test_a_weak_key_is_refused(folder: Path, key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey, said: str):
    authority = a_hospital(AT).authority
    issued = issue_signing(authority, HOSPITAL, at=AT, key=key)
    path = folder / "weak.p12"
    encryption = BestAvailableEncryption(PASSPHRASE.encode())
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"", issued.key, issued.certificate, None, encryption))
    with pytest.raises(KeyRefused, match=said):
        file_key(path, PASSPHRASE)


def test_a_file_without_a_key_or_no_such_file_is_refused(folder: Path):
    path = folder / "empty.p12"
    path.write_bytes(b"not a PKCS#12 file")
    with pytest.raises(KeyRefused):
        file_key(path, PASSPHRASE)
    with pytest.raises(KeyRefused, match="cannot be read"):
        file_key(folder / "absent.p12", PASSPHRASE)
