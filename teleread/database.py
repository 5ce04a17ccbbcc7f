"""Engine, sessions and the only commit in the code.

One code path serves SQLite (embedded) and PostgreSQL, and on both there is one
writer at a time, so that what a step loads is still true when it saves: on
SQLite by a turnstile beside the file before BEGIN IMMEDIATE, on PostgreSQL by
an advisory lock of the transaction. Nobody holds it during network or object
I/O. See docs/decisions/0011-one-writer-at-a-time.md.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager as ContextManager
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from sqlalchemy import DateTime, Engine, LargeBinary, MetaData, String, Table, Uuid, create_engine, event
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator

from teleread.errors import Conflict, Invalid, Unavailable
from teleread.turnstile import TurnRefused, Turnstile

__all__ = [
    "Base",
    "Connection",
    "Database",
    "DatabaseUnavailable",
    "NamedValue",
    "NotStorable",
    "Session",
    "UtcDateTime",
    "insert",
    "open_database",
    "remove",
    "snapshot",
    "table_of",
    "transaction",
]

PATIENCE = timedelta(seconds=30)
"""How long a writer waits for its turn, and anybody for a connection."""

WRITERS_KEY = 0x74656C65
"""The advisory lock of PostgreSQL that a writing transaction takes."""

SQLITE_OUTAGES = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_NOMEM")


class NotStorable(Invalid):
    """A value that no column can hold, such as text with a NUL character."""

    code = "not_storable"
    zh, en = "输入含有无法保存的字符或数值", "A value holds what cannot be stored"


class DatabaseUnavailable(Unavailable):
    """The database does not answer, or its writers are too many."""

    code = "database_unavailable"
    zh, en = "数据库暂时不可用，请稍后重试", "The database is not available; try again"


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


def table_of(row: type[Base]) -> Table:
    """Return the table behind a row, for statements that are built once and handle no rows."""
    return cast("Table", row.__table__)


@dataclass(frozen=True, slots=True)
class Database:
    """An open database: readers use `snapshot`, writers `transaction`.

    `engine` writes and is for those two and for migrations; `reader` cannot
    write. Their pools are apart: a writer that has its turn never waits for
    readers to give a connection back.
    """

    engine: Engine
    reader: Engine
    turnstile: Turnstile | None
    process_id: int

    @property
    def is_sqlite(self) -> bool:
        """Say whether this is the embedded database."""
        return self.engine.dialect.name == "sqlite"

    def writing(self) -> ContextManager[None]:
        """Wait for the turn to write; on PostgreSQL the transaction itself waits."""
        return self.turnstile.passed() if self.turnstile else nullcontext()

    def close(self) -> None:
        """Close every pooled connection."""
        self.reader.dispose()
        self.engine.dispose()


def open_database(url: str, *, pool_size: int = 15) -> Database:
    """Open the database behind a SQLAlchemy URL; its tables are Alembic's affair.

    Parameters
    ----------
    url
        `sqlite:///PATH` or `postgresql+psycopg://...`; plain `postgresql://`
        is taken to mean psycopg.
    pool_size
        Reading connections that may be open at once from this process.

    Raises
    ------
    DatabaseUnavailable
        If the file of an embedded database cannot be made or opened.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _open_sqlite(parsed, pool_size)
    if parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    return _open_postgresql(parsed, pool_size)


def _open_sqlite(url: URL, pool_size: int) -> Database:
    if not url.database or url.database == ":memory:":
        raise ValueError("the embedded database is a file: processes share it")
    path = Path(url.database).absolute()
    turnstile = Turnstile(path, patience=PATIENCE)
    engine = _engine(url, pool_size=1, max_overflow=4, connect_args={"timeout": PATIENCE.total_seconds()})
    reader = _engine(url, pool_size=pool_size, connect_args={"timeout": PATIENCE.total_seconds()})
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(reader, "connect", _configure_sqlite)
    event.listen(reader, "connect", _forbid_writing)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    event.listen(reader, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    with _outages():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with turnstile.passed(), engine.connect():
                _sync_folder(path.parent)
        except OSError as error:
            raise DatabaseUnavailable from error
    return Database(engine, reader, turnstile, os.getpid())


def _open_postgresql(url: URL, pool_size: int) -> Database:
    options = {
        "timezone": "UTC",
        "synchronous_commit": "on",
        "lock_timeout": f"{PATIENCE.total_seconds():.0f}s",
        "idle_in_transaction_session_timeout": "300s",
    }
    reading = {"default_transaction_isolation": "repeatable\\ read", "default_transaction_read_only": "on"}
    engine = _engine(url, pool_size=5, pool_pre_ping=True, connect_args=_libpq(url, options))
    reader = _engine(url, pool_size=pool_size, pool_pre_ping=True, connect_args=_libpq(url, options | reading))
    lock_writers = f"SELECT pg_advisory_xact_lock({WRITERS_KEY})"
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(lock_writers))
    return Database(engine, reader, None, os.getpid())


