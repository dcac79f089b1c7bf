"""A tablet at a service counter: nothing of one person is there for the next."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Survey, Watched
from tests.browser.form_page import FormPage

TABLET = {"width": 800, "height": 1180}
START = re.compile(r"/s/\w+/?\?at=counter$")


@pytest.fixture
def tablet(watched: Watched) -> Iterator[Page]:
    """A tablet whose clock a test may turn on."""
    page = watched.open(TABLET)
    page.clock.install()
    return page


def begin(page: Page, survey: Survey) -> FormPage:
    """The form as a visitor reaches it from the counter's address."""
    form = FormPage(page, survey.link("EIT") + "?at=counter")
    form.start()
    expect(page).to_have_url(re.compile("/form.at=counter"))
    return form


def answer_all(page: Page, form: FormPage) -> None:
    while not page.get_by_role("button", name="ส่งคำตอบ").is_visible():
        form.answer_visible(1)
        form.next()


def expect_empty(page: Page) -> None:
    expect(page.locator("input[type=radio]:checked")).to_have_count(0)
    assert page.evaluate("sessionStorage.length + localStorage.length") == 0
    assert page.evaluate("window.name") == ""


def test_it_says_that_it_is_shared_and_keeps_no_draft(survey: Survey, tablet: Page):
    tablet.goto(survey.link("EIT") + "?at=counter")
    expect(tablet.get_by_text("เครื่องนี้ใช้ร่วมกันหลายคน")).to_be_visible()
    form = begin(tablet, survey)
    form.answer_visible(1)
    assert tablet.evaluate("sessionStorage.length") == 0
    tablet.reload()
    expect_empty(tablet)


def test_the_thank_you_goes_back_to_the_start_and_back_shows_an_empty_form(
    survey: Survey, tablet: Page
):
    form = begin(tablet, survey)
    answer_all(tablet, form)
    form.send()
    tablet.clock.run_for(1000)
    form.expect_thanks()
    tablet.clock.run_for(5000)
    tablet.mouse.click(400, 900)
    tablet.clock.run_for(6000)
    form.expect_thanks()
    tablet.clock.run_for(6000)
    expect(tablet).to_have_url(START)
    tablet.go_back()
    expect_empty(tablet)
    tablet.goto(survey.link("EIT") + "/form?at=counter")
    expect_empty(tablet)
    assert survey.sheets() == (0, 1)


def test_an_idle_form_asks_and_then_empties_itself(survey: Survey, tablet: Page):
    form = begin(tablet, survey)
    form.answer_visible(1)
    tablet.clock.run_for(170_000)
    asked = tablet.get_by_role("alertdialog", name="ยังตอบอยู่หรือไม่")
    expect(asked).to_be_hidden()
    tablet.clock.run_for(15_000)
    expect(asked).to_be_visible()
    expect(asked.get_by_role("button", name="ตอบต่อ")).to_be_focused()
    asked.get_by_role("button", name="ตอบต่อ").click()
    expect(asked).to_be_hidden()
    assert tablet.locator("input[type=radio]:checked").count() == 8
    tablet.clock.run_for(212_000)
    expect(tablet).to_have_url(START)
    tablet.go_back()
    expect_empty(tablet)


def test_without_a_network_the_answers_go_and_the_start_comes_later(survey: Survey, tablet: Page):
    """A browser's own page about the network would stand on the counter for good."""
    form = begin(tablet, survey)
    form.answer_visible(1)
    tablet.context.set_offline(offline=True)
    tablet.clock.run_for(212_000)
    expect(tablet.locator("main")).to_be_hidden()
    tablet.wait_for_timeout(1000)
    expect(tablet.get_by_role("banner")).to_be_visible()
    expect(tablet.locator("input[type=radio]:checked")).to_have_count(0)
    tablet.context.set_offline(offline=False)
    tablet.clock.run_for(6000)
    expect(tablet).to_have_url(START)


def test_an_idle_start_page_begins_anew_only_if_somebody_touched_it(survey: Survey, tablet: Page):
    tablet.goto(survey.link("EIT") + "?at=counter&lang=en")
    tablet.clock.run_for(400_000)
    expect(tablet).to_have_url(re.compile("lang=en"))
    tablet.mouse.click(400, 1000)
    tablet.clock.run_for(181_000)
    expect(tablet.locator("html")).to_have_attribute("lang", "th")


def test_without_javascript_the_browser_itself_goes_back(survey: Survey, watched: Watched):
    page = watched.open(TABLET, scripts=False)
    page.goto(survey.link("EIT") + "/thanks?at=counter")
    expect(page.get_by_role("link", name="เริ่มใหม่สำหรับคนต่อไป")).to_be_visible()
    told = page.locator("meta[http-equiv=refresh]").get_attribute("content")
    assert told == "10; url=./?at=counter"
    page.wait_for_url(START)
