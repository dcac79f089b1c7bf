"""Scales: the numbers along an axis, and labels kept apart from each other."""

from collections.abc import Sequence
from decimal import Decimal
from math import ceil

from survey_app.core.thai import Digits, thai_digits

SCORES = (0, 20, 40, 60, 80, 100)
"""The numbers along every axis of scores."""
_STEPS = (1, 2, 5, 10, 20, 25, 50)
_MOST_STEPS = 3
_MINUS = "\u2212"


def write_number(number: int, digits: Digits, *, signed: bool = False) -> str:
    """`number` as it stands on an axis; `signed` ones say which way from zero they lie."""
    sign = "" if not signed or number == 0 else "+" if number > 0 else _MINUS
    text = f"{sign}{abs(number)}"
    return thai_digits(text) if digits is Digits.THAI else text


def find_changes(values: Sequence[Decimal]) -> tuple[int, ...]:
    """The numbers along an axis of changes: as far to the left of zero as to the right."""
    farthest = max((abs(value) for value in values), default=Decimal(0))
    step = next(step for step in _STEPS if farthest <= step * _MOST_STEPS)
    steps = max(1, ceil(farthest / step))
    return tuple(step * place for place in range(-steps, steps + 1))


def spread(wanted: Sequence[float], gap: float, lowest: float, highest: float) -> tuple[float, ...]:
    """Places as near to the `wanted` ones as may be, `gap` apart, in the same order.

    Between `lowest` and `highest`, as long as there is room for all.
    """
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    placed = [0.0] * len(wanted)
    edge = lowest
    for place in order:
        placed[place] = max(wanted[place], edge)
        edge = placed[place] + gap
    edge = highest
    for place in reversed(order):
        placed[place] = min(placed[place], edge)
        edge = placed[place] - gap
    return tuple(placed)
