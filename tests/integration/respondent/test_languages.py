"""Respondents' pages in a third language: every word of it, the answers kept, the counts the same."""

import re
from html import unescape

import pytest

from survey_app.core.errors import Busy, Unreachable
from survey_app.core.officers import COMMAND_LINE
from survey_app.core.thai import hold_name
from survey_app.services.languages import open_languages
from survey_app.services.respond import visit_survey
from survey_app.web.respondent import visiting

PLACES = (hold_name("เทศบาลตำบลบ้านฆ้อง"), "โพธาราม", "ราชบุรี")
"""Names of the agency and of where it is: they are written as on its signs."""


@pytest.fixture
def burmese(municipality):
    """The municipality with its EIT open in Burmese too."""
    open_languages(municipality.instance, COMMAND_LINE, municipality.round, "EIT", ["my"])
    return municipality


def thai_words(markup):
    """What is still Thai on a page, but for proper names and the language's own name for itself."""
    shown = unescape(re.sub(r'<(?:span|a|button)[^>]* lang="th"[^>]*>ไทย</', "", markup))
    for name in PLACES:
        shown = shown.replace(name, "")
    return re.findall("[ก-๛]+", shown)


def best_sheet(page):
    return {"ticket": page.ticket, **page.best_answers(), "suggestion": "ကျေးဇူးတင်ပါသည်", "sex": "2"}


@pytest.mark.parametrize("path", ["", "/form", "/thanks", "/not-eligible"])
def test_every_page_speaks_burmese_and_no_thai(burmese, visitor, path):
    response = visitor.get(f"/s/{burmese.eit}{path}?lang=my")
    assert visitor.read(response).language == "my"
    assert thai_words(response.text) == []
    assert len(re.findall("[က-႟]", response.text)) > 150


def test_what_is_sent_back_speaks_burmese_and_no_thai(burmese, visitor):
    page = visitor.page(f"/s/{burmese.eit}/form?lang=my")
    for change in ({"e2": ""}, {"suggestion": "က" * 1001}, {"more": "x"}, {"ticket": "x"}):
        response = visitor.post(f"/s/{burmese.eit}/answers?lang=my", best_sheet(page) | change)
        assert response.status_code in (200, 422)
        assert thai_words(response.text) == []


@pytest.mark.parametrize("refusal", ["stop", "close", "cancel"])
def test_refusals_speak_burmese_and_no_thai(burmese, visitor, refusal):
    page = visitor.page(f"/s/{burmese.eit}/form?lang=my")
    burmese.stop(burmese.eit) if refusal == "stop" else getattr(burmese, refusal)()
    for response in (
        visitor.get(f"/s/{burmese.eit}?lang=my"),
        visitor.post(f"/s/{burmese.eit}/answers?lang=my", best_sheet(page)),
    ):
        assert response.status_code == 410
        assert visitor.read(response).language == "my"
        assert thai_words(response.text) == []


@pytest.mark.parametrize("error", [Busy(), Unreachable("x")])
def test_a_failure_before_the_survey_is_known_answers_whoever_came_in_burmese(
    burmese, visitor, monkeypatch, error
):
    sheet = best_sheet(visitor.page(f"/s/{burmese.eit}/form?lang=my"))

    def fail(*_facts):
        raise error

    monkeypatch.setattr(visiting, "visit_survey", fail)
    response = visitor.post(f"/s/{burmese.eit}/answers?lang=my", sheet)
    assert visitor.read(response).language == "my"
    assert thai_words(response.text) == []
    assert "ကျေးဇူးတင်ပါသည်" in response.text


def test_days_are_written_as_burmese_readers_write_them(burmese, visitor):
    assert "2026 ဇွန် 30" in visitor.get(f"/s/{burmese.eit}?lang=my").text.replace("\u00a0", " ")


@pytest.mark.parametrize("asked", ["my", "lo", "xx", "", "th;q=1", "../en", "MY"])
def test_a_language_that_is_not_open_falls_back_to_thai(municipality, visitor, asked):
    page = visitor.page(f"/s/{municipality.eit}/form?lang={asked}")
    assert page.language == "th"
    assert [link["lang"] for link in page.links if "hreflang" in link] == ["en"]


def test_pages_kept_ready_follow_what_an_officer_opens_and_takes_back(municipality, visitor):
    def offered():
        return [
            [
                link["lang"]
                for link in visitor.page(f"/s/{municipality.eit}{path}").links
                if "hreflang" in link
            ]
            for path in ("", "/form", "/thanks")
        ]

    for wanted, links in (([], ["en"]), (["my"], ["en", "my"]), ([], ["en"])):
        open_languages(municipality.instance, COMMAND_LINE, municipality.round, "EIT", wanted)
        assert offered() == offered() == [links] * 3


