"""Databases of every released schema come up whole, go down and up again, and survive being killed."""

import gc
import os
import random
import shutil
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from zipfile import ZipFile

import pytest
import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Engine

from survey_app.core.officers import COMMAND_LINE
from survey_app.core.rounds import RoundState
from survey_app.services import places, rounds
from survey_app.services.closing import close_round
from survey_app.services.instance import Instance, open_instance, upgrade_instance
from survey_app.services.paper import NAME, allow_paper, open_paper
from survey_app.services.respond import issue_ticket, submit_sheet
from survey_app.services.results import verify_result
from survey_app.settings import Settings
from survey_app.storage import archive, schema
from survey_app.storage.agencies import Agency
from survey_app.storage.database import Database, open_database
from survey_app.storage.keys import KEY_FILE
from tests.exactly_once.books import require_balance
from tests.exactly_once.released import Released, list_released
from tests.postgresql import Cluster
from tests.respondents import PretendRound, open_pretend_round, random_sheet

Rows = dict[str, list[tuple[object, ...]]]
_POSTGRESQL_SCHEMA = (
    """SELECT concat_ws(' ', table_name, column_name, data_type, character_maximum_length,
       is_nullable, column_default) FROM information_schema.columns WHERE table_schema = 'public'""",
    """SELECT pg_get_constraintdef(oid) || conname FROM pg_constraint
       WHERE connamespace = 'public'::regnamespace""",
    "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "SELECT prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
)


@pytest.fixture
def blank(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Settings]:
    """Settings of a place with no database yet, or with one that holds no table."""
    folder = tmp_path / "older"
    folder.mkdir()
    if engine == "sqlite":
        yield Settings(instance=folder)
        return
    cluster: Cluster = request.getfixturevalue("cluster")
    name = cluster.create()
    yield Settings(instance=folder, database_url=cluster.url(name))
    cluster.drop(name)


@dataclass(frozen=True)
class Laid:
    """A released database as it was, and everything it held."""

    settings: Settings
    database: Database
    rows: Rows


@pytest.fixture(params=list_released(), ids=lambda released: released.schema)
def released(request: pytest.FixtureRequest) -> Released:
    found: Released = request.param
    return found


@pytest.fixture
def laid(blank: Settings, released: Released) -> Iterator[Laid]:
    database = open_database(blank.url)
    schema.migrate(database, released.schema)
    with ZipFile(released.archive) as copy, database.transaction() as session:
        stored = sa.MetaData()
        stored.reflect(session.connection(), only=list(released.manifest().tables))
        for table in stored.sorted_tables:
            archive._fill(session, copy, table)
            archive._advance_sequence(session, table)
    shutil.copy(released.key, blank.instance / KEY_FILE)
    yield Laid(blank, database, read_rows(database, stored))
    database.engine.dispose()


def read_rows(database: Database, tables: sa.MetaData) -> Rows:
    """Everything in these tables and columns."""
    with database.snapshot() as session:
        return {
            table.name: sorted((tuple(row) for row in session.execute(sa.select(table))), key=repr)
            for table in tables.sorted_tables
        }


def tables_of(database: Database, names: Rows) -> sa.MetaData:
    """These tables with the columns they have now."""
    found = sa.MetaData()
    with database.snapshot() as session:
        found.reflect(session.connection(), only=list(names))
    return found


def describe(database: Database) -> set[str]:
    """The schema in the engine's own words."""
    with database.snapshot() as session:
        if database.is_sqlite:
            return set(session.scalars(sa.text("SELECT sql FROM sqlite_master WHERE sql <> ''")))
        return {line for q in _POSTGRESQL_SCHEMA for line in session.scalars(sa.text(q)) if line}


@pytest.fixture
def newest(instance: Instance) -> set[str]:
    """The schema of a database made today."""
    return describe(instance.database)


def test_a_released_database_comes_up_with_all_it_held(laid: Laid, newest: set[str]):
    before = tables_of(laid.database, laid.rows)
    upgraded = upgrade_instance(laid.settings)
    assert describe(laid.database) == newest
    assert read_rows(laid.database, before) == laid.rows
    upgraded.database.engine.dispose()
    _go_on(laid.settings)


