"""Closing a round by its page: consequences, the year typed, the password again, no way back."""

import pytest

from survey_app.core.officers import COMMAND_LINE
from survey_app.core.rounds import RoundState
from survey_app.services import rounds
from survey_app.services.closing import close_round
from survey_app.services.instance import Instance
from survey_app.services.results import read_closed
from survey_app.storage.agencies import Agency
from tests.closed_rounds import score_items
from tests.integration.conftest import PASSWORD
from tests.respondents import PretendRound, open_pretend_round
from tests.visiting import Page, Visitor

REASON = "น้ำท่วมพื้นที่ จึงเก็บแบบสอบถามได้ไม่ครบ"


@pytest.fixture
def pretend(instance: Instance, agency: Agency) -> PretendRound:
    """A round that lacks people and has two items that nobody scored."""
    opened = open_pretend_round(instance, agency)
    opened.send_many("EIT", 12)
    score_items(instance, opened.id, most=41)
    return opened


@pytest.fixture
def complete(instance: Instance, agency: Agency) -> PretendRound:
    """A small round in which everybody answered and every item is scored."""
    answered = open_pretend_round(instance, agency, staff=5, public=5)
    answered.send_many("IIT", 5)
    answered.send_many("EIT", 5)
    score_items(instance, answered.id)
    return answered


def confirm(visitor: Visitor, pretend: PretendRound) -> Page:
    return visitor.open(f"/officer/rounds/{pretend.id}/close")


def send(visitor: Visitor, pretend: PretendRound, **typed: str | None) -> Page:
    confirm(visitor, pretend)
    values = {"year": "2564", "password": PASSWORD, **typed}
    return visitor.submit(values, form=f"/officer/rounds/{pretend.id}/close")


def is_open(instance: Instance, pretend: PretendRound) -> bool:
    return rounds.find_round(instance, COMMAND_LINE, pretend.id).state is RoundState.OPEN


def test_the_page_lists_what_ends_and_what_is_lacking(
    officer: Visitor, pretend: PretendRound
) -> None:
    text = confirm(officer, pretend).text
    assert "แบบ IIT หยุดรับคำตอบทันที" in text
    assert "เปิดรอบนี้ใหม่ เลื่อนวัน หรือคำนวณใหม่ไม่ได้" in text
    assert "ต่ำกว่าขั้นต่ำ" in text
    assert "ตั้งแต่ 10" in text
    assert "12" not in text.replace("2564", "")
    assert "OIT ยังไม่ได้ให้คะแนน 2 รายการ" in text
    assert "o42, o43" in text


def test_closing_leads_to_the_result(
    officer: Visitor, instance: Instance, pretend: PretendRound
) -> None:
    page = send(officer, pretend, reason=REASON)
    assert (page.status, page.path) == (200, f"/officer/rounds/{pretend.id}/result")
    assert page.headings[0] == "ผลการประเมินตนเอง ปีงบประมาณ 2564"
    assert "ปิดรอบแล้ว" in page.find("div", role="status")[0].text
    assert REASON in page.text
    assert not is_open(instance, pretend)


def test_a_closed_round_leads_to_its_items_to_be_read(
    officer: Visitor, complete: PretendRound
) -> None:
    send(officer, complete)
    page = officer.open(f"/officer/rounds/{complete.id}")
    assert "ดูได้อย่างเดียว" in officer.open(page.links["ดูรายการ OIT"]).text


def test_the_year_may_be_typed_in_thai_digits(
    officer: Visitor, instance: Instance, complete: PretendRound
) -> None:
    assert send(officer, complete, year=" ๒๕๖๔ ").path.endswith("/result")
    assert not is_open(instance, complete)


def test_a_complete_round_asks_for_no_reason(officer: Visitor, complete: PretendRound) -> None:
    page = confirm(officer, complete)
    assert page.find("textarea", name="reason") == []
    assert "ครบขั้นต่ำ" in page.text
    assert "OIT ครบทุกรายการแล้ว" in page.text
    assert send(officer, complete).path.endswith("/result")


def test_nothing_closes_without_the_reason_it_needs(
    officer: Visitor, instance: Instance, pretend: PretendRound
) -> None:
    page = send(officer, pretend, reason="  ")
    assert page.status == 422
    assert "เขียนเหตุผลก่อนปิดรอบ" in page.text
    assert is_open(instance, pretend)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"year": "2565"}, "ปีที่พิมพ์ไม่ตรงกับรอบนี้ รอบนี้คือปีงบประมาณ 2564"),
        ({"year": ""}, "พิมพ์ปีงบประมาณ พ.ศ. สี่หลัก"),
        ({"password": ""}, "กรอกรหัสผ่าน"),
        ({"password": "not the password"}, "รหัสผ่านไม่ถูกต้อง รอบยังไม่ได้ปิด"),
    ],
)
def test_a_mistake_keeps_the_reason_and_the_round_open(
    officer: Visitor,
    instance: Instance,
    pretend: PretendRound,
    typed: dict[str, str],
    words: str,
) -> None:
    page = send(officer, pretend, reason=REASON, **typed)
    assert page.status == 422
    assert words in page.find("div", role="alert")[0].text
    assert page.find("textarea", name="reason")[0].text == REASON
    assert not page.find("input", name="password")[0].attributes.get("value")
    assert is_open(instance, pretend)


