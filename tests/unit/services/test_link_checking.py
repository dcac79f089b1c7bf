"""Checking the addresses of a round: a few a step, in bounded time, and no answer changes."""

import threading
import time
from datetime import date

import pytest

from survey_app.core.errors import Busy, NotFound, WrongState
from survey_app.core.links import Outcome
from survey_app.core.officers import COMMAND_LINE, Actor, Role
from survey_app.services import link_checking
from survey_app.services.disclosure_items import enter_item, item_history, read_disclosure
from survey_app.services.link_checking import A_STEP, check_links, read_links
from survey_app.services.round_history import list_acts
from survey_app.services.rounds import cancel_round, create_round
from tests.small_web import SmallWeb, say, small_web


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    with small_web(tmp_path_factory.mktemp("web")) as web:
        yield web


@pytest.fixture
def web(running) -> SmallWeb:
    running.forget()
    return running


@pytest.fixture
def draft(instance, agency):
    return create_round(
        instance, COMMAND_LINE, agency=agency.id, fiscal_year=2564, staff=40, public=400
    )


def enter(instance, draft, code, *urls, version=0):
    facts = {"present": True, "note": "", "owner": "", "due_on": None}
    return enter_item(instance, COMMAND_LINE, draft.id, code, version=version, urls=urls, **facts)


def check_all(instance, actor, draft, web):
    steps, start = 0, 0
    while start is not None:
        start, steps = check_links(instance, actor, draft.id, start, web.network()), steps + 1
    return steps


def told(instance, draft):
    return {
        line.url: (line.check.finding.outcome, line.check.finding.status, line.check.checked_on)
        for line in read_links(instance, COMMAND_LINE, draft.id).lines
        if line.check
    }


def test_each_address_gets_its_finding_and_the_day(instance, draft, web, clock):
    web.pages["/gone"] = say(404)
    enter(instance, draft, "o1", "http://www.test/a", "http://www.test/gone")
    enter(instance, draft, "o2", "http://10.0.0.1/", "http://www.test/a")
    assert check_all(instance, COMMAND_LINE, draft, web) == 1
    today = date(2021, 3, 1)
    assert told(instance, draft) == {
        "http://www.test/a": (Outcome.OPENS, 200, today),
        "http://www.test/gone": (Outcome.MISSING, 404, today),
        "http://10.0.0.1/": (Outcome.REFUSED, None, today),
    }
    assert len(web.asked) == 2, "an address of two items is asked once"
    lines = read_links(instance, COMMAND_LINE, draft.id).lines
    assert [line.codes for line in lines] == [("o1", "o2"), ("o1",), ("o2",)]
    web.pages["/gone"] = say(200)
    clock.advance(days=1)
    check_all(instance, COMMAND_LINE, draft, web)
    assert told(instance, draft)["http://www.test/gone"] == (Outcome.OPENS, 200, date(2021, 3, 2))


def test_checking_changes_no_answer(instance, draft, web):
    enter(instance, draft, "o1", "http://www.test/a")
    before = read_disclosure(instance, COMMAND_LINE, draft.id)
    history = item_history(instance, COMMAND_LINE, draft.id, "o1")
    web.pages["/a"] = say(404)
    check_all(instance, COMMAND_LINE, draft, web)
    assert read_disclosure(instance, COMMAND_LINE, draft.id) == before
    assert item_history(instance, COMMAND_LINE, draft.id, "o1") == history


def test_a_step_takes_a_few_addresses_and_says_where_the_next_begins(instance, draft, web):
    urls = [f"http://www.test/{place}" for place in range(20)]
    enter(instance, draft, "o1", *urls)
    enter(instance, draft, "o2", "http://www.test/last")
    assert check_links(instance, COMMAND_LINE, draft.id, 0, web.network()) == A_STEP
    assert list(told(instance, draft)) == urls[:A_STEP]
    assert check_all(instance, COMMAND_LINE, draft, web) == 3
    assert len(told(instance, draft)) == 21
    assert check_links(instance, COMMAND_LINE, draft.id, 99_999, web.network()) is None


def test_exactly_one_step_needs_no_second(instance, draft, web):
    enter(instance, draft, "o1", *(f"http://www.test/{place}" for place in range(A_STEP)))
    assert check_links(instance, COMMAND_LINE, draft.id, 0, web.network()) is None


def test_a_round_without_addresses_has_nothing_to_check(instance, draft, web):
    assert check_links(instance, COMMAND_LINE, draft.id, 0, web.network()) is None
    assert read_links(instance, COMMAND_LINE, draft.id).lines == ()


def test_an_address_that_no_item_has_any_more_is_forgotten(instance, draft, web):
    enter(instance, draft, "o1", "http://www.test/old")
    check_all(instance, COMMAND_LINE, draft, web)
    enter(instance, draft, "o1", "http://www.test/new", version=1)
    assert told(instance, draft) == {}
    check_all(instance, COMMAND_LINE, draft, web)
    enter(instance, draft, "o1", "http://www.test/old", version=2)
    assert told(instance, draft) == {}


def test_the_history_of_the_round_tells_who_checked(instance, draft, web, officer_actor):
    enter(instance, draft, "o1", *(f"http://www.test/{place}" for place in range(15)))
    check_all(instance, officer_actor, draft, web)
    acts = [act for act in list_acts(instance, COMMAND_LINE, draft.id) if act.act == "links.check"]
    assert [(act.officer, act.facts) for act in acts] == [("officer", {"addresses": 15})]


def test_another_agency_finds_no_round_to_check(instance, draft, web, other_agency):
    stranger = Actor("stranger", Role.ADMIN, other_agency.id)
    enter(instance, draft, "o1", "http://www.test/a")
    for attempt in (
        lambda: read_links(instance, stranger, draft.id),
        lambda: check_links(instance, stranger, draft.id, 0, web.network()),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert web.asked == []


def test_a_cancelled_round_is_not_checked(instance, draft, web):
    enter(instance, draft, "o1", "http://www.test/a")
    cancel_round(instance, COMMAND_LINE, draft.id)
    with pytest.raises(WrongState):
        check_links(instance, COMMAND_LINE, draft.id, 0, web.network())
    assert web.asked == []


def test_a_step_is_over_in_time_even_if_a_name_server_never_answers(web):
    over = threading.Event()

    def never(host: str, port: int) -> list[str]:
        if host == "slow.test":
            over.wait(60)
            return []
        return web.resolve(host, port)

    network = link_checking.Network(never, web.connect, web.tls)
    start = time.monotonic()
    urls = ["http://slow.test/", "http://www.test/a"]
    found = link_checking._visit_all(urls, network, seconds=3)
    assert time.monotonic() - start < 30
    over.set()
    assert [one.outcome for one in found.values()] == [Outcome.SLOW, Outcome.OPENS]


def test_the_time_of_a_step_is_under_what_a_proxy_waits():
    rounds = -(-link_checking.A_STEP // link_checking.AT_ONCE)
    assert rounds * link_checking.Network.__dataclass_fields__["seconds"].default < 20
    assert link_checking.STEP_SECONDS <= 20


def test_only_two_steps_run_at_once_and_the_third_is_told_to_wait(instance, draft, web):
    enter(instance, draft, "o1", "http://www.test/a")
    with link_checking._turn(), link_checking._turn(), pytest.raises(Busy):
        check_links(instance, COMMAND_LINE, draft.id, 0, web.network())
    assert web.asked == []
    assert check_links(instance, COMMAND_LINE, draft.id, 0, web.network()) is None
