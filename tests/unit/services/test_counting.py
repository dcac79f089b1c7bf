"""Sheets that arrive together share a commit, and each is judged as if it had come alone."""

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from survey_app.core.errors import (
    Busy,
    CodeRefused,
    LinkStopped,
    NotAccepting,
    PlaceFull,
    TicketExpired,
    TicketForged,
    Unreachable,
)
from survey_app.core.officers import COMMAND_LINE
from survey_app.core.questionnaire import SurveyInstrument
from survey_app.core.sheet import Sheet
from survey_app.services import closing, places, respond, together
from survey_app.services.instance import Instance
from survey_app.storage import database, participation, pool, tallies
from survey_app.storage.agencies import Agency
from tests.conftest import Clock
from tests.respondents import PretendRound, open_pretend_round, random_sheet

PATIENCE = 20
"""Seconds after which a thread that should have gone on long ago is given up."""


@pytest.fixture
def pretend(instance: Instance, agency: Agency) -> PretendRound:
    return open_pretend_round(instance, agency)


@dataclass
class Person:
    """Someone who sends from a thread of their own, and what came of it."""

    pretend: PretendRound
    visit: respond.Visit
    ticket: str
    code: str | None = None
    error: Exception | None = None
    thread: threading.Thread | None = None

    def send(self) -> None:
        try:
            respond.submit_sheet(
                self.pretend.instance, self.visit, self.ticket, self.code, self._sheet
            )
        except Exception as error:  # noqa: BLE001  # whatever it is, the test looks at it
            self.error = error

    def start(self) -> None:
        self.thread = threading.Thread(target=self.send)
        self.thread.start()

    def finish(self) -> None:
        assert self.thread
        self.thread.join(PATIENCE)
        assert not self.thread.is_alive(), "nobody woke it"

    @property
    def _sheet(self) -> Sheet:
        return random_sheet(self.visit.form, random.Random(self.ticket))


def person(
    pretend: PretendRound, instrument: SurveyInstrument = "EIT", **known: str | None
) -> Person:
    visit = pretend.visit(instrument)
    facts = {"ticket": respond.issue_ticket(pretend.instance, visit), "code": None} | known
    return Person(pretend, visit, str(facts["ticket"]), facts["code"])


@dataclass
class Door:
    """Holds whoever leads at the end of its transaction, until all the others wait behind it."""

    commits: int = 0
    reached: threading.Event = field(default_factory=threading.Event)
    opened: threading.Event = field(default_factory=threading.Event)

    def pass_by(self, noting: Callable[..., None]) -> Callable[..., None]:
        def hold(*facts: object) -> None:
            self.commits += 1
            self.reached.set()
            assert self.opened.wait(PATIENCE)
            noting(*facts)

        return hold


@contextmanager
def held_door(stuck: float = 2 * PATIENCE) -> Iterator[Door]:
    door = Door()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(participation, "note_sheets", door.pass_by(participation.note_sheets))
        patch.setattr(together, "STUCK", stuck)
        yield door


def send_together(pretend: PretendRound, people: list[Person]) -> int:
    """All of them in one batch, behind one who came before; how often something was counted."""
    first = person(pretend)
    with held_door() as door:
        first.start()
        assert door.reached.wait(PATIENCE)
        queue_up(pretend, people)
        door.opened.set()
        for one in (first, *people):
            one.finish()
    assert first.error is None
    return door.commits - 1


def queue_up(pretend: PretendRound, people: list[Person]) -> None:
    until = time.monotonic() + PATIENCE
    for number, one in enumerate(people, 1):
        one.start()
        while sum(len(one.waiting) for one in pretend.instance.turns._gates.values()) < number:
            assert time.monotonic() < until, "it does not wait for its turn"
            time.sleep(0.001)


def counts(pretend: PretendRound, instrument: SurveyInstrument = "EIT") -> tuple[int, int, int]:
    """Sheets sent, folded and waiting."""
    survey = pretend.visit(instrument).survey
    with pretend.instance.database.snapshot() as session:
        sent = participation.count_sheets(session, survey)
        folded = tallies.count_released(session, survey)
        return sent, folded, pool.count_waiting(session, pretend.instance.keys, survey)


def spent(pretend: PretendRound) -> int:
    with pretend.instance.database.engine.connect() as connection:
        return int(connection.scalar(sa.text("SELECT count(*) FROM ticket")) or 0)


def test_those_who_wait_share_one_commit(pretend: PretendRound):
    people = [person(pretend) for _ in range(12)]
    assert send_together(pretend, people) == 1
    assert [one.error for one in people] == [None] * 12
    assert counts(pretend) == (13, 0, 13)
    assert spent(pretend) == 13


def test_a_lone_sheet_waits_for_nobody(pretend: PretendRound):
    """Nobody else comes, so a gate that waited for company would never open."""
    alone = person(pretend)
    alone.start()
    alone.finish()
    assert alone.error is None
    assert not pretend.instance.turns._gates, "the gate is free again"


