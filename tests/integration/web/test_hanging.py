"""A reader's hanging rules through the API."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from teleread.database import Database
from teleread.worklist.reading import Part
from tests.integration.web.clients import Clock, serving
from tests.integration.worklist.places import SETTLED_AT, a_place, specialist
from tests.integration.worklist.test_pages import Desk


@pytest.fixture
def client(database: Database, tmp_path: Path) -> Iterator[TestClient]:
    with serving(database, tmp_path, clock=Clock(SETTLED_AT)) as client:
        yield client


def test_a_reader_changes_their_own_rules_and_nobody_elses(client: TestClient, database: Database):
    place = a_place(database)
    wang, zhao = (Desk(client, place, specialist(place, name, Part.AUTHOR)) for name in ("wang", "zhao"))
    shipped = wang.get("hanging-rules")
    assert shipped["rules"] == shipped["shipped"]
    assert shipped["revision"] == 0

    own = {**shipped["rules"][-1], "key": "", "name": "四格", "layout": "2x2"}
    own["fills"] = [{"source": "prior", "take": "left", "number": 2}, None, None, None]
    kept = wang.put("hanging-rules", {"rules": [own, *shipped["rules"]], "revision": 0})
    assert kept["rules"][0] == own
    assert wang.get("hanging-rules") == kept
    assert zhao.get("hanging-rules") == shipped

    stale = wang.put("hanging-rules", {"rules": [], "revision": 0}, status=409)
    assert stale["code"] == "hanging_rules_changed"
    broken = wang.put("hanging-rules", {"rules": [{**own, "layout": "1x1"}], "revision": 1}, status=422)
    assert broken["code"] == "hanging_rules_refused"
