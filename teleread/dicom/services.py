"""What a device is answered beside verification and storage.

References
----------
DICOM PS3.4 Annex K (Modality Worklist); PS3.7 9.1.2 (C-FIND).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import structlog
from pydicom.dataset import Dataset
from pynetdicom import evt
from pynetdicom.association import Association
from pynetdicom.presentation import PresentationContext, build_context

from teleread.dicom import modality_worklist, status
from teleread.dicom.admission import Admitted
from teleread.dicom.status import Answer, find_answer_of
from teleread.errors import Invalid
from teleread.worklist.modality_worklist import Worklist, WorklistKeys

log = structlog.get_logger()

Found = tuple[int | Dataset, Dataset | None]
"""Status and Identifier of one C-FIND response; a Dataset holds a status and its comment."""


class IdentifierUnreadable(Invalid):
    """The Identifier is no data set of the transfer syntax."""

    code = "identifier_unreadable"
    zh, en = "查询内容无法解析", "The Identifier cannot be read"


@dataclass(frozen=True, slots=True)
class Services:
    """Who knows the answers; a refusal is raised and becomes a status."""

    find_worklist: Callable[[Admitted, WorklistKeys], Worklist]


class ServiceHandlers:
    """Answers requests on the associations that were admitted."""

    def __init__(self, services: Services, admitted: Callable[[Association], Admitted]) -> None:
        self._services, self._admitted = services, admitted

    def handlers(self) -> list[evt.EventHandlerType]:
        """Return what is to be bound to the listener."""
        return [(evt.EVT_C_FIND, self.on_find)]

    def on_find(self, event: evt.Event) -> Iterator[Found]:
        """Answer a C-FIND; never raises, since pynetdicom would log the query."""
        try:
            yield from self._worklist(event)
        except Exception as error:  # noqa: BLE001  (whatever happens, the peer is told)
            caller = self._admitted(event.assoc)
            log.warning("query.failed", kind=type(error).__name__, ae_id=str(caller.ae_id))
            yield _refused(find_answer_of(error))

    def _worklist(self, event: evt.Event) -> Iterator[Found]:
        caller, identifier = self._admitted(event.assoc), identifier_of(event)
        hint = caller.default_character_set
        found = self._services.find_worklist(caller, modality_worklist.read_keys(identifier, site_default=hint))
        is_partly = modality_worklist.has_unmatched_keys(identifier, site_default=hint)
        pending = status.PENDING_WITH_WARNING if is_partly else status.PENDING
        for request in found.requests:
            if event.is_cancelled:
                yield status.CANCEL, None
                return
            yield pending, modality_worklist.answer_of(request, identifier, caller)
        log.info("worklist.queried", ae_id=str(caller.ae_id), answers=len(found.requests), is_whole=found.is_whole)
        if not found.is_whole:
            yield _refused(Answer(status.OUT_OF_RESOURCES, "Too many matches; ask for less"))


def service_contexts() -> list[PresentationContext]:
    """Return the presentation contexts of the services beside verification and storage."""
    return [build_context(modality_worklist.FIND)]


def identifier_of(event: evt.Event) -> Dataset:
    """Return the Identifier of a query; raises IdentifierUnreadable."""
    try:
        return event.identifier
    except Exception as error:
        raise IdentifierUnreadable from error


def _refused(answer: Answer) -> Found:
    response = Dataset()
    response.Status = answer.status
    response.ErrorComment = answer.comment
    return response, None
