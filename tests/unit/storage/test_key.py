"""The key beside the database: made once, never remade, and useless without it."""

import random
import shutil
from pathlib import Path

import pytest

from survey_app.core.errors import (
    CodeRefused,
    KeyMissing,
    KeyWrong,
    NotAccepting,
    ReasonNeeded,
)
from survey_app.core.officers import COMMAND_LINE
from survey_app.core.rounds import SurveyDays
from survey_app.services import closing, codes, results, secret_key, tidying
from survey_app.services.instance import Instance, open_instance, upgrade_instance
from survey_app.settings import Settings
from survey_app.storage.agencies import Agency
from survey_app.storage.keys import KEY_FILE, Keys
from survey_app.storage.sealing import seal, unseal
from tests.conftest import Clock
from tests.respondents import open_pretend_round, random_sheet


@pytest.fixture
def key_file(instance: Instance) -> Path:
    return instance.settings.instance / KEY_FILE


def test_the_key_is_readable_by_its_owner_alone(key_file: Path):
    assert key_file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("start", [open_instance, upgrade_instance])
def test_a_database_without_its_key_is_refused_and_no_new_key_is_made(
    instance: Instance, key_file: Path, start
):
    key_file.unlink()
    with pytest.raises(KeyMissing):
        start(instance.settings)
    assert not key_file.exists()


@pytest.mark.parametrize("start", [open_instance, upgrade_instance])
def test_a_wrong_key_is_refused_and_left_as_it_is(instance: Instance, key_file: Path, start):
    key_file.write_text("ab" * 32)
    with pytest.raises(KeyWrong):
        start(instance.settings)
    assert key_file.read_text() == "ab" * 32


@pytest.mark.parametrize("text", ["", "abc", "zz" * 32, "ab" * 31])
def test_a_damaged_key_counts_as_missing(instance: Instance, key_file: Path, text: str):
    key_file.write_text(text)
    with pytest.raises(KeyMissing):
        open_instance(instance.settings)


def test_upgrading_again_keeps_the_key(instance: Instance, key_file: Path):
    before = key_file.read_text()
    upgrade_instance(instance.settings)
    assert key_file.read_text() == before


def test_a_start_cut_off_before_the_key_was_bound_goes_on_with_it(tmp_path: Path):
    folder = tmp_path / "new"
    folder.mkdir()
    (folder / KEY_FILE).write_text("cd" * 32)
    upgrade_instance(Settings(instance=folder))
    assert (folder / KEY_FILE).read_text() == "cd" * 32


def test_no_key_opens_a_seal_of_another_place_purpose_or_key():
    keys, other = Keys(b"1" * 32), Keys(b"2" * 32)
    sealed = seal(keys, "pool", "survey-1", b"answers")
    assert unseal(keys, "pool", "survey-1", sealed) == b"answers"
    for wrong in ((other, "pool", "survey-1"), (keys, "text", "survey-1"), (keys, "pool", "2")):
        with pytest.raises(KeyWrong):
            unseal(*wrong, sealed)
    with pytest.raises(KeyWrong):
        unseal(keys, "pool", "survey-1", sealed[:-1] + bytes([sealed[-1] ^ 1]))


def test_the_envelope_holds_the_whole_key(instance: Instance, key_file: Path):
    sheet = secret_key.envelope(instance).replace(" ", "").replace("\n", "")
    assert key_file.read_text().strip() in sheet


def test_replacing_a_lost_key_says_how_many_sheets_were_lost_and_the_result_repeats_it(
    instance: Instance, agency: Agency, key_file: Path
):
    pretend = open_pretend_round(instance, agency)
    pretend.send_many("IIT", 3)
    pretend.send_many("EIT", 7)
    old_code = pretend.codes[0]
    key_file.unlink()
    assert secret_key.replace_key(instance.settings, COMMAND_LINE, "แฟ้มกุญแจเสียหาย") == 10
    again = open_instance(instance.settings, instance.clock)
    pretend.instance = again
    with pytest.raises(CodeRefused):
        pretend.send_many("IIT", 1)
    pretend.codes = codes.make_codes(again, COMMAND_LINE, pretend.id, 5)
    assert old_code not in pretend.codes
    pretend.send_many("IIT", 1)
    closing.close_round(again, COMMAND_LINE, pretend.id, "กุญแจหาย")
    shown = results.read_closed(again, COMMAND_LINE, pretend.id).shown
    assert shown.iit.respondents == 1
    assert shown.eit.respondents == 0
    remark = next(one for one in shown.remarks if one.kind == "key_replaced")
    assert (remark.facts["IIT_sheets"], remark.facts["EIT_sheets"]) == (3, 7)
    assert remark.reason == "แฟ้มกุญแจเสียหาย"
    results.verify_result(again, COMMAND_LINE, pretend.id)


