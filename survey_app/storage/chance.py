"""Chance that nobody can foresee, cheaply: one call to the system for a whole list."""

import secrets
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")

_BYTES = 16
"""Of chance for each thing: two that draw the same do not happen."""


def shuffled(things: Iterable[T]) -> list[T]:
    """The things in random order: each draws a number, and the numbers are sorted."""
    listed = list(things)
    drawn = secrets.token_bytes(_BYTES * len(listed))
    numbers = [drawn[at : at + _BYTES] for at in range(0, len(drawn), _BYTES)]
    return [listed[place] for place in sorted(range(len(listed)), key=numbers.__getitem__)]
