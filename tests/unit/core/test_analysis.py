"""A year against the year before (rules, section Analysis), with the cases they leave open."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.core.analysis import (
    Direction,
    ImportedYear,
    Movement,
    Standing,
    analyse,
    change_of_total,
    recompute_year,
)
from tests.unit.core.small import build_scheme

SCHEME = build_scheme()


def movement(now: str, before: str | None) -> Movement:
    earlier = {} if before is None else {1: Decimal(before)}
    (found,) = analyse(SCHEME, {1: Decimal(now)}, earlier).movements
    return found


@pytest.mark.parametrize(
    ("now", "before", "direction", "standing"),
    [
        ("86.02", "82.39", Direction.UP, Standing.STRENGTH),
        ("80.01", "80.00", Direction.UP, Standing.STRENGTH),
        ("80.00", "79.99", Direction.UP, Standing.STRENGTH),  # exactly 80 reaches 80
        ("79.99", "79.98", Direction.UP, Standing.WEAKNESS),
        ("70.04", "69.29", Direction.UP, Standing.WEAKNESS),
        ("85.18", "87.09", Direction.DOWN, Standing.WEAKNESS),
        ("67.18", "69.17", Direction.DOWN, Standing.WEAKNESS),
        ("90.00", "90.00", Direction.UNCHANGED, Standing.STEADY),
        ("10.00", "10.00", Direction.UNCHANGED, Standing.STEADY),
        ("80.00", None, Direction.NEW, Standing.STRENGTH),
        ("79.99", None, Direction.NEW, Standing.WEAKNESS),
    ],
)
def test_direction_and_level_together_say_where_an_indicator_stands(
    now: str, before: str | None, direction: Direction, standing: Standing
) -> None:
    found = movement(now, before)
    assert (found.direction, found.standing) == (direction, standing)


def test_a_high_score_that_slipped_does_not_read_like_a_low_one() -> None:
    high, low = movement("85.18", "87.09"), movement("67.18", "69.17")
    assert (str(high.change), high.reaches_mark) == ("-1.91", True)
    assert (str(low.change), low.reaches_mark) == ("-1.99", False)


def test_a_new_indicator_has_no_change() -> None:
    assert movement("80.00", None).change is None


def test_the_mark_is_a_setting_of_the_scheme() -> None:
    scheme = build_scheme(marks={"pass": 85, "strength": 70, "goal_share": 80})
    (found,) = analyse(scheme, {1: Decimal("70.00")}, {1: Decimal("60.00")}).movements
    assert found.standing is Standing.STRENGTH


def test_to_develop_rose_and_is_under_the_mark_and_to_mend_fell() -> None:
    now = {no: Decimal(figure) for no, figure in enumerate((90, 79, 90, 79, 79, 79), start=1)}
    before = {no: Decimal(figure) for no, figure in enumerate((80, 70, 95, 80, 79), start=1)}
    found = analyse(SCHEME, now, before)
    assert found.to_develop == (2,)
    assert found.to_mend == (3, 4)
    assert found.select(Direction.UNCHANGED) == (5,)
    assert found.select(Direction.NEW) == (6,)
    assert found.select(Direction.DOWN, reaches_mark=True) == (3,)
    assert found.strongest == (1, 3)
    assert found.total is None


def test_movements_stand_in_order_of_their_numbers() -> None:
    scores = {no: Decimal(50) for no in (10, 2, 1)}
    assert [found.no for found in analyse(SCHEME, scores, {}).movements] == [1, 2, 10]


@given(
    now=st.dictionaries(st.integers(1, 10), st.integers(0, 10_000), min_size=1),
    before=st.dictionaries(st.integers(1, 10), st.integers(0, 10_000)),
)
def test_each_indicator_is_in_one_group_of_direction(
    now: dict[int, int], before: dict[int, int]
) -> None:
    this, last = ({no: Decimal(n) for no, n in year.items()} for year in (now, before))
    found = analyse(SCHEME, this, last)
    groups = [no for direction in Direction for no in found.select(direction)]
    assert sorted(groups) == sorted(now)


@pytest.mark.parametrize(
    ("now", "before", "points", "percent"),
    [
        ("59.46", "58.05", "1.41", "2.43"),
        ("58.05", "59.46", "-1.41", "-2.37"),
        ("58.05", "58.05", "0.00", "0.00"),
        ("100.00", "0.00", "100.00", "0.00"),
        ("0.00", "50.00", "-50.00", "-100.00"),
        ("80.01", "80.00", "0.01", "0.01"),  # 0.0125 %
    ],
)
def test_the_total_changes_in_points_and_in_percent_of_last_years(
    now: str, before: str, points: str, percent: str
) -> None:
    found = change_of_total(Decimal(now), Decimal(before))
    assert (str(found.points), str(found.percent)) == (points, percent)


@given(now=st.integers(0, 10_000), before=st.integers(1, 10_000))
def test_a_fall_is_as_large_as_the_rise_it_mirrors(now: int, before: int) -> None:
    found = change_of_total(Decimal(now).scaleb(-2), Decimal(before).scaleb(-2))
    exact = Fraction(now - before, before) * 100
    assert abs(Fraction(found.percent) - exact) <= Fraction(1, 200)
    assert (found.points < 0) == (now < before)


GROUPS = {"IIT": (1, 2), "EIT": (3,), "OIT": (4,)}


def test_an_imported_year_is_recomputed_from_its_printed_indicators() -> None:
    """(80 + 70)/2 × 0.3 + 90 × 0.3 + 50 × 0.4 = 22.5 + 27 + 20 = 69.50."""
    scores = {no: Decimal(figure) for no, figure in enumerate((80, 70, 90, 50), start=1)}
    found = recompute_year(SCHEME.weights, GROUPS, scores, Decimal("69.50"))
    assert (str(found.recomputed), found.agrees) == ("69.50", True)
    off = recompute_year(SCHEME.weights, GROUPS, scores, Decimal("69.51"))
    assert (off.announced, str(off.recomputed), off.agrees) == (Decimal("69.51"), "69.50", False)


def test_a_year_without_an_announced_total_has_nothing_to_disagree_with() -> None:
    assert ImportedYear(None, Decimal("69.50")).agrees
