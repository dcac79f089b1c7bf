"""`doctor` names what is wrong, and nothing where nothing is."""

import os
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
import sqlalchemy as sa

from survey_app.cli.doctor import WORDS, describe
from survey_app.core.officers import COMMAND_LINE
from survey_app.services import health
from survey_app.services.agencies import add_agency
from survey_app.services.backup import make_backup
from survey_app.services.health import Ailment, Finding, examine
from survey_app.services.instance import Instance, upgrade_instance
from survey_app.services.secret_key import print_key, replace_key
from survey_app.settings import Settings
from survey_app.storage.keys import KEY_FILE, new_key
from tests.respondents import open_pretend_round


def names(settings: Settings) -> set[Ailment]:
    return {finding.ailment for finding in examine(settings)}


@pytest.fixture
def healthy(tmp_path: Path) -> Instance:
    """An instance with which nothing is wrong, under the real clock."""
    settings = Settings(instance=tmp_path / "well", public_url="https://ita.example.go.th")
    made = upgrade_instance(settings)
    print_key(made, COMMAND_LINE)
    yield made
    made.database.engine.dispose()


def test_good_health_is_an_empty_list(healthy: Instance):
    assert examine(healthy.settings) == []


def test_an_empty_place_lacks_its_folder_and_its_database(tmp_path: Path):
    wrong = names(Settings(instance=tmp_path / "none"))
    assert {Ailment.FOLDER_MISSING, Ailment.DATABASE_MISSING, Ailment.ADDRESS_MISSING} <= wrong


def _open_folder(instance: Instance) -> None:
    instance.settings.instance.chmod(0o755)


def _open_key(instance: Instance) -> None:
    (instance.settings.instance / KEY_FILE).chmod(0o644)


def _lose_key(instance: Instance) -> None:
    (instance.settings.instance / KEY_FILE).unlink()


def _swap_key(instance: Instance) -> None:
    (instance.settings.instance / KEY_FILE).write_text(new_key().secret.hex())


def _replace_key(instance: Instance) -> None:
    replace_key(instance.settings, COMMAND_LINE, "กุญแจสูญหายจากเครื่อง")


def _age_schema(instance: Instance) -> None:
    with instance.database.transaction() as session:
        session.execute(sa.text("UPDATE alembic_version SET version_num = '0001'"))


def _act_tomorrow(instance: Instance) -> None:
    later = replace(instance, clock=lambda: datetime.now(UTC) + timedelta(hours=1))
    print_key(later, COMMAND_LINE)


@pytest.mark.parametrize(
    ("harm", "ailment"),
    [
        (_open_folder, Ailment.FOLDER_OPEN),
        (_open_key, Ailment.KEY_READABLE),
        (_lose_key, Ailment.KEY_MISSING),
        (_swap_key, Ailment.KEY_WRONG),
        (_replace_key, Ailment.KEY_NOT_PRINTED),
        (_age_schema, Ailment.SCHEMA_OLD),
        (_act_tomorrow, Ailment.CLOCK_WRONG),
    ],
)
def test_each_harm_is_named_and_nothing_else(
    healthy: Instance, harm: Callable[[Instance], None], ailment: Ailment
):
    harm(healthy)
    assert names(healthy.settings) == {ailment}


@pytest.mark.skipif(os.name != "posix", reason="Windows asks its own lists")
@pytest.mark.parametrize("shut", ["", "inside"])
def test_a_folder_that_this_account_cannot_enter_is_named_and_nothing_else(shut: str):
    """Nothing in it can be judged: neither the key nor the database is missing."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = Settings(instance=folder / shut / "instance")
        upgrade_instance(settings).database.engine.dispose()
        shut_folder = settings.instance.parent if shut else settings.instance
        folder.chmod(0o755)
        shut_folder.chmod(0o000)
        try:
            found = examine_as_another(settings)
        finally:
            shut_folder.chmod(0o700)
    assert found == [Ailment.FOLDER_UNWRITABLE]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to another account")
def test_a_key_that_belongs_to_another_account_is_named():
    """As where root made it and the program runs as somebody else."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        settings = Settings(instance=folder / "instance")
        upgrade_instance(settings).database.engine.dispose()
        for path in (settings.instance, *settings.instance.iterdir()):
            if path.name != KEY_FILE:
                os.chown(path, _NOBODY, _NOBODY)
        assert Ailment.KEY_UNREADABLE in examine_as_another(settings)


