"""Reports of storage commitment, made behind the back of the association that asked."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import structlog
from pydicom.dataset import Dataset
from pynetdicom.association import Association

from teleread.archive.commitment import CommitmentRequest, Verdicts
from teleread.dicom.admission import Admitted
from teleread.dicom.commitment import event_of, report_on, report_to
from teleread.dicom.scu import Peer
from teleread.errors import Unavailable

log = structlog.get_logger()

MOST_WAITING = 50
ATTEMPTS = 3
SECONDS_BETWEEN_ATTEMPTS = 3.0

Commit = Callable[[Admitted, CommitmentRequest], Verdicts]
"""Read back what is named and say for what the archive answers."""

FindListener = Callable[[Admitted], Peer | None]
"""Return where a device listens, if it does."""


class TooManyCommitments(Unavailable):
    """More requests wait than one reader works off in good time."""

    code = "too_many_commitments"
    zh, en = "存储确认请求过多，请稍后重试", "Too many requests for commitment; ask again"


class CommitmentReports:
    """One thread that reads back and reports; what waits is bounded."""

    def __init__(self, commit: Commit, find_listener: FindListener) -> None:
        self._commit, self._find_listener = commit, find_listener
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="commitment")
        self._room = threading.BoundedSemaphore(MOST_WAITING)
        self._closing = threading.Event()

    def promise(self, caller: Admitted, association: Association, request: CommitmentRequest) -> None:
        """Report later; raises TooManyCommitments."""
        if not self._room.acquire(blocking=False):
            raise TooManyCommitments
        self._worker.submit(self._work_off, caller, association, request)

    def close(self) -> None:
        """Begin nothing more; a device that heard nothing asks again."""
        self._closing.set()
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _work_off(self, caller: Admitted, association: Association, request: CommitmentRequest) -> None:
        try:
            verdicts = self._commit(caller, request)
            event_type, event = event_of(request, verdicts)
            is_reported = report_on(association, event_type, event) or self._call(caller, event_type, event)
        except Exception as error:
            log.exception("commitment.failed", kind=type(error).__name__, ae_id=str(caller.ae_id))
        else:
            failed = sum(reason is not None for reason in verdicts.values())
            log.info(
                "commitment.reported" if is_reported else "commitment.unreported",
                ae_id=str(caller.ae_id),
                committed=len(verdicts) - failed,
                failed=failed,
            )
        finally:
            self._room.release()

    def _call(self, caller: Admitted, event_type: int, event: Dataset) -> bool:
        peer = self._find_listener(caller)
        for attempt in range(ATTEMPTS if peer else 0):
            if attempt and self._closing.wait(SECONDS_BETWEEN_ATTEMPTS):
                return False
            if peer and report_to(peer, event_type, event):
                return True
        return False
