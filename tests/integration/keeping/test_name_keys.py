"""Names are found from their arrival on, and by keys once the worker put them there."""

import pytest
from sqlalchemy import func, select

from teleread.archive.records import PatientNameKeyRow, PatientRow
from teleread.archive.resolving_records import confirm_patient_name
from teleread.archive.study import NameStanding
from teleread.clinics.access import system_scope
from teleread.database import Database, snapshot, transaction
from teleread.views.qido import Level, Search, search
from teleread.workflow.keeping.name_keys import key_names
from tests.builders import a_clinic, a_patient, a_series, a_site, a_study, an_instance


@pytest.fixture
def patient_key(database: Database):
    with transaction(database) as session:
        clinic = a_clinic(session)
        patient = a_patient(session, clinic, patient_name="王^晓明", name_standing=NameStanding.GUESSED)
        an_instance(session, a_series(session, a_study(session, a_site(session, clinic), patient)))
        return patient.id


def is_found(database: Database, name: str) -> bool:
    with snapshot(database) as session:
        wanted = Search({"PatientName": name}, 10, 0, is_fuzzy="*" not in name)
        return bool(search(session, system_scope(), Level.STUDY, wanted))


def keys_in(database: Database) -> int:
    with snapshot(database) as session:
        return session.scalars(select(func.count()).select_from(PatientNameKeyRow)).one()


def test_a_name_is_found_before_and_after_it_lies_under_its_keys(database, patient_key):
    for keyed in (1, 0):
        for asked in ("wangxiaoming", "wxm", "王^晓*", "*明*", "晓明"):
            assert is_found(database, asked), asked
        assert not is_found(database, "李*")
        assert key_names(database) == keyed
    assert keys_in(database) > 5


def test_a_name_that_is_confirmed_otherwise_is_found_by_its_new_letters_alone(database, patient_key):
    key_names(database)
    with transaction(database) as session:
        confirm_patient_name(session, system_scope(), patient_key, "李^小明")

    assert keys_in(database) == 0
    for _ in range(2):
        assert is_found(database, "lixiaoming")
        assert not is_found(database, "wxm")
        key_names(database)
    with snapshot(database) as session:
        assert session.get_one(PatientRow, patient_key).name_keys_version is not None
