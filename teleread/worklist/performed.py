"""What a device says it did: a performed procedure step, and the order it was done for.

References
----------
DICOM PS3.4 F.7.2 (N-CREATE and N-SET of the Modality Performed Procedure Step).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from teleread.errors import Conflict, Invalid, Missing
from teleread.worklist.modality_worklist import study_instance_uid
from teleread.worklist.request import ImagingServiceRequest, RequestState


class StepState(StrEnum):
    """Performed Procedure Step Status (0040,0252), by its Defined Terms."""

    IN_PROGRESS = "IN PROGRESS"
    COMPLETED = "COMPLETED"
    DISCONTINUED = "DISCONTINUED"


class StepTaken(Conflict):
    """The clinic's devices have reported a step of that UID already."""

    code = "step_taken"
    zh, en = "该执行步骤已存在", "A step of that SOP Instance UID was reported before"


class StepUnknown(Missing):
    """Nobody of the clinic reported a step of that UID."""

    code = "step_unknown"
    zh, en = "未找到该执行步骤", "No step of that SOP Instance UID was reported"


class StepEnded(Conflict):
    """A step that was completed or discontinued stays as it is."""

    code = "step_ended"
    zh, en = "该执行步骤已结束，不能再更新", "The step may no longer be updated"


class StepUIDInvalid(Invalid):
    """The SOP Instance UID is missing or none."""

    code = "step_uid_invalid"
    zh, en = "执行步骤的 UID 无效", "The SOP Instance UID is missing or no UID"


class StepLacks(Invalid):
    """An attribute that a report must have is missing."""

    code = "step_lacks"
    zh, en = "缺少 {keyword}", "{keyword} is missing"


class StepValueInvalid(Invalid):
    """An attribute of a report has a value that it cannot have."""

    code = "step_value_invalid"
    zh, en = "{keyword} 的值无效", "The value of {keyword} is not possible here"


@dataclass(frozen=True, slots=True)
class Scheduled:
    """One order as a device names it: what it had from the worklist, or what was typed."""

    study_instance_uid: str
    accession_number: str


@dataclass(frozen=True, slots=True)
class StepReport:
    """What a device reports; `status` is empty where a report does not change it."""

    status: str
    patient_id: str = ""
    modality: str = ""
    scheduled: tuple[Scheduled, ...] = ()
    number_of_instances: int = 0


@dataclass(frozen=True, slots=True)
class PerformedStep:
    """A step on file; `request_id` is None where no order is known for it."""

    id: UUID
    clinic_id: UUID
    ae_id: UUID | None
    sop_instance_uid: str
    study_instance_uid: str
    modality: str
    request_id: UUID | None
    state: StepState
    number_of_instances: int
    begun_at: datetime
    ended_at: datetime | None = None


def check_begun(sop_instance_uid: str, report: StepReport) -> None:
    """Refuse a first report that cannot be one.

    Raises
    ------
    StepUIDInvalid, StepLacks, StepValueInvalid

    References
    ----------
    DICOM PS3.4 F.7.2.1.2 (created IN PROGRESS) and Table F.7.2-1; PS3.5 9.1.
    """
    if not re.fullmatch(r"[0-9][0-9.]{0,63}", sop_instance_uid):
        raise StepUIDInvalid
    if not report.status:
        raise StepLacks(keyword="PerformedProcedureStepStatus")
    if report.status != StepState.IN_PROGRESS:
        raise StepValueInvalid(keyword="PerformedProcedureStepStatus")
    if not report.scheduled or not report.scheduled[0].study_instance_uid:
        raise StepLacks(keyword="StudyInstanceUID")


def advanced(step: PerformedStep, report: StepReport, *, at: datetime) -> PerformedStep:
    """Return a step after a further report.

    Raises
    ------
    StepEnded
        If it was completed or discontinued before.
    StepValueInvalid
        If the status is none.

    References
    ----------
    DICOM PS3.4 F.7.2.2.2 and F.7.2.2.3.
    """
    if step.state is not StepState.IN_PROGRESS:
        raise StepEnded
    try:
        state = StepState(report.status or StepState.IN_PROGRESS)
    except ValueError:
        raise StepValueInvalid(keyword="PerformedProcedureStepStatus") from None
    counted = max(step.number_of_instances, report.number_of_instances)
    ended_at = None if state is StepState.IN_PROGRESS else at
    return replace(step, state=state, number_of_instances=counted, ended_at=ended_at)


def performed_request(report: StepReport, requests: Sequence[ImagingServiceRequest]) -> ImagingServiceRequest | None:
    """Return the order that a step is done for, if one is.

    The Study Instance UID of the worklist is proof. A mere Accession Number may
    be mistyped, so the Patient ID must be the order's as well.
    """
    on_file = [request for request in requests if request.state is not RequestState.CANCELLED]
    for named in report.scheduled:
        for request in on_file:
            if named.study_instance_uid == study_instance_uid(request.id):
                return request
        for request in on_file:
            is_numbered = named.accession_number == request.order.accession_number != ""
            if is_numbered and report.patient_id == request.order.patient_id:
                return request
    return None
