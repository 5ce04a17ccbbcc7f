"""What a request is answered.

References
----------
DICOM PS3.4 B.2.3 and Table B.2-1 (C-STORE), Tables C.4-1 and K.4-1 (C-FIND);
PS3.7 9.1.1.1.9 and Annex C.
"""

from dataclasses import dataclass

from storage import StoreError
from teleread.dicom.attributes import ContradictsRequest, LacksIdentity
from teleread.dicom.header import NotADataSet
from teleread.errors import Invalid, TelereadError, Unavailable

SUCCESS = 0x0000
PENDING, PENDING_WITH_WARNING = 0xFF00, 0xFF01
CANCEL = 0xFE00
SOP_CLASS_NOT_SUPPORTED = 0x0122
PROCESSING_FAILURE = 0x0110
OUT_OF_RESOURCES = 0xA700
DATA_SET_DOES_NOT_MATCH = 0xA900
CANNOT_UNDERSTAND = 0xC000

LONGEST_COMMENT = 64
"""Error Comment (0000,0902) is an LO."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A status and, where it refuses, why; without a word of the data set."""

    status: int
    comment: str = ""


def answer_of(error: Exception) -> Answer:
    """Return the answer to a C-STORE that says what was wrong.

    A700 where the same request may succeed later: a store or database that does
    not answer, a full disk. A900 where the data set is not the announced
    Instance or names none, C000 where the bytes are no data set. What nobody
    foresaw is 0110, and the sender keeps its copy.
    """
    if isinstance(error, NotADataSet):
        return Answer(CANNOT_UNDERSTAND, "Not a data set of the transfer syntax")
    if isinstance(error, LacksIdentity | ContradictsRequest):
        return Answer(DATA_SET_DOES_NOT_MATCH, error.message_en()[:LONGEST_COMMENT])
    if isinstance(error, StoreError | OSError | Unavailable):
        return Answer(OUT_OF_RESOURCES, "Storage is not available; send again")
    if isinstance(error, TelereadError):
        return Answer(PROCESSING_FAILURE, error.message_en()[:LONGEST_COMMENT])
    return Answer(PROCESSING_FAILURE, "Internal error; send again")


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
