"""The same SOP Instance UID once more: the same thing, a variant, or a conflict."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from teleread.archive.arrival import ArrivedInstance
from teleread.archive.study import InstanceStanding


@dataclass(frozen=True, slots=True)
class KnownCopy:
    """An Instance row as a rule sees it."""

    id: UUID
    standing: InstanceStanding
    data_set_sha256: bytes
    identity_sha256: bytes


@dataclass(frozen=True, slots=True)
class CopyDecision:
    """What to do with an arrival.

    `duplicate_of` is the copy that holds these bytes already: nothing is kept
    twice. Otherwise the arrival is kept with `standing`; a variant or conflict
    is one `against` the current copy.
    """

    standing: InstanceStanding
    duplicate_of: UUID | None = None
    against: UUID | None = None


def decide_copy(arrived: ArrivedInstance, known: Sequence[KnownCopy]) -> CopyDecision:
    """Decide what an arrival is to the copies of its SOP Instance UID in the clinic.

    The first copy stays current. A copy that differs only in encoding or in
    header that neither identifies nor shows is a variant and nobody's task; any
    other difference is a conflict for a person. Nothing is written over.
    """
    for copy in known:
        if copy.data_set_sha256 == arrived.data_set_sha256:
            return CopyDecision(copy.standing, duplicate_of=copy.id)
    current = next((copy for copy in known if copy.standing is InstanceStanding.CURRENT), None)
    if current is None:
        return CopyDecision(InstanceStanding.CURRENT)
    if current.identity_sha256 == arrived.identity_sha256:
        return CopyDecision(InstanceStanding.VARIANT, against=current.id)
    return CopyDecision(InstanceStanding.CONFLICT, against=current.id)