def test_each_of_a_mixed_batch_meets_its_own_fate(pretend: PretendRound, clock: Clock):
    old = person(pretend)
    clock.advance(days=8)
    again = pretend.send("EIT", random_sheet(pretend.visit("EIT").form, random.Random(1)))
    twice = person(pretend)
    people = [
        good := person(pretend),
        retry := person(pretend, ticket=again),
        old,
        twice,
        twin := person(pretend, ticket=twice.ticket),
        last := person(pretend),
    ]
    forged = person(pretend, ticket="A" * 48)
    forged.send()
    assert isinstance(forged.error, TicketForged)
    assert send_together(pretend, people) == 1
    assert isinstance(old.error, TicketExpired)
    assert {one.error for one in (good, retry, twice, twin, last)} == {None}
    assert counts(pretend) == (5, 0, 5), "before, first, good, twice once, last"


@pytest.mark.engine("sqlite")
def test_on_sqlite_all_surveys_share_the_commit(pretend: PretendRound):
    code = pretend.codes[0]
    people = [
        person(pretend),
        first := person(pretend, "IIT", code=code),
        second := person(pretend, "IIT", code=code),
        unknown := person(pretend, "IIT", code="0000-0000-00000"),
        missing := person(pretend, "IIT"),
        person(pretend),
    ]
    assert send_together(pretend, people) == 2, "one a survey"
    assert first.error is None
    kinds = [
        one.error.kind for one in (second, unknown, missing) if isinstance(one.error, CodeRefused)
    ]
    assert kinds == ["used", "unknown", "malformed"]
    assert (counts(pretend), counts(pretend, "IIT")) == ((3, 0, 3), (1, 0, 1))


def test_a_code_used_twice_at_once_admits_one_sheet(pretend: PretendRound):
    """Behind a sheet of the same survey, so that they wait for the same lock on any engine."""
    before, code = person(pretend, "IIT", code=pretend.codes[1]), pretend.codes[0]
    pair = [person(pretend, "IIT", code=code) for _ in range(2)]
    with held_door() as door:
        before.start()
        assert door.reached.wait(PATIENCE)
        queue_up(pretend, pair)
        door.opened.set()
        for one in (before, *pair):
            one.finish()
    refused = [one.error for one in pair if one.error]
    assert [type(error) for error in refused] == [CodeRefused]
    assert counts(pretend, "IIT") == (2, 0, 2)


def test_a_place_that_fills_up_in_the_middle_takes_no_more(pretend: PretendRound):
    (place,) = (
        view.place.id
        for view in places.list_places(pretend.instance, COMMAND_LINE, pretend.id)
        if view.instrument == "EIT"
    )
    places.limit_place(pretend.instance, COMMAND_LINE, pretend.id, place, 20)
    pretend.send_many("EIT", 16)
    people = [person(pretend) for _ in range(5)]
    assert send_together(pretend, people) == 1
    assert [type(one.error) for one in people] == [type(None)] * 3 + [PlaceFull] * 2
    assert counts(pretend)[0] == 20


def test_a_stopped_link_and_an_ended_survey_refuse_all_that_wait(pretend: PretendRound):
    """They opened the form before; what counts is how things stand behind the lock."""
    late = [person(pretend) for _ in range(3)]
    (place,) = (
        view.place.id
        for view in places.list_places(pretend.instance, COMMAND_LINE, pretend.id)
        if view.instrument == "EIT"
    )
    places.stop_place(pretend.instance, COMMAND_LINE, pretend.id, place, "ป้ายหาย")
    send_all(late)
    assert {type(one.error) for one in late} == {LinkStopped}
    closing.close_round(pretend.instance, COMMAND_LINE, pretend.id, "ทดสอบ")
    later = [Person(pretend, late[0].visit, one.ticket) for one in late]
    send_all(later)
    assert {type(one.error) for one in later} == {NotAccepting}
    assert counts(pretend)[0] == 0


def send_all(people: list[Person]) -> None:
    for one in people:
        one.start()
    for one in people:
        one.finish()


def test_lots_are_as_large_as_one_after_the_other(pretend: PretendRound):
    """21 in the pool, 41 more at once: two lots of 20 over a link, and never a part of one."""
    pretend.send_many("EIT", 21)
    send_together(pretend, [person(pretend) for _ in range(40)])
    assert counts(pretend) == (62, 40, 22)


