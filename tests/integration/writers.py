"""A process that adds to a shared counter from several threads, and says how it went.

python -m tests.integration.writers URL SECONDS
"""

import json
import random
import sys
import threading
import time

from sqlalchemy import Column, Integer, MetaData, Table, select, update
from sqlalchemy.exc import SQLAlchemyError

from teleread.database import Database, open_database, snapshot, transaction
from teleread.errors import TelereadError

THREADS = 3
COUNTERS = 4
metadata = MetaData()
counter = Table("counter", metadata, Column("id", Integer, primary_key=True), Column("value", Integer, nullable=False))


def add_one(database: Database, number: int) -> None:
    """Read, compute, write: lost if another writer comes between."""
    with transaction(database) as session:
        value = session.execute(select(counter.c.value).where(counter.c.id == number)).scalar_one()
        session.execute(update(counter).where(counter.c.id == number).values(value=value + 1))


def total(database: Database) -> int:
    """Read the sum of all counters."""
    with snapshot(database) as session:
        return sum(session.execute(select(counter.c.value)).scalars())


def _write(database: Database, until: float, said: dict[str, list[object]]) -> None:
    while time.monotonic() < until:
        began = time.monotonic()
        try:
            add_one(database, random.randrange(COUNTERS))
        except (SQLAlchemyError, TelereadError) as error:
            said["errors"].append(repr(error))
        else:
            said["waits"].append(time.monotonic() - began)


def _read(database: Database, until: float, said: dict[str, list[object]]) -> None:
    last = 0
    while time.monotonic() < until:
        seen = total(database)
        if seen < last:
            said["errors"].append(f"the sum went back from {last} to {seen}")
        last = seen
        threading.Event().wait(0.02)


def main(url: str, seconds: float) -> None:
    """Write and read for some seconds, then print what happened."""
    database = open_database(url)
    said: dict[str, list[object]] = {"errors": [], "waits": []}
    until = time.monotonic() + seconds
    threads = [threading.Thread(target=_write, args=(database, until, said)) for _ in range(THREADS)]
    threads.append(threading.Thread(target=_read, args=(database, until, said)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    database.close()
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
