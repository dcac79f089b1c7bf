"""Abuse of an open link: it is held back, and an honest person loses no answer to it."""

import re

import pytest
from werkzeug.datastructures import MultiDict

from survey_app.core.errors import Flooded
from survey_app.core.officers import COMMAND_LINE
from survey_app.services.flood import FloodGate
from survey_app.services.places import add_place, limit_place
from survey_app.services.respond import visit_survey
from survey_app.storage import participation

UNRECORDED = "คำตอบชุดนี้ยังไม่ได้รับการบันทึก"
UNKNOWN = "ยังไม่ทราบว่าระบบได้รับคำตอบชุดนี้แล้วหรือไม่"


def fill(visitor, link, **changes):
    page = visitor.page(f"/s/{link}/form")
    return {"ticket": page.ticket, **page.best_answers(), "suggestion": "", **changes}


def send(visitor, link, fields):
    return visitor.post(f"/s/{link}/answers", fields)


def kept(page):
    """What the browser would send again from a page that keeps a sheet in hidden fields."""
    hidden = {str(f["name"]): f.get("value") for f in page.fields if f.get("type") == "hidden"}
    return {**hidden, "suggestion": page.texts["suggestion"].strip()}


def make_full(municipality):
    visit = visit_survey(municipality.instance, municipality.eit)
    limit_place(municipality.instance, COMMAND_LINE, municipality.round, visit.place, 20)
    with municipality.instance.database.transaction() as session:
        for _ in range(20):
            today = municipality.clock.today
            participation.note_sheets(session, visit.survey, {visit.place: 1}, today)
    return visit


class TestFullPlace:
    @pytest.mark.parametrize("page", ["", "/form"])
    @pytest.mark.parametrize("language", ["th", "en"])
    def test_is_said_before_anybody_answers(self, municipality, visitor, page, language):
        make_full(municipality)
        response = visitor.get(f"/s/{municipality.eit}{page}?lang={language}")
        assert response.status_code == 429
        assert "032 123 456" in response.text
        assert not visitor.read(response).names()
        if language == "th":
            assert "วันนี้ลิงก์นี้รับคำตอบครบแล้ว" in response.text
            assert "พรุ่งนี้" in response.text

    def test_a_sheet_sent_there_is_said_not_to_be_recorded_and_is_kept(self, municipality, visitor):
        sheet = fill(visitor, municipality.eit, suggestion="ขอที่จอดรถ")
        visit = make_full(municipality)
        response = send(visitor, municipality.eit, sheet)
        assert (response.status_code, UNRECORDED in response.text) == (429, True)
        assert municipality.sheets(municipality.eit) == 20
        assert municipality.errors() == {"place_full": 1}
        page = visitor.read(response)
        assert kept(page) == sheet
        limit_place(municipality.instance, COMMAND_LINE, municipality.round, visit.place, None)
        assert send(visitor, municipality.eit, kept(page)).status_code == 303
        assert municipality.sheets(municipality.eit) == 21

    def test_a_sheet_with_rows_missing_is_kept_too(self, municipality, visitor):
        sheet = fill(visitor, municipality.eit)
        del sheet["e1.1"]
        make_full(municipality)
        response = send(visitor, municipality.eit, sheet)
        assert response.status_code == 429
        assert kept(visitor.read(response)) == sheet

    def test_no_number_is_told(self, municipality, visitor):
        make_full(municipality)
        page = visitor.get(f"/s/{municipality.eit}").text
        main = re.sub(r"<[^>]+>", " ", page[page.index("<main") : page.index("</main>")])
        assert not re.search(r"\d", main)

    def test_on_the_last_day_nobody_is_sent_home_until_tomorrow(self, municipality, visitor):
        municipality.clock.today = municipality.clock.today.replace(month=6, day=30)
        make_full(municipality)
        page = visitor.get(f"/s/{municipality.eit}").text
        assert "พรุ่งนี้" not in page
        assert "วันสุดท้าย" in page

    def test_another_place_takes_answers(self, municipality, visitor):
        make_full(municipality)
        other = add_place(municipality.instance, COMMAND_LINE, municipality.round, "EIT", "ตลาด")
        sheet = fill(visitor, other.link_code)
        assert send(visitor, other.link_code, sheet).status_code == 303

    def test_a_sheet_of_another_place_keeps_its_ticket_there(self, municipality, visitor):
        """The ticket belongs to the survey, so the answers can be sent through any of its places."""
        sheet = fill(visitor, municipality.eit)
        make_full(municipality)
        other = add_place(municipality.instance, COMMAND_LINE, municipality.round, "EIT", "ตลาด")
        assert send(visitor, other.link_code, sheet).status_code == 303

    def test_the_thank_you_of_who_came_in_time_stays(self, municipality, visitor):
        sheet = fill(visitor, municipality.eit)
        send(visitor, municipality.eit, sheet)
        make_full(municipality)
        assert send(visitor, municipality.eit, sheet).status_code == 303
        assert visitor.get(f"/s/{municipality.eit}/thanks").status_code == 200


