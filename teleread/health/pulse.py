"""The gateway feels its own pulse: do the database and the store answer, and is there room?

It says so in the database, where the web's `/readyz` finds it whichever machine
it runs on. A gateway that cannot say so is silent, which says enough.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from storage import ObjectMissing, ObjectStore, StoreError
from storage.reserve import Reserve
from teleread.archive.intake import SAID_EVERY, Intake
from teleread.database import Database
from teleread.errors import Unavailable
from teleread.identifiers import new_id
from teleread.workflow.keeping.say import say, say_goodbye

log = structlog.get_logger()

NOWHERE = "ready/nothing-lies-here"
"""A locator that nothing has: a store that says so has answered."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What the gateway needs, and whether it has it."""

    database: bool
    store: bool
    room: bool

    @property
    def is_well(self) -> bool:
        """Whether what is sent now would be kept."""
        return self.database and self.store and self.room


class Pulse:
    """Looks every few seconds, in a thread of its own, from `start` to `stop`."""

    def __init__(
        self, database: Database, store: ObjectStore, reserve: Reserve, *, clock: Callable[[], datetime]
    ) -> None:
        self._database, self._store, self._reserve, self._clock = database, store, reserve, clock
        at = clock()
        self._intake = Intake(new_id(), began_at=at, said_at=at, store_answers=True, has_room=True)
        self._condition = Condition(database=True, store=True, room=True)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="gateway-pulse", daemon=True)

    @property
    def condition(self) -> Condition:
        """What was found last."""
        return self._condition

    def start(self) -> None:
        """Look once, and go on in a thread."""
        self.look()
        self._thread.start()

    def stop(self) -> None:
        """Look no more, and say goodbye if the database can hear it."""
        self._stopping.set()
        self._thread.join()
        try:
            say_goodbye(self._database, self._intake.id)
        except Unavailable:
            log.warning("gateway.no_goodbye")

    def look(self) -> Condition:
        """Look at everything now, say it and return it."""
        store, room = answers(self._store), has_room(self._reserve)
        self._intake = replace(self._intake, said_at=self._clock(), store_answers=store, has_room=room)
        found = Condition(database=self._has_said(self._intake), store=store, room=room)
        if found != self._condition:
            tell = log.info if found.is_well else log.error
            tell("gateway.condition", database=found.database, store=found.store, room=found.room)
        self._condition = found
        return found

    def _has_said(self, intake: Intake) -> bool:
        try:
            say(self._database, intake)
        except Unavailable:
            return False
        return True

    def _run(self) -> None:
        while not self._stopping.wait(SAID_EVERY.total_seconds()):
            try:
                self.look()
            except Exception:
                self._condition = Condition(database=False, store=False, room=False)
                log.exception("gateway.pulse_failed")


def answers(store: ObjectStore) -> bool:
    """Say whether the store answers a question about nothing."""
    try:
        store.stat(NOWHERE)
    except ObjectMissing:
        return True
    except StoreError as failure:
        log.warning("store.not_ready", kind=type(failure).__name__)
        return False
    return True


def has_room(reserve: Reserve) -> bool:
    """Say whether the disks have more room than is to be left on them."""
    try:
        return reserve.has_room()
    except StoreError:
        return False
