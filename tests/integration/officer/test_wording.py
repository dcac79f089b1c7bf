"""Wording of a draft: by page and by file, previewed as respondents will see it, frozen at opening."""

import re

import pytest

from survey_app.core.officers import COMMAND_LINE
from survey_app.core.rounds import Round
from survey_app.reports.spreadsheets import read_table, write_csv
from survey_app.services.instance import Instance
from survey_app.services.places import list_places
from survey_app.services.rounds import create_round, edition_of, open_round
from survey_app.services.wording_changes import change_texts, list_texts
from survey_app.storage.agencies import Agency
from tests.visiting import Visitor

KEY = "IIT/indicators/1/questions/i2/text"
NAME = "IIT/indicators/1/name"
HEADER = ("key", "where", "thai", "english")


@pytest.fixture
def draft(instance: Instance, agency: Agency) -> Round:
    return create_round(
        instance, COMMAND_LINE, agency=agency.id, fiscal_year=2564, staff=24, public=4150
    )


@pytest.fixture
def base(draft: Round) -> str:
    return f"/officer/rounds/{draft.id}/wording"


def own_words(instance: Instance, of: Round) -> dict[str, str]:
    """The Thai texts that differ from the files."""
    texts = list_texts(instance, COMMAND_LINE, of.id)
    return {text.key: text.words["th"] for text in texts if text.changed}


def test_list_leads_to_every_group_and_the_groups_hold_every_text(
    officer: Visitor, instance: Instance, draft: Round, base: str
) -> None:
    page = officer.open(base)
    addresses = [one.attributes["href"] for one in page.find("a") if one.inside("th")]
    named: list[str] = []
    for address in addresses:
        named += [one.attributes["name"] for one in officer.open(address).find("textarea")]
    texts = list_texts(instance, COMMAND_LINE, draft.id)
    assert sorted(named) == sorted(f"{t.key}:{language}" for t in texts for language in t.words)


def test_only_changed_texts_are_kept_and_the_form_is_then_the_agencys_own(
    officer: Visitor, instance: Instance, draft: Round, base: str
) -> None:
    officer.open(f"{base}/IIT/1")
    page = officer.submit({f"{KEY}:th": "คำถามใหม่ของหน่วยงาน"})
    assert "เปลี่ยน 1 ข้อความ" in page.text
    assert own_words(instance, draft) == {KEY: "คำถามใหม่ของหน่วยงาน"}
    assert "ถ้อยคำที่หน่วยงานใส่เอง" in officer.open(base).text


def test_text_goes_back_to_its_first_words_and_what_else_was_typed_is_kept(
    officer: Visitor, instance: Instance, draft: Round, base: str
) -> None:
    change_texts(instance, COMMAND_LINE, draft.id, {(KEY, "th"): "คำถามใหม่", (KEY, "en"): "New"})
    page = officer.open(f"{base}/IIT/1")
    assert "ข้อความเดิม:" in page.text
    officer.submit({"restore": KEY, f"{NAME}:th": "ชื่อใหม่"})
    assert own_words(instance, draft) == {NAME: "ชื่อใหม่"}


def test_bad_text_is_told_at_its_field_and_what_was_typed_is_kept(
    officer: Visitor, instance: Instance, draft: Round, base: str
) -> None:
    officer.open(f"{base}/IIT/1")
    page = officer.submit({f"{KEY}:th": " ", f"{NAME}:th": "{ชื่อ}", f"{NAME}:en": "Own name"})
    assert page.status == 422
    assert "ข้อความต้องไม่เว้นว่าง" in page.text
    assert "ไม่รู้จัก {ชื่อ}" in page.text
    assert page.find("textarea", name=f"{NAME}:en")[0].text == "Own name"
    assert page.find("textarea", name=f"{NAME}:th")[0].attributes["aria-invalid"] == "true"
    assert own_words(instance, draft) == {}


def test_texts_of_another_group_are_not_taken_from_a_forged_form(
    officer: Visitor, instance: Instance, draft: Round, base: str
) -> None:
    officer.open(f"{base}/IIT/1")
    officer.submit({"EIT/thanks/heading:th": "แทรก", "restore": "EIT/thanks/heading"})
    assert own_words(instance, draft) == {}


def test_unknown_group_is_not_found(officer: Visitor, base: str) -> None:
    assert officer.get(f"{base}/IIT/6").status == 404
    assert officer.get(f"{base}/OIT/1").status == 404


def test_exported_workbook_comes_back_with_its_changes(
    officer: Visitor, instance: Instance, draft: Round, base: str
) -> None:
    reply = officer.get(f"{base}.xlsx").response
    assert "filename=wording-2564.xlsx;" in reply.headers["Content-Disposition"]
    file = reply.data
    rows = {row["key"]: row for row in read_table("x.xlsx", file)}
    assert rows[KEY]["where"] == "IIT ตัวชี้วัดที่ 1 ข้อ i2 คำถาม"
    officer.open(base)
    page = officer.submit({"file": (file, "ถ้อยคำ.xlsx")}, form=f"{base}/import")
    assert "เปลี่ยน 0 ข้อความ" in page.text
    changed = write_csv([HEADER, (KEY, "", "คำถามจากไฟล์", "From the file")])
    page = officer.submit({"file": (changed, "ถ้อยคำ.csv")}, form=f"{base}/import")
    assert "เปลี่ยน 1 ข้อความ" in page.text
    assert own_words(instance, draft) == {KEY: "คำถามจากไฟล์"}


