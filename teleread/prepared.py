"""Statements of the hot path: compiled once, run on the driver's cursor.

Of what SQLAlchemy adds to a statement that it has compiled before, all that is
needed here is the conversion of values; the rest is seven times the work of the
driver. A Prepared statement belongs to the transaction or snapshot of its
session, as any other. Sequences of values (IN) are for SQLAlchemy to expand.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Delete, Insert, Select, Update
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.exc import DBAPIError, StatementError

from teleread.database import Session

Values = Mapping[str, Any]
_Convert = Callable[[Any], Any]


class Prepared:
    """A statement whose parameters are bound by name; an Insert takes the same columns every time."""

    def __init__(self, statement: Select[Any] | Insert | Update | Delete) -> None:
        self.statement = statement
        self._compiled: dict[str, _Compiled] = {}

    def rows(self, session: Session, values: Values) -> list[tuple[Any, ...]]:
        """Return what a Select finds."""
        connection = session.connection()
        return self._for(connection.dialect, values).rows(connection, values)

    def run(self, session: Session, values: Sequence[Values]) -> None:
        """Execute it once for each mapping of values."""
        if values:
            connection = session.connection()
            self._for(connection.dialect, values[0]).run(connection, values)

    def _for(self, dialect: Dialect, values: Values) -> "_Compiled":
        compiled = self._compiled.get(dialect.name)
        if compiled is None:
            compiled = self._compiled[dialect.name] = _Compiled(self.statement, dialect, values)
        return compiled


class _Compiled:
    """A statement in the words of one kind of database."""

    def __init__(self, statement: Any, dialect: Dialect, values: Values) -> None:
        columns = list(values) if isinstance(statement, Insert) else None
        compiled = statement.compile(dialect=dialect, column_keys=columns)
        self._dialect, self._text = dialect, str(compiled)
        self._names: list[str] = list(compiled.positiontup or compiled.binds)
        self._is_positional = bool(compiled.positional)
        self._fixed = {name: bind.value for name, bind in compiled.binds.items() if not bind.required}
        types = {name: bind.type.dialect_impl(dialect) for name, bind in compiled.binds.items()}
        self._binding = [(name, types[name].bind_processor(dialect)) for name in self._names]
        self._types = [column.type for column in statement.selected_columns] if isinstance(statement, Select) else []
        self._reading: list[_Convert | None] | None = None

    def rows(self, connection: Connection, values: Values) -> list[tuple[Any, ...]]:
        with self._cursor(connection) as cursor:
            cursor.execute(self._text, self._bound(values))
            found = cursor.fetchall()
            if not found:
                return []
            if self._reading is None:
                self._reading = self._readers(cursor.description)
        reading = self._reading
        return [
            tuple([value if read is None else read(value) for value, read in zip(row, reading, strict=True)])
            for row in found
        ]

    def run(self, connection: Connection, values: Sequence[Values]) -> None:
        with self._cursor(connection) as cursor:
            if len(values) == 1:
                cursor.execute(self._text, self._bound(values[0]))
            else:
                cursor.executemany(self._text, [self._bound(row) for row in values])

    def _bound(self, values: Values) -> Any:
        given = {**self._fixed, **values} if self._fixed else values
        try:
            if self._is_positional:
                return [given[name] if bind is None else bind(given[name]) for name, bind in self._binding]
            return {name: given[name] if bind is None else bind(given[name]) for name, bind in self._binding}
        except Exception as error:
            raise StatementError(str(error), self._text, None, error, hide_parameters=True) from error

    def _readers(self, description: Sequence[Sequence[Any]]) -> list[_Convert | None]:
        dialect = self._dialect
        return [
            kind.dialect_impl(dialect).result_processor(dialect, column[1])
            for kind, column in zip(self._types, description, strict=True)
        ]

    @contextmanager
    def _cursor(self, connection: Connection) -> Iterator[Any]:
        """Yield the driver's cursor; its errors are raised as SQLAlchemy raises them."""
        kinds = self._dialect.loaded_dbapi.Error
        cursor = connection.connection.cursor()
        try:
            yield cursor
        except kinds as error:
            raise DBAPIError.instance(
                self._text, None, error, kinds, hide_parameters=True, dialect=self._dialect
            ) from error
        finally:
            cursor.close()
