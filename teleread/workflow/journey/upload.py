"""Upload: files that a person at a clinic hands over, by the same step that a device takes."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from io import BytesIO
from uuid import UUID

from storage import Incoming, ObjectStore
from teleread.accounts.account import Account
from teleread.archive.object_keys import key_of_receipt
from teleread.clinics.allowance import Allowance
from teleread.clinics.limits import VolumeSpent, limits_of
from teleread.clinics.records import find_clinic, load_home
from teleread.database import Database, Session
from teleread.dicom.association.accepted import accepted_sop_classes, accepted_transfer_syntaxes
from teleread.dicom.association.admission import Admitted
from teleread.dicom.association.status import CANNOT_UNDERSTAND, SOP_CLASS_NOT_SUPPORTED, SUCCESS, answer_of
from teleread.dicom.dataset.part10 import LONGEST_HEAD, NotDicom, Part10, read_head
from teleread.dicom.dataset.receipt import Receipt, begin_receipt
from teleread.dicom.decoding.pool import DecoderPool
from teleread.scope import Scope
from teleread.workflow.journey.arriving import Uids
from teleread.workflow.journey.receive import Line, Outcome, receive

TRANSFER_SYNTAX_NOT_SUPPORTED = 0xC122
LONGEST_UID = 128


@dataclass(frozen=True, slots=True)
class Handed:
    """What became of one file.

    The UIDs are what its head says, unverified, and empty where it says none.
    `failure` is 0 where the file is kept; then `id` is the surrogate key of the
    Instance, or of the quarantined receipt if it `is_quarantined`. `wait` is how
    long the answer is to be held back; `retry_after_s` when the Site may send again.
    `address` is of what can be retrieved, not of what is kept beside another copy.

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
    wait: timedelta = timedelta(0)
    retry_after_s: int = 0
    address: Uids | None = None


@dataclass(frozen=True, slots=True)
class Intake:
    """Where files are handed over: what every upload to this process is kept with."""

    database: Database
    store: ObjectStore
    decoders: DecoderPool
    line: Line
    allowance: Allowance
    clock: Callable[[], datetime]


def uploader(session: Session, scope: Scope, account: Account, *, clinic: UUID | str) -> Admitted:
    """Return a person as the sender of what they upload for a clinic: from its first Site, under its own issuer.

    Raises
    ------
    ClinicMissing
        If the clinic is not inside the Scope.
    PartMissing
        If the clinic has no Site.
    """
    clinic_id = clinic if isinstance(clinic, UUID) else find_clinic(session, scope, clinic).id
    key, site = load_home(session, scope, clinic_id)
    return Admitted(
        ae_id=None,
        ae_title="",
        site_id=site.id,
        clinic_id=clinic_id,
        issuer_of_patient_id=key,
        time_zone=site.time_zone,
        default_character_set=site.default_character_set,
        account_id=account.id,
        limits=limits_of(site),
    )


class Upload:
    """One file as it comes in: its head waits in memory, the rest goes where an object is made of it.

    What stands before its data set is replaced: a preamble may hold a program.

    Parameters
    ----------
    study_instance_uid
        The study that it must be of; None for any.
    """

    def __init__(self, intake: Intake, *, admitted: Admitted, study_instance_uid: str | None) -> None:
        self._intake, self._admitted, self._study_instance_uid = intake, admitted, study_instance_uid
        self._beginning, self._open = BytesIO(), ExitStack()
        self._incoming: Incoming | None = None
        self._receipt: Receipt | None = None
        self._uids = ("", "")
        self._refused: Handed | None = None

    def write(self, chunk: memoryview) -> None:
        """Take the next bytes; those of a file that is refused already go nowhere."""
        if self._refused is not None:
            return
        try:
            self._take(chunk)
        except Exception as error:  # noqa: BLE001  (whatever happens, the other files of the request go on)
            self._refuse(answer_of(error).status, error)

    def end(self) -> Handed:
        """Keep the Instance; return once it is durable and filed, or with why it is not kept."""
        try:
            if self._incoming is None and self._refused is None:
                self._begin()
            return self._refused or self._keep()
        except Exception as error:  # noqa: BLE001  (as above)
            return self._refuse(answer_of(error).status, error)
        finally:
            self.close()

    def close(self) -> None:
        """Forget what was not kept."""
        self._beginning.close()
        self._open.close()

    def _take(self, chunk: memoryview) -> None:
        if self._incoming is not None:
            self._incoming.write(chunk)
            return
        self._beginning.write(chunk)
        if self._beginning.tell() >= LONGEST_HEAD:
            self._begin()

    def _begin(self) -> None:
        """Read the head, and begin the object with what came behind it."""
        try:
            head = read_head(self._beginning)
        except NotDicom as error:
            self._refuse(CANNOT_UNDERSTAND, error)
            return
        self._uids = head.sop_class_uid[:LONGEST_UID], head.sop_instance_uid[:LONGEST_UID]
        if refusal := _refusal_of(head):
            self._refuse(refusal)
            return
        admitted, at = self._admitted, self._intake.clock()
        self._intake.allowance.may_receive(admitted.site_id, admitted.limits, at=at)
        incoming = self._open.enter_context(
            self._intake.store.incoming(key_of_receipt(admitted.clinic_id, received_at=at))
        )
        self._receipt = begin_receipt(
            incoming,
            transfer_syntax_uid=head.transfer_syntax_uid,
            sop_class_uid=head.sop_class_uid,
            sop_instance_uid=head.sop_instance_uid,
            study_instance_uid=self._study_instance_uid,
        )
        with self._beginning.getbuffer() as beginning:
            incoming.write(beginning[head.data_set_offset :])
        self._beginning.close()
        self._incoming = incoming

    def _keep(self) -> Handed:
        intake, incoming, receipt = self._intake, self._incoming, self._receipt
        if incoming is None or receipt is None:
            raise ValueError("nothing was begun")
        received = receive(
            intake.database,
            intake.store,
            incoming,
            receipt,
            admitted=self._admitted,
            at=intake.clock(),
            decoders=intake.decoders,
            line=intake.line,
        )
        wait = intake.allowance.received(
            self._admitted.site_id, self._admitted.limits, size_bytes=incoming.size_bytes, at=intake.clock()
        )
        is_quarantined = received.outcome is Outcome.QUARANTINED
        return Handed(*self._uids, id=received.id, is_quarantined=is_quarantined, wait=wait, address=received.address)

    def _refuse(self, failure: int, error: Exception | None = None) -> Handed:
        retry_after_s = error.retry_after_s if isinstance(error, VolumeSpent) else 0
        self._refused = Handed(*self._uids, failure, error=error, retry_after_s=retry_after_s)
        self._beginning.close()
        self._open.close()
        return self._refused


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
