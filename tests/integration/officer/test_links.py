"""Checking the links of OIT as officers see it: a step a request, words beside every colour."""

import inspect

import pytest

from survey_app.core.officers import COMMAND_LINE
from survey_app.core.rounds import Round
from survey_app.services import link_checking
from survey_app.services.disclosure_items import enter_item, read_disclosure
from survey_app.services.rounds import create_round
from tests.small_web import SmallWeb, say, small_web


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    with small_web(tmp_path_factory.mktemp("web")) as web:
        yield web


@pytest.fixture
def web(running, monkeypatch) -> SmallWeb:
    """The only internet there is in these tests."""
    running.forget()
    monkeypatch.setattr(link_checking, "open_network", running.network)
    return running


@pytest.fixture
def draft(instance, agency) -> Round:
    return create_round(
        instance, COMMAND_LINE, agency=agency.id, fiscal_year=2564, staff=40, public=400
    )


@pytest.fixture
def oit(draft) -> str:
    return f"/officer/rounds/{draft.id}/oit"


@pytest.fixture
def links(draft) -> str:
    """Where links are checked."""
    return f"/officer/rounds/{draft.id}/links"


@pytest.fixture
def enter(instance, draft):
    facts = {"version": 0, "present": True, "note": "", "owner": "", "due_on": None}
    return lambda code, *urls: enter_item(
        instance, COMMAND_LINE, draft.id, code, urls=urls, **facts
    )


def told(page) -> dict[str, str]:
    """The numbers on the page of links, by name."""
    names, numbers = page.find("dt"), page.find("dd")
    return {name.text: n.text for name, n in zip(names, numbers, strict=True)}


def test_nothing_is_checked_before_an_officer_starts_it(officer, web, enter, oit, links):
    enter("o1", "http://www.test/a")
    assert told(officer.open(links))["ยังไม่เคยตรวจ"] == "1 แห่ง"
    for path in (oit, f"{oit}/o1", f"{links}?reached=1"):
        officer.open(path)
    assert web.asked == web.resolved == []


def test_a_check_reports_in_words_on_its_page_the_board_and_the_item(
    officer, web, enter, oit, links
):
    web.pages["/gone"] = say(404)
    web.pages["/shut"] = say(403)
    enter("o1", "http://www.test/a", "http://www.test/gone")
    enter("o2", "http://www.test/shut")
    enter("o3", "http://www.test/a")
    officer.open(links)
    page = officer.submit()
    assert "ตรวจลิงก์ครบทุกแห่งแล้ว" in page.text
    for said in ("ไม่พบหน้านี้ (404)", "เว็บไซต์ไม่ให้ระบบเปิด (403)", "1 มีนาคม 2564"):
        assert said in page.text
    assert list(told(page).values()) == ["3 แห่ง", "1 แห่ง", "1 แห่ง", "1 แห่ง", "0 แห่ง"]
    board = officer.open(oit).text
    for said in ("ลิงก์เปิดไม่ได้ 1 แห่ง", "ลิงก์ต้องเปิดดูเอง", "ลิงก์เปิดได้"):
        assert said in board
    item = officer.open(f"{oit}/o1").text
    for said in ("เปิดได้ ตรวจเมื่อ 1 มีนาคม 2564", "ไม่พบหน้านี้ (404)"):
        assert said in item


def test_what_needs_an_officer_stands_first(officer, web, enter, links):
    web.pages["/gone"] = say(404)
    enter("o1", "http://www.test/a")
    enter("o2", "http://www.test/gone")
    officer.open(links)
    page = officer.submit()
    rows = [one.text for one in page.find("th", scope="row")]
    assert rows[0].startswith("http://www.test/gone")


def test_many_addresses_take_several_requests_and_each_shows_how_far_it_came(
    officer, web, enter, links
):
    enter("o1", *(f"http://www.test/{place}" for place in range(15)))
    officer.open(links)
    page = officer.submit()
    assert page.path.endswith("reached=10")
    assert "10 จาก 15" in page.text
    assert page.find("form", data_going_on="")
    assert len(web.asked) == 10
    page = officer.submit()
    assert len(web.asked) == 15
    assert not page.find("form", data_going_on="")


def test_an_address_of_this_machine_is_named_and_never_opened(officer, web, enter, links):
    enter("o1", "http://127.0.0.1:8080/officer/", "http://169.254.169.254/latest/meta-data/")
    officer.open(links)
    page = officer.submit()
    assert page.text.count("ระบบไม่ตรวจที่อยู่นี้") == 2
    assert web.connected == []


def test_checking_changes_no_answer_and_no_score(officer, web, enter, links, instance, draft):
    web.pages["/gone"] = say(404)
    enter("o1", "http://www.test/gone")
    before = read_disclosure(instance, COMMAND_LINE, draft.id)
    officer.open(links)
    officer.submit()
    assert read_disclosure(instance, COMMAND_LINE, draft.id) == before


def test_without_addresses_there_is_nothing_to_start(officer, web, links):
    page = officer.open(links)
    assert "ยังไม่มีข้อใดกรอกที่อยู่เว็บไซต์" in page.text
    assert officer.post(links).status == 303


@pytest.mark.parametrize("reached", ["-1", "x", "99999999", "๕", ""])
def test_any_place_in_the_list_is_taken_for_one(officer, web, enter, links, reached):
    enter("o1", "http://www.test/a")
    officer.open(f"{links}?reached={reached}")
    assert officer.post(f"{links}", {"reached": reached}).status == 303


def test_while_two_check_a_third_is_told_to_come_back(officer, web, enter, links):
    enter("o1", "http://www.test/a")
    officer.open(links)
    with link_checking._turn(), link_checking._turn():
        assert officer.post(links).status == 503
    assert web.asked == []


def test_an_auditor_reads_and_starts_nothing(auditor, web, enter, links):
    enter("o1", "http://www.test/a")
    page = auditor.open(f"{links}?reached=1")
    assert not [form for form in page.forms if form.action.endswith("/links")]
    assert auditor.post(links).status == 403
    assert web.asked == []


def test_another_agency_finds_nothing(stranger, web, enter, links):
    enter("o1", "http://www.test/a")
    stranger.open("/officer/rounds")
    assert stranger.get(links).status == 404
    assert stranger.post(links).status == 404
    assert web.asked == []


def test_an_address_with_markup_is_shown_as_text(officer, web, instance, draft, links, enter):
    enter("o1", "http://www.test/?q=1&lt=2&amp;")
    page = officer.open(links)
    assert page.find("a", href="http://www.test/?q=1&lt=2&amp;")


def test_nothing_can_be_said_to_the_network_that_is_really_used():
    """No setting and no page chooses a resolver, a connector or an address to be let through."""
    assert not inspect.signature(link_checking.open_network).parameters
