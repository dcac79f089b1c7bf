"""A reply that is lost on the way costs nothing: the same form is sent again and counts once."""

import time

import pytest

from tests.exactly_once.books import require_closed_exact, require_exact
from tests.exactly_once.conftest import Served
from tests.exactly_once.crowd import Crowd, plan_errands
from tests.exactly_once.lossy_proxy import lossy_proxy
from tests.exactly_once.phones import Phone

LOST = 0.3
"""The share of replies that never arrive whole."""


@pytest.mark.parametrize("sheets", [80, pytest.param(5_000, marks=pytest.mark.soak)])
def test_sheets_whose_replies_are_lost_count_once(served: Served, sheets: int):
    pretend = served.open_round(staff=sheets, public=sheets)
    errands = plan_errands(pretend, iit=sheets // 2, eit=sheets - sheets // 2)
    began = time.monotonic()
    with lossy_proxy(served.server.port, LOST) as network:
        crowd = Crowd(Phone(network.port))
        with crowd.busy_with(errands):
            pass
        seconds = time.monotonic() - began
        assert network.cut > sheets * LOST / 2, "the network was not bad"
        require_exact(pretend, errands)
        for filled in crowd.thanked[:20]:
            crowd.phone.send_until_thanked(filled)
    require_closed_exact(pretend, errands)
    print(f"{sheets} sheets, {network.cut} replies lost, {sheets / seconds:.0f} a second")
