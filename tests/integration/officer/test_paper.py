"""Paper forms: asked for, printed, keyed in as a plain form; what is wrong comes back with everything."""

import random
from typing import Any

import pytest

from survey_app.core.errors import Busy
from survey_app.core.officers import COMMAND_LINE
from survey_app.services import places
from survey_app.services.instance import Instance
from survey_app.services.paper import allow_paper, find_paper, open_paper
from survey_app.services.respond import submit_sheet
from survey_app.services.rounds import create_round
from survey_app.storage import participation
from survey_app.storage.agencies import Agency
from survey_app.storage.database import Database
from survey_app.web.officer.paper import views
from survey_app.web.officer.paper.fields import ROW
from tests.respondents import PretendRound, as_fields, open_pretend_round, random_sheet
from tests.visiting import Page, Visitor


@pytest.fixture
def opened(instance: Instance, agency: Agency) -> PretendRound:
    return open_pretend_round(instance, agency)


@pytest.fixture
def base(instance: Instance, opened: PretendRound) -> str:
    for instrument in ("IIT", "EIT"):
        allow_paper(instance, COMMAND_LINE, opened.id, instrument)
    return f"/officer/rounds/{opened.id}/paper"


@pytest.fixture
def filled(instance: Instance, opened: PretendRound, base: str) -> dict[str, str]:
    """EIT as keyed in."""
    form = open_paper(instance, COMMAND_LINE, opened.id, "EIT").form
    return keyed(as_fields(form, random_sheet(form, random.Random(2), "ควรมีที่จอดรถ")))


def keyed(sheet: dict[str, str]) -> dict[str, str]:
    return {name if name == "suggestion" else ROW + name: sheet[name] for name in sheet}


def count(instance: Instance, opened: PretendRound, instrument: str = "EIT") -> int:
    """Sheets under the place of paper."""
    view = find_paper(instance, COMMAND_LINE, opened.id, instrument)  # type: ignore[arg-type]  # a name
    assert view is not None
    with instance.database.snapshot() as session:
        return participation.count_by_place(session, view.place.survey).get(view.place.id, 0)


def chosen(page: Page) -> dict[str, str]:
    radios = [one.attributes for one in page.find("input", type="radio")]
    return {one["name"]: one["value"] for one in radios if "checked" in one}


def test_asking_for_paper_leads_to_the_form_and_the_list_of_places(
    officer: Visitor, opened: PretendRound
):
    assert officer.get(f"/officer/rounds/{opened.id}/paper/EIT/form.pdf").status == 404
    page = officer.open(f"/officer/rounds/{opened.id}/paper/EIT")
    assert "แบบกระดาษ (PDF)" not in page.text
    page = officer.submit({}, form=f"/officer/rounds/{opened.id}/paper/EIT")
    assert "เปิดใช้แบบกระดาษแล้ว" in page.text
    reply = officer.get(f"/officer/rounds/{opened.id}/paper/EIT/form.pdf").response
    assert reply.data.startswith(b"%PDF")
    assert "paper-EIT-2564.pdf" in reply.headers["Content-Disposition"]
    assert "เปิดใช้แบบกระดาษของ EIT" in officer.open(f"/officer/rounds/{opened.id}/history").text
    listed = officer.open(f"/officer/rounds/{opened.id}/places")
    assert "ไม่มีลิงก์ เจ้าหน้าที่เป็นผู้กรอก" in listed.text


def test_its_place_leads_to_its_page_and_has_no_code_to_hang(
    officer: Visitor, instance: Instance, opened: PretendRound, base: str
):
    view = find_paper(instance, COMMAND_LINE, opened.id, "EIT")
    assert view is not None
    place = f"/officer/rounds/{opened.id}/places/{view.place.id}"
    assert officer.open(place).path == f"{base}/EIT"
    for name in ("qr.svg", "qr-download.png", "a4.pdf", "a5.pdf"):
        assert officer.get(f"{place}/{name}").status == 404
    for act in ("stop", "ceiling"):
        assert officer.post(f"{place}/{act}", {"reason": "x", "ceiling": "20"}).status == 404
    listed = officer.open(f"/officer/rounds/{opened.id}/places").text
    assert view.place.link_code not in listed


@pytest.mark.parametrize("path", ["", "/form", "/thanks", "/emblem.png"])
def test_its_link_answers_like_one_that_never_was(
    visitor: Visitor, instance: Instance, opened: PretendRound, base: str, path: str
):
    view = find_paper(instance, COMMAND_LINE, opened.id, "EIT")
    assert view is not None
    never = next(
        code
        for code in ("0000000", "1111111")
        if code
        not in {
            one.place.link_code for one in places.list_places(instance, COMMAND_LINE, opened.id)
        }
    )
    known, unknown = (
        visitor.get(f"/s/{code}{path}").response for code in (view.place.link_code, never)
    )
    assert known.status_code == unknown.status_code == 404
    assert known.data.replace(view.place.link_code.encode(), never.encode()) == unknown.data


