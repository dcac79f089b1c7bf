"""Whole journeys without a mouse: nothing is out of reach, and the focus is always to be seen."""

import re
import secrets

import pytest
from playwright.sync_api import Page, expect

from survey_app.core.officers import COMMAND_LINE, Role
from survey_app.core.rounds import StaffAccess
from survey_app.services.agencies import add_agency
from survey_app.services.officers import add_officer
from survey_app.storage.agencies import Agency
from tests.accessibility.conftest import Place
from tests.accessibility.keyboard import TABBABLE, Keyboard
from tests.accessibility.sights import SIGHTS
from tests.accessibility.town import PASSWORD
from tests.browser.form_page import ELIGIBLE, THANKED
from tests.respondents import open_pretend_round

LARGE = {"width": 1280, "height": 800}
WALKED = (
    "start-code", "form-first-step", "form-mistakes", "form-review", "public-result", "public-recompute",
    "sign-in-wrong", "round-new", "item", "watch", "years", "plan", "closing-wrong",
)  # fmt: skip


def open_large(place: Place) -> Keyboard:
    page = place.open().new_page()
    page.set_viewport_size(LARGE)
    return Keyboard(page)


def new_agency(place: Place) -> Agency:
    name = f"เทศบาลตำบลไม่มีเมาส์ {secrets.token_hex(3)}"
    return add_agency(place.instance, COMMAND_LINE, name=name, phone="0 4300 0000")


def answer_step(keys: Keyboard) -> None:
    """Answer every row of the step with its second option, and the suggestion."""
    for row in keys.page.get_by_role("group").all():
        if row.is_visible():
            keys.choose(row.get_by_role("radio").nth(1))


def answer_all(keys: Keyboard) -> None:
    send = keys.page.get_by_role("button", name="ส่งคำตอบ")
    while not send.is_visible():
        answer_step(keys)
        keys.tab_to(keys.page.locator("#next"))
        keys.press("Enter")
        expect(keys.page.locator("h2:focus")).to_be_visible()
    keys.follow(send)


@pytest.mark.parametrize("name", WALKED)
def test_tab_reaches_everything_in_the_order_of_the_page_and_lets_go(place: Place, name: str):
    page = place.visit(next(sight for sight in SIGHTS if sight.name == name))
    page.set_viewport_size(LARGE)
    keys = Keyboard(page)
    keys.begin()
    wanted = page.evaluate(TABBABLE)
    reached = keys.round()
    assert keys.faults == []
    assert [one for one in reached if one in wanted] == wanted


def test_a_citizen_answers_eit(place: Place):
    pretend = open_pretend_round(place.instance, new_agency(place), access=StaffAccess.LINK)
    keys = open_large(place)
    page = keys.page
    page.goto(f"{place.address}/s/{pretend.links['EIT']}")
    keys.follow(page.get_by_role("link", name=ELIGIBLE))
    keys.tab_to(page.locator("#next"))
    keys.press("Enter")
    expect(page.get_by_role("status").filter(has_text="เหลืออีก 8 ข้อ")).to_be_visible()
    expect(page.get_by_role("radio").first).to_be_focused()
    answer_all(keys)
    expect(page.get_by_text(THANKED)).to_be_visible()
    assert keys.faults == []
    page.context.close()


def test_staff_answer_iit_with_a_code(place: Place):
    pretend = open_pretend_round(place.instance, new_agency(place))
    keys = open_large(place)
    page = keys.page
    page.goto(f"{place.address}/s/{pretend.links['IIT']}")
    field = page.get_by_label("รหัสบนใบรหัส")
    keys.tab_to(field)
    keys.type("123")
    keys.enter()
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description(re.compile("รหัสไม่ครบ"))
    keys.press("Control+A")
    keys.type(pretend.codes[0])
    keys.enter()
    answer_all(keys)
    expect(page.get_by_text(THANKED)).to_be_visible()
    assert keys.faults == []
    page.context.close()


def test_what_is_wrong_is_reached_from_the_list_of_mistakes(place: Place):
    """Without steps, as a browser without our script shows the form."""
    page = place.visit(next(sight for sight in SIGHTS if sight.name == "form-mistakes"))
    page.set_viewport_size(LARGE)
    keys = Keyboard(page)
    link = page.get_by_role("alert").get_by_role("link").nth(2)
    target = page.locator(str(link.get_attribute("href")).replace(".", "\\."))
    keys.tab_to(link)
    keys.press("Enter")
    expect(target).to_be_focused()
    expect(target).to_be_in_viewport()
    assert keys.faults == []


