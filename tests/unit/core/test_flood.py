"""The flood ceiling: a crowd at once, a steady pace, and never a longer wait than it takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.core.ceilings import LEAST_CEILING, check_ceiling
from survey_app.core.errors import BadCeiling, Flooded
from survey_app.core.flood import MINUTE, SECOND, let_in

CEILINGS = st.integers(min_value=60, max_value=5_000)


def let_in_all(evenly: int, now: int, ceiling: int, count: int) -> tuple[int, int]:
    """How many of `count` sheets at one moment are let in, and what is known afterwards."""
    for place in range(count):
        try:
            evenly = let_in(evenly, now, ceiling)
        except Flooded:
            return place, evenly
    return count, evenly


@given(ceiling=CEILINGS)
def test_a_minutes_worth_may_come_at_once_and_then_no_more(ceiling: int) -> None:
    let, _evenly = let_in_all(0, MINUTE, ceiling, ceiling * 2)
    assert ceiling <= let <= ceiling + ceiling * ceiling // MINUTE + 1


@given(ceiling=CEILINGS, gaps=st.lists(st.integers(0, 10 * SECOND), max_size=300))
def test_no_minute_lets_in_more_than_two_minutes_worth(ceiling: int, gaps: list[int]) -> None:
    now, evenly, let = MINUTE, 0, []
    for gap in gaps:
        now += gap
        count, evenly = let_in_all(evenly, now, ceiling, 50)
        let += [now] * count
    for start in let:
        assert sum(start <= one < start + MINUTE for one in let) <= 2 * ceiling + 1


@given(ceiling=CEILINGS)
def test_after_the_told_wait_a_sheet_is_let_in(ceiling: int) -> None:
    _let, evenly = let_in_all(0, MINUTE, ceiling, ceiling * 2)
    with pytest.raises(Flooded) as refused:
        let_in(evenly, MINUTE, ceiling)
    assert 1 <= refused.value.seconds <= 60 // ceiling + 1
    let_in(evenly, MINUTE + refused.value.seconds * SECOND, ceiling)


def test_an_even_pace_at_the_ceiling_is_never_refused() -> None:
    evenly, now = 0, MINUTE
    for _ in range(10_000):
        evenly = let_in(evenly, now, 1200)
        now += MINUTE // 1200


def test_after_a_quiet_minute_all_room_is_there_again() -> None:
    _let, evenly = let_in_all(0, MINUTE, 100, 200)
    assert let_in_all(evenly, 2 * MINUTE, 100, 200)[0] == 100


@pytest.mark.parametrize("ceiling", [-20, 0, 5, 15, 21, 24, 101, 100_005])
def test_a_ceiling_that_would_tell_more_than_the_steps_is_refused(ceiling: int) -> None:
    with pytest.raises(BadCeiling):
        check_ceiling(ceiling)


@pytest.mark.parametrize("ceiling", [LEAST_CEILING, 25, 100, 100_000])
def test_a_ceiling_in_steps_is_taken(ceiling: int) -> None:
    assert check_ceiling(ceiling) == ceiling
