"""The exact figures behind shown scores, written so that a reader can follow them by hand.

Everything here is worked out from what may be shown; where the exact figures are withheld, so is
what would follow from them.
"""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from survey_app.core.disclosure import ShownIndicator, ShownResult, ShownSurvey
from survey_app.core.questionnaire import Instrument, Weights
from survey_app.core.result import DisclosureIndicatorResult, DisclosureResult, SubIndicatorResult
from survey_app.core.scoring import mean


def write_score(score: Decimal) -> str:
    """A score or mark with its two decimals."""
    return f"{score:.2f}"


def write_shown(score: Decimal | None) -> str | None:
    """A score with its two decimals, or None where it is withheld."""
    return None if score is None else write_score(score)


def exact_indicator(part: ShownIndicator) -> Fraction | None:
    """The mean of an indicator's questions, or None where their points are withheld."""
    scores = [
        Fraction(question.points) / question.answers
        for question in part.questions
        if question.points is not None and question.answers is not None
    ]
    return mean(scores) if len(scores) == len(part.questions) else None


def exact_survey(survey: ShownSurvey) -> Fraction | None:
    """The mean of a survey's indicators, or None where any is withheld."""
    return _mean_of_all(exact_indicator(part) for part in survey.indicators)


def exact_sub_indicator(sub: SubIndicatorResult) -> Fraction:
    """The mean of what each item counted."""
    return mean(Fraction(item.counted) for item in sub.items)


def exact_disclosure_indicator(part: DisclosureIndicatorResult) -> Fraction:
    """The mean of an OIT indicator's sub-indicators."""
    return mean(exact_sub_indicator(sub) for sub in part.sub_indicators)


def exact_disclosure(oit: DisclosureResult) -> Fraction:
    """The mean of OIT's indicators."""
    return mean(exact_disclosure_indicator(part) for part in oit.indicators)


def exact_scores(shown: ShownResult) -> dict[Instrument, Fraction | None]:
    """The exact score of each instrument, None where it is withheld."""
    return {
        "IIT": exact_survey(shown.iit),
        "EIT": exact_survey(shown.eit),
        "OIT": exact_disclosure(shown.oit),
    }


def exact_total(weights: Weights, scores: dict[Instrument, Fraction | None]) -> Fraction | None:
    """The weighted sum before rounding, or None where an exact score is withheld."""
    total = Fraction(0)
    for instrument, score in scores.items():
        if score is None:
            return None
        total += score * getattr(weights, instrument) / 100
    return total


def _mean_of_all(values: Iterable[Fraction | None]) -> Fraction | None:
    found = list(values)
    known = [value for value in found if value is not None]
    return mean(known) if known and len(known) == len(found) else None
