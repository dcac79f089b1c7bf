"""The order of arrival, and how stored rows forget it.

Random keys are not enough: where a row lies (a cell's offset on a page of SQLite, `ctid` on
PostgreSQL) and who wrote it (`xmin`) remember when it came.
"""

import secrets
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import Connection
from sqlmodel import Session

from survey_app.storage.chance import shuffled

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
    connection = session.connection()
    rows: dict[bytes, Row] = {row["mac"]: row for row in arrived}
    keys = set(rows).union(*(_neighbours(connection, table, survey, mac) for mac in rows))
    names = _names(table)
    for gone in connection.execute(_removal(table), {"macs": list(keys)}):
        rows.setdefault(gone.mac, dict(zip(names, gone, strict=True)))
    write_shuffled(session, table, rows.values())


def write_shuffled(session: Session, table: sa.Table, rows: Iterable[Row]) -> None:
    """Insert rows at once, in random order."""
    connection, mixed = session.connection(), shuffled(rows)
    if connection.dialect.name == "postgresql":
        columns = {name: [row[name] for row in mixed] for name in _names(table)}
        connection.execute(_insertion_of_arrays(table), columns)
    else:
        connection.execute(sa.insert(table), mixed)


def _neighbours(connection: Connection, table: sa.Table, survey: str, mac: bytes) -> set[bytes]:
    """Keys on both sides in a circle, where the smallest follows the largest."""
    above = secrets.randbelow(NEIGHBOURS + 1)
    wanted = {"up": above, "down": NEIGHBOURS - above}
    facts = {"survey": survey, "mac": mac}
    near = connection.execute(_sides(table), facts | wanted).all()
    if len(near) == NEIGHBOURS:
        return {key for key, _side in near}
    found = {side: sum(1 for _key, its in near if its == side) for side in wanted}
    left = {side: most - found[side] for side, most in wanted.items()}
    rest = connection.execute(_far_ends(table), facts | left)
    return {key for key, _side in (*near, *rest)}


_GIVEN: sa.BindParameter[bytes] = sa.bindparam("mac", type_=sa.LargeBinary())


@cache
def _sides(table: sa.Table) -> sa.CompoundSelect[Any]:
    """The keys next above and next below."""
    mac, given = table.c.mac, _GIVEN
    above = _nearest(table, mac > given, mac.asc(), "up")
    return sa.union_all(above, _nearest(table, mac < given, mac.desc(), "down"))


@cache
def _far_ends(table: sa.Table) -> sa.CompoundSelect[Any]:
    """Where a side has too few: the smallest keys follow the largest, and the other way round."""
    mac, given = table.c.mac, _GIVEN
    smallest = _nearest(table, mac < given, mac.asc(), "up")
    return sa.union_all(smallest, _nearest(table, mac > given, mac.desc(), "down"))


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
def _removal(table: sa.Table) -> sa.Executable:
    listed = table.c.mac.in_(sa.bindparam("macs", expanding=True))
    return sa.delete(table).where(listed).returning(*table.columns)


@cache
def _insertion_of_arrays(table: sa.Table) -> sa.TextClause:
    """PostgreSQL takes all rows in one statement; many small ones would be as many round trips."""
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]  # untyped there
    arrays = ", ".join(
        f"CAST(:{column.name} AS {column.type.compile(dialect)}[])" for column in table.columns
    )
    into = f"INSERT INTO {table.name} ({', '.join(_names(table))})"
    return sa.text(f"{into} SELECT * FROM unnest({arrays})")  # noqa: S608  # names of our own tables
