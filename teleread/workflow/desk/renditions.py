"""What a person's looking at a Study asks of its renditions."""

from datetime import datetime
from uuid import UUID

import structlog

from teleread.archive.rendition import RenditionState, Urgency, begin_again
from teleread.archive.rendition_records import find_rendition, save_rendition, want_renditions
from teleread.database import Database, transaction
from teleread.scope import Scope

log = structlog.get_logger()


def want_of_study(database: Database, study_id: UUID, *, at: datetime) -> None:
    """Have the renditions of a Study made that somebody looks at, before all others."""
    with transaction(database) as session:
        want_renditions(session, [study_id], urgency=Urgency.OPENED, at=at)


def make_again(database: Database, scope: Scope, instance_id: UUID, *, locator: str, at: datetime) -> None:
    """Have the renditions of an Instance made anew whose object was found lost or changed."""
    with transaction(database) as session:
        found = find_rendition(session, scope, instance_id, lock=True)
        if found is None or found.state is not RenditionState.READY or found.locator != locator:
            return
        save_rendition(session, begin_again(found, at=at), at=at)
    log.warning("rendition.lost", instance_id=str(instance_id))
