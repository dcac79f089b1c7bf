"""The order of arrival, and how stored rows forget it.

Random keys are not enough: where a row lies (a cell's offset on a page of SQLite, `ctid` on
PostgreSQL) and who wrote it (`xmin`) remember when it came.
"""

import secrets
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

NEIGHBOURS = 60
"""Rows written again together with one that was spent: more than any lot, so it hides among them."""


def forget_arrival(session: Session, table: sa.Table, survey: str, mac: bytes) -> None:
    """Write the row `mac` again among neighbours by key, in random order, behind the survey's lock.

    Where it stands among them is random too, so that each of them may be the one that came last.
    Neighbours are those by key, not by age, so what is seen of rows says nothing of their own time.
    """
    keys = [mac, *_neighbours(session, table, survey, mac)]
    gone = sa.delete(table).where(table.c.mac.in_(keys)).returning(*table.columns)
    rows = [dict(row) for row in session.execute(gone).mappings()]
    secrets.SystemRandom().shuffle(rows)
    session.execute(sa.insert(table), rows)


def _neighbours(session: Session, table: sa.Table, survey: str, mac: bytes) -> set[bytes]:
    """Keys on both sides in a circle, where the smallest follows the largest."""
    above = secrets.randbelow(NEIGHBOURS + 1)
    found: set[bytes] = set()
    for most, beyond, rest, order in (
        (above, table.c.mac > mac, table.c.mac < mac, table.c.mac.asc()),
        (NEIGHBOURS - above, table.c.mac < mac, table.c.mac > mac, table.c.mac.desc()),
    ):
        near = _read(session, table, survey, beyond, order, most)
        found.update(near, _read(session, table, survey, rest, order, most - len(near)))
    return found


def _read(
    session: Session,
    table: sa.Table,
    survey: str,
    side: sa.ColumnElement[bool],
    order: sa.UnaryExpression[Any],
    most: int,
) -> list[bytes]:
    if not most:
        return []
    query = sa.select(table.c.mac).where(table.c.survey == survey, side)
    return list(session.scalars(query.order_by(order).limit(most)))
