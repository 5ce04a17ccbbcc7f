"""Whose turn it is, among threads; tests/integration/test_database.py adds processes."""

import threading
from datetime import timedelta
from pathlib import Path

import pytest

from teleread.turnstile import TurnRefused, Turnstile

LONG, SHORT = timedelta(seconds=20), timedelta(seconds=0.1)


class Visitor(threading.Thread):
    """Passes, says so, and stays until it is told to leave."""

    def __init__(self, turnstile: Turnstile, order: list[str], name: str) -> None:
        super().__init__(name=name, daemon=True)
        self.turnstile, self.order = turnstile, order
        self.inside, self.may_leave = threading.Event(), threading.Event()

    def run(self) -> None:
        with self.turnstile.passed():
            self.order.append(self.name)
            self.inside.set()
            self.may_leave.wait(20)


def wait_in_line(turnstile: Turnstile, count: int) -> None:
    ticking = threading.Event()
    while len(turnstile._line._waiting) < count:
        ticking.wait(0.005)


def test_threads_pass_in_the_order_they_came(tmp_path: Path):
    turnstile, order = Turnstile(tmp_path / "file", patience=LONG), []
    visitors = [Visitor(turnstile, order, str(number)) for number in range(6)]
    for number, visitor in enumerate(visitors):
        visitor.start()
        if number:
            wait_in_line(turnstile, number)
    for visitor in visitors:
        assert visitor.inside.wait(10)
        visitor.may_leave.set()
        visitor.join()

    assert order == ["0", "1", "2", "3", "4", "5"]


@pytest.fixture
def somebody(tmp_path: Path) -> Visitor:
    visitor = Visitor(Turnstile(tmp_path / "file", patience=LONG), [], "somebody")
    visitor.start()
    assert visitor.inside.wait(10)
    return visitor


def refused(turnstile: Turnstile) -> bool:
    try:
        with turnstile.passed():
            return False
    except TurnRefused:
        return True


def test_two_turnstiles_of_one_file_are_one(somebody: Visitor, tmp_path: Path):
    other = Turnstile(tmp_path / "file", patience=SHORT)
    assert refused(other)
    somebody.may_leave.set()
    somebody.join()

    assert not refused(other)


def test_who_gave_up_is_not_waited_for(somebody: Visitor, tmp_path: Path):
    impatient = Turnstile(tmp_path / "file", patience=SHORT)
    waiting = [threading.Thread(target=refused, args=(impatient,)) for _ in range(4)]
    for thread in waiting:
        thread.start()
    for thread in waiting:
        thread.join(10)
    somebody.may_leave.set()
    somebody.join()

    assert not refused(impatient)


def test_an_error_inside_ends_the_turn(tmp_path: Path):
    turnstile = Turnstile(tmp_path / "file", patience=SHORT)
    with pytest.raises(ZeroDivisionError), turnstile.passed():
        raise ZeroDivisionError

    assert not refused(turnstile)


def test_files_beside_another_file_are_another_turnstile(somebody: Visitor, tmp_path: Path):
    assert not refused(Turnstile(tmp_path / "other", patience=SHORT))
    somebody.may_leave.set()
