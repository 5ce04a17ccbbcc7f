"""An object that no row names: why it may be there, and whether anybody has to act."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from teleread.archive.deletion_note import is_note
from teleread.archive.rendition import is_rendition

LONGEST_RECEIVE = timedelta(days=1)
"""A younger object may belong to a transfer whose row is not committed yet."""


class Why(StrEnum):
    """Why no row names an object.

    `UNFILED` is a receive that was cut off between its object and its row: the
    device was told nothing and has sent again, or never will. `PRINT` is a
    report printed by a worker that was killed, and printed again since. `NOTE`
    says what was deleted, `ERASING` is about to go, and `DELETED` is another
    object of the same bytes. `RENDITION` was derived and can be made again.
    `ATTACHMENT` is a picture of a question whose sender was told that it failed.
    """

    UNDER_WAY = "under_way"
    DUPLICATE = "duplicate"
    PRINT = "print"
    UNFILED = "unfiled"
    CLINIC_UNKNOWN = "clinic_unknown"
    FOREIGN = "foreign"
    DAMAGED = "damaged"
    NOTE = "note"
    ERASING = "erasing"
    DELETED = "deleted"
    RENDITION = "rendition"
    ATTACHMENT = "attachment"

    @property
    def needs_somebody(self) -> bool:
        """Whether the object may be the only copy of something, or should not be there at all."""
        return self not in {
            Why.UNDER_WAY,
            Why.DUPLICATE,
            Why.PRINT,
            Why.NOTE,
            Why.ERASING,
            Why.RENDITION,
            Why.ATTACHMENT,
        }


@dataclass(frozen=True, slots=True)
class Origin:
    """What the envelope of a received object says of where it came from.

    `ae_id` is None and `ae_title` empty if a person uploaded it.
    """

    clinic_id: UUID
    site_id: UUID
    ae_id: UUID | None
    ae_title: str
    received_at: datetime
    transfer_syntax_uid: str
    sop_class_uid: str
    sop_instance_uid: str


def read_origin(envelope: Mapping[str, str]) -> Origin | None:
    """Return what the receiving step wrote into an envelope, or None if it is not one of its own."""
    is_upload = "account_id" in envelope
    try:
        received_at = datetime.fromisoformat(envelope["received_at"])
        origin = Origin(
            UUID(envelope["clinic_id"]),
            UUID(envelope["site_id"]),
            None if is_upload else UUID(envelope["ae_id"]),
            "" if is_upload else envelope["ae_title"],
            received_at,
            envelope["transfer_syntax_uid"],
            envelope["sop_class_uid"],
            envelope["sop_instance_uid"],
        )
    except (KeyError, ValueError):
        return None
    return None if received_at.tzinfo is None else origin


def is_print(envelope: Mapping[str, str]) -> bool:
    """Say whether an envelope is of a printed report."""
    return envelope.get("kind") == "report"


def why_unclaimed(
    envelope: Mapping[str, str],
    *,
    is_clinic_known: bool,
    is_held_elsewhere: bool,
    at: datetime,
    is_erasing: bool = False,
    is_deleted: bool = False,
) -> Why:
    """Say why no row names an object.

    Parameters
    ----------
    is_held_elsewhere
        Whether a row of the same clinic names another object of the same bytes.
    is_erasing, is_deleted
        Whether the object, or one of the same bytes, is of a deleted Study.
    """
    origin = read_origin(envelope)
    if is_erasing:
        return Why.ERASING
    if origin is None:
        return _why_not_received(envelope)
    if not is_clinic_known:
        return Why.CLINIC_UNKNOWN
    if is_held_elsewhere or is_deleted:
        return Why.DUPLICATE if is_held_elsewhere else Why.DELETED
    return Why.UNDER_WAY if at - origin.received_at < LONGEST_RECEIVE else Why.UNFILED


def _why_not_received(envelope: Mapping[str, str]) -> Why:
    if is_print(envelope):
        return Why.PRINT
    if is_rendition(envelope):
        return Why.RENDITION
    if envelope.get("kind") == "question_picture":
        return Why.ATTACHMENT
    return Why.NOTE if is_note(envelope) else Why.FOREIGN
