"""What arrives on its way into the tables: whose it is, where its bytes lie, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from uuid import UUID

from storage import ObjectDamaged, ObjectMissing, ObjectStore, StoredObject
from teleread.archive.arrival import Arrival
from teleread.archive.copies import Compared
from teleread.archive.study import InstanceStanding
from teleread.dicom.association.admission import Admitted
from teleread.dicom.dataset.attributes import Sender, check_announced, read_arrival
from teleread.dicom.dataset.receipt import Receipt


@dataclass(frozen=True, slots=True)
class Occasion:
    """When something was received and when it is filed.

    The archive's own times are of the receiving, so that what was lost comes
    back as it was; what is audited happens now.

    Parameters
    ----------
    action
        The audit's word for the filing.
    settled_before
        A Study whose last Instance was received before this moment is settled
        at once: nobody will read it.
    """

    received_at: datetime
    filed_at: datetime
    action: str = "instance.received"
    settled_before: datetime | None = None


class Outcome(Enum):
    """What became of a transfer; each is a success to its sender."""

    KEPT = "kept"
    HAD_IT = "had_it"
    RESTORED = "restored"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True)
class Uids:
    """Where an Instance can be retrieved within its clinic."""

    study_instance_uid: str
    series_instance_uid: str
    sop_instance_uid: str


@dataclass(frozen=True, slots=True)
class Received:
    """The outcome, the surrogate key of the Instance or the quarantined receipt, and the object that it names.

    Another object of the same bytes is named by nobody. Only the current copy
    of a UID has an `address`.
    """

    outcome: Outcome
    id: UUID
    locator: str
    address: Uids | None = None


@dataclass(frozen=True, slots=True)
class ToFile:
    """One arrival whose bytes are durable.

    Parameters
    ----------
    lost_locator
        Where a copy of the same bytes should lie and does not: it is healed by
        this one.
    compared
        The arrival beside the current copy of its SOP Instance UID, if there is one.
    """

    admitted: Admitted
    arrival: Arrival
    receipt: Receipt
    stored: StoredObject
    occasion: Occasion
    lost_locator: str | None = None
    compared: Compared | None = None


def read_receipt(receipt: Receipt, admitted: Admitted, *, received_at: datetime) -> Arrival:
    """Read what was sent as its AE is configured.

    Raises
    ------
    NotADataSet, LacksIdentity, ContradictsRequest, Malformed
        If it cannot be filed as an Instance.
    """
    sender = Sender(admitted.issuer_of_patient_id, admitted.time_zone, admitted.default_character_set)
    arrival = read_arrival(
        receipt.content.reader(),
        offset=receipt.offset,
        transfer_syntax_uid=receipt.transfer_syntax_uid,
        sender=sender,
        received_at=received_at,
    )
    check_announced(
        arrival,
        sop_class_uid=receipt.sop_class_uid,
        sop_instance_uid=receipt.sop_instance_uid,
        study_instance_uid=receipt.study_instance_uid,
    )
    return arrival


def address_of(arrival: Arrival, standing: InstanceStanding) -> Uids | None:
    """Return where what has arrived can be retrieved, if it is the current copy of its UID."""
    if standing is not InstanceStanding.CURRENT:
        return None
    return Uids(arrival.study.study_instance_uid, arrival.series.series_instance_uid, arrival.instance.sop_instance_uid)


def is_there(store: ObjectStore, locator: str) -> bool:
    """Say whether the object of a row is still there, and whole as far as the store knows without reading it."""
    try:
        store.stat(locator)
    except (ObjectMissing, ObjectDamaged):
        return False
    return True
