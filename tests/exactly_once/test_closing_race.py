"""A round that closes while people send: whoever is thanked is counted, whoever is told 410 is not."""

import random
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from survey_app.core.officers import COMMAND_LINE
from survey_app.services.closing import close_round
from tests.exactly_once.books import require_closed_exact
from tests.exactly_once.conftest import Served
from tests.exactly_once.crowd import CLIENTS, plan_errands, prepare
from tests.exactly_once.phones import NOT_RECORDED, Errand, Filled, Phone
from tests.respondents import PretendRound

SHEETS = 24
"""Sheets a round that want to be counted before it closes."""


@pytest.mark.parametrize("rounds", [15, pytest.param(1_000, marks=pytest.mark.soak)])
def test_closing_counts_exactly_those_who_were_thanked(served: Served, rounds: int):
    chance, statuses, waits = random.Random(1_000), Counter[int](), []
    for _ in range(rounds):
        pretend = served.open_round(staff=SHEETS, public=SHEETS)
        answered, wait = _race(pretend, served.server.phone, chance)
        require_closed_exact(pretend, [errand for errand, status in answered if status == 303])
        statuses.update(status for _, status in answered)
        waits.append(wait)
    assert set(statuses) == {303, 410}, statuses
    print(f"{rounds} rounds: {statuses[303]} thanked, {statuses[410]} too late; "
          f"closing took {max(waits):.2f} s at most")  # fmt: skip


def _race(
    pretend: PretendRound, phone: Phone, chance: random.Random
) -> tuple[list[tuple[Errand, int]], float]:
    """Everyone sends while the round closes after some of them; what each was answered."""
    forms = [prepare(pretend, errand) for errand in plan_errands(pretend, SHEETS // 2, SHEETS // 2)]
    before, thanked = chance.randrange(SHEETS), threading.Semaphore(0)

    def send(form: Filled) -> tuple[Errand, int]:
        status = _send_until_decided(phone, form)
        thanked.release()
        return form.errand, status

    with ThreadPoolExecutor(CLIENTS) as pool:
        jobs = [pool.submit(send, form) for form in forms]
        for _ in range(before):
            assert thanked.acquire(timeout=60)
        began = time.monotonic()
        close_round(pretend.instance, COMMAND_LINE, pretend.id, "ปิดขณะมีผู้ส่ง")
        wait = time.monotonic() - began
    return [job.result() for job in jobs], wait


def _send_until_decided(phone: Phone, form: Filled) -> int:
    """303 or 410; the latter says that nothing was recorded, and says so again."""
    reply = phone.send(form)
    while reply.status == 503:
        time.sleep(0.05)
        reply = phone.send(form)
    if reply.status == 410:
        assert NOT_RECORDED in reply.text
    return reply.status
