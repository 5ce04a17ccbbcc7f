"""Upload: files that a person at a clinic hands over, by the same step that a device takes."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from uuid import UUID

from storage import Incoming, ObjectStore
from teleread.accounts.account import Account
from teleread.archive.object_keys import key_of_receipt
from teleread.clinics.records import find_clinic, find_site
from teleread.database import Database, Session
from teleread.dicom.association.accepted import accepted_sop_classes, accepted_transfer_syntaxes
from teleread.dicom.association.admission import Admitted
from teleread.dicom.association.status import CANNOT_UNDERSTAND, SOP_CLASS_NOT_SUPPORTED, SUCCESS, answer_of
from teleread.dicom.dataset.part10 import NotDicom, Part10, read_head
from teleread.dicom.dataset.receipt import Receipt, begin_receipt, copy_data_set
from teleread.dicom.decoding.pool import DecoderPool
from teleread.scope import Scope
from teleread.workflow.journey.receive import Outcome, receive

TRANSFER_SYNTAX_NOT_SUPPORTED = 0xC122
LONGEST_UID = 128


@dataclass(frozen=True, slots=True)
class Handed:
    """What became of one file.

    The UIDs are what its head says, unverified, and empty where it says none.
    `failure` is 0 where the file is kept; then `id` is the surrogate key of the
    Instance, or of the quarantined receipt if it `is_quarantined`.

    References
    ----------
    PS3.18 I.2.2 (Failure Reason).
    """

    sop_class_uid: str = ""
    sop_instance_uid: str = ""
    failure: int = SUCCESS
    id: UUID | None = None
    is_quarantined: bool = False
    error: Exception | None = None


def uploader(session: Session, scope: Scope, account: Account, *, clinic: UUID | str) -> Admitted:
    """Return a person as the sender of what they upload for a clinic: from its first Site, under its own issuer.

    Raises
    ------
    ClinicMissing
        If the clinic is not inside the Scope.
    PartMissing
        If the clinic has no Site.
    """
    owner = find_clinic(session, scope, clinic)
    site = find_site(session, scope, owner.id, None)
    return Admitted(
        ae_id=None,
        ae_title="",
        site_id=site.id,
        clinic_id=owner.id,
        issuer_of_patient_id=owner.key,
        time_zone=site.time_zone,
        default_character_set=site.default_character_set,
        account_id=account.id,
    )


def receive_file(
    database: Database,
    store: ObjectStore,
    path: Path,
    *,
    admitted: Admitted,
    study_instance_uid: str | None,
    at: datetime,
    decoders: DecoderPool,
) -> Handed:
    """Keep the Instance in a file; return once it is durable and filed, or with why it is not kept.

    What stands before its data set is replaced: a preamble may hold a program.

    Parameters
    ----------
    study_instance_uid
        The study that it must be of; None for any.
    """
    try:
        with path.open("rb") as stream:
            head = read_head(stream)
    except NotDicom as error:
        return Handed(failure=CANNOT_UNDERSTAND, error=error)
    except OSError as error:
        return Handed(failure=answer_of(error).status, error=error)
    uids = head.sop_class_uid[:LONGEST_UID], head.sop_instance_uid[:LONGEST_UID]
    refusal = _refusal_of(head)
    if refusal:
        return Handed(*uids, refusal)
    try:
        with store.incoming(key_of_receipt(admitted.clinic_id, received_at=at)) as incoming:
            receipt = _copied(path, head, incoming, study_instance_uid)
            received = receive(database, store, incoming, receipt, admitted=admitted, at=at, decoders=decoders)
    except Exception as error:  # noqa: BLE001  (whatever happens, the other files of the request go on)
        return Handed(*uids, answer_of(error).status, error=error)
    return Handed(*uids, id=received.id, is_quarantined=received.outcome is Outcome.QUARANTINED)


def _copied(path: Path, head: Part10, incoming: Incoming, study_instance_uid: str | None) -> Receipt:
    receipt = begin_receipt(
        incoming,
        transfer_syntax_uid=head.transfer_syntax_uid,
        sop_class_uid=head.sop_class_uid,
        sop_instance_uid=head.sop_instance_uid,
        study_instance_uid=study_instance_uid,
    )
    with path.open("rb") as stream:
        copy_data_set(incoming, stream, head.data_set_offset)
    return receipt


def _refusal_of(head: Part10) -> int:
    """Return why an Instance could not be sent by an association either, or 0."""
    syntaxes, classes = _accepted()
    if head.transfer_syntax_uid not in syntaxes:
        return TRANSFER_SYNTAX_NOT_SUPPORTED
    if head.sop_class_uid and head.sop_class_uid not in classes:
        return SOP_CLASS_NOT_SUPPORTED
    return SUCCESS


@cache
def _accepted() -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(accepted_transfer_syntaxes()), frozenset(accepted_sop_classes())
