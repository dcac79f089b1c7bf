"""Answering on a phone: with and without JavaScript, with mistakes, with a bad network."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from survey_app.core.rounds import StaffAccess
from tests.browser.conftest import Site, Survey, Watched
from tests.browser.form_page import FormPage


def test_a_citizen_answers_step_by_step_and_nothing_stays_on_the_phone(survey: Survey, phone: Page):
    form = FormPage(phone, survey.link("EIT"))
    form.start()
    answered = 0
    while not phone.get_by_role("button", name="ส่งคำตอบ").is_visible():
        answered += form.answer_visible(2)
        form.next()
    assert answered == 19 + 4
    assert phone.evaluate("sessionStorage.length") == 1
    form.send()
    form.expect_thanks()
    assert phone.evaluate("sessionStorage.length + localStorage.length") == 0
    assert phone.context.cookies() == []
    phone.go_back()
    expect(phone.locator("input[type=radio]:checked")).to_have_count(0)
    assert survey.sheets() == (0, 1)


def test_without_javascript_the_whole_form_is_one_page(survey: Survey, old_phone: Page):
    form = FormPage(old_phone, survey.link("IIT"))
    form.start()
    assert form.answer_visible(1) == 51 + 5
    form.send()
    form.expect_thanks()
    assert survey.sheets() == (1, 0)


def test_missing_rows_are_listed_with_links_and_the_answers_stay(survey: Survey, old_phone: Page):
    form = FormPage(old_phone, survey.link("EIT"))
    form.start()
    form.answer_visible(0)
    old_phone.goto(survey.link("EIT") + "/form")
    for row in form.rows[:-1]:
        row.get_by_role("radio").first.check(force=True)
    form.choose("e1.1", 2)
    old_phone.locator("textarea").fill("ขอบคุณเจ้าหน้าที่")
    skipped = old_phone.locator("input[name='e2']").first
    old_phone.reload()
    for row in form.rows:
        if row.locator("input[name='e2']").count() == 0:
            row.get_by_role("radio").first.check(force=True)
    old_phone.locator("textarea").fill("ขอบคุณเจ้าหน้าที่")
    form.send()
    summary = old_phone.get_by_role("alert")
    expect(summary).to_contain_text("1 จุด")
    summary.get_by_role("link").click()
    expect(skipped).to_be_in_viewport()
    expect(old_phone.locator("textarea")).to_have_value("ขอบคุณเจ้าหน้าที่")
    assert old_phone.locator("input[type=radio]:checked").count() >= 18
    form.choose("e2", 1)
    form.send()
    form.expect_thanks()
    assert survey.sheets() == (0, 1)


def test_a_step_with_a_gap_does_not_let_go_and_leads_to_the_gap(survey: Survey, phone: Page):
    form = FormPage(phone, survey.link("EIT"))
    form.start()
    expect(phone.get_by_role("status").filter(has_text="เหลืออีก 8 ข้อ")).to_be_visible()
    form.choose("e1.1", 1)
    expect(phone.get_by_role("status").filter(has_text="เหลืออีก 7 ข้อ")).to_be_visible()
    phone.get_by_role("button", name="ข้อถัดไปที่ยังไม่ตอบ").click()
    expect(phone.locator("input[name='e1.2']").first).to_be_focused()
    expect(phone.get_by_role("status").filter(has_text="ส่วนที่ 1 จาก 4")).to_be_visible()
    form.answer_visible(1)
    expect(phone.get_by_role("button", name="ถัดไป", exact=True)).to_be_visible()
    expect(phone.get_by_role("status").filter(has_text="เหลืออีก")).to_have_count(0)


def test_a_draft_survives_a_reload_and_can_be_wiped(survey: Survey, phone: Page):
    form = FormPage(phone, survey.link("EIT"))
    form.start()
    form.choose("e1.1", 3)
    phone.reload()
    expect(phone.locator("input[name='e1.1'][value='4']")).to_be_checked()
    phone.get_by_role("button", name="ล้างคำตอบ").click()
    phone.get_by_role("button", name="ล้างทั้งหมด").click()
    expect(phone.locator("input[type=radio]:checked")).to_have_count(0)
    assert phone.evaluate("Object.values(sessionStorage).join('').includes('e1.1')") is False


def test_what_was_brought_back_is_told_until_the_next_step(survey: Survey, phone: Page):
    form = FormPage(phone, survey.link("EIT"))
    form.start()
    form.answer_visible(1)
    phone.reload()
    told = phone.get_by_text("นำคำตอบที่ค้างอยู่ในหน้าต่างนี้กลับมาแล้ว")
    expect(told).to_be_visible()
    form.next()
    expect(told).to_be_hidden()


def test_mending_from_the_review_leads_straight_back_to_it(survey: Survey, phone: Page):
    form = FormPage(phone, survey.link("EIT"))
    form.start()
    while not phone.get_by_role("button", name="ส่งคำตอบ").is_visible():
        form.answer_visible(1)
        form.next()
    edit = phone.get_by_role("link", name="แก้ไข").first
    box = edit.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 44
    edit.click()
    form.choose("e1.1", 3)
    phone.get_by_role("button", name="กลับไปตรวจทาน").click()
    expect(phone.get_by_role("heading", name="ตรวจทานก่อนส่ง")).to_be_visible()


def test_a_forgotten_code_is_asked_for_at_the_field(site: Site, phone: Page):
    survey = site.open_round(StaffAccess.CODES)
    phone.goto(survey.link("IIT") + "/form")
    FormPage(phone, survey.link("IIT")).next()
    expect(phone.get_by_text("โปรดพิมพ์รหัสบนใบรหัส", exact=True)).to_be_visible()
    expect(phone.get_by_label("รหัสบนใบรหัส")).to_be_focused()
    phone.get_by_label("รหัสบนใบรหัส").fill(survey.pretend.codes[0])
    expect(phone.get_by_text("โปรดพิมพ์รหัสบนใบรหัส", exact=True)).to_be_hidden()


def test_a_lost_reply_is_retried_with_the_same_ticket_and_counts_once(survey: Survey, phone: Page):
    form = FormPage(phone, survey.link("EIT"))
    form.start()
    while not phone.get_by_role("button", name="ส่งคำตอบ").is_visible():
        form.answer_visible(1)
        form.next()
    lost = []

    def lose_the_first_reply(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.fetch(max_redirects=0).status)
        route.abort()

    phone.route(re.compile("/answers"), lose_the_first_reply)
    form.send()
    expect(phone.get_by_role("status").filter(has_text="ลองส่งใหม่")).to_be_visible()
    form.expect_thanks()
    assert lost == [303]
    assert survey.sheets() == (0, 1)


def test_a_code_in_the_address_is_filled_in_and_leaves_the_address(site: Site, phone: Page):
    survey = site.open_round(StaffAccess.CODES)
    phone.goto(f"{site.address}/S/{survey.pretend.links['IIT']}#{survey.pretend.codes[0]}")
    expect(phone.get_by_label("รหัสบนใบรหัส")).to_have_value(re.compile(survey.pretend.codes[0][:4]))
    assert "#" not in phone.url
    phone.get_by_role("button", name="ข้าพเจ้าทำงานที่นี่มาแล้ว").click()
    form = FormPage(phone, survey.link("IIT"))
    while not phone.get_by_role("button", name="ส่งคำตอบ").is_visible():
        form.answer_visible(1)
        form.next()
    form.send()
    form.expect_thanks()
    assert survey.pretend.codes[0] not in phone.content()
    assert survey.sheets() == (1, 0)


def test_an_unknown_code_is_told_at_the_door(site: Site, phone: Page):
    survey = site.open_round(StaffAccess.CODES)
    phone.goto(f"{survey.link('IIT')}#0000000000000")
    phone.get_by_role("button", name="ข้าพเจ้าทำงานที่นี่มาแล้ว").click()
    expect(phone.get_by_role("heading", name="ไม่พบรหัสนี้")).to_be_visible()


@pytest.mark.parametrize("language", ["th", "en"])
def test_nothing_is_wider_than_a_small_phone(survey: Survey, watched: Watched, language: str):
    page = watched.open({"width": 320, "height": 640})
    for path in ("", "/form", "/not-eligible", "/thanks"):
        page.goto(f"{survey.link('EIT')}{path}?lang={language}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        assert page.locator("html").get_attribute("lang") == language
