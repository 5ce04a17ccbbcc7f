"""A device takes Instances out of the archive: what it took is in the trail."""

from datetime import datetime
from uuid import UUID

from teleread.archive.query import Original, Query, check_selection
from teleread.audit.records import record
from teleread.clinics.access import scope_of_clinic
from teleread.database import Database, snapshot, transaction
from teleread.views.query import load_originals


def retrieve(
    database: Database,
    clinic_id: UUID,
    *,
    selection: Query,
    ae_id: UUID | None,
    to_ae_id: UUID | None,
    at: datetime,
) -> list[Original]:
    """Return the Instances of a clinic that a device selects, and record for each Study who took it where.

    Raises
    ------
    SelectionInvalid
        If the selection does not name what it is about, or is too large.
    """
    wanted = check_selection(selection)
    with snapshot(database) as session:
        originals = load_originals(session, scope_of_clinic(clinic_id), wanted)
    if not originals:
        return []
    with transaction(database) as session:
        for study_id in dict.fromkeys(original.study_id for original in originals):
            record(
                session,
                "study.retrieved",
                at=at,
                account_id=None,
                clinic_id=clinic_id,
                subject_kind="study",
                subject_id=study_id,
                ae_id=str(ae_id) if ae_id else None,
                to_ae_id=str(to_ae_id) if to_ae_id else None,
                number_of_instances=sum(original.study_id == study_id for original in originals),
            )
    return originals
