"""Years side by side: which may be compared, and what changed between neighbours."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from survey_app.core.past_years import PastYear, figure_past_year
from survey_app.core.questionnaire import Scheme
from survey_app.core.years import (
    YearFigures,
    compare_neighbours,
    group_comparable,
    is_comparable,
    join_editions,
    year_before,
)
from tests.unit.core.test_golden import EDITION, GOLDEN, SCHEME, YEARS, printed

KINSHIP = join_editions([SCHEME])


def golden_year(year: str, scheme: int = 2564) -> YearFigures:
    """A published year of Ban Khong as if it had been imported."""
    total = Decimal(GOLDEN["years"][year]["announced_total"])
    past = PastYear(int(year), scheme, total, printed(year))
    return figure_past_year(past, EDITION, KINSHIP.family_of(scheme))


def bare_year(fiscal_year: int, edition: int, kin: frozenset[int] = frozenset()) -> YearFigures:
    scores: Mapping[int, Decimal | None] = {1: Decimal("50.00"), 2: None}
    return YearFigures(
        fiscal_year=fiscal_year,
        edition=edition,
        imported=True,
        scores=scores,
        total=None,
        recomputed=None,
        level=None,
        statistics=None,
        kin=kin,
    )


def scheme(edition: int, *continues: int) -> Scheme:
    return SCHEME.model_copy(update={"edition": edition, "continues": continues})


def test_editions_that_nothing_links_stand_alone() -> None:
    kinship = join_editions([scheme(2564, 2563), scheme(2566)])
    assert kinship.family_of(2563) == {2563, 2564}
    assert kinship.family_of(2566) == {2566}
    assert kinship.family_of(2560) == {2560}


@pytest.mark.parametrize("turn", [1, -1])
def test_a_link_of_a_link_is_a_link_in_whatever_order_they_come(turn: int) -> None:
    schemes = [scheme(2561), scheme(2565, 2564), scheme(2567, 2565), scheme(2564, 2563)]
    assert join_editions(schemes[::turn]).family_of(2567) == {2563, 2564, 2565, 2567}


def test_two_editions_that_continue_the_same_one_mean_the_same() -> None:
    kinship = join_editions([scheme(2565, 2564), scheme(2566, 2564)])
    assert kinship.family_of(2565) == kinship.family_of(2566)


def test_years_of_one_edition_are_always_comparable_and_others_only_by_a_link() -> None:
    this = bare_year(2565, 2565, frozenset({2564, 2565}))
    assert is_comparable(this, bare_year(2566, 2565))
    assert is_comparable(this, bare_year(2564, 2564))
    assert not is_comparable(this, bare_year(2563, 2563))


def test_the_year_before_is_the_fiscal_year_before_and_comparable() -> None:
    years = tuple(golden_year(year) for year in YEARS)
    by_year = {year.fiscal_year: year for year in years}
    assert year_before(years, by_year[2564]) is by_year[2563]
    assert year_before(years, by_year[2561]) is None
    without = [year for year in years if year.fiscal_year != 2563]
    assert year_before(without, by_year[2564]) is None
    strange = [*without, bare_year(2563, 2566)]
    assert year_before(strange, by_year[2564]) is None


@pytest.mark.parametrize("year", YEARS)
def test_an_imported_year_keeps_both_totals_and_says_whether_they_agree(year: str) -> None:
    found, told = golden_year(year), GOLDEN["years"][year]
    assert found.total == Decimal(told["announced_total"])
    assert found.recomputed == Decimal(told["computed"]["total"])
    assert found.agrees is told["agrees"]
    assert told["announced_level"] in (None, found.level)


def test_levels_and_statistics_follow_from_what_was_announced() -> None:
    assert [golden_year(year).level for year in YEARS] == ["C", "D", "D", "D"]
    statistics = golden_year("2564").statistics
    assert statistics is not None
    assert (statistics.sample_sd, statistics.highest) == (Decimal("20.95"), (1,))
    assert statistics.lowest == (10,)


def test_changes_are_subtracted_from_the_printed_figures() -> None:
    changes = compare_neighbours([golden_year(year) for year in reversed(YEARS)])
    assert [(one.earlier, one.later) for one in changes] == [
        (2561, 2562),
        (2562, 2563),
        (2563, 2564),
    ]
    last = changes[-1]
    assert last.total is not None
    assert (last.total.points, last.total.percent) == (Decimal("1.41"), Decimal("2.43"))
    for no, change in last.scores.items():
        assert change == printed("2564")[no] - printed("2563")[no]
    assert changes[1].total is not None
    assert changes[1].total.points == Decimal("-6.20")


def test_neighbours_are_those_that_were_chosen() -> None:
    (change,) = compare_neighbours([golden_year("2561"), golden_year("2564")])
    assert change.scores[1] == Decimal("-4.85")


def test_nothing_is_subtracted_between_years_that_do_not_mean_the_same() -> None:
    strange = replace(golden_year("2563"), edition=2560, kin=frozenset())
    (change,) = compare_neighbours([strange, golden_year("2564")])
    assert (change.comparable, dict(change.scores), change.total) == (False, {}, None)


def test_a_withheld_figure_has_no_change() -> None:
    changes = compare_neighbours([bare_year(2563, 2564), bare_year(2564, 2564)])
    assert changes[0].scores == {1: Decimal(0), 2: None}
    assert changes[0].total is None


def test_comparable_years_stand_together_the_newest_group_first() -> None:
    years = [golden_year("2561"), bare_year(2560, 2560), golden_year("2564"), bare_year(2566, 2566)]
    groups = [[year.fiscal_year for year in group] for group in group_comparable(years)]
    assert groups == [[2566], [2561, 2564], [2560]]
