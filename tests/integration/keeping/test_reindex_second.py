"""What the first store lost comes back from the second, and copies find their rows again."""

from pathlib import Path

import pytest
from sqlalchemy import delete, select
from typer.testing import CliRunner

from storage import ObjectStore, open_store
from storage.memory import MemoryStore
from teleread.archive.copying_records import SecondCopyRow
from teleread.archive.records import InstanceRow
from teleread.cli.application import app
from teleread.database import Database, open_database, snapshot, transaction
from teleread.workflow.keeping.copy import Stores, copy_all
from teleread.workflow.keeping.reindex import Reindexing, Result, reindex
from teleread.workflow.keeping.reindex_second import reindex_from_second
from tests.builders import EIGHT
from tests.integration.keeping.test_deletion import NEXT_DAY, Archive, an_archive, lose_the_database
from tests.integration.keeping.test_second_store import an_archive as some_objects


@pytest.fixture
def archive(database: Database, store: ObjectStore, tmp_path: Path, shared_data: Path) -> Archive:
    archive = an_archive(database, store, open_store(f"disk:{tmp_path / 'second'}"), shared_data)
    for name in ("clinic-day/QS2026030001-xr-1", "clinic-day/QS2026030001-us-3", "clinic-day/QS2026030002-ecg-7"):
        archive.receive(name, at=EIGHT)
    archive.copy()
    return archive


def rebuilt(archive: Archive, folder: Path) -> tuple[list[Result], list[Result]]:
    work = Reindexing(archive.database, archive.first, folder)
    first = [each.result for each in reindex(work, at=NEXT_DAY)]
    return first, [each.result for each in reindex_from_second(work, archive.second, at=NEXT_DAY)]


def digests(archive: Archive) -> set[bytes]:
    return {row.sha256 for row in archive.rows(InstanceRow)}


def test_a_lost_database_and_a_half_lost_store_come_back_from_the_second(archive: Archive, tmp_path: Path):
    before, lost = digests(archive), archive.rows(InstanceRow)[0]
    archive.first.delete(lost.locator)
    lose_the_database(archive)

    first, second = rebuilt(archive, tmp_path)

    assert first == [Result.FILED] * 2
    assert sorted(second) == sorted([Result.FILED, Result.DUPLICATE, Result.DUPLICATE])
    assert digests(archive) == before
    assert len(archive.rows(SecondCopyRow)) == 3
    for row in archive.rows(InstanceRow):
        assert archive.first.stat(row.locator).sha256 == row.sha256
    assert list(copy_all(Stores(archive.database, archive.first, archive.second), at=NEXT_DAY)) == []
    assert rebuilt(archive, tmp_path) == ([], [])


def test_a_lost_first_store_alone_is_filled_again(archive: Archive, tmp_path: Path):
    before = digests(archive)
    lose_the_database(archive)
    empty = Archive(
        archive.database, MemoryStore(), archive.second, archive.sender, archive.ann, archive.ben, archive.files
    )

    assert rebuilt(empty, tmp_path) == ([], [Result.FILED] * 3)
    assert digests(empty) == before


def test_what_was_deleted_does_not_come_back_from_the_second_store(archive: Archive, tmp_path: Path):
    victim = archive.rows(InstanceRow)[0]
    with snapshot(archive.database) as session:
        content = archive.second.open(
            session.scalars(select(SecondCopyRow.locator).where(SecondCopyRow.row_id == victim.id)).one()
        )
    with content, archive.second.incoming("copies/stray") as stray:
        stray.write(content.read())
        stray.finish(archive.first.stat(victim.locator).envelope)
    archive.delete_study_of(victim)
    lose_the_database(archive)

    first, second = rebuilt(archive, tmp_path)

    assert sorted(first) == [Result.FILED] * 2
    assert sorted(second) == sorted([Result.DELETED, Result.DUPLICATE, Result.DUPLICATE])
    assert victim.sha256 not in digests(archive)
    assert len(archive.objects(archive.second)) == 2


@pytest.fixture
def configured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stores:
    """What the commands work on, by their settings."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TELEREAD_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("TELEREAD_SECOND_STORE_URL", f"disk:{tmp_path / 'second'}")
    assert CliRunner().invoke(app, ["migrate"]).exit_code == 0
    database = open_database(f"sqlite:///{tmp_path / 'data' / 'teleread.sqlite'}")
    first = open_store(f"disk:{tmp_path / 'data' / 'objects'}")
    some_objects(database, first)
    return Stores(database, first, open_store(f"disk:{tmp_path / 'second'}"))


def test_the_commands_copy_and_mend(configured: Stores):
    copied = CliRunner().invoke(app, ["copy"])
    with snapshot(configured.database) as session:
        locator = session.scalars(select(InstanceRow.locator).order_by(InstanceRow.id).limit(1)).one()
    configured.first.delete(locator)
    scrubbed = CliRunner().invoke(app, ["scrub"])
    again = CliRunner().invoke(app, ["scrub"])
    configured.database.close()

    assert (copied.exit_code, copied.stdout) == (0, "已复制 Copied 5，未能复制 could not be 0\n")
    assert scrubbed.exit_code == 0
    assert "已重读 Read 5，异常 wrong 1\n已从第二存储修复 Mended from the second store 1\n" in scrubbed.stdout
    assert "异常 wrong 0" in again.stdout


def test_what_is_wrong_in_both_stores_fails_the_command(configured: Stores):
    CliRunner().invoke(app, ["copy"])
    with snapshot(configured.database) as session:
        victim = session.scalars(select(InstanceRow).order_by(InstanceRow.id).limit(1)).one()
        copy = session.get_one(SecondCopyRow, ("instance", victim.id))
        session.expunge_all()
    configured.first.delete(victim.locator)
    configured.second.delete(copy.locator)
    scrubbed = CliRunner().invoke(app, ["scrub"])
    configured.database.close()

    assert scrubbed.exit_code == 1
    assert f"missing\tinstance\t{victim.id}\t{victim.locator}" in scrubbed.stdout


def test_without_a_second_store_the_commands_say_which_setting_is_missing(
    configured: Stores, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv("TELEREAD_SECOND_STORE_URL")
    configured.database.close()
    for command in (["copy"], ["reindex", "--from-second"]):
        done = CliRunner().invoke(app, command)
        assert done.exit_code == 1
        assert "TELEREAD_SECOND_STORE_URL" in done.output


def test_the_command_takes_back_what_the_first_store_lost(configured: Stores):
    CliRunner().invoke(app, ["copy"])
    with transaction(configured.database) as session:
        session.execute(delete(SecondCopyRow))
    done = CliRunner().invoke(app, ["reindex", "--from-second"])
    configured.database.close()

    assert done.exit_code == 0, done.output


def test_years_are_set_and_listed_by_command(configured: Stores):
    clinic = ["--clinic", "qingshan", "--modality", "xray"]
    assert CliRunner().invoke(app, ["retention", "set", *clinic, "30"]).stdout == "xray 30\n"
    listed = CliRunner().invoke(app, ["retention", "list"])
    due = CliRunner().invoke(app, ["retention", "due"])
    deletions = CliRunner().invoke(app, ["retention", "deletions"])
    configured.database.close()

    assert listed.stdout == "qingshan 卫生院\txray=30  ultrasound=15  ecg=15  other=30\n"
    assert (due.stdout, deletions.stdout) == ("", "")
