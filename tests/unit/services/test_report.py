"""The report's files, and what an officer may change of it."""

import csv
import io
import json
import random
from datetime import date
from zipfile import ZipFile

import pytest

from survey_app.core.errors import BadText, NotFound, ParagraphOvertaken, WrongState
from survey_app.core.officers import COMMAND_LINE, Actor, Role
from survey_app.core.thai import Digits
from survey_app.reports.document import Paragraph
from survey_app.reports.yearly import Prose, list_prose
from survey_app.services import report_editing as editing
from survey_app.services.closing import close_round
from survey_app.services.instance import Instance
from survey_app.services.report import ReportForm, make_all, make_report, read_report
from survey_app.services.results import list_suggestions
from survey_app.storage import audit
from survey_app.storage.agencies import Agency
from tests.closed_rounds import close_pretend_round, score_items
from tests.respondents import PretendRound, open_pretend_round, random_sheet

SIGNS = {
    ReportForm.DOCX: b"PK",
    ReportForm.PDF: b"%PDF",
    ReportForm.HTML: b"<!doctype html>",
    ReportForm.XLSX: b"PK",
    ReportForm.CSV: "\ufeff".encode(),
    ReportForm.JSON: b"{",
}


@pytest.fixture
def closed(instance: Instance, agency: Agency) -> PretendRound:
    return close_pretend_round(instance, agency, iit=12, eit=12)


def prose_of(instance: Instance, round_id: str, key: str) -> Prose:
    return editing.find_prose(instance, COMMAND_LINE, round_id, key)


def first_key(instance: Instance, round_id: str) -> str:
    return list_prose(read_report(instance, COMMAND_LINE, round_id).matter)[0].key


def texts_of(instance: Instance, round_id: str) -> list[str]:
    document = read_report(instance, COMMAND_LINE, round_id).document
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def test_every_format_is_made_and_named_after_year_and_agency(
    instance: Instance, closed: PretendRound
):
    made = {
        file.name.rpartition(".")[2]: file for file in make_all(instance, COMMAND_LINE, closed.id)
    }
    assert set(made) == {form.value for form in ReportForm}
    for form, sign in SIGNS.items():
        assert made[form].content.lower().startswith(sign.lower())
        assert made[form].name == f"รายงานผลการประเมิน_ITA_2564_เทศบาลตำบลทดสอบ.{form}"


@pytest.mark.parametrize("form", ReportForm)
def test_the_same_report_is_the_same_bytes(
    instance: Instance, closed: PretendRound, form: ReportForm
):
    first, second = (make_report(instance, COMMAND_LINE, closed.id, form) for _ in range(2))
    assert first == second


def test_the_files_agree_on_the_total(instance: Instance, closed: PretendRound):
    made = {
        form: make_report(instance, COMMAND_LINE, closed.id, form).content for form in ReportForm
    }
    total = json.loads(made[ReportForm.JSON])["total"]
    assert total in made[ReportForm.HTML].decode()
    assert total in ZipFile(io.BytesIO(made[ReportForm.DOCX])).read("word/document.xml").decode()
    lines = csv.reader(io.StringIO(made[ReportForm.CSV].decode("utf-8-sig")))
    assert any(total in line for line in lines)


def test_there_is_no_report_before_closing(instance: Instance, agency: Agency):
    opened = open_pretend_round(instance, agency)
    with pytest.raises(WrongState):
        make_report(instance, COMMAND_LINE, opened.id, ReportForm.PDF)


def test_another_agencys_officer_gets_no_report(
    instance: Instance, closed: PretendRound, other_agency: Agency
):
    stranger = Actor("stranger", Role.OFFICER, other_agency.id)
    with pytest.raises(NotFound):
        make_report(instance, stranger, closed.id, ReportForm.PDF)
    with pytest.raises(NotFound):
        editing.replace_paragraph(instance, stranger, closed.id, "principle", "x", "")


def test_an_officers_text_stands_in_the_report_and_ours_comes_back(
    instance: Instance, closed: PretendRound
):
    key = first_key(instance, closed.id)
    ours = prose_of(instance, closed.id, key)
    seen = editing.version_of(ours)
    kept = editing.replace_paragraph(
        instance, COMMAND_LINE, closed.id, key, "ข้อความของหน่วยงาน", seen
    )
    assert (kept.now, kept.ours) == ("ข้อความของหน่วยงาน", ours.ours)
    assert "ข้อความของหน่วยงาน" in texts_of(instance, closed.id)
    assert editing.restore_paragraph(instance, COMMAND_LINE, closed.id, key).now == ours.ours
    assert "ข้อความของหน่วยงาน" not in texts_of(instance, closed.id)


