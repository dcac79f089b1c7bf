"""The gate that sheets over open links pass, one for the whole service.

It lives in the memory of the process: nothing of when sheets came is written anywhere, and a
restart opens it. Several processes have a gate each, so the ceiling is each one's own.
"""

import threading
import time
from collections.abc import Callable

from survey_app.core.flood import let_in


class FloodGate:
    """Lets in a number of sheets a minute, from whomever; knows only how many came of late."""

    def __init__(self, clock: Callable[[], int] = time.monotonic_ns) -> None:
        self._clock = clock
        self._evenly = 0
        self._turn = threading.Lock()

    def require_room(self, ceiling: int) -> None:
        """Raise Flooded if no sheet may come in now; takes up no room."""
        with self._turn:
            let_in(self._evenly, self._clock(), ceiling)

    def enter(self, ceiling: int) -> None:
        """Take up the room of one sheet; raises Flooded."""
        with self._turn:
            self._evenly = let_in(self._evenly, self._clock(), ceiling)
