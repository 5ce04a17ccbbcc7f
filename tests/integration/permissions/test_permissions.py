"""Every route, for every role and for nobody, on records of the own and of another clinic."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.routing import iter_route_contexts
from fastapi.testclient import TestClient

from storage.memory import MemoryStore
from teleread.config import Settings
from teleread.database import Base, open_database
from teleread.web.app import application, create_app, openapi_document
from teleread.web.dependencies import Runtime
from teleread.workflow.desk.login import log_in
from teleread.workflow.desk.people import create_token
from tests.integration.permissions.sides import TWENTY_PAST, Side, a_side, people_of
from tests.integration.permissions.table import ADMIN, DOCTOR, ROLES, RULES, STRANGER, Rule

OWN, OTHER = "own", "other"
OWN_WORD, OTHER_WORD = "青山患者", "白云患者"


@dataclass(frozen=True)
class World:
    """The application, two clinics, and a bearer token for each role of the first."""

    client: TestClient
    sides: dict[str, Side]
    tokens: dict[str, str]
    cookie: str

    def ask(self, method: str, path: str, rule: Rule, *, role: str, side: Side) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.tokens[role]}"} if role in self.tokens else {}
        return self.client.request(
            method,
            path.format(**side.ids, path="worklist"),
            json=rule.body(side) if rule.body else None,
            params={name: value.format(**side.ids) for name, value in rule.query.items()},
            headers=headers,
        )


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("permissions")
    database = open_database(f"sqlite:///{folder / 'teleread.sqlite'}")
    Base.metadata.create_all(database.engine)
    store = MemoryStore()
    picture = (shared_data / "xray" / "dx-dog-thorax.dcm").read_bytes()
    sides = {
        OWN: a_side(database, store, folder, key="qingshan", word=OWN_WORD, picture=picture),
        OTHER: a_side(database, store, folder, key="baiyun", word=OTHER_WORD, picture=picture),
    }
    people = people_of(database, "qingshan")
    tokens = {
        role: create_token(database, person=added.account.id, account=None, at=TWENTY_PAST).token
        for role, added in people.items()
    }
    admin = people[ADMIN]
    cookie = log_in(database, name=admin.account.name, password=admin.password, host="127.0.0.1", at=TWENTY_PAST).token
    settings = Settings(_env_file=None, data_dir=folder)
    app = create_app(Runtime(database, store, settings, lambda: TWENTY_PAST))
    with TestClient(app, raise_server_exceptions=False) as client:
        yield World(client, sides, tokens, cookie)
    database.close()


def cases() -> Iterator[Any]:
    for (method, path), rule in RULES.items():
        for side in (OWN, OTHER):
            # The ones who are let through come last: what they do changes the records.
            for role in sorted((STRANGER, *ROLES), key=lambda role: (role in rule.roles, role == ADMIN)):
                yield pytest.param(method, path, rule, role, side, id=f"{method} {path} {role} {side}")


@pytest.mark.parametrize(("method", "path", "rule", "role", "side"), [*cases()])
def test_a_route_lets_through_whom_the_table_says(
    world: World, method: str, path: str, rule: Rule, role: str, side: str
) -> None:
    answer = world.ask(method, path, rule, role=role, side=world.sides[side])

    assert answer.status_code < 500 or answer.status_code in rule.also, answer.text
    is_elsewhere = side == OTHER and role != ADMIN and names_a_record(path, rule)
    if role not in rule.roles:
        refusals = {401} if role == STRANGER else {403, 404} if is_elsewhere else {403}
        assert answer.status_code in refusals, answer.text
    elif is_elsewhere and STRANGER not in rule.roles:
        assert answer.status_code in ({204, 404} if rule.is_search else {404}), answer.text
    else:
        assert answer.status_code not in {401, 403, 404} - rule.also, answer.text
        assert "not_permitted" not in answer.text
    if role != ADMIN:
        asked_for = answer.request.url.path
        assert [word for word in world.sides[OTHER].secrets if word in answer.text and word not in asked_for] == []


@pytest.mark.parametrize("path", ["/api/readings/{reading_id}/request", "/api/return-routes"])
@pytest.mark.parametrize("role", [DOCTOR, ADMIN])
def test_two_clinics_records_are_never_joined_by_a_body(world: World, role: str, path: str) -> None:
    own, other = world.sides[OWN].ids, world.sides[OTHER].ids
    mixed = Side({**own, "request_id": other["request_id"], "listening_ae_id": other["listening_ae_id"]}, ())

    answer = world.ask("POST", path, RULES["POST", path], role=role, side=mixed)

    assert answer.status_code in {403, 404, 409, 422}, answer.text


def names_a_record(path: str, rule: Rule) -> bool:
    """Say whether an address leads to one clinic's records."""
    has_names = "{" in path or any("{" in value for value in rule.query.values())
    return has_names and path != "/{path}" and not rule.is_of_own_clinic


def test_every_route_has_its_line_in_the_table() -> None:
    document = openapi_document()["paths"]
    documented = {(method.upper(), path) for path, item in document.items() for method in item}
    app = application()
    hidden = {("GET", route.path_format or route.path) for route in iter_route_contexts(app.routes)}

    assert documented - RULES.keys() == set(), "add these routes to the table"
    assert {route for route in hidden if route[1] not in document} - RULES.keys() == set()
    assert RULES.keys() - documented - hidden == set(), "the table has routes that are gone"


def changing_routes() -> list[tuple[str, str]]:
    return [route for route in RULES if route[0] not in {"GET", "HEAD"} and route != ("POST", "/api/session")]


@pytest.mark.parametrize(("method", "path"), changing_routes())
def test_no_changing_route_takes_a_cookie_without_the_pages_token(world: World, method: str, path: str) -> None:
    side = world.sides[OWN]
    cookie = {"Cookie": f"teleread_session={world.cookie}"}

    answer = world.client.request(method, path.format(**side.ids), headers=cookie)

    assert answer.status_code == 403
    assert '"csrf_refused"' in answer.text
