"""How many taps it takes from the scanned code to the thank-you, and whether a thumb reaches them."""

import re

import pytest
from playwright.sync_api import Page, expect

from survey_app.core.rounds import StaffAccess
from tests.browser.conftest import Site
from tests.browser.form_page import ELIGIBLE, FormPage
from tests.browser.thumb import Thumb

MOST = {"EIT": 25, "IIT": 65}


def walk(thumb: Thumb, link: str, *, optional: bool) -> int:
    """From the opened link to the thank-you; returns the rows answered."""
    page, answered = thumb.page, 0
    page.goto(link)
    start = page.get_by_role("link", name=ELIGIBLE)
    start.scroll_into_view_if_needed()  # below what one should have read
    thumb.tap_low(start)
    page.wait_for_url("**/form")
    send, onward = (page.get_by_role("button", name=name) for name in ("ส่งคำตอบ", "ถัดไป"))
    while not send.is_visible():
        step = FormPage(page, link).step
        answered += thumb.answer_step(1, optional=optional)
        thumb.tap_low(onward)
        expect(page.get_by_text(step, exact=True)).to_be_hidden()
    thumb.tap_low(send)
    FormPage(page, link).expect_thanks()
    return answered


@pytest.mark.parametrize(("instrument", "rows"), [("EIT", 19), ("IIT", 51)])
def test_each_form_is_answered_in_few_taps(site: Site, phone: Page, instrument, rows):
    """Every row that must be answered, every step, the review and the send."""
    survey, thumb = site.open_round(StaffAccess.LINK), Thumb(phone)
    assert walk(thumb, survey.link(instrument), optional=False) == rows
    assert thumb.faults == []
    assert thumb.taps <= MOST[instrument]
    assert thumb.unseen <= rows // 10, "the next row stands in sight after nearly every answer"
    assert sum(survey.sheets()) == 1


def test_staff_may_answer_what_is_optional_too(site: Site, phone: Page):
    survey, thumb = site.open_round(StaffAccess.LINK), Thumb(phone)
    assert walk(thumb, survey.link("IIT"), optional=True) == 51 + 5
    assert thumb.faults == []
    assert thumb.taps <= MOST["IIT"]


def test_the_main_button_leads_to_each_row_in_turn(site: Site, phone: Page):
    """Whoever does not scroll gets along with that button alone, and always knows how much is left."""
    survey = site.open_round(StaffAccess.LINK)
    FormPage(phone, survey.link("EIT")).start()
    onward = phone.get_by_role("button", name="ข้อถัดไปที่ยังไม่ตอบ")
    for left in range(8, 0, -1):
        expect(phone.get_by_text(re.compile(f"^เหลืออีก {left} ข้อ$"))).to_be_visible()
        onward.click()
        row = phone.locator("fieldset.row:visible:not(:has(:checked))").first
        expect(row.get_by_role("radio").first).to_be_focused()
        expect(row.locator("legend")).to_be_in_viewport()
        row.locator("label").nth(1).click()
    expect(phone.get_by_role("button", name="ถัดไป", exact=True)).to_be_visible()
