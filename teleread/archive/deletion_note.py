"""What lies in a store about what was deleted from it, so that nothing of it is ever filed again."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from teleread.archive.deletion import Deletion, DeletionReason, DeletionState

NOTE_KIND = "deletion"


class NotANote(Exception):
    """The bytes do not say what was deleted."""


def envelope_of(deletion: Deletion) -> dict[str, str]:
    """Return the envelope of a deletion's note."""
    return {"kind": NOTE_KIND, "deletion_id": str(deletion.id), "clinic_id": str(deletion.clinic_id)}


def is_note(envelope: Mapping[str, str]) -> bool:
    """Say whether an envelope is of a deletion's note."""
    return envelope.get("kind") == NOTE_KIND


def write_note(deletion: Deletion, objects: Sequence[tuple[str, bytes, int]]) -> bytes:
    """Return the note: the deletion as two persons decided it, and UID, SHA-256 and size of each object."""
    decided = {
        "id": str(deletion.id),
        "clinic_id": str(deletion.clinic_id),
        "study_id": str(deletion.study_id),
        "study_instance_uid": deletion.study_instance_uid,
        "reason": deletion.reason.value,
        "note": deletion.note,
        "ends_on": deletion.ends_on.isoformat(),
        "proposed_by": str(deletion.proposed_by),
        "proposed_by_name": deletion.proposed_by_name,
        "proposed_at": deletion.proposed_at.isoformat(),
        "decided_by": str(deletion.decided_by),
        "decided_by_name": deletion.decided_by_name,
        "decided_at": deletion.decided_at.isoformat() if deletion.decided_at else None,
    }
    lines = [[uid, sha256.hex(), size_bytes] for uid, sha256, size_bytes in objects]
    return json.dumps({"deletion": decided, "objects": lines}, ensure_ascii=False, sort_keys=True).encode()


def read_note(content: bytes) -> tuple[Deletion, list[tuple[str, bytes, int]]]:
    """Return what a note says; raises NotANote."""
    try:
        note = json.loads(content)
        decided = note["deletion"]
        objects = [(str(uid), bytes.fromhex(sha256), int(size_bytes)) for uid, sha256, size_bytes in note["objects"]]
        deletion = Deletion(
            id=UUID(decided["id"]),
            clinic_id=UUID(decided["clinic_id"]),
            study_id=UUID(decided["study_id"]),
            study_instance_uid=decided["study_instance_uid"],
            reason=DeletionReason(decided["reason"]),
            note=decided["note"],
            ends_on=date.fromisoformat(decided["ends_on"]),
            objects=len(objects),
            size_bytes=sum(size_bytes for _, _, size_bytes in objects),
            proposed_by=UUID(decided["proposed_by"]),
            proposed_by_name=decided["proposed_by_name"],
            proposed_at=datetime.fromisoformat(decided["proposed_at"]),
            state=DeletionState.REMOVING,
            decided_by=UUID(decided["decided_by"]),
            decided_by_name=decided["decided_by_name"],
            decided_at=datetime.fromisoformat(decided["decided_at"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise NotANote from error
    return deletion, objects
