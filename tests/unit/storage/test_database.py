"""How the database is opened, read and written."""

import threading
from contextlib import suppress
from pathlib import Path

import pytest
import sqlalchemy as sa

from survey_app.core.errors import Busy
from survey_app.services.instance import Instance
from survey_app.storage import database as database_module
from survey_app.storage.agencies import Agency
from survey_app.storage.database import SQLITE_SETTINGS, open_database
from survey_app.storage.tables import RespondentErrorRow
from tests.closed_rounds import close_pretend_round

PROMISED = {
    "journal_mode": "truncate",
    "synchronous": "3",
    "secure_delete": "1",
    "foreign_keys": "1",
    "temp_store": "2",
    "trusted_schema": "0",
    "busy_timeout": "10000",
}
"""The settings that the design promises, written out again: whoever changes one changes both."""


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize("name", PROMISED)
def test_every_sqlite_connection_answers_with_the_setting_that_protects(
    instance: Instance, name: str
):
    engine = instance.database.engine
    connections = [engine.connect() for _ in range(3)]
    answers = {str(one.exec_driver_sql(f"PRAGMA {name}").scalar()) for one in connections}
    for one in connections:
        one.close()
    assert answers == {PROMISED[name]}


def test_sqlite_can_keep_its_promises_here():
    version = tuple(map(int, database_module.sqlite3.sqlite_version.split(".")))
    assert version >= (3, 37), "secure_delete and trusted_schema as used need 3.37"


def test_errors_never_carry_what_was_sent(instance: Instance):
    with (
        pytest.raises(sa.exc.IntegrityError) as caught,
        instance.database.transaction() as session,
    ):
        session.execute(sa.text("INSERT INTO tally VALUES (:s, 'i1', 0, -1)"), {"s": "SECRET"})
    assert "SECRET" not in str(caught.value)


def test_a_transaction_leaves_nothing_behind_when_it_fails(instance: Instance):
    with pytest.raises(RuntimeError), instance.database.transaction() as session:
        session.add(RespondentErrorRow(day=instance.today, kind="x", n=1))
        session.flush()
        raise RuntimeError
    with instance.database.snapshot() as session:
        assert session.get(RespondentErrorRow, (instance.today, "x")) is None


def test_a_snapshot_sees_one_moment_throughout(instance: Instance):
    day = instance.today
    with instance.database.snapshot() as reader:
        assert reader.get(RespondentErrorRow, (day, "a")) is None

        def write() -> None:
            with instance.database.transaction() as session:
                session.add(RespondentErrorRow(day=day, kind="a", n=1))

        writer = threading.Thread(target=write)
        writer.start()
        writer.join(0.2)
        seen = reader.execute(sa.text("SELECT count(*) FROM respondent_error")).scalar()
        assert seen == 0
        reader.rollback()
    writer.join()


def test_a_snapshot_cannot_be_kept(instance: Instance):
    with suppress(sa.exc.DBAPIError), instance.database.snapshot() as session:
        session.add(RespondentErrorRow(day=instance.today, kind="kept", n=1))
        session.flush()
    with instance.database.snapshot() as session:
        assert session.get(RespondentErrorRow, (instance.today, "kept")) is None


@pytest.mark.engine("sqlite")
def test_a_database_locked_for_long_is_busy(
    instance: Instance, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setitem(SQLITE_SETTINGS, "busy_timeout", "50")
    other = open_database(instance.settings.url)
    blocker = database_module.sqlite3.connect(instance.database.path, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(Busy), other.transaction():
            pytest.fail("the lock was taken")
    finally:
        blocker.close()
        other.engine.dispose()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_in_memory_lays_nothing_on_the_disk(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    database = open_database(url)
    with database.transaction() as session:
        session.execute(sa.text("CREATE TABLE one (n INTEGER)"))
    assert database.path is None
    assert database.file_bytes == 0
    assert not list(tmp_path.iterdir())
    database.engine.dispose()


@pytest.mark.parametrize("act", ["UPDATE {table} SET {column} = 'x'", "DELETE FROM {table}"])
@pytest.mark.parametrize(
    ("table", "column"), [("result", "text"), ("definition", "text"), ("audit", "officer")]
)
def test_the_database_itself_refuses_to_change_what_is_frozen(
    instance: Instance, agency: Agency, table: str, column: str, act: str
):
    close_pretend_round(instance, agency, iit=1, eit=1)
    with (
        pytest.raises(sa.exc.DBAPIError, match="frozen"),
        instance.database.transaction() as session,
    ):
        session.execute(sa.text(act.format(table=table, column=column)))
