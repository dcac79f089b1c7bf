"""The few statements that every sheet runs: written once for each driver, and handed to it as they are.

SQLAlchemy writes them and knows how each value is stored. To have it run them, too, costs several times
what the database needs.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

Row = tuple[Any, ...]
Convert = Callable[[Any], Any]
Statement = sa.Select[Any] | sa.CompoundSelect[Any] | sa.Update | sa.Delete


class Prepared:
    """A statement whose values are all named, and none of them a list."""

    def __init__(self, statement: Statement) -> None:
        self._statement = statement
        self._written: dict[str, _Written] = {}

    def run(self, session: Session, **values: Any) -> list[Row]:
        """The rows it returns, if any."""
        dialect = session.connection().dialect
        written = self._written.get(dialect.name)
        if written is None:
            written = self._written[dialect.name] = _write(self._statement, dialect)
        return written.read(run_as_written(session, written.text, written.give(values)))


def run_as_written(session: Session, text: str, values: Any) -> list[Row]:
    """Run what is written as the driver takes it; the rows as it gives them."""
    return _drive(session, "execute", text, values)


def run_for_each(session: Session, text: str, rows: Sequence[Row]) -> None:
    """Run the same once for each row."""
    _drive(session, "executemany", text, rows)


def any_of(session: Session, values: Collection[Any]) -> tuple[str, tuple[Any, ...]]:
    """What to write behind a column that is to be any of these, and what to give along."""
    if _is_postgresql(session):
        return "= ANY(%b)", (list(values),)
    return f"IN ({','.join('?' * len(values))})", tuple(values)


def giver(kind: sa.types.TypeEngine[Any], dialect: sa.Dialect) -> Convert | None:
    """How SQLAlchemy hands a value of this type to the driver; bytes go as they are."""
    if isinstance(kind, sa.LargeBinary):
        return None
    return kind.dialect_impl(dialect).bind_processor(dialect)


@dataclass(frozen=True, slots=True)
class _Written:
    """A statement in one driver's words; which values and columns have to be converted, and how."""

    text: str
    order: Sequence[str] | None
    known: Mapping[str, Any]
    givers: Mapping[str, Convert]
    readers: Mapping[int, Convert]

    def give(self, values: Mapping[str, Any]) -> Any:
        given = {**self.known, **values}
        for name, convert in self.givers.items():
            given[name] = convert(given[name])
        return given if self.order is None else [given[name] for name in self.order]

    def read(self, rows: list[Row]) -> list[Row]:
        return [self._read(list(row)) for row in rows] if self.readers else rows

    def _read(self, row: list[Any]) -> Row:
        for place, convert in self.readers.items():
            row[place] = convert(row[place])
        return tuple(row)


def _write(statement: Statement, dialect: sa.Dialect) -> _Written:
    compiled: Any = statement.compile(dialect=dialect)
    bound = compiled.binds
    given = {name: giver(one.type, dialect) for name, one in bound.items()}
    columns = getattr(statement, "selected_columns", None) or statement.exported_columns
    read = [one.type.dialect_impl(dialect).result_processor(dialect, None) for one in columns]
    return _Written(
        # In binary (%b) PostgreSQL has nothing to unescape.
        re.sub(r"(%\(\w+\))s", r"\1b", str(compiled)),
        compiled.positiontup,
        {name: one.value for name, one in bound.items() if not one.required},
        {name: convert for name, convert in given.items() if convert},
        {place: convert for place, convert in enumerate(read) if convert},
    )


def _drive(session: Session, how: str, text: str, values: Any) -> list[Row]:
    """What the driver raises becomes what SQLAlchemy makes of it, words and state of the connection."""
    connection = session.connection()
    driver: Any = connection.connection.driver_connection
    cursor = None
    try:
        cursor = driver.cursor(binary=True) if _is_postgresql(session) else driver.cursor()
        getattr(cursor, how)(text, values)
        found = cursor.fetchall() if cursor.description else []
    except connection.dialect.loaded_dbapi.Error as error:
        connection._handle_dbapi_exception(error, text, None, cursor, None)  # noqa: SLF001  # its only way in
    cursor.close()
    return found


def _is_postgresql(session: Session) -> bool:
    return session.connection().dialect.name == "postgresql"
