"""The result of a closed round: the page and its file, and what they keep to themselves."""

import json
import re
from fractions import Fraction

from flask.testing import FlaskClient

from survey_app.core.decimals import write_exact, write_points
from survey_app.core.officers import COMMAND_LINE
from survey_app.core.questionnaire import Questionnaire
from survey_app.core.sheet import Sheet
from survey_app.services.closing import close_round
from survey_app.services.demo.material import demo_year
from survey_app.services.instance import Instance
from survey_app.services.results import read_closed
from survey_app.storage import disclosure_items
from survey_app.storage.agencies import Agency
from survey_app.storage.disclosure_items import EnteredItem
from survey_app.web.results.arithmetic import exact_scores, exact_total
from tests.alike_rounds import (
    Make,
    close_with,
    people_of_seven,
    people_of_thirty,
    people_of_three,
    people_of_twelve,
    sheet_of,
)
from tests.closed_rounds import close_pretend_round, score_items
from tests.respondents import PretendRound, open_pretend_round
from tests.visiting import Page, Visitor


def show(visitor: Visitor, round_id: str) -> Page:
    return visitor.open(f"/officer/rounds/{round_id}/result")


def fetch_json(visitor: Visitor, round_id: str) -> str:
    page = visitor.get(f"/officer/rounds/{round_id}/result.json")
    assert page.status == 200
    return page.response.get_data(as_text=True)


def nameless(text: str, pretend: PretendRound, year: int) -> str:
    """A page without what differs between any two rounds: id, year, fingerprint, token."""
    text = (
        text.replace(pretend.id, "ROUND").replace(str(year), "YEAR").replace(str(year + 1), "NEXT")
    )
    text = re.sub(r"sha256:[0-9a-f]{64}", "FINGERPRINT", text)
    return re.sub(r'(name="csrf_token" value=)"[^"]*"', r"\1", text)


def everything(visitor: Visitor, pretend: PretendRound, year: int) -> list[str]:
    """All that a round with a result lets an officer see, page sources and file alike."""
    texts = visitor.open(f"/officer/rounds/{pretend.id}/suggestions")
    pages = [show(visitor, pretend.id).html, fetch_json(visitor, pretend.id), texts.html]
    return [nameless(page, pretend, year) for page in pages]


def assert_indistinguishable(
    visitor: Visitor, instance: Instance, agency: Agency, one: Make, other: Make
) -> None:
    """Two rounds that differ only in what is withheld look the same to the letter."""
    first = close_with(instance, agency, 2565, one)
    second = close_with(instance, agency, 2566, other)
    for left, right in zip(
        everything(visitor, first, 2565), everything(visitor, second, 2566), strict=True
    ):
        pairs = zip(left.splitlines(), right.splitlines(), strict=False)
        assert [pair for pair in pairs if pair[0] != pair[1]][:3] == []
        assert len(left) == len(right)


def test_three_people_are_not_told_apart(
    officer: Visitor, instance: Instance, agency: Agency
) -> None:
    assert_indistinguishable(officer, instance, agency, people_of_three(0), people_of_three(1))


def test_what_seven_people_think_of_which_indicator_is_not_told(
    officer: Visitor, instance: Instance, agency: Agency
) -> None:
    assert_indistinguishable(
        officer, instance, agency, people_of_seven((1, 2)), people_of_seven((3, 5))
    )


def test_what_twelve_people_chose_and_who_they_are_is_not_told(
    officer: Visitor, instance: Instance, agency: Agency
) -> None:
    assert_indistinguishable(
        officer, instance, agency, people_of_twelve("i1.1", 1), people_of_twelve("i1.2", 2)
    )


def test_of_thirty_the_two_who_stand_alone_in_a_row_are_not_told(
    officer: Visitor, instance: Instance, agency: Agency
) -> None:
    assert_indistinguishable(
        officer, instance, agency, people_of_thirty((0, 100), 1), people_of_thirty((33, 67), 1)
    )


def test_under_five_there_is_no_total_and_the_page_says_why(
    officer: Visitor, instance: Instance, agency: Agency
) -> None:
    pretend = close_pretend_round(instance, agency, iit=3, eit=12)
    page = show(officer, pretend.id)
    text = page.find("main")[0].text
    assert ("ไม่แสดงคะแนนรวม" in text, "ยังไม่มีคะแนน" in text) == (True, False)
    assert "แบบ IIT มีผู้ตอบน้อยกว่า 5 คน จึงไม่แสดงคะแนนของแบบนี้" in text
    assert "กดที่ตัวชี้วัดที่มีคะแนน" in text
    assert "แบบ EIT มีผู้ตอบน้อยกว่า" not in page.text
    assert page.find("svg", class_="scale") == []
    assert "ไม่จัดอันดับ" in page.text
    data = json.loads(fetch_json(officer, pretend.id))
    assert (data["total"], data["level"], data["passed"]) == (None, None, None)
    assert data["instruments"]["IIT"]["score"] is None


