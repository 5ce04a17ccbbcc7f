"""What a gateway has kept."""

import hashlib

from sqlalchemy import select

from teleread.database import snapshot


def rows_of(gateway, table):
    """Every row of a table."""
    with snapshot(gateway.database) as session:
        rows = list(session.scalars(select(table)))
        session.expunge_all()
        return rows


def data_set_of(gateway, row):
    """The data set of a kept object, behind the File Meta that it was kept with."""
    with gateway.store.open(row.locator) as stream:
        content = stream.read()
    assert hashlib.sha256(content).digest() == row.sha256
    return content[144 + int.from_bytes(content[140:144], "little") :]
