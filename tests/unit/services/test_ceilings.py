"""What holds back abuse of an open link: a ceiling of each place a day, and one of the service."""

import threading
from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa

from survey_app.core.errors import (
    BadCeiling,
    Flooded,
    LinkStopped,
    NotFound,
    PlaceFull,
    WrongState,
)
from survey_app.core.officers import COMMAND_LINE, Actor, Role
from survey_app.core.rounds import StaffAccess
from survey_app.core.sheet import Sheet
from survey_app.services import places, respond, together
from survey_app.services.closing import close_round
from survey_app.services.flood import FloodGate
from survey_app.services.places import add_place, find_place, limit_place, list_places
from survey_app.services.round_history import list_acts
from survey_app.settings import Settings
from survey_app.storage import participation
from tests.respondents import PretendRound, open_pretend_round

CEILING = 20


@pytest.fixture
def pretend(instance, agency) -> PretendRound:
    return open_pretend_round(instance, agency, staff=60, public=400)


@pytest.fixture
def place(pretend) -> str:
    """The id of the place of EIT, which an officer limits."""
    return pretend.visit("EIT").place


def sheet(pretend: PretendRound) -> Sheet:
    return Sheet((0,) * len(pretend.visit("EIT").form.row_codes))


def send(pretend: PretendRound, count: int) -> None:
    for _ in range(count):
        pretend.send("EIT", sheet(pretend))


def fill(pretend: PretendRound, count: int) -> None:
    """Count so many sheets of today as sent, which takes a moment only."""
    visit = pretend.visit("EIT")
    with pretend.instance.database.transaction() as session:
        for _ in range(count):
            participation.note_sheets(
                session, visit.survey, {visit.place: 1}, pretend.instance.today
            )


def crowd(pretend: PretendRound, count: int) -> None:
    """Let so many others in by the gate."""
    for _ in range(count):
        pretend.instance.gate.enter(pretend.instance.settings.flood_ceiling)


def limit(pretend: PretendRound, place: str, ceiling: int | None = CEILING) -> None:
    limit_place(pretend.instance, COMMAND_LINE, pretend.id, place, ceiling)


def sheets(pretend: PretendRound) -> int:
    with pretend.instance.database.snapshot() as session:
        return participation.count_sheets(session, pretend.visit("EIT").survey)


def test_a_place_takes_its_ceiling_a_day_and_tomorrow_again(pretend, place, clock):
    limit(pretend, place)
    send(pretend, CEILING)
    with pytest.raises(PlaceFull):
        send(pretend, 1)
    assert sheets(pretend) == CEILING
    clock.advance(days=1)
    send(pretend, 1)
    assert sheets(pretend) == CEILING + 1


def test_the_day_is_that_of_thailand(pretend, place, clock):
    clock.advance(hours=13, minutes=59)  # 23:59
    limit(pretend, place)
    fill(pretend, CEILING)
    with pytest.raises(PlaceFull):
        send(pretend, 1)
    clock.advance(minutes=1)
    send(pretend, 1)


def test_a_refused_sheet_is_counted_with_the_same_ticket_once_there_is_room(pretend, place):
    limit(pretend, place)
    fill(pretend, CEILING)
    visit = pretend.visit("EIT")
    ticket = respond.issue_ticket(pretend.instance, visit)
    with pytest.raises(PlaceFull):
        pretend.send("EIT", sheet(pretend), ticket)
    limit(pretend, place, CEILING + 5)
    pretend.send("EIT", sheet(pretend), ticket)
    assert sheets(pretend) == CEILING + 1


def test_a_retry_of_a_counted_sheet_stays_true_at_a_full_place(pretend, place):
    limit(pretend, place)
    ticket = pretend.send("EIT", sheet(pretend))
    fill(pretend, CEILING - 1)
    pretend.send("EIT", sheet(pretend), ticket)
    assert sheets(pretend) == CEILING


def test_other_places_and_other_surveys_go_on(pretend, place):
    limit(pretend, place)
    fill(pretend, CEILING)
    other = add_place(pretend.instance, COMMAND_LINE, pretend.id, "EIT", "ตลาด")
    pretend.links["EIT"] = other.link_code
    send(pretend, 1)
    pretend.send_many("IIT", 1)


def test_who_opens_the_link_of_a_full_place_sees_it_before_answering(pretend, place):
    limit(pretend, place)
    fill(pretend, CEILING - 1)
    assert not pretend.visit("EIT").full_today
    send(pretend, 1)
    assert pretend.visit("EIT").full_today


