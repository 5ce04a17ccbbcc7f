"""Done together: what several threads want at once is done by one of them, at the price of one.

A commit costs a sync of the disk, however much it holds. So whoever comes while
another is at it waits, and the first of those who waited does the work of all.
Before it begins it waits a moment for those who have said that they are coming:
they were on the disk together and come back together.
See docs/decisions/0044-filing-together.md.
"""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Generic, Self, TypeVar

from teleread.errors import Unavailable

MOST_AT_ONCE = 64
PATIENCE_SECONDS = 0.005
"""Of whoever works, with those who said that they are coming."""

Wish = TypeVar("Wish")
Done = TypeVar("Done")


class _Ticket(Generic[Wish, Done]):
    """One thread's wish, and what came of it."""

    def __init__(self, wish: Wish) -> None:
        self.wish = wish
        self.called = threading.Lock()
        self.called.acquire()
        self.done: Done | None = None
        self.error: BaseException | None = None
        self.is_over = False


class Coming(Generic[Wish, Done]):
    """A thread that has said that it is coming; said until it comes or the block ends."""

    def __init__(self, together: "Together[Wish, Done]", *, is_expected: bool) -> None:
        self._together, self._is_expected = together, is_expected

    def __enter__(self) -> Self:
        if self._is_expected:
            self._together.expect()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _where: TracebackType | None
    ) -> None:
        if self._is_expected:
            self._is_expected = False
            self._together.expect_no_more()

    def do(self, wish: Wish) -> Done:
        """Come, and return what came of the wish."""
        is_expected, self._is_expected = self._is_expected, False
        return self._together.do(wish, is_expected=is_expected)


class Together(Generic[Wish, Done]):
    """A line of threads; the first in it works for all who stand there.

    Parameters
    ----------
    work
        Does several wishes as one, all or none, and returns what came of each
        in their order.
    patience_seconds
        How long who is expected is waited for.
    """

    def __init__(
        self, work: Callable[[Sequence[Wish]], Sequence[Done]], *, patience_seconds: float = PATIENCE_SECONDS
    ) -> None:
        self._work, self._patience_seconds = work, patience_seconds
        self._guard = threading.Lock()
        self._waiting: deque[_Ticket[Wish, Done]] = deque()
        self._is_at_work = False
        self._expected = 0
        self._all_there: threading.Lock | None = None

    def coming(self, *, is_expected: bool = True) -> Coming[Wish, Done]:
        """Return how to say that a wish will come; without being expected, nobody waits for it."""
        return Coming(self, is_expected=is_expected)

    def expect(self) -> None:
        """Count on one more."""
        with self._guard:
            self._expected += 1

    def expect_no_more(self) -> None:
        """Count on one less."""
        with self._guard:
            self._expected -= 1
            self._begin_if_all_are_there()

    def do(self, wish: Wish, *, is_expected: bool = False) -> Done:
        """Return what came of the wish, or raise what it alone deserves.

        If a wish spoils the work for all, each is done alone. An outage is
        everybody's at once: nobody tries again into a database that is gone.
        """
        ticket: _Ticket[Wish, Done] = _Ticket(wish)
        with self._guard:
            self._waiting.append(ticket)
            self._expected -= is_expected
            self._begin_if_all_are_there()
            leads = not self._is_at_work
            self._is_at_work = True
        if not leads:
            ticket.called.acquire()
        if not ticket.is_over:
            self._lead()
        if ticket.error is not None:
            raise ticket.error
        return ticket.done  # type: ignore[return-value]  # a ticket that is over has one or the other

    def _lead(self) -> None:
        self._gather()
        with self._guard:
            batch = [self._waiting.popleft() for _ in range(min(len(self._waiting), MOST_AT_ONCE))]
        try:
            self._serve(batch)
        finally:
            with self._guard:
                following = self._waiting[0] if self._waiting else None
                self._is_at_work = following is not None
            for ticket in batch:
                ticket.is_over = True
                ticket.called.release()
            if following is not None:
                following.called.release()

    def _gather(self) -> None:
        """Wait a moment for those who are expected."""
        with self._guard:
            if not self._expected or len(self._waiting) >= MOST_AT_ONCE:
                return
            self._all_there = all_there = threading.Lock()
            all_there.acquire()
        all_there.acquire(timeout=self._patience_seconds)
        with self._guard:
            self._all_there = None

    def _begin_if_all_are_there(self) -> None:
        if self._all_there is not None and (not self._expected or len(self._waiting) >= MOST_AT_ONCE):
            self._all_there.release()
            self._all_there = None

    def _serve(self, batch: Sequence[_Ticket[Wish, Done]]) -> None:
        error = self._try(batch)
        if error is None:
            return
        if len(batch) == 1 or isinstance(error, Unavailable) or not isinstance(error, Exception):
            for ticket in batch:
                ticket.error = error
            return
        outage: BaseException | None = None
        for ticket in batch:
            ticket.error = outage or self._try([ticket])
            outage = ticket.error if isinstance(ticket.error, Unavailable) else None

    def _try(self, batch: Sequence[_Ticket[Wish, Done]]) -> BaseException | None:
        try:
            for ticket, done in zip(batch, self._work([ticket.wish for ticket in batch]), strict=True):
                ticket.done = done
        except BaseException as error:  # noqa: BLE001  (whatever it is, nobody may be left waiting)
            return error
        return None
