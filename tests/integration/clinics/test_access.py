"""Whose records a person may see follows from their roles and where they belong."""

from datetime import timedelta

import pytest

from teleread.accounts.account import Role
from teleread.accounts.records import find_account, load_account
from teleread.clinics.access import scope_of, scope_of_clinic, system_scope
from teleread.clinics.clinic import Modality, Priority
from teleread.clinics.records import find_clinic, load_clinics, load_term
from teleread.clinics.validity import ClinicMissing
from teleread.database import Database, NotStorable, Session, snapshot, transaction
from teleread.identifiers import new_id
from teleread.scope import Scope
from teleread.workflow.desk.clinics import remove_term, set_term
from tests import builders
from tests.builders import EIGHT


def scope_of_a(session: Session, role: Role, **belonging: object) -> Scope:
    row = builders.an_account(session, f"a-{role.value}", role, **belonging)
    return scope_of(session, load_account(session, row.id))


def test_each_role_sees_its_own_clinics_and_no_other(database: Database) -> None:
    with transaction(database) as session:
        own, partner, other = (builders.a_clinic(session, key) for key in ("own", "partner", "other"))
        department = builders.a_department(session)
        for modality in (Modality.XRAY, Modality.ECG):
            builders.a_partnership(session, partner, department, modality)
        builders.a_partnership(session, other, builders.a_department(session, "elsewhere"), Modality.XRAY)

        for role in (Role.TECHNICIAN, Role.TOWNSHIP_DOCTOR):
            assert scope_of_a(session, role, clinic_id=own.id) == Scope(frozenset({own.id}))
        for role in (Role.AUTHOR, Role.REVIEWER):
            assert scope_of_a(session, role, department_id=department.id) == Scope(frozenset({partner.id}))
        assert scope_of_a(session, Role.ADMIN) == Scope(None) == system_scope()


def test_who_belongs_nowhere_sees_nothing(database: Database) -> None:
    with transaction(database) as session:
        own = builders.a_clinic(session)

        assert scope_of_a(session, Role.TECHNICIAN) == Scope(frozenset())
        # A clinic that was left on the account of a specialist gives no sight of it.
        assert scope_of_a(session, Role.AUTHOR, clinic_id=own.id) == Scope(frozenset())


def test_a_clinic_is_found_by_key_name_or_word_inside_the_scope_only(database: Database) -> None:
    with transaction(database) as session:
        own, other = builders.a_clinic(session, "own"), builders.a_clinic(session, "other")
        scope = scope_of_clinic(own.id)

        assert {find_clinic(session, scope, name).id for name in (own.id, "own", " own 卫生院 ")} == {own.id}
        for name in (other.id, "other", "other 卫生院", new_id()):
            with pytest.raises(ClinicMissing):
                find_clinic(session, scope, name)
        assert [clinic.id for clinic in load_clinics(session, scope)] == [own.id]
        assert find_account(session, builders.an_account(session, "李", Role.ADMIN).id).name == "李"


def test_a_clinics_own_term_replaces_the_default_until_it_is_taken_back(database: Database) -> None:
    with transaction(database) as session:
        clinic_id = builders.a_clinic(session).id

    def term() -> timedelta:
        with transaction(database) as session:
            return load_term(session, clinic_id, modality=Modality.ECG, priority=Priority.EMERGENCY)

    assert term() == timedelta(minutes=15)
    own = set_term(
        database,
        system_scope(),
        clinic=clinic_id,
        modality=Modality.ECG,
        priority=Priority.EMERGENCY,
        minutes=8,
        account=None,
        at=EIGHT,
    )
    assert term() == timedelta(minutes=8)
    remove_term(database, system_scope(), own.id, account=None, at=EIGHT)
    assert term() == timedelta(minutes=15)


def test_text_that_a_database_cannot_hold_is_refused_as_input(postgresql_database: Database) -> None:
    def find() -> None:
        with snapshot(postgresql_database) as session:
            find_clinic(session, system_scope(), "own\0")

    with pytest.raises(NotStorable):
        find()
