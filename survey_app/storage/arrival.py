"""The order of arrival, and how stored rows forget it.

Random keys are not enough: where a row lies (a cell's offset on a page of SQLite, `ctid` on
PostgreSQL) and who wrote it (`xmin`) remember when it came.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlmodel import Session

from survey_app.storage.chance import shuffled
from survey_app.storage.prepared import (
    Convert,
    Prepared,
    any_of,
    giver,
    run_as_written,
    run_for_each,
)

NEIGHBOURS = 60
"""Rows written again together with one that was spent: more than any lot, so it hides among them."""

Row = Mapping[str, Any]


def write_among_neighbours(
    session: Session, table: sa.Table, survey: str, arrived: Iterable[Row]
) -> None:
    """Write rows that were spent just now, each among neighbours by key, all in random order.

    The survey's lock is held. Where a row stands among its neighbours is random too, so that each
    of them may be the one that came last. Neighbours are those by key, not by age, so what is seen
    of rows says nothing of their own time. A row that is there already is replaced.
    """
    dialect = session.connection().dialect
    rows = {row["mac"]: _as_stored(dialect, table, row) for row in arrived}
    keys = set(rows).union(*(_neighbours(session, table, survey, mac) for mac in rows))
    for gone in _remove(session, table, keys):
        rows.setdefault(gone[_names(table).index("mac")], gone)
    _insert(session, table, shuffled(rows.values()))


def write_shuffled(session: Session, table: sa.Table, rows: Iterable[Row]) -> None:
    """Insert rows at once, in random order."""
    dialect = session.connection().dialect
    _insert(session, table, [_as_stored(dialect, table, row) for row in shuffled(rows)])


def _as_stored(dialect: sa.Dialect, table: sa.Table, row: Row) -> tuple[Any, ...]:
    """The row as the driver takes and gives it: what is only moved need not be read and written."""
    written = zip(_names(table), _givers(table, dialect), strict=True)
    return tuple(give(row[name]) if give else row[name] for name, give in written)


def _remove(session: Session, table: sa.Table, keys: set[bytes]) -> list[tuple[Any, ...]]:
    """Delete rows; returns them as stored."""
    among, macs = any_of(session, keys)
    columns = ", ".join(_names(table))
    text = f"DELETE FROM {table.name} WHERE mac {among} RETURNING {columns}"  # noqa: S608  # names of our own tables
    return run_as_written(session, text, macs)


def _insert(session: Session, table: sa.Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows as stored; PostgreSQL takes all in one statement, not in as many round trips."""
    into = f"INSERT INTO {table.name} ({', '.join(_names(table))})"
    if session.connection().dialect.name == "postgresql":
        columns = tuple(map(list, zip(*rows, strict=True)))
        source = f"SELECT * FROM unnest({_arrays(table)})"  # noqa: S608  # types of our own tables
        run_as_written(session, f"{into} {source}", columns)
    else:
        places = ", ".join("?" * len(table.columns))
        run_for_each(session, f"{into} VALUES ({places})", rows)


def _neighbours(session: Session, table: sa.Table, survey: str, mac: bytes) -> set[bytes]:
    """Keys on both sides in a circle, where the smallest follows the largest."""
    above = secrets.randbelow(NEIGHBOURS + 1)
    wanted = {"up": above, "down": NEIGHBOURS - above}
    near = _sides(table).run(session, survey=survey, mac=mac, **wanted)
    if len(near) == NEIGHBOURS:
        return {key for key, _side in near}
    found = {side: sum(1 for _key, its in near if its == side) for side in wanted}
    left = {side: most - found[side] for side, most in wanted.items()}
    rest = _far_ends(table).run(session, survey=survey, mac=mac, **left)
    return {key for key, _side in (*near, *rest)}


_GIVEN: sa.BindParameter[bytes] = sa.bindparam("mac", type_=sa.LargeBinary())


@cache
def _sides(table: sa.Table) -> Prepared:
    """The keys next above and next below."""
    mac, given = table.c.mac, _GIVEN
    above = _nearest(table, mac > given, mac.asc(), "up")
    return Prepared(sa.union_all(above, _nearest(table, mac < given, mac.desc(), "down")))


@cache
def _far_ends(table: sa.Table) -> Prepared:
    """Where a side has too few: the smallest keys follow the largest, and the other way round."""
    mac, given = table.c.mac, _GIVEN
    smallest = _nearest(table, mac < given, mac.asc(), "up")
    return Prepared(sa.union_all(smallest, _nearest(table, mac > given, mac.desc(), "down")))


def _nearest(
    table: sa.Table, side: sa.ColumnElement[bool], order: sa.UnaryExpression[Any], name: str
) -> sa.Select[Any]:
    of_survey = table.c.survey == sa.bindparam("survey")
    query = sa.select(table.c.mac, sa.literal_column(f"'{name}'").label("side"))
    found = query.where(of_survey, side).order_by(order).limit(sa.bindparam(name)).subquery()
    return sa.select(found)


@cache
def _names(table: sa.Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns)


@cache
def _arrays(table: sa.Table) -> str:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]  # untyped there
    types = (column.type.compile(dialect) for column in table.columns)
    return ", ".join(f"CAST(%b AS {name}[])" for name in types)  # %b: binary, nothing to escape


@lru_cache(maxsize=32)
def _givers(table: sa.Table, dialect: sa.Dialect) -> tuple[Convert | None, ...]:
    return tuple(giver(column.type, dialect) for column in table.columns)
