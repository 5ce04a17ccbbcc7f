"""What evidence may point at, and whose evidence the page of a Reading shows."""

from collections.abc import Mapping
from uuid import UUID

from teleread.database import Session
from teleread.dicom.showing.kinds import Kind, kind_of
from teleread.reports.evidence import Evidence, EvidenceDraft, Target
from teleread.reports.evidence_records import load_evidence_draft, load_evidence_of
from teleread.reports.records import load_last_submission
from teleread.reports.report import Submission
from teleread.scope import Scope
from teleread.views.signing import load_instances_read
from teleread.worklist.reading import PART_OF_STATE, Part, Reading, State

PICTURES = frozenset({Kind.IMAGE, Kind.CLIP})


def load_targets(session: Session, scope: Scope, reading: Reading) -> Mapping[UUID, Target]:
    """Return the Instances that evidence of a Reading may point at, by their keys: what is read and can be seen."""
    targets = {}
    for row in load_instances_read(session, scope, reading):
        kind = kind_of(row.sop_class_uid, number_of_frames=row.number_of_frames)
        if kind in PICTURES or kind is Kind.ECG:
            is_picture = kind in PICTURES
            targets[row.id] = Target(row.sop_instance_uid, is_picture, row.number_of_frames, row.rows, row.columns)
    return targets


def over_of(session: Session, reading: Reading) -> int:
    """Return the number of the submission that is under review; 0 while the report is being written."""
    if PART_OF_STATE.get(reading.state, Part.REVIEWER) is Part.AUTHOR:
        return 0
    submitted = load_last_submission(session, reading_id=reading.id)
    return submitted.content.number if submitted else 0


def load_evidence_shown(
    session: Session, reading: Reading, submission: Submission | None, *, account_id: UUID
) -> tuple[EvidenceDraft | None, Evidence | None]:
    """Return what a person's page shows: their own evidence, and what was submitted or signed last.

    Their own is of the part that the Reading is in. What is signed is final:
    nobody has evidence of their own then.
    """
    last = None if submission is None else load_evidence_of(session, submission)
    if reading.state is State.SIGNED:
        return None, last
    over = 0 if PART_OF_STATE.get(reading.state) is Part.AUTHOR or submission is None else submission.number
    return load_evidence_draft(session, reading_id=reading.id, account_id=account_id, over=over), last
