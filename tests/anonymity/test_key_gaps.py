"""Keys and databases that do not belong together: told apart, and nothing silently made anew.

The single cases stand in tests/unit/storage/test_key.py and tests/unit/services/test_backup.py; here
they meet: copies of other instances, of the time before a key was replaced, and the commands an
administrator would try.
"""

import random
import shutil
from pathlib import Path

import pytest
import sqlalchemy as sa

from survey_app.core.errors import CodeRefused, KeyMissing, KeyWrong, TicketForged
from survey_app.core.officers import COMMAND_LINE
from survey_app.services import respond, secret_key
from survey_app.services.backup import make_backup, restore_backup
from survey_app.services.closing import close_round
from survey_app.services.instance import Instance, open_instance, upgrade_instance
from survey_app.settings import Settings
from survey_app.storage import pool
from survey_app.storage.agencies import Agency
from survey_app.storage.keys import KEY_FILE
from tests.respondents import open_pretend_round, random_sheet
from tests.serving import CommandLine

STARTS = [open_instance, upgrade_instance]


@pytest.fixture
def stranger(tmp_path: Path) -> Settings:
    """Another instance of the program, with a key and an empty database of its own."""
    settings = Settings(instance=tmp_path / "stranger")
    upgrade_instance(settings).database.engine.dispose()
    return settings


def listing(folder: Path) -> dict[str, bytes]:
    """Every file of a folder; SQLite's lock file is no thing of value."""
    return {f.name: f.read_bytes() for f in folder.iterdir() if not f.name.endswith(".lock")}


@pytest.mark.parametrize("start", STARTS)
def test_a_copy_of_another_instance_put_back_beside_our_key_does_not_start(
    instance: Instance, agency: Agency, stranger: Settings, tmp_path: Path, start
):
    open_pretend_round(instance, agency).send_many("IIT", 3)
    make_backup(instance, COMMAND_LINE, tmp_path / "copy")
    Path(stranger.instance / "survey.db").unlink()
    key = (stranger.instance / KEY_FILE).read_bytes()
    assert restore_backup(stranger, tmp_path / "copy").verified is None
    before = listing(stranger.instance)
    with pytest.raises(KeyWrong):
        start(stranger)
    assert listing(stranger.instance) == before
    assert (stranger.instance / KEY_FILE).read_bytes() == key
    shutil.copy(instance.settings.instance / KEY_FILE, stranger.instance)
    open_instance(stranger).database.engine.dispose()


def test_a_copy_from_before_the_key_was_replaced_needs_the_key_that_was_kept(
    instance: Instance, agency: Agency, tmp_path: Path
):
    pretend = open_pretend_round(instance, agency)
    pretend.send_many("EIT", 7)
    make_backup(instance, COMMAND_LINE, tmp_path / "copy")
    secret_key.replace_key(instance.settings, COMMAND_LINE, "กุญแจหาย")
    elsewhere = Settings(instance=tmp_path / "elsewhere")
    elsewhere.instance.mkdir()
    shutil.copy(instance.settings.instance / KEY_FILE, elsewhere.instance)
    assert restore_backup(elsewhere, tmp_path / "copy").verified is None
    with pytest.raises(KeyWrong):
        open_instance(elsewhere)
    kept = instance.settings.instance / f"{KEY_FILE}.replaced"
    shutil.copy(kept, elsewhere.instance / KEY_FILE)
    pretend.instance = open_instance(elsewhere, instance.clock)
    result = close_round(pretend.instance, COMMAND_LINE, pretend.id, "ทดสอบ")
    assert result.eit.respondents == 7
    pretend.instance.database.engine.dispose()