def examine_as_another(settings: Settings) -> list[str]:
    """What an account is told that may do no more than its modes allow: not root, who may do all."""
    hear, say = Pipe(duplex=False)
    child = get_context("fork").Process(target=_examine_and_tell, args=(settings, say))
    child.start()
    say.close()
    try:
        return hear.recv()
    finally:
        hear.close()
        child.join()


def _examine_and_tell(settings: Settings, say: Connection) -> None:
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(_NOBODY)
        os.setuid(_NOBODY)
    say.send([finding.ailment.value for finding in examine(settings)])


_NOBODY = 65534


def test_a_key_never_printed_is_named(tmp_path: Path):
    settings = Settings(instance=tmp_path / "new", public_url="https://ita.example.go.th")
    upgrade_instance(settings).database.engine.dispose()
    assert names(settings) == {Ailment.KEY_NOT_PRINTED}


def test_an_open_round_wants_a_copy_a_week(healthy: Instance, tmp_path: Path):
    agency = add_agency(healthy, COMMAND_LINE, name="เทศบาลตำบลทดสอบ", phone="0 4300 0000")
    open_pretend_round(healthy, agency)
    assert names(healthy.settings) == {Ailment.BACKUP_OLD}
    make_backup(healthy, COMMAND_LINE, tmp_path / "copy")
    assert examine(healthy.settings) == []


@pytest.mark.parametrize(
    ("address", "wrong"),
    [
        ("http://ita.example.go.th", {Ailment.ADDRESS_OPEN}),
        ("http://127.0.0.1:8000", set()),
        (None, {Ailment.ADDRESS_MISSING}),
    ],
)
def test_the_public_address_is_judged(healthy: Instance, address: str | None, wrong: set[Ailment]):
    settings = healthy.settings.model_copy(update={"public_url": address})
    assert names(settings) == wrong


def test_a_full_disk_and_an_old_sqlite_are_named(
    healthy: Instance, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(health, "LEAST_DISK", 2**62)  # more than any disk here has
    monkeypatch.setattr(health, "OLDEST_SQLITE", (99, 0, 0))
    assert names(healthy.settings) == {Ailment.DISK_LOW, Ailment.SQLITE_OLD}


@pytest.mark.engine("postgresql")
def test_each_setting_by_which_postgresql_keeps_too_much_is_named(instance: Instance):
    harms = {
        "log_min_duration_statement": "0",
        "log_error_verbosity": "verbose",
        "session_preload_libraries": "auto_explain",
        "auto_explain.log_min_duration": "0",
    }
    for name, harm in harms.items():
        with instance.database.transaction() as session:
            database = instance.database.url.database
            session.execute(sa.text(f"ALTER DATABASE \"{database}\" SET {name} = '{harm}'"))
    found = [one for one in examine(instance.settings) if one.ailment == Ailment.POSTGRESQL_KEEPS]
    named = {one.facts["name"]: one.facts["stands"] for one in found}
    del harms["session_preload_libraries"]
    assert harms.items() <= named.items()
    assert "pgaudit.log" not in named, "it is not loaded"


def test_a_database_that_is_away_is_named(tmp_path: Path):
    folder = tmp_path / "i"
    folder.mkdir(mode=0o700)
    url = "postgresql+psycopg://nobody@127.0.0.1:1/none"
    assert Ailment.DATABASE_AWAY in names(Settings(instance=folder, database_url=url))


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("ailment", Ailment)
def test_every_ailment_has_words_and_a_cure(ailment: Ailment, language: str):
    facts = dict.fromkeys(
        ("folder", "free", "path", "found", "wanted", "why", "least", "name", "stands", "right", "now",
         "address", "days"), "X",
    )  # fmt: skip
    lines = describe(Finding(ailment, facts), language).splitlines()
    assert len(lines) == 2
    assert ailment in WORDS
