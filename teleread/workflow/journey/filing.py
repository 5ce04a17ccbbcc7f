"""Filing: what is durable in the store gets its rows, whoever brought it there.

The receiving step files what devices sent a moment ago, as many at once as
there are; `teleread reindex` files what the store kept when the rows were lost.
Both decide by the same rules.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import UUID

from storage import ObjectStore
from teleread.archive.copies import ComparisonWanted, KnownCopy, decide_copy
from teleread.archive.filing_records import instance_values, restore_instance
from teleread.archive.growing import GrowingStudy
from teleread.archive.identity import decide_patient, is_identified
from teleread.archive.receiving_records import Place, find_series_elsewhere, load_place
from teleread.archive.study import DiscrepancyKind, InstanceStanding
from teleread.audit.records import Happened
from teleread.clinics.access import scope_of_clinic
from teleread.database import Database, transaction
from teleread.dicom.decoding.pool import DecoderPool
from teleread.errors import Missing
from teleread.workflow.journey.arriving import Outcome, Received, ToFile, address_of
from teleread.workflow.journey.asking import ask
from teleread.workflow.journey.batch import Batch
from teleread.workflow.journey.comparing import compare

File = Callable[[ToFile], Received | ComparisonWanted]
"""Give an arrival its rows, or say with which copy it must be compared first."""


def file_together(database: Database, arrivals: Sequence[ToFile]) -> list[Received | ComparisonWanted]:
    """Give arrivals their rows in one transaction, in their order, as if they came one by one.

    Nothing is kept of one that must be compared with another copy first.

    Raises
    ------
    DatabaseUnavailable
        If nobody knows whether they were filed.
    """
    with transaction(database) as session:
        batch = Batch(session, arrivals)
        outcomes = [_file(batch, each) for each in arrivals]
        batch.save()
    return outcomes


def file_arrival(
    database: Database,
    store: ObjectStore,
    to_file: ToFile,
    *,
    decoders: DecoderPool | None,
    file: File | None = None,
) -> Received:
    """Give an arrival its rows, compared with the current copy of its UID if there is one.

    Parameters
    ----------
    decoders
        Who tells the same picture in another encoding from another picture;
        without them a person is asked.
    file
        Who files it together with others; without them it is filed alone.

    Raises
    ------
    StoreUnavailable
        If it must be compared with a copy that cannot be read now.
    DatabaseUnavailable
        If nobody knows whether it was filed.
    """
    while True:
        outcome = file(to_file) if file else file_together(database, [to_file])[0]
        if isinstance(outcome, Received):
            return outcome
        to_file = replace(to_file, compared=compare(database, store, to_file, outcome.current_id, decoders))


def _file(batch: Batch, to_file: ToFile) -> Received | ComparisonWanted:
    try:
        return _Filing(batch, to_file).file()
    except ComparisonWanted as wanted:
        return wanted


class StudyGone(Missing):
    """The Study that something was made for is no longer archived."""

    code = "study_gone"
    zh, en = "该检查已不在存档中", "The study is no longer archived"


class _Filing:
    """One arrival on its way into the tables."""

    def __init__(self, batch: Batch, to_file: ToFile) -> None:
        self._batch, self._session, self._to_file = batch, batch.session, to_file
        self._admitted, self._arrival, self._stored = to_file.admitted, to_file.arrival, to_file.stored
        self._occasion, self._clinic_id = to_file.occasion, to_file.admitted.clinic_id
        self._scope = scope_of_clinic(self._clinic_id)
        self._at = self._received_at = self._occasion.received_at

    def file(self) -> Received:
        """Add the rows that the arrival asks for, and the tasks that it raises."""
        copies = self._batch.copies(self._clinic_id, self._arrival.instance.sop_instance_uid)
        decision = decide_copy(self._stored.sha256, copies, self._to_file.compared)
        if decision.duplicate_of is not None:
            return self._recover(decision.duplicate_of)
        if decision.standing is InstanceStanding.VARIANT and decision.against is not None:
            place = load_place(self._session, self._scope, decision.against)
        else:
            place = self._place(is_current=decision.standing is InstanceStanding.CURRENT)
        instance_id = self._insert(place, decision.standing)
        if decision.standing is InstanceStanding.CONFLICT and decision.against is not None:
            self._ask(DiscrepancyKind.INSTANCE_CONFLICT, instance_id, decision.against)
        settled_before = self._occasion.settled_before
        if settled_before is not None and self._at < settled_before:
            self._batch.settle(place.study_id, at=self._at)
        return Received(Outcome.KEPT, instance_id, self._stored.locator, address_of(self._arrival, decision.standing))

    def _recover(self, copy: KnownCopy) -> Received:
        """Heal a copy whose object was lost by another of the same bytes."""
        address = address_of(self._arrival, copy.standing)
        if copy.locator != self._to_file.lost_locator:
            return Received(Outcome.HAD_IT, copy.id, copy.locator, address)
        restore_instance(self._session, copy.id, self._stored)
        self._batch.forget_copies(self._clinic_id, self._arrival.instance.sop_instance_uid)
        self._note("instance.restored", copy.id)
        return Received(Outcome.RESTORED, copy.id, self._stored.locator, address)

    def _place(self, *, is_current: bool) -> Place:
        if self._admitted.files_into is not None:
            return self._own_place(self._admitted.files_into)
        study, is_new = self._study(self._patient(), is_read=is_current)
        if is_current and not is_new:
            self._received_at = self._batch.grow(
                study, self._arrival.study, at=self._at, told_at=self._occasion.filed_at
            )
        return Place(self._series(study), study.id)

    def _own_place(self, study_id: UUID) -> Place:
        """Put what was made here beside what it is about: the Study has grown by nothing that anybody must see."""
        known = self._batch.studies(self._clinic_id, self._arrival.study.study_instance_uid)
        study = next((each for each in known if each.id == study_id), None)
        if study is None:
            raise StudyGone
        return Place(self._series(study), study.id)

    def _patient(self) -> UUID:
        patient, clinic_id = self._arrival.patient, self._clinic_id
        known = self._batch.patients(clinic_id, patient, of_study=not is_identified(patient))
        decision = decide_patient(patient, known, study_instance_uid=self._arrival.study.study_instance_uid)
        if decision.known_id is not None:
            self._batch.complete_patient(clinic_id, decision.known_id, patient)
            return decision.known_id
        key = self._batch.add_patient(clinic_id, patient, at=self._at)
        if decision.contradicts_id is not None:
            self._ask(DiscrepancyKind.PATIENT_IDENTITY, key, decision.contradicts_id)
        return key

    def _study(self, patient_key: UUID, *, is_read: bool) -> tuple[GrowingStudy, bool]:
        arrived = self._arrival.study
        known = self._batch.studies(self._clinic_id, arrived.study_instance_uid)
        for study in known:
            if study.patient_key == patient_key:
                return study, False
        oldest = known[0].id if known else None
        site_id = self._admitted.site_id
        added = self._batch.add_study(self._clinic_id, site_id, patient_key, arrived, at=self._at, is_read=is_read)
        if oldest is not None:
            self._ask(DiscrepancyKind.STUDY_OF_TWO_PATIENTS, added.id, oldest)
        return added, True

    def _series(self, study: GrowingStudy) -> UUID:
        arrived = self._arrival.series
        known = self._batch.find_series(study.id, arrived.series_instance_uid)
        if known is not None:
            return known
        series_id = self._batch.add_series(study.id, arrived)
        study_uid = self._arrival.study.study_instance_uid
        elsewhere = find_series_elsewhere(
            self._session, self._scope, arrived.series_instance_uid, study_instance_uid=study_uid
        )
        if elsewhere is not None:
            self._ask(DiscrepancyKind.SERIES_OF_TWO_STUDIES, series_id, elsewhere)
        return series_id

    def _insert(self, place: Place, standing: InstanceStanding) -> UUID:
        values = instance_values(
            self._arrival.instance,
            self._stored,
            clinic_id=self._clinic_id,
            ae_id=self._admitted.ae_id,
            series_id=place.series_id,
            standing=standing,
            at=self._received_at,
        )
        self._batch.add_instance(values)
        instance_id: UUID = values["id"]
        self._note(self._occasion.action, instance_id, study_id=str(place.study_id), standing=standing.value)
        return instance_id

    def _note(self, action: str, instance_id: UUID, **detail: str) -> None:
        admitted = self._admitted
        ae_id = str(admitted.ae_id) if admitted.ae_id else None
        self._batch.events.append(
            Happened(
                action=action,
                at=self._occasion.filed_at,
                account_id=admitted.account_id,
                clinic_id=admitted.clinic_id,
                subject_kind="instance",
                subject_id=instance_id,
                detail={**detail, "ae_id": ae_id},
            )
        )

    def _ask(self, kind: DiscrepancyKind, subject_id: UUID, other_id: UUID) -> None:
        ask(self._session, self._admitted, kind, subject_id, other_id, occasion=self._occasion)
