"""How many requests may store at once: all together, and of one account."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from fastapi import HTTPException

RETRY_AFTER_SECONDS = 10


class Slots:
    """Room for so many requests; one account has never all of it, so that it cannot keep the others out."""

    def __init__(self, *, most: int, most_of_one: int) -> None:
        self._most, self._most_of_one = most, most_of_one
        self._taken: Counter[UUID] = Counter()
        self._lock = threading.Lock()

    @contextmanager
    def taken(self, account_id: UUID) -> Iterator[None]:
        """Hold a slot while the block runs.

        Raises
        ------
        HTTPException
            With 429 if the account holds as many as it may, with 503 if none is
            free; both say when to try again.
        """
        self._take(account_id)
        try:
            yield
        finally:
            with self._lock:
                self._taken[account_id] -= 1
                self._taken += Counter()

    def _take(self, account_id: UUID) -> None:
        with self._lock:
            if self._taken[account_id] >= self._most_of_one:
                raise _refusal(429)
            if self._taken.total() >= self._most:
                raise _refusal(503)
            self._taken[account_id] += 1


def _refusal(status: int) -> HTTPException:
    return HTTPException(status, headers={"Retry-After": str(RETRY_AFTER_SECONDS)})
