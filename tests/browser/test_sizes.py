"""Letters in three sizes: for the pages of one visit, without a cookie, and with or without storage."""

import pytest
from playwright.sync_api import Page, expect

from tests.accessibility.layout import find_layout_faults
from tests.browser.conftest import Survey, Watched
from tests.browser.form_page import FormPage

LARGEST = "ตัวอักษรขนาดใหญ่มาก"
REFUSED = """Object.defineProperty(window, "sessionStorage", { get() { throw new Error("refused"); } });"""


def letters(page: Page) -> float:
    """Pixels of what is read."""
    return float(page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)"))


def test_a_size_is_kept_for_the_visit_and_ends_with_it(survey: Survey, phone: Page):
    phone.goto(survey.link("EIT"))
    normal = letters(phone)
    phone.get_by_role("button", name=LARGEST).click()
    large = letters(phone)
    assert large > normal * 1.4
    form = FormPage(phone, survey.link("EIT"))
    phone.get_by_role("link", name="ข้าพเจ้าเคยติดต่อ").click()
    expect(phone.get_by_role("button", name=LARGEST)).to_have_attribute("aria-pressed", "true")
    assert letters(phone) == large
    while not phone.get_by_role("button", name="ส่งคำตอบ").is_visible():
        form.answer_visible(1)
        form.next()
    form.send()
    form.expect_thanks()
    assert letters(phone) == large
    assert phone.evaluate("sessionStorage.length + localStorage.length") == 0
    assert phone.context.cookies() == []


def test_without_storage_the_page_at_hand_still_grows(survey: Survey, phone: Page):
    phone.add_init_script(REFUSED)
    phone.goto(survey.link("EIT") + "/form")
    normal = letters(phone)
    phone.get_by_role("button", name=LARGEST).click()
    assert letters(phone) > normal * 1.4
    FormPage(phone, survey.link("EIT")).choose("e1.1", 1)
    expect(phone.get_by_text("เหลืออีก 7 ข้อ")).to_be_visible()


def test_without_javascript_no_button_promises_it(survey: Survey, old_phone: Page):
    old_phone.goto(survey.link("EIT"))
    expect(old_phone.get_by_role("button", name=LARGEST)).to_be_hidden()


@pytest.mark.parametrize("path", ["", "/form", "/thanks"])
@pytest.mark.parametrize("width", [320, 360])
def test_in_the_largest_nothing_is_cut_or_covered(
    survey: Survey, watched: Watched, width: int, path: str
):
    page = watched.open({"width": width, "height": 640})
    page.goto(survey.link("EIT") + path)
    page.get_by_role("button", name=LARGEST).click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    faults = find_layout_faults(page, thumbs=True)
    assert [fault for fault in faults if "200 %" not in fault] == [], (
        "twice the largest is too much"
    )