class TestFlood:
    @pytest.fixture
    def flooded(self, municipality):
        """The service as it is when a minute's worth has just come in."""
        gate: FloodGate = municipality.instance.gate
        ceiling = municipality.instance.settings.flood_ceiling
        with pytest.raises(Flooded):
            for _ in range(2 * ceiling):
                gate.enter(ceiling)
        for _ in range(ceiling * 10):  # so that it lasts as long as this test
            gate._evenly += 10**9
        return municipality

    def test_is_met_by_a_page_that_keeps_the_answers(self, municipality, visitor, request):
        sheet = fill(visitor, municipality.eit, suggestion="ขอที่จอดรถ")
        request.getfixturevalue("flooded")
        response = send(visitor, municipality.eit, sheet)
        assert (response.status_code, UNKNOWN in response.text) == (503, True)
        assert int(response.headers["Retry-After"]) >= 5
        assert "ระบบพักรับคำตอบชั่วครู่" in response.text
        assert municipality.sheets(municipality.eit) == 0
        assert municipality.errors() == {}, "counting each one would be what the flood wants"
        page = visitor.read(response)
        assert kept(page) == sheet
        municipality.instance.gate._evenly = 0
        assert send(visitor, municipality.eit, kept(page)).status_code == 303
        assert municipality.sheets(municipality.eit) == 1

    def test_leaves_reading_and_codes_alone(self, flooded, visitor):
        assert visitor.get(f"/s/{flooded.eit}").status_code == 200
        assert visitor.get(f"/s/{flooded.eit}/form").status_code == 200
        sheet = fill(visitor, flooded.iit, admission=flooded.codes[0])
        assert send(visitor, flooded.iit, sheet).status_code == 303

    def test_is_never_asked_where_a_request_comes_from(self, flooded, visitor):
        sheet = fill(visitor, flooded.eit)
        for address in ("192.0.2.1", "192.0.2.2", "2001:db8::1"):
            response = visitor.post(
                f"/s/{flooded.eit}/answers",
                sheet,
                environ_overrides={"REMOTE_ADDR": address},
                headers={"X-Forwarded-For": address},
            )
            assert response.status_code == 503