@pytest.mark.parametrize("name", ["sign-in", "watch", "items", "result", "public-result"])
def test_the_first_stop_leads_past_the_menu(place: Place, name: str):
    page = place.visit(next(sight for sight in SIGHTS if sight.name == name))
    keys = Keyboard(page)
    keys.begin()
    link = page.get_by_role("link", name="ข้ามไปเนื้อหา")
    assert keys.tab(link)["there"]
    expect(link).to_be_in_viewport(ratio=1)
    keys.press("Enter")
    keys.tab()
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    assert keys.faults == []


def sign_in(keys: Keyboard, name: str) -> None:
    """With a mistake on the way: the list of mistakes has the focus and leads to the field."""
    page = keys.page
    keys.tab_to(page.get_by_label("ชื่อผู้ใช้"))
    keys.type(name)
    keys.enter()
    expect(page.get_by_role("alert")).to_be_focused()
    keys.tab_to(page.get_by_role("alert").get_by_role("link", name="รหัสผ่าน"))
    keys.press("Enter")
    expect(page.get_by_label("รหัสผ่าน")).to_be_focused()
    keys.type(PASSWORD)
    keys.enter()


def create_round(keys: Keyboard) -> None:
    page = keys.page
    menu = page.get_by_role("navigation", name="เมนูหลัก")
    keys.follow(menu.get_by_role("link", name="รอบการประเมิน"))
    keys.follow(page.get_by_role("link", name="สร้างรอบใหม่"))
    keys.follow(page.get_by_role("button", name="สร้างรอบ"))
    expect(page.get_by_role("alert")).to_be_focused()
    keys.tab_to(page.get_by_role("alert").get_by_role("link", name="จำนวนบุคลากร"))
    keys.press("Enter")
    expect(page.get_by_label("จำนวนบุคลากร")).to_be_focused()
    keys.type("๔๐")
    keys.tab_to(page.get_by_label("จำนวนประชาชนผู้มาติดต่อ"))
    keys.type("400")
    keys.enter()


def enter_item(keys: Keyboard) -> None:
    page = keys.page
    keys.follow(page.locator("main a[href$='/oit']").first)
    keys.follow(page.locator("main a[href$='/oit/o2']").first)
    keys.choose(page.get_by_label("มี", exact=True))
    keys.tab_to(page.get_by_label("ที่อยู่เว็บไซต์"))
    keys.type("https://town.example/2")
    keys.choose(page.get_by_label("100", exact=True))
    keys.follow(page.get_by_role("button", name="บันทึก", exact=True))
    expect(page.get_by_text("คะแนน 100").first).to_be_visible()


def close_round(keys: Keyboard, year: str) -> None:
    page = keys.page
    keys.follow(page.get_by_role("button", name="ปิดรอบและคำนวณผล"))
    expect(page.get_by_role("alert")).to_be_focused()
    keys.tab_to(page.get_by_label("เหตุผล"))
    keys.type("น้ำท่วมทั้งตำบล")
    keys.tab_to(page.get_by_label("พิมพ์ปีงบประมาณ"))
    keys.type(year)
    keys.tab_to(page.get_by_label("รหัสผ่านของท่าน"))
    keys.type(PASSWORD)
    keys.enter()


def test_an_officer_leads_a_round_from_signing_in_to_its_result(place: Place):
    name = f"keys-{secrets.token_hex(3)}"
    agency = new_agency(place)
    add_officer(
        place.instance, COMMAND_LINE, name, Role.OFFICER, agency.id, PASSWORD, totp_required=False
    )
    keys = open_large(place)
    page = keys.page
    page.goto(f"{place.address}/officer/")
    sign_in(keys, name)
    create_round(keys)
    year = read_year(page)
    keys.follow(page.locator("main .to-do").get_by_role("link", name="เปิดรอบ"))
    keys.follow(page.get_by_role("button", name="เปิดรอบ"))
    enter_item(keys)
    way_back = page.get_by_role("navigation", name="ตำแหน่งของหน้านี้")
    keys.follow(way_back.get_by_role("link", name=year))
    keys.follow(page.get_by_role("main").get_by_role("link", name="ปิดรอบ"))
    close_round(keys, year)
    expect(page.get_by_role("heading", name="คะแนนรวมและระดับ")).to_be_visible()
    assert keys.faults == []
    page.context.close()


def read_year(page: Page) -> str:
    found = re.search(r"25\d\d", page.get_by_role("heading", level=1).inner_text())
    assert found
    return found.group()
