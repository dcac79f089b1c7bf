"""Everything that can go wrong while someone answers, brought about on purpose, marks and all."""

import os
import signal
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

import sqlalchemy as sa

from survey_app.core.officers import COMMAND_LINE
from survey_app.services import places
from survey_app.storage import pool
from tests.deployment.people import Person, Reply, Town
from tests.deployment.stack import Stack
from tests.respondents import PretendRound
from tests.serving import wait_for

Statuses = dict[str, int]


def refused_requests(town: Town, round_: PretendRound) -> Statuses:
    """Requests that nginx or the program refuses; by name, what each was answered."""
    link = f"/s/{round_.links['EIT']}"
    marked = {"suggestion": town.next_person().suggestion}
    asked: dict[str, Callable[[Person], Reply]] = {
        "no such link": lambda one: one.ask(f"/s/{one.mark}"),
        "no such page": lambda one: one.ask(f"/{one.mark}"),
        "wrong method": lambda one: one.ask(f"{link}/thanks", _body({"name": one.mark})),
        "wrong host": lambda one: one.ask(link, Host=f"{one.mark}.example"),
        "wrong field": lambda one: one.ask(f"{link}/answers", _body({one.mark: one.mark})),
        "missing answers": lambda one: one.ask(f"{link}/answers", _body(marked)),
        "from another site": lambda one: one.ask(
            f"{link}/answers", _body(marked), Sec_Fetch_Site="cross-site"
        ),
        "not a request": lambda one: one.send(f"{one.mark}\r\n\r\n".encode()),
        "endless address": lambda one: one.ask(f"{link}?{one.mark * 1000}"),
        "endless header": lambda one: one.ask(link, X_Long=one.mark * 4000),
        "large body": lambda one: one.ask(f"{link}/answers", _long(one, 300_000)),
        "larger body": lambda one: one.ask(f"{link}/answers", _long(one, 400_000)),
        "no length": lambda one: one.send(_chunked(link, one)),
        "published nothing": lambda one: one.ask(f"/r/{one.mark}/2564"),
        "plain http": lambda one: one.ask_plainly(f"{link}?{one.mark}"),
    }
    return {name: ask(town.next_person()).status for name, ask in asked.items()}


def spent_codes(town: Town, round_: PretendRound) -> Statuses:
    """A slip used twice, one with a slip of the pen, and a ticket that is not ours."""
    first, second = town.next_person(), town.next_person()
    form = f"/s/{round_.links['IIT']}/form"
    first.answer(round_, "IIT")
    again = second.ask(form, _body({"admission": first.code}))
    second.code = first.code[:-1]
    slip = second.ask(form, _body({"admission": second.code}))
    third = town.next_person()
    fields = third.open_form(round_, "EIT")
    fields["ticket"] = f"{third.mark}{fields['ticket']}"
    forged = third.ask(f"/s/{round_.links['EIT']}/answers", _body(fields))
    return {"used code": again.status, "bad code": slip.status, "forged ticket": forged.status}


def full_place(town: Town, round_: PretendRound, stack: Stack) -> int:
    """A place that takes no more today, for one who had opened the form before it was full."""
    person = town.next_person()
    fields = person.open_form(round_, "EIT")
    views = places.list_places(stack.instance, COMMAND_LINE, round_.id)
    place = next(view.place.id for view in views if view.instrument == "EIT")
    places.limit_place(stack.instance, COMMAND_LINE, round_.id, place, 20)
    late = person.ask(f"/s/{round_.links['EIT']}/answers", _body(fields)).status
    places.limit_place(stack.instance, COMMAND_LINE, round_.id, place, None)
    return late


def broken_database(town: Town, round_: PretendRound, stack: Stack) -> int:
    """A sheet sent while a table is gone: the program's own failure."""
    person = town.next_person()
    fields = person.open_form(round_, "EIT")
    with _without_table(stack, "pool"):
        return person.ask(f"/s/{round_.links['EIT']}/answers", _body(fields)).status


@contextmanager
def _without_table(stack: Stack, name: str) -> Iterator[None]:
    _rename(stack, name, f"{name}_away")
    try:
        yield
    finally:
        _rename(stack, f"{name}_away", name)


