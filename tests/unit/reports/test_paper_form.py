"""The paper form as it comes out of a printer."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PIL import Image

from survey_app.core.questionnaire.numbering import list_rows, number_parts
from survey_app.reports.paper_form import PaperForm, paper_form_pdf
from survey_app.storage.editions import read_edition
from tests.unit.reports.conftest import PrintedPage

LONG_NAME = "องค์การบริหารส่วนตำบลหนองบัวศรีสุขสำราญ อำเภอศรีประจันต์ จังหวัดพระนครศรีอยุธยา"


@pytest.fixture
def public(emblem: bytes) -> PaperForm:
    return PaperForm(
        form=read_edition(2564).questionnaire("EIT"),
        agency="เทศบาลตำบลบ้านฆ้อง",
        emblem=emblem,
        fiscal_year=2565,
        closes_on=date(2022, 5, 31),
        phone="0 3223 1234",
        needs_code=False,
    )


@pytest.fixture
def staff(public: PaperForm) -> PaperForm:
    return replace(public, form=read_edition(2564).questionnaire("IIT"), needs_code=True)


def joined(pages: list[PrintedPage]) -> str:
    return "".join(page.words for page in pages)


@pytest.mark.parametrize(("who", "sheets"), [("public", 2), ("staff", 4)])
def test_the_form_fills_whole_sheets_of_a4_printed_on_both_sides(
    who: str, sheets: int, request: pytest.FixtureRequest, open_pages: Any
):
    pages = open_pages(paper_form_pdf(request.getfixturevalue(who)))
    assert len(pages) == sheets
    for number, page in enumerate(pages, 1):
        assert page.millimetres == (210, 297)
        assert page.says(f"หน้า {number} จาก {sheets}")
        assert page.least_margin() > 5
        assert {name for name, _embedded in page.fonts} == {"Sarabun"}
        assert all(embedded for _name, embedded in page.fonts)


@pytest.mark.parametrize("who", ["public", "staff"])
def test_every_question_row_and_option_stands_there_under_its_number(
    who: str, request: pytest.FixtureRequest, open_pages: Any
):
    paper: PaperForm = request.getfixturevalue(who)
    pages = open_pages(paper_form_pdf(paper))
    facts = {"agency": paper.agency, "year": paper.fiscal_year}
    for question in (one for part in number_parts(paper.form) for one in part.questions):
        text = question.text.read("th", **facts)
        assert any(page.says(f"{question.number}.{text}") for page in pages), text
        for row in question.rows:
            own = row.text.read("th", **facts) if row.text else ""
            chosen = "".join(f"{n}{one.read('th')}" for n, one in enumerate(row.options, 1))
            wanted = f"{'' if question.single else row.number}{own}{chosen}"
            assert any(page.says(wanted) for page in pages), wanted


def test_every_row_is_printed_exactly_once(staff: PaperForm, open_pages: Any):
    words = joined(open_pages(paper_form_pdf(staff)))
    rows = list(list_rows(number_parts(staff.form)))
    declined = "ไม่ประสงค์ตอบ"
    asked = sum(any(one.th == declined for one in row.options) for row in rows)
    assert words.count(f"{declined}") == asked + 1, "once in each profile row and once in the hint"


def test_the_form_says_who_asks_how_to_answer_and_what_paper_cannot_hide(
    public: PaperForm, open_pages: Any
):
    first, *_rest, last = open_pages(paper_form_pdf(public))
    start = public.form.start
    for text in (start.heading, start.why, start.who, start.eligible, start.not_eligible):
        assert first.says(text.read("th", agency=public.agency, year=public.fiscal_year))
    for words in (
        "ภายในวันที่ 31 พฤษภาคม 2565",
        "ใช้เวลาประมาณ 3 นาที",
        "โปรดอย่าเขียนชื่อ",
        "เจ้าหน้าที่ที่กรอกคำตอบเข้าระบบจะเห็นแบบฉบับนี้",
        "ไม่มีหมายเลขประจำฉบับ",
        "ระบบเข้ารหัสแบบไว้จนรวมเป็นยอด",
    ):
        assert first.says(words), words
    assert not first.says("รหัสบนใบรหัสของท่าน")
    assert last.says("สอบถาม โทร. 0 3223 1234")
    assert last.says(public.form.suggestion.hint.read("th"))


def test_a_survey_with_slips_has_room_for_the_code(staff: PaperForm, open_pages: Any):
    assert open_pages(paper_form_pdf(staff))[0].says("รหัสบนใบรหัสของท่าน")


def test_without_last_day_phone_and_emblem_nothing_is_left_hanging(
    public: PaperForm, open_pages: Any
):
    bare = replace(public, closes_on=None, phone="", emblem=None)
    words = joined(open_pages(paper_form_pdf(bare)))
    assert "ภายในวันที่" not in words
    assert "สอบถามโทร" not in words


def test_nothing_needs_colour(staff: PaperForm, open_pages: Any):
    for page in open_pages(paper_form_pdf(replace(staff, emblem=None))):
        hue, saturation, _value = page.draw().convert("HSV").split()
        assert isinstance(hue, Image.Image)
        assert saturation.getextrema() == (0, 0)


def test_a_long_name_is_cut_nowhere(public: PaperForm, open_pages: Any):
    pages = open_pages(paper_form_pdf(replace(public, agency=LONG_NAME)))
    assert pages[0].says(LONG_NAME)
    assert all(page.least_margin() > 5 for page in pages)
    assert joined(pages).count("มากน้อยเพียงใด") == joined(open_pages(paper_form_pdf(public))).count(
        "มากน้อยเพียงใด"
    )
