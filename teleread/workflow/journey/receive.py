"""Receive: bytes that a device sent become an Instance of a Study, for ever.

The bytes are durable with their envelope before the row, the row is committed
before the caller may answer success. A process that dies in between leaves an
object that no row names: harmless, found again by walking the store, and the
device, which got no answer, sends the Instance again.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from pathlib import Path
from uuid import UUID

from storage import ObjectDamaged, ObjectMissing, ObjectStore, StoredObject, StoreError
from teleread.archive import receiving_records as records
from teleread.archive.arrival import Arrival
from teleread.archive.copies import decide_copy
from teleread.archive.identity import decide_patient
from teleread.archive.object_keys import key_of_receipt
from teleread.archive.settling_records import raise_discrepancy
from teleread.archive.study import DiscrepancyKind, InstanceStanding
from teleread.audit.records import record
from teleread.clinics.access import scope_of_clinic
from teleread.database import Database, Session, snapshot, transaction
from teleread.dicom.admission import Admitted
from teleread.dicom.attributes import Sender, check_announced, read_arrival
from teleread.dicom.decoding import DecoderPool
from teleread.dicom.receipt import Receipt
from teleread.dicom.same_picture import Picture, is_same_picture
from teleread.dicom.source import CHUNK_BYTES, Malformed
from teleread.workflow.journey.settle import tell_of_late_instances


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


def receive(
    database: Database,
    store: ObjectStore,
    receipt: Receipt,
    *,
    admitted: Admitted,
    at: datetime,
    decoders: DecoderPool | None = None,
) -> Received:
    """Keep what an AE sent; return once it is durable and filed.

    A data set that cannot be followed to its end is kept in quarantine with a
    task for a person: the device has done its part, and no byte is lost.

    Parameters
    ----------
    receipt
        The file is read twice and not changed.
    admitted
        The AE that the association was accepted for.
    decoders
        Who tells the same picture in another encoding from another picture;
        without them a person is asked.

    Raises
    ------
    NotADataSet, LacksIdentity, ContradictsRequest
        If there is nothing that could be filed; nothing is kept.
    StoreUnavailable, DatabaseUnavailable
        If it could not be made durable; the sender must send it again.
    """
    try:
        arrival = _read(receipt, admitted, at)
    except Malformed as malformed:
        return _quarantine(database, store, receipt, admitted=admitted, reason=malformed.reason, at=at)
    scope = scope_of_clinic(admitted.clinic_id)
    with snapshot(database) as session:
        same = records.find_same_bytes(session, scope, arrival.instance)
        current = records.find_current(session, scope, arrival.instance.sop_instance_uid)
    if same is not None and _is_there(store, same[1]):
        return Received(Outcome.HAD_IT, same[0])
    if same is None and current is not None and decoders is not None:
        arrival = _recognise(store, receipt, arrival, current, decoders)
    stored = _put(store, receipt, admitted, at, _uids(arrival))
    with transaction(database) as session:
        received = _Filing(session, admitted, arrival, stored, at).file()
        if same is not None and received.outcome is Outcome.HAD_IT:
            _restore(session, received.id, stored, admitted, at)
            return received
    if received.outcome is Outcome.HAD_IT:
        _forget(store, stored)
    return received


def _recognise(
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


class _Filing:
    """One arrival on its way into the tables, inside one transaction."""

    def __init__(
        self, session: Session, admitted: Admitted, arrival: Arrival, stored: StoredObject, at: datetime
    ) -> None:
        self._session, self._admitted, self._at = session, admitted, at
        self._arrival, self._stored = arrival, stored
        self._scope = scope_of_clinic(admitted.clinic_id)
        self._grown_study_id: UUID | None = None
        self._received_at = at

    def file(self) -> Received:
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
            tell_of_late_instances(self._session, self._grown_study_id, at=self._at)
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
            "instance.received",
            at=self._at,
            account_id=None,
            clinic_id=admitted.clinic_id,
            subject_kind="instance",
            subject_id=instance_id,
            study_id=str(place.study_id),
            ae_id=str(admitted.ae_id),
            standing=standing.value,
        )
        return instance_id

    def _raise(self, kind: DiscrepancyKind, subject_id: UUID, other_id: UUID) -> None:
        _raise_task(self._session, self._admitted, kind, subject_id, other_id, at=self._at)


def _restore(session: Session, instance_id: UUID, stored: StoredObject, admitted: Admitted, at: datetime) -> None:
    """Heal a copy whose object was lost: its device still had it."""
    records.restore_instance(session, instance_id, stored)
    record(
        session,
        "instance.restored",
        at=at,
        account_id=None,
        clinic_id=admitted.clinic_id,
        subject_kind="instance",
        subject_id=instance_id,
        ae_id=str(admitted.ae_id),
    )


def _quarantine(
    database: Database, store: ObjectStore, receipt: Receipt, *, admitted: Admitted, reason: str, at: datetime
) -> Received:
    announced = {"sop_class_uid": receipt.sop_class_uid, "sop_instance_uid": receipt.sop_instance_uid}
    stored = _put(store, receipt, admitted, at, {**announced, "quarantined": reason})
    with transaction(database) as session:
        known = records.find_quarantined(session, scope_of_clinic(admitted.clinic_id), stored.sha256)
        if known is None:
            received = Received(Outcome.QUARANTINED, _insert_quarantine(session, stored, receipt, admitted, reason, at))
    if known is not None:
        _forget(store, stored)
        return Received(Outcome.QUARANTINED, known)
    return received


def _insert_quarantine(
    session: Session, stored: StoredObject, receipt: Receipt, admitted: Admitted, reason: str, at: datetime
) -> UUID:
    quarantine_id = records.insert_quarantine(
        session,
        stored,
        clinic_id=admitted.clinic_id,
        ae_id=admitted.ae_id,
        transfer_syntax_uid=receipt.transfer_syntax_uid,
        reason=reason,
        at=at,
    )
    record(
        session,
        "instance.quarantined",
        at=at,
        account_id=None,
        clinic_id=admitted.clinic_id,
        subject_kind="quarantine",
        subject_id=quarantine_id,
        ae_id=str(admitted.ae_id),
        reason=reason,
    )
    _raise_task(session, admitted, DiscrepancyKind.QUARANTINED, quarantine_id, quarantine_id, at=at, reason=reason)
    return quarantine_id


def _raise_task(
    session: Session,
    admitted: Admitted,
    kind: DiscrepancyKind,
    subject_id: UUID,
    other_id: UUID,
    *,
    at: datetime,
    **detail: str,
) -> None:
    discrepancy_id = raise_discrepancy(
        session,
        clinic_id=admitted.clinic_id,
        kind=kind,
        subject_id=subject_id,
        other_id=other_id,
        detail=detail,
        at=at,
    )
    if discrepancy_id is not None:
        record(
            session,
            "discrepancy.raised",
            at=at,
            account_id=None,
            clinic_id=admitted.clinic_id,
            subject_kind="discrepancy",
            subject_id=discrepancy_id,
            kind=kind.value,
        )


def _read(receipt: Receipt, admitted: Admitted, at: datetime) -> Arrival:
    sender = Sender(admitted.issuer_of_patient_id, admitted.time_zone, admitted.default_character_set)
    with receipt.path.open("rb") as stream:
        arrival = read_arrival(
            stream,
            offset=receipt.offset,
            transfer_syntax_uid=receipt.transfer_syntax_uid,
            sender=sender,
            received_at=at,
        )
    check_announced(arrival, sop_class_uid=receipt.sop_class_uid, sop_instance_uid=receipt.sop_instance_uid)
    return arrival


def _put(store: ObjectStore, receipt: Receipt, admitted: Admitted, at: datetime, uids: dict[str, str]) -> StoredObject:
    envelope = {
        "clinic_id": str(admitted.clinic_id),
        "site_id": str(admitted.site_id),
        "ae_id": str(admitted.ae_id),
        "ae_title": admitted.ae_title,
        "received_at": at.isoformat(),
        "transfer_syntax_uid": receipt.transfer_syntax_uid,
        **{name: uid[:128] for name, uid in uids.items()},
    }
    return store.put(key_of_receipt(admitted.clinic_id, received_at=at), _chunks(receipt.path), envelope)


def _uids(arrival: Arrival) -> dict[str, str]:
    return {
        "study_instance_uid": arrival.study.study_instance_uid,
        "series_instance_uid": arrival.series.series_instance_uid,
        "sop_class_uid": arrival.instance.sop_class_uid,
        "sop_instance_uid": arrival.instance.sop_instance_uid,
    }


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK_BYTES):
            yield chunk


def _is_there(store: ObjectStore, locator: str) -> bool:
    try:
        store.stat(locator)
    except (ObjectMissing, ObjectDamaged):
        return False
    return True


def _forget(store: ObjectStore, stored: StoredObject) -> None:
    """Remove an object that no row names; left behind it would do no harm either."""
    with suppress(StoreError):
        store.delete(stored.locator)
