"""A bound on how often one address may ask what nobody has to log in for."""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from teleread.accounts.lockout import network_of
from teleread.errors import TooMany

MOST_ADDRESSES: Final = 10_000


@dataclass(frozen=True, slots=True)
class _Window:
    began_at: datetime
    asked: int


class Throttle:
    """Counts the questions of each network in windows of time; the longest unseen are forgotten first."""

    def __init__(self, *, most: int, window: timedelta) -> None:
        self._most, self._window = most, window
        self._seen: OrderedDict[str, _Window] = OrderedDict()
        self._lock = threading.Lock()

    def check(self, host: str, *, at: datetime) -> None:
        """Count one question.

        Raises
        ------
        TooMany
            If the network asked too often; carries how long to wait.
        """
        network = network_of(host)
        with self._lock:
            seen = self._seen.pop(network, None)
            if seen is None or at - seen.began_at >= self._window:
                seen = _Window(at, 0)
            self._seen[network] = _Window(seen.began_at, seen.asked + 1)
            if len(self._seen) > MOST_ADDRESSES:
                self._seen.popitem(last=False)
        if seen.asked >= self._most:
            rest = seen.began_at + self._window - at
            raise TooMany(retry_after_s=max(1, int(rest.total_seconds())))
