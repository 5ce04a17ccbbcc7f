"""DCMTK's programs as the devices of a clinic, and what they were answered."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

import pydicom
from pydicom.dataset import Dataset

from teleread.database import transaction
from teleread.identifiers import new_id
from teleread.worklist.request import ImagingServiceRequest, Order, RequestState
from teleread.worklist.request_records import add_request
from tests.builders import EIGHT, an_account


@dataclass(frozen=True, slots=True)
class FindAnswers:
    """Every Identifier that came, and what the program said of statuses."""

    identifiers: list[Dataset]
    said: str


def findscu(port: int, folder: Path, *options: str, calling: str = "QINGSHAN") -> FindAnswers:
    """Query with DCMTK's findscu; its answers are kept as files in an empty folder."""
    folder.mkdir(exist_ok=True)
    command = ["findscu", "-v", "-X", "-od", str(folder), "-aet", calling, "-aec", "TELEREAD", *options]
    asked = subprocess.run(
        [*command, "127.0.0.1", str(port)], capture_output=True, text=True, errors="replace", timeout=60, check=False
    )
    assert asked.returncode == 0, asked.stderr
    assert "E: Bad" not in asked.stderr
    files = sorted(folder.glob("rsp*.dcm"))
    return FindAnswers([pydicom.dcmread(path, force=True) for path in files], asked.stdout + asked.stderr)


def place_order(database, clinic_id, *, ordered_at=EIGHT, **values) -> ImagingServiceRequest:
    """An open order of a clinic, as its page would have put it on file."""
    order = Order(
        **{
            "patient_id": "0001",
            "patient_name": "张三",
            "patient_birth_date": None,
            "patient_sex": "M",
            "modality": "xray",
            "body_part": "胸部",
            "clinical_question": "咳嗽两周",
            "priority": "routine",
            "accession_number": "260302-0001",
            **values,
        }
    )
    with transaction(database) as session:
        ordered_by = an_account(session, f"technician-{new_id()}").id
        request = ImagingServiceRequest(new_id(), clinic_id, order, RequestState.OPEN, ordered_by, ordered_at)
        add_request(session, request)
    return request
