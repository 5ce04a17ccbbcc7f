"""What a device is answered beside verification and storage.

References
----------
DICOM PS3.4 Annex F (Modality Performed Procedure Step), Annex J (Storage
Commitment), Annex K (Modality Worklist) and Annex C (Query/Retrieve); PS3.7
9.1.2 (C-FIND), 10.1.3 (N-SET), 10.1.4 (N-ACTION), 10.1.5 (N-CREATE).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

import structlog
from pydicom.dataset import Dataset
from pynetdicom import evt
from pynetdicom.association import Association
from pynetdicom.dimse_primitives import N_ACTION, N_CREATE, N_EVENT_REPORT, N_SET
from pynetdicom.presentation import PresentationContext, build_context

from teleread.archive.commitment import CommitmentResult, check_request
from teleread.archive.query import Original, Query, QueryAnswers
from teleread.dicom.association import commitment, status
from teleread.dicom.association.admission import Admitted
from teleread.dicom.association.status import Answer, commitment_answer_of, find_answer_of, step_answer_of
from teleread.dicom.decoding.pool import DecoderPool
from teleread.dicom.services import modality_worklist, performed_step, query
from teleread.dicom.services.commitment_reports import CommitmentReports, Promise, Report
from teleread.dicom.services.giving import Destination, Holdings, OpenOriginal, ToGive, association_for, gives_originals
from teleread.errors import Invalid
from teleread.worklist.modality_worklist import Worklist, WorklistKeys
from teleread.worklist.performed import StepReport

log = structlog.get_logger()

Responded = tuple[int | Dataset, Dataset | None]
"""Status and data set of one response; a status with its comment is a data set of its own."""

_UNCOMPRESSED = ["1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2"]
"""Not Deflated: pynetdicom would inflate a small query to any size."""


class IdentifierUnreadable(Invalid):
    """The Identifier is no data set of the transfer syntax."""

    code = "identifier_unreadable"
    zh, en = "查询内容无法解析", "The Identifier cannot be read"


@dataclass(frozen=True, slots=True)
class Services:
    """Who knows the answers; a refusal is raised and becomes a status."""

    find_worklist: Callable[[Admitted, WorklistKeys], Worklist]
    begin_step: Callable[[Admitted, str, StepReport], None]
    advance_step: Callable[[Admitted, str, StepReport], None]
    promise_commitment: Promise
    report_commitment: Report
    commitment_reported: Callable[[Admitted, CommitmentResult], int]
    query: Callable[[Admitted, Query], QueryAnswers]
    retrieve: Callable[[Admitted, Query, UUID | None], Sequence[Original]]
    find_destination: Callable[[Admitted, str], Destination | None]
    open_original: OpenOriginal
    decoders: DecoderPool

    @property
    def holdings(self) -> Holdings:
        """Return where Instances are given out of."""
        return Holdings(self.open_original, self.decoders)


class ServiceHandlers:
    """Answers requests on the associations that were admitted."""

    def __init__(self, services: Services, admitted: Callable[[Association], Admitted]) -> None:
        self._services, self._admitted = services, admitted
        self._commitments = CommitmentReports(services.promise_commitment, services.report_commitment)

    def handlers(self) -> list[evt.EventHandlerType]:
        """Return what is to be bound to the listener."""
        return [
            (evt.EVT_C_FIND, self.on_find),
            (evt.EVT_C_GET, self.on_get),
            (evt.EVT_C_MOVE, self.on_move),
            (evt.EVT_N_CREATE, self.on_create),
            (evt.EVT_N_SET, self.on_set),
            (evt.EVT_N_ACTION, self.on_action),
            (evt.EVT_N_EVENT_REPORT, self.on_report),
        ]

    def close(self) -> None:
        """End what is done behind the associations."""
        self._commitments.close()

    def on_find(self, event: evt.Event) -> Iterator[Responded]:
        """Answer a C-FIND; never raises, since pynetdicom would log the query."""
        try:
            if event.context.abstract_syntax == modality_worklist.FIND:
                yield from self._worklist(event)
            else:
                yield from self._query(event)
        except Exception as error:  # noqa: BLE001  (whatever happens, the peer is told)
            caller = self._admitted(event.assoc)
            log.warning("query.failed", kind=type(error).__name__, ae_id=str(caller.ae_id))
            yield _response(find_answer_of(error)), None

    def _query(self, event: evt.Event) -> Iterator[Responded]:
        caller, identifier = self._admitted(event.assoc), identifier_of(event)
        hint = caller.default_character_set
        asked = self._asked(event, identifier)
        is_partly = query.has_unmatched_keys(identifier, asked, site_default=hint)
        pending = status.PENDING_WITH_WARNING if is_partly else status.PENDING
        answers = self._services.query(caller, asked)
        called = called_title(event.assoc)
        for values in answers.values:
            if event.is_cancelled:
                yield status.CANCEL, None
                return
            yield pending, query.answer_of(values, identifier, asked, caller, retrieve_from=called)
        log.info("archive.queried", ae_id=str(caller.ae_id), level=asked.level.value, answers=len(answers.values))
        if not answers.is_whole:
            yield _response(Answer(status.OUT_OF_RESOURCES, "Too many matches; ask for less")), None

    def _asked(self, event: evt.Event, identifier: Dataset) -> Query:
        has_patients = event.context.abstract_syntax in query.OF_PATIENT_ROOT
        hint = self._admitted(event.assoc).default_character_set
        return query.read_query(identifier, has_patients=has_patients, site_default=hint)

    def on_get(self, event: evt.Event) -> Iterator[int | Responded]:
        """Give out what a C-GET selects: its number, then each Instance; never raises."""
        caller = self._admitted(event.assoc)
        try:
            originals = self._services.retrieve(caller, self._asked(event, identifier_of(event)), caller.ae_id)
        except Exception as error:  # noqa: BLE001  (whatever happens, the peer is told)
            yield from _refusing(caller, error)
            return
        gives_originals(event.assoc, self._services.holdings)
        yield from _giving(event, caller, originals)

    def on_move(self, event: evt.Event) -> Iterator[Any]:
        """Send what a C-MOVE selects to another AE: where, then as for a C-GET; never raises.

        A selection that cannot be is refused after the destination was called:
        pynetdicom asks for the destination first.
        """
        caller = self._admitted(event.assoc)
        to = self._destination(event, caller)
        if to is None:
            yield None, None
            return
        originals: Sequence[Original] = ()
        refusal: Exception | None = None
        try:
            originals = self._services.retrieve(caller, self._asked(event, identifier_of(event)), to.ae_id)
        except Exception as error:  # noqa: BLE001  (whatever happens, the peer is told)
            refusal = error
        yield to.host, to.port, association_for(originals, self._services.holdings)
        yield from _refusing(caller, refusal) if refusal else _giving(event, caller, originals)

    def _destination(self, event: evt.Event, caller: Admitted) -> Destination | None:
        try:
            return self._services.find_destination(caller, str(event.move_destination or "").strip())
        except Exception as error:  # noqa: BLE001  (whatever happens, the peer is told)
            log.warning("retrieval.failed", kind=type(error).__name__, ae_id=str(caller.ae_id))
            return None

    def on_create(self, event: evt.Event) -> Responded:
        """Answer an N-CREATE of a performed step; never raises."""
        uid = str(cast("N_CREATE", event.request).AffectedSOPInstanceUID or "")
        return self._keep_step(event, uid, lambda: event.attribute_list, self._services.begin_step)

    def on_set(self, event: evt.Event) -> Responded:
        """Answer an N-SET of a performed step; never raises."""
        uid = str(cast("N_SET", event.request).RequestedSOPInstanceUID or "")
        return self._keep_step(event, uid, lambda: event.modification_list, self._services.advance_step)

    def on_action(self, event: evt.Event) -> Responded:
        """Answer an N-ACTION that asks for storage commitment; the report follows. Never raises."""
        caller, request = self._admitted(event.assoc), cast("N_ACTION", event.request)
        if request.RequestedSOPInstanceUID != commitment.SOP_INSTANCE:
            return _response(Answer(status.NO_SUCH_SOP_INSTANCE, "Not the well-known SOP Instance")), None
        if request.ActionTypeID != commitment.REQUEST_COMMITMENT:
            return _response(Answer(status.NO_SUCH_ACTION_TYPE, "Not a request for commitment")), None
        try:
            asked = check_request(commitment.read_request(event.action_information))
            self._commitments.promise(caller, event.assoc, asked)
        except Exception as error:  # noqa: BLE001  (whatever happens, the device is told)
            log.warning("commitment.refused", kind=type(error).__name__, ae_id=str(caller.ae_id))
            return _response(commitment_answer_of(error)), None
        return status.SUCCESS, None

    def on_report(self, event: evt.Event) -> Responded:
        """Answer an N-EVENT-REPORT: a PACS says to what it commits itself. Never raises.

        A report that concerns nothing is confirmed too: it came twice, or late.
        """
        caller, request = self._admitted(event.assoc), cast("N_EVENT_REPORT", event.request)
        if request.AffectedSOPInstanceUID != commitment.SOP_INSTANCE:
            return _response(Answer(status.NO_SUCH_SOP_INSTANCE, "Not the well-known SOP Instance")), None
        try:
            result = commitment.read_result(event.event_information)
            number = self._services.commitment_reported(caller, result)
        except Exception as error:  # noqa: BLE001  (whatever happens, the PACS is told)
            log.warning("commitment.report_refused", kind=type(error).__name__, ae_id=str(caller.ae_id))
            return _response(Answer(status.PROCESSING_FAILURE)), None
        log.info("commitment.heard", ae_id=str(caller.ae_id), instances=number)
        return status.SUCCESS, None

    def _keep_step(
        self,
        event: evt.Event,
        uid: str,
        attributes: Callable[[], Dataset],
        keep: Callable[[Admitted, str, StepReport], None],
    ) -> Responded:
        caller = self._admitted(event.assoc)
        try:
            keep(caller, uid, performed_step.read_report(attributes(), site_default=caller.default_character_set))
        except Exception as error:  # noqa: BLE001  (whatever happens, the device is told)
            answer = step_answer_of(error)
            log.warning(
                "step.refused", kind=type(error).__name__, ae_id=str(caller.ae_id), status=f"{answer.status:04X}"
            )
            return _response(answer), None
        return status.SUCCESS, None

    def _worklist(self, event: evt.Event) -> Iterator[Responded]:
        caller, identifier = self._admitted(event.assoc), identifier_of(event)
        hint = caller.default_character_set
        found = self._services.find_worklist(caller, modality_worklist.read_keys(identifier, site_default=hint))
        is_partly = modality_worklist.has_unmatched_keys(identifier, site_default=hint)
        pending = status.PENDING_WITH_WARNING if is_partly else status.PENDING
        for request in found.requests:
            if event.is_cancelled:
                yield status.CANCEL, None
                return
            is_begun = request.id in found.begun_ids
            yield pending, modality_worklist.answer_of(request, identifier, caller, is_begun=is_begun)
        log.info("worklist.queried", ae_id=str(caller.ae_id), answers=len(found.requests), is_whole=found.is_whole)
        if not found.is_whole:
            yield _response(Answer(status.OUT_OF_RESOURCES, "Too many matches; ask for less")), None


def _refusing(caller: Admitted, error: Exception) -> Iterator[int | Responded]:
    log.warning("retrieval.failed", kind=type(error).__name__, ae_id=str(caller.ae_id))
    yield 1
    yield _response(find_answer_of(error)), None


def _giving(event: evt.Event, caller: Admitted, originals: Sequence[Original]) -> Iterator[int | Responded]:
    log.info("retrieval.began", ae_id=str(caller.ae_id), instances=len(originals))
    yield len(originals)
    for original in originals:
        if event.is_cancelled:
            yield status.CANCEL, None
            return
        yield status.PENDING, ToGive.of(original)


def service_contexts() -> list[PresentationContext]:
    """Return the presentation contexts of the services beside verification and storage.

    Of storage commitment a peer may take either role: a device asks as the SCU,
    a PACS that we asked reports as the SCP (PS3.4 J.3.3.1.1).
    """
    sop_classes = (
        modality_worklist.FIND,
        performed_step.SOP_CLASS,
        commitment.SOP_CLASS,
        query.PATIENT_ROOT_FIND,
        query.STUDY_ROOT_FIND,
        query.PATIENT_ROOT_MOVE,
        query.STUDY_ROOT_MOVE,
        query.PATIENT_ROOT_GET,
        query.STUDY_ROOT_GET,
    )
    contexts = [build_context(uid, _UNCOMPRESSED) for uid in sop_classes]
    for context in contexts:
        if context.abstract_syntax == commitment.SOP_CLASS:
            context.scu_role = context.scp_role = True
    return contexts


def called_title(association: Association) -> str:
    """Return by which title the caller called us."""
    requested = association.requestor.primitive
    return str(requested.called_ae_title) if requested else ""


def identifier_of(event: evt.Event) -> Dataset:
    """Return the Identifier of a query; raises IdentifierUnreadable."""
    try:
        return event.identifier
    except Exception as error:
        raise IdentifierUnreadable from error


def _response(answer: Answer) -> Dataset:
    response = Dataset()
    response.Status = answer.status
    response.ErrorComment = answer.comment
    if answer.error_id is not None:
        response.ErrorID = answer.error_id
    return response
