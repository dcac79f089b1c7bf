"""Total, level and pass mark (ITA rules, Score 7 to 10)."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from survey_app.core.questionnaire import Instrument, Scheme
from survey_app.core.questionnaire.edition import INSTRUMENTS
from survey_app.core.scoring import hundredths


def rate_total(scheme: Scheme, scores: Mapping[Instrument, Fraction | None]) -> Fraction | None:
    """The weighted total, or None where an instrument has no score: then there is none, never 0."""
    total = Fraction(0)
    for instrument in INSTRUMENTS:
        score, weight = scores[instrument], getattr(scheme.weights, instrument)
        if score is None:
            return None
        total += score * weight / 100
    return total


def level_of(scheme: Scheme, total: Decimal, scores: Mapping[Instrument, Fraction | None]) -> str:
    """The name of the level of a rounded total; levels that ask more of each instrument come first."""
    reached = [hundredths(score) for score in scores.values() if score is not None]
    for level in sorted(scheme.levels, key=lambda level: level.each_from or 0, reverse=True):
        each = level.each_from
        if level.from_ <= total <= level.to and (each is None or all(s >= each for s in reached)):
            return level.name
    raise AssertionError(f"no level for {total}: the scheme's levels were checked to have no gap")


def is_passed(scheme: Scheme, total: Decimal) -> bool:
    """Whether the rounded total reaches the pass mark of the national plan."""
    return total >= scheme.marks.pass_
