"""Storage commitment: for which of the named Instances the archive answers.

References
----------
DICOM PS3.4 J.3 (Storage Commitment Push Model); PS3.3 C.14 (Failure Reason).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from teleread.errors import Invalid


class CommitmentInvalid(Invalid):
    """A request for commitment lacks what it cannot do without."""

    code = "commitment_invalid"
    zh, en = "存储确认请求缺少 {keyword}", "{keyword} is missing or not possible"


class CommitmentReason(IntEnum):
    """Why there is no commitment, by the values of Failure Reason (0008,1197)."""

    PROCESSING_FAILURE = 0x0110
    NO_SUCH_INSTANCE = 0x0112
    CLASS_INSTANCE_CONFLICT = 0x0119


@dataclass(frozen=True, slots=True)
class Reference:
    """An Instance as a device names it."""

    sop_class_uid: str
    sop_instance_uid: str


@dataclass(frozen=True, slots=True)
class CommitmentRequest:
    """What a device wants to delete once it knows that it is safe."""

    transaction_uid: str
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class HeldCopy:
    """A copy on file, and whether the store gave back the very bytes that were received."""

    sop_class_uid: str
    is_whole: bool


@dataclass(frozen=True, slots=True)
class CommitmentResult:
    """What another archive answers for of what we asked it; Failure Reasons of the rest."""

    transaction_uid: str
    committed: frozenset[str]
    failed: Mapping[str, int]


Verdicts = Mapping[Reference, CommitmentReason | None]
"""None where the archive answers for an Instance."""


def check_request(request: CommitmentRequest) -> CommitmentRequest:
    """Return a request that can be answered, or raise CommitmentInvalid."""
    if not request.transaction_uid:
        raise CommitmentInvalid(keyword="TransactionUID")
    if not request.references or not all(each.sop_instance_uid for each in request.references):
        raise CommitmentInvalid(keyword="ReferencedSOPSequence")
    return request


def verdict(reference: Reference, copies: Sequence[HeldCopy]) -> CommitmentReason | None:
    """Say whether the archive answers for an Instance: every copy of its UID must be whole.

    Which copy the device means cannot be told from a UID.
    """
    if not copies:
        return CommitmentReason.NO_SUCH_INSTANCE
    if all(copy.sop_class_uid != reference.sop_class_uid for copy in copies):
        return CommitmentReason.CLASS_INSTANCE_CONFLICT
    return None if all(copy.is_whole for copy in copies) else CommitmentReason.PROCESSING_FAILURE