def test_bad_file_names_its_lines_and_nothing_is_imported(
    officer: Visitor, instance: Instance, draft: Round, base: str
) -> None:
    officer.open(base)
    file = write_csv([HEADER, (NAME, "", "ชื่อใหม่", "New"), (KEY, "", "", "x"), ("zz", "", "ก", "a")])
    page = officer.submit({"file": (file, "ถ้อยคำ.csv")}, form=f"{base}/import")
    assert page.status == 422
    assert "บรรทัดที่ 3 คอลัมน์ thai: ข้อความต้องไม่เว้นว่าง" in page.text
    assert "บรรทัดที่ 4: ไม่มีข้อความรหัส zz" in page.text
    assert own_words(instance, draft) == {}


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (None, "เลือกไฟล์ก่อน"),
        ((b"key,thai\n", "a.csv"), "ไม่มีคอลัมน์ english"),
        ((b"PK\x03\x04rubbish", "a.xlsx"), "เปิดไฟล์ .xlsx ไม่ได้"),
    ],
)
def test_file_that_cannot_be_read_is_refused_in_words(
    officer: Visitor, base: str, file: tuple[bytes, str] | None, words: str
) -> None:
    officer.open(base)
    page = officer.submit({"file": file}, form=f"{base}/import")
    assert page.status == 422
    assert words in page.text


def test_everything_can_be_put_back(
    officer: Visitor, instance: Instance, draft: Round, base: str
) -> None:
    change_texts(instance, COMMAND_LINE, draft.id, {(KEY, "th"): "ก", (NAME, "th"): "ข"})
    officer.open(base)
    officer.submit(form=f"{base}/restore")
    assert own_words(instance, draft) == {}


@pytest.mark.parametrize("instrument", ["IIT", "EIT"])
def test_preview_shows_the_whole_form_and_can_send_nothing(
    officer: Visitor, instance: Instance, draft: Round, instrument: str
) -> None:
    page = officer.open(f"/officer/rounds/{draft.id}/preview/{instrument}")
    form = edition_of(instance, COMMAND_LINE, draft.id).questionnaire(instrument)
    assert "ตัวอย่าง" in page.text
    assert not page.find("form")
    assert not page.find("script")
    assert all("disabled" in one.attributes for one in page.find("button"))
    assert all("disabled" in one.attributes for one in page.find("fieldset"))
    assert len(page.find("fieldset")) == len(form.row_codes)
    assert len(page.find("input", type="radio")) == sum(form.row_sizes)
    for question in form.questions:
        assert question.text.read("th", agency="เทศบาลตำบลทดสอบ", year=2564) in page.text
    assert "{agency}" not in page.text
    assert "เทศบาลตำบลทดสอบ" in page.text


def test_preview_shows_the_words_respondents_then_get(
    officer: Visitor, visitor: Visitor, instance: Instance, draft: Round
) -> None:
    code = next(
        v for v in list_places(instance, COMMAND_LINE, draft.id) if v.instrument == "EIT"
    ).place.link_code
    words = {("EIT/indicators/6/questions/e1/text", "th"): "คำถามของ{agency}"}
    change_texts(instance, COMMAND_LINE, draft.id, words)
    shown = officer.open(f"/officer/rounds/{draft.id}/preview/EIT")
    open_round(instance, COMMAND_LINE, draft.id)
    form = visitor.open(f"/s/{code}/form")

    def options(page_text: str) -> list[str]:
        return re.findall(r"<label[^>]*>([^<]+)</label>", page_text)

    assert "คำถามของเทศบาลตำบลทดสอบ" in shown.text
    assert "คำถามของเทศบาลตำบลทดสอบ" in form.text
    assert [o for o in options(shown.html) if o not in options(form.html)][:-1] == []


def test_preview_comes_in_english_too(officer: Visitor, draft: Round) -> None:
    page = officer.open(f"/officer/rounds/{draft.id}/preview/IIT?in=en")
    assert page.find("html")[0].attributes["lang"] == "en"
    assert "Performing duties" in page.text


def test_open_round_keeps_its_words(
    officer: Visitor, instance: Instance, draft: Round, base: str
) -> None:
    officer.open(f"{base}/IIT/1")
    open_round(instance, COMMAND_LINE, draft.id)
    assert officer.get(base).status == 409
    assert officer.get(f"{base}/IIT/1").status == 409
    assert officer.post(f"{base}/IIT/1", {f"{KEY}:th": "ใหม่"}).status == 409
    assert officer.post(f"{base}/restore").status == 409
    assert officer.get(f"/officer/rounds/{draft.id}/preview/IIT").status == 200
    assert edition_of(instance, COMMAND_LINE, draft.id).iit.wording == "project"


def test_auditor_reads_and_changes_nothing(
    auditor: Visitor, instance: Instance, draft: Round, base: str
) -> None:
    page = auditor.open(base)
    assert not [one for one in page.find("form") if one.inside("main")]
    assert auditor.get(f"{base}.xlsx").status == 200
    assert auditor.get(f"/officer/rounds/{draft.id}/preview/EIT").status == 200
    assert auditor.get(f"{base}/IIT/1").status == 403
    for path in ("/IIT/1", "/import", "/restore"):
        assert auditor.post(base + path, {f"{KEY}:th": "ใหม่"}).status == 403
    assert own_words(instance, draft) == {}


def test_wording_of_another_agency_is_not_found(
    stranger: Visitor, instance: Instance, draft: Round, base: str
) -> None:
    stranger.open("/officer/rounds")
    preview = f"/officer/rounds/{draft.id}/preview/IIT"
    for path in (base, f"{base}.xlsx", f"{base}/IIT/1", preview):
        assert stranger.get(path).status == 404
    file = (write_csv([HEADER, (KEY, "", "ใหม่", "New")]), "x.csv")
    for path in ("/IIT/1", "/import", "/restore"):
        assert stranger.post(base + path, {f"{KEY}:th": "ใหม่", "file": file}).status in (404, 422)
        assert own_words(instance, draft) == {}
