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
from teleread.archive.copies import decide_copy
from teleread.archive.identity import decide_patient
from teleread.archive.settling_records import raise_discrepancy
from teleread.archive.study import DiscrepancyKind, InstanceStanding
from teleread.audit.records import record
from teleread.clinics.access import scope_of_clinic
from teleread.database import Session
from teleread.dicom.admission import Admitted
from teleread.dicom.attributes import Sender, check_announced, read_arrival
from teleread.dicom.decoding import DecoderPool
from teleread.dicom.receipt import Receipt
from teleread.dicom.same_picture import Picture, is_same_picture
from teleread.workflow.journey.settle import tell_of_late_instances


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
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True)
class Received:
    """The outcome and the surrogate key of the Instance or the quarantined receipt."""

    outcome: Outcome
    id: UUID


def read_receipt(receipt: Receipt, admitted: Admitted, *, received_at: datetime) -> Arrival:
    """Read what was sent as its AE is configured.

    Raises
    ------
    NotADataSet, LacksIdentity, ContradictsRequest, Malformed
        If it cannot be filed as an Instance.
    """
    sender = Sender(admitted.issuer_of_patient_id, admitted.time_zone, admitted.default_character_set)
    with receipt.path.open("rb") as stream:
        arrival = read_arrival(
            stream,
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


def recognise(
    store: ObjectStore, receipt: Receipt, arrival: Arrival, current: records.CurrentCopy, decoders: DecoderPool
) -> Arrival:
    """Give the arrival the identity of the current copy if it is the same picture in another encoding."""
    instance = arrival.instance
    frames = instance.number_of_frames
    if instance.identity_sha256 == current.identity_sha256 or frames != current.number_of_frames:
        return arrival
    with receipt.path.open("rb") as stream, store.open(current.locator) as kept:
        arrived = Picture(stream, receipt.path.stat().st_size, receipt.transfer_syntax_uid)
        known = Picture(kept, current.size_bytes, current.transfer_syntax_uid)
        if not is_same_picture(arrived, known, number_of_frames=frames, decoders=decoders):
            return arrival
    return replace(arrival, instance=replace(instance, identity_sha256=current.identity_sha256))


class Filing:
    """One arrival on its way into the tables, inside one transaction."""

    def __init__(
        self, session: Session, admitted: Admitted, arrival: Arrival, stored: StoredObject, occasion: Occasion
    ) -> None:
        self._session, self._admitted, self._occasion = session, admitted, occasion
        self._arrival, self._stored = arrival, stored
        self._scope = scope_of_clinic(admitted.clinic_id)
        self._grown_study_id: UUID | None = None
        self._at = self._received_at = occasion.received_at

    def file(self) -> Received:
        """Add the rows that the arrival asks for, and the tasks that it raises."""
        copies = records.load_known_copies(self._session, self._scope, self._arrival.instance.sop_instance_uid)
        decision = decide_copy(self._arrival.instance, copies)
        if decision.duplicate_of is not None:
            return Received(Outcome.HAD_IT, decision.duplicate_of)
        if decision.standing is InstanceStanding.VARIANT and decision.against is not None:
            place = records.load_place(self._session, self._scope, decision.against)
        else:
            place = self._place(is_current=decision.standing is InstanceStanding.CURRENT)
        instance_id = self._insert(place, decision.standing)
        if decision.standing is InstanceStanding.CONFLICT and decision.against is not None:
            self._raise(DiscrepancyKind.INSTANCE_CONFLICT, instance_id, decision.against)
        if self._grown_study_id is not None:
            tell_of_late_instances(self._session, self._grown_study_id, at=self._occasion.filed_at)
        return Received(Outcome.KEPT, instance_id)

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


def restore(session: Session, instance_id: UUID, stored: StoredObject, admitted: Admitted, at: datetime) -> None:
    """Heal a copy whose object was lost by another of the same data set."""
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
        return Received(Outcome.HAD_IT, known)
    quarantine_id = _insert_quarantine(session, stored, receipt, admitted, reason, occasion)
    return Received(Outcome.QUARANTINED, quarantine_id)


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
