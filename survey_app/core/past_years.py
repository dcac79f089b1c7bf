"""A past year as it was announced: reading its scores, and what its printed indicators give."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from itertools import chain

from survey_app.core.analysis import recompute_year
from survey_app.core.questionnaire import Edition, Instrument
from survey_app.core.rating import level_of
from survey_app.core.scoring import mean
from survey_app.core.statistics import describe_scores
from survey_app.core.thai import arabic_digits
from survey_app.core.years import YearFigures

FIRST_YEAR = 2540
LAST_YEAR = 2700
UNKNOWN_SCHEME = tuple(range(1, 11))
"""The indicators of a year whose scheme there are no files for: ITA had ten in every year so far."""
_NUMBER = re.compile(r"\d{1,3}(\.\d+)?")
_STEP = Decimal("0.01")
_QUOTED = 40


@dataclass(frozen=True, slots=True)
class PastYear:
    """An announced year: its scheme, total if known, and those indicator scores that are known."""

    fiscal_year: int
    scheme: int
    announced_total: Decimal | None
    scores: Mapping[int, Decimal] = field(default_factory=dict)


@dataclass(eq=False)
class UnreadableScore(Exception):
    """A text is no score: `kind` is "no_number", "out_of_range" or "many_decimals"."""

    kind: str
    found: str


def read_score(text: str) -> Decimal:
    """A score from 0 to 100 in either kind of digits, with two decimals; raises UnreadableScore."""
    wanted = arabic_digits(text.strip())
    if not _NUMBER.fullmatch(wanted):
        raise UnreadableScore("no_number", text.strip()[:_QUOTED])
    score = Decimal(wanted)
    if score > 100:
        raise UnreadableScore("out_of_range", wanted[:_QUOTED])
    if score != score.quantize(_STEP):
        raise UnreadableScore("many_decimals", wanted[:_QUOTED])
    return score.quantize(_STEP)


def is_score(score: Decimal) -> bool:
    """Whether a number can be an announced score: 0 to 100 with at most two decimals."""
    return score.is_finite() and 0 <= score <= 100 and score == score.quantize(_STEP)


def group_indicators(edition: Edition) -> dict[Instrument, tuple[int, ...]]:
    """The numbers of each instrument's indicators."""
    return {
        "IIT": tuple(part.no for part in edition.iit.indicators),
        "EIT": tuple(part.no for part in edition.eit.indicators),
        "OIT": tuple(part.no for part in edition.oit.indicators),
    }


def list_indicators(edition: Edition | None) -> tuple[int, ...]:
    """The numbers of a scheme's indicators, in order."""
    if edition is None:
        return UNKNOWN_SCHEME
    return tuple(chain.from_iterable(group_indicators(edition).values()))


def figure_past_year(
    year: PastYear, edition: Edition | None, kin: frozenset[int] = frozenset()
) -> YearFigures:
    """The figures of an announced year; `edition` is its scheme's, None where there are no files.

    Without every indicator nothing is recomputed and there are no statistics; without an edition
    there is neither level nor recomputed total.
    """
    scores = {no: year.scores.get(no) for no in list_indicators(edition)}
    complete = {no: score for no, score in scores.items() if score is not None}
    whole = len(complete) == len(scores)
    recomputed = _recompute(edition, complete) if edition and whole else None
    return YearFigures(
        fiscal_year=year.fiscal_year,
        edition=year.scheme,
        imported=True,
        scores=scores,
        total=year.announced_total,
        recomputed=recomputed,
        level=_level(edition, _known_total(year, recomputed), complete) if edition else None,
        statistics=describe_scores(complete) if whole else None,
        kin=kin,
    )


def _known_total(year: PastYear, recomputed: Decimal | None) -> Decimal | None:
    """The announced total, which may be 0.00, else the recomputed one."""
    return recomputed if year.announced_total is None else year.announced_total


def _recompute(edition: Edition, scores: Mapping[int, Decimal]) -> Decimal:
    groups = {str(name): numbers for name, numbers in group_indicators(edition).items()}
    return recompute_year(edition.scheme.weights, groups, scores, None).recomputed


def _level(edition: Edition, total: Decimal | None, scores: Mapping[int, Decimal]) -> str | None:
    """The level of a total; None where levels ask of instruments what is not known."""
    groups = group_indicators(edition)
    known = all(no in scores for numbers in groups.values() for no in numbers)
    if total is None or not (known or all(one.each_from is None for one in edition.scheme.levels)):
        return None
    instruments: dict[Instrument, Fraction | None] = {}
    if known:
        instruments = {
            name: mean(Fraction(scores[no]) for no in numbers) for name, numbers in groups.items()
        }
    return level_of(edition.scheme, total, instruments)
