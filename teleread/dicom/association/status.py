"""What a request is answered.

References
----------
DICOM PS3.4 B.2.3 and Table B.2-1 (C-STORE), Tables C.4-1 and K.4-1 (C-FIND);
PS3.7 9.1.1.1.9 and Annex C.
"""

from dataclasses import dataclass

from storage import StoreError
from storage.reserve import NoRoom
from teleread.dicom.dataset.attributes import ContradictsRequest, LacksIdentity
from teleread.dicom.dataset.header import NotADataSet
from teleread.errors import Invalid, TelereadError, TooMany, Unavailable
from teleread.worklist import performed

SUCCESS = 0x0000
PENDING, PENDING_WITH_WARNING = 0xFF00, 0xFF01
CANCEL = 0xFE00
INVALID_ATTRIBUTE_VALUE = 0x0106
PROCESSING_FAILURE = 0x0110
DUPLICATE_SOP_INSTANCE = 0x0111
NO_SUCH_SOP_INSTANCE = 0x0112
INVALID_ARGUMENT_VALUE = 0x0115
INVALID_SOP_INSTANCE = 0x0117
MISSING_ATTRIBUTE = 0x0120
SOP_CLASS_NOT_SUPPORTED = 0x0122
NO_SUCH_ACTION_TYPE = 0x0123
UNRECOGNIZED_OPERATION = 0x0211
RESOURCE_LIMITATION = 0x0213
OUT_OF_RESOURCES = 0xA700
DATA_SET_DOES_NOT_MATCH = 0xA900
CANNOT_UNDERSTAND = 0xC000

MAY_NO_LONGER_BE_UPDATED = 0xA710
"""Error ID (0000,0903) of a 0110."""

LONGEST_COMMENT = 64
"""Error Comment (0000,0902) is an LO."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A status and, where it refuses, why; without a word of the data set."""

    status: int
    comment: str = ""
    error_id: int | None = None


def answer_of(error: Exception) -> Answer:
    """Return the answer to a C-STORE that says what was wrong.

    A700 where the same request may succeed later: a store or database that does
    not answer, a full disk, a volume that is spent. A900 where the data set is not the announced
    Instance or names none, C000 where the bytes are no data set. What nobody
    foresaw is 0110, and the sender keeps its copy.
    """
    if isinstance(error, NotADataSet):
        return Answer(CANNOT_UNDERSTAND, "Not a data set of the transfer syntax")
    if isinstance(error, LacksIdentity | ContradictsRequest):
        return Answer(DATA_SET_DOES_NOT_MATCH, error.message_en()[:LONGEST_COMMENT])
    if (comment := _why_later(error)) is not None:
        return Answer(OUT_OF_RESOURCES, comment)
    if isinstance(error, TelereadError):
        return Answer(PROCESSING_FAILURE, error.message_en()[:LONGEST_COMMENT])
    return Answer(PROCESSING_FAILURE, "Internal error; send again")


def _why_later(error: Exception) -> str | None:
    if isinstance(error, NoRoom):
        return "No room on the disk; send again later"
    if isinstance(error, StoreError | OSError | Unavailable):
        return "Storage is not available; send again"
    return error.message_en()[:LONGEST_COMMENT] if isinstance(error, TooMany) else None


def find_answer_of(error: Exception) -> Answer:
    """Return the answer to a C-FIND that says what was wrong, without a word of the query.

    A700 where the same query may succeed later, A900 where its Identifier
    cannot be one of the SOP Class, C000 for anything else.
    """
    if isinstance(error, StoreError | OSError | Unavailable):
        return Answer(OUT_OF_RESOURCES, "Not available; ask again")
    if isinstance(error, Invalid):
        return Answer(DATA_SET_DOES_NOT_MATCH, error.message_en()[:LONGEST_COMMENT])
    return Answer(CANNOT_UNDERSTAND, "Internal error; ask again")


STEP_STATUSES: dict[type[TelereadError], int] = {
    performed.StepTaken: DUPLICATE_SOP_INSTANCE,
    performed.StepUnknown: NO_SUCH_SOP_INSTANCE,
    performed.StepUIDInvalid: INVALID_SOP_INSTANCE,
    performed.StepLacks: MISSING_ATTRIBUTE,
    performed.StepValueInvalid: INVALID_ATTRIBUTE_VALUE,
}


def step_answer_of(error: Exception) -> Answer:
    """Return the answer to an N-CREATE or N-SET of a performed step that says what was wrong.

    References
    ----------
    DICOM PS3.4 F.7.2.2.4 and Table F.7.2-2 (0110 with Error ID A710); PS3.7 10.1.3.1.9, 10.1.5.1.6.
    """
    if isinstance(error, performed.StepEnded):
        return Answer(PROCESSING_FAILURE, error.message_en()[:LONGEST_COMMENT], MAY_NO_LONGER_BE_UPDATED)
    if type(error) in STEP_STATUSES and isinstance(error, TelereadError):
        return Answer(STEP_STATUSES[type(error)], error.message_en()[:LONGEST_COMMENT])
    if isinstance(error, OSError | Unavailable):
        return Answer(RESOURCE_LIMITATION, "Not available; send again")
    return Answer(PROCESSING_FAILURE, "Internal error; send again")


def commitment_answer_of(error: Exception) -> Answer:
    """Return the answer to an N-ACTION that says why nothing will be reported.

    References
    ----------
    DICOM PS3.4 J.3.2.1.4; PS3.7 10.1.4.1.10.
    """
    if isinstance(error, Invalid):
        return Answer(INVALID_ARGUMENT_VALUE, error.message_en()[:LONGEST_COMMENT])
    if isinstance(error, OSError | Unavailable):
        return Answer(RESOURCE_LIMITATION, "Not available; ask again")
    return Answer(PROCESSING_FAILURE, "Internal error; ask again")
