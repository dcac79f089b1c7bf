"""Whoever cannot answer is told why, in either language, and whom to ask."""

from datetime import date

import pytest

LANGUAGES = pytest.mark.parametrize(("asked", "language"), [("", "th"), ("?lang=en", "en")])


@LANGUAGES
def test_before_the_first_day(municipality, visitor, asked, language):
    municipality.clock.today = date(2026, 5, 1)
    for page in ("", "/form"):
        response = visitor.get(f"/s/{municipality.eit}{page}{asked}")
        assert response.status_code == 403
        assert f'<html lang="{language}">' in response.text
        assert "032 123 456" in response.text
        assert ("15 พฤษภาคม 2569" if language == "th" else "15 May 2026") in response.text


@LANGUAGES
def test_after_the_last_day(municipality, visitor, asked, language):
    municipality.clock.today = date(2026, 7, 1)
    for page in ("", "/form"):
        response = visitor.get(f"/s/{municipality.eit}{page}{asked}")
        assert response.status_code == 410
        assert ("30 มิถุนายน 2569" if language == "th" else "30 June 2026") in response.text
        assert "032 123 456" in response.text


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
