"""Reports of storage commitment, made behind the back of the association that asked."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import structlog
from pynetdicom.association import Association

from teleread.archive.commitment import CommitmentRequest, Verdicts
from teleread.dicom.association.admission import Admitted
from teleread.dicom.association.commitment import event_of, report_on

log = structlog.get_logger()

MOST_WAITING = 50

Promise = Callable[[Admitted, CommitmentRequest], UUID]
"""Put on record that a report is owed; raises where it must be refused."""

Tell = Callable[[CommitmentRequest, Verdicts], bool]
"""Say to a device for what the archive answers; False where it did not take it."""

Report = Callable[[UUID, Tell], None]
"""Read back what a report is about, and tell it; what the device does not take stays on record."""


class CommitmentReports:
    """One thread that reports on the associations that asked.

    What it does not come to, or dies with, is on record and left to the worker.
    """

    def __init__(self, promise: Promise, report: Report) -> None:
        self._promise, self._report = promise, report
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="commitment")
        self._room = threading.BoundedSemaphore(MOST_WAITING)

    def promise(self, caller: Admitted, association: Association, request: CommitmentRequest) -> None:
        """Put the request on record and report soon; raises what the record raises."""
        report_id = self._promise(caller, request)
        if self._room.acquire(blocking=False):
            self._worker.submit(self._work_off, report_id, association)

    def close(self) -> None:
        """Begin nothing more."""
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _work_off(self, report_id: UUID, association: Association) -> None:
        try:
            self._report(report_id, lambda request, verdicts: report_on(association, *event_of(request, verdicts)))
        except Exception as error:
            log.exception("commitment.failed", kind=type(error).__name__, report_id=str(report_id))
        finally:
            self._room.release()
