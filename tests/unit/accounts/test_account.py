import pytest

from teleread.accounts.account import Account, AccountRefused, Role, check_display_name, check_name, check_roles
from teleread.identifiers import new_id

CLINIC, DEPARTMENT = new_id(), new_id()


@pytest.mark.parametrize(
    ("roles", "clinic_id", "department_id"),
    [
        ({Role.TECHNICIAN}, CLINIC, None),
        ({Role.TECHNICIAN, Role.TOWNSHIP_DOCTOR}, CLINIC, None),
        ({Role.AUTHOR}, None, DEPARTMENT),
        ({Role.AUTHOR, Role.REVIEWER, Role.ADMIN}, None, DEPARTMENT),
        ({Role.ADMIN}, None, None),
    ],
)
def test_roles_that_go_together_are_accepted(roles, clinic_id, department_id) -> None:
    assert check_roles(roles, clinic_id=clinic_id, department_id=department_id) == roles


@pytest.mark.parametrize(
    ("roles", "clinic_id", "department_id"),
    [
        (set(), None, None),
        ({Role.TECHNICIAN}, None, None),
        ({Role.ADMIN}, CLINIC, None),
        ({Role.AUTHOR}, None, None),
        ({Role.ADMIN}, None, DEPARTMENT),
        ({Role.TECHNICIAN}, CLINIC, DEPARTMENT),
        ({Role.TOWNSHIP_DOCTOR, Role.REVIEWER}, CLINIC, DEPARTMENT),
        ({Role.TECHNICIAN, Role.ADMIN}, CLINIC, None),
    ],
)
def test_roles_that_contradict_each_other_or_their_place_are_refused(roles, clinic_id, department_id) -> None:
    with pytest.raises(AccountRefused) as refused:
        check_roles(roles, clinic_id=clinic_id, department_id=department_id)

    assert refused.value.message_en()
    assert refused.value.message_zh()


@pytest.mark.parametrize(
    ("typed", "kept"), [("Zhang.San", "zhang.san"), (" 李医生 ", "李医生"), ("ＷＡＮＧ", "wang"), ("a@b.cn", "a@b.cn")]
)
def test_a_login_name_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert check_name(typed) == kept


@pytest.mark.parametrize("wrong", ["", "  ", "two words", "a" * 65, "a\nb", "<b>", "a/b", "\u202eabc"])
def test_a_login_name_that_could_mislead_is_refused(wrong: str) -> None:
    with pytest.raises(AccountRefused):
        check_name(wrong)


@pytest.mark.parametrize("wrong", ["", " ", "张\n三", "x" * 65, "\u202e李"])
def test_a_display_name_that_could_mislead_is_refused(wrong: str) -> None:
    with pytest.raises(AccountRefused):
        check_display_name(wrong)


def test_what_a_person_belongs_to_follows_their_roles() -> None:
    author = Account(new_id(), "a", "a", frozenset({Role.AUTHOR}), None, DEPARTMENT, True)
    technician = Account(new_id(), "t", "t", frozenset({Role.TECHNICIAN}), CLINIC, None, True)
    admin = Account(new_id(), "x", "x", frozenset({Role.ADMIN}), None, None, True)

    assert (author.reading_department_id, author.home_clinic_id, author.sees_every_clinic) == (DEPARTMENT, None, False)
    assert (technician.reading_department_id, technician.home_clinic_id) == (None, CLINIC)
    assert admin.sees_every_clinic
    assert admin.may_act_as(Role.AUTHOR, Role.ADMIN)
    assert not admin.may_act_as(Role.AUTHOR)
