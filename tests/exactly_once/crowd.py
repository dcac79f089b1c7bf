"""Sixteen people at once, and what each of them wanted counted."""

import random
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

from survey_app.services import respond
from tests.exactly_once.phones import Errand, Filled, Phone
from tests.respondents import PretendRound, as_fields, random_sheet

CLIENTS = 16


def plan_errands(pretend: PretendRound, iit: int, eit: int, seed: int = 4) -> list[Errand]:
    """Whole sheets by chance, mixed; every third says something no other one says."""
    chance, errands = random.Random(seed), []
    for instrument, count in (("IIT", iit), ("EIT", eit)):
        visit = pretend.visit(instrument)
        for number in range(count):
            text = f"ข้อเสนอแนะที่ {number} ของ {instrument}" if number % 3 == 0 else ""
            sheet = random_sheet(visit.form, chance, text)
            fields = as_fields(visit.form, sheet)
            if visit.needs_code:
                fields["admission"] = pretend.codes.pop()
            errands.append(Errand(instrument, visit.link_code, sheet, fields))
    chance.shuffle(errands)
    return errands


def prepare(pretend: PretendRound, errand: Errand) -> Filled:
    """The filled form with a ticket, for when the page itself is not what is tested."""
    ticket = respond.issue_ticket(pretend.instance, pretend.visit(errand.instrument))
    return Filled(errand, f"/s/{errand.link}/answers", {"ticket": ticket, **errand.fields})


@dataclass
class Crowd:
    """People who each send one sheet and do not rest until they are thanked."""

    phone: Phone
    thanked: list[Filled] = field(default_factory=list)
    sending: list[Filled] = field(default_factory=list)
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def send(self, errand: Errand) -> None:
        """Fill the form and send it until thanked."""
        filled = self.phone.fill(errand)
        with self._turn:
            self.sending.append(filled)
        self.phone.send_until_thanked(filled)
        with self._turn:
            self.thanked.append(filled)

    @contextmanager
    def busy_with(self, errands: Iterable[Errand]) -> Iterator[None]:
        """All errands done by the end of the block, sixteen at a time, while the block goes on."""
        with ThreadPoolExecutor(CLIENTS) as pool:
            jobs: list[Future[None]] = [pool.submit(self.send, errand) for errand in errands]
            self._jobs = jobs
            try:
                yield
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
        for job in jobs:
            job.result()

    def await_thanked(self, count: int) -> None:
        """Wait until so many were thanked; fails with whoever failed."""
        while len(self.thanked) < count:
            for job in self._jobs:
                if job.done():
                    job.result()
            threading.Event().wait(0.005)
