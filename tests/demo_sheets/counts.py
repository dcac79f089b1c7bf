"""The counts a row's options can plausibly have: one cheapest count for each reachable sum."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb
from random import Random

# A closed round shows a row's counts only if nobody stands alone or nearly so on an option; a
# mild preference for that lets the demonstration show some rows and withhold others.
FEW = (1, 2)
FEW_COST = 200


@dataclass(frozen=True, slots=True)
class RowCount:
    """How many chose each option, from worst to best; points they add up to; implausibility."""

    counts: tuple[int, ...]
    points: int
    cost: int


def expect(options: int, mean: int, people: int) -> tuple[int, ...]:
    """Thousandths of people expected on each option when the mean is `mean` of 100 points.

    A binomial bell: levels a step apart, most people next to the mean.
    """
    steps = options - 1
    return tuple(
        1000 * people * comb(steps, k) * mean**k * (100 - mean) ** (steps - k) // 100**steps
        for k in range(options)
    )


def draw(expected: Sequence[int], people: int, random: Random) -> tuple[int, ...]:
    """Counts of people who choose one by one, each option as likely as expected."""
    options = range(len(expected))
    picks = random.choices(options, expected, k=people)
    return tuple(picks.count(option) for option in options)


def sway(options: int, mean: int, people: int, random: Random) -> tuple[int, ...]:
    """Thousandths of people expected on each option: half the bell, half what chance made of it.

    Without chance the rows of an indicator would look alike.
    """
    bell = expect(options, mean, people)
    chance = draw(bell, people, random)
    return tuple((e + 1000 * n) // 2 for e, n in zip(bell, chance, strict=True))


def divide(people: int, options: int) -> list[tuple[int, ...]]:
    """Every way in which so many people can spread over so many options."""
    if options == 1:
        return [(people,)]
    return [
        (first, *rest)
        for first in range(people + 1)
        for rest in divide(people - first, options - 1)
    ]


def weigh(counts: tuple[int, ...], expected: tuple[int, ...]) -> int:
    """How far counts lie from what is expected: a chi-square in thousandths, softened by one."""
    return sum(
        (1000 * n - e) ** 2 // (e + 1000) + (FEW_COST if n in FEW else 0)
        for n, e in zip(counts, expected, strict=True)
    )


def list_counts(scores: tuple[int, ...], expected: tuple[int, ...], people: int) -> list[RowCount]:
    """The most plausible counts of a row, one for each sum of points, cheapest first."""
    best: dict[int, RowCount] = {}
    for counts in divide(people, len(scores)):
        points = sum(n * score for n, score in zip(counts, scores, strict=True))
        found = RowCount(counts, points, weigh(counts, expected))
        if points not in best or found.cost < best[points].cost:
            best[points] = found
    return sorted(best.values(), key=lambda row: (row.cost, row.points))
