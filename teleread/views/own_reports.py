"""Our own reports among what a clinic sends: its archive passes on whatever it receives."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from teleread.archive.records import InstanceRow, SeriesRow
from teleread.database import Session
from teleread.dicom.encapsulate import SOP_CLASS_UID, key_of
from teleread.reports.records import ReportRow, inside
from teleread.scope import Scope


def load_own_reports(session: Session, scope: Scope, study_ids: Collection[UUID]) -> frozenset[UUID]:
    """Return the Instances of these Studies that are reports made here for the clinic that sent them.

    They are kept and shown like any Instance, but they are no news to whoever
    reads the Study and no part of what was read. The SOP Instance UID decides,
    for it is the report's own key; another clinic's report is not recognised.
    """
    statement = (
        select(InstanceRow.id, InstanceRow.clinic_id, InstanceRow.sop_instance_uid)
        .join(SeriesRow, SeriesRow.id == InstanceRow.series_id)
        .where(SeriesRow.study_id.in_(study_ids), InstanceRow.sop_class_uid == SOP_CLASS_UID)
        .where(inside(scope, InstanceRow.clinic_id))
    )
    named = {
        instance_id: (clinic_id, report_id)
        for instance_id, clinic_id, uid in session.execute(statement)
        if (report_id := key_of(uid)) is not None
    }
    if not named:
        return frozenset()
    made = select(ReportRow.clinic_id, ReportRow.id).where(ReportRow.id.in_({key for _, key in named.values()}))
    known = {(row.clinic_id, row.id) for row in session.execute(made)}
    return frozenset(instance_id for instance_id, report in named.items() if report in known)
