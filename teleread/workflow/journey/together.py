"""Done together: what several threads want at once is done by one of them, at the price of one.

A commit costs a sync of the disk, however much it holds. So whoever comes while
another is at it waits, and the first of those who waited does the work of all.
See docs/decisions/0044-filing-together.md.
"""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from teleread.errors import Unavailable

MOST_AT_ONCE = 64

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


class Together(Generic[Wish, Done]):
    """A line of threads; the first in it works for all who stand there.

    Parameters
    ----------
    work
        Does several wishes as one, all or none, and returns what came of each
        in their order.
    """

    def __init__(self, work: Callable[[Sequence[Wish]], Sequence[Done]]) -> None:
        self._work = work
        self._guard = threading.Lock()
        self._waiting: deque[_Ticket[Wish, Done]] = deque()
        self._is_at_work = False

    def do(self, wish: Wish) -> Done:
        """Return what came of the wish, or raise what it alone deserves.

        If a wish spoils the work for all, each is done alone. An outage is
        everybody's at once: nobody tries again into a database that is gone.
        """
        ticket: _Ticket[Wish, Done] = _Ticket(wish)
        with self._guard:
            self._waiting.append(ticket)
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
