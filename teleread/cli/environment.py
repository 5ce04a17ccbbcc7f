"""What a command works on: the settings, the open database and store, the time."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryFile

import typer
from pydantic import ValidationError

from storage import ObjectStore, open_store
from teleread.clinics.access import system_scope
from teleread.config import Settings
from teleread.database import Database, open_database
from teleread.scope import Scope
from teleread.workflow.keeping.migrate import is_current


def now() -> datetime:
    """Return the present, the only clock of the commands."""
    return datetime.now(UTC)


def fail(zh: str, en: str) -> typer.Exit:
    """Print why a command ends and return what to raise."""
    typer.secho(f"{zh}\n{en}", err=True, fg=typer.colors.RED)
    return typer.Exit(1)


def load_settings() -> Settings:
    """Return the settings, or end with the name of the one that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = ", ".join(f"TELEREAD_{str(problem['loc'][0]).upper()}: {problem['msg']}" for problem in error.errors())
        raise fail(f"设置有误：{wrong}", f"A setting is wrong: {wrong}") from error


def require_data_dir(settings: Settings) -> Path:
    """Make the data folder, private to its owner, or end with why it cannot be used."""
    folder = settings.data_dir.resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        TemporaryFile(dir=folder).close()
    except OSError as error:
        raise fail(
            f"数据目录 {folder} 不可写（{error.strerror}），请设置 TELEREAD_DATA_DIR",
            f"The data folder {folder} cannot be written ({error.strerror}); set TELEREAD_DATA_DIR",
        ) from error
    return folder


@contextmanager
def opened_database(settings: Settings, *, require_current: bool = True) -> Iterator[Database]:
    """Open the database, refusing one whose tables are of another version."""
    require_data_dir(settings)
    database = open_database(settings.resolved_database_url)
    try:
        if require_current and not is_current(database):
            raise fail("数据库结构不是当前版本，请先运行 teleread migrate", "Run 'teleread migrate' first")
        yield database
    finally:
        database.close()


@contextmanager
def administering() -> Iterator[tuple[Database, Scope]]:
    """Open the database of the settings for an administrator at the command line."""
    with opened_database(load_settings()) as database:
        yield database, system_scope()


def opened_store(settings: Settings) -> ObjectStore:
    """Open the object store of the settings."""
    return open_store(settings.resolved_object_store_url)


def opened_second_store(settings: Settings) -> ObjectStore | None:
    """Open the second store of the settings, if there is one."""
    return open_store(settings.second_store_url) if settings.second_store_url else None
