"""A chore does many small things, and one that fails does not keep it from the others."""

import traceback
from collections.abc import Callable, Iterable
from uuid import UUID

import structlog

from teleread.database import DatabaseUnavailable

log = structlog.get_logger()


def each(subjects: Iterable[UUID], act: Callable[[UUID], bool], *, chore: str) -> int:
    """Act on every subject in its own try, and return how many acts did something.

    A failure is logged by its kind and place alone: a message of a database or
    a library may hold what a clinic sent. When the database is away the whole
    chore is.
    """
    done = 0
    for subject_id in subjects:
        try:
            done += act(subject_id)
        except DatabaseUnavailable:
            raise
        except Exception as failure:  # noqa: BLE001  (whatever it is, the others go on)
            details = where(failure)
            log.error("chore.failed", chore=chore, subject_id=str(subject_id), **details)  # noqa: TRY400  (no message)
    return done


def where(failure: BaseException) -> dict[str, str]:
    """Return the kind of a failure and the place in the code, without its message."""
    frames = traceback.extract_tb(failure.__traceback__)
    place = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames[-5:]))
    return {"failure": type(failure).__name__, "place": place}