def test_a_saved_sheet_is_counted_and_leaves_an_empty_form(
    officer: Visitor,
    instance: Instance,
    opened: PretendRound,
    base: str,
    filled: dict[str, str],
):
    officer.open(f"{base}/EIT/keying")
    for number in (1, 2):
        page = officer.submit(filled | {"eligible": "1"}, form=f"{base}/EIT/keying")
        assert page.status == 200
        assert "บันทึกแล้ว ต่อไปเป็นใบใหม่" in page.text
        assert f"บันทึกแล้ว {number} ใบ ตั้งแต่เปิดหน้านี้" in page.text
        assert chosen(page) == {}
        assert "ควรมีที่จอดรถ" not in page.text
        assert page.response.headers["Cache-Control"] == "no-store"
        assert count(instance, opened) == number
    assert page.find("form", autocomplete="off")


def test_the_same_form_sent_twice_counts_once(
    officer: Visitor, instance: Instance, opened: PretendRound, base: str, filled: dict[str, str]
):
    page = officer.open(f"{base}/EIT/keying")
    ticket = page.find("input", name="ticket")[0].attributes["value"]
    for _enter in range(2):
        reply = officer.post(f"{base}/EIT/keying", filled | {"ticket": ticket, "keyed": "3"})
        assert reply.status == 200
        assert "บันทึกแล้ว 4 ใบ" in reply.text
    assert count(instance, opened) == 1


def test_a_gap_is_named_by_its_number_and_everything_else_stays(
    officer: Visitor, instance: Instance, opened: PretendRound, base: str, filled: dict[str, str]
):
    form = officer.open(f"{base}/EIT/keying")
    ticket = form.find("input", name="ticket")[0].attributes["value"]
    without = {name: value for name, value in filled.items() if name != f"{ROW}e4.2"}
    page = officer.submit(without | {"keyed": "7"}, form=f"{base}/EIT/keying")
    assert page.status == 422
    assert "ข้อ 4.2 ยังไม่มีคำตอบ" in page.text
    assert chosen(page) == {n: v for n, v in without.items() if n != "suggestion"}
    assert page.find("textarea")[0].text == "ควรมีที่จอดรถ"
    assert "บันทึกแล้ว 7 ใบ" in page.text
    assert page.find("input", name="ticket")[0].attributes["value"] == ticket
    assert count(instance, opened) == 0
    page = officer.submit({f"{ROW}e4.2": "1"}, form=f"{base}/EIT/keying")
    assert page.status == 200
    assert count(instance, opened) == 1


def test_profile_and_suggestion_may_be_left_out(
    officer: Visitor, instance: Instance, opened: PretendRound, base: str, filled: dict[str, str]
):
    left_out = {f"{ROW}{code}" for code in ("sex", "age", "education", "capacity")}
    scored = {n: v for n, v in filled.items() if n not in left_out | {"suggestion"}}
    officer.open(f"{base}/EIT/keying")
    assert officer.submit(scored, form=f"{base}/EIT/keying").status == 200
    assert count(instance, opened) == 1


def test_a_sheet_of_someone_not_asked_is_not_counted(
    officer: Visitor, instance: Instance, opened: PretendRound, base: str, filled: dict[str, str]
):
    officer.open(f"{base}/EIT/keying")
    page = officer.submit(filled | {"eligible": "2"}, form=f"{base}/EIT/keying")
    assert page.status == 422
    assert "ไม่อยู่ในกลุ่มที่แบบนี้ถาม" in page.text
    assert chosen(page)["eligible"] == "2"
    page = officer.submit({"skip": "1"}, form=f"{base}/EIT/keying")
    assert page.status == 200
    assert "ข้ามใบก่อนหน้าโดยไม่บันทึก" in page.text
    assert chosen(page) == {}
    assert count(instance, opened) == 0


def test_staff_who_worked_too_short_are_not_counted_and_keep_their_code(
    officer: Visitor, instance: Instance, opened: PretendRound, base: str
):
    form = open_paper(instance, COMMAND_LINE, opened.id, "IIT").form
    sheet = keyed(as_fields(form, random_sheet(form, random.Random(3))))
    officer.open(f"{base}/IIT/keying")
    code = opened.codes[0]
    page = officer.submit(
        sheet | {f"{ROW}service": "1", "admission": code}, form=f"{base}/IIT/keying"
    )
    assert page.status == 422
    assert "ไม่อยู่ในกลุ่มที่แบบนี้ถาม" in page.text
    page = officer.submit({f"{ROW}service": "3"}, form=f"{base}/IIT/keying")
    assert page.status == 200
    assert count(instance, opened, "IIT") == 1
    page = officer.submit(sheet | {"admission": code}, form=f"{base}/IIT/keying")
    assert page.status == 422
    assert "รหัสนี้ใช้ไปแล้ว" in page.text
    assert page.find("input", name="admission")[0].attributes["value"] == code
    assert count(instance, opened, "IIT") == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [("", "กรอกรหัสที่เขียนบนแบบ"), ("12", "รหัสไม่ครบ 13 ตัว"), ("0000000000000", "ไม่พบรหัสนี้")],
)
def test_what_is_wrong_with_a_code_is_told(
    officer: Visitor, instance: Instance, opened: PretendRound, base: str, typed: str, words: str
):
    form = open_paper(instance, COMMAND_LINE, opened.id, "IIT").form
    sheet = keyed(as_fields(form, random_sheet(form, random.Random(3))))
    officer.open(f"{base}/IIT/keying")
    page = officer.submit(sheet | {"admission": typed}, form=f"{base}/IIT/keying")
    assert page.status == 422
    assert words in page.text
    assert count(instance, opened, "IIT") == 0


