"""Compare a second copy of a SOP Instance UID with the first; no transaction is open meanwhile."""

from uuid import UUID

from storage import ObjectDamaged, ObjectMissing, ObjectStore
from teleread.archive.copies import Compared, Likeness
from teleread.archive.receiving_records import load_copy
from teleread.clinics.access import scope_of_clinic
from teleread.database import Database, snapshot
from teleread.dicom.decoding.pool import DecoderPool
from teleread.dicom.likeness import Copy, likeness_of
from teleread.errors import Missing
from teleread.workflow.journey.arriving import ToFile


def compare(
    database: Database, store: ObjectStore, to_file: ToFile, current_id: UUID, decoders: DecoderPool | None
) -> Compared | None:
    """Read an arrival and the copy it is to stand beside, and say how alike they are.

    A copy whose object is lost or damaged is not known to be the same. None if
    the copy is gone by now: then the arrival may stand alone.

    Raises
    ------
    StoreUnavailable
        If the copy cannot be read now.
    """
    try:
        with snapshot(database) as session:
            current = load_copy(session, scope_of_clinic(to_file.admitted.clinic_id), current_id)
    except Missing:
        return None
    content, syntax = to_file.receipt.content, to_file.receipt.transfer_syntax_uid
    arrived = Copy(content.reader(), content.size_bytes, syntax, to_file.arrival.instance.number_of_frames)
    site_default = to_file.admitted.default_character_set
    try:
        with store.open(current.locator) as stream:
            known = Copy(stream, current.size_bytes, current.transfer_syntax_uid, current.number_of_frames)
            likeness = likeness_of(arrived, known, site_default=site_default, decoders=decoders)
    except (ObjectMissing, ObjectDamaged):
        likeness = Likeness.OTHER
    return Compared(current_id, likeness)
