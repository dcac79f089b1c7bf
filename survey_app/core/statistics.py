"""Figures shown beside a result, computed from the two-decimal scores as displayed."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from survey_app.core.scoring import hundredths


@dataclass(frozen=True, slots=True)
class Statistics:
    """Mean, sample standard deviation (n−1) and order of the indicators.

    A reader subtracts what is printed, so everything is computed from displayed figures; the
    square root by Decimal (rules, Score). `ranking` has the highest first; equals share order by
    number. `highest` and `lowest` name every indicator that has that score.
    """

    mean: Decimal
    sample_sd: Decimal
    highest: tuple[int, ...]
    lowest: tuple[int, ...]
    ranking: tuple[int, ...]


def describe_scores(scores: Mapping[int, Decimal]) -> Statistics:
    """The statistics of at least two indicator scores by indicator number."""
    values = list(scores.values())
    top, bottom = max(values), min(values)
    return Statistics(
        mean=hundredths(Fraction(sum(values)) / len(values)),
        sample_sd=sample_deviation(values),
        highest=tuple(no for no, score in scores.items() if score == top),
        lowest=tuple(no for no, score in scores.items() if score == bottom),
        ranking=tuple(sorted(scores, key=lambda no: (-scores[no], no))),
    )


def sample_deviation(values: list[Decimal]) -> Decimal:
    """Sample standard deviation (n−1) to two decimals, half up."""
    exact = [Fraction(value) for value in values]
    middle = sum(exact, Fraction(0)) / len(exact)
    variance = sum(((value - middle) ** 2 for value in exact), Fraction(0)) / (len(exact) - 1)
    root = (Decimal(variance.numerator) / Decimal(variance.denominator)).sqrt()
    return hundredths(Fraction(root))
