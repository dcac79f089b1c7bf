"""A year against the year before (ITA rules, section Analysis), from displayed figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from survey_app.core.questionnaire import Scheme, Weights
from survey_app.core.scoring import hundredths, mean


class Direction(StrEnum):
    """How an indicator moved; `NEW` has no earlier figure to compare with."""

    UP = "up"
    DOWN = "down"
    UNCHANGED = "unchanged"
    NEW = "new"


class Standing(StrEnum):
    """What the movement and the level together say; unchanged is its own group (คงที่)."""

    STRENGTH = "strength"
    WEAKNESS = "weakness"
    STEADY = "steady"


@dataclass(frozen=True, slots=True)
class Movement:
    """One indicator: its score, change in points, direction, and whether it reaches the mark."""

    no: int
    score: Decimal
    before: Decimal | None
    reaches_mark: bool

    @property
    def change(self) -> Decimal | None:
        """Points gained since the year before; negative where it fell."""
        return None if self.before is None else self.score - self.before

    @property
    def direction(self) -> Direction:
        """Up, down, unchanged, or new."""
        if self.change is None:
            return Direction.NEW
        if self.change == 0:
            return Direction.UNCHANGED
        return Direction.UP if self.change > 0 else Direction.DOWN

    @property
    def standing(self) -> Standing:
        """Strength: up and reaching the mark, or new and reaching it; weakness: down, or under it."""
        if self.direction is Direction.UNCHANGED:
            return Standing.STEADY
        if self.direction is Direction.DOWN or not self.reaches_mark:
            return Standing.WEAKNESS
        return Standing.STRENGTH


@dataclass(frozen=True, slots=True)
class TotalChange:
    """The total against last year's, in points and in percent of last year's total."""

    points: Decimal
    percent: Decimal


@dataclass(frozen=True, slots=True)
class Analysis:
    """The movements of all indicators, in order of their numbers, and of the total."""

    movements: tuple[Movement, ...]
    total: TotalChange | None

    @property
    def strongest(self) -> tuple[int, ...]:
        """The indicators with the highest score."""
        top = max(movement.score for movement in self.movements)
        return tuple(m.no for m in self.movements if m.score == top)

    def select(self, direction: Direction, *, reaches_mark: bool | None = None) -> tuple[int, ...]:
        """Numbers of the indicators that moved so, optionally only those on one side of the mark."""
        return tuple(
            m.no
            for m in self.movements
            if m.direction is direction and reaches_mark in (None, m.reaches_mark)
        )

    @property
    def to_develop(self) -> tuple[int, ...]:
        """ประเด็นที่ควรพัฒนา: rose and still under the mark."""
        return self.select(Direction.UP, reaches_mark=False)

    @property
    def to_mend(self) -> tuple[int, ...]:
        """ประเด็นที่ควรปรับปรุงแก้ไข: those that fell."""
        return self.select(Direction.DOWN)


def analyse(
    scheme: Scheme,
    scores: Mapping[int, Decimal],
    before: Mapping[int, Decimal],
    totals: tuple[Decimal, Decimal] | None = None,
) -> Analysis:
    """This year's displayed scores against last year's; `totals` are (this year's, last year's).

    Exactly at the mark counts as reaching it (rules, Analysis).
    """
    movements = tuple(
        Movement(no, score, before.get(no), score >= scheme.marks.strength)
        for no, score in sorted(scores.items())
    )
    return Analysis(movements, change_of_total(*totals) if totals else None)


def change_of_total(now: Decimal, before: Decimal) -> TotalChange:
    """1.41 points on 58.05 are 2.43 %; a fall is negative. A total of 0 has no percentage: 0."""
    points = now - before
    size = hundredths(abs(Fraction(points)) * 100 / Fraction(before) if before else Fraction(0))
    return TotalChange(points, size if points >= 0 else -size)


@dataclass(frozen=True, slots=True)
class ImportedYear:
    """A past year as announced, beside what its printed indicators give."""

    announced: Decimal | None
    recomputed: Decimal

    @property
    def agrees(self) -> bool:
        """Whether the announced total follows from the printed indicators."""
        return self.announced is None or self.announced == self.recomputed


def recompute_year(
    weights: Weights,
    groups: Mapping[str, tuple[int, ...]],
    scores: Mapping[int, Decimal],
    announced: Decimal | None,
) -> ImportedYear:
    """The total that an imported year's printed indicators give, for the instruments' `groups`."""
    shares: dict[str, int] = weights.model_dump()
    total = sum(
        (
            mean(Fraction(scores[no]) for no in groups[name]) * share
            for name, share in shares.items()
        ),
        Fraction(0),
    )
    return ImportedYear(announced, hundredths(total / 100))
