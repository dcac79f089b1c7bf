"""Exact sums: dynamic programming over stages, keeping the cheapest way to every sum."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

Amount = TypeVar("Amount", int, Fraction)
Pick = TypeVar("Pick")


@dataclass(frozen=True, slots=True)
class Choice(Generic[Amount, Pick]):
    """One way to pass a stage: what it adds to the sum, what it costs, what it stands for."""

    amount: Amount
    cost: int
    pick: Pick


@dataclass(frozen=True, slots=True)
class Way(Generic[Amount, Pick]):
    """The cheapest known way to a sum, as a chain back through the stages."""

    cost: int
    last: Choice[Amount, Pick] | None
    before: "Way[Amount, Pick] | None"

    def picks(self) -> tuple[Pick, ...]:
        """What was picked at each stage, first stage first."""
        picks: list[Pick] = []
        way: Way[Amount, Pick] | None = self
        while way is not None and way.last is not None:
            picks.append(way.last.pick)
            way = way.before
        return tuple(reversed(picks))


def reach(
    start: Amount, stages: Sequence[Sequence[Choice[Amount, Pick]]]
) -> dict[Amount, Way[Amount, Pick]]:
    """Every sum that one choice per stage can reach, with the cheapest way to it."""
    ways: dict[Amount, Way[Amount, Pick]] = {start: Way(0, None, None)}
    for choices in stages:
        further: dict[Amount, Way[Amount, Pick]] = {}
        for total, way in ways.items():
            for choice in choices:
                amount = total + choice.amount
                cost = way.cost + choice.cost
                known = further.get(amount)
                if known is None or cost < known.cost:
                    further[amount] = Way(cost, choice, way)
        ways = further
    return ways
