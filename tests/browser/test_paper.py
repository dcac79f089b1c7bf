"""An officer keys in paper forms with the keyboard alone, and each is counted once."""

import random
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, Route, expect

from survey_app.core.officers import COMMAND_LINE, Role
from survey_app.core.questionnaire import SurveyInstrument
from survey_app.core.questionnaire.numbering import list_rows, number_parts
from survey_app.core.rounds import StaffAccess
from survey_app.services.officers import add_officer
from survey_app.services.paper import allow_paper, find_paper, open_paper
from survey_app.storage import participation
from tests.browser.conftest import Site, Survey
from tests.respondents import random_sheet

PASSWORD = "มาลี มีรหัสผ่านยาว"


@dataclass
class Desk:
    """An officer before a heap of paper."""

    page: Page
    survey: Survey
    address: str

    def open(self, instrument: SurveyInstrument) -> None:
        """The empty form, the keyboard at its first row."""
        base = f"{self.address}/officer/rounds/{self.survey.pretend.id}/paper/{instrument}"
        self.page.goto(f"{base}/keying")

    def rows(self, instrument: SurveyInstrument) -> list[int]:
        """How many options each row has."""
        form = self._visit_form(instrument)
        return [len(row.options) for row in list_rows(number_parts(form))]

    def digits(self, instrument: SurveyInstrument, seed: int) -> str:
        """A whole sheet as the digits one presses."""
        sheet = random_sheet(self._visit_form(instrument), random.Random(seed))
        return "".join(str(choice + 1) for choice in sheet.choices)

    def press(self, keys: str) -> None:
        """One key after another."""
        for key in keys:
            self.page.keyboard.press(key)

    def counted(self, instrument: SurveyInstrument) -> int:
        """Sheets under the place of paper, whatever came from elsewhere."""
        instance, round_id = self.survey.site.instance, self.survey.pretend.id
        view = find_paper(instance, COMMAND_LINE, round_id, instrument)
        assert view is not None
        with instance.database.snapshot() as session:
            return participation.count_by_place(session, view.place.survey).get(view.place.id, 0)

    def focused(self) -> str:
        """The number or name of the row at hand."""
        return self.page.evaluate(
            "document.activeElement.closest('[data-row]')?.dataset.row || document.activeElement.id"
        )

    def _visit_form(self, instrument: SurveyInstrument):
        instance, round_id = self.survey.site.instance, self.survey.pretend.id
        return open_paper(instance, COMMAND_LINE, round_id, instrument).form


@pytest.fixture
def desk(site: Site, desktop: Page) -> Desk:
    survey = site.open_round(StaffAccess.CODES)
    for instrument in ("IIT", "EIT"):
        allow_paper(site.instance, COMMAND_LINE, survey.pretend.id, instrument)
    name = f"officer-{survey.pretend.id}"
    add_officer(site.instance, COMMAND_LINE, name, Role.ADMIN, None, PASSWORD, totp_required=False)
    desktop.goto(f"{site.address}/officer/sign-in")
    desktop.get_by_label("ชื่อผู้ใช้").fill(name)
    desktop.get_by_label("รหัสผ่าน").fill(PASSWORD)
    desktop.get_by_role("button", name="เข้าสู่ระบบ").click()
    expect(desktop.get_by_role("button", name="ออกจากระบบ")).to_be_visible()
    return Desk(desktop, survey, site.address)


def test_eit_sheets_are_keyed_in_by_digits_and_two_enters_each(desk: Desk):
    desk.open("EIT")
    for number in (1, 2, 3):
        expect(desk.page.get_by_label("ข้าพเจ้าเคยติดต่อ")).to_be_focused()
        desk.press("1" + desk.digits("EIT", seed=number))
        expect(desk.page.locator("#suggestion")).to_be_focused()
        desk.page.keyboard.type("ควรมีที่จอดรถ")
        desk.page.keyboard.press("Enter")
        expect(desk.page.locator("#key-state")).to_contain_text("ตอบแล้ว 23 จาก 23 ข้อ")
        assert desk.counted("EIT") == number - 1, "the first Enter saves nothing"
        desk.page.keyboard.press("Enter")
        expect(desk.page.get_by_text(f"บันทึกแล้ว {number} ใบ")).to_be_visible()
        expect(desk.page.locator("input:checked")).to_have_count(0)
        expect(desk.page.locator("#suggestion")).to_have_value("")
    assert desk.counted("EIT") == 3
    assert desk.survey.sheets() == (0, 3)


