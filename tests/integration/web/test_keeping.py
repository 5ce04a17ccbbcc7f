"""How the archive is kept is told to admins, and to who watches it."""

from datetime import timedelta

from fastapi.testclient import TestClient

from storage.memory import MemoryStore
from teleread.web.dependencies import Runtime
from teleread.workflow.keeping.copy import Stores, copy_due
from teleread.workflow.keeping.scrub import scrub_due
from tests.integration.keeping.test_second_store import an_archive
from tests.integration.web.clients import EIGHT


def test_an_admin_sees_how_far_the_archive_is_read_and_copied(admin_client: TestClient):
    runtime: Runtime = admin_client.app.state.runtime  # type: ignore[attr-defined]  # an ASGI app in general has none
    before = admin_client.get("/api/keeping").json()
    first = MemoryStore()
    an_archive(runtime.database, first)
    copy_due(Stores(runtime.database, first, MemoryStore()), bytes_per_second=1, at=EIGHT)
    for minute in range(3):
        scrub_due(runtime.database, first, at=EIGHT + timedelta(minutes=minute))
    after = admin_client.get("/api/keeping").json()
    figures = admin_client.get("/metrics").text

    assert (before["scrub"], before["copying"]) == (None, None)
    assert 0 < after["scrub"]["share"] < 1
    assert (after["scrub"]["unread_since"], after["scrub"]["is_behind"]) == (None, False)
    assert 'teleread_archive{what="second_store_waiting_objects"} 5.0' in figures
    assert 'teleread_archive{what="scrub_share"}' in figures
    assert 'teleread_archive{what="objects_wrong"} 0.0' in figures
