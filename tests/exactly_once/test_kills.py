"""A server that is killed again and again counts every sheet once and thanks nobody in vain."""

import random
import time
from dataclasses import dataclass

import pytest

from survey_app.services.instance import Instance
from survey_app.storage.agencies import Agency
from tests.exactly_once.books import require_balance, require_counted, require_exact
from tests.exactly_once.crowd import Crowd, plan_errands
from tests.exactly_once.server_process import ServerProcess
from tests.respondents import open_pretend_round


@dataclass(frozen=True)
class Storm:
    """How many sheets are sent, and how often the server is killed meanwhile."""

    sheets: int
    kills: int

    def __str__(self) -> str:
        return f"{self.sheets} sheets, {self.kills} kills"


FULL = pytest.param(Storm(10_000, 50), marks=pytest.mark.soak)


@pytest.mark.parametrize("storm", [Storm(150, 4), FULL], ids=str)
def test_sheets_count_once_however_often_the_server_is_killed(
    instance: Instance, agency: Agency, storm: Storm, engine: str
):
    pretend = open_pretend_round(instance, agency, staff=storm.sheets, public=storm.sheets)
    errands = plan_errands(pretend, iit=storm.sheets // 2, eit=storm.sheets - storm.sheets // 2)
    server, chance, pauses = ServerProcess(instance.settings), random.Random(50), []
    server.start()
    crowd, began = Crowd(server.phone), time.monotonic()
    with crowd.busy_with(errands):
        for number in range(storm.kills):
            crowd.await_thanked((number + 1) * storm.sheets // (storm.kills + 1))
            time.sleep(chance.random() / 20)
            promised = tuple(crowd.thanked)
            pauses.append(_kill(server, whole=number % 2 == 0))
            require_counted(pretend, promised)
            require_balance(pretend)
    seconds = time.monotonic() - began
    server.stop()
    require_exact(pretend, errands)
    print(f"{engine}: {storm} in {seconds:.1f} s ({storm.sheets / seconds:.0f} a second); up again "
          f"after {max(pauses):.2f} s at most")  # fmt: skip


def _kill(server: ServerProcess, *, whole: bool) -> float:
    """Kill the whole server, or its worker alone; returns the seconds until it answers again."""
    if not whole:
        return server.kill_worker()
    server.kill()
    return server.start()
