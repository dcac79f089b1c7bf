"""What time alone brings about, and what an interrupted closing leaves to the next start."""

from datetime import date

import pytest
import sqlalchemy as sa

from survey_app.core.officers import COMMAND_LINE
from survey_app.core.rounds import SurveyDays
from survey_app.services import closing, results, tidying
from survey_app.services.instance import Instance
from survey_app.storage.agencies import Agency
from survey_app.storage.database import Database
from tests.conftest import Clock
from tests.respondents import open_pretend_round


def ask(instance: Instance, query: str) -> object:
    with instance.database.snapshot() as session:
        return session.execute(sa.text(query)).scalar()


def test_a_vacuum_that_was_cut_off_is_done_at_the_next_start(
    instance: Instance, agency: Agency, monkeypatch: pytest.MonkeyPatch
):
    pretend = open_pretend_round(instance, agency)
    pretend.send_many("EIT", 12)
    with monkeypatch.context() as broken:
        broken.setattr(Database, "vacuum", _cut_off)
        with pytest.raises(KeyboardInterrupt):
            closing.close_round(instance, COMMAND_LINE, pretend.id, "ทดสอบ")
    assert ask(instance, "SELECT vacuumed FROM round") == 0
    shown = results.read_closed(instance, COMMAND_LINE, pretend.id).shown
    assert shown.eit.respondents == 12, "the closing itself was whole"
    tidying.tidy(instance)
    assert ask(instance, "SELECT vacuumed FROM round") == 1
    if instance.database.is_sqlite:
        assert ask(instance, "PRAGMA freelist_count") == 0


@pytest.mark.engine("sqlite")
def test_a_large_file_is_rewritten_by_the_tidying_and_not_while_everybody_waits(
    instance: Instance, agency: Agency, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(closing, "VACUUMED_AT_ONCE", 1024)
    pretend = open_pretend_round(instance, agency)
    pretend.send_many("EIT", 12)
    with monkeypatch.context() as broken:
        broken.setattr(Database, "vacuum", _cut_off)
        closing.close_round(instance, COMMAND_LINE, pretend.id, "ทดสอบ")
    assert ask(instance, "SELECT vacuumed FROM round") == 0
    tidying.tidy(instance)
    assert ask(instance, "SELECT vacuumed FROM round") == 1


@pytest.mark.parametrize("at_once", [1, 3, 5])
def test_expired_tickets_go_in_small_lots_and_all_of_them(
    instance: Instance, agency: Agency, clock: Clock, monkeypatch: pytest.MonkeyPatch, at_once: int
):
    monkeypatch.setattr(tidying, "TICKETS_AT_ONCE", at_once)
    pretend = open_pretend_round(instance, agency)
    pretend.send_many("EIT", 3)
    clock.advance(days=3)
    pretend.send_many("IIT", 2)
    clock.advance(days=5)
    tidying.tidy(instance)
    assert ask(instance, "SELECT count(*) FROM ticket") == 2, "those of three days later are good"
    clock.advance(days=3)
    tidying.tidy(instance)
    assert ask(instance, "SELECT count(*) FROM ticket") == 0


def _cut_off(_database: Database) -> None:
    raise KeyboardInterrupt


def test_a_survey_past_its_last_day_is_ended_and_folded_once(
    instance: Instance, agency: Agency, clock: Clock
):
    days = SurveyDays(date(2021, 3, 1), date(2021, 3, 2))
    pretend = open_pretend_round(instance, agency, days=days)
    pretend.send_many("EIT", 6)
    clock.advance(days=1)
    tidying.tidy(instance)
    assert ask(instance, "SELECT sum(n) FROM released") == 0, "its last day is not over"
    clock.advance(days=1)
    for _ in range(2):
        tidying.tidy(instance)
        assert ask(instance, "SELECT sum(n) FROM released") == 6
        assert ask(instance, "SELECT count(*) FROM pool") == 0


def test_codes_are_forgotten_a_week_after_the_end_and_the_result_keeps_their_numbers(
    instance: Instance, agency: Agency, clock: Clock
):
    pretend = open_pretend_round(instance, agency)
    pretend.send_many("IIT", 6)
    closing.close_round(instance, COMMAND_LINE, pretend.id, "ทดสอบ")
    clock.advance(days=7)
    tidying.tidy(instance)
    assert ask(instance, "SELECT count(*) FROM admission_code") == 60
    clock.advance(days=1)
    tidying.tidy(instance)
    assert ask(instance, "SELECT count(*) FROM admission_code") == 0
    remarks = results.read_closed(instance, COMMAND_LINE, pretend.id).shown.remarks
    codes = next(remark.facts for remark in remarks if remark.kind == "codes")
    assert (codes["printed"], codes["used"], codes["unused"]) == (60, 6, 54)
    results.verify_result(instance, COMMAND_LINE, pretend.id)


def test_codes_forgotten_before_closing_still_reach_the_result(
    instance: Instance, agency: Agency, clock: Clock
):
    """Surveys end in May and rounds close in August: the slips are long gone by then."""
    pretend = open_pretend_round(instance, agency, days=SurveyDays(None, instance.today))
    pretend.send_many("IIT", 6)
    clock.advance(days=1)
    tidying.tidy(instance)
    clock.advance(days=8)
    for _ in range(2):
        tidying.tidy(instance)
    assert ask(instance, "SELECT count(*) FROM admission_code") == 0
    closing.close_round(instance, COMMAND_LINE, pretend.id, "ทดสอบ")
    remarks = results.read_closed(instance, COMMAND_LINE, pretend.id).shown.remarks
    found = [remark.facts for remark in remarks if remark.kind == "codes"]
    assert [(one["printed"], one["used"], one["unused"]) for one in found] == [(60, 6, 54)]
