"""The field that nobody sees: no eye, no keyboard, no screen reader; and what happens if it is filled."""

import pytest
from playwright.sync_api import Page, expect

from survey_app.core.officers import COMMAND_LINE
from survey_app.services.places import limit_place
from survey_app.services.respond import visit_survey
from tests.browser.conftest import Survey
from tests.browser.form_page import FormPage

QUESTION = "ท่านตอบแบบสอบถามนี้เองใช่หรือไม่"


@pytest.fixture
def form(survey: Survey, old_phone: Page) -> FormPage:
    """The whole form on one page, as a browser without JavaScript shows it."""
    opened = FormPage(old_phone, survey.link("EIT"))
    opened.start()
    return opened


def fill_unseen(page: Page) -> None:
    """What a browser does that fills in more than it shows."""
    page.evaluate("document.querySelector('[name=more]').value = 'x@y.th'")


def test_it_is_not_seen_not_named_and_not_reached_by_keyboard(form: FormPage):
    unseen = form.page.locator("[name=more]")
    assert unseen.count() == 1
    expect(unseen).to_be_hidden()
    assert form.page.get_by_role("textbox").count() == 1, "the suggestion alone"
    assert "เว้นว่าง" not in form.page.locator("body").inner_text()
    told = form.page.context.new_cdp_session(form.page).send("Accessibility.getFullAXTree")
    named = [str(node.get("name", {}).get("value", "")) for node in told["nodes"]]
    assert "ข้อเสนอแนะ" in " ".join(named)
    assert not [name for name in named if "เว้นว่าง" in name]
    unseen.evaluate("element => element.focus()")
    assert form.page.evaluate("document.activeElement.name || ''") != "more"


def test_without_javascript_a_person_answers_the_question_and_is_counted(
    form: FormPage, survey: Survey
):
    form.answer_visible(1)
    fill_unseen(form.page)
    form.send()
    expect(form.page.get_by_role("alert")).to_contain_text(QUESTION)
    form.page.get_by_label("ใช่ ข้าพเจ้าตอบเอง").check(force=True)
    form.send()
    form.expect_thanks()
    assert survey.sheets() == (0, 1)


def test_with_javascript_the_question_stands_above_the_review(survey: Survey, phone: Page):
    form = FormPage(phone, survey.link("EIT"))
    form.start()
    fill_unseen(phone)
    while not phone.get_by_role("button", name="ส่งคำตอบ").is_visible():
        form.answer_visible(2)
        form.next()
    form.send()
    expect(phone.get_by_role("alert").first).to_contain_text(QUESTION)
    expect(phone.get_by_role("heading", name="ตรวจทานก่อนส่ง")).to_be_visible()
    phone.get_by_label("ใช่ ข้าพเจ้าตอบเอง").check(force=True)
    form.send()
    form.expect_thanks()
    assert survey.sheets() == (0, 1)


def test_at_a_full_place_a_sheet_on_its_way_is_kept_until_there_is_room(
    survey: Survey, phone: Page
):
    """An officer limits the place while somebody answers; then takes the ceiling away."""
    instance, pretend = survey.site.instance, survey.pretend
    form = FormPage(phone, survey.link("EIT"))
    form.start()
    while not phone.get_by_role("button", name="ส่งคำตอบ").is_visible():
        form.answer_visible(2)
        form.next()
    place = visit_survey(instance, pretend.links["EIT"]).place
    pretend.send_many("EIT", 20)
    limit_place(instance, COMMAND_LINE, pretend.id, place, 20)
    form.send()
    expect(phone.get_by_text("คำตอบชุดนี้ยังไม่ได้รับการบันทึก")).to_be_visible()
    expect(phone.get_by_role("heading", name="วันนี้ลิงก์นี้รับคำตอบครบแล้ว")).to_be_visible()
    limit_place(instance, COMMAND_LINE, pretend.id, place, None)
    phone.get_by_role("button", name="ส่งอีกครั้ง").click()
    form.expect_thanks()
    assert survey.sheets() == (0, 21)