def test_many_at_once_are_never_more_than_the_ceiling(pretend, place, monkeypatch):
    monkeypatch.setattr(together, "STUCK", 60.0)
    limit(pretend, place)
    fill(pretend, CEILING - 3)
    refused: list[Exception] = []
    one = sheet(pretend)

    def try_it() -> None:
        try:
            pretend.send("EIT", one)
        except PlaceFull as error:
            refused.append(error)

    threads = [threading.Thread(target=try_it) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (sheets(pretend), len(refused)) == (CEILING, 7)


def test_a_ceiling_can_be_raised_and_taken_away(pretend, place):
    limit(pretend, place)
    fill(pretend, CEILING)
    limit(pretend, place, CEILING + 5)
    fill(pretend, 5)
    with pytest.raises(PlaceFull):
        send(pretend, 1)
    limit(pretend, place, None)
    send(pretend, 1)


@pytest.mark.parametrize("ceiling", [0, 19, 23, 1_000_000])
def test_only_a_ceiling_in_steps_is_kept(pretend, place, ceiling):
    with pytest.raises(BadCeiling):
        limit(pretend, place, ceiling)
    found = find_place(pretend.instance, COMMAND_LINE, pretend.id, place)
    assert found.place.daily_ceiling is None


@pytest.mark.parametrize("ceiling", [15, 21, -20])
def test_the_database_keeps_no_other_ceiling_either(pretend, place, ceiling):
    change = sa.text("UPDATE place SET daily_ceiling = :ceiling WHERE id = :place")
    with (
        pytest.raises(sa.exc.IntegrityError),
        pretend.instance.database.transaction() as session,
    ):
        session.execute(change, {"ceiling": ceiling, "place": place})


def test_an_officer_learns_no_more_than_the_steps(pretend, place):
    """At every count what is shown changes only where a step of participation ends."""
    limit(pretend, place, 25)
    shown = []
    for _ in range(25):
        send(pretend, 1)
        view = find_place(pretend.instance, COMMAND_LINE, pretend.id, place)
        shown.append((view.sheets, view.full_today))
    changes = [n for n in range(1, 25) if shown[n] != shown[n - 1]]
    assert [n + 1 for n in changes] == [5, 10, 15, 20, 25]


def test_a_survey_with_codes_has_no_ceiling(pretend):
    iit = pretend.visit("IIT").place
    with pytest.raises(WrongState):
        limit(pretend, iit)
    with pretend.instance.database.transaction() as session:
        session.execute(sa.text("UPDATE place SET daily_ceiling = 20"))
    pretend.send_many("IIT", 21)
    assert not pretend.visit("IIT").full_today


def test_a_staff_link_may_have_a_ceiling(instance, agency):
    pretend = open_pretend_round(instance, agency, access=StaffAccess.LINK)
    limit(pretend, pretend.visit("IIT").place)
    pretend.send_many("IIT", CEILING)
    with pytest.raises(PlaceFull):
        pretend.send_many("IIT", 1)


def test_the_history_of_the_round_tells_who_limited_a_place(pretend, place):
    limit(pretend, place)
    limit(pretend, place)
    limit(pretend, place, None)
    acts = list_acts(pretend.instance, COMMAND_LINE, pretend.id)
    told = [act.facts["ceiling"] for act in acts if act.act == "place.limit"]
    assert told == [None, CEILING]


def test_a_closed_round_and_another_agencys_take_no_ceiling(pretend, place, other_agency):
    stranger = Actor("stranger", Role.ADMIN, other_agency.id)
    with pytest.raises(NotFound):
        limit_place(pretend.instance, stranger, pretend.id, place, CEILING)
    close_round(pretend.instance, COMMAND_LINE, pretend.id, "ทดสอบ")
    with pytest.raises(WrongState):
        limit(pretend, place)


def test_a_place_is_stopped_once_with_its_first_reason(pretend, place):
    places.stop_place(pretend.instance, COMMAND_LINE, pretend.id, place, "ป้ายหาย")
    with pytest.raises(WrongState):
        places.stop_place(pretend.instance, COMMAND_LINE, pretend.id, place, "อีกครั้ง")
    view = find_place(pretend.instance, COMMAND_LINE, pretend.id, place)
    assert (view.place.stopped_on, view.place.stop_reason) == (date(2021, 3, 1), "ป้ายหาย")


def test_no_sheet_is_counted_once_a_stop_has_returned(pretend, place):
    """The stop waits for the sheet that is just being counted; later ones meet it."""
    inside, go_on = threading.Event(), threading.Event()
    counted = participation.note_sheets

    def slowly(*facts: object) -> None:
        inside.set()
        go_on.wait(60)
        counted(*facts)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(participation, "note_sheets", slowly)
        sending = threading.Thread(target=send, args=(pretend, 1))
        sending.start()
        assert inside.wait(60)
        stopping = threading.Thread(
            target=places.stop_place,
            args=(pretend.instance, COMMAND_LINE, pretend.id, place, "ป้ายหาย"),
        )
        stopping.start()
        stopping.join(0.5)
        assert stopping.is_alive(), "the stop returned while a sheet was being counted"
        go_on.set()
        sending.join()
        stopping.join()
    assert sheets(pretend) == 1
    with pytest.raises(LinkStopped):
        send(pretend, 1)


class Stopwatch:
    """Nanoseconds that only a test lets pass."""

    def __init__(self) -> None:
        self.now = 10**12

    def __call__(self) -> int:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += int(seconds * 10**9)


@pytest.fixture
def watch() -> Stopwatch:
    return Stopwatch()


@pytest.fixture
def narrow(pretend, watch) -> PretendRound:
    """The same round in a service that takes 60 sheets a minute."""
    settings = pretend.instance.settings.model_copy(update={"flood_ceiling": 60})
    instance = replace(pretend.instance, settings=settings, gate=FloodGate(watch))
    return replace(pretend, instance=instance)


def test_a_flood_is_refused_and_then_let_in_at_an_even_pace(narrow, watch):
    crowd(narrow, 60)
    with pytest.raises(Flooded) as refused:
        send(narrow, 1)
    assert refused.value.seconds == 1
    assert sheets(narrow) == 0
    watch.advance(1)
    send(narrow, 1)
    with pytest.raises(Flooded):
        send(narrow, 1)


def test_a_flooded_sheet_is_counted_with_the_same_ticket_after_the_wait(narrow, watch):
    crowd(narrow, 60)
    ticket = respond.issue_ticket(narrow.instance, narrow.visit("EIT"))
    with pytest.raises(Flooded):
        narrow.send("EIT", sheet(narrow), ticket)
    watch.advance(1)
    narrow.send("EIT", sheet(narrow), ticket)
    assert sheets(narrow) == 1


def test_in_a_flood_a_retry_of_a_counted_sheet_stays_true(narrow):
    ticket = narrow.send("EIT", sheet(narrow))
    crowd(narrow, 59)
    narrow.send("EIT", sheet(narrow), ticket)
    assert sheets(narrow) == 1


def test_a_flood_of_one_agency_is_the_same_gate_for_all(narrow, other_agency, watch):
    other = open_pretend_round(narrow.instance, other_agency)
    crowd(narrow, 60)
    with pytest.raises(Flooded):
        send(other, 1)
    watch.advance(1)
    send(other, 1)


def test_staff_with_codes_are_not_kept_out_by_a_flood(narrow):
    crowd(narrow, 60)
    narrow.send_many("IIT", 1)


def test_a_stopped_link_takes_no_room_from_others(narrow, place):
    visit = narrow.visit("EIT")
    places.stop_place(narrow.instance, COMMAND_LINE, narrow.id, place, "ท่วม")
    for _ in range(3):
        ticket = respond.issue_ticket(narrow.instance, visit)
        with pytest.raises(LinkStopped):
            respond.submit_sheet(narrow.instance, visit, ticket, None, sheet(narrow))
    views = list_places(narrow.instance, COMMAND_LINE, narrow.id)
    assert [view.place.stopped_on is None for view in views] == [True, False]
    other = add_place(narrow.instance, COMMAND_LINE, narrow.id, "EIT", "ตลาด")
    narrow.links["EIT"] = other.link_code
    crowd(narrow, 59)
    send(narrow, 1)


def test_a_retry_takes_no_room(narrow):
    ticket = narrow.send("EIT", sheet(narrow))
    for _ in range(3):
        narrow.send("EIT", sheet(narrow), ticket)
    crowd(narrow, 59)


def test_in_a_flood_no_lock_is_waited_for(narrow, monkeypatch):
    def locked() -> None:
        raise AssertionError("a flood must not queue for the lock")

    crowd(narrow, 60)
    visit, one = narrow.visit("EIT"), sheet(narrow)
    ticket = respond.issue_ticket(narrow.instance, visit)
    monkeypatch.setattr(type(narrow.instance.database), "transaction", lambda _self: locked())
    with pytest.raises(Flooded):
        respond.submit_sheet(narrow.instance, visit, ticket, None, one)


def test_the_default_lets_a_whole_town_hall_in_at_once():
    assert Settings().flood_ceiling >= 1_000


@pytest.mark.parametrize("ceiling", ["0", "59", "x", "-1"])
def test_a_ceiling_that_shuts_everybody_out_stops_the_start(monkeypatch, ceiling):
    monkeypatch.setenv("SURVEY_APP_FLOOD_CEILING", ceiling)
    with pytest.raises(ValueError, match="flood_ceiling"):
        Settings()
