"""Where the bytes of an Instance lie, for whoever may see them."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, select

from teleread.archive.records import InstanceRow, SeriesRow, StudyRow
from teleread.archive.study import InstanceStanding
from teleread.clinics.records import SiteRow
from teleread.database import Session
from teleread.errors import Missing
from teleread.scope import Scope


class InstanceMissing(Missing):
    """No such Instance inside the caller's Scope."""

    code = "instance_missing"
    zh, en = "未找到该实例", "No such Instance"


@dataclass(frozen=True, slots=True)
class StoredInstance:
    """One received copy of an Instance and its object.

    `site_default` is the character set that its Site's devices write when they
    declare none.
    """

    id: UUID
    study_id: UUID
    clinic_id: UUID
    sop_class_uid: str
    sop_instance_uid: str
    transfer_syntax_uid: str
    number_of_frames: int
    locator: str
    size_bytes: int
    sha256: bytes
    site_default: str | None


def load_instance(session: Session, scope: Scope, instance_id: UUID) -> StoredInstance:
    """Return one copy by its key, current or kept beside the current one.

    Raises
    ------
    InstanceMissing
        If there is none inside the Scope, or a person discarded it.
    """
    found = session.execute(with_site().where(InstanceRow.id == instance_id)).one_or_none()
    if found is None:
        raise InstanceMissing
    row, study_id, site_default = found
    is_closed = row.id in scope.closed_instances
    if is_closed or not scope.covers(row.clinic_id) or row.standing is InstanceStanding.DISCARDED:
        raise InstanceMissing
    return stored(row, study_id, site_default)


def load_frame_offsets(session: Session, scope: Scope, instance_id: UUID) -> bytes | None:
    """Return where the compressed frames of an Instance lie, as it was noted when it was received."""
    query = select(InstanceRow.frame_offsets).where(InstanceRow.id == instance_id)
    if scope.clinic_ids is not None:
        query = query.where(InstanceRow.clinic_id.in_(scope.clinic_ids))
    if instance_id in scope.closed_instances:
        return None
    return session.scalars(query).one_or_none()


def with_site() -> Select[InstanceRow, UUID, str | None]:
    """Return a query of Instances with their Studies' keys and the default character set of their Sites."""
    return (
        select(InstanceRow, SeriesRow.study_id, SiteRow.default_character_set)
        .join(SeriesRow, SeriesRow.id == InstanceRow.series_id)
        .join(StudyRow, StudyRow.id == SeriesRow.study_id)
        .join(SiteRow, SiteRow.id == StudyRow.site_id)
    )


def stored(row: InstanceRow, study_id: UUID, site_default: str | None) -> StoredInstance:
    """Return a row as a value."""
    return StoredInstance(
        id=row.id,
        study_id=study_id,
        clinic_id=row.clinic_id,
        sop_class_uid=row.sop_class_uid,
        sop_instance_uid=row.sop_instance_uid,
        transfer_syntax_uid=row.transfer_syntax_uid,
        number_of_frames=row.number_of_frames,
        locator=row.locator,
        size_bytes=row.size_bytes,
        sha256=row.sha256,
        site_default=site_default,
    )
