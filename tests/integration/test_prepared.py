"""Prepared statements do what SQLAlchemy does with them, on both databases."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError, StatementError

from teleread.archive.records import PatientRow
from teleread.archive.study import NameStanding
from teleread.audit.records import AuditEventRow
from teleread.database import Database, snapshot, table_of, transaction
from teleread.identifiers import new_id
from teleread.prepared import Prepared
from tests.builders import EIGHT, a_clinic

EVENTS, PATIENTS = table_of(AuditEventRow), table_of(PatientRow)
INSERT_EVENT, INSERT_PATIENT = Prepared(insert(EVENTS)), Prepared(insert(PATIENTS))
EVENTS_OF = Prepared(select(*EVENTS.c).where(EVENTS.c.action == bindparam("action")).order_by(EVENTS.c.id))
ANY_EVENT = Prepared(select(EVENTS.c.id).limit(1))
PATIENTS_OF = Prepared(select(*PATIENTS.c).where(PATIENTS.c.name_standing == bindparam("standing")))
RENAME = Prepared(
    update(PATIENTS).where(PATIENTS.c.id == bindparam("key")).values(patient_name=bindparam("patient_name"))
)


def an_event(**values: Any) -> dict[str, Any]:
    event = {"id": new_id(), "at": EIGHT, "account_id": None, "clinic_id": UUID(int=3), "action": "instance.received"}
    detail = {"study_id": "a", "count": 1, "is_new": True, "ae_id": None, "text": "100 % 王 \\"}
    return {**event, "subject_kind": "instance", "subject_id": UUID(int=5), "detail": detail, **values}


def a_patient(clinic_id: UUID, **values: Any) -> dict[str, Any]:
    patient = {"id": new_id(), "clinic_id": clinic_id, "issuer_of_patient_id": "qs", "patient_id": "1"}
    named = {"patient_name": "王^秀英", "patient_name_bytes": b"\xff\x00", "name_standing": NameStanding.GUESSED}
    return {**patient, **named, "patient_birth_date": EIGHT.date(), "patient_sex": "F", "created_at": EIGHT, **values}


def test_what_one_writes_both_read_alike(database: Database) -> None:
    events = [an_event(), an_event(clinic_id=None, detail={}), an_event()]
    with transaction(database) as session:
        clinic_id = a_clinic(session).id
        INSERT_EVENT.run(session, events)
        INSERT_EVENT.run(session, [])
        INSERT_PATIENT.run(session, [a_patient(clinic_id)])
        INSERT_PATIENT.run(session, [a_patient(clinic_id, patient_birth_date=None)])
    with snapshot(database) as session:
        for prepared, given, count in (
            (EVENTS_OF, {"action": "instance.received"}, 3),
            (EVENTS_OF, {"action": "never"}, 0),
            (PATIENTS_OF, {"standing": NameStanding.GUESSED}, 2),
            (PATIENTS_OF, {"standing": NameStanding.LOSSY}, 0),
            (ANY_EVENT, {}, 1),
        ):
            found = prepared.rows(session, given)
            assert found == [tuple(row) for row in session.execute(prepared.statement, given)]
            assert len(found) == count
        names = [column.name for column in EVENTS.c]
        written = sorted(events, key=lambda event: event["id"].int)
        assert [
            dict(zip(names, row, strict=True)) for row in EVENTS_OF.rows(session, {"action": "instance.received"})
        ] == ([{name: event[name] for name in names} for event in written])


def test_an_update_changes_each_row_that_is_named(database: Database) -> None:
    with transaction(database) as session:
        patients = [a_patient(a_clinic(session).id)]
        INSERT_PATIENT.run(session, patients)
        RENAME.run(session, [{"key": each["id"], "patient_name": "李四"} for each in patients])
    with snapshot(database) as session:
        assert [row.patient_name for row in session.scalars(select(PatientRow))] == ["李四"]


def test_a_constraint_is_refused_as_by_sqlalchemy_and_no_value_is_told(database: Database) -> None:
    event = an_event(action="secret")
    with pytest.raises(IntegrityError) as refused, transaction(database) as session:
        INSERT_EVENT.run(session, [event, event])
    assert "secret" not in str(refused.value)
    with snapshot(database) as session:
        assert ANY_EVENT.rows(session, {}) == []


def test_a_value_of_the_wrong_kind_is_refused_before_the_database_sees_it(database: Database) -> None:
    with pytest.raises(StatementError), transaction(database) as session:
        INSERT_EVENT.run(session, [an_event(at=EIGHT.replace(tzinfo=None))])