@pytest.mark.parametrize("failure", [Busy, Unreachable])
def test_a_failing_commit_is_everybodys_and_leaves_nothing(
    pretend: PretendRound, failure: type[Exception]
):
    people = [person(pretend) for _ in range(5)]
    raised = Busy() if failure is Busy else Unreachable("OperationalError")
    with held_door() as door, pytest.MonkeyPatch.context() as patch:
        people[0].start()
        assert door.reached.wait(PATIENCE)
        queue_up(pretend, people[1:])
        patch.setattr(database.Session, "commit", _raising(raised))
        door.opened.set()
        for one in people:
            one.finish()
    assert {type(one.error) for one in people} == {failure}
    assert (counts(pretend), spent(pretend)) == ((0, 0, 0), 0)
    for one in people:
        one.error = None
        one.send()
    assert [one.error for one in people] == [None] * 5
    assert counts(pretend) == (5, 0, 5), "the same tickets, once"


def _raising(error: Exception) -> Callable[[object], None]:
    def commit(_session: object) -> None:
        raise error

    return commit


def test_those_who_waited_for_a_lock_are_told_together(pretend: PretendRound):
    """Each waiting anew for a lock that nobody gives up would make the last wait for minutes."""
    people = [person(pretend) for _ in range(4)]
    waited = threading.Event()

    def refuse(*_facts: object) -> None:
        assert waited.wait(PATIENCE)
        raise OperationalError("", {}, _Locked())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pool, "lock_pool", refuse)
        people[0].start()
        queue_up(pretend, people[1:])
        waited.set()
        for one in people:
            one.finish()
    assert {type(one.error) for one in people} == {Busy}


def test_where_many_wait_behind_one_that_is_stuck_the_next_is_told_at_once(
    pretend: PretendRound, monkeypatch: pytest.MonkeyPatch
):
    first, waiting = person(pretend), [person(pretend) for _ in range(together.CROWD)]
    late = person(pretend)
    with held_door() as door:
        first.start()
        assert door.reached.wait(PATIENCE)
        queue_up(pretend, waiting)
        monkeypatch.setattr(together, "STUCK", 0.0)
        late.send()
        assert isinstance(late.error, Busy)
        door.opened.set()
        for one in (first, *waiting):
            one.finish()
    assert [one.error for one in (first, *waiting)] == [None] * (1 + together.CROWD)
    late.error = None
    late.send()
    assert late.error is None
    assert counts(pretend)[0] == 2 + together.CROWD


def test_a_crowd_that_was_there_before_is_told_as_well(pretend: PretendRound):
    first, waiting = person(pretend), [person(pretend) for _ in range(together.CROWD)]
    late = [person(pretend) for _ in range(3)]
    with held_door(stuck=0.5) as door:
        first.start()
        assert door.reached.wait(PATIENCE)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(together, "CROWD", 99)
            queue_up(pretend, [*waiting, *late])
        for one in late:
            one.finish()
        door.opened.set()
        for one in (first, *waiting):
            one.finish()
    assert {type(one.error) for one in late} == {Busy}
    assert [one.error for one in (first, *waiting)] == [None] * (1 + together.CROWD)
    assert counts(pretend)[0] == 1 + together.CROWD, "who was told Busy is not counted later"


def test_those_taken_along_are_part_of_the_crowd(pretend: PretendRound):
    """A commit hangs with some in it already: they cannot leave, so fewer may join behind them."""
    first, late = person(pretend), person(pretend)
    company = [person(pretend) for _ in range(together.CROWD)]
    gathering = threading.Event()
    lock = pool.lock_pool

    def hold(*facts: object) -> object:
        assert gathering.wait(PATIENCE)
        return lock(*facts)  # type: ignore[arg-type]  # as it came

    with held_door(stuck=0.5) as door, pytest.MonkeyPatch.context() as patch:
        patch.setattr(pool, "lock_pool", hold)
        first.start()
        while not pretend.instance.turns._gates:
            time.sleep(0.001)
        queue_up(pretend, company)
        gathering.set()
        assert door.reached.wait(PATIENCE)
        late.start()
        late.finish()
        door.opened.set()
        for one in (first, *company):
            one.finish()
    assert isinstance(late.error, Busy)
    assert [one.error for one in (first, *company)] == [None] * (1 + together.CROWD)


class _Locked(Exception):
    sqlite_errorcode = 5
    sqlstate = "55P03"


def test_a_defect_of_one_is_not_that_of_the_others(pretend: PretendRound):
    """What cannot be written for one sheet fails that one; the rest are counted without it."""
    people = [person(pretend) for _ in range(4)]
    culprit = respond.tickets.read_ticket(
        pretend.instance.keys, people[1].visit.survey, people[1].ticket
    )
    spending = respond.tickets.spend

    def stumble(session: object, survey: str, held: list[respond.tickets.Ticket]) -> None:
        if culprit.mac in {ticket.mac for ticket in held}:
            raise RuntimeError
        spending(session, survey, held)  # type: ignore[arg-type]  # as it came

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(respond.tickets, "spend", stumble)
        send_together(pretend, people)
    assert [type(one.error) for one in people] == [type(None), RuntimeError, type(None), type(None)]
    assert counts(pretend) == (4, 0, 4)
