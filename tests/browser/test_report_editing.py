"""An officer puts the report into own words; nothing typed is lost."""

import re

from playwright.sync_api import Page, expect

from survey_app.core.officers import COMMAND_LINE, Role
from survey_app.core.rounds import StaffAccess
from survey_app.services.closing import close_round
from survey_app.services.officers import add_officer
from tests.browser.conftest import Site
from tests.browser.office_page import OfficePage
from tests.closed_rounds import score_items

PASSWORD = "สมศรี มีรหัสผ่านยาว"


def test_a_paragraph_saves_itself_and_ours_can_be_put_back(site: Site, desktop: Page):
    survey = site.open_round(StaffAccess.LINK)
    survey.pretend.send_many("IIT", 6)
    survey.pretend.send_many("EIT", 6)
    score_items(site.instance, survey.pretend.id)
    close_round(site.instance, COMMAND_LINE, survey.pretend.id, "ทดสอบ")
    add_officer(site.instance, COMMAND_LINE, "malee", Role.ADMIN, None, PASSWORD)
    OfficePage(desktop, site.address).sign_in("malee", PASSWORD)
    desktop.goto(f"{site.address}/officer/rounds/{survey.pretend.id}/report")
    form = desktop.locator("form[data-autosave]").first
    text = form.get_by_label(re.compile("ข้อความย่อหน้าที่"))
    ours = text.input_value()
    text.fill("ถ้อยคำของเทศบาล")
    expect(form.get_by_text("บันทึกแล้ว")).to_be_visible()
    desktop.reload()
    expect(text).to_have_value("ถ้อยคำของเทศบาล")
    form.get_by_role("button", name="คืนค่าข้อความเดิม").click()
    expect(text).to_have_value(ours)
    desktop.context.set_offline(True)
    text.fill("พิมพ์ขณะเน็ตหลุด")
    expect(form.get_by_text("ยังไม่ได้บันทึก")).to_be_visible()
    desktop.context.set_offline(False)
    expect(form.get_by_text("บันทึกแล้ว")).to_be_visible()
