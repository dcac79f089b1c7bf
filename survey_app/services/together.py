"""What arrives while a commit is under way waits, and shares the next one.

No thread of its own, and nothing waits for company: whoever finds the gate free goes through at
once and takes along everyone who waits; whoever comes meanwhile waits for the next turn.
"""

import threading
from collections import deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

MOST = 64
"""Of those that go through together: more than threads that could wait, fewer than delay them."""


@dataclass(eq=False, slots=True)
class Arrival:
    """Something one thread brings. `refusal` is why it, or all that went with it, did not count."""

    refusal: BaseException | None = None
    leads: bool = False
    _bell: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def hang_up(self) -> None:
        """Make the bell silent, before anybody can ring it."""
        self._bell.acquire()

    def await_bell(self) -> None:
        """Wait until it went through, or is to lead the next."""
        self._bell.acquire()

    def ring(self) -> None:
        """Wake its thread, once."""
        self._bell.release()


A = TypeVar("A", bound=Arrival)
Settle = Callable[[A, Callable[[], list[A]]], None]


class Turns(Generic[A]):
    """Gates by key; those with different keys know nothing of each other."""

    def __init__(self) -> None:
        self._waiting: dict[Hashable, deque[A]] = {}
        self._mutex = threading.Lock()

    def go_through(self, key: Hashable, own: A, settle: Settle[A]) -> None:
        """Have `settle` called for `own`, by this thread or by one that takes it along.

        `settle` is given the one that leads, and what to call, once its locks are held, for all
        that go with it. It has to note each one's own refusal; what it raises becomes everybody's.
        Raises the refusal of `own`.
        """
        if not self._leads(key, own):
            own.await_bell()
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
            waiting = self._waiting.get(key)
            if waiting is None:
                self._waiting[key] = deque()
                own.leads = True
            else:
                own.hang_up()
                waiting.append(own)
        return own.leads

    def _take_waiting(self, key: Hashable, most: int) -> list[A]:
        with self._mutex:
            waiting = self._waiting[key]
            return [waiting.popleft() for _ in range(min(most, len(waiting)))]

    def _hand_on(self, key: Hashable) -> None:
        with self._mutex:
            waiting = self._waiting[key]
            if not waiting:
                del self._waiting[key]
                return
            following = waiting.popleft()
        following.leads = True
        following.ring()
