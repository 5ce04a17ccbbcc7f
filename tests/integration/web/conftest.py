from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from teleread.accounts.account import Role
from teleread.clinics.access import system_scope
from teleread.database import Database
from teleread.workflow.desk.people import AddedAccount, Position, add_account
from tests.integration.web.clients import EIGHT, Clock, log_in, serving


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def client(database: Database, tmp_path: Path, clock: Clock) -> Iterator[TestClient]:
    """A browser that is not logged in, of an application over both databases in turn."""
    with serving(database, tmp_path, clock=clock) as browser:
        yield browser


@pytest.fixture
def admin(database: Database) -> AddedAccount:
    position = Position(frozenset({Role.ADMIN}))
    return add_account(database, system_scope(), name="guanli", position=position, account=None, at=EIGHT)


@pytest.fixture
def admin_client(client: TestClient, admin: AddedAccount) -> TestClient:
    """The same browser, with the admin logged in."""
    log_in(client, admin.account.name, admin.password)
    return client
