"""The start page tells a person who asks, why, and what becomes of an answer."""

import re

import pytest

from survey_app.core.thai import hold_name


@pytest.mark.parametrize("prefix", ["/s/", "/S/"])
def test_link_works_in_either_case_and_without_a_redirect(municipality, visitor, prefix):
    for link in (municipality.eit, municipality.eit.lower()):
        assert visitor.get(prefix + link).status_code == 200


def test_it_says_who_asks_how_long_and_until_when(municipality, visitor):
    words = visitor.page(f"/s/{municipality.eit}").words.replace("\u00a0", " ")
    for said in (
        hold_name("เทศบาลตำบลบ้านฆ้อง"),
        "032 123 456",
        "emblem.png",
        "3 นาที",
        "30 มิถุนายน 2569",
    ):
        assert said in words


def test_english_page_writes_days_in_the_common_era(municipality, visitor):
    page = visitor.page(f"/s/{municipality.eit}?lang=en")
    assert page.language == "en"
    assert "30 June 2026" in page.words


def test_an_unknown_language_is_thai(municipality, visitor):
    assert visitor.page(f"/s/{municipality.eit}?lang=xx").language == "th"


def test_eligibility_is_two_plain_links_where_the_survey_has_an_open_link(municipality, visitor):
    page = visitor.page(f"/s/{municipality.eit}")
    assert f"/s/{municipality.eit}/form" in page.hrefs()
    assert f"/s/{municipality.eit}/not-eligible" in page.hrefs()
    assert not page.names()


def test_with_codes_the_way_in_is_a_form_that_sends_the_code_in_its_body(municipality, visitor):
    page = visitor.page(f"/s/{municipality.iit}")
    assert page.actions == [f"/s/{municipality.iit}/form"]
    assert page.names() == {"admission"}
    assert f"/s/{municipality.iit}/form" not in page.hrefs()
    (field,) = [field for field in page.fields if field.get("name") == "admission"]
    assert (field["autocomplete"], field["spellcheck"]) == ("off", "false")


def test_every_link_of_an_english_page_stays_english(municipality, visitor):
    page = visitor.page(f"/s/{municipality.eit}?lang=en")
    inner = [href for href in page.hrefs() if href.startswith("/s/")]
    thai = [href for href in inner if "lang=en" not in href]
    assert thai == [f"/s/{municipality.eit}"]


def test_emblem_is_a_png(municipality, visitor):
    response = visitor.get(f"/s/{municipality.eit}/emblem.png")
    assert response.mimetype == "image/png"
    assert response.data.startswith(b"\x89PNG")


def test_english_pages_hold_no_thai_but_names_and_the_language_switch(municipality, visitor):
    names = f"{hold_name('เทศบาลตำบลบ้านฆ้อง')}|โพธาราม|ราชบุรี|ไทย"
    for path in ("", "/form", "/thanks", "/not-eligible", "/nothing"):
        for link in (municipality.iit, municipality.eit):
            page = visitor.get(f"/s/{link}{path}?lang=en").text
            assert not re.search(r"[\u0e01-\u0e5b]", re.sub(names, "", page))


def test_no_english_leaks_into_the_thai_pages(municipality, visitor):
    for path in ("", "/form", "/thanks", "/not-eligible"):
        for link in (municipality.iit, municipality.eit):
            page = visitor.get(f"/s/{link}{path}").text
            shown = re.sub(r"<head>.*?</head>|<[^>]+>", " ", page, flags=re.DOTALL)
            assert set(re.findall(r"[A-Za-z]{2,}", shown)) <= {"English", "localhost"}
