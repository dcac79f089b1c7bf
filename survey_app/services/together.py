"""What arrives while a commit is under way waits, and shares the next one.

No thread of its own, and nothing waits for company: whoever finds the gate free goes through at
once and takes along everyone who waits; whoever comes meanwhile waits for the next turn.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from survey_app.core.errors import Busy

MOST = 64
"""Of those that go through together: more than threads that could wait, fewer than delay them."""


CROWD = 4
"""Half a server's threads: behind one that does not come through no more are kept waiting than
these, so that threads are left for everybody else."""
STUCK = 2.0
"""Seconds after which whoever leads does not come through: an ordinary turn takes milliseconds."""


@dataclass(eq=False, slots=True)
class Arrival:
    """Something one thread brings. `refusal` is why it, or all that went with it, did not count."""

    refusal: BaseException | None = None
    leads: bool = False
    _bell: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def hang_up(self) -> None:
        """Make the bell silent, before anybody can ring it."""
        self._bell.acquire()

    def await_bell(self, seconds: float) -> bool:
        """Wait until it went through, or is to lead the next; False if it was not rung so soon."""
        return self._bell.acquire(timeout=seconds)

    def ring(self) -> None:
        """Wake its thread, once."""
        self._bell.release()


A = TypeVar("A", bound=Arrival)
Settle = Callable[[A, Callable[[], list[A]]], None]


@dataclass(eq=False, slots=True)
class _Gate(Generic[A]):
    """Somebody goes through; how many were taken along, and who waits for the next turn."""

    since: float
    company: int = 0
    waiting: deque[A] = field(default_factory=deque)

    def crowded(self, before: int) -> bool:
        """Whether nobody comes through, and enough others are held up besides the `before` first."""
        return self.company + before >= CROWD and time.monotonic() > self.since + STUCK


class Turns(Generic[A]):
    """Gates by key; those with different keys know nothing of each other."""

    def __init__(self) -> None:
        self._gates: dict[Hashable, _Gate[A]] = {}
        self._mutex = threading.Lock()

    def go_through(self, key: Hashable, own: A, settle: Settle[A]) -> None:
        """Have `settle` called for `own`, by this thread or by one that takes it along.

        `settle` is given the one that leads, and what to call, once its locks are held, for all
        that go with it. It has to note each one's own refusal; what it raises becomes everybody's.
        Raises the refusal of `own`, or Busy where too many wait for one that is stuck; a crowd that
        was there before learns of it after `STUCK`, and then nobody takes its things along.
        """
        if not self._leads(key, own):
            while not own.await_bell(STUCK):
                self._leave_crowd(key, own)
        if own.leads:
            self._lead(key, own, settle)
        if own.refusal is not None:
            raise own.refusal.with_traceback(None)

    def _lead(self, key: Hashable, own: A, settle: Settle[A]) -> None:
        company: list[A] = []

        def gather() -> list[A]:
            company.extend(self._take_waiting(key, MOST - 1 - len(company)))
            return [own, *company]

        try:
            settle(own, gather)
        except BaseException as error:  # noqa: BLE001  # whatever it is, all of them learn of it
            for one in (own, *company):
                one.refusal = error
        finally:
            self._hand_on(key)
            for one in company:
                one.ring()

    def _leads(self, key: Hashable, own: A) -> bool:
        """Whether the gate was free; if not, its thread will be woken."""
        with self._mutex:
            gate = self._gates.get(key)
            if gate is None:
                self._gates[key] = _Gate(time.monotonic())
                own.leads = True
            elif gate.crowded(len(gate.waiting)):
                raise Busy
            else:
                own.hang_up()
                gate.waiting.append(own)
        return own.leads

    def _leave_crowd(self, key: Hashable, own: A) -> None:
        """Raise Busy for one of too many; whoever is on the way already stays."""
        with self._mutex:
            gate = self._gates.get(key)
            if gate and own in gate.waiting and gate.crowded(gate.waiting.index(own)):
                gate.waiting.remove(own)
                raise Busy

    def _take_waiting(self, key: Hashable, most: int) -> list[A]:
        with self._mutex:
            gate = self._gates[key]
            taken = [gate.waiting.popleft() for _ in range(min(most, len(gate.waiting)))]
            gate.company += len(taken)
        return taken

    def _hand_on(self, key: Hashable) -> None:
        with self._mutex:
            waiting = self._gates[key].waiting
            if not waiting:
                del self._gates[key]
                return
            following = waiting.popleft()
            self._gates[key] = _Gate(time.monotonic(), waiting=waiting)
        following.leads = True
        following.ring()
