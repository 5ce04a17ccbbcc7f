"""Promise 1, to be attacked: a gateway process, what it answered with success, and what is found afterwards."""

import hashlib
import json
import os
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path

import numpy
import pydicom
from pydicom.filebase import DicomBytesIO
from pydicom.filewriter import write_dataset
from pydicom.uid import generate_uid
from sqlalchemy import select

from storage import open_store
from teleread.archive.records import InstanceRow
from teleread.database import Base, open_database, snapshot, transaction
from tests.builders import a_clinic, a_site, an_ae
from tests.integration.gateway.sender import DIGITAL_X_RAY, Sendable

EXPLICIT = "1.2.840.10008.1.2.1"


@dataclass(frozen=True, slots=True)
class Template:
    """A data set that is sent again and again under other UIDs, with other pixels at its end."""

    data_set: bytes
    sop_instance_uid: str

    def fresh(self, sequence: int) -> Sendable:
        """Return the next one; its UID has the length of the template's."""
        uid = str(generate_uid())[: len(self.sop_instance_uid)].ljust(len(self.sop_instance_uid), "1")
        content = self.data_set.replace(self.sop_instance_uid.encode(), uid.encode())
        return Sendable(content[:-8] + sequence.to_bytes(8, "big"), DIGITAL_X_RAY, uid, EXPLICIT)


def a_template(file: Path, *, side: int | None = None) -> Template:
    """Return an X-ray of the shared data, its picture replaced by a square of 16-bit pixels if a side is given."""
    data_set = pydicom.dcmread(file)
    if side is not None:
        data_set.Rows = data_set.Columns = side
        data_set.BitsAllocated, data_set.BitsStored, data_set.HighBit = 16, 16, 15
        data_set.PixelData = numpy.zeros((side, side), "<u2").tobytes()
        data_set["PixelData"].VR = "OW"
    stream = DicomBytesIO()
    stream.is_little_endian, stream.is_implicit_VR = True, False
    write_dataset(stream, data_set)
    return Template(stream.getvalue(), str(data_set.SOPInstanceUID))


@dataclass
class Ledger:
    """What was answered 0x0000, by SHA-256 of its data set, and how often the link broke."""

    kept: dict[str, str] = field(default_factory=dict)
    broken: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def write(self, thing: Sendable) -> None:
        """Note what was answered with success."""
        with self.lock:
            self.kept[thing.sop_instance_uid] = hashlib.sha256(thing.data_set).hexdigest()


def prepare(folder: Path) -> None:
    """Make a data folder with one clinic."""
    database = open_database(f"sqlite:///{folder / 'teleread.sqlite'}")
    Base.metadata.create_all(database.engine)
    with transaction(database) as session:
        clinic = a_clinic(session)
        an_ae(session, clinic, a_site(session, clinic))
    database.close()


def start_gateway(folder: Path, port: int) -> subprocess.Popen[bytes]:
    """The gateway's own process, ready to receive."""
    environment = {
        **os.environ,
        "TELEREAD_DATA_DIR": str(folder),
        "TELEREAD_DICOM_HOST": "127.0.0.1",
        "TELEREAD_DICOM_PORT": str(port),
    }
    code = (
        "import structlog, sys; from teleread.config import Settings; from teleread.gateway import run;"
        "structlog.configure(processors=[structlog.processors.JSONRenderer()],"
        "logger_factory=structlog.PrintLoggerFactory(sys.stdout)); run(Settings())"
    )
    log = folder / "gateway.log"
    with log.open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-u", "-c", code], env=environment, stdout=subprocess.PIPE, stderr=said
        )
    assert process.stdout is not None
    for line in process.stdout:
        if json.loads(line)["event"] == "gateway.ready":
            threading.Thread(target=process.stdout.read, daemon=True).start()
            return process
    raise AssertionError(f"the gateway ended with {process.wait()}: {log.read_text()[-2000:]}")


def found(folder: Path, ledger: Ledger) -> dict[str, str]:
    """The data sets that a fresh process finds for what was promised."""
    database, objects = (
        open_database(f"sqlite:///{folder / 'teleread.sqlite'}"),
        open_store(f"disk:{folder / 'objects'}"),
    )
    found = {}
    with snapshot(database) as session:
        for row in session.scalars(select(InstanceRow)):
            with objects.open(row.locator) as stream:
                content = stream.read()
            assert hashlib.sha256(content).digest() == row.sha256
            data_set = content[144 + int.from_bytes(content[140:144], "little") :]
            if row.sop_instance_uid in ledger.kept:
                found[row.sop_instance_uid] = hashlib.sha256(data_set).hexdigest()
    database.close()
    return found
