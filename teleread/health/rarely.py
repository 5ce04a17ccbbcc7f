"""Memories that stay small: what was told lately, and what was last found."""

import threading
import time
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

REMEMBERED = 1000
EVERY_SECONDS = 60.0


class Rarely:
    """What is the same every few seconds is told once a minute; safe to ask from any thread."""

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


class LastFound(Generic[Key, Value]):
    """What was last found under a key, for when nobody can look; safe to ask from any thread."""

    def __init__(self) -> None:
        self._found: OrderedDict[Key, Value] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, key: Key, value: Value) -> None:
        """Remember what was found now."""
        with self._lock:
            self._found[key] = value
            self._found.move_to_end(key)
            while len(self._found) > REMEMBERED:
                self._found.popitem(last=False)

    def get(self, key: Key) -> Value | None:
        """Return what was found last, None if nothing ever was."""
        with self._lock:
            return self._found.get(key)
