"""A gateway that listens, and the devices of two clinics."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from uuid import UUID

import pytest

from storage import ObjectStore
from teleread.database import Database, transaction
from teleread.dicom.scp import HOUSE_BOUNDS, Bounds, TlsPort, listening
from teleread.gateway import Gateway
from tests.builders import a_clinic, a_site, an_ae


@dataclass(frozen=True, slots=True)
class Listening:
    """A gateway in this process, its port and what it writes into."""

    port: int
    database: Database
    store: ObjectStore
    clinic_id: UUID
    tls_port: int | None = None


@contextmanager
def a_gateway(
    database: Database, store: ObjectStore, *, tls: TlsPort | None = None, bounds: Bounds = HOUSE_BOUNDS
) -> Iterator[Listening]:
    """The gateway with one clinic, whose AE is QINGSHAN."""
    with transaction(database) as session:
        clinic = a_clinic(session)
        an_ae(session, clinic, a_site(session, clinic))
    gateway = Gateway(database, store, "TELEREAD")
    with listening(
        host="127.0.0.1",
        port=0,
        ae_title="TELEREAD",
        reception=gateway.reception(),
        services=gateway.services(),
        tls=tls,
        bounds=bounds,
    ) as ports:
        yield Listening(ports.plain, database, store, clinic.id, ports.tls)
    gateway.close()


@pytest.fixture
def gateway(sqlite_database: Database, disk_store: ObjectStore) -> Iterator[Listening]:
    """A gateway on the embedded default."""
    with a_gateway(sqlite_database, disk_store) as made:
        yield made


@pytest.fixture
def start_gateway() -> Iterator[Callable[[Database, ObjectStore], Listening]]:
    """A function that starts a gateway for the rest of the test."""
    with ExitStack() as started:
        yield lambda database, store: started.enter_context(a_gateway(database, store))
