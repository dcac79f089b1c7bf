"""Mean, sample deviation and order, from figures as displayed."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.core.scoring import hundredths
from survey_app.core.statistics import describe_scores, sample_deviation

FIGURES = st.lists(
    st.integers(0, 10_000).map(lambda n: Decimal(n).scaleb(-2)), min_size=2, max_size=12
)


def scores(*figures: str) -> dict[int, Decimal]:
    return {no: Decimal(figure) for no, figure in enumerate(figures, start=1)}


def test_the_deviation_divides_by_one_less_than_the_number() -> None:
    """2, 4, 4, 4, 5, 5, 7, 9: mean 5, squares 9+1+1+1+0+0+4+16 = 32; √(32/7) = 2.1380899…"""
    found = describe_scores(scores("2", "4", "4", "4", "5", "5", "7", "9"))
    assert (str(found.mean), str(found.sample_sd)) == ("5.00", "2.14")


def test_equal_scores_deviate_by_nothing() -> None:
    assert str(describe_scores(scores("70.55", "70.55")).sample_sd) == "0.00"


def test_highest_and_lowest_name_everyone_who_shares_them() -> None:
    found = describe_scores(scores("80", "90", "70", "90", "70"))
    assert (found.highest, found.lowest) == ((2, 4), (3, 5))
    assert found.ranking == (2, 4, 1, 3, 5)


def test_the_mean_of_printed_figures_is_rounded_half_up() -> None:
    assert str(describe_scores(scores("10.00", "10.01")).mean) == "10.01"


@pytest.mark.parametrize(
    ("figures", "deviation"),
    [
        (("0", "100"), "70.71"),  # √5000 = 70.7106…
        (("0.00", "0.01"), "0.01"),  # √0.00005 = 0.00707…
        (("1", "2", "3"), "1.00"),
        (("85.00", "84.99", "85.01"), "0.01"),
    ],
)
def test_the_deviation_of_few_figures(figures: tuple[str, ...], deviation: str) -> None:
    assert str(sample_deviation([Decimal(figure) for figure in figures])) == deviation


@given(figures=FIGURES)
def test_the_deviation_squared_is_the_variance_to_half_a_hundredth(figures: list[Decimal]) -> None:
    exact = [Fraction(figure) for figure in figures]
    middle = sum(exact) / len(exact)
    variance = sum((value - middle) ** 2 for value in exact) / (len(exact) - 1)
    found, half = Fraction(sample_deviation(figures)), Fraction(1, 200)
    assert max(found - half, Fraction(0)) ** 2 <= variance <= (found + half) ** 2


@given(figures=FIGURES)
def test_the_ranking_holds_every_indicator_once_from_highest_to_lowest(
    figures: list[Decimal],
) -> None:
    by_number = dict(enumerate(figures, start=1))
    found = describe_scores(by_number)
    ranked = [by_number[no] for no in found.ranking]
    assert sorted(found.ranking) == list(by_number)
    assert ranked == sorted(figures, reverse=True)
    assert set(found.highest) <= set(found.ranking[: len(found.highest)])
    assert found.mean == hundredths(sum(map(Fraction, figures), Fraction(0)) / len(figures))
