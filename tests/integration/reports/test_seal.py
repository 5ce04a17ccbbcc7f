"""A signed version from the printing press to whoever holds the file."""

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from typer.testing import CliRunner, Result

from storage import open_store
from teleread.cli.application import app
from teleread.config import Settings
from teleread.database import Database, open_database, snapshot, transaction
from teleread.documents.sealing.key import KeyRefused
from teleread.documents.sealing.opening import open_sealer
from teleread.identifiers import new_id
from teleread.reports.delivery_records import find_document
from teleread.reports.records import ReportRow, SubmissionRow
from teleread.reports.report import Report, ReportKind
from teleread.reports.seal import SealingStanding, SealLevel, sealing_standing
from teleread.reports.seal_records import find_sealing
from teleread.workflow.journey.deliver import deliver_due
from teleread.workflow.journey.printing import printed_document, read_document
from teleread.workflow.keeping.migrate import migrate
from teleread.workflow.keeping.sealing import EVERY, SealingCheck
from tests.integration.reports.ward import TEN_PAST, Ward, a_ward
from tests.sealing import a_hospital

NOW = datetime.now(UTC)
URL = "https://example.org"


def settings_in(folder: Path, **values: object) -> Settings:
    return Settings(_env_file=None, data_dir=folder, **values)


