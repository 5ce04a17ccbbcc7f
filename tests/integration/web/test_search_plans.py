"""No search reads the whole archive: which indexes serve it on both databases, and how many statements it takes."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from sqlalchemy import event

from benchmarks.filling import fill
from teleread.accounts.account import Account, Role
from teleread.clinics.access import scope_of_clinic, system_scope
from teleread.clinics.records import ClinicRow
from teleread.database import Database, snapshot
from teleread.identifiers import new_id
from teleread.scope import Scope
from teleread.views import narrowing
from teleread.views.qido import Level, Search, search
from teleread.views.studies import Sought, list_studies, search_studies
from teleread.views.worklist import View, list_readings, search_readings

STUDIES = 6000
SOMEBODY = Account(new_id(), "admin", "admin", frozenset({Role.ADMIN}), None, None, is_active=True)
NOW = datetime(2026, 3, 2, tzinfo=UTC)
WALKS = [
    ({}, "ix_study_newest"),
    ({"StudyDate": "20220301-20220328"}, "ix_study_newest"),
    ({"StudyDate": "20220301-20220328", "ModalitiesInStudy": "US"}, "ix_study_newest"),
    ({"PatientName": "*an*"}, "ix_study_newest"),
    ({"PatientSex": "F"}, "ix_study_newest"),
]
NARROW = [
    ({"PatientName": "Ouyang*"}, "patient_name_key"),
    ({"PatientName": "*欧阳*"}, "patient_name_key"),
    ({"PatientName": "*uyan*"}, "patient_name_key"),
    ({"PatientID": "T000000007"}, "ix_patient_identity"),
    ({"AccessionNumber": "A000000007"}, "ix_study_accession"),
    ({"StudyInstanceUID": f"2.25.{10**30 + 7}"}, "uq_study_study_instance_uid|sqlite_autoindex_study"),
    ({"SeriesInstanceUID": f"2.25.{2 * 10**30 + 7}"}, "ix_series_uid"),
    ({"SOPInstanceUID": f"2.25.{3 * 10**30 + 15}"}, "ix_instance_sop"),
    ({"ModalitiesInStudy": "MR"}, "ix_series_modality"),
]


@pytest.fixture
def archive(database: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    """A few thousand Studies, of which a few hundred count as few."""
    monkeypatch.setattr(narrowing, "FEW", 300)
    fill(database, until=STUDIES)
    return database


@contextmanager
def watched(database: Database) -> Iterator[list[tuple[str, object]]]:
    """Note every statement of the readers."""
    noted: list[tuple[str, object]] = []

    def note(_connection, _cursor, statement, parameters, _context, _many) -> None:
        if statement.lstrip().upper().startswith("SELECT"):
            noted.append((statement, parameters))

    event.listen(database.reader, "before_cursor_execute", note)
    try:
        yield noted
    finally:
        event.remove(database.reader, "before_cursor_execute", note)


def plans(database: Database, statements: list[tuple[str, object]]) -> list[str]:
    """How each statement is answered; on PostgreSQL by indexes, however small the tables of a test are."""
    explain = "EXPLAIN QUERY PLAN " if database.is_sqlite else "EXPLAIN "
    with database.reader.connect() as connection:
        if not database.is_sqlite:
            for way in ("seqscan", "sort", "bitmapscan", "hashjoin", "mergejoin"):
                connection.exec_driver_sql(f"SET LOCAL enable_{way} = off")
        return [
            "\n".join(str(row[-1]) for row in connection.exec_driver_sql(explain + statement, parameters))
            for statement, parameters in statements
        ]


def whole_tables_read(plan: str) -> set[str]:
    """The large tables that a plan reads from end to end, in no order that stops early."""
    sqlite = re.findall(r"^SCAN (patient|study|series|instance|reading|patient_name_key)$", plan, re.MULTILINE)
    postgresql = re.findall(r"Seq Scan on (patient|study|series|instance|reading|patient_name_key)\b", plan)
    return {*sqlite, *postgresql}


def clinic_scope(database: Database) -> Scope:
    with snapshot(database) as session:
        return scope_of_clinic(session.query(ClinicRow.id).order_by(ClinicRow.key).limit(1).scalar())


def asked(database: Database, query, *arguments, **named) -> tuple[list, list[str]]:
    """Return what a query finds and how each of its statements is answered."""
    with watched(database) as statements, snapshot(database) as session:
        found = query(session, *arguments, **named)
        session.expunge_all()
    shown = plans(database, statements)
    assert not any(map(whole_tables_read, shown)), shown
    return found, shown


def test_an_index_serves_every_search_whoever_asks(archive: Database) -> None:
    for scope in (system_scope(), clinic_scope(archive)):
        for matches, index in (*WALKS, *NARROW):
            wanted = Search(matches, 51, 0)
            found, shown = asked(archive, search, scope, Level.STUDY, wanted)

            assert len(found) <= 51
            assert len(shown) <= 6, "as many statements for fifty as for one"
            assert re.search(index, "\n".join(shown)), (matches, shown)


@pytest.mark.parametrize("level", [Level.SERIES, Level.INSTANCE])
def test_what_lies_below_studies_is_found_a_page_of_studies_at_a_time(archive: Database, level: Level) -> None:
    everything, _ = asked(archive, search, system_scope(), level, Search({}, 700, 0))
    page, shown = asked(archive, search, system_scope(), level, Search({}, 50, 603))

    keys = [(one.series.id, one.instance and one.instance.id) for one in everything]
    assert [(one.series.id, one.instance and one.instance.id) for one in page] == keys[603:653]
    assert len(shown) <= 2 * (653 // 200 + 1) + 4


def test_a_fuzzy_search_finds_the_same_by_keys_as_by_walking(archive: Database, monkeypatch) -> None:
    wanted = Search({"PatientName": "ouyang"}, 200, 0, is_fuzzy=True)
    keyed, shown = asked(archive, search, system_scope(), Level.STUDY, wanted)
    monkeypatch.setattr(narrowing, "FEW", 0)
    walked, _ = asked(archive, search, system_scope(), Level.STUDY, wanted)

    assert "patient_name_key" in "\n".join(shown)
    assert [one.study.id for one in keyed] == [one.study.id for one in walked]
    assert keyed
    assert all("Ouyang" in one.patient.patient_name for one in keyed)


def test_a_scope_of_several_clinics_sees_the_newest_of_all_of_them(archive: Database) -> None:
    with snapshot(archive) as session:
        clinics = sorted(session.query(ClinicRow.id).limit(3))
    scopes = [scope_of_clinic(clinic_id) for (clinic_id,) in clinics]
    several = Scope(frozenset(clinic_id for (clinic_id,) in clinics))
    for matches in ({}, {"PatientName": "Ouyang*"}):
        page, _ = asked(archive, search, several, Level.STUDY, Search(matches, 60, 20))
        each = []
        for scope in scopes:
            each += asked(archive, search, scope, Level.STUDY, Search(matches, 80, 0))[0]
        newest = sorted(each, key=lambda one: (one.study.study_date, one.study.study_time, one.study.id), reverse=True)

        assert [one.study.id for one in page] == [one.study.id for one in newest[20:80]]


def test_the_lists_of_pages_read_no_more_than_they_show(archive: Database) -> None:
    for scope in (system_scope(), clinic_scope(archive)):
        for index, query, named in (
            ("ix_study_latest", list_studies, {}),
            ("patient_name_key", search_studies, {"sought": Sought(patient_name="欧阳")}),
            ("ix_patient_identity", search_studies, {"sought": Sought(patient_id="T000000007")}),
            ("ix_study_newest", search_studies, {"sought": Sought(from_date="20220301")}),
            ("ix_patient_doubtful", search_studies, {"sought": Sought(doubtful_names_only=True)}),
            ("patient_name_key", search_readings, {"text": "欧阳"}),
            ("ix_reading_state_since", list_readings, {"account": SOMEBODY, "view": View.DONE}),
            ("ix_reading|pk_reading", list_readings, {"account": SOMEBODY, "view": View.OPEN}),
        ):
            _, shown = asked(archive, query, scope, at=NOW, **named)
            assert re.search(index, "\n".join(shown)), (named, shown)