@pytest.mark.parametrize("start", STARTS)
def test_the_old_key_does_not_open_a_database_bound_to_the_new_one(
    instance: Instance, agency: Agency, start
):
    secret_key.replace_key(instance.settings, COMMAND_LINE, "ย้ายเครื่อง")
    folder = instance.settings.instance
    shutil.copy(folder / f"{KEY_FILE}.replaced", folder / KEY_FILE)
    before = (folder / KEY_FILE).read_bytes()
    with pytest.raises(KeyWrong):
        start(instance.settings)
    assert (folder / KEY_FILE).read_bytes() == before


def test_two_databases_swapped_under_their_keys_both_refuse(
    instance: Instance, agency: Agency, stranger: Settings
):
    """Each key with the other's database: by its file on SQLite, by its address on PostgreSQL."""
    ours = Settings(instance=stranger.instance, database_url=instance.settings.url)
    theirs = Settings(instance=instance.settings.instance, database_url=stranger.url)
    for swapped in (ours, theirs):
        with pytest.raises(KeyWrong):
            open_instance(swapped)


def test_what_the_old_key_sealed_signed_and_hashed_is_worth_nothing_under_the_new_one(
    instance: Instance, agency: Agency
):
    pretend = open_pretend_round(instance, agency)
    pretend.send_many("EIT", 4)
    visit = pretend.visit("EIT")
    ticket, code = respond.issue_ticket(instance, visit), pretend.codes[0]
    with instance.database.engine.connect() as connection:
        sealed = set(connection.scalars(sa.text("SELECT sealed FROM pool")))
    secret_key.replace_key(instance.settings, COMMAND_LINE, "กุญแจหาย")
    pretend.instance = open_instance(instance.settings, instance.clock)
    again = pretend.instance
    sheet = random_sheet(visit.form, random.Random(1))
    with pytest.raises(TicketForged):
        respond.submit_sheet(again, pretend.visit("EIT"), ticket, None, sheet)
    with pytest.raises(CodeRefused):
        respond.admit(again, pretend.visit("IIT"), code)
    with again.database.engine.connect() as connection:
        assert sealed.isdisjoint(connection.scalars(sa.text("SELECT sealed FROM pool")))
        assert connection.scalar(sa.text("SELECT count(*) FROM ticket")) == 0
    with again.database.snapshot() as session:
        assert pool.count_waiting(session, again.keys, visit.survey) == 0
    with instance.database.snapshot() as session, pytest.raises(KeyWrong):
        pool.count_waiting(session, instance.keys, visit.survey)
    again.database.engine.dispose()


def test_a_running_server_whose_key_was_replaced_records_nothing_under_the_old_one(
    instance: Instance, agency: Agency
):
    """Whoever still holds the old key in memory can neither open the pool nor write over it."""
    pretend = open_pretend_round(instance, agency)
    pretend.send_many("EIT", 4)
    secret_key.replace_key(instance.settings, COMMAND_LINE, "กุญแจหาย")
    with pytest.raises(KeyWrong):
        pretend.send_many("EIT", 1)
    pretend.instance = open_instance(instance.settings, instance.clock)
    pretend.send_many("EIT", 2)
    assert close_round(pretend.instance, COMMAND_LINE, pretend.id, "ทดสอบ").eit.respondents == 2
    pretend.instance.database.engine.dispose()


@pytest.fixture
def command(instance: Instance) -> CommandLine:
    """The commands over this test's instance, in processes of their own."""
    return CommandLine(instance.settings.instance)


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize("words", [("serve", "--port", "1"), ("db", "upgrade")])
@pytest.mark.parametrize("lost", [KeyMissing, KeyWrong])
def test_commands_refuse_with_one_line_and_make_no_key(
    instance: Instance, agency: Agency, command: CommandLine, words: tuple[str, ...], lost: type
):
    key = instance.settings.instance / KEY_FILE
    key.unlink()
    if lost is KeyWrong:
        key.write_text("ab" * 32)
    before = listing(instance.settings.instance)
    said = command.run(*words, expect=1)
    assert len(said.stderr.strip().splitlines()) == 1, said.stderr
    assert listing(instance.settings.instance) == before
