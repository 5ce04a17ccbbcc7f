"""Where the bytes of an Instance lie, for whoever may see them."""

from dataclasses import dataclass
from uuid import UUID

from teleread.archive.records import InstanceRow
from teleread.archive.study import InstanceStanding
from teleread.database import Session
from teleread.errors import Missing
from teleread.scope import Scope


class InstanceMissing(Missing):
    """No such Instance inside the caller's Scope."""

    code = "instance_missing"
    zh, en = "未找到该实例", "No such Instance"


@dataclass(frozen=True, slots=True)
class StoredInstance:
    """One received copy of an Instance and its object."""

    id: UUID
    clinic_id: UUID
    sop_class_uid: str
    sop_instance_uid: str
    transfer_syntax_uid: str
    number_of_frames: int
    locator: str
    size_bytes: int
    sha256: bytes


def load_instance(session: Session, scope: Scope, instance_id: UUID) -> StoredInstance:
    """Return one copy by its key, current or kept beside the current one.

    Raises
    ------
    InstanceMissing
        If there is none inside the Scope, or a person discarded it.
    """
    row = session.get(InstanceRow, instance_id)
    if row is None or not scope.covers(row.clinic_id) or row.standing is InstanceStanding.DISCARDED:
        raise InstanceMissing
    return stored(row)


def stored(row: InstanceRow) -> StoredInstance:
    """Return a row as a value."""
    return StoredInstance(
        id=row.id,
        clinic_id=row.clinic_id,
        sop_class_uid=row.sop_class_uid,
        sop_instance_uid=row.sop_instance_uid,
        transfer_syntax_uid=row.transfer_syntax_uid,
        number_of_frames=row.number_of_frames,
        locator=row.locator,
        size_bytes=row.size_bytes,
        sha256=row.sha256,
    )
