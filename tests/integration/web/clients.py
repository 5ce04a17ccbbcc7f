"""The whole application over a real database, and people who use it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from storage.memory import MemoryStore
from teleread.config import Settings
from teleread.database import Database
from teleread.web.app import create_app
from teleread.web.dependencies import CSRF_HEADER, Runtime

EIGHT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
HTTPS = "https://teleread.test"


@dataclass
class Clock:
    """A clock that stands until it is moved."""

    at: datetime = field(default=EIGHT)

    def __call__(self) -> datetime:
        return self.at

    def pass_(self, **duration: float) -> None:
        self.at += timedelta(**duration)


@contextmanager
def serving(database: Database, folder: Path, *, clock: Clock | None = None) -> Iterator[TestClient]:
    """Yield a client of the application that is not logged in, reached over https."""
    settings = Settings(_env_file=None, data_dir=folder)  # type: ignore[call-arg]  # an argument of pydantic-settings
    runtime = Runtime(database, MemoryStore(), settings, clock or Clock())
    app = create_app(runtime)
    with TestClient(app, base_url=HTTPS, raise_server_exceptions=False) as client:
        yield client


def log_in(client: TestClient, name: str, password: str) -> dict[str, Any]:
    """Log in; the client's later requests bear the cookie and the page's token."""
    answer = client.post("/api/session", json={"name": name, "password": password})
    assert answer.status_code == 201, answer.text
    session: dict[str, Any] = answer.json()
    client.headers[CSRF_HEADER] = session["csrf_token"]
    return session
