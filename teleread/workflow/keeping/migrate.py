"""Bring a database's tables to what this version expects."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from teleread.database import Base, Connection, Database, open_database, snapshot

PACKAGE = Path(__file__).resolve().parents[2]


def migrate(database: Database) -> None:
    """Run every migration that the database has not seen; safe to run at every start.

    On SQLite the writers' lock is held and foreign keys are off meanwhile,
    since a changed table is copied and renamed there.
    """
    with database.writing(), _migrating(database) as connection:
        command.upgrade(_configuration(connection), "head")
        connection.commit()


def is_current(database: Database) -> bool:
    """Say whether every migration of this version has run."""
    with snapshot(database) as session:
        present = MigrationContext.configure(session.connection()).get_current_heads()
    return set(present) == set(ScriptDirectory.from_config(_configuration()).get_heads())


def differences(database: Database) -> list[str]:
    """Return how a migrated database differs from the models; empty when they are equal."""
    with database.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True, "render_as_batch": True}
        )
        return [str(difference) for difference in compare_metadata(context, Base.metadata)]


def differences_of_a_fresh_database() -> list[str]:
    """Migrate an empty SQLite database and return how it differs from the models."""
    with TemporaryDirectory() as folder:
        database = open_database(f"sqlite:///{folder}/fresh.sqlite")
        try:
            migrate(database)
            return differences(database)
        finally:
            database.close()


def write_migration(database: Database, message: str, *, revision: str) -> None:
    """Write a new migration from the difference between a migrated database and the models."""
    with _migrating(database) as connection:
        command.revision(_configuration(connection), message, autogenerate=True, rev_id=revision)


@contextmanager
def _migrating(database: Database) -> Iterator[Connection]:
    with database.engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        if database.is_sqlite and raw is not None:
            raw.execute("PRAGMA foreign_keys=OFF")
        try:
            yield connection
        finally:
            if database.is_sqlite and raw is not None:
                connection.rollback()
                raw.execute("PRAGMA foreign_keys=ON")


def _configuration(connection: Connection | None = None) -> Config:
    installed = PACKAGE / "migrations"
    scripts = installed if installed.is_dir() else PACKAGE.parent / "migrations"
    configuration = Config()
    configuration.set_main_option("script_location", str(scripts))
    configuration.attributes["connection"] = connection
    return configuration
