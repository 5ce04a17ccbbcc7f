"""Several threads' wishes done by one of them."""

import threading
from collections.abc import Sequence

import pytest

from teleread.errors import Unavailable
from teleread.workflow.journey.together import MOST_AT_ONCE, Together

PATIENCE = 20.0


class Gone(Unavailable):
    """The database is gone."""


class Work:
    """What the line does: it notes each batch, and holds the first until it is let go."""

    def __init__(self, *, spoils: Sequence[int] = (), gone_for: Sequence[int] = ()) -> None:
        self.batches: list[list[int]] = []
        self.began, self.goes_on = threading.Event(), threading.Event()
        self._spoils, self._gone_for = spoils, gone_for

    def __call__(self, wishes: Sequence[int]) -> list[int]:
        self.batches.append(list(wishes))
        self.began.set()
        assert self.goes_on.wait(PATIENCE)
        if any(wish in self._gone_for for wish in wishes):
            raise Gone
        if any(wish in self._spoils for wish in wishes):
            raise ValueError(str(wishes))
        return [10 * wish for wish in wishes]


def wish_all(work: Work, number: int) -> dict[int, int | Exception]:
    """Wish 0 first, and 1 to `number` while it is being done; return what came of each."""
    together = Together(work)
    came: dict[int, int | Exception] = {}

    def wish(each: int) -> None:
        try:
            came[each] = together.do(each)
        except (Gone, ValueError) as error:
            came[each] = error

    threads = [threading.Thread(target=wish, args=(each,)) for each in range(number + 1)]
    threads[0].start()
    assert work.began.wait(PATIENCE)
    for count, thread in enumerate(threads[1:], start=1):
        thread.start()
        wait_until_waiting(together, count)
    work.goes_on.set()
    for thread in threads:
        thread.join(PATIENCE)
        assert not thread.is_alive()
    return came


def wait_until_waiting(together: Together[int, int], count: int) -> None:
    deadline = threading.Event()
    for _ in range(int(PATIENCE * 1000)):
        if len(together._waiting) == count:
            return
        deadline.wait(0.001)
    raise AssertionError("nobody waits")


def test_who_comes_while_another_is_at_it_is_done_together():
    work = Work()
    assert wish_all(work, 5) == {each: 10 * each for each in range(6)}
    assert work.batches == [[0], [1, 2, 3, 4, 5]]


def test_no_batch_is_longer_than_its_limit():
    work = Work()
    assert len(wish_all(work, MOST_AT_ONCE + 3)) == MOST_AT_ONCE + 4
    assert [len(batch) for batch in work.batches] == [1, MOST_AT_ONCE, 3]


def test_one_that_spoils_the_work_harms_nobody_else():
    work = Work(spoils=[2])
    came = wish_all(work, 3)
    assert {each: came[each] for each in (0, 1, 3)} == {0: 0, 1: 10, 3: 30}
    assert isinstance(came[2], ValueError)
    assert work.batches == [[0], [1, 2, 3], [1], [2], [3]]


def test_an_outage_is_everybodys_at_once():
    work = Work(gone_for=[2])
    came = wish_all(work, 3)
    assert came[0] == 0
    assert [type(came[each]) for each in (1, 2, 3)] == [Gone, Gone, Gone]
    assert work.batches == [[0], [1, 2, 3]]


def test_an_outage_while_each_is_done_alone_is_the_rests_too():
    class GoneLater(Work):
        def __call__(self, wishes: Sequence[int]) -> list[int]:
            done = super().__call__(wishes)
            if wishes == [2]:
                raise Gone
            return done

    work = GoneLater(spoils=[1])
    came = wish_all(work, 4)
    assert [type(came[each]) for each in (1, 2, 3, 4)] == [ValueError, Gone, Gone, Gone]


def test_the_line_goes_on_after_a_failure():
    work = Work(spoils=[0])
    work.goes_on.set()
    together = Together(work)
    with pytest.raises(ValueError, match="0"):
        together.do(0)
    assert together.do(4) == 40


def test_who_is_expected_is_waited_for():
    work = done_at_once()
    together = Together(work, patience_seconds=PATIENCE)
    with together.coming() as coming:
        waits = started(together, 1)
        wait_until_waiting(together, 1)
        assert coming.do(2) == 20
    waits.join(PATIENCE)
    assert work.batches == [[1, 2]]


def test_who_does_not_come_after_all_is_waited_for_no_longer():
    work = done_at_once()
    together = Together(work, patience_seconds=10 * PATIENCE)
    with together.coming():
        waits = started(together, 1)
        wait_until_waiting(together, 1)
    waits.join(PATIENCE)
    assert not waits.is_alive()
    assert work.batches == [[1]]


def test_whoever_takes_long_is_not_waited_for():
    work = done_at_once()
    together = Together(work, patience_seconds=0.001)
    with together.coming() as coming:
        assert together.do(1) == 10
        assert coming.do(2) == 20
    assert work.batches == [[1], [2]]


def test_nobody_waits_for_one_who_is_not_expected():
    work = done_at_once()
    together = Together(work, patience_seconds=10 * PATIENCE)
    with together.coming(is_expected=False) as coming:
        waits = started(together, 1)
        waits.join(PATIENCE)
        assert coming.do(2) == 20
    assert work.batches == [[1], [2]]


def done_at_once() -> Work:
    work = Work()
    work.goes_on.set()
    return work


def started(together: Together[int, int], wish: int) -> threading.Thread:
    """Return a thread that comes with a wish."""
    thread = threading.Thread(target=together.do, args=(wish,))
    thread.start()
    return thread