def test_the_staff_form_stays_thai_and_english(burmese, visitor):
    page = visitor.page(f"/s/{burmese.iit}?lang=my")
    assert page.language == "th"


@pytest.mark.parametrize(
    ("language", "others"), [("th", "en my"), ("en", "th my"), ("my", "th en")]
)
def test_each_page_leads_to_itself_in_the_other_languages(burmese, visitor, language, others):
    asked = "" if language == "th" else f"?lang={language}"
    for path in ("", "/form", "/thanks", "/not-eligible"):
        page = visitor.page(f"/s/{burmese.eit}{path}{asked}")
        assert page.language == language
        links = {str(link["lang"]): str(link["href"]) for link in page.links if "hreflang" in link}
        assert list(links) == others.split()
        for code, href in links.items():
            assert href.endswith("?lang=" + code) or (code == "th" and "?" not in href)


def test_a_burmese_sheet_counts_as_the_same_sheet_in_thai(burmese, visitor):
    forms = [visitor.page(f"/s/{burmese.eit}/form{asked}") for asked in ("", "?lang=my")]
    for page, asked in zip(forms, ("", "?lang=my"), strict=True):
        sheet = best_sheet(page)
        assert {n: v for n, v in sheet.items() if n != "ticket"} == {
            n: v for n, v in best_sheet(forms[0]).items() if n != "ticket"
        }
        response = visitor.post(f"/s/{burmese.eit}/answers{asked}", sheet)
        assert response.headers["Location"] == f"/s/{burmese.eit}/thanks{asked}"
    assert burmese.sheets(burmese.eit) == 2
    burmese.close()
    survey = visit_survey(burmese.instance, burmese.eit).survey
    tally = burmese.ask(
        'SELECT "row", "option", n FROM tally WHERE survey = :s AND n > 0', s=survey
    )
    chosen = {row: (option, n) for row, option, n in tally}
    assert len(chosen) == len(tally)
    assert {n for _option, n in chosen.values()} == {2}
    assert burmese.errors() == {}


@pytest.mark.parametrize("there", ["", "?lang=en", "?lang=my"])
def test_without_javascript_a_change_of_language_brings_the_answers_along(burmese, visitor, there):
    page = visitor.page(f"/s/{burmese.eit}/form?lang=my")
    begun = {
        "ticket": page.ticket,
        "e1.1": "3",
        "e4.2": "1",
        "sex": "2",
        "suggestion": "<b>လမ်း</b>",
    }
    response = visitor.post(f"/s/{burmese.eit}/form{there}", begun)
    again = visitor.read(response)
    assert response.status_code == 200
    assert again.language == (there[-2:] or "th")
    assert again.ticket == page.ticket
    assert again.chosen() == {"e1.1": "3", "e4.2": "1", "sex": "2"}
    assert again.texts["suggestion"].strip() == "<b>လမ်း</b>"
    assert burmese.sheets(burmese.eit) == 0
    assert burmese.errors() == {}


def test_a_code_typed_into_the_form_comes_along_too(municipality, visitor):
    page = visitor.page(f"/s/{municipality.iit}/form")
    for typed in (municipality.codes[0], "ABC"):
        begun = {"ticket": page.ticket, "i1.1": "2", "admission": typed}
        again = visitor.read(visitor.post(f"/s/{municipality.iit}/form?lang=en", begun))
        assert again.language == "en"
        assert again.chosen() == {"i1.1": "2"}
        assert again.value("admission").replace("-", "") == typed.replace("-", "")
    assert municipality.sheets(municipality.iit) == 0


@pytest.mark.parametrize("extra", [{"name": "x"}, {"admission": "x"}])
def test_fields_of_no_form_are_refused_there_as_anywhere(burmese, visitor, extra):
    page = visitor.page(f"/s/{burmese.eit}/form")
    response = visitor.post(f"/s/{burmese.eit}/form?lang=my", {"ticket": page.ticket, **extra})
    assert response.status_code == 400


def test_a_begun_sheet_leaves_nothing_in_the_database(burmese, visitor):
    tables = ("ticket", "pool", "participation", "respondent_error", "suggestion")
    before = [burmese.ask(f"SELECT * FROM {table}") for table in tables]
    page = visitor.page(f"/s/{burmese.eit}/form")
    visitor.post(f"/s/{burmese.eit}/form?lang=my", {"ticket": page.ticket, "e1.1": "3"})
    assert [burmese.ask(f"SELECT * FROM {table}") for table in tables] == before