def _rename(stack: Stack, name: str, to: str) -> None:
    database, statement = stack.instance.database, f"ALTER TABLE {name} RENAME TO {to}"
    if database.path:
        with sqlite3.connect(database.path, timeout=20) as connection:
            connection.execute("PRAGMA journal_mode = TRUNCATE")
            connection.execute("PRAGMA legacy_alter_table = ON")
            connection.execute(statement)
        connection.close()
        return
    with database.engine.begin() as connection:
        connection.execute(sa.text(statement))


def dying_server(
    town: Town, round_: PretendRound, stack: Stack, how: signal.Signals
) -> tuple[int, int]:
    """The worker dies with a sheet in its hands; then the same sheet again. Both answers."""
    person = town.next_person()
    fields = person.open_form(round_, "EIT")
    path, replies = f"/s/{round_.links['EIT']}/answers", []
    sending = threading.Thread(target=lambda: replies.append(person.ask(path, _body(fields))))
    with stack.instance.database.transaction() as session:
        pool.hold_pool(session, round_.visit("EIT").survey)
        sending.start()
        time.sleep(3)  # by now it waits for its turn at the database
        stack.server.kill_worker(how)
    sending.join()
    return replies[0].status, person.ask(path, _body(fields)).status


def absent_server(town: Town, round_: PretendRound, stack: Stack) -> Reply:
    """Nobody answers behind nginx."""
    person = town.next_person()
    fields = person.open_form(round_, "EIT")
    workers = [stack.server.process.pid, *stack.server.workers]
    for process in workers:
        os.kill(process, signal.SIGKILL)
    stack.server.process.wait()
    return person.ask(f"/s/{round_.links['EIT']}/answers", _body(fields))


def dying_nginx(town: Town, round_: PretendRound, stack: Stack) -> None:
    """nginx's workers crash while half a sheet is in their memory."""
    person = town.next_person()
    body = _long(person, 100_000)
    head = _head(f"/s/{round_.links['EIT']}/answers", person, f"Content-Length: {len(body)}")
    with stack.nginx.connect(person.source) as connection:
        connection.sendall(head + body[:50_000])
        time.sleep(0.2)
        for worker in stack.nginx.workers:
            os.kill(worker, signal.SIGSEGV)
    wait_for(f"http://127.0.0.1:{stack.server.port}/officer/sign-in", stack.server.process)


def half_sent(town: Town, round_: PretendRound) -> None:
    """Half a sheet, and the phone is switched off."""
    person = town.next_person()
    body = _long(person, 50_000)
    head = _head(f"/s/{round_.links['EIT']}/answers", person, f"Content-Length: {len(body)}")
    person.send(head + body[:20_000], hang_up=True)


@contextmanager
def stalled_sheet(town: Town, round_: PretendRound) -> Iterator[Callable[[], bytes]]:
    """Half a sheet and then nothing; the call waits for what nginx says to that after its patience."""
    person = town.next_person()
    head = _head(f"/s/{round_.links['EIT']}/answers", person, "Content-Length: 60000")
    with person.door.connect(person.source) as connection:
        connection.sendall(head + _long(person, 30_000))
        yield lambda: _rest(connection.recv)


def _rest(receive: Callable[[int], bytes]) -> bytes:
    try:
        return receive(65536)
    except OSError:
        return b""


def _head(path: str, person: Person, *more: str) -> bytes:
    said = [f"{name}: {value}" for name, value in person.headers.items()]
    form = "Content-Type: application/x-www-form-urlencoded"
    return "\r\n".join([f"POST {path} HTTP/1.1", *said, form, *more]).encode() + b"\r\n\r\n"


def _chunked(link: str, person: Person) -> bytes:
    pieces = b"".join(b"1\r\n%c\r\n" % byte for byte in _long(person, 60_000))
    return _head(f"{link}/answers", person, "Transfer-Encoding: chunked") + pieces + b"0\r\n\r\n"


def _long(person: Person, length: int) -> bytes:
    """A body of so many bytes that is full of the person's mark."""
    sign = urlencode({"suggestion": person.suggestion}).encode() + b"&"
    return (sign * (length // len(sign) + 1))[:length]


def _body(fields: dict[str, str]) -> bytes:
    return urlencode(fields).encode()
