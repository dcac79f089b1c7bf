"""Three languages on one phone: the answers stay whichever is chosen, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from survey_app.core.officers import COMMAND_LINE
from survey_app.services.languages import open_languages
from tests.browser.conftest import Survey, Watched
from tests.browser.form_page import FormPage

NAMES = {"th": "ไทย", "en": "English", "my": "မြန်မာ"}
SEND = {"th": "ส่งคำตอบ", "en": "Send answers", "my": "အဖြေပို့ရန်"}
THANKED = "ဤမေးခွန်းလွှာ၏ အဖြေများကို တစ်ကြိမ် ရေတွက်ပြီးပါပြီ"


@pytest.fixture
def burmese(survey: Survey) -> Survey:
    """A round whose EIT is open in Burmese too."""
    open_languages(survey.site.instance, COMMAND_LINE, survey.pretend.id, "EIT", ["my"])
    return survey


def choose_language(page: Page, language: str) -> None:
    """Press the language's own name, be it a link or a button."""
    switch = page.get_by_role("navigation")
    name = re.compile(f"^{NAMES[language]}$")
    switch.get_by_role("link", name=name).or_(switch.get_by_role("button", name=name)).click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    page.wait_for_load_state()


def chosen(page: Page) -> list[str]:
    """Every ticked row with its option."""
    script = "all => all.map(radio => radio.name + '=' + radio.value)"
    found: list[str] = page.locator("input[type=radio]:checked").evaluate_all(script)
    return found


def test_with_javascript_the_draft_goes_through_all_three_and_is_sent_in_burmese(
    burmese: Survey, phone: Page
):
    form = FormPage(phone, burmese.link("EIT"))
    form.start()
    form.answer_visible(1)
    first = chosen(phone)
    form.next()
    form.answer_visible(2)
    before = chosen(phone)
    assert len(before) > len(first) >= 8
    for language in ("en", "my", "th", "my"):
        choose_language(phone, language)
        assert chosen(phone) == before
    send = phone.get_by_role("button", name=SEND["my"])
    while not send.is_visible():
        for row in form.rows:
            # Burmese stands tall: a finger would scroll first, from behind the bar with the buttons.
            row.get_by_role("radio").nth(1).evaluate("one => one.click()")
        phone.locator("#next").click()
    assert set(first) <= set(chosen(phone))
    send.click()
    expect(phone.get_by_text(THANKED)).to_be_visible()
    assert burmese.sheets() == (0, 1)


def test_without_javascript_buttons_bring_the_answers_along(burmese: Survey, old_phone: Page):
    form = FormPage(old_phone, burmese.link("EIT"))
    form.start()
    expect(old_phone.get_by_role("navigation").get_by_role("link")).to_have_count(0)
    form.answer_visible(1)
    old_phone.locator("textarea").fill("လမ်းမီး")
    before = chosen(old_phone)
    assert len(before) == 19 + 4
    for language in ("my", "en", "my"):
        choose_language(old_phone, language)
        assert chosen(old_phone) == before
        expect(old_phone.locator("textarea")).to_have_value("လမ်းမီး")
    old_phone.get_by_role("button", name=SEND["my"]).click()
    expect(old_phone.get_by_text(THANKED)).to_be_visible()
    assert burmese.sheets() == (0, 1)


@pytest.mark.parametrize("width", [320, 360])
@pytest.mark.parametrize("path", ["", "/form", "/thanks"])
def test_three_names_do_not_crowd_a_small_screen(
    burmese: Survey, watched: Watched, width: int, path: str
):
    page = watched.open({"width": width, "height": 640})
    page.goto(f"{burmese.link('EIT')}{path}?lang=my")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    boxes = [one.bounding_box() for one in page.get_by_role("navigation").locator("a, span").all()]
    shown = [box for box in boxes if box]
    assert len(shown) == 3
    assert all(box["height"] >= 44 and box["width"] >= 44 for box in shown)
    assert len({round(box["y"]) for box in shown}) == 1


def test_burmese_lines_stand_far_enough_apart(burmese: Survey, phone: Page):
    phone.goto(f"{burmese.link('EIT')}/form?lang=my")
    script = """all => all.filter(one => one.offsetParent && one.textContent.match(/[က-႟]/))
        .map(one => parseFloat(getComputedStyle(one).lineHeight) / parseFloat(getComputedStyle(one).fontSize))"""
    heights: list[float] = phone.locator("p, h1, h2, h3, label, legend, button").evaluate_all(
        script
    )
    assert len(heights) > 20
    assert min(heights) >= 1.8