def _go_on(settings: Settings) -> None:
    """Its closed rounds verify, its open one takes a sheet and closes."""
    instance = open_instance(settings)
    found = {one.state: one for one in rounds.list_rounds(instance, COMMAND_LINE)}
    verify_result(instance, COMMAND_LINE, found[RoundState.CLOSED].id)
    opened = found[RoundState.OPEN].id
    views = places.list_link_places(instance, COMMAND_LINE, opened)
    links = {view.instrument: view.place.link_code for view in views if not view.place.stopped_on}
    pretend = PretendRound(instance, opened, links, [])
    pretend.send_many("EIT", 1)
    books = require_balance(pretend)
    assert (books["IIT"].sent, books["EIT"].sent) == (25, 46)
    close_round(instance, COMMAND_LINE, opened, "ทดสอบ")
    verify_result(instance, COMMAND_LINE, opened)
    instance.database.engine.dispose()


def test_going_down_and_up_again_keeps_what_the_older_schema_knew(
    laid: Laid, released: Released, newest: set[str]
):
    older = describe(laid.database)
    before = tables_of(laid.database, laid.rows)
    for _ in range(2):
        schema.migrate(laid.database)
        assert describe(laid.database) == newest
        schema.migrate(laid.database, released.schema)
        assert describe(laid.database) == older
        assert read_rows(laid.database, before) == laid.rows
    schema.migrate(laid.database)
    _go_on(laid.settings)


def test_an_upgrade_killed_at_any_statement_did_nothing_or_all_and_can_be_repeated(
    laid: Laid, newest: set[str]
):
    older, before = describe(laid.database), tables_of(laid.database, laid.rows)
    for statement in count(1):
        survived = upgrade_and_die(laid.settings, at=statement)
        assert describe(laid.database) in (older, newest)
        assert read_rows(laid.database, before) == laid.rows
        if survived:
            break
    assert statement > 5, "hardly anything was done"
    assert describe(laid.database) == newest
    _go_on(laid.settings)


def test_sheets_on_paper_stay_counted_where_the_schema_knows_no_paper(
    instance: Instance, agency: Agency
):
    opened = open_pretend_round(instance, agency)
    place = allow_paper(instance, COMMAND_LINE, opened.id, "EIT")
    visit = open_paper(instance, COMMAND_LINE, opened.id, "EIT")
    sheet = random_sheet(visit.form, random.Random(5))
    submit_sheet(instance, visit, issue_ticket(instance, visit), None, sheet)
    opened.send_many("EIT", 2)
    counted = tables_of(instance.database, {"participation": []})
    before = read_rows(instance.database, counted)["participation"]
    schema.migrate(instance.database, "0004")
    with instance.database.snapshot() as session:
        query = sa.text("SELECT name, stopped_on IS NOT NULL FROM place WHERE id = :id")
        assert session.execute(query, {"id": place.id}).one() == (NAME, True)
    schema.migrate(instance.database)
    assert read_rows(instance.database, counted)["participation"] == before
    again = allow_paper(instance, COMMAND_LINE, opened.id, "EIT")
    assert again.id != place.id
    result = close_round(instance, COMMAND_LINE, opened.id, "ทดสอบ")
    assert result.eit.respondents == 3


def test_a_first_start_killed_at_any_statement_can_be_repeated(blank: Settings, newest: set[str]):
    database = open_database(blank.url)
    for statement in count(1, 9):
        survived = upgrade_and_die(blank, at=statement)
        assert describe(database) in (set(), newest)
        if survived:
            break
    assert describe(database) == newest
    open_instance(blank).database.engine.dispose()
    database.engine.dispose()


def test_a_first_start_killed_before_its_key_is_bound_goes_on_with_that_key(blank: Settings):
    database, file, keys = open_database(blank.url), blank.instance / KEY_FILE, set()
    schema.migrate(database)
    for statement in count(1):
        survived = upgrade_and_die(blank, at=statement)
        keys |= {file.read_text()} if file.exists() else set()
        if survived:
            break
    assert len(keys) == 1
    open_instance(blank).database.engine.dispose()
    database.engine.dispose()


def upgrade_and_die(settings: Settings, *, at: int) -> bool:
    """What `db upgrade` does, in a process that kills itself before a statement; whether it came through."""
    child = os.fork()
    if child == 0:
        gc.disable()  # what the parent left lying about is the parent's to clear away
        _die_before(at)
        upgrade_instance(settings)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert status in (0, signal.SIGKILL), status
    return status == 0


def _die_before(statement: int) -> None:
    passed = count(1)

    def step(*_facts: object) -> None:
        if next(passed) == statement:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", step)
    event.listen(Engine, "commit", step)
