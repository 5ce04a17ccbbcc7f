"""Filing: what is durable in the store gets its rows, whoever brought it there.

The receiving step files what a device sent a moment ago; `teleread reindex`
files what the store kept when the rows were lost. Both decide by the same rules.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from uuid import UUID

from storage import ObjectDamaged, ObjectMissing, ObjectStore, StoredObject
from teleread.archive import receiving_records as records
from teleread.archive.arrival import Arrival
from teleread.archive.copies import Compared, ComparisonWanted, KnownCopy, Likeness, decide_copy
from teleread.archive.identity import decide_patient
from teleread.archive.settling_records import raise_discrepancy
from teleread.archive.study import DiscrepancyKind, InstanceStanding
from teleread.audit.records import record
from teleread.clinics.access import scope_of_clinic
from teleread.database import Database, Session, snapshot, transaction
from teleread.dicom.admission import Admitted
from teleread.dicom.attributes import Sender, check_announced, read_arrival
from teleread.dicom.decoding import DecoderPool
from teleread.dicom.likeness import Copy, likeness_of
from teleread.dicom.receipt import Receipt
from teleread.workflow.journey.settle import tell_of_late_instances
from teleread.workflow.keeping.route import enqueue_forwardings


@dataclass(frozen=True, slots=True)
class Occasion:
    """When something was received and when it is filed; `action` is the audit's word for the filing.

    The archive's own times are of the receiving, so that what was lost comes
    back as it was; what is audited happens now.
    """

    received_at: datetime
    filed_at: datetime
    action: str = "instance.received"


class Outcome(Enum):
    """What became of a transfer; each is a success to its sender."""

    KEPT = "kept"
    HAD_IT = "had_it"
    RESTORED = "restored"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True)
class Received:
    """The outcome, the surrogate key of the Instance or the quarantined receipt, and the object that it names.

    Another object of the same bytes is named by nobody.
    """

    outcome: Outcome
    id: UUID
    locator: str


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


def is_there(store: ObjectStore, locator: str) -> bool:
    """Say whether the object of a row is still there, and whole as far as the store knows without reading it."""
    try:
        store.stat(locator)
    except (ObjectMissing, ObjectDamaged):
        return False
    return True


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


def file_arrival(
    database: Database,
    store: ObjectStore,
    to_file: ToFile,
    *,
    decoders: DecoderPool | None,
    settled_before: datetime | None = None,
) -> Received:
    """Give an arrival its rows in a transaction of its own.

    Parameters
    ----------
    settled_before
        A Study whose last Instance was received before this moment is settled
        at once: nobody will read it.

    Raises
    ------
    StoreUnavailable
        If it must be compared with a copy that cannot be read now.
    DatabaseUnavailable
        If nobody knows whether it was filed.
    """
    while True:
        try:
            with transaction(database) as session:
                received = Filing(session, to_file).file()
                if received.outcome is Outcome.KEPT:
                    enqueue_forwardings(session, [received.id], at=to_file.occasion.filed_at)
                if received.outcome is Outcome.KEPT and settled_before is not None:
                    _settle_old(session, to_file, received.id, settled_before)
                return received
        except ComparisonWanted as wanted:
            to_file = replace(to_file, compared=compare(database, store, to_file, wanted.current_id, decoders))


def _settle_old(session: Session, to_file: ToFile, instance_id: UUID, settled_before: datetime) -> None:
    received_at = to_file.occasion.received_at
    if received_at < settled_before:
        place = records.load_place(session, scope_of_clinic(to_file.admitted.clinic_id), instance_id)
        records.set_aside_study(session, place.study_id, at=received_at)


def compare(
    database: Database, store: ObjectStore, to_file: ToFile, current_id: UUID, decoders: DecoderPool | None
) -> Compared:
    """Read an arrival and the copy it is to stand beside, and say how alike they are.

    A copy that is lost or damaged is not known to be the same.
    """
    with snapshot(database) as session:
        current = records.load_copy(session, scope_of_clinic(to_file.admitted.clinic_id), current_id)
    receipt, instance = to_file.receipt, to_file.arrival.instance
    arrived = Copy(
        receipt.content.reader(), receipt.content.size_bytes, receipt.transfer_syntax_uid, instance.number_of_frames
    )
    site_default = to_file.admitted.default_character_set
    try:
        with store.open(current.locator) as stream:
            known = Copy(stream, current.size_bytes, current.transfer_syntax_uid, current.number_of_frames)
            likeness = likeness_of(arrived, known, site_default=site_default, decoders=decoders)
    except (ObjectMissing, ObjectDamaged):
        likeness = Likeness.OTHER
    return Compared(current_id, likeness)


class Filing:
    """One arrival on its way into the tables, inside one transaction."""

    def __init__(self, session: Session, to_file: ToFile) -> None:
        self._session, self._to_file = session, to_file
        self._admitted, self._arrival, self._stored = to_file.admitted, to_file.arrival, to_file.stored
        self._occasion = to_file.occasion
        self._scope = scope_of_clinic(self._admitted.clinic_id)
        self._grown_study_id: UUID | None = None
        self._at = self._received_at = self._occasion.received_at

    def file(self) -> Received:
        """Add the rows that the arrival asks for, and the tasks that it raises."""
        copies = records.load_known_copies(self._session, self._scope, self._arrival.instance.sop_instance_uid)
        decision = decide_copy(self._stored.sha256, copies, self._to_file.compared)
        if decision.duplicate_of is not None:
            return self._recover(decision.duplicate_of)
        if decision.standing is InstanceStanding.VARIANT and decision.against is not None:
            place = records.load_place(self._session, self._scope, decision.against)
        else:
            place = self._place(is_current=decision.standing is InstanceStanding.CURRENT)
        instance_id = self._insert(place, decision.standing)
        if decision.standing is InstanceStanding.CONFLICT and decision.against is not None:
            self._raise(DiscrepancyKind.INSTANCE_CONFLICT, instance_id, decision.against)
        if self._grown_study_id is not None:
            tell_of_late_instances(self._session, self._grown_study_id, at=self._occasion.filed_at)
        return Received(Outcome.KEPT, instance_id, self._stored.locator)

    def _recover(self, copy: KnownCopy) -> Received:
        """Heal a copy whose object was lost by another of the same bytes."""
        if copy.locator != self._to_file.lost_locator:
            return Received(Outcome.HAD_IT, copy.id, copy.locator)
        _restore(self._session, copy.id, self._stored, self._admitted, self._occasion.filed_at)
        return Received(Outcome.RESTORED, copy.id, self._stored.locator)

    def _place(self, *, is_current: bool) -> records.Place:
        study_id, is_new_study = self._study(self._patient())
        if is_current and not is_new_study:
            self._received_at = records.touch_study(self._session, study_id, self._arrival, at=self._at)
            self._grown_study_id = study_id
        elif is_new_study and not is_current:
            records.set_aside_study(self._session, study_id, at=self._at)
        place = records.place_series(self._session, study_id, self._arrival.series)
        if place.is_new_series:
            elsewhere = records.find_series_elsewhere(self._session, self._scope, place.series_id)
            if elsewhere is not None:
                self._raise(DiscrepancyKind.SERIES_OF_TWO_STUDIES, place.series_id, elsewhere)
        return place

    def _patient(self) -> UUID:
        patient = self._arrival.patient
        known = records.load_known_patients(
            self._session, self._scope, issuer=patient.issuer_of_patient_id, patient_id=patient.patient_id
        )
        decision = decide_patient(patient, known, study_instance_uid=self._arrival.study.study_instance_uid)
        if decision.known_id is not None:
            records.complete_patient(self._session, decision.known_id, patient)
            return decision.known_id
        key = records.insert_patient(self._session, patient, clinic_id=self._admitted.clinic_id, at=self._at)
        if decision.contradicts_id is not None:
            self._raise(DiscrepancyKind.PATIENT_IDENTITY, key, decision.contradicts_id)
        return key

    def _study(self, patient_key: UUID) -> tuple[UUID, bool]:
        known = records.load_studies_of_uid(self._session, self._scope, self._arrival.study.study_instance_uid)
        for study in known:
            if study.patient_key == patient_key:
                return study.id, False
        admitted = self._admitted
        study_id = records.insert_study(
            self._session,
            self._arrival,
            clinic_id=admitted.clinic_id,
            site_id=admitted.site_id,
            patient_key=patient_key,
            at=self._at,
        )
        if known:
            self._raise(DiscrepancyKind.STUDY_OF_TWO_PATIENTS, study_id, known[0].id)
        return study_id, True

    def _insert(self, place: records.Place, standing: InstanceStanding) -> UUID:
        admitted = self._admitted
        instance_id = records.insert_instance(
            self._session,
            self._arrival.instance,
            self._stored,
            clinic_id=admitted.clinic_id,
            ae_id=admitted.ae_id,
            series_id=place.series_id,
            standing=standing,
            at=self._received_at,
        )
        record(
            self._session,
            self._occasion.action,
            at=self._occasion.filed_at,
            account_id=admitted.account_id,
            clinic_id=admitted.clinic_id,
            subject_kind="instance",
            subject_id=instance_id,
            study_id=str(place.study_id),
            ae_id=str(admitted.ae_id) if admitted.ae_id else None,
            standing=standing.value,
        )
        return instance_id

    def _raise(self, kind: DiscrepancyKind, subject_id: UUID, other_id: UUID) -> None:
        _raise_task(self._session, self._admitted, kind, subject_id, other_id, occasion=self._occasion)


def _restore(session: Session, instance_id: UUID, stored: StoredObject, admitted: Admitted, at: datetime) -> None:
    records.restore_instance(session, instance_id, stored)
    record(
        session,
        "instance.restored",
        at=at,
        account_id=admitted.account_id,
        clinic_id=admitted.clinic_id,
        subject_kind="instance",
        subject_id=instance_id,
        ae_id=str(admitted.ae_id) if admitted.ae_id else None,
    )


def file_quarantined(
    session: Session, stored: StoredObject, receipt: Receipt, admitted: Admitted, *, reason: str, occasion: Occasion
) -> Received:
    """Add bytes that are kept and not understood, and a task for a person; the same bytes once."""
    known = records.find_quarantined(session, scope_of_clinic(admitted.clinic_id), stored.sha256)
    if known is not None:
        return Received(Outcome.HAD_IT, *known)
    quarantine_id = _insert_quarantine(session, stored, receipt, admitted, reason, occasion)
    return Received(Outcome.QUARANTINED, quarantine_id, stored.locator)


def _insert_quarantine(
    session: Session, stored: StoredObject, receipt: Receipt, admitted: Admitted, reason: str, occasion: Occasion
) -> UUID:
    quarantine_id = records.insert_quarantine(
        session,
        stored,
        clinic_id=admitted.clinic_id,
        ae_id=admitted.ae_id,
        transfer_syntax_uid=receipt.transfer_syntax_uid,
        reason=reason,
        at=occasion.received_at,
    )
    record(
        session,
        "instance.quarantined",
        at=occasion.filed_at,
        account_id=admitted.account_id,
        clinic_id=admitted.clinic_id,
        subject_kind="quarantine",
        subject_id=quarantine_id,
        ae_id=str(admitted.ae_id) if admitted.ae_id else None,
        reason=reason,
    )
    _raise_task(
        session, admitted, DiscrepancyKind.QUARANTINED, quarantine_id, quarantine_id, occasion=occasion, reason=reason
    )
    return quarantine_id


def _raise_task(
    session: Session,
    admitted: Admitted,
    kind: DiscrepancyKind,
    subject_id: UUID,
    other_id: UUID,
    *,
    occasion: Occasion,
    **detail: str,
) -> None:
    discrepancy_id = raise_discrepancy(
        session,
        clinic_id=admitted.clinic_id,
        kind=kind,
        subject_id=subject_id,
        other_id=other_id,
        detail=detail,
        at=occasion.received_at,
    )
    if discrepancy_id is not None:
        record(
            session,
            "discrepancy.raised",
            at=occasion.filed_at,
            account_id=None,
            clinic_id=admitted.clinic_id,
            subject_kind="discrepancy",
            subject_id=discrepancy_id,
            kind=kind.value,
        )
