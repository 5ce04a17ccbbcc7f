"""Fixtures of every circle: the real test data, a migrated SQLite database, a still clock."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

import teleread.accounts.code_records
import teleread.accounts.records
import teleread.archive.commitment_records
import teleread.archive.copying_records
import teleread.archive.deletion_records
import teleread.archive.intake_records
import teleread.archive.records
import teleread.audit.records
import teleread.clinics.certificate_records
import teleread.clinics.records
import teleread.clinics.retention_records
import teleread.forwarding.records
import teleread.notices.records
import teleread.reports.amendment_records
import teleread.reports.critical_records
import teleread.reports.records
import teleread.reports.review_records
import teleread.worklist.opinion_records
import teleread.worklist.question_records
import teleread.worklist.records
import teleread.worklist.rejection_records
import teleread.worklist.station_records  # noqa: F401
from teleread.database import Base, Database, open_database

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real sample files, beside the checkout."""
    data = SHARED / "data"
    assert data.is_dir(), f"the test data is missing: expected it at {data}"
    return data


@pytest.fixture
def sqlite_database(tmp_path: Path) -> Iterator[Database]:
    """An empty embedded database with every table."""
    database = open_database(f"sqlite:///{tmp_path / 'teleread.sqlite'}")
    Base.metadata.create_all(database.engine)
    yield database
    database.close()


@pytest.fixture
def now() -> datetime:
    """A moment that every test of a rule may share."""
    return datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