def test_an_emptied_paragraph_is_left_out_of_the_report(instance: Instance, closed: PretendRound):
    key = first_key(instance, closed.id)
    ours = prose_of(instance, closed.id, key)
    before = texts_of(instance, closed.id)
    editing.replace_paragraph(
        instance, COMMAND_LINE, closed.id, key, " \n", editing.version_of(ours)
    )
    assert len(texts_of(instance, closed.id)) < len(before)
    assert prose_of(instance, closed.id, key).now == ""


def test_the_audit_says_who_changed_what(
    instance: Instance, agency: Agency, closed: PretendRound, officer_actor: Actor
):
    key = first_key(instance, closed.id)
    ours = prose_of(instance, closed.id, key)
    editing.replace_paragraph(
        instance, officer_actor, closed.id, key, "ใหม่", editing.version_of(ours)
    )
    with instance.database.snapshot() as session:
        entry = audit.read_chain(session, agency.id)[0]
    assert (entry.officer, entry.act) == ("officer", "report.paragraph")
    assert entry.facts == {"key": key, "before": ours.now, "after": "ใหม่"}


def test_a_paragraph_another_wrote_meanwhile_is_not_lost(instance: Instance, closed: PretendRound):
    key = first_key(instance, closed.id)
    seen = editing.version_of(prose_of(instance, closed.id, key))
    editing.replace_paragraph(instance, COMMAND_LINE, closed.id, key, "ของคนแรก", seen)
    with pytest.raises(ParagraphOvertaken) as refused:
        editing.replace_paragraph(instance, COMMAND_LINE, closed.id, key, "ของคนที่สอง", seen)
    assert refused.value.now == "ของคนแรก"
    again = editing.replace_paragraph(instance, COMMAND_LINE, closed.id, key, "ของคนแรก", seen)
    assert again.now == "ของคนแรก", "the same text sent twice is no conflict"


def test_a_paragraph_too_long_and_a_key_unknown_are_refused(
    instance: Instance, closed: PretendRound
):
    key = first_key(instance, closed.id)
    seen = editing.version_of(prose_of(instance, closed.id, key))
    with pytest.raises(BadText):
        long = "ก" * (editing.LONGEST_PARAGRAPH + 1)
        editing.replace_paragraph(instance, COMMAND_LINE, closed.id, key, long, seen)
    with pytest.raises(NotFound):
        editing.replace_paragraph(instance, COMMAND_LINE, closed.id, "total", "99.99", "")


def test_the_cover_and_the_digits_are_the_officers(instance: Instance, closed: PretendRound):
    editing.set_cover(instance, COMMAND_LINE, closed.id, date(2022, 1, 5), Digits.THAI)
    report = read_report(instance, COMMAND_LINE, closed.id)
    assert report.document.cover.month == "มกราคม 2565"
    html = make_report(instance, COMMAND_LINE, closed.id, ReportForm.HTML).content.decode()
    assert "มกราคม ๒๕๖๕" in html
    assert f"{report.closed.shown.total}" not in html


def test_only_chosen_suggestions_stand_in_the_report_and_too_few_are_withheld(
    instance: Instance, agency: Agency
):
    opened = open_pretend_round(instance, agency)
    chance, form = random.Random(5), opened.visit("EIT").form
    for n in range(6):
        opened.send("EIT", random_sheet(form, chance, f"ข้อเสนอ {n}"))
    opened.send("IIT", random_sheet(opened.visit("IIT").form, chance, "คนเดียวที่เขียน"))
    score_items(instance, opened.id)
    close_round(instance, COMMAND_LINE, opened.id, "ทดสอบ")
    known = list_suggestions(instance, COMMAND_LINE, opened.id, "EIT") or []
    wanted = {key for key, text in known if text in ("ข้อเสนอ 1", "ข้อเสนอ 4")}
    assert editing.choose_suggestions(instance, COMMAND_LINE, opened.id, {*wanted, "00"}) == 2
    suggestions = read_report(instance, COMMAND_LINE, opened.id).matter.suggestions
    assert set(suggestions["EIT"] or ()) == {"ข้อเสนอ 1", "ข้อเสนอ 4"}
    assert suggestions["IIT"] is None
    made = make_report(instance, COMMAND_LINE, opened.id, ReportForm.HTML).content.decode()
    assert "ข้อเสนอ 4" in made
    assert "ข้อเสนอ 2" not in made
    assert "คนเดียวที่เขียน" not in made
