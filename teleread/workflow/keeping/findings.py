"""Raise what is wrong with the archive's objects, and close what is whole again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from teleread.archive.scrubbing import Fault
from teleread.archive.scrubbing_records import close_finding, load_open_faults, open_finding
from teleread.audit.records import record
from teleread.clinics.access import system_scope
from teleread.database import Session
from teleread.views.stored import Claim, load_claimed


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A row's word about its object, and what is wrong with that, if anything is."""

    claim: Claim
    fault: Fault | None


def note(session: Session, looked_at: Sequence[LookedAt], at: datetime) -> int:
    """Keep what is wrong and what is whole again; a row that names another object by now says nothing."""
    known = load_open_faults(session, [each.claim.row_id for each in looked_at])
    wrong = [each.claim.locator for each in looked_at if each.fault]
    claimed = load_claimed(session, system_scope(), wrong) if wrong else set()
    found = 0
    for claim, fault in ((each.claim, each.fault) for each in looked_at):
        before = known.get((claim.kind.value, claim.row_id))
        if fault is None and before is not None:
            close_finding(session, kind=claim.kind.value, row_id=claim.row_id, at=at)
            audit_object(session, "object.whole_again", claim, fault=before, at=at)
        elif fault is not None and fault is not before and claim.locator in claimed:
            _open(session, claim, fault, at)
            audit_object(session, "object.found_wrong", claim, fault=fault, at=at)
            found += 1
    return found


def _open(session: Session, claim: Claim, fault: Fault, at: datetime) -> None:
    open_finding(
        session,
        clinic_id=claim.clinic_id,
        kind=claim.kind.value,
        row_id=claim.row_id,
        locator=claim.locator,
        fault=fault,
        at=at,
    )


def audit_object(session: Session, action: str, claim: Claim, *, fault: Fault, at: datetime) -> None:
    """Put on record what was found of an object, or done to it."""
    record(
        session,
        action,
        at=at,
        account_id=None,
        clinic_id=claim.clinic_id,
        subject_kind=claim.kind.value,
        subject_id=claim.row_id,
        fault=fault.value,
    )
