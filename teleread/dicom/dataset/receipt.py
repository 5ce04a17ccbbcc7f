"""One Instance as it was sent, its bytes looked at before they are an object of the store."""

from dataclasses import dataclass
from typing import BinaryIO, Protocol

from storage import Incoming
from teleread.dicom.dataset.file_meta import file_meta
from teleread.dicom.dataset.source import CHUNK_BYTES


class Content(Protocol):
    """Bytes that can be read more than once, such as an object that is being written."""

    @property
    def size_bytes(self) -> int:
        """How many there are."""

    @property
    def sha256(self) -> bytes:
        """What they are."""

    def reader(self) -> BinaryIO:
        """Open them from the beginning, seekable."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """A file whose data set runs from `offset` to its end, and what was announced.

    Before `offset` lies File Meta of ours: the head of a stranger's file may be
    anything, and equal data sets are to be equal files.
    The two SOP UIDs are the Affected SOP Class and Instance UID of the request,
    unverified; `study_instance_uid` is of the address that it was stored at, if
    that named a study.
    """

    content: Content
    offset: int
    transfer_syntax_uid: str
    sop_class_uid: str
    sop_instance_uid: str
    study_instance_uid: str | None = None


def begin_receipt(
    incoming: Incoming,
    *,
    transfer_syntax_uid: str,
    sop_class_uid: str,
    sop_instance_uid: str,
    study_instance_uid: str | None = None,
) -> Receipt:
    """Write File Meta of ours; the data set follows it into the incoming object.

    Raises
    ------
    StoreUnavailable
        If there is no room.
    """
    head = file_meta(
        sop_class_uid=sop_class_uid, sop_instance_uid=sop_instance_uid, transfer_syntax_uid=transfer_syntax_uid
    )
    incoming.write(head)
    return Receipt(incoming, len(head), transfer_syntax_uid, sop_class_uid, sop_instance_uid, study_instance_uid)


def copy_data_set(incoming: Incoming, stream: BinaryIO, offset: int) -> None:
    """Write what lies in a file from `offset` to its end.

    Raises
    ------
    StoreUnavailable
        If there is no room.
    """
    stream.seek(offset)
    while chunk := stream.read(CHUNK_BYTES):
        incoming.write(chunk)
