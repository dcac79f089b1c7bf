"""Checking whether the addresses that OIT names open: a step of its own that an officer starts.

It reports and changes no answer. A step takes a few addresses and a bounded time, so that it fits
into one request; who asks for the next step says where it begins.
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass

from sqlmodel import Session

from survey_app.core.errors import Busy
from survey_app.core.links import Finding, Outcome
from survey_app.core.officers import Actor
from survey_app.core.rounds import Round, RoundState, require_state
from survey_app.services.instance import Instance
from survey_app.services.link_visiting import Network, open_network, visit_link
from survey_app.services.rounds import current_edition
from survey_app.storage import audit, disclosure_items, link_checks, rounds
from survey_app.storage.link_checks import LinkCheck

A_STEP = 10
"""Addresses checked in one request."""
AT_ONCE = 5
STEP_SECONDS = 20.0
"""After which what has not answered counts as slow: a proxy gives a request up after thirty."""

_TURNS = threading.BoundedSemaphore(2)
"""Steps that may run in this process at once: the other threads are for everybody else."""


@dataclass(frozen=True, slots=True)
class LinkLine:
    """An address, the items that name it, and its latest check, if there was one."""

    url: str
    codes: tuple[str, ...]
    check: LinkCheck | None


@dataclass(frozen=True, slots=True)
class LinkReport:
    """The addresses of a round in the order of its items."""

    round: Round
    lines: tuple[LinkLine, ...]

    @property
    def checked(self) -> int:
        """How many were ever checked."""
        return sum(line.check is not None for line in self.lines)

    def count(self, *outcomes: Outcome) -> int:
        """How many came to one of these."""
        found = (line.check.finding.outcome for line in self.lines if line.check)
        return sum(outcome in outcomes for outcome in found)

    @property
    def checks(self) -> dict[str, LinkCheck]:
        """The checks by address."""
        return {line.url: line.check for line in self.lines if line.check}


def read_links(instance: Instance, actor: Actor, round_id: str) -> LinkReport:
    """The addresses of a round the actor may see, with what was found; raises NotFound."""
    with instance.database.snapshot() as session:
        found = rounds.get_round(session, actor.agency, round_id)
        named, checks = _addresses(session, found), link_checks.read_checks(session, round_id)
    lines = (LinkLine(url, tuple(codes), checks.get(url)) for url, codes in named.items())
    return LinkReport(found, tuple(lines))


def check_links(
    instance: Instance, actor: Actor, round_id: str, start: int, network: Network | None = None
) -> int | None:
    """Check the addresses from place `start` (counted from 0) on; returns where the next step begins.

    None once all are checked. Raises NotFound, WrongState for a cancelled round, or Busy while
    others check.
    """
    with instance.database.snapshot() as session:
        found = rounds.get_round(session, actor.agency, round_id)
        require_state("check_links", found.state, *_CHECKABLE)
        urls = list(_addresses(session, found))
    step = urls[start : start + A_STEP]
    with _turn():
        findings = _visit_all(step, network or open_network())
    with instance.database.transaction() as session:
        link_checks.write_checks(session, round_id, instance.today, findings)
        if start == 0:
            link_checks.forget_others(session, round_id, urls)
            facts = {"addresses": len(urls)}
            audit.record(
                session, found.agency, instance.now, actor.name, "links.check", round_id, facts
            )
    following = start + A_STEP
    return following if following < len(urls) else None


_CHECKABLE = (RoundState.DRAFT, RoundState.OPEN, RoundState.CLOSED)


def _addresses(session: Session, found: Round) -> dict[str, list[str]]:
    """Each address once, with the codes of the items that name it, in the order of the edition."""
    entered = disclosure_items.read_items(session, found.id)
    named: dict[str, list[str]] = {}
    for item in current_edition(session, found).oit.items:
        for url in entered[item.code].answer.urls if item.code in entered else ():
            named.setdefault(url, []).append(item.code)
    return named


@contextmanager
def _turn() -> Iterator[None]:
    if not _TURNS.acquire(blocking=False):
        raise Busy
    try:
        yield
    finally:
        _TURNS.release()


def _visit_all(
    urls: Sequence[str], network: Network, seconds: float = STEP_SECONDS
) -> Mapping[str, Finding]:
    """What came of each address; a name server may be slow without end, so nobody waits for it."""
    visitors = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="link")
    visits = {url: visitors.submit(visit_link, url, network) for url in urls}
    try:
        done, _left = wait(visits.values(), timeout=seconds)
    finally:
        visitors.shutdown(wait=False, cancel_futures=True)
    return {
        url: visit.result() if visit in done else Finding(Outcome.SLOW)
        for url, visit in visits.items()
    }
