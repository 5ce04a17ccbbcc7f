"""One C-STORE request whose data set lies in a file."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Receipt:
    """A file whose data set runs from `offset` to its end, and what was announced.

    Before `offset` lies File Meta as it was negotiated. The two SOP UIDs are the
    Affected SOP Class and Instance UID of the request, unverified.
    """

    path: Path
    offset: int
    transfer_syntax_uid: str
    sop_class_uid: str
    sop_instance_uid: str
