from datetime import datetime, timedelta

import pytest

from teleread.accounts.lockout import (
    FREE_TRIES,
    TRIES_FROM_EVERYWHERE,
    TRIES_OF_ONE_ADDRESS,
    Attempt,
    Failure,
    LoginLocked,
    check_attempt,
    locked_until,
    network_of,
)

HERE = "10.0.0.7"


def failures(count: int, *, at: datetime, address: str = HERE) -> list[Failure]:
    return [Failure(address, at - timedelta(seconds=number)) for number in range(count)]


def an_attempt(
    of_name: list[Failure] | None = None, of_address: list[Failure] | None = None, *, is_known_address: bool = False
) -> Attempt:
    return Attempt(HERE, of_name or [], of_address or [], is_known_address)


def test_a_few_typing_mistakes_lock_nobody(now: datetime) -> None:
    mistakes = failures(FREE_TRIES - 1, at=now)

    assert locked_until(an_attempt(mistakes, mistakes), at=now) is None


@pytest.mark.parametrize(("more", "minutes"), [(0, 1), (1, 2), (2, 4), (3, 8), (4, 15), (40, 15), (4000, 15)])
def test_each_further_failure_doubles_the_wait_up_to_a_quarter_of_an_hour(
    now: datetime, more: int, minutes: int
) -> None:
    attempt = an_attempt(failures(FREE_TRIES + more, at=now))

    assert locked_until(attempt, at=now) == now + timedelta(minutes=minutes)


def test_a_lock_ends_by_itself(now: datetime) -> None:
    attempt = an_attempt(failures(FREE_TRIES, at=now))

    assert locked_until(attempt, at=now + timedelta(minutes=1)) is None


def test_a_stranger_who_guesses_elsewhere_does_not_lock_the_person_out_here(now: datetime) -> None:
    elsewhere = failures(TRIES_FROM_EVERYWHERE - 1, at=now, address="203.0.113.9")

    assert locked_until(an_attempt(elsewhere), at=now) is None


def test_a_name_that_is_guessed_from_everywhere_is_locked_for_unknown_addresses_only(now: datetime) -> None:
    everywhere = [Failure(f"203.0.113.{number}", now) for number in range(TRIES_FROM_EVERYWHERE)]

    assert locked_until(an_attempt(everywhere), at=now) is not None
    assert locked_until(an_attempt(everywhere, is_known_address=True), at=now) is None


def test_an_address_that_guesses_everyone_is_braked_but_not_for_those_at_home_there(now: datetime) -> None:
    spraying = failures(TRIES_OF_ONE_ADDRESS, at=now)

    assert locked_until(an_attempt([], spraying), at=now) == now + timedelta(minutes=1)
    assert locked_until(an_attempt([], spraying, is_known_address=True), at=now) is None


def test_the_refusal_says_when_to_come_back(now: datetime) -> None:
    with pytest.raises(LoginLocked) as locked:
        check_attempt(an_attempt(failures(FREE_TRIES, at=now)), at=now)

    assert locked.value.values == {"retry_after_s": 60}


@pytest.mark.parametrize(
    ("host", "network"),
    [
        ("192.0.2.4", "192.0.2.4"),
        ("::ffff:192.0.2.4", "192.0.2.4"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("testclient", "unknown"),
        (None, "unknown"),
    ],
)
def test_one_line_counts_as_one_address(host: str | None, network: str) -> None:
    assert network_of(host) == network
