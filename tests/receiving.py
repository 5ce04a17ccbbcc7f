"""A file of the test data, received as if a device had sent it."""

from datetime import datetime
from pathlib import Path

from storage import ObjectStore
from teleread.archive.object_keys import key_of_receipt
from teleread.database import Database
from teleread.dicom.association.admission import Admitted
from teleread.dicom.dataset.part10 import read_head
from teleread.dicom.dataset.receipt import begin_receipt, copy_data_set
from teleread.workflow.journey.receive import Received, receive


def receive_path(database: Database, store: ObjectStore, path: Path, *, admitted: Admitted, at: datetime) -> Received:
    """Receive what lies in a file, announced as its head announces it."""
    with path.open("rb") as stream, store.incoming(key_of_receipt(admitted.clinic_id, received_at=at)) as incoming:
        head = read_head(stream)
        receipt = begin_receipt(
            incoming,
            transfer_syntax_uid=head.transfer_syntax_uid,
            sop_class_uid=head.sop_class_uid,
            sop_instance_uid=head.sop_instance_uid,
        )
        copy_data_set(incoming, stream, head.data_set_offset)
        return receive(database, store, incoming, receipt, admitted=admitted, at=at)
