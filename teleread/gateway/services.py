"""What devices are answered beside verification and storage."""

import os
import socket
from contextlib import AbstractContextManager
from typing import BinaryIO
from uuid import UUID

import structlog

from storage import ObjectStore
from teleread.archive.commitment import CommitmentRequest, CommitmentResult
from teleread.archive.query import Original, Query, QueryAnswers
from teleread.clinics.access import scope_of_clinic
from teleread.clinics.records import load_aes
from teleread.database import Database, snapshot
from teleread.dicom.association.admission import Admitted
from teleread.dicom.decoding.pool import DecoderPool
from teleread.dicom.services.dispatch import Services
from teleread.dicom.services.giving import Destination
from teleread.gateway.clock import now
from teleread.views.modality_worklist import find_worklist
from teleread.views.query import answer_query
from teleread.workflow.desk.retrieve import retrieve
from teleread.workflow.journey.perform import advance_step, begin_step
from teleread.workflow.keeping.commit import Tell, promise, report_here
from teleread.workflow.keeping.proof import note_report
from teleread.worklist.modality_worklist import Worklist, WorklistKeys
from teleread.worklist.performed import StepReport

log = structlog.get_logger()


class DeviceServices:
    """Worklist, performed steps, commitment, query and retrieve, over an open database and store."""

    def __init__(self, database: Database, store: ObjectStore, ae_title: str, decoders: DecoderPool) -> None:
        self._database, self._store, self._ae_title, self._decoders = database, store, ae_title, decoders

    def offered(self) -> Services:
        """Return them for the listener."""
        return Services(
            find_worklist=self.find_worklist,
            begin_step=self.begin_step,
            advance_step=self.advance_step,
            promise_commitment=self.promise_commitment,
            report_commitment=self.report_commitment,
            commitment_reported=self.commitment_reported,
            query=self.query,
            retrieve=self.retrieve,
            find_destination=self.find_destination,
            open_original=self.open_original,
            decoders=self._decoders,
        )

    def find_worklist(self, caller: Admitted, keys: WorklistKeys) -> Worklist:
        """Return the open orders of the caller's clinic that a query asks for."""
        with snapshot(self._database) as session:
            scope = scope_of_clinic(caller.clinic_id)
            return find_worklist(session, scope, caller.clinic_id, keys, time_zone=caller.time_zone)

    def begin_step(self, caller: Admitted, uid: str, report: StepReport) -> None:
        """Keep what a device says it has begun."""
        at = now()
        step = begin_step(self._database, caller.clinic_id, uid, report=report, ae_id=caller.ae_id, at=at)
        log.info("step.begun", id=str(step.id), ae_id=str(caller.ae_id), is_ordered=step.request_id is not None)

    def advance_step(self, caller: Admitted, uid: str, report: StepReport) -> None:
        """Keep what a device further says of what it does."""
        step = advance_step(self._database, caller.clinic_id, uid, report=report, at=now())
        log.info("step.advanced", id=str(step.id), ae_id=str(caller.ae_id), state=step.state.value)

    def promise_commitment(self, caller: Admitted, request: CommitmentRequest) -> UUID:
        """Put on record that a device wants to delete what it names."""
        return promise(self._database, caller.clinic_id, request=request, ae_id=caller.ae_id, at=now())

    def report_commitment(self, report_id: UUID, tell: Tell) -> None:
        """Read back what a device wants to delete, and say for what the archive answers."""
        report_here(
            self._database,
            self._store,
            report_id,
            tell=tell,
            worker=f"{socket.gethostname()}:{os.getpid()}:gateway",
            ae_title=self._ae_title,
            clock=now,
        )

    def commitment_reported(self, caller: Admitted, result: CommitmentResult) -> int:
        """Keep to what a PACS commits itself of what was forwarded to it."""
        if caller.ae_id is None:
            return 0
        return note_report(self._database, result, ae_id=caller.ae_id, at=now())

    def query(self, caller: Admitted, query: Query) -> QueryAnswers:
        """Return what the archive holds of the caller's clinic."""
        with snapshot(self._database) as session:
            return answer_query(session, scope_of_clinic(caller.clinic_id), query)

    def retrieve(self, caller: Admitted, selection: Query, to_ae_id: UUID | None) -> list[Original]:
        """Return what the caller selects of its clinic's Instances, on record."""
        at = now()
        return retrieve(
            self._database, caller.clinic_id, selection=selection, ae_id=caller.ae_id, to_ae_id=to_ae_id, at=at
        )

    def find_destination(self, caller: Admitted, ae_title: str) -> Destination | None:
        """Return a listening AE of the caller's clinic: nothing is sent anywhere else."""
        with snapshot(self._database) as session:
            aes = load_aes(session, scope_of_clinic(caller.clinic_id))
        listening_there = [ae for ae in aes if ae.ae_title == ae_title]
        return next((Destination(ae.id, ae.host, ae.port) for ae in listening_there if ae.host and ae.port), None)

    def open_original(self, original: Original) -> AbstractContextManager[BinaryIO]:
        """Open the file of an Instance as it was received."""
        return self._store.open(original.locator)
