"""Whoever cannot answer is told why, in either language, and whom to ask."""

from datetime import date

import pytest

from survey_app.core.thai import hold_name

LANGUAGES = pytest.mark.parametrize(("asked", "language"), [("", "th"), ("?lang=en", "en")])


@LANGUAGES
def test_before_the_first_day(municipality, visitor, asked, language):
    municipality.clock.today = date(2026, 5, 1)
    for page in ("", "/form"):
        response = visitor.get(f"/s/{municipality.eit}{page}{asked}")
        assert response.status_code == 403
        assert f'<html lang="{language}">' in response.text
        assert "032 123 456" in response.text
        assert ("15\u00a0พฤษภาคม\u00a02569" if language == "th" else "15 May 2026") in response.text


@LANGUAGES
def test_after_the_last_day(municipality, visitor, asked, language):
    municipality.clock.today = date(2026, 7, 1)
    for page in ("", "/form"):
        response = visitor.get(f"/s/{municipality.eit}{page}{asked}")
        assert response.status_code == 410
        assert ("30\u00a0มิถุนายน\u00a02569" if language == "th" else "30 June 2026") in response.text
        assert "032 123 456" in response.text


def test_a_round_closed_before_its_last_day_names_no_day(municipality, visitor):
    municipality.close()
    for today in (municipality.clock.today, date(2026, 7, 1)):
        municipality.clock.today = today
        response = visitor.get(f"/s/{municipality.eit}")
        assert response.status_code == 410
        assert "แบบสอบถามนี้ปิดรับคำตอบแล้ว" in response.text
        assert "มิถุนายน" not in response.text


@pytest.mark.parametrize("page", ["", "/form", "/thanks", "/not-eligible", "/answers"])
def test_a_poster_printed_from_a_draft_leads_to_whom_to_call(municipality, visitor, page):
    response = visitor.get(f"/s/{municipality.add_draft()}{page}")
    assert response.status_code == 403
    for said in ("ยังไม่เปิดรับคำตอบ", hold_name("เทศบาลตำบลบ้านฆ้อง"), "032 123 456"):
        assert said in response.text
    fields = visitor.read(response).fields
    assert not [field for field in fields if field["tag"] != "button"], "the sizes of letters alone"


def test_a_sheet_sent_to_a_draft_is_not_recorded(municipality, visitor):
    link = municipality.add_draft()
    response = visitor.post(f"/s/{link}/answers", {"e1.1": "1"})
    assert response.status_code == 403
    assert "คำตอบชุดนี้ไม่ได้รับการบันทึก" in response.text
    assert municipality.sheets(link) == 0


def test_a_cancelled_round_has_words_of_its_own(municipality, visitor):
    municipality.cancel()
    shown = visitor.get(f"/s/{municipality.eit}")
    sent = visitor.post(f"/s/{municipality.eit}/answers", {"e1.1": "1"})
    for response in (shown, sent):
        assert response.status_code == 410
        for said in ("ยกเลิกแล้ว", hold_name("เทศบาลตำบลบ้านฆ้อง"), "032 123 456"):
            assert said in response.text
    assert "คำตอบชุดนี้ไม่ได้รับการบันทึก" in sent.text


def test_a_notice_can_be_read_in_the_other_language(municipality, visitor):
    municipality.stop(municipality.eit)
    for path, status in ((f"/s/{municipality.eit}/form", 410), ("/s/ZZZZZZZ", 404)):
        assert f"{path}?lang=en" in visitor.page(path).hrefs()
        english = visitor.get(f"{path}?lang=en")
        assert english.status_code == status
        assert path in visitor.read(english).hrefs()


def test_a_refused_code_leads_to_the_start_page_in_the_other_language(municipality, visitor):
    response = visitor.post(f"/s/{municipality.iit}/form", {"admission": "0000000000000"})
    assert response.status_code == 403
    assert f"/s/{municipality.iit}?lang=en" in visitor.read(response).hrefs()


def test_nobody_is_led_away_from_a_sheet_that_can_still_be_sent(municipality, visitor):
    page = visitor.page(f"/s/{municipality.eit}/form")
    municipality.stop(municipality.eit)
    sheet = {"ticket": page.ticket, **page.best_answers()}
    response = visitor.post(f"/s/{municipality.eit}/answers", sheet)
    assert response.status_code == 410
    assert not [href for href in visitor.read(response).hrefs() if "lang=" in href]


@LANGUAGES
def test_a_stopped_link(municipality, visitor, asked, language):
    municipality.stop(municipality.eit)
    response = visitor.get(f"/s/{municipality.eit}{asked}")
    assert response.status_code == 410
    assert f'<html lang="{language}">' in response.text
    assert visitor.get(f"/s/{municipality.iit}").status_code == 200


@LANGUAGES
def test_an_unknown_link(municipality, visitor, asked, language):
    for path in ("/s/ZZZZZZZ", "/s/ZZZZZZZ/form", f"/s/{municipality.eit}/nothing", "/S/x/y/z"):
        response = visitor.get(path + asked)
        assert response.status_code == 404
        assert f'<html lang="{language}">' in response.text


def test_a_send_to_an_unknown_link_is_counted_by_kind(municipality, visitor):
    assert visitor.post("/s/ZZZZZZZ/answers", {"e1": "1"}).status_code == 404
    assert municipality.errors() == {"unknown_link": 1}


@LANGUAGES
def test_someone_the_survey_does_not_ask_is_thanked(municipality, visitor, asked, language):
    response = visitor.get(f"/s/{municipality.iit}/not-eligible{asked}")
    thanks = {"th": "ขอบคุณที่สละเวลา", "en": "Thank you for your time"}
    assert response.status_code == 200
    assert thanks[language] in response.text


def test_reloading_the_address_that_takes_answers_leads_to_the_form(municipality, visitor):
    response = visitor.get(f"/s/{municipality.eit}/answers?lang=en")
    assert response.headers["Location"] == f"/s/{municipality.eit}/form?lang=en"


def test_other_methods_are_refused_plainly(municipality, visitor):
    response = visitor.post(f"/s/{municipality.eit}/thanks", {})
    assert response.status_code in (404, 405)
