"""What is known and what is gathered while several arrivals are filed in one transaction.

Everything is asked for once and remembered until the transaction ends; no
longer, since other processes write as well.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from teleread.archive import filing_records, receiving_records
from teleread.archive.arrival import ArrivedPatient, ArrivedSeries, ArrivedStudy
from teleread.archive.copies import KnownCopy
from teleread.archive.growing import GrowingStudy, begin_study, grow
from teleread.archive.identity import KnownPatient, completed
from teleread.archive.receiving_records import PatientOnFile
from teleread.audit.records import Happened, record_all
from teleread.clinics.access import scope_of_clinic
from teleread.database import Session
from teleread.identifiers import new_id
from teleread.workflow.journey.arriving import ToFile
from teleread.workflow.journey.settle import tell_of_late_instances
from teleread.workflow.keeping.route import enqueue_forwardings


class Batch:
    """The memory of one transaction; `save` writes what was gathered."""

    def __init__(self, session: Session, arrivals: Sequence[ToFile]) -> None:
        self.session = session
        self._filed_at = max(each.occasion.filed_at for each in arrivals)
        self.events: list[Happened] = []
        self._copies = _load_copies(session, arrivals)
        self._instances: list[dict[str, Any]] = []
        self._patients: dict[tuple[UUID, str, str], list[PatientOnFile]] = {}
        self._studies: dict[tuple[UUID, str], list[GrowingStudy]] = {}
        self._series: dict[tuple[UUID, str], UUID] = {}
        self._grown: dict[UUID, GrowingStudy] = {}
        self._told_at: dict[UUID, datetime] = {}
        self._settled_at: dict[UUID, datetime] = {}

    def copies(self, clinic_id: UUID, sop_instance_uid: str) -> list[KnownCopy]:
        """Return every copy of a SOP Instance UID, those of this batch included."""
        return self._copies[clinic_id][sop_instance_uid]

    def add_instance(self, values: dict[str, Any]) -> None:
        """Gather a row, and know it from now on."""
        self._instances.append(values)
        copy = KnownCopy(values["id"], values["standing"], values["sha256"], values["locator"])
        self.copies(values["clinic_id"], values["sop_instance_uid"]).append(copy)

    def forget_copies(self, clinic_id: UUID, sop_instance_uid: str) -> None:
        """Ask for the copies of a UID anew; one of them lies elsewhere now."""
        scope = scope_of_clinic(clinic_id)
        self._copies[clinic_id] |= receiving_records.load_known_copies(self.session, scope, [sop_instance_uid])

    def patients(self, clinic_id: UUID, arrived: ArrivedPatient, *, of_study: bool) -> list[KnownPatient]:
        """Return the Patients of an identifier, oldest first; with their Studies if those are to tell them apart."""
        known = [each.known for each in self._on_file(clinic_id, arrived)]
        if not of_study:
            return known
        uids = receiving_records.load_study_uids(self.session, [each.id for each in known])
        return [KnownPatient(each.id, each.patient, uids[each.id]) for each in known]

    def add_patient(self, clinic_id: UUID, arrived: ArrivedPatient, *, at: datetime) -> UUID:
        """Insert a Patient."""
        key = filing_records.insert_patient(self.session, arrived, clinic_id=clinic_id, at=at)
        on_file = self._on_file(clinic_id, arrived)
        on_file.append(PatientOnFile(at, KnownPatient(key, arrived, frozenset())))
        on_file.sort(key=lambda each: (each.created_at, each.known.id))
        return key

    def complete_patient(self, clinic_id: UUID, patient_key: UUID, arrived: ArrivedPatient) -> None:
        """Add what the arrival says of a known Patient and nobody has said before."""
        on_file = self._on_file(clinic_id, arrived)
        for place, each in enumerate(on_file):
            if each.known.id == patient_key and (more := completed(each.known.patient, arrived)) != each.known.patient:
                on_file[place] = PatientOnFile(each.created_at, KnownPatient(patient_key, more, frozenset()))
                filing_records.complete_patient(self.session, patient_key, more)

    def studies(self, clinic_id: UUID, study_instance_uid: str) -> list[GrowingStudy]:
        """Return the Studies of a UID, oldest first."""
        key = (clinic_id, study_instance_uid)
        if key not in self._studies:
            scope = scope_of_clinic(clinic_id)
            self._studies[key] = receiving_records.load_studies_of_uid(self.session, scope, study_instance_uid)
        return self._studies[key]

    def add_study(
        self, clinic_id: UUID, site_id: UUID, patient_key: UUID, arrived: ArrivedStudy, *, at: datetime, is_read: bool
    ) -> GrowingStudy:
        """Insert a Study; one that holds nothing to read is settled at once."""
        study = begin_study(new_id(), patient_key, arrived, at=at)
        study.settled_at = None if is_read else at
        filing_records.insert_study(self.session, study, arrived, clinic_id=clinic_id, site_id=site_id)
        studies = self.studies(clinic_id, arrived.study_instance_uid)
        studies.append(study)
        studies.sort(key=lambda each: (each.first_received_at, each.id))
        return study

    def grow(self, study: GrowingStudy, arrived: ArrivedStudy, *, at: datetime, told_at: datetime) -> datetime:
        """Note one more current Instance of a Study, and return when it counts as received."""
        self._grown[study.id] = study
        self._told_at[study.id] = told_at
        self._settled_at.pop(study.id, None)
        return grow(study, arrived, at=at)

    def settle(self, study_id: UUID, *, at: datetime) -> None:
        """Let nobody wait for a Study."""
        self._settled_at[study_id] = at

    def find_series(self, study_id: UUID, series_instance_uid: str) -> UUID | None:
        """Return a Series of a Study."""
        key = (study_id, series_instance_uid)
        if key not in self._series:
            found = receiving_records.find_series(self.session, study_id, series_instance_uid)
            if found is None:
                return None
            self._series[key] = found
        return self._series[key]

    def add_series(self, study_id: UUID, arrived: ArrivedSeries) -> UUID:
        """Insert a Series."""
        key = filing_records.insert_series(self.session, arrived, study_id=study_id)
        self._series[study_id, arrived.series_instance_uid] = key
        return key

    def save(self) -> None:
        """Write what was gathered, and tell the Readings of every Study that has grown."""
        filing_records.insert_instances(self.session, self._instances)
        filing_records.save_studies(self.session, self._grown.values())
        for study_id, at in self._settled_at.items():
            filing_records.set_aside_study(self.session, study_id, at=at)
        record_all(self.session, self.events)
        enqueue_forwardings(self.session, [values["id"] for values in self._instances], at=self._filed_at)
        for study_id, at in self._told_at.items():
            tell_of_late_instances(self.session, study_id, at=at)

    def _on_file(self, clinic_id: UUID, patient: ArrivedPatient) -> list[PatientOnFile]:
        key = (clinic_id, patient.issuer_of_patient_id, patient.patient_id)
        if key not in self._patients:
            self._patients[key] = receiving_records.load_known_patients(
                self.session,
                scope_of_clinic(clinic_id),
                issuer=patient.issuer_of_patient_id,
                patient_id=patient.patient_id,
            )
        return self._patients[key]


def _load_copies(session: Session, arrivals: Sequence[ToFile]) -> dict[UUID, dict[str, list[KnownCopy]]]:
    uids: dict[UUID, set[str]] = defaultdict(set)
    for each in arrivals:
        uids[each.admitted.clinic_id].add(each.arrival.instance.sop_instance_uid)
    return {
        clinic_id: receiving_records.load_known_copies(session, scope_of_clinic(clinic_id), of_clinic)
        for clinic_id, of_clinic in uids.items()
    }