def test_replacing_a_key_needs_a_reason_and_keeps_the_old_file(instance: Instance, key_file: Path):
    before = key_file.read_text()
    with pytest.raises(ReasonNeeded):
        secret_key.replace_key(instance.settings, COMMAND_LINE, "  ")
    assert key_file.read_text() == before
    secret_key.replace_key(instance.settings, COMMAND_LINE, "ย้ายเครื่อง")
    assert key_file.read_text() != before
    assert key_file.with_name("secret.key.replaced").read_text() == before
    open_instance(instance.settings)


@pytest.mark.engine("sqlite")
def test_a_copied_database_does_not_open_with_another_instances_key(
    instance: Instance, tmp_path: Path
):
    other = tmp_path / "other"
    upgrade_instance(Settings(instance=other)).database.engine.dispose()
    shutil.copy(instance.database.path, other / "survey.db")
    with pytest.raises(KeyWrong):
        open_instance(Settings(instance=other))


def test_a_survey_whose_scores_were_shown_ends_with_its_key(instance: Instance, agency: Agency):
    """Else one more sheet, and the close, would show that sheet as the difference of two scores."""
    pretend = open_pretend_round(instance, agency)
    pretend.send_many("IIT", 23)  # a lot of 10 folded and shown, 13 wait
    assert secret_key.replace_key(instance.settings, COMMAND_LINE, "กุญแจหาย") == 13
    pretend.instance = open_instance(instance.settings, instance.clock)
    with pytest.raises(NotAccepting):
        pretend.send_many("IIT", 1)
    pretend.send_many("EIT", 1)
    closing.close_round(pretend.instance, COMMAND_LINE, pretend.id, "กุญแจหาย")
    shown = results.read_closed(pretend.instance, COMMAND_LINE, pretend.id).shown
    assert shown.iit.respondents == 10
    remark = next(one for one in shown.remarks if one.kind == "key_replaced")
    assert (remark.facts["IIT_ended"], remark.facts.get("EIT_ended")) == (1, None)
    results.verify_result(pretend.instance, COMMAND_LINE, pretend.id)


def test_a_round_with_an_ended_survey_can_still_be_closed_under_a_new_key(
    instance: Instance, agency: Agency, clock: Clock
):
    days = SurveyDays(None, instance.today)
    pretend = open_pretend_round(instance, agency, days=days)
    form = pretend.visit("EIT").form
    for seed in range(6):
        pretend.send("EIT", random_sheet(form, random.Random(seed), "ข้อเสนอแนะ"))
    clock.advance(days=1)
    tidying.tidy(instance)
    secret_key.replace_key(instance.settings, COMMAND_LINE, "กุญแจหาย")
    again = open_instance(instance.settings, instance.clock)
    closing.close_round(again, COMMAND_LINE, pretend.id, "กุญแจหาย")
    shown = results.read_closed(again, COMMAND_LINE, pretend.id).shown
    assert shown.eit.respondents == 6
    remark = next(one for one in shown.remarks if one.kind == "key_replaced")
    assert remark.facts["EIT_texts"] == 6


def test_nothing_is_written_off_where_no_new_key_can_be_put(
    instance: Instance, agency: Agency, tmp_path: Path
):
    pretend = open_pretend_round(instance, agency)
    pretend.send_many("EIT", 3)
    elsewhere = Settings(instance=tmp_path / "mistyped", database_url=instance.settings.url)
    with pytest.raises(FileNotFoundError):
        secret_key.replace_key(elsewhere, COMMAND_LINE, "กุญแจหาย")
    again = open_instance(instance.settings, instance.clock)
    assert closing.close_round(again, COMMAND_LINE, pretend.id, "ทดสอบ").eit.respondents == 3


def test_a_key_whose_writing_was_cut_off_is_not_there_and_the_next_start_makes_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def lose_power(_file: int) -> None:
        raise KeyboardInterrupt

    settings = Settings(instance=tmp_path / "instance")
    with monkeypatch.context() as cut, pytest.raises(KeyboardInterrupt):
        cut.setattr("survey_app.storage.keys.os.fsync", lose_power)
        upgrade_instance(settings)
    assert not (settings.instance / KEY_FILE).exists()
    upgrade_instance(settings).database.engine.dispose()
    open_instance(settings).database.engine.dispose()