def test_an_old_form_comes_back_whole_with_a_new_ticket(
    officer: Visitor, instance: Instance, opened: PretendRound, base: str, filled: dict[str, str]
):
    officer.open(f"{base}/EIT/keying")
    page = officer.submit(filled | {"ticket": "old"}, form=f"{base}/EIT/keying")
    assert page.status == 422
    assert "ใบนี้ยังไม่ได้บันทึก" in page.text
    assert page.find("textarea")[0].text == "ควรมีที่จอดรถ"
    assert officer.submit({}, form=f"{base}/EIT/keying").status == 200
    assert count(instance, opened) == 1


def test_a_busy_database_keeps_sheet_and_ticket(
    officer: Visitor, base: str, filled: dict[str, str], monkeypatch: pytest.MonkeyPatch
):
    def refuse(*_facts: object) -> None:
        raise Busy

    form = officer.open(f"{base}/EIT/keying")
    ticket = form.find("input", name="ticket")[0].attributes["value"]
    monkeypatch.setattr(views, "submit_sheet", refuse)
    page = officer.submit(filled, form=f"{base}/EIT/keying")
    assert page.status == 503
    assert "ระบบนับเพียงครั้งเดียว" in page.text
    assert page.find("textarea")[0].text == "ควรมีที่จอดรถ"
    assert page.find("input", name="ticket")[0].attributes["value"] == ticket


def test_a_database_that_gets_busy_after_the_commit_says_nothing_false(
    officer: Visitor,
    instance: Instance,
    opened: PretendRound,
    base: str,
    filled: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
):
    """Once a sheet counts, its page needs the database no more: else it would be keyed in again."""

    def refuse(*_facts: object, **_more: object) -> None:
        raise Busy

    officer.open(f"{base}/EIT/keying")
    with monkeypatch.context() as patch:

        def submit_and_get_busy(*facts: Any) -> None:
            submit_sheet(*facts)
            patch.setattr(Database, "snapshot", refuse)
            patch.setattr(Database, "transaction", refuse)

        patch.setattr(views, "submit_sheet", submit_and_get_busy)
        page = officer.submit(filled, form=f"{base}/EIT/keying")
    assert "บันทึกแล้ว ต่อไปเป็นใบใหม่" in page.text
    assert page.status == 200
    assert count(instance, opened) == 1


def test_fields_the_page_does_not_have_are_refused(
    officer: Visitor, instance: Instance, opened: PretendRound, base: str, filled: dict[str, str]
):
    officer.open(f"{base}/EIT/keying")
    for strange in (
        {"row:nothing": "1"},
        {"e1": "1"},
        {f"{ROW}e2": "9"},
        {f"{ROW}e2": ["1", "2"]},
        {"eligible": "3"},
        {"admission": "0000000000000"},
    ):
        assert officer.post(f"{base}/EIT/keying", filled | strange).status == 400
    assert count(instance, opened) == 0


def test_before_the_round_opens_paper_can_be_printed_but_not_keyed_in(
    officer: Visitor, instance: Instance, agency: Agency
):
    draft = create_round(
        instance, COMMAND_LINE, agency=agency.id, fiscal_year=2565, edition=2564, staff=9, public=9
    )
    allow_paper(instance, COMMAND_LINE, draft.id, "EIT")
    base = f"/officer/rounds/{draft.id}/paper/EIT"
    page = officer.open(base)
    assert "แบบกระดาษ (PDF)" in page.text
    assert f"{base}/keying" not in page.links
    assert officer.get(f"{base}/form.pdf").status == 200
    assert officer.get(f"{base}/keying").status == 409


def test_auditors_read_and_officers_of_another_agency_find_nothing(
    auditor: Visitor, stranger: Visitor, opened: PretendRound, base: str, filled: dict[str, str]
):
    page = auditor.open(f"{base}/EIT")
    assert f"{base}/EIT/keying" not in page.links
    assert auditor.get(f"{base}/EIT/keying").status == 403
    stranger.open("/officer/rounds")
    for path in ("EIT", "EIT/form.pdf", "EIT/keying"):
        assert stranger.get(f"{base}/{path}").status == 404
    for path in ("EIT", "EIT/keying"):
        assert stranger.post(f"{base}/{path}", filled).status == 404
