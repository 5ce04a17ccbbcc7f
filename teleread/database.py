"""Engine, sessions and the only commit in the code.

One code path serves SQLite (embedded) and PostgreSQL. On SQLite a writer takes
a lock file beside the database before BEGIN IMMEDIATE: three processes share
the file, and SQLite's own busy handler is neither fair nor free of errors
under load. The lock is held for one transaction and never during network or
object I/O.
"""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager as ContextManager
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, Engine, LargeBinary, MetaData, String, Uuid, create_engine, event
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator

from teleread.errors import Conflict

__all__ = [
    "Base",
    "Connection",
    "Database",
    "NamedValue",
    "Session",
    "UtcDateTime",
    "insert",
    "open_database",
    "snapshot",
    "transaction",
]


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC time; SQLite drops zones, so they are put back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive time and store UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored time must be aware")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return an aware UTC time."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class NamedValue(TypeDecorator[StrEnum]):
    """A member of one StrEnum, stored as its value."""

    impl = String(32)
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        self.kind = kind
        super().__init__()

    def process_bind_param(self, value: StrEnum | str | None, dialect: Dialect) -> str | None:
        """Store the value of a member; refuse anything else."""
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        """Return the member."""
        return None if value is None else self.kind(value)


class Base(DeclarativeBase):
    """Every table; a noun's tables live in its `records` module."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcDateTime, UUID: Uuid, bytes: LargeBinary, str: String}


class WriterLock:
    """One writer at a time over all processes that share an SQLite file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._threads = threading.Lock()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock for one transaction."""
        with self._threads:
            descriptor = os.open(self._path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX)
                yield
            finally:
                os.close(descriptor)


@dataclass(frozen=True, slots=True)
class Database:
    """An open database: readers use `snapshot`, writers `transaction`."""

    engine: Engine
    writer_lock: WriterLock | None

    @property
    def is_sqlite(self) -> bool:
        """Say whether this is the embedded database."""
        return self.engine.dialect.name == "sqlite"

    def writing(self) -> ContextManager[None]:
        """Hold what a writer must hold; nothing on PostgreSQL."""
        return self.writer_lock.held() if self.writer_lock else nullcontext()

    def close(self) -> None:
        """Close every pooled connection."""
        self.engine.dispose()


def open_database(url: str, *, pool_size: int = 15) -> Database:
    """Open the database behind a SQLAlchemy URL; its tables are Alembic's affair.

    Parameters
    ----------
    url
        `sqlite:///PATH` or `postgresql+psycopg://...`; plain `postgresql://`
        is taken to mean psycopg.
    pool_size
        Connections that may be open at once from this process.
    """
    parsed = make_url(url)
    if parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() != "sqlite":
        engine = create_engine(parsed, pool_size=pool_size, max_overflow=0, pool_pre_ping=True)
        return Database(engine, None)
    engine = create_engine(parsed, pool_size=pool_size, max_overflow=0, connect_args={"timeout": 30})
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return Database(engine, WriterLock(Path(f"{parsed.database}.lock")))


def _configure_sqlite(connection: Any, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def transaction(database: Database) -> Iterator[Session]:
    """Yield a session whose work is committed once, or rolled back on any error."""
    with database.writing(), Session(database.engine.execution_options(writes=True), expire_on_commit=False) as session:
        with session.begin():
            yield session


@contextmanager
def snapshot(database: Database) -> Iterator[Session]:
    """Yield a session for reading; nothing done in it is kept."""
    with Session(database.engine, expire_on_commit=False, autoflush=False) as session:
        yield session
        session.rollback()


def insert(session: Session, row: Base, *, taken: type[Conflict]) -> None:
    """Add a row, or raise `taken` if another holds what must be unique.

    What the row refers to must have been loaded before: a missing reference
    would be taken for the same.
    """
    session.add(row)
    try:
        session.flush()
    except IntegrityError as error:
        raise taken from error
