"""Reading a closed round's result, its texts, and proving that nothing was changed since."""

import random

import pytest
import sqlalchemy as sa

from survey_app.core.errors import NotFound, ResultDiffers, WrongState
from survey_app.core.officers import COMMAND_LINE, Actor
from survey_app.services.closing import close_round
from survey_app.services.instance import Instance
from survey_app.services.results import read_closed, read_texts, verify_result
from survey_app.storage.agencies import Agency
from tests.closed_rounds import close_pretend_round, score_items
from tests.respondents import PretendRound, open_pretend_round, random_sheet


@pytest.fixture
def closed(instance: Instance, agency: Agency) -> PretendRound:
    return close_pretend_round(instance, agency, iit=12, eit=11)


def change(instance: Instance, statement: str) -> None:
    with instance.database.transaction() as session:
        session.connection().execute(sa.text(statement))


def test_there_is_no_result_before_closing(instance: Instance, agency: Agency) -> None:
    pretend = open_pretend_round(instance, agency)
    for read in (read_closed, verify_result):
        with pytest.raises(WrongState):
            read(instance, COMMAND_LINE, pretend.id)
    with pytest.raises(WrongState):
        read_texts(instance, COMMAND_LINE, pretend.id, "IIT")


def test_another_agencys_result_is_not_found(
    instance: Instance, officer_actor: Actor, other_agency: Agency
) -> None:
    theirs = close_pretend_round(instance, other_agency, iit=1, eit=1)
    for read in (read_closed, verify_result):
        with pytest.raises(NotFound):
            read(instance, officer_actor, theirs.id)
    with pytest.raises(NotFound):
        read_texts(instance, officer_actor, theirs.id, "EIT")


@pytest.mark.parametrize(
    ("people", "score", "indicators"), [(3, False, False), (7, True, False), (12, True, True)]
)
def test_a_result_shows_what_so_many_people_allow(
    instance: Instance, agency: Agency, people: int, *, score: bool, indicators: bool
) -> None:
    pretend = close_pretend_round(instance, agency, iit=people, eit=12)
    shown = read_closed(instance, COMMAND_LINE, pretend.id).shown
    assert shown.iit.respondents == people
    assert (shown.iit.score is not None, shown.total is not None) == (score, score)
    assert all((part.score is not None) is indicators for part in shown.iit.indicators)
    assert (shown.statistics is not None) is indicators
    assert {row.counts for row in shown.iit.rows} == {None}


def test_a_result_that_nobody_touched_verifies(instance: Instance, closed: PretendRound) -> None:
    shown = read_closed(instance, COMMAND_LINE, closed.id).shown
    assert verify_result(instance, COMMAND_LINE, closed.id) == shown.fingerprint


def test_a_changed_count_is_found_out(instance: Instance, closed: PretendRound) -> None:
    change(instance, "UPDATE tally SET n = n + 1 WHERE row = 'i2' AND option = 0")
    with pytest.raises(ResultDiffers) as found:
        verify_result(instance, COMMAND_LINE, closed.id)
    assert any("tally" in difference for difference in found.value.differences)


def test_two_changed_counts_that_balance_are_found_out(
    instance: Instance, closed: PretendRound
) -> None:
    change(
        instance,
        "UPDATE tally SET n = CASE option WHEN 0 THEN n + 1 ELSE n - 1 END "
        "WHERE row = 'i2' AND option IN (0, (SELECT max(option) FROM tally t "
        "WHERE t.row = 'i2' AND t.n > 0))",
    )
    with pytest.raises(ResultDiffers):
        verify_result(instance, COMMAND_LINE, closed.id)


def test_a_changed_disclosure_score_is_found_out(instance: Instance, closed: PretendRound) -> None:
    change(instance, "UPDATE disclosure_item SET score = 0 WHERE code = 'o2'")
    with pytest.raises(ResultDiffers):
        verify_result(instance, COMMAND_LINE, closed.id)


def test_a_frozen_result_cannot_be_changed_at_all(instance: Instance, closed: PretendRound) -> None:
    with pytest.raises(sa.exc.DBAPIError, match="frozen"):
        change(instance, "UPDATE result SET text = '{}'")
    with pytest.raises(sa.exc.DBAPIError, match="frozen"):
        change(instance, "DELETE FROM result")


def test_texts_are_shown_all_or_none(instance: Instance, agency: Agency) -> None:
    pretend = open_pretend_round(instance, agency)
    chance = random.Random(7)
    for instrument, texts in (("IIT", 4), ("EIT", 5)):
        form = pretend.visit(instrument).form
        for number in range(8):
            words = f"{instrument} {number}" if number < texts else ""
            pretend.send(instrument, random_sheet(form, chance, words))
    score_items(instance, pretend.id)
    close_round(instance, COMMAND_LINE, pretend.id, "ทดลอง")
    assert read_texts(instance, COMMAND_LINE, pretend.id, "IIT") is None
    shown = read_texts(instance, COMMAND_LINE, pretend.id, "EIT")
    assert sorted(shown or []) == [f"EIT {number}" for number in range(5)]