def test_two_surveys_with_too_few_people_share_a_sentence(
    officer: Visitor, instance: Instance, agency: Agency
) -> None:
    pretend = close_pretend_round(instance, agency, iit=3, eit=4)
    text = show(officer, pretend.id).find("main")[0].text
    assert "แบบ IIT และแบบ EIT มีผู้ตอบน้อยกว่า 5 คน จึงไม่แสดงคะแนนของสองแบบนี้" in text
    assert "แบบ IIT และแบบ EIT มีผู้ตอบน้อยกว่า 10 คน จึงไม่แสดงคะแนนรายตัวชี้วัดและรายข้อ" in text


def test_under_ten_only_the_survey_has_a_score_and_the_page_says_why(
    officer: Visitor, instance: Instance, agency: Agency
) -> None:
    pretend = close_pretend_round(instance, agency, iit=7, eit=12)
    page = show(officer, pretend.id)
    assert page.find("svg", class_="scale")
    assert "แบบ IIT มีผู้ตอบน้อยกว่า 10 คน จึงไม่แสดงคะแนนรายตัวชี้วัดและรายข้อ" in page.text
    assert page.text.count("ไม่แสดงคะแนน") >= 5
    assert "ไม่แสดงค่าเฉลี่ย" in page.text
    assert "ผลรวมก่อนปัดเศษ" not in page.text
    assert not re.search(r">i\d+<", page.html)


def test_from_ten_every_indicator_opens_to_its_arithmetic(
    officer: Visitor, instance: Instance, agency: Agency
) -> None:
    pretend = close_pretend_round(instance, agency, iit=12, eit=12)
    page = show(officer, pretend.id)
    shown = read_closed(instance, COMMAND_LINE, pretend.id).shown
    for part in (*shown.iit.indicators, *shown.eit.indicators):
        for question in part.questions:
            points = " ".join(write_points(question.points or "0").split())
            formula = f"{points} แต้ม ÷ 12 คน = {question.score}"
            assert formula in page.text, question.code
    assert "ไม่แสดงจำนวนแต่ละคำตอบ เพราะผู้ตอบน้อยกว่า 30 คน" in page.text
    assert page.find("table", class_="count-table") == []


def test_the_exact_sum_rounds_to_the_total(
    officer: Visitor, instance: Instance, agency: Agency
) -> None:
    pretend = close_pretend_round(instance, agency, iit=12, eit=13)
    closed = read_closed(instance, COMMAND_LINE, pretend.id)
    scores = exact_scores(closed.shown)
    exact = exact_total(closed.edition.scheme.weights, scores)
    assert exact is not None
    assert closed.shown.total is not None
    assert abs(exact - Fraction(closed.shown.total)) <= Fraction(1, 200)
    text = show(officer, pretend.id).text
    assert write_exact(exact) in text
    assert f"ได้ {closed.shown.total} คะแนน" in text
    assert all(write_exact(score) in text for score in scores.values() if score is not None)


def test_from_thirty_counts_and_profile_are_shown(
    officer: Visitor, instance: Instance, agency: Agency
) -> None:
    pretend = close_with(instance, agency, 2564, people_of_thirty((33, 67), 1))
    page = show(officer, pretend.id)
    assert page.find("table", class_="count-table")
    assert "ไม่แสดงจำนวน เพราะมีคำตอบที่ผู้เลือกน้อยกว่า 3 คน" in page.text
    assert "ดูจำนวนแยกตามข้อมูลทั่วไป" in page.text


def enter_demo(instance: Instance, pretend: PretendRound) -> None:
    """The demonstration's sheets and items of 2564."""
    year = demo_year(2564)
    for instrument, sheets in year.sheets.items():
        for sheet in sheets:
            pretend.send(instrument, sheet)
    with instance.database.transaction() as session:
        for code, given in year.answers.items():
            entered = EnteredItem(code, given)
            disclosure_items.write_item(session, pretend.id, entered, "officer", instance.now)


def test_the_published_figures_stand_on_the_page(
    officer: Visitor, instance: Instance, agency: Agency
) -> None:
    """Golden figures of 2564: 59.46 D, and the sample deviation of 20.95."""
    pretend = open_pretend_round(instance, agency, staff=40, public=40)
    enter_demo(instance, pretend)
    close_round(instance, COMMAND_LINE, pretend.id)
    page = show(officer, pretend.id)
    assert page.find("span", class_="total-score")[0].text == "59.46"
    assert page.find("p", class_="total-level")[0].text == "ระดับ D"
    assert "ไม่ผ่านเกณฑ์ 85.00 คะแนน ขาดอีก 25.54 คะแนน" in page.text
    assert "D 55.00–64.99 ← ระดับที่ได้" in page.text
    scores = [one.text for one in page.find("strong", class_="indicator-score")]
    for score in ("73.96", "83.22", "30.77", "20.95"):
        assert score in page.text
    assert {"86.02", "25.00"} <= set(scores)
    assert page.text.index("อันดับ 1 ") < page.text.index("อันดับ 10 ")
    texts = officer.open(f"/officer/rounds/{pretend.id}/suggestions")
    sent = [sheet.suggestion for sheet in demo_year(2564).sheets["EIT"] if sheet.suggestion]
    assert len(sent) >= 5
    assert all(" ".join(text.split()) in texts.text for text in sent)


