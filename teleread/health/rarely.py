"""What is the same every few seconds is told once a minute."""

import threading
import time
from collections import OrderedDict
from collections.abc import Hashable

REMEMBERED = 1000
EVERY_SECONDS = 60.0


class Rarely:
    """What was told lately, in bounded memory; safe to ask from any thread."""

    def __init__(self) -> None:
        self._told_at: OrderedDict[Hashable, float] = OrderedDict()
        self._lock = threading.Lock()

    def is_news(self, what: Hashable) -> bool:
        """Say whether this was not told a minute ago, and take it as told now if so."""
        now = time.monotonic()
        with self._lock:
            before = self._told_at.get(what)
            if before is not None and now - before < EVERY_SECONDS:
                return False
            self._told_at[what] = now
            self._told_at.move_to_end(what)
            while len(self._told_at) > REMEMBERED:
                self._told_at.popitem(last=False)
            return True
