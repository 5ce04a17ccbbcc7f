"""Real servers, started when the first test asks for one and ended with the run.

`postgres_server`, `seaweedfs_server`: URLs, one server each for the session.
`database`: a fresh Database a test, once on SQLite and once on PostgreSQL.
`store`: an empty ObjectStore a test, once on disk and once in S3.
`disk_store`, `s3_store`, `postgresql_database`: one of them alone.
"""

import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from storage import ObjectStore, open_store
from teleread.database import Base, Database, open_database
from tests.integration.servers import postgres, seaweedfs

TEMPLATE = "teleread_template"
_numbers = count(1)


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a running PostgreSQL, with a template of our tables."""
    with postgres.postgres_server(tmp_path_factory.mktemp("postgres")) as url:
        with postgres.new_database(url, TEMPLATE) as template:
            database = open_database(template)
            Base.metadata.create_all(database.engine)
            database.close()
            yield url


@pytest.fixture(scope="session")
def seaweedfs_server() -> Iterator[str]:
    """The URL of a running S3, without a bucket."""
    with tempfile.TemporaryDirectory(prefix="weed-") as folder, seaweedfs.seaweedfs_server(Path(folder)) as url:
        yield url


@pytest.fixture
def postgresql_url(postgres_server: str) -> Iterator[str]:
    """A fresh PostgreSQL database with every table."""
    with postgres.new_database(postgres_server, f"test_{next(_numbers)}", template=TEMPLATE) as url:
        yield url


@pytest.fixture
def postgresql_database(postgresql_url: str) -> Iterator[Database]:
    """The same, opened."""
    database = open_database(postgresql_url)
    yield database
    database.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Database:
    """A fresh database with every table, on both that we support."""
    found: Database = request.getfixturevalue(f"{request.param}_database")
    return found


@pytest.fixture
def disk_store(tmp_path: Path) -> ObjectStore:
    """An empty store in a folder."""
    return open_store(f"disk:{tmp_path / 'objects'}")


@pytest.fixture
def s3_store(seaweedfs_server: str) -> ObjectStore:
    """An empty bucket."""
    return open_store(f"{seaweedfs_server}/bucket-{next(_numbers)}")


@pytest.fixture(params=["disk", "s3"])
def store(request: pytest.FixtureRequest) -> ObjectStore:
    """An empty store, on both kinds that we run on."""
    found: ObjectStore = request.getfixturevalue(f"{request.param}_store")
    return found
