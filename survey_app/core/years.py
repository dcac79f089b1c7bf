"""The years of an agency side by side: its own closed rounds and past years as announced.

Figures are compared as they are displayed, and only along indicators that mean the same.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from survey_app.core.analysis import TotalChange, change_of_total
from survey_app.core.questionnaire import Scheme, SurveyInstrument
from survey_app.core.statistics import Statistics


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A survey that fewer people answered than its sample rule asks for."""

    instrument: SurveyInstrument
    respondents: int
    minimum: int


@dataclass(frozen=True, slots=True)
class YearFigures:
    """One year's figures as they may be shown.

    `edition` is the scheme that the indicators belong to. `total` is the result's, or of an
    imported year the announced one; `recomputed` is what an imported year's printed indicators
    give (None for a round of our own). `level` is that of the total, or where none was announced
    of the recomputed one. What is withheld or was never announced is None.

    `kin` are all editions whose indicators mean the same as this year's. `announced_beside` is the
    total that was also imported for a year with a round of our own. `round`, `shortfalls` and
    `unscored` (OIT items that counted 0 because nobody scored them) belong to rounds of our own.
    """

    fiscal_year: int
    edition: int
    imported: bool
    scores: Mapping[int, Decimal | None]
    total: Decimal | None
    recomputed: Decimal | None
    level: str | None
    statistics: Statistics | None
    kin: frozenset[int] = frozenset()
    announced_beside: Decimal | None = None
    round: str | None = None
    shortfalls: tuple[Shortfall, ...] = ()
    unscored: int = 0

    @property
    def agrees(self) -> bool:
        """Whether the announced total follows from the printed indicators, as far as both are known."""
        return None in (self.total, self.recomputed) or self.total == self.recomputed

    @property
    def incomplete(self) -> bool:
        """Whether an indicator has no figure: withheld, or never announced."""
        return None in self.scores.values()


@dataclass(frozen=True, slots=True)
class Kinship:
    """Families of editions whose indicators mean the same, joined by `continues` links alone."""

    families: tuple[frozenset[int], ...]

    def family_of(self, edition: int) -> frozenset[int]:
        """The edition and all that mean the same; without a link it stands alone."""
        return next((f for f in self.families if edition in f), frozenset({edition}))


def join_editions(schemes: Iterable[Scheme]) -> Kinship:
    """The families that the schemes' `continues` links make; a link of a link is a link."""
    families: list[frozenset[int]] = []
    for scheme in schemes:
        linked = frozenset({scheme.edition, *scheme.continues})
        joined = linked.union(*(family for family in families if family & linked))
        families = [*(family for family in families if not family & linked), joined]
    return Kinship(tuple(families))


def is_comparable(one: YearFigures, other: YearFigures) -> bool:
    """Whether the indicators of two years mean the same."""
    return one.edition == other.edition or other.edition in one.kin


def year_before(years: Iterable[YearFigures], this: YearFigures) -> YearFigures | None:
    """The fiscal year right before `this`, where it is known and its indicators mean the same."""
    wanted = this.fiscal_year - 1
    return next((y for y in years if y.fiscal_year == wanted and is_comparable(y, this)), None)


def group_comparable(years: Iterable[YearFigures]) -> tuple[tuple[YearFigures, ...], ...]:
    """Years that may be compared with one another, the oldest first; the newest group first."""
    groups: list[list[YearFigures]] = []
    for year in sorted(years, key=lambda y: -y.fiscal_year):
        group = next((g for g in groups if is_comparable(g[0], year)), None)
        if group is None:
            groups.append([year])
        else:
            group.insert(0, year)
    return tuple(map(tuple, groups))


@dataclass(frozen=True, slots=True)
class YearChange:
    """From one chosen year to the next: points gained, negative where a figure fell.

    Where the years are not `comparable` there is no change at all; one that lacks a figure on
    either side is None.
    """

    earlier: int
    later: int
    comparable: bool
    scores: Mapping[int, Decimal | None]
    total: TotalChange | None


def compare_neighbours(years: Iterable[YearFigures]) -> tuple[YearChange, ...]:
    """The changes between neighbours among the chosen years, the oldest pair first."""
    return tuple(
        _compare(earlier, later)
        for earlier, later in pairwise(sorted(years, key=lambda year: year.fiscal_year))
    )


def _compare(earlier: YearFigures, later: YearFigures) -> YearChange:
    if not is_comparable(earlier, later):
        pair = earlier.fiscal_year, later.fiscal_year
        return YearChange(*pair, comparable=False, scores={}, total=None)
    total = None
    if earlier.total is not None and later.total is not None:
        total = change_of_total(later.total, earlier.total)
    return YearChange(
        earlier=earlier.fiscal_year,
        later=later.fiscal_year,
        comparable=True,
        scores={no: _gain(earlier.scores.get(no), now) for no, now in later.scores.items()},
        total=total,
    )


def _gain(before: Decimal | None, now: Decimal | None) -> Decimal | None:
    return None if before is None or now is None else now - before