class TestUnseenField:
    def test_stands_hidden_in_the_open_form_alone(self, municipality, visitor):
        for link, count in ((municipality.eit, 1), (municipality.iit, 0)):
            text = visitor.get(f"/s/{link}/form").text
            found = re.findall(r"<label hidden>[^<]+<input name=\"more\" hidden></label>", text)
            assert (len(found), text.count("more")) == (count, count)

    def test_empty_or_absent_it_changes_nothing(self, municipality, visitor):
        """Scripts that send what the contract names, and browsers that send every field."""
        for changes in ({}, {"more": ""}, {"more": "  "}):
            sheet = fill(visitor, municipality.eit, **changes)
            assert send(visitor, municipality.eit, sheet).status_code == 303
        assert municipality.sheets(municipality.eit) == 3

    def test_filled_it_gives_the_form_back_with_a_question_and_all_answers(
        self, municipality, visitor
    ):
        sheet = fill(visitor, municipality.eit, more="x@y.th", suggestion="ขอที่จอดรถ", sex="2")
        response = send(visitor, municipality.eit, sheet)
        page = visitor.read(response)
        assert response.status_code == 422
        assert "ท่านตอบแบบสอบถามนี้เองใช่หรือไม่" in response.text
        answers = {k: v for k, v in sheet.items() if k not in ("ticket", "suggestion", "more")}
        assert page.chosen() == answers
        assert page.texts["suggestion"].strip() == "ขอที่จอดรถ"
        assert page.ticket == sheet["ticket"]
        assert "x@y.th" not in response.text
        assert municipality.sheets(municipality.eit) == 0
        assert municipality.errors() == {"unseen_filled": 1}

    def test_the_question_is_asked_without_the_field_that_a_browser_would_fill_again(
        self, municipality, visitor
    ):
        sheet = fill(visitor, municipality.eit, more="x")
        page = visitor.read(send(visitor, municipality.eit, sheet))
        assert "more" not in page.names()
        assert page.labels["person"].strip() == "ใช่ ข้าพเจ้าตอบเอง"
        (box,) = [f for f in page.fields if f.get("name") == "person"]
        assert (box["type"], box["form"], "checked" in box) == ("checkbox", "sheet", False)

    def test_who_answers_it_is_counted_even_if_the_browser_fills_the_field_again(
        self, municipality, visitor
    ):
        sheet = fill(visitor, municipality.eit, more="x")
        send(visitor, municipality.eit, sheet)
        replies = [send(visitor, municipality.eit, {**sheet, "person": "1"}) for _ in range(2)]
        assert {reply.status_code for reply in replies} == {303}
        assert municipality.sheets(municipality.eit) == 1

    def test_who_does_not_is_asked_again_and_loses_nothing(self, municipality, visitor):
        sheet = fill(visitor, municipality.eit, more="x")
        for _ in range(3):
            page = visitor.read(send(visitor, municipality.eit, sheet))
            assert len(page.chosen()) == len(sheet) - 3
        assert municipality.sheets(municipality.eit) == 0

    def test_missing_rows_and_the_question_are_told_together(self, municipality, visitor):
        sheet = fill(visitor, municipality.eit, more="x")
        del sheet["e9"]
        response = send(visitor, municipality.eit, sheet)
        page = visitor.read(response)
        assert "#e9-1" in page.hrefs()
        assert "person" in page.names()
        mended = {**sheet, "e9": "1", "person": "1"}
        assert send(visitor, municipality.eit, mended).status_code == 303

    def test_a_confirmed_sheet_that_comes_back_for_something_else_asks_nobody_again(
        self, municipality, visitor
    ):
        sheet = fill(visitor, municipality.eit, more="x", person="1")
        del sheet["e9"]
        page = visitor.read(send(visitor, municipality.eit, sheet))
        assert not {"more", "person"} & page.names()

    @pytest.mark.parametrize("extra", [("more", "y"), ("person", "1")])
    def test_twice_or_with_a_code_it_is_refused(self, municipality, visitor, extra):
        twice = MultiDict([*fill(visitor, municipality.eit, more="x").items(), extra, extra])
        assert send(visitor, municipality.eit, twice).status_code == 400
        sheet = fill(visitor, municipality.iit, admission=municipality.codes[0])
        coded = MultiDict([*sheet.items(), extra])
        assert send(visitor, municipality.iit, coded).status_code == 400


def test_no_sheet_is_too_quick(municipality, visitor):
    """There is no minimum time: a form may be sent in the second it was opened."""
    for _ in range(3):
        assert send(visitor, municipality.eit, fill(visitor, municipality.eit)).status_code == 303
