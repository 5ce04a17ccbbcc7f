"""One Instance as it was sent, whose data set lies in a file."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Receipt:
    """A file whose data set runs from `offset` to its end, and what was announced.

    Before `offset` lies File Meta as it was negotiated, unless `file_meta` is
    there to be kept in place of it: the head of a stranger's file may be anything.
    The two SOP UIDs are the Affected SOP Class and Instance UID of the request,
    unverified; `study_instance_uid` is of the address that it was stored at, if
    that named a study.
    """

    path: Path
    offset: int
    transfer_syntax_uid: str
    sop_class_uid: str
    sop_instance_uid: str
    study_instance_uid: str | None = None
    file_meta: bytes | None = None
