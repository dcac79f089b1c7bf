"""What was read a moment ago, so that the next who asks need not ask the database."""

import time
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")

MOST = 4096
"""Things at once: more than links in use, and a bound whatever is asked for."""


class Remembered(Generic[T]):
    """Things by key, each good for `seconds` and only while the version it was read at stands."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._clock = clock
        self._known: dict[Hashable, tuple[Hashable, float, T]] = {}

    def recall(self, key: Hashable, version: Hashable) -> T | None:
        """What was kept, if it is still good."""
        kept = self._known.get(key)
        if kept is None or kept[0] != version or self._clock() > kept[1]:
            return None
        return kept[2]

    def keep(self, key: Hashable, version: Hashable, thing: T) -> None:
        """Remember what was read after `version` was; where there is no room, begin anew."""
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[key] = (version, self._clock() + self._seconds, thing)