def _engine(url: URL, **settings: Any) -> Engine:
    """Make an engine whose errors do not show what was bound to a statement."""
    # The connection that was used last has the pages and prepared statements that are asked for next.
    common = {
        "max_overflow": 0,
        "pool_timeout": PATIENCE.total_seconds(),
        "hide_parameters": True,
        "pool_use_lifo": True,
    }
    return create_engine(url, **{**common, **settings})


def _libpq(url: URL, options: dict[str, str]) -> dict[str, object]:
    given = url.query.get("options", "")
    ours = " ".join(f"-c {name}={value}" for name, value in options.items())
    return {"options": f"{ours} {given}".strip(), "connect_timeout": 10, "keepalives_idle": 30}


def _configure_sqlite(connection: Any, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "journal_size_limit=67108864"):
        connection.execute(f"PRAGMA {pragma}")


def _forbid_writing(connection: Any, _entry: ConnectionPoolEntry) -> None:
    connection.execute("PRAGMA query_only=ON")


def _sync_folder(folder: Path) -> None:
    """Make the entry of a new database file as durable as its first commit."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


_thread = threading.local()


@contextmanager
def transaction(database: Database) -> Iterator[Session]:
    """Yield a session whose work is committed once, or rolled back on any error.

    It is the only writer until the block ends, in this process and in others.

    Raises
    ------
    DatabaseUnavailable
        If the turn or a connection did not come in time, or the database broke
        off. If that was at the commit, nobody knows whether it happened.
    """
    _refuse_foreign_process(database)
    with _alone_in_thread(), _outages(), database.writing():
        with Session(database.engine, expire_on_commit=False) as session, session.begin():
            yield session


@contextmanager
def snapshot(database: Database) -> Iterator[Session]:
    """Yield a session for reading: every query sees one state, and none can write.

    Raises
    ------
    DatabaseUnavailable
        If a connection did not come in time, or the database broke off.
    """
    _refuse_foreign_process(database)
    with _outages(), Session(database.reader, expire_on_commit=False, autoflush=False) as session:
        yield session
        session.rollback()


def _refuse_foreign_process(database: Database) -> None:
    if os.getpid() != database.process_id:
        raise RuntimeError("connections do not survive a fork: open the database again")


@contextmanager
def _alone_in_thread() -> Iterator[None]:
    if getattr(_thread, "is_writing", False):
        raise RuntimeError("a transaction inside a transaction would wait for itself")
    _thread.is_writing = True
    try:
        yield
    finally:
        _thread.is_writing = False


@contextmanager
def _outages() -> Iterator[None]:
    try:
        yield
    except (TurnRefused, PoolTimeout) as error:
        raise DatabaseUnavailable from error
    except OperationalError as error:
        if _is_outage(error.orig):
            raise DatabaseUnavailable from error
        raise
    except DataError as error:
        raise NotStorable from error


def _is_outage(error: BaseException | None) -> bool:
    """Tell a database that fails from a statement that is wrong."""
    name: str | None = getattr(error, "sqlite_errorname", None)
    return name is None or name.startswith(SQLITE_OUTAGES)


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


def remove(session: Session, row: Base, *, in_use: type[Conflict]) -> None:
    """Delete a row, or raise `in_use` if another refers to it."""
    session.delete(row)
    try:
        session.flush()
    except IntegrityError as error:
        raise in_use from error
