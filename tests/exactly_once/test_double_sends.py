"""Two taps on the same button, two phones with the same slip: one sheet."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.exactly_once.books import require_exact
from tests.exactly_once.conftest import Served
from tests.exactly_once.crowd import plan_errands, prepare
from tests.exactly_once.phones import NOT_RECORDED, Errand, Filled, Reply
from tests.exactly_once.server_process import ServerProcess

CODES = [1, pytest.param(100, marks=pytest.mark.soak)]
PHONES = 50


def at_once(acts: Sequence[Callable[[], Reply]]) -> list[Reply]:
    """What all of them answer when they begin in the same moment."""
    start = threading.Barrier(len(acts))

    def wait_and(act: Callable[[], Reply]) -> Reply:
        start.wait(30)
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(wait_and, acts))


def send(server: ServerProcess, filled: Filled) -> Callable[[], Reply]:
    return lambda: server.phone.send(filled)


def send_until_decided(server: ServerProcess, filled: Filled) -> Callable[[], Reply]:
    """Fifty at once may be more than a busy server keeps waiting; whoever is told so tries again."""

    def send_on() -> Reply:
        while (reply := server.phone.send(filled)).status == 503:
            time.sleep(0.05)
        return reply

    return send_on


@pytest.mark.parametrize("sheets", [12, pytest.param(500, marks=pytest.mark.soak)])
def test_two_taps_at_once_count_one_sheet_and_are_both_thanked(served: Served, sheets: int):
    pretend = served.open_round(staff=sheets, public=sheets)
    errands = plan_errands(pretend, iit=sheets // 2, eit=sheets // 2)
    for errand in errands:
        filled = served.server.phone.fill(errand)
        taps = at_once([send(served.server, filled)] * 2)
        assert [tap.status for tap in taps] == [303, 303]
        assert {tap.headers["Location"] for tap in taps} == {f"/s/{errand.link}/thanks"}
    require_exact(pretend, errands)


@pytest.fixture
def other(served: Served) -> Iterator[ServerProcess]:
    """A second server over the same database, which knows nothing of the first but what is stored."""
    server = ServerProcess(served.instance.settings)
    server.start()
    yield server
    server.stop()


@pytest.mark.parametrize("sheets", [24, pytest.param(500, marks=pytest.mark.soak)])
def test_two_servers_that_get_the_same_sheet_at_once_count_it_once(
    served: Served, other: ServerProcess, sheets: int
):
    pretend = served.open_round(staff=sheets, public=sheets)
    errands = plan_errands(pretend, iit=sheets // 2, eit=sheets // 2)
    for errand in errands:
        filled = served.server.phone.fill(errand)
        taps = at_once([send(served.server, filled), send(other, filled)] * 2)
        assert {tap.status for tap in taps} <= {303, 503}
        assert served.server.phone.send(filled).status == 303
    require_exact(pretend, errands)


@pytest.mark.parametrize("codes", CODES)
def test_fifty_phones_with_one_code_count_one_sheet_and_the_others_are_told_so(
    served: Served, codes: int
):
    pretend = served.open_round(staff=codes + PHONES)
    slips = pretend.codes[-codes:]
    counted: list[Errand] = []
    for slip in slips:
        sheets = plan_errands(pretend, iit=PHONES, eit=0, seed=len(counted))
        pretend.codes.extend(errand.fields.pop("admission") for errand in sheets)
        forms = [prepare(pretend, errand) for errand in sheets]
        for form in forms:
            form.fields["admission"] = slip
        counted.append(_send_all(served, forms))
    require_exact(pretend, counted)


def _send_all(served: Served, forms: list[Filled]) -> Errand:
    """Send them at once, and all once more: the same one is thanked each time."""
    replies = at_once([send_until_decided(served.server, form) for form in forms])
    thanked = [form for form, reply in zip(forms, replies, strict=True) if reply.status == 303]
    assert len(thanked) == 1
    again = [served.server.phone.send(form) for form in forms]
    for first, second in zip(replies, again, strict=True):
        assert first.status == second.status
        if first.status != 303:
            assert first.status == 403
            assert NOT_RECORDED in first.text
            assert NOT_RECORDED in second.text
    return thanked[0].errand
