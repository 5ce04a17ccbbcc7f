"""Real files that have arrived at a clinic, by the same step that the gateway takes."""

from io import BytesIO
from pathlib import Path
from uuid import UUID

from fastapi.testclient import TestClient

from teleread.accounts.account import Role
from teleread.clinics.access import system_scope
from teleread.clinics.records import ClinicRow
from teleread.database import Database, transaction
from teleread.dicom.association.admission import Admitted
from teleread.dicom.dataset.part10 import read_head
from teleread.web.dependencies import Runtime
from teleread.workflow.desk.people import Position, add_account
from tests.builders import a_clinic, a_site, an_ae
from tests.integration.web.clients import EIGHT, log_in
from tests.receiving import receive_path


def a_sending_clinic(database: Database, key: str, **site: str) -> Admitted:
    """A clinic with one device, as an association of it would be admitted."""
    with transaction(database) as session:
        clinic: ClinicRow = a_clinic(session, key)
        place = a_site(session, clinic, **site)
        device = an_ae(session, clinic, place, ae_title=key.upper()[:16])
        return Admitted(
            ae_id=device.id,
            ae_title=device.ae_title,
            site_id=place.id,
            clinic_id=clinic.id,
            issuer_of_patient_id=device.issuer_of_patient_id,
            time_zone=place.time_zone,
            default_character_set=place.default_character_set,
        )


def arrive(client: TestClient, sender: Admitted, file: Path) -> UUID:
    """Receive a file and return the key of its Instance."""
    runtime: Runtime = client.app.state.runtime  # type: ignore[attr-defined]  # an ASGI app in general has no state
    return receive_path(runtime.database, runtime.store, file, admitted=sender, at=EIGHT).id


def data_set_of(content: bytes) -> bytes:
    """Return what lies behind File Meta."""
    return content[read_head(BytesIO(content)).data_set_offset :]


def of_clinic(database: Database, client: TestClient, clinic_id: UUID) -> TestClient:
    """Log the browser in as a technician of a clinic."""
    added = add_account(
        database,
        system_scope(),
        name=f"jishi-{clinic_id}"[:32],
        position=Position(frozenset({Role.TECHNICIAN}), clinic_id),
        account=None,
        at=EIGHT,
    )
    log_in(client, added.account.name, added.password)
    return client