def test_remarks_are_sentences(officer: Visitor, instance: Instance, agency: Agency) -> None:
    pretend = open_pretend_round(instance, agency)
    pretend.send_many("IIT", 6)
    score_items(instance, pretend.id, most=40)
    close_round(instance, COMMAND_LINE, pretend.id, "น้ำท่วม <b>หนัก</b>")
    page = show(officer, pretend.id)
    assert "ผู้ตอบแบบ IIT มี 6 คน น้อยกว่าจำนวนขั้นต่ำซึ่งกำหนดไว้ 30 คน" in page.text
    assert "รายการ OIT 3 รายการยังไม่ได้ให้คะแนน จึงคิดเป็น 0 คะแนน" in page.text
    assert "พิมพ์ใบรหัสสำหรับแบบ IIT 60 ใบ ใช้ตอบแล้ว 6 ใบ ยกเลิก 0 ใบ ไม่ได้ใช้ 54 ใบ" in page.text
    assert "น้ำท่วม <b>หนัก</b>" in page.text
    assert page.find("b") == []


def test_the_page_says_what_it_is_and_carries_the_fingerprint(
    officer: Visitor, instance: Instance, agency: Agency
) -> None:
    pretend = close_pretend_round(instance, agency, iit=5, eit=5)
    page = show(officer, pretend.id)
    assert page.headings[0] == "ผลการประเมินตนเอง ปีงบประมาณ 2564"
    assert read_closed(instance, COMMAND_LINE, pretend.id).shown.fingerprint in page.text


def test_the_file_is_the_contracts_json(
    officer: Visitor, instance: Instance, agency: Agency
) -> None:
    pretend = close_pretend_round(instance, agency, iit=5, eit=5)
    reply = officer.get(f"/officer/rounds/{pretend.id}/result.json").response
    assert reply.mimetype == "application/json"
    assert reply.headers["Content-Disposition"] == 'attachment; filename="ita-2564.json"'
    data = json.loads(reply.get_data(as_text=True))
    assert (data["fiscal_year"], data["self_assessment"]) == (2564, True)


def test_suggestions_are_shown_all_or_none(
    officer: Visitor, instance: Instance, agency: Agency
) -> None:
    def four_of_five(form: Questionnaire) -> list[Sheet]:
        texts = ["หนึ่ง", "สอง", "สาม", "สี่", ""]
        return [Sheet(sheet_of(form, {}, 1).choices, text) for text in texts]

    pretend = close_with(instance, agency, 2564, four_of_five)
    page = officer.open(f"/officer/rounds/{pretend.id}/suggestions")
    assert page.text.count("ไม่แสดง เพราะมีข้อเสนอแนะน้อยกว่า 5 ข้อ") == 2
    assert "สาม" not in page.html


def test_everyone_of_the_agency_reads_the_result(
    auditor: Visitor, executive: Visitor, admin: Visitor, instance: Instance, agency: Agency
) -> None:
    pretend = close_pretend_round(instance, agency, iit=5, eit=5)
    for visitor in (auditor, executive, admin):
        assert "ผลการประเมินตนเอง" in show(visitor, pretend.id).text
        assert fetch_json(visitor, pretend.id)


def test_those_whom_staff_write_about_do_not_read_the_texts(
    executive: Visitor, auditor: Visitor, instance: Instance, agency: Agency
) -> None:
    pretend = close_pretend_round(instance, agency, iit=5, eit=5)
    address = f"/officer/rounds/{pretend.id}/suggestions"
    assert executive.get(address).status == 403
    assert address not in show(executive, pretend.id).links.values()
    assert auditor.get(address).status == 200
    assert address in show(auditor, pretend.id).links.values()


def test_strangers_see_nothing_of_it(
    stranger: Visitor, client: FlaskClient, instance: Instance, agency: Agency
) -> None:
    pretend = close_pretend_round(instance, agency, iit=5, eit=5)
    for part in ("result", "result.json", "suggestions"):
        address = f"/officer/rounds/{pretend.id}/{part}"
        assert stranger.get(address).status == 404
        assert client.get(address).status_code == 302


def test_there_is_no_result_before_closing(
    officer: Visitor, instance: Instance, agency: Agency
) -> None:
    pretend = open_pretend_round(instance, agency)
    for part in ("result", "result.json", "suggestions"):
        assert officer.get(f"/officer/rounds/{pretend.id}/{part}").status == 409