def test_an_iit_sheet_begins_with_the_code_of_its_slip(desk: Desk):
    code = desk.survey.pretend.codes[0]
    desk.open("IIT")
    expect(desk.page.locator("#admission")).to_be_focused()
    desk.page.keyboard.type(code.lower())
    desk.page.keyboard.press("Enter")
    desk.press("1" + desk.digits("IIT", seed=4))
    desk.page.keyboard.press("Enter")
    desk.page.keyboard.press("Enter")
    expect(desk.page.get_by_text("บันทึกแล้ว 1 ใบ")).to_be_visible()
    expect(desk.page.locator("#admission")).to_be_focused()
    desk.page.keyboard.type(code)
    desk.page.keyboard.press("Enter")
    desk.press("1" + desk.digits("IIT", seed=5))
    desk.page.keyboard.press("Enter")
    desk.page.keyboard.press("Enter")
    expect(desk.page.locator("#mistakes")).to_contain_text("รหัสนี้ใช้ไปแล้ว")
    expect(desk.page.locator("#admission")).to_be_focused()
    expect(desk.page.locator("input:checked")).to_have_count(57)
    assert desk.counted("IIT") == 1


def test_a_digit_without_an_option_stays_and_says_so_and_keys_go_back(desk: Desk):
    desk.open("EIT")
    assert desk.focused() == "ก่อนตอบ"
    desk.press("0")
    assert desk.focused() == "1.1"
    desk.press("9")
    assert desk.focused() == "1.1"
    expect(desk.page.locator("#key-state")).to_contain_text("1.1 มีตัวเลือก 1 ถึง 4")
    for key in ("0", "Space"):
        desk.page.keyboard.press(key)
        assert desk.focused() == "1.1", "a row that must be answered is not passed over"
    expect(desk.page.locator("input:checked")).to_have_count(0)
    desk.press("43")
    assert desk.focused() == "2"
    for key in ("Backspace", "ArrowUp"):
        desk.page.keyboard.press(key)
    assert desk.focused() == "1.1"
    desk.press("2")
    expect(desk.page.locator("#r1-2")).to_be_checked()
    desk.page.keyboard.press("Enter")
    assert desk.focused() == "2", "the first gap"
    expect(desk.page.locator("#key-state")).to_contain_text("ข้อ 2 ยังไม่มีคำตอบ")


def test_profile_rows_are_passed_over_by_0_or_space(desk: Desk):
    desk.open("EIT")
    desk.press("1" + "1" * 19)
    assert desk.focused() == "16"
    desk.press("2")
    desk.page.keyboard.press("ArrowUp")
    desk.press("0")
    for _row in range(3):
        desk.page.keyboard.press("Space")
    expect(desk.page.locator("#suggestion")).to_be_focused()
    expect(desk.page.locator("input:checked")).to_have_count(20)
    desk.page.keyboard.press("Enter")
    desk.page.keyboard.press("Enter")
    expect(desk.page.get_by_text("บันทึกแล้ว 1 ใบ")).to_be_visible()
    assert desk.counted("EIT") == 1


def test_digits_count_on_a_thai_keyboard_and_on_the_number_pad(desk: Desk):
    desk.open("EIT")
    press = """([key, code]) => document.activeElement.dispatchEvent(
        new KeyboardEvent("keydown", { key, code, bubbles: true, cancelable: true }))"""
    desk.page.evaluate(press, ["ๅ", "Digit1"])
    desk.page.evaluate(press, ["ภ", "Digit4"])
    desk.page.evaluate(press, ["3", "Numpad3"])
    assert desk.focused() == "2"
    for box in ("#eligible-1", "#r1-4", "#r2-3"):
        expect(desk.page.locator(box)).to_be_checked()


def test_a_key_held_down_saves_nothing_unseen_and_two_clicks_count_once(desk: Desk):
    desk.open("EIT")
    desk.press("1" + desk.digits("EIT", seed=6))
    desk.page.keyboard.down("Enter")
    for _repeat in range(3):
        desk.page.keyboard.down("Enter")
    desk.page.keyboard.up("Enter")
    expect(desk.page.locator("#key-save")).to_be_focused()
    assert desk.counted("EIT") == 0
    desk.page.locator("#key-save").dblclick()
    expect(desk.page.get_by_text("บันทึกแล้ว 1 ใบ")).to_be_visible()
    assert desk.counted("EIT") == 1


