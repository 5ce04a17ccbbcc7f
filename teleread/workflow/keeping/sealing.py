"""Look after the certificate that seals documents, and say in the database how it stands."""

from datetime import datetime, timedelta
from typing import Final

import structlog

from teleread.audit.records import record
from teleread.database import Database, snapshot, transaction
from teleread.documents.sealing.key import KeyRefused, KeyUnavailable
from teleread.documents.sealing.pades import Sealer
from teleread.reports.seal import Sealing
from teleread.reports.seal_records import find_sealing, save_sealing

log = structlog.get_logger()

EVERY: Final = timedelta(minutes=5)
"""A device is asked no more often: each look is a login."""


class SealingCheck:
    """Looks at the certificate when a worker starts, and again every few minutes."""

    def __init__(self, database: Database, sealer: Sealer) -> None:
        self._database, self._sealer = database, sealer
        self._due: datetime | None = None

    def look(self, at: datetime) -> int:
        """Look if it is time to, and return whether something has changed."""
        if self._due is not None and at < self._due:
            return 0
        self._due = at + EVERY
        return int(say_sealing(self._database, self._sealer, at=at))


def say_sealing(database: Database, sealer: Sealer, *, at: datetime) -> bool:
    """Keep how sealing stands now; return whether another certificate or problem was found than before.

    A certificate that cannot be reached stays the one that is spoken of.
    """
    with snapshot(database) as session:
        before = find_sealing(session)
    known = before.certificate if before else None
    try:
        found = Sealing(at, "", sealer.has_time, sealer.certificate().known)
    except (KeyRefused, KeyUnavailable) as failure:
        found = Sealing(at, failure.code, sealer.has_time, known)
        log.warning("sealing.problem", code=failure.code)
    is_news = before is None or (before.problem, before.certificate) != (found.problem, found.certificate)
    with transaction(database) as session:
        save_sealing(session, found)
        if is_news:
            record(
                session,
                "sealing.changed",
                at=at,
                account_id=None,
                clinic_id=None,
                subject_kind="certificate",
                subject_id=None,
                problem=found.problem,
                certificate=found.certificate.sha256.hex() if found.certificate else "",
            )
    return is_news
