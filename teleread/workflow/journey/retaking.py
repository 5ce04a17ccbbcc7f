"""Retake: where on its pictures a clinic is shown what was wrong, and which arrival takes them anew."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from teleread.audit.records import record
from teleread.clinics.access import scope_of_clinic
from teleread.database import Session
from teleread.reports.evidence import Evidence, Mark, MarkKind, Point, Target, checked
from teleread.worklist.reading import Reading
from teleread.worklist.rejection import Complaint, PlaceMarked
from teleread.worklist.rejection_records import add_retake, is_linked, load_retakable
from teleread.worklist.retake import retaken_by


def placed(complaint: Complaint, targets: Mapping[UUID, Target]) -> Complaint:
    """Return the complaint with its marks where evidence could be drawn.

    Raises
    ------
    EvidenceRefused, InstanceNotRead
        If a mark is not on a picture that the Reading reads.
    """
    marks = checked(Evidence(tuple(_mark(number, each) for number, each in enumerate(complaint.marks, 1))), targets)
    return replace(complaint, marks=tuple(_place(mark) for mark in marks.marks))


def _mark(number: int, place: PlaceMarked) -> Mark:
    points = tuple(Point(x, y) for x, y in place.points)
    return Mark(number, place.instance_id, "", place.frame, MarkKind(place.kind), points, place.text)


def _place(mark: Mark) -> PlaceMarked:
    points = tuple((point.x, point.y) for point in mark.points)
    return PlaceMarked(mark.instance_id, mark.frame, mark.kind.value, points, mark.text)


def link_retake(session: Session, reading: Reading, *, at: datetime) -> None:
    """Link a new Reading to the rejected one that it is the retake of, if it is one and not linked yet."""
    if is_linked(session, reading.id):
        return
    of = retaken_by(reading, load_retakable(session, scope_of_clinic(reading.clinic_id), reading))
    if of is None:
        return
    add_retake(session, reading.id, of=of, at=at)
    record(
        session,
        "reading.retaken",
        at=at,
        account_id=None,
        clinic_id=reading.clinic_id,
        subject_kind="reading",
        subject_id=reading.id,
        of_reading_id=str(of),
    )
