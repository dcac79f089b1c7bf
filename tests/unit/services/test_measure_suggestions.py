"""Suggested measures follow from last year's result, and a plan stands beside the result after it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from survey_app.core.errors import NotFound
from survey_app.core.measure_entry import MeasureEntry, clean_measure
from survey_app.core.measures import FollowUp
from survey_app.core.officers import COMMAND_LINE, Actor, Role
from survey_app.core.years import year_before
from survey_app.services.measures import add_measure, read_plan
from survey_app.services.measures.acts import list_acts
from survey_app.services.measures.board import list_plans, read_board
from survey_app.services.measures.suggestions import Need, read_suggestions, take_suggestions
from survey_app.services.past_years import import_years
from survey_app.services.years import read_years
from tests.closed_rounds import close_pretend_round

LAST = {1: "99.00", 2: "0.01", 9: "0.00", 10: "100.00"}
"""Of 2563: 1 and 10 will have fallen, 2 risen; the others were never announced."""


def announce(instance, agency, year: int, scores) -> None:
    lines = [f"{agency.name},{year},{no},{score}" for no, score in scores.items()]
    text = "\n".join(["agency,fiscal_year,indicator,score", *lines])
    import_years(instance, COMMAND_LINE, "history.csv", text.encode())


@pytest.fixture
def closed(instance, agency):
    """A closed round of 2564 whose indicators are all shown, after what was announced for 2563."""
    announce(instance, agency, 2563, LAST)
    return close_pretend_round(instance, agency, iit=12, eit=12)


def suggested(instance, agency, year: int = 2565):
    return read_suggestions(instance, COMMAND_LINE, agency.id, year)


class TestSuggestions:
    @pytest.mark.usefixtures("closed")
    def test_are_for_what_fell_rose_too_little_or_lies_under_the_mark(self, instance, agency):
        found = suggested(instance, agency)
        needs = {one.movement.no: one.need for one in found.needed}
        scores = found.figures.scores
        assert needs[1] is needs[10] is Need.MEND
        assert needs[2] is Need.DEVELOP
        for no in (3, 4, 5, 6, 7, 8):
            assert (needs.get(no) is Need.WEAK) is (scores[no] < 80)
        order = [list(Need).index(one.need) for one in found.needed]
        assert order == sorted(order)

    @pytest.mark.usefixtures("closed")
    def test_can_all_be_kept_as_they_are(self, instance, agency):
        found = suggested(instance, agency)
        offered = [one for part in found.needed for one in part.suggestions]
        assert len(offered) > 10
        for one in offered:
            assert clean_measure(one.entry, found.edition.indicator_names) == one.entry

    @pytest.mark.usefixtures("closed")
    def test_the_chosen_ones_are_copied_into_the_plan_once(self, instance, officer_actor, agency):
        chosen = suggested(instance, agency).needed[0].suggestions[:2]
        keys = [one.key for one in chosen]
        assert take_suggestions(instance, officer_actor, agency.id, 2565, keys) == 2
        plan = read_plan(instance, COMMAND_LINE, agency.id, 2565)
        assert [(one.title, one.steps, one.owner, one.period) for one in plan] == [
            (one.entry.title, one.entry.steps, one.entry.owner, one.entry.period) for one in chosen
        ]
        again = suggested(instance, agency).needed[0].suggestions
        assert [one.taken for one in again[:2]] == [True, True]
        assert take_suggestions(instance, officer_actor, agency.id, 2565, keys) == 0
        assert len(read_plan(instance, COMMAND_LINE, agency.id, 2565)) == 2
        assert list_acts(instance, officer_actor, plan[0].id)[0].facts["suggested"] is True

    @pytest.mark.usefixtures("closed")
    def test_one_that_is_not_offered_adds_nothing_at_all(self, instance, officer_actor, agency):
        key = suggested(instance, agency).needed[0].suggestions[0].key
        with pytest.raises(NotFound):
            take_suggestions(instance, officer_actor, agency.id, 2565, [key, "99-1"])
        assert read_plan(instance, COMMAND_LINE, agency.id, 2565) == ()

    def test_without_a_result_there_are_none(self, instance, agency):
        found = suggested(instance, agency)
        assert (found.figures, found.needed) == (None, ())

    def test_of_an_announced_year_follow_the_editions_that_continue_it(self, instance, agency):
        announce(instance, agency, 2563, LAST)
        found = suggested(instance, agency, 2564)
        assert {one.movement.no: one.need for one in found.needed} == {2: Need.WEAK, 9: Need.WEAK}

    def test_a_withheld_score_suggests_nothing(self, instance, agency):
        announce(instance, agency, 2563, LAST)
        close_pretend_round(instance, agency, iit=3, eit=12)
        numbers = {one.movement.no for one in suggested(instance, agency).needed}
        assert not numbers & {1, 2, 3, 4, 5}
        assert 10 in numbers

    @pytest.mark.usefixtures("closed")
    def test_of_another_agency_are_not_found(self, instance, agency, other_agency):
        stranger = Actor("stranger", Role.OFFICER, other_agency.id)
        with pytest.raises(NotFound):
            read_suggestions(instance, stranger, agency.id, 2565)
        with pytest.raises(NotFound):
            take_suggestions(instance, stranger, agency.id, 2565, ["1-1"])


class TestBoard:
    @pytest.mark.usefixtures("closed")
    def test_shows_how_indicators_moved_into_the_plans_own_year(self, instance, agency):
        board = read_board(instance, COMMAND_LINE, agency.id, 2564)
        years = read_years(instance, COMMAND_LINE, agency.id)
        assert year_before(years, board.figures).fiscal_year == 2563
        assert set(board.movements) == set(LAST)
        for no, movement in board.movements.items():
            assert movement.before == Decimal(LAST[no])
            assert movement.score == board.figures.scores[no]

    @pytest.mark.usefixtures("closed")
    def test_before_the_years_result_nothing_has_moved(self, instance, agency):
        board = read_board(instance, COMMAND_LINE, agency.id, 2565)
        assert (board.figures, dict(board.movements), board.evidence) == (None, {}, ())

    def test_what_is_withheld_has_not_moved(self, instance, agency):
        announce(instance, agency, 2563, LAST)
        close_pretend_round(instance, agency, iit=3, eit=12)
        board = read_board(instance, COMMAND_LINE, agency.id, 2564)
        assert set(board.movements) == {9, 10}

    def test_names_the_items_of_the_rounds_edition_that_ask_for_the_plan(
        self, instance, agency, closed
    ):
        board = read_board(instance, COMMAND_LINE, agency.id, 2564)
        found = [(one.evidence, one.item.code, one.round.id) for one in board.evidence]
        assert found == [("plan", "o42", closed.id), ("follow_up", "o43", closed.id)]

    def test_overdue_comes_first(self, instance, agency, officer_actor):
        steps = ("ขั้นแรก",)
        yearly = MeasureEntry(1, "รายปี", steps, "ปลัด", "ตลอดปี", FollowUp.YEARLY)
        for entry in (yearly, replace(yearly, title="รายไตรมาส", follow_up=FollowUp.QUARTERLY)):
            add_measure(instance, officer_actor, agency.id, 2564, entry)
        board = read_board(instance, officer_actor, agency.id, 2564)
        assert [one.title for one in board.plan] == ["รายปี", "รายไตรมาส"]
        assert [one.title for one in board.urgent_first] == ["รายไตรมาส", "รายปี"]
        assert [one.title for one in board.overdue] == ["รายไตรมาส"]

    @pytest.mark.usefixtures("closed")
    def test_the_year_after_a_result_is_there_to_be_planned(
        self, instance, agency, other_agency, officer_actor
    ):
        entry = MeasureEntry(1, "ก", ("ข",), "ค", "ง", FollowUp.QUARTERLY)
        add_measure(instance, officer_actor, agency.id, 2564, entry)
        add_measure(instance, COMMAND_LINE, other_agency.id, 2564, entry)
        found = list_plans(instance, officer_actor)
        assert [(one.agency.id, one.plan_year, one.measures, one.overdue) for one in found] == [
            (agency.id, 2565, 0, 0),
            (agency.id, 2564, 1, 1),
        ]

    def test_of_another_agency_is_not_found(self, instance, agency, other_agency):
        stranger = Actor("stranger", Role.EXECUTIVE, other_agency.id)
        with pytest.raises(NotFound):
            read_board(instance, stranger, agency.id, 2564)
