"""The same SOP Instance UID once more: the same thing, a variant, or a conflict."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from teleread.archive.study import InstanceStanding


class Likeness(Enum):
    """What two copies were found to have in common, whatever their heads and encodings."""

    SAME_DATA_SET = "same_data_set"
    SAME_CONTENT = "same_content"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class KnownCopy:
    """An Instance row as a rule sees it."""

    id: UUID
    standing: InstanceStanding
    sha256: bytes
    locator: str


@dataclass(frozen=True, slots=True)
class Compared:
    """How an arrival and the copy of a key were compared."""

    copy_id: UUID
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class CopyDecision:
    """What to do with an arrival.

    `duplicate_of` is the copy that holds these bytes already: nothing is kept
    twice. Otherwise the arrival is kept with `standing`; a variant or conflict
    is one `against` the current copy.
    """

    standing: InstanceStanding
    duplicate_of: KnownCopy | None = None
    against: UUID | None = None


class ComparisonWanted(Exception):
    """The arrival must be compared with the current copy first, where nobody waits for it."""

    def __init__(self, current_id: UUID) -> None:
        self.current_id = current_id
        super().__init__(str(current_id))


def decide_copy(sha256: bytes, known: Sequence[KnownCopy], compared: Compared | None = None) -> CopyDecision:
    """Decide what an arrival is to the copies of its SOP Instance UID in the clinic.

    The first copy stays current. A copy that differs only in encoding or in
    header that neither identifies nor shows is a variant and nobody's task; any
    other difference is a conflict for a person. Nothing is written over.

    Parameters
    ----------
    sha256
        Of the arrival's bytes. Equal bytes need no comparison.
    compared
        The arrival beside the current copy, if anybody has compared them.

    Raises
    ------
    ComparisonWanted
        If it was not compared, or with a copy that is not current.
    """
    for copy in known:
        if copy.sha256 == sha256:
            return CopyDecision(copy.standing, duplicate_of=copy)
    current = next((copy for copy in known if copy.standing is InstanceStanding.CURRENT), None)
    if current is None:
        return CopyDecision(InstanceStanding.CURRENT)
    if compared is None or compared.copy_id != current.id:
        raise ComparisonWanted(current.id)
    if compared.likeness is Likeness.SAME_DATA_SET:
        return CopyDecision(current.standing, duplicate_of=current)
    is_same = compared.likeness is Likeness.SAME_CONTENT
    return CopyDecision(InstanceStanding.VARIANT if is_same else InstanceStanding.CONFLICT, against=current.id)