@pytest.fixture
def ward(database: Database, tmp_path: Path) -> Ward:
    return a_ward(database, tmp_path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_what_the_worker_prints_is_sealed_with_the_local_certificate_and_says_how(ward: Ward, folder: Path):
    report = ward.signed()
    sealer = open_sealer(settings_in(folder), at=TEN_PAST)
    deliver_due(ward.database, ward.store, worker="w", at=TEN_PAST, ae_title="T", public_url=URL, sealer=sealer)
    with snapshot(ward.database) as session:
        kept = find_document(session, report_id=report.id)
    assert kept is not None
    assert (kept.seal, kept.seal_problem) == (SealLevel.B_B, "")
    assert kept.certificate_sha256 == sealer.certificate().sha256
    (field,) = PdfReader(io.BytesIO(read_document(ward.store, kept))).trailer["/Root"]["/AcroForm"]["/Fields"]
    assert field.get_object()["/V"].get_object()["/Location"] == "qingshan 影像科"


def test_a_certificate_that_has_expired_is_an_alarm_and_the_report_goes_home(ward: Ward, folder: Path):
    sealer = open_sealer(settings_in(folder), at=TEN_PAST - timedelta(days=2000))
    report = ward.signed()
    printed_document(ward.database, ward.store, report, public_url=URL, sealer=sealer, at=TEN_PAST)
    SealingCheck(ward.database, sealer).look(TEN_PAST)
    with snapshot(ward.database) as session:
        kept, sealing = find_document(session, report_id=report.id), find_sealing(session)
    assert kept is not None
    assert (kept.seal, kept.seal_problem) == (SealLevel.NONE, "certificate_expired")
    assert sealing_standing(sealing, at=TEN_PAST) is SealingStanding.EXPIRED


def test_the_certificate_is_looked_at_now_and_then_and_news_is_audited_once(ward: Ward, folder: Path):
    check = SealingCheck(ward.database, open_sealer(settings_in(folder), at=NOW))
    assert [check.look(NOW), check.look(NOW + EVERY / 2), check.look(NOW + EVERY)] == [1, 0, 0]
    with snapshot(ward.database) as session:
        found = find_sealing(session)
    assert found is not None
    assert (found.checked_at, found.problem, found.has_time) == (NOW + EVERY, "", False)
    assert sealing_standing(found, at=NOW) is SealingStanding.OK
    assert sealing_standing(found, at=NOW + timedelta(days=1080)) is SealingStanding.ENDING
    assert ward.audited().count("sealing.changed") == 1


def test_a_wrong_passphrase_keeps_the_worker_from_starting_with_one_clear_sentence(folder: Path):
    folder.mkdir()
    (folder / "wrong").write_text("wrong\n")
    settings = settings_in(
        folder, signing_pkcs12=a_hospital(NOW).pkcs12(folder), signing_passphrase_file=folder / "wrong"
    )
    with pytest.raises(KeyRefused, match="passphrase"):
        open_sealer(settings, at=NOW)


def verified(folder: Path, pdf: bytes, *options: str) -> Result:
    file = folder / "held.pdf"
    file.write_bytes(pdf)
    return CliRunner().invoke(app, ["report", "verify", str(file), *options])


@pytest.fixture
def held(folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Ward, Report, bytes]:
    """A sealed report out of the database that the command opens."""
    folder.mkdir()
    monkeypatch.setenv("TELEREAD_DATA_DIR", str(folder))
    database = open_database(f"sqlite:///{folder / 'teleread.sqlite'}")
    migrate(database)
    ward = a_ward(database, folder, store=open_store(f"disk:{folder / 'objects'}"))
    report = ward.signed()
    sealer = open_sealer(settings_in(folder), at=NOW)
    return ward, report, printed_document(database, ward.store, report, public_url=URL, sealer=sealer, at=NOW)


def newer(ward: Ward, report: Report, kind: ReportKind) -> None:
    """Put another version behind it, with the same words."""
    with transaction(ward.database) as session:
        original = session.get_one(SubmissionRow, report.submission_id)
        copy = {column: getattr(original, column) for column in ("reading_id", "author_id", "sha256", "submitted_at")}
        again = SubmissionRow(id=new_id(), number=2, canonical=original.canonical, **copy)
        session.add(again)
        session.flush()
        row = session.get_one(ReportRow, report.id)
        values = {column.name: getattr(row, column.name) for column in ReportRow.__table__.columns}
        new = {
            "id": new_id(),
            "version": 2,
            "kind": kind,
            "submission_id": again.id,
            "verification_code": "AAAA-BBBB-CCCC",
        }
        session.add(ReportRow(**{**values, **new}))


def test_whoever_holds_the_file_is_told_whether_it_stands(held: tuple[Ward, Report, bytes], folder: Path):
    ward, report, pdf = held
    said = verified(folder, pdf)
    assert said.exit_code == 0, said.output
    assert "有效 / Valid" in said.output
    assert "B-B" in said.output
    assert report.verification_code in said.output
    assert "张三" not in said.output

    assert verified(folder, pdf + b" ").exit_code == 5
    assert verified(folder, pdf.replace(b"/Lang(zh-CN)", b"/Lang(en-CN)"), "--offline").exit_code == 5
    assert verified(folder, pdf, "--offline").exit_code == 0
    assert verified(folder, b"not a PDF").exit_code == 6

    newer(ward, report, ReportKind.CORRECTION)
    assert verified(folder, pdf).exit_code == 3


def test_a_recalled_report_is_told_to_be_recalled(held: tuple[Ward, Report, bytes], folder: Path):
    ward, report, pdf = held
    newer(ward, report, ReportKind.RECALL)
    said = verified(folder, pdf)
    assert said.exit_code == 4, said.output
    assert "已撤回" in said.output


def test_a_document_from_before_there_were_seals_is_known_by_its_bytes(folder: Path, monkeypatch: pytest.MonkeyPatch):
    folder.mkdir()
    monkeypatch.setenv("TELEREAD_DATA_DIR", str(folder))
    database = open_database(f"sqlite:///{folder / 'teleread.sqlite'}")
    migrate(database)
    ward = a_ward(database, folder, store=open_store(f"disk:{folder / 'objects'}"))
    pdf = printed_document(database, ward.store, ward.signed(), public_url=URL, at=NOW)
    said = verified(folder, pdf)
    assert said.exit_code == 0, said.output
    assert "没有 PDF 电子签名" in said.output
    assert verified(folder, pdf.replace(b"/Lang(zh-CN)", b"/Lang(en-CN)")).exit_code == 5


def test_another_centre_cannot_vouch_for_the_file_without_the_root(
    held: tuple[Ward, Report, bytes], folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    _, _, pdf = held
    root = tmp_path / "root.pem"
    assert CliRunner().invoke(app, ["certificate", "root", str(root)]).exit_code == 0
    monkeypatch.setenv("TELEREAD_DATA_DIR", str(tmp_path / "elsewhere"))
    assert verified(folder, pdf).exit_code == 7
    assert verified(folder, pdf, "--trust", str(root)).exit_code == 0
