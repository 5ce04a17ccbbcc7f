"""What we made ourselves among what lies in a Study: reports that a clinic's archive sent back, evidence of reports."""

from collections.abc import Callable, Collection, Mapping
from typing import Final
from uuid import UUID

from sqlalchemy import and_, select

from teleread.archive.records import InstanceRow, SeriesRow
from teleread.database import Session
from teleread.dicom import encapsulate
from teleread.dicom.reporting import contents
from teleread.reports.evidence_records import MadeObjectRow
from teleread.reports.making import MODALITIES
from teleread.reports.records import ReportRow, inside
from teleread.scope import Scope

REPORT_OF_UID: Final[Mapping[str, Callable[[str], UUID | None]]] = {
    encapsulate.SOP_CLASS_UID: encapsulate.key_of,
    contents.SOP_CLASS_UID: contents.report_of_text,
}
"""The ways that a report is sent as an Instance, and which report a SOP Instance UID would be of."""


def load_own_reports(session: Session, scope: Scope, study_ids: Collection[UUID]) -> frozenset[UUID]:
    """Return the Instances of these Studies that are reports made here for their clinic, or evidence of such.

    They are kept and shown like any Instance, but they are no news to whoever
    reads the Study and no part of what was read. The SOP Instance UID decides:
    of a report it is made of the report's own key, of evidence it was noted before the
    object was filed. What was made for another clinic is not recognised.
    """
    return _reports(session, scope, study_ids) | _evidence(session, scope, study_ids)


def _evidence(session: Session, scope: Scope, study_ids: Collection[UUID]) -> frozenset[UUID]:
    statement = (
        select(InstanceRow.id)
        .join(SeriesRow, SeriesRow.id == InstanceRow.series_id)
        .join(
            MadeObjectRow,
            and_(
                MadeObjectRow.sop_instance_uid == InstanceRow.sop_instance_uid,
                MadeObjectRow.clinic_id == InstanceRow.clinic_id,
            ),
        )
        .where(SeriesRow.study_id.in_(study_ids), SeriesRow.modality.in_(MODALITIES))
        .where(inside(scope, InstanceRow.clinic_id))
    )
    return frozenset(session.scalars(statement))


def _reports(session: Session, scope: Scope, study_ids: Collection[UUID]) -> frozenset[UUID]:
    statement = (
        select(InstanceRow.id, InstanceRow.clinic_id, InstanceRow.sop_class_uid, InstanceRow.sop_instance_uid)
        .join(SeriesRow, SeriesRow.id == InstanceRow.series_id)
        .where(SeriesRow.study_id.in_(study_ids), InstanceRow.sop_class_uid.in_(REPORT_OF_UID))
        .where(inside(scope, InstanceRow.clinic_id))
    )
    named = {
        instance_id: (clinic_id, report_id)
        for instance_id, clinic_id, sop_class_uid, uid in session.execute(statement)
        if (report_id := REPORT_OF_UID[sop_class_uid](uid)) is not None
    }
    if not named:
        return frozenset()
    made = select(ReportRow.clinic_id, ReportRow.id).where(ReportRow.id.in_({key for _, key in named.values()}))
    known = {(row.clinic_id, row.id) for row in session.execute(made)}
    return frozenset(instance_id for instance_id, report in named.items() if report in known)
