"""The application over a ward, asked by whoever works there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from storage.memory import MemoryStore
from teleread.accounts.account import Account
from teleread.config import Settings
from teleread.database import Database
from teleread.web.app import create_app
from teleread.web.dependencies import Runtime
from teleread.workflow.desk.people import create_token
from teleread.workflow.journey.deliver import deliver_due
from tests.builders import PASSWORD
from tests.integration.reports.ward import FINDINGS, IMPRESSION, TEN_PAST, Ward, a_ward

SIGNING = frozenset({"submit", "sign"})
TEXT = {"findings": FINDINGS, "impression": IMPRESSION, "critical": "none"}


@dataclass
class Hospital:
    """The application over a ward, and a bearer token for whoever asks."""

    ward: Ward
    client: TestClient
    tokens: dict[str, str]

    def ask(self, method: str, path: str, account: Account | None, **body: Any) -> Any:
        headers = {}
        if account is not None:
            if account.name not in self.tokens:
                made = create_token(self.ward.database, person=account.id, account=None, at=TEN_PAST)
                self.tokens[account.name] = made.token
            headers["Authorization"] = f"Bearer {self.tokens[account.name]}"
        return self.client.request(method, path, json=body or None, headers=headers)

    def held(self, act: str, account: Account, token: int, *, method: str = "POST", **body: Any) -> Any:
        path = f"/api/readings/{self.ward.reading_id}/{act}"
        if act in SIGNING:
            body.setdefault("second_factor", {"password": PASSWORD})
        return self.ask(method, path, account, fencing_token=token, **body)

    def signed(self) -> str:
        ward = self.ward
        token = ward.start(ward.author)
        assert self.held("draft", ward.author, token, method="PUT", revision=0, **TEXT).json()["revision"] == 1
        assert self.held("submit", ward.author, token, revision=1).json()["report_id"] is None
        answer = self.held("sign", ward.reviewer, ward.start(ward.reviewer))
        assert answer.status_code == 200, answer.text
        report_id: str = answer.json()["report_id"]
        return report_id

    def deliver(self) -> None:
        where = {"ae_title": "TELEREAD", "public_url": "https://example.org"}
        deliver_due(self.ward.database, self.ward.store, worker="w", at=TEN_PAST, **where)


@contextmanager
def a_hospital(database: Database, folder: Path) -> Iterator[Hospital]:
    ward = a_ward(database, folder)
    assert isinstance(ward.store, MemoryStore)
    settings = Settings(_env_file=None, data_dir=folder)  # type: ignore[call-arg]  # an argument of pydantic-settings
    app = create_app(Runtime(database, ward.store, settings, lambda: TEN_PAST))
    with TestClient(app, raise_server_exceptions=False) as client:
        yield Hospital(ward, client, {})