def test_a_wrong_year_costs_no_attempt_at_the_password(
    officer: Visitor, instance: Instance, pretend: PretendRound
) -> None:
    for _time in range(25):
        send(officer, pretend, reason=REASON, year="2500", password="wrong")
    assert send(officer, pretend, reason=REASON).path.endswith("/result")


def test_guessing_the_password_is_throttled(
    officer: Visitor, instance: Instance, pretend: PretendRound
) -> None:
    guess = 0
    while (page := send(officer, pretend, reason=REASON, password=f"guess {guess}")).status == 422:
        guess += 1
    assert (page.status, guess < 30) == (429, True)
    assert send(officer, pretend, reason=REASON).status == 429
    assert is_open(instance, pretend)


def test_without_the_token_nothing_is_closed(
    officer: Visitor, instance: Instance, complete: PretendRound
) -> None:
    confirm(officer, complete)
    address = f"/officer/rounds/{complete.id}/close"
    page = officer.post(address, {"year": "2564", "password": PASSWORD, "csrf_token": ""})
    assert page.status == 400
    assert is_open(instance, complete)


def test_closed_stays_closed(officer: Visitor, instance: Instance, complete: PretendRound) -> None:
    send(officer, complete)
    before = read_closed(instance, COMMAND_LINE, complete.id)
    address = f"/officer/rounds/{complete.id}/close"
    assert officer.get(address).location == f"/officer/rounds/{complete.id}/result"
    again = officer.post(address, {"year": "2564", "password": PASSWORD, "reason": "อีกครั้ง"})
    assert (again.status, again.location) == (303, f"/officer/rounds/{complete.id}/result")
    assert read_closed(instance, COMMAND_LINE, complete.id) == before


def test_a_round_closed_by_somebody_else_meanwhile_leads_to_the_result(
    officer: Visitor, instance: Instance, complete: PretendRound
) -> None:
    confirm(officer, complete)
    close_round(instance, COMMAND_LINE, complete.id)
    page = officer.submit(
        {"year": "2564", "password": PASSWORD}, form=f"/officer/rounds/{complete.id}/close"
    )
    assert page.path == f"/officer/rounds/{complete.id}/result"


def test_a_draft_has_nothing_to_close(officer: Visitor, instance: Instance, agency: Agency) -> None:
    draft = rounds.create_round(
        instance, COMMAND_LINE, agency=agency.id, fiscal_year=2564, staff=40, public=40
    )
    assert officer.get(f"/officer/rounds/{draft.id}/close").status == 409


def test_only_writers_of_the_agency_close(
    auditor: Visitor, executive: Visitor, stranger: Visitor, pretend: PretendRound
) -> None:
    address = f"/officer/rounds/{pretend.id}/close"
    assert auditor.get(address).status == 403
    assert executive.get(address).status == 403
    assert stranger.get(address).status == 404
    for visitor in (auditor, executive):
        visitor.open("/officer/account")
        assert visitor.post(address, {"year": "2564", "password": PASSWORD}).status == 403
    stranger.open("/officer/account")
    assert stranger.post(address, {"year": "2564", "password": PASSWORD}).status == 404


def test_the_page_never_tells_the_exact_moment_the_minimum_is_reached(
    officer: Visitor, instance: Instance, agency: Agency
) -> None:
    """With a minimum of 32, 31 and 34 sheets look the same, and both may need a reason."""
    pretend = open_pretend_round(instance, agency, staff=5, public=320)
    pretend.send_many("IIT", 5)
    score_items(instance, pretend.id)
    pretend.send_many("EIT", 31)
    before = confirm(officer, pretend).find("main")[0].text
    pretend.send_many("EIT", 3, seed=2)
    page = confirm(officer, pretend)
    assert page.find("main")[0].text == before
    assert "อาจยังไม่ครบขั้นต่ำ" in before
    assert page.find("textarea", name="reason")
    assert send(officer, pretend, reason="").path.endswith("/result")


def test_a_minimum_that_turns_out_unmet_asks_for_the_reason(
    officer: Visitor, instance: Instance, agency: Agency
) -> None:
    pretend = open_pretend_round(instance, agency, staff=5, public=320)
    pretend.send_many("IIT", 5)
    pretend.send_many("EIT", 31)
    score_items(instance, pretend.id)
    page = send(officer, pretend, reason="")
    assert (page.status, is_open(instance, pretend)) == (422, True)
    assert "เขียนเหตุผลก่อนปิดรอบ" in page.text
    assert send(officer, pretend, reason=REASON).path.endswith("/result")
