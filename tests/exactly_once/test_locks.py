"""Whoever finds the database locked for long is told 503 and keeps their answers; never 500."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa
from sqlalchemy.engine import URL

from survey_app.core.errors import Busy
from survey_app.services.instance import Instance
from tests.exactly_once.books import require_balance, require_exact
from tests.exactly_once.conftest import Cramped
from tests.exactly_once.crowd import plan_errands, prepare
from tests.exactly_once.phones import Filled, read_form

HOLDS = {
    "sqlite": {
        "reading": ("BEGIN", "SELECT * FROM pool"),
        "writing": ("BEGIN IMMEDIATE",),
        "everything": ("BEGIN EXCLUSIVE",),
    },
    "postgresql": {
        "reading": ("BEGIN", "SELECT * FROM pool FOR SHARE"),
        "writing": ("BEGIN", "SELECT * FROM pool FOR UPDATE"),
        "everything": ("BEGIN", "LOCK TABLE pool, survey, place IN ACCESS EXCLUSIVE MODE"),
    },
}
"""How somebody else, such as a copying program or an open console, keeps the database to themselves."""


@contextmanager
def held(cramped: Cramped, how: str) -> Iterator[None]:
    """The database locked by another connection until the block ends."""
    database = cramped.instance.database
    other: Any = (
        sqlite3.connect(database.path, isolation_level=None)
        if database.path
        else psycopg.connect(_address(database.url), autocommit=True)
    )
    with closing(other):
        for statement in HOLDS[database.url.get_backend_name()][how]:
            cursor = other.execute(statement)
            if cursor.description:
                cursor.fetchall()
        yield


def _address(url: URL) -> str:
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


@pytest.mark.parametrize("how", ["reading", "writing", "everything"])
def test_a_locked_database_is_busy_and_every_sheet_counts_afterwards(cramped: Cramped, how: str):
    pretend = cramped.open_round()
    forms = [prepare(pretend, one) for one in plan_errands(pretend, iit=3, eit=3)]
    with held(cramped, how):
        kept = [_be_refused(cramped, form) for form in forms[:3]]
        for form in forms[:1]:
            page = cramped.server.phone.fetch(f"/s/{form.errand.link}/form")
            assert page.status == (503 if how == "everything" else 200)
            assert ("Retry-After" in page.headers) == (page.status == 503)
    require_balance(pretend)
    for form in (*kept, *forms):
        cramped.server.phone.send_until_thanked(form)
    require_exact(pretend, [form.errand for form in forms])


@pytest.mark.engine("sqlite")
def test_a_writer_holds_the_lock_from_its_first_statement(instance: Instance):
    other = sqlite3.connect(instance.database.path, timeout=0, isolation_level=None)
    locked = pytest.raises(sqlite3.OperationalError, match="locked")
    with closing(other), instance.database.transaction(), locked:
        other.execute("BEGIN IMMEDIATE")


@pytest.mark.engine("postgresql")
@pytest.mark.parametrize("state", ["40001", "40P01", "53100", "53300", "55P03"])
def test_what_passes_is_known_whatever_language_the_database_speaks(instance: Instance, state: str):
    words = f"DO $$ BEGIN RAISE EXCEPTION 'โปรดรอสักครู่' USING ERRCODE = '{state}'; END $$"
    with pytest.raises(Busy), instance.database.transaction() as session:
        session.execute(sa.text(words))


def _be_refused(cramped: Cramped, form: Filled) -> Filled:
    """The form as the busy page gives it back."""
    reply = cramped.server.phone.send(form)
    assert reply.status == 503, reply.text
    assert int(reply.headers["Retry-After"]) > 0
    kept = read_form(reply.text)
    assert _filled_in(kept.fields) == _filled_in(form.fields)
    return Filled(form.errand, kept.path, kept.fields)


def _filled_in(fields: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in fields.items() if value}
