"""The states of a round and of its surveys, and what each allows."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.core.errors import BadDays, LastDayPassed, ReasonNeeded, WrongState
from survey_app.core.lots import lot_rule
from survey_app.core.rounds import (
    Round,
    RoundState,
    StaffAccess,
    Survey,
    SurveyDays,
    SurveyState,
    move_last_day,
    require_state,
    survey_state,
)

FIRST, LAST = date(2021, 4, 1), date(2021, 5, 31)
BEFORE, AFTER = FIRST - timedelta(days=1), LAST + timedelta(days=1)
DAYS = SurveyDays(FIRST, LAST)
ANY_DAY = st.dates(date(2020, 1, 1), date(2023, 1, 1))

WAITING, ACCEPTING, ENDED = SurveyState.WAITING, SurveyState.ACCEPTING, SurveyState.ENDED
DRAFT, OPEN = RoundState.DRAFT, RoundState.OPEN


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (BEFORE, WAITING),
        (FIRST, ACCEPTING),
        (date(2021, 5, 1), ACCEPTING),
        (LAST, ACCEPTING),
        (AFTER, ENDED),
    ],
)
def test_an_open_round_accepts_from_the_first_day_through_the_last(
    today: date, state: SurveyState
) -> None:
    assert survey_state(OPEN, DAYS, ended=False, today=today) is state


@given(today=ANY_DAY)
def test_what_was_ended_stays_ended_on_every_day(today: date) -> None:
    assert survey_state(OPEN, DAYS, ended=True, today=today) is ENDED


@given(today=ANY_DAY)
@pytest.mark.parametrize("state", [RoundState.CLOSED, RoundState.CANCELLED])
def test_a_closed_or_cancelled_round_accepts_nothing(state: RoundState, today: date) -> None:
    assert survey_state(state, DAYS, ended=False, today=today) is ENDED


@given(today=ANY_DAY)
def test_a_draft_accepts_nothing(today: date) -> None:
    assert survey_state(DRAFT, DAYS, ended=False, today=today) is not ACCEPTING


@given(today=ANY_DAY)
def test_without_days_a_survey_accepts_as_long_as_its_round_is_open(today: date) -> None:
    free = SurveyDays(None, None)
    assert survey_state(OPEN, free, ended=False, today=today) is ACCEPTING
    assert survey_state(DRAFT, free, ended=False, today=today) is WAITING


@given(today=ANY_DAY, later=ANY_DAY)
def test_states_only_move_on_as_days_pass(today: date, later: date) -> None:
    order = [WAITING, ACCEPTING, ENDED]
    states = (survey_state(OPEN, DAYS, ended=False, today=day) for day in sorted((today, later)))
    earlier, after = map(order.index, states)
    assert earlier <= after


def test_a_survey_may_last_one_day_but_not_end_before_it_starts() -> None:
    assert SurveyDays(FIRST, FIRST).closes_on == FIRST
    with pytest.raises(BadDays):
        SurveyDays(FIRST, BEFORE)


@pytest.mark.parametrize("to", [LAST, AFTER, date(2021, 5, 15)])
def test_the_last_day_may_be_moved_while_it_has_not_passed(to: date) -> None:
    moved = move_last_day(DAYS, to, reason="น้ำท่วม", today=date(2021, 5, 15))
    assert moved == SurveyDays(FIRST, to)


def test_on_the_last_day_itself_it_may_still_be_moved() -> None:
    assert move_last_day(DAYS, AFTER, reason="ยังไม่ครบ", today=LAST).closes_on == AFTER


def test_once_the_last_day_has_passed_it_is_never_moved() -> None:
    with pytest.raises(LastDayPassed):
        move_last_day(DAYS, AFTER + timedelta(days=9), reason="ยังไม่ครบ", today=AFTER)


def test_the_last_day_is_not_moved_into_the_past_nor_before_the_first() -> None:
    with pytest.raises(LastDayPassed):
        move_last_day(DAYS, date(2021, 5, 14), reason="พอแล้ว", today=date(2021, 5, 15))
    with pytest.raises(BadDays):
        move_last_day(DAYS, BEFORE, reason="พอแล้ว", today=BEFORE)


@pytest.mark.parametrize("reason", ["", " ", "\n\t"])
def test_the_last_day_is_not_moved_without_a_reason(reason: str) -> None:
    with pytest.raises(ReasonNeeded):
        move_last_day(DAYS, AFTER, reason=reason, today=FIRST)


def test_a_verb_is_refused_in_a_state_that_does_not_allow_it() -> None:
    require_state("close", OPEN, OPEN)
    with pytest.raises(WrongState) as refusal:
        require_state("close", DRAFT, OPEN, RoundState.CLOSED)
    assert refusal.value.facts == {"verb": "close", "state": "draft"}


def test_only_staff_are_admitted_by_codes() -> None:
    round_ = Round("r", "a", 2564, 2564, OPEN, 40, 900, StaffAccess.CODES)
    assert round_.access("IIT") is StaffAccess.CODES
    assert round_.access("EIT") is StaffAccess.LINK
    assert round_.population == {"IIT": 40, "EIT": 900}


def test_a_survey_knows_its_state_from_its_round_and_the_day() -> None:
    survey = Survey("s", "r", "IIT", DAYS)
    assert survey.state(OPEN, FIRST) is ACCEPTING
    assert Survey("s", "r", "IIT", DAYS, ended_on=FIRST).state(OPEN, FIRST) is ENDED


@pytest.mark.parametrize(
    ("access", "keep", "release", "full"),
    [(StaffAccess.CODES, 10, 10, 20), (StaffAccess.LINK, 20, 20, 40)],
)
def test_a_lot_is_folded_at_20_sheets_with_codes_and_40_with_a_link(
    access: StaffAccess, keep: int, release: int, full: int
) -> None:
    rule = lot_rule(access)
    assert (rule.keep, rule.release, rule.full) == (keep, release, full)
