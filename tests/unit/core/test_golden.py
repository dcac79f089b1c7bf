"""The four published years of Ban Khong (data/golden.json), reproduced from their indicators."""

import json
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import pytest

from survey_app.core.analysis import Direction, ImportedYear, Standing, analyse, recompute_year
from survey_app.core.questionnaire import Instrument
from survey_app.core.questionnaire.edition import INSTRUMENTS
from survey_app.core.rating import is_passed, level_of, rate_total
from survey_app.core.scoring import hundredths, mean
from survey_app.core.statistics import describe_scores
from tests.unit.core.small import DATA, shipped_edition

GOLDEN = json.loads((DATA / "golden.json").read_text("utf-8"))
EDITION = shipped_edition()
SCHEME = EDITION.scheme
GROUPS: dict[str, tuple[int, ...]] = {
    "IIT": tuple(part.no for part in EDITION.iit.indicators),
    "EIT": tuple(part.no for part in EDITION.eit.indicators),
    "OIT": tuple(part.no for part in EDITION.oit.indicators),
}
YEARS = sorted(GOLDEN["years"])


def printed(year: str) -> dict[int, Decimal]:
    figures = GOLDEN["years"][year]["indicator_scores"]
    return {no: Decimal(figure) for no, figure in enumerate(figures, start=1)}


def instrument_scores(year: str) -> dict[Instrument, Fraction | None]:
    """Exact means of the printed indicators of each instrument."""
    return {name: mean(Fraction(printed(year)[no]) for no in GROUPS[name]) for name in INSTRUMENTS}


def total_of(year: str) -> Fraction:
    total = rate_total(SCHEME, instrument_scores(year))
    assert total is not None
    return total


def recompute(year: str) -> ImportedYear:
    announced = Decimal(GOLDEN["years"][year]["announced_total"])
    return recompute_year(SCHEME.weights, GROUPS, printed(year), announced)


@pytest.mark.parametrize("year", YEARS)
def test_instruments_and_total_are_those_computed_from_the_printed_indicators(year: str) -> None:
    wanted = GOLDEN["years"][year]["computed"]
    scores = {
        name: hundredths(score or Fraction(0)) for name, score in instrument_scores(year).items()
    }
    assert {name: str(score) for name, score in scores.items()} | {
        "total": str(hundredths(total_of(year)))
    } == wanted


@pytest.mark.parametrize(("year", "total"), [("2564", "59.46"), ("2563", "58.05")])
def test_the_announced_total_and_level_d_are_reproduced(year: str, total: str) -> None:
    shown = hundredths(total_of(year))
    assert str(shown) == total == GOLDEN["years"][year]["announced_total"]
    level = level_of(SCHEME, shown, instrument_scores(year))
    assert level == "D" == GOLDEN["years"][year]["announced_level"]
    assert not is_passed(SCHEME, shown)


def test_the_exact_totals_are_59_461_and_58_0506() -> None:
    assert total_of("2564") == Fraction("59.461")
    assert total_of("2563") == Fraction("58.0506")


def test_the_weighted_parts_are_not_rounded_first() -> None:
    """22.188 + 24.965 + 12.308: rounded first, 22.19 + 24.97 + 12.31 would be 59.47."""

    def weighted_parts() -> Iterator[Decimal]:
        for name, score in instrument_scores("2564").items():
            part = (score or Fraction(0)) * SCHEME.weights.model_dump()[name] / 100
            exact = Decimal(part.numerator) / part.denominator
            yield exact.quantize(Decimal("0.01"), ROUND_HALF_UP)

    assert str(sum(weighted_parts())) == "59.47"
    assert str(hundredths(total_of("2564"))) == "59.46"


@pytest.mark.parametrize(
    ("year", "announced", "recomputed"),
    [("2562", "64.25", "63.84"), ("2561", "65.31", "65.34")],
)
def test_the_two_years_whose_totals_do_not_follow_are_reported_as_such(
    year: str, announced: str, recomputed: str
) -> None:
    found = recompute(year)
    assert (str(found.announced), str(found.recomputed)) == (announced, recomputed)
    assert not found.agrees


@pytest.mark.parametrize("year", YEARS)
def test_a_year_agrees_or_not_as_published(year: str) -> None:
    assert recompute(year).agrees is GOLDEN["years"][year]["agrees"]


def test_the_sample_deviation_of_2564_is_20_95() -> None:
    found = describe_scores(printed("2564"))
    assert str(found.sample_sd) == "20.95" == GOLDEN["analysis_2564_vs_2563"]["sample_sd_2564"]
    assert str(found.mean) == "68.10"
    assert (found.highest, found.lowest) == ((1,), (10,))
    assert found.ranking == (1, 7, 6, 8, 3, 4, 5, 2, 9, 10)


def test_2564_is_classified_against_2563_as_published() -> None:
    wanted: dict[str, Any] = GOLDEN["analysis_2564_vs_2563"]
    found = analyse(SCHEME, printed("2564"), printed("2563"))
    assert found.strongest == tuple(wanted["strongest"])
    assert found.select(Direction.UP, reaches_mark=True) == tuple(wanted["up_and_above_80"])
    assert found.to_develop == tuple(wanted["up_but_under_80"])
    assert found.to_mend == tuple(wanted["down"])
    strengths = [m.no for m in found.movements if m.standing is Standing.STRENGTH]
    assert strengths == wanted["up_and_above_80"]


def test_the_total_rose_by_1_41_points_which_is_2_43_percent() -> None:
    """The published report prints the ratio 0.02 as a percentage: an error not repeated."""
    totals = hundredths(total_of("2564")), hundredths(total_of("2563"))
    change = analyse(SCHEME, printed("2564"), printed("2563"), totals).total
    assert change
    assert str(change.points) == "1.41" == GOLDEN["analysis_2564_vs_2563"]["change_points"]
    assert str(change.percent) == "2.43" == GOLDEN["analysis_2564_vs_2563"]["change_percent"]
