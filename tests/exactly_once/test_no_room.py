"""A full disk costs nobody a sheet: 503 with the answers kept, and everything goes on with room."""

import resource
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager

import pytest

from tests.exactly_once.books import require_balance, require_exact
from tests.exactly_once.conftest import Cramped
from tests.exactly_once.crowd import CLIENTS, plan_errands
from tests.exactly_once.phones import Filled, read_form
from tests.exactly_once.server_process import ServerProcess

SHEETS = 32
SOAK = pytest.mark.soak
SPARES = [0, 60_000, *(pytest.param(spare, marks=SOAK) for spare in (4096, 20_000, 120_000))]
"""Bytes left free: too few to begin, to go on, or to end."""
SIZES = [0, 200_000, *(pytest.param(size, marks=SOAK) for size in (4096, 20_000, 100_000))]


@contextmanager
def files_limited(server: ServerProcess, size: int) -> Iterator[None]:
    """The server's files may not grow over `size` bytes, as under a quota."""
    before = resource.prlimit(server.worker, resource.RLIMIT_FSIZE)
    resource.prlimit(server.worker, resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.prlimit(server.worker, resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("spare", SPARES)
def test_on_a_full_disk_sheets_wait_and_count_once_when_there_is_room(cramped: Cramped, spare: int):
    if not cramped.disk.mounted:
        pytest.skip("mounting a small disk is not allowed here")
    _press(cramped, cramped.disk.filled(spare))


@pytest.mark.parametrize("size", SIZES)
def test_under_a_quota_sheets_wait_and_count_once_when_it_is_raised(cramped: Cramped, size: int):
    if not cramped.instance.database.is_sqlite:
        pytest.skip("PostgreSQL writes its files itself")
    _press(cramped, files_limited(cramped.server, size))


def _press(cramped: Cramped, shortage: AbstractContextManager[None]) -> None:
    pretend = cramped.open_round(staff=SHEETS, public=SHEETS)
    phone = cramped.server.phone
    forms = [phone.fill(one) for one in plan_errands(pretend, SHEETS // 2, SHEETS // 2)]
    with shortage, ThreadPoolExecutor(CLIENTS) as pool:
        waiting = [again for again in pool.map(lambda form: _try(cramped, form), forms) if again]
        page = phone.fetch(f"/s/{forms[0].errand.link}/form")
        assert page.status in (200, 503)
    for again in waiting:
        phone.send_until_thanked(again)
    require_balance(pretend)
    for form in forms:
        phone.send_until_thanked(form)
    require_exact(pretend, [form.errand for form in forms])
    print(f"{len(waiting)} of {SHEETS} had to wait")


def _try(cramped: Cramped, form: Filled) -> Filled | None:
    """Send once; the form as the page gives it back, or None where it was thanked."""
    reply = cramped.server.phone.send(form)
    if reply.status == 303:
        return None
    assert reply.status == 503, reply.text
    assert int(reply.headers["Retry-After"]) > 0
    kept = read_form(reply.text)
    assert {name: value for name, value in kept.fields.items() if value} == {
        name: value for name, value in form.fields.items() if value
    }
    return Filled(form.errand, kept.path, kept.fields)
