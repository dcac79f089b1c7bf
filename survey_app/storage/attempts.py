"""The repository of sign-in attempts, counted for each name until an hour has passed without one.

A count that began anew at every full hour would let twice as many be evaluated around its end.
"""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy import delete
from sqlmodel import Session, col, select

from survey_app.storage.tables import SignInRow
from survey_app.storage.tables.base import Moment

WINDOW = timedelta(hours=1)
MOST_ATTEMPTS = 20
"""Attempts of one name that are evaluated within any hour."""

_FIRST = sa.text(
    "INSERT INTO sign_in (name_mac, window_from, failures) VALUES (:mac, :now, 0)"
    " ON CONFLICT (name_mac) DO NOTHING"
).bindparams(sa.bindparam("now", type_=Moment))


def spend_attempt(session: Session, name_mac: bytes, now: datetime) -> datetime | None:
    """Count one attempt; where too many were counted, none is, and the end of the wait is returned."""
    session.execute(_FIRST, {"mac": name_mac, "now": now})
    row = _row(session, name_mac)
    if row is None or now >= row.window_from + WINDOW:
        session.merge(SignInRow(name_mac=name_mac, window_from=now, failures=1))
        return None
    if row.failures >= MOST_ATTEMPTS:
        return row.window_from + WINDOW
    row.window_from, row.failures = now, row.failures + 1
    session.add(row)
    return None


def return_attempt(session: Session, name_mac: bytes) -> None:
    """Take back one counted attempt: it succeeded."""
    row = _row(session, name_mac)
    if row is not None and row.failures > 0:
        row.failures -= 1
        session.add(row)


def forget_attempts(session: Session, now: datetime) -> None:
    """Remove the counts that an hour without an attempt has ended."""
    session.execute(delete(SignInRow).where(col(SignInRow.window_from) <= now - WINDOW))


def _row(session: Session, name_mac: bytes) -> SignInRow | None:
    query = select(SignInRow).where(SignInRow.name_mac == name_mac).with_for_update()
    return session.exec(query).first()