def stop_waiting(page: Page) -> list[str]:
    """Let the server have what is sent, and leave the page as Stop leaves it; what was sent so."""
    sent: list[str] = []

    def stop(route: Route) -> None:
        if route.request.method != "POST":
            return route.continue_()
        sent.append(route.request.url)
        route.fetch(max_redirects=0)
        return route.fulfill(status=204)

    page.route("**/officer/**", stop)
    return sent


def test_a_save_that_was_stopped_can_be_pressed_again_and_counts_once(desk: Desk):
    """The server counted it; the officer, who did not wait for the answer, presses once more."""
    desk.open("EIT")
    desk.press("1" + desk.digits("EIT", seed=6))
    sent = stop_waiting(desk.page)
    with desk.page.expect_response(lambda reply: reply.status == 204):
        desk.page.locator("#key-save").click()
    assert desk.counted("EIT") == len(sent) == 1
    desk.page.unroute_all()
    desk.page.locator("#key-save").click()
    expect(desk.page.get_by_text("บันทึกแล้ว 1 ใบ")).to_be_visible()
    assert desk.counted("EIT") == 1


def test_leaving_a_sheet_whose_save_was_stopped_asks_first(desk: Desk):
    asked: list[str] = []
    desk.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    desk.open("EIT")
    desk.press("1" + desk.digits("EIT", seed=6))
    stop_waiting(desk.page)
    with desk.page.expect_response(lambda reply: reply.status == 204):
        desk.page.locator("#key-save").click()
    assert asked == []
    desk.page.reload()
    assert asked == ["beforeunload"]


def test_another_form_that_was_stopped_can_be_sent_again_after_a_while(desk: Desk):
    """Presses in a row send it once; the button that said to wait says its own words again."""
    desk.page.clock.install()
    desk.page.goto(f"{desk.address}/officer/rounds")
    sent = stop_waiting(desk.page)
    button = desk.page.locator("button[name=language]")
    with desk.page.expect_response(lambda reply: reply.status == 204):
        button.click()
    desk.page.clock.run_for(1000)
    expect(button).to_have_text("กำลังดำเนินการ…")
    button.click()
    desk.page.clock.run_for(60_000)
    expect(button).to_have_text("English")
    assert len(sent) == 1
    desk.page.unroute_all()
    button.click()
    expect(desk.page.get_by_role("button", name="Sign out")).to_be_visible()


def test_going_back_shows_nothing_that_was_sent(desk: Desk):
    desk.open("EIT")
    desk.press("1" + desk.digits("EIT", seed=7))
    desk.page.keyboard.type("ลายมือของใคร")
    desk.page.keyboard.press("Enter")
    desk.page.keyboard.press("Enter")
    expect(desk.page.get_by_text("บันทึกแล้ว 1 ใบ")).to_be_visible()
    desk.page.go_back()
    expect(desk.page.locator("input:checked")).to_have_count(0)
    assert "ลายมือของใคร" not in desk.page.content()
    assert desk.page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert desk.counted("EIT") == 1


def test_the_row_at_hand_is_never_hidden(desk: Desk):
    desk.open("IIT")
    desk.page.keyboard.press("Enter")
    for digit in "1" + desk.digits("IIT", seed=8)[:-1]:
        desk.press(digit)
        hidden = desk.page.evaluate(
            """() => {
                const row = document.activeElement.closest(".key-row").getBoundingClientRect();
                const bar = document.querySelector(".key-bar").getBoundingClientRect();
                return row.top < 0 || row.bottom > bar.top;
            }"""
        )
        assert not hidden, desk.focused()


def test_the_mouse_does_it_too(desk: Desk):
    desk.open("EIT")
    desk.page.get_by_label("ข้าพเจ้าเคยติดต่อ").check()
    for place, size in enumerate(desk.rows("EIT"), 1):
        desk.page.locator(f"label[for=r{place}-{size}]").click()
    desk.page.get_by_role("button", name="บันทึกใบนี้").click()
    expect(desk.page.get_by_text("บันทึกแล้ว 1 ใบ")).to_be_visible()
    assert desk.counted("EIT") == 1
