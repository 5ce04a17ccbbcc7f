import threading

import pytest

from teleread.accounts import password as passwords
from teleread.accounts.password import (
    CLEAR_LETTERS,
    LoginBusy,
    PasswordTooWeak,
    check_strength,
    generate_password,
    hash_password,
    is_right,
)


@pytest.mark.parametrize(
    "weak",
    ["short-one", "x" * 201, "aaaaaaaaaaaaaaa", "ababababababab", "ZhangSan-2026", "", "密码密码密码密码密码密码"],
)
def test_a_password_that_is_guessed_early_is_refused(weak: str) -> None:
    with pytest.raises(PasswordTooWeak):
        check_strength(weak, name="zhangsan")


@pytest.mark.parametrize("strong", ["correct horse battery", "青山卫生院的技师爱喝茶水", "k7mw-p3xq-9daz-wn4c"])
def test_a_long_and_varied_password_is_accepted(strong: str) -> None:
    check_strength(strong, name="zhangsan")


def test_a_generated_password_is_strong_and_can_be_read_aloud() -> None:
    made = {generate_password() for _ in range(50)}

    assert len(made) == 50
    for each in made:
        check_strength(each, name="admin")
        assert set(each.replace("-", "")) <= set(CLEAR_LETTERS)


def test_only_the_same_password_is_right_however_its_accents_are_composed() -> None:
    kept = hash_password("caf\u00e9 au lait et croissant")

    assert kept.startswith("$argon2id$")
    assert is_right("cafe\u0301 au lait et croissant", kept)
    assert not is_right("cafe au lait et croissant", kept)


def test_a_name_that_nobody_has_is_never_right() -> None:
    assert not is_right("anything at all", None)
    assert not is_right("x" * 100_000, hash_password("something else"))


def test_a_flood_of_logins_is_turned_away_instead_of_queued(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_admitted", threading.BoundedSemaphore(1))
    assert passwords._admitted.acquire(blocking=False)

    with pytest.raises(LoginBusy):
        is_right("anything at all", None)
