"""Pages made once and handed out again: the very same page, and never longer than it is true."""

import gzip
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import brotli
import pytest

from survey_app.core.officers import COMMAND_LINE
from survey_app.core.thai import hold_name
from survey_app.services.agencies import change_agency
from survey_app.services.places import list_places
from survey_app.services.respond import Visit, visit_survey
from survey_app.services.rounds import move_closing
from survey_app.storage.database import SQLITE_SETTINGS, Database
from survey_app.web.assets import asset
from survey_app.web.respondent import doorstep, ready_pages
from tests.integration.respondent.conftest import Municipality, Visitor

TICKET = re.compile(r'name="ticket" value="([^"]+)"')
READ = {"br": brotli.decompress, "gzip": gzip.decompress}


def form_of(municipality: Municipality) -> str:
    return f"/s/{municipality.eit}/form"


def without_ticket(page: str) -> str:
    return TICKET.sub("", page)


def test_the_form_is_the_same_each_time_but_for_its_ticket(
    municipality: Municipality, visitor: Visitor
):
    """The first is the application's, the second what the door hands out."""
    first, second = (visitor.get(form_of(municipality)) for _ in range(2))
    assert without_ticket(first.text) == without_ticket(second.text)
    assert TICKET.findall(first.text) != TICKET.findall(second.text)
    assert sorted(first.headers.keys()) == sorted(second.headers.keys())


@pytest.mark.parametrize("page", ["", "/form"])
def test_the_door_says_what_the_application_says(
    municipality: Municipality, visitor: Visitor, monkeypatch: pytest.MonkeyPatch, page: str
):
    path = f"/s/{municipality.eit}{page}"
    visitor.get(path)
    handed = visitor.get(path)
    monkeypatch.setattr(doorstep.Doorstep, "_find_visit", lambda *_: None)
    asked = visitor.get(path)
    assert without_ticket(handed.text) == without_ticket(asked.text)
    assert sorted(handed.headers) == sorted(asked.headers)


@pytest.mark.parametrize("encoding", READ)
@pytest.mark.parametrize("page", ["", "/form", "/form?lang=en", "/thanks", "/not-eligible"])
def test_compressed_it_is_the_same_page(
    municipality: Municipality, visitor: Visitor, page: str, encoding: str
):
    path = f"/s/{municipality.eit}{page}"
    plain = visitor.get(path)
    for _ in range(2):
        packed = visitor.client.get(path, headers={"Accept-Encoding": encoding})
        assert packed.headers["Content-Encoding"] == encoding
        assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
        page_again = READ[encoding](packed.data).decode()
        assert without_ticket(page_again) == without_ticket(plain.text)
        assert len(packed.data) * 2 < len(plain.data)


def test_a_code_goes_with_the_form_and_in_no_other(municipality: Municipality, visitor: Visitor):
    pages = [
        visitor.read(visitor.post(f"/s/{municipality.iit}/form", {"admission": code}))
        for code in municipality.codes[:2]
    ]
    assert [page.value("admission") for page in pages] == municipality.codes[:2]
    assert visitor.page(f"/s/{municipality.iit}/form").value("admission") == ""


def test_a_form_sent_back_is_not_compressed_and_its_length_tells_no_choice(
    municipality: Municipality, visitor: Visitor
):
    page = visitor.page(form_of(municipality))
    sheets = [page.best_answers() | {"ticket": page.ticket} for _ in range(2)]
    for choice, sheet in zip(("1", "2"), sheets, strict=True):
        for row in list(page.best_answers())[1:]:
            sheet[row] = choice
        del sheet[next(iter(page.best_answers()))]
    accept = {"Accept-Encoding": "br, gzip"}
    sent_back = [
        visitor.post(f"/s/{municipality.eit}/answers", sheet, headers=accept) for sheet in sheets
    ]
    assert [reply.status_code for reply in sent_back] == [422, 422]
    assert not any("Content-Encoding" in reply.headers for reply in sent_back)
    assert len({len(reply.data) for reply in sent_back}) == 1


def test_a_stopped_link_shows_no_form_any_more(municipality: Municipality, visitor: Visitor):
    assert visitor.get(form_of(municipality)).status_code == 200
    municipality.stop(municipality.eit)
    assert visitor.get(form_of(municipality)).status_code != 200


def test_a_closed_round_shows_no_form_any_more(municipality: Municipality, visitor: Visitor):
    assert visitor.get(form_of(municipality)).status_code == 200
    municipality.close()
    assert visitor.get(form_of(municipality)).status_code == 410


def test_a_survey_whose_last_day_has_passed_shows_no_form(
    municipality: Municipality, visitor: Visitor
):
    assert visitor.get(form_of(municipality)).status_code == 200
    municipality.clock.today = date(2026, 7, 1)
    assert visitor.get(form_of(municipality)).status_code == 410


def test_another_name_of_the_agency_is_on_the_next_page(
    municipality: Municipality, visitor: Visitor
):
    assert hold_name("เทศบาลเมืองใหม่") not in visitor.get(form_of(municipality)).text
    agency = visit_survey(municipality.instance, municipality.eit).agency
    renamed = type(agency)(agency.id, "เทศบาลเมืองใหม่", "", "", "", has_emblem=False)
    change_agency(municipality.instance, COMMAND_LINE, renamed)
    assert hold_name("เทศบาลเมืองใหม่") in visitor.get(form_of(municipality)).text


def test_a_page_thrown_out_by_another_thread_is_shown_all_the_same(
    municipality: Municipality, visitor: Visitor
):
    municipality.app.extensions[ready_pages._EXTENSION] = _NoRoom()
    for page in ("", "/form", "/thanks"):
        assert visitor.get(f"/s/{municipality.eit}{page}").status_code == 200


