"""Arrivals that are filed together stand as if they had come one by one."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from storage import StoredObject
from teleread.archive.arrival import Arrival, ArrivedInstance, ArrivedPatient, ArrivedSeries, ArrivedStudy
from teleread.archive.copies import Compared, ComparisonWanted, Likeness
from teleread.archive.records import DiscrepancyRow, InstanceRow, PatientRow, SeriesRow, StudyRow
from teleread.archive.study import NameStanding
from teleread.audit.records import AuditEventRow, AuditUnsealedRow
from teleread.database import Base, Database, NotStorable, open_database, snapshot, transaction
from teleread.dicom.association.admission import Admitted
from teleread.dicom.dataset.receipt import Receipt
from teleread.workflow.journey.arriving import Occasion, Received, ToFile
from teleread.workflow.journey.filing import file_together
from tests.builders import EIGHT, a_clinic, a_site, an_ae

SYNTAX, CR = "1.2.840.10008.1.2.1", "1.2.840.10008.5.1.4.1.1.1"
LIKENESS = {("a", "b"): Likeness.SAME_CONTENT}
"""Of two contents of one UID, the rest is other; c is told from d by nobody but its bytes."""


@dataclass(frozen=True, slots=True)
class Sent:
    """An arrival in small numbers, so that a few of them meet."""

    clinic: int
    patient_id: str
    name: str
    sex: str
    study: int
    series: int
    instance: int
    content: str
    minute: int


SENT = st.builds(
    Sent,
    clinic=st.integers(0, 1),
    patient_id=st.sampled_from(["", "0001", "0002"]),
    name=st.sampled_from(["", "Li^Si", "Wang^Wu"]),
    sex=st.sampled_from(["", "M", "F"]),
    study=st.integers(1, 2),
    series=st.integers(1, 2),
    instance=st.integers(1, 4),
    content=st.sampled_from("abc"),
    minute=st.integers(0, 5),
)


def to_file(sent: Sent, number: int, clinics: Sequence[Admitted]) -> ToFile:
    at = EIGHT + timedelta(minutes=sent.minute, milliseconds=number)
    admitted = clinics[sent.clinic]
    patient = ArrivedPatient(
        admitted.issuer_of_patient_id,
        sent.patient_id,
        sent.name,
        sent.name.encode(),
        NameStanding.EXACT if sent.minute % 2 else NameStanding.GUESSED,
        None,
        sent.sex,
    )
    study = ArrivedStudy(
        f"1.{sent.study}", f"A{sent.minute}" if sent.minute else "", "20260302", "", "", "", at - timedelta(hours=1)
    )
    series = ArrivedSeries(f"2.{sent.series}", "CR", 1, "", "", "")
    instance = ArrivedInstance(CR, f"3.{sent.instance}", SYNTAX, number, 2, 2, 1, None)
    sha256 = f"{sent.instance} {sent.content}".encode()
    stored = StoredObject(f"test/{number}", 10, sha256, {})
    receipt = Receipt(_Nothing(), 0, SYNTAX, CR, instance.sop_instance_uid)
    return ToFile(admitted, Arrival(patient, study, series, instance), receipt, stored, Occasion(at, at))


class _Nothing:
    """Bytes that nobody reads: what is compared is said by the test."""

    size_bytes, sha256 = 0, b""

    def reader(self) -> Any:
        raise AssertionError("nobody reads this")


def file_all(database: Database, arrivals: Sequence[ToFile], batches: Sequence[int]) -> list[tuple[ToFile, Received]]:
    """File in batches of these sizes, then one by one; return what came of each, in the order of filing.

    Who must be compared first comes again, after the others of its batch.
    """
    filed: list[tuple[ToFile, Received]] = []
    waiting, sizes = list(arrivals), list(batches)
    while waiting:
        size = sizes.pop(0) if sizes else 1
        batch, waiting = waiting[:size], waiting[size:]
        again = []
        for each, outcome in zip(batch, file_together(database, batch), strict=True):
            if isinstance(outcome, ComparisonWanted):
                again.append(replace(each, compared=compared(database, each, outcome.current_id)))
            else:
                filed.append((each, outcome))
        waiting = again + waiting
    return filed


def compared(database: Database, each: ToFile, current_id: UUID) -> Compared:
    with snapshot(database) as session:
        current = session.get_one(InstanceRow, current_id).sha256.decode()[-1]
    pair = tuple(sorted((current, each.stored.sha256.decode()[-1])))
    return Compared(current_id, LIKENESS.get(pair, Likeness.OTHER))


def clinics_of(database: Database) -> list[Admitted]:
    made = []
    with transaction(database) as session:
        for key in ("qingshan", "hekou"):
            clinic = a_clinic(session, key)
            site = a_site(session, clinic)
            ae = an_ae(session, clinic, site, key.upper())
            made.append(Admitted(ae.id, ae.ae_title, site.id, clinic.id, clinic.key, site.time_zone, None))
    return made


def standing_of(database: Database) -> dict[str, list[Any]]:
    """Every row, a surrogate key shown as what lies under it."""
    with snapshot(database) as session:
        rows = {table: list(session.scalars(select(table))) for table in TABLES}
        names: dict[UUID, Any] = {row.id: row.locator for row in rows[InstanceRow]}
        for table, above in ((InstanceRow, "series_id"), (SeriesRow, "study_id"), (StudyRow, "patient_key")):
            under: dict[UUID, list[Any]] = {}
            for row in rows[table]:
                under.setdefault(getattr(row, above), []).append(names[row.id])
            names |= {key: (above, sorted(map(str, found))) for key, found in under.items()}
        clinics = {row.clinic_id for row in rows[InstanceRow]}
        return {
            table.__tablename__: sorted(
                str(
                    {
                        column.name: shown(getattr(row, column.key), names)
                        for column in table.__table__.columns
                        if column.name not in BESIDE.get(table, ())
                    }
                )
                for row in rows[table]
            )
            for table in TABLES
        } | {"clinics": [len(clinics)]}


TABLES: tuple[type[Base], ...] = (PatientRow, StudyRow, SeriesRow, InstanceRow, DiscrepancyRow, AuditEventRow)
PLACES = ("clinic_id", "site_id", "ae_id", "frame_offsets")
BESIDE = {
    PatientRow: PLACES,
    StudyRow: PLACES,
    InstanceRow: PLACES,
    DiscrepancyRow: ("id", "clinic_id"),
    AuditEventRow: ("id", "clinic_id", "detail", "subject_id"),
}


def shown(value: Any, names: dict[UUID, Any]) -> Any:
    return names.get(value, "?") if isinstance(value, UUID) else value


@contextmanager
def a_database() -> Iterator[Database]:
    with TemporaryDirectory() as folder:
        database = open_database(f"sqlite:///{Path(folder) / 'teleread.sqlite'}")
        Base.metadata.create_all(database.engine)
        yield database
        database.close()


@settings(max_examples=25, deadline=None)
@given(st.lists(SENT, min_size=1, max_size=10), st.lists(st.integers(1, 10), max_size=4))
def test_filed_together_is_filed_one_by_one(sent: list[Sent], batches: list[int]) -> None:
    with a_database() as together, a_database() as alone:
        clinics = clinics_of(together), clinics_of(alone)
        filed = file_all(together, [to_file(each, number, clinics[0]) for number, each in enumerate(sent)], batches)
        in_turn = [int(each.stored.locator.removeprefix("test/")) for each, _ in filed]
        one_by_one = file_all(alone, [to_file(sent[number], number, clinics[1]) for number in in_turn], [])

        assert [outcomes(each) for each in filed] == [outcomes(each) for each in one_by_one]
        assert standing_of(together) == standing_of(alone)
        with snapshot(together) as session:
            events = set(session.scalars(select(AuditEventRow.id)))
            assert set(session.scalars(select(AuditUnsealedRow.event_id))) == events


def outcomes(filed: tuple[ToFile, Received]) -> tuple[Any, ...]:
    each, received = filed
    return each.stored.locator, received.outcome, received.locator


def test_one_that_cannot_be_stored_leaves_nothing_of_its_batch(database: Database) -> None:
    clinics = clinics_of(database)
    good = Sent(0, "0001", "Li^Si", "M", 1, 1, 1, "a", 0)
    bad = to_file(replace(good, instance=2), 2, clinics)
    huge = replace(bad.arrival.instance, rows=2**80)
    spoiled = [to_file(good, 1, clinics), replace(bad, arrival=replace(bad.arrival, instance=huge))]

    with pytest.raises((NotStorable, OverflowError)):
        file_together(database, spoiled)

    assert {name: len(rows) for name, rows in standing_of(database).items() if name != "clinics"} == {
        table.__tablename__: 0 for table in TABLES
    }
    assert [type(each) for each in file_together(database, spoiled[:1])] == [Received]
