"""The dashboard of an open round, as officers see it."""

import random
from datetime import date

import pytest
from flask.testing import FlaskClient

from survey_app.core.officers import COMMAND_LINE, Role
from survey_app.core.rounds import SurveyDays
from survey_app.services.closing import close_round
from survey_app.services.instance import Instance
from survey_app.services.tidying import tidy
from survey_app.storage.agencies import Agency
from tests.closed_rounds import score_items
from tests.conftest import Clock
from tests.integration.conftest import SignIn
from tests.respondents import PretendRound, open_pretend_round, random_sheet
from tests.visiting import Page, Visitor


@pytest.fixture
def pretend(instance: Instance, agency: Agency) -> PretendRound:
    return open_pretend_round(instance, agency)


def watch(visitor: Visitor, pretend: PretendRound) -> Page:
    return visitor.open(f"/officer/rounds/{pretend.id}/watch")


def bars(page: Page) -> list[tuple[str, str]]:
    return [(one.attributes["value"], one.attributes["max"]) for one in page.find("progress")]


def figures(page: Page) -> str:
    """What refreshes by itself, without the moment it was read."""
    return page.find("div", id="watch")[0].text.partition("น.")[2]


def test_the_three_instruments_stand_side_by_side(
    officer: Visitor, instance: Instance, pretend: PretendRound
) -> None:
    pretend.send_many("IIT", 7)
    score_items(instance, pretend.id, most=9)
    page = watch(officer, pretend)
    assert bars(page) == [("5", "30"), ("0", "30"), ("9", "43"), ("9", "43")]
    for words in ("IIT กำลังรับคำตอบ", "EIT กำลังรับคำตอบ", "OIT"):
        assert words in page.headings
    assert "5 จาก 30" in page.text
    assert "ยังไม่ครบจำนวนขั้นต่ำ" in page.text
    assert "3.33" in page.text


def test_without_a_lot_the_page_says_why_there_are_no_scores(
    officer: Visitor, pretend: PretendRound
) -> None:
    text = watch(officer, pretend).text
    assert "คะแนนจะเริ่มแสดงเมื่อมีผู้ตอบครบ 20 คน" in text
    assert "คะแนนจะเริ่มแสดงเมื่อมีผู้ตอบครบ 40 คน" in text


def test_the_page_changes_by_whole_lots_and_steps_only(
    officer: Visitor, pretend: PretendRound
) -> None:
    """Between two steps of participation the page is the same to the letter."""
    form = pretend.visit("IIT").form
    seen: list[str] = []
    for person in range(31):
        seen.append(figures(watch(officer, pretend)))
        pretend.send("IIT", random_sheet(form, random.Random(person)))
    changes = [n for n in range(1, 31) if seen[n] != seen[n - 1]]
    assert changes == [5, 10, 15, 20, 25, 30]
    assert "คิดจากคำตอบ 10 ฉบับ" not in seen[19]
    assert "คิดจากคำตอบ 10 ฉบับ" in seen[20]
    scores = [text.partition("คะแนนระหว่างรอบ")[2].partition("EIT")[0] for text in seen]
    assert len(set(scores[:20])) == 1
    assert len(set(scores[20:30])) == 1
    assert scores[19] != scores[20] != scores[30]


def test_it_says_what_is_missing_next(
    officer: Visitor, instance: Instance, pretend: PretendRound
) -> None:
    pretend.send_many("IIT", 6)
    score_items(instance, pretend.id, most=40)
    text = watch(officer, pretend).text
    assert "แบบ IIT ยังขาดผู้ตอบอีกไม่เกิน 25 คน" in text
    assert "OIT ยังไม่ได้ตอบมีหรือไม่มี 3 รายการ" in text


def test_it_counts_the_days_left(officer: Visitor, instance: Instance, agency: Agency) -> None:
    days = SurveyDays(instance.today, date(2021, 3, 3))
    pretend = open_pretend_round(instance, agency, days=days)
    assert "เหลือเวลา 3 วัน รวมวันนี้ ถึงวันที่ 3 มีนาคม 2564" in watch(officer, pretend).text


def test_it_says_when_today_is_the_last_day(
    officer: Visitor, instance: Instance, agency: Agency
) -> None:
    days = SurveyDays(instance.today, instance.today)
    pretend = open_pretend_round(instance, agency, days=days)
    assert "วันนี้เป็นวันสุดท้าย (1 มีนาคม 2564)" in watch(officer, pretend).text


def test_an_ended_survey_shows_its_exact_number(
    instance: Instance, agency: Agency, clock: Clock, sign_in_as: SignIn
) -> None:
    days = SurveyDays(instance.today, instance.today)
    pretend = open_pretend_round(instance, agency, days=days)
    pretend.send_many("EIT", 7)
    clock.advance(days=2)
    tidy(instance)
    page = watch(sign_in_as("later", Role.OFFICER, agency), pretend)
    assert "7 จาก 30" in page.text
    assert "EIT สิ้นสุดแล้ว" in page.headings
    assert "ผู้ตอบมีน้อยเกินไป" in page.text


def test_it_refreshes_by_a_script_of_its_own_and_by_a_link(
    officer: Visitor, pretend: PretendRound
) -> None:
    page = watch(officer, pretend)
    assert page.links["โหลดใหม่"] == f"/officer/rounds/{pretend.id}/watch"
    scripts = [one.attributes["src"] for one in page.find("script")]
    assert any("officer/watch.js" in address for address in scripts)


def test_refreshing_by_itself_does_not_keep_an_empty_chair_signed_in(
    officer: Visitor, pretend: PretendRound, clock: Clock
) -> None:
    for _quarter in range(3):
        clock.advance(minutes=11)
        page = officer.get(f"/officer/rounds/{pretend.id}/watch", headers={"X-Refresh": "1"})
    assert page.status == 302
    assert page.location == "/officer/sign-in"


def test_a_closed_round_leads_to_its_result(
    officer: Visitor, instance: Instance, pretend: PretendRound
) -> None:
    close_round(instance, COMMAND_LINE, pretend.id, "ทดลอง")
    page = officer.get(f"/officer/rounds/{pretend.id}/watch")
    assert (page.status, page.location) == (302, f"/officer/rounds/{pretend.id}/result")


def test_auditors_watch_but_are_not_offered_to_close(
    auditor: Visitor, officer: Visitor, pretend: PretendRound
) -> None:
    close = f"/officer/rounds/{pretend.id}/close"
    assert close not in watch(auditor, pretend).links.values()
    assert close in watch(officer, pretend).links.values()


def test_executives_and_strangers_do_not_watch(
    executive: Visitor, stranger: Visitor, client: FlaskClient, pretend: PretendRound
) -> None:
    address = f"/officer/rounds/{pretend.id}/watch"
    assert executive.get(address).status == 403
    assert stranger.get(address).status == 404
    assert client.get(address).status_code == 302


def test_the_page_speaks_no_english_to_thai_readers(
    officer: Visitor, pretend: PretendRound
) -> None:
    text = figures(watch(officer, pretend))
    for name in ("IIT", "EIT", "OIT"):
        text = text.replace(name, "")
    assert not [letter for letter in text if letter.isascii() and letter.isalpha()]