class _NoRoom(dict[object, object]):
    """What is kept, in a town so busy that others throw everything out after each look and each word."""

    def __contains__(self, key: object) -> bool:
        return super().__contains__(key) or bool(self.clear())

    def __setitem__(self, key: object, page: object) -> None:
        super().__setitem__(key, page)
        self.clear()


def test_a_day_moved_on_the_way_in_is_never_shown_for_another(
    municipality: Municipality, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
):
    """The door read the old day and the application the new one; then the old one is true again."""
    start, real = f"/s/{municipality.eit}", doorstep.Doorstep._find_visit

    def find(door: doorstep.Doorstep, environ: dict[str, object]) -> Visit | None:
        found = real(door, environ)
        move_last_day(municipality, date(2026, 7, 31))
        return found

    with monkeypatch.context() as patch:
        patch.setattr(doorstep.Doorstep, "_find_visit", find)
        assert "31\u00a0กรกฎาคม" in visitor.get(start).text
    assert "31\u00a0กรกฎาคม" in visitor.get(start).text
    move_last_day(municipality, date(2026, 6, 30))
    for _ in range(2):
        assert "30\u00a0มิถุนายน" in visitor.get(start).text


def move_last_day(municipality: Municipality, to: date) -> None:
    move_closing(
        municipality.instance, COMMAND_LINE, municipality.round, "EIT", to=to, reason="ขยายเวลา"
    )


@pytest.mark.parametrize("page", ["", "/form"])
def test_a_locked_database_is_waited_for_once_and_not_again_behind_the_door(
    municipality: Municipality, visitor: Visitor, monkeypatch: pytest.MonkeyPatch, page: str
):
    monkeypatch.setitem(SQLITE_SETTINGS, "busy_timeout", "50")
    municipality.instance.database.engine.dispose()
    asked, real = [], Database.snapshot
    monkeypatch.setattr(Database, "snapshot", lambda self: asked.append(1) or real(self))
    with _locked(municipality.instance.database.path):
        reply = visitor.get(f"/s/{municipality.eit}{page}")
    assert reply.status_code == 503
    assert len(asked) == 1
    assert visitor.get(f"/s/{municipality.eit}{page}").status_code == 200


@contextmanager
def _locked(path: Path | None) -> Iterator[None]:
    """Somebody has the file to themselves."""
    assert path
    blocker = sqlite3.connect(path, isolation_level=None)
    blocker.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        blocker.close()


def test_each_place_gets_its_own_link(municipality: Municipality, visitor: Visitor):
    views = list_places(municipality.instance, COMMAND_LINE, municipality.round)
    links = [view.place.link_code for view in views if view.instrument == "EIT"]
    for link in [*links, *links]:
        assert visitor.page(f"/s/{link}/form").actions == [f"/s/{link}/answers"]
        assert f"/s/{link}/form" in visitor.page(f"/s/{link}").hrefs()


def test_a_host_that_is_not_ours_is_refused_at_the_door_too(
    municipality: Municipality, visitor: Visitor
):
    visitor.get(form_of(municipality))
    reply = visitor.client.get(form_of(municipality), headers={"Host": "evil.example"})
    assert reply.status_code == 400


def test_unknown_links_are_not_remembered(municipality: Municipality, visitor: Visitor):
    for number in range(20):
        assert visitor.get(f"/s/AAAAA{number:02}/form").status_code == 404
    assert not municipality.instance.visits._known


@pytest.mark.parametrize("name", ["respondent.css", "respondent.js", "icon.svg"])
def test_a_static_file_is_kept_for_good_and_each_writing_has_its_own_mark(
    municipality: Municipality, visitor: Visitor, name: str
):
    path = address(municipality, f"respondent/{name}")
    plain = visitor.client.get(path)
    marks = {plain.headers["ETag"]}
    for encoding, read in READ.items():
        packed = visitor.client.get(path, headers={"Accept-Encoding": encoding})
        assert packed.headers["Content-Encoding"] == encoding
        assert read(packed.data) == plain.data
        assert packed.headers["Vary"] == "Accept-Encoding"
        assert "immutable" in packed.headers["Cache-Control"]
        known = {"Accept-Encoding": encoding, "If-None-Match": packed.headers["ETag"]}
        assert visitor.client.get(path, headers=known).status_code == 304
        marks.add(packed.headers["ETag"])
    assert len(marks) == 3


def address(municipality: Municipality, name: str) -> str:
    with municipality.app.test_request_context():
        return asset(name)


@pytest.mark.parametrize(
    "name", ["respondent/respondent.js", "icons/add.svg", "fonts/sarabun-thai-400-normal.woff2"]
)
def test_only_under_its_own_mark_is_a_file_kept_for_good(
    municipality: Municipality, visitor: Visitor, name: str
):
    """Under the mark of a file that is still to come, today's would stay in caches for a year."""
    marked = address(municipality, name)
    with visitor.client.get(marked) as reply:
        assert "immutable" in reply.headers["Cache-Control"]
    plain, _, mark = marked.partition("?v=")
    for other in ("", "?v=", "?v=any", f"?v={mark[::-1]}", f"?v={mark}0", f"?w={mark}"):
        with visitor.client.get(plain + other) as reply:
            assert (reply.status_code, reply.headers["Cache-Control"]) == (200, "no-cache")


@pytest.mark.parametrize("name", ["../__init__.py", "respondent/none.css", "..%2fassets.css", ""])
def test_nothing_but_static_files_is_static(visitor: Visitor, name: str):
    assert visitor.client.get(f"/static/{name}").status_code == 404
