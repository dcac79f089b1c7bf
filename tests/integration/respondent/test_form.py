"""The form is one page that works with nothing but HTML."""

import re

from survey_app.core.thai import hold_name
from survey_app.services.respond import visit_survey


def test_rows_stand_in_file_order_with_labels_that_are_exactly_the_options(municipality, visitor):
    form = visit_survey(municipality.instance, municipality.eit).form
    page = visitor.page(f"/s/{municipality.eit}/form")
    asked = list(dict.fromkeys(f["name"] for f in page.fields if f.get("type") == "radio"))
    assert asked == list(form.row_codes)
    for row in (*form.scored_rows, *form.profile):
        for place, option in enumerate(row.options, 1):
            assert page.labels[f"{row.code}-{place}"] == option.label.th


def test_the_form_has_its_fields_and_no_other(municipality, visitor):
    form = visit_survey(municipality.instance, municipality.eit).form
    page = visitor.page(f"/s/{municipality.eit}/form")
    assert page.names() == {*form.row_codes, "ticket", "suggestion", "more"}
    assert page.actions == [f"/s/{municipality.eit}/answers"]


def test_every_form_has_its_own_ticket(municipality, visitor):
    tickets = {visitor.page(f"/s/{municipality.eit}/form").ticket for _ in range(3)}
    assert len(tickets) == 3


def test_only_scored_rows_must_be_answered(municipality, visitor):
    form = visit_survey(municipality.instance, municipality.iit).form
    answers = visitor.page(f"/s/{municipality.iit}/form").best_answers()
    assert list(answers) == [row.code for row in form.scored_rows]


def test_every_legend_holds_its_whole_question(municipality, visitor):
    form = visit_survey(municipality.instance, municipality.eit).form
    page = visitor.get(f"/s/{municipality.eit}/form").text
    legends = re.findall(r"<legend>(.*?)</legend>", page, flags=re.DOTALL)
    scored = [(question, row) for question in form.questions for row in question.rows]
    for (question, row), legend in zip(scored, legends, strict=False):
        assert question.text.read("th", agency=hold_name("เทศบาลตำบลบ้านฆ้อง")) in legend
        assert row.text is None or row.text.th in legend


def test_parts_are_headed_by_number_and_name(municipality, visitor):
    headings = [" ".join(h.split()) for h in visitor.page(f"/s/{municipality.iit}/form").headings]
    assert "ส่วนที่ 1 การปฏิบัติหน้าที่" in headings
    assert "ส่วนที่ 6 ข้อมูลทั่วไปและข้อเสนอแนะ" in headings


def test_english_form_asks_in_english(municipality, visitor):
    page = visitor.page(f"/s/{municipality.eit}/form?lang=en")
    assert page.language == "en"
    assert page.labels["e1.1-4"] == "Most"
    assert page.actions == [f"/s/{municipality.eit}/answers?lang=en"]


def test_with_codes_the_form_reached_directly_asks_for_the_code(municipality, visitor):
    page = visitor.page(f"/s/{municipality.iit}/form")
    (field,) = [field for field in page.fields if field.get("name") == "admission"]
    assert field["type"] == "text"


def test_a_good_code_leads_to_the_form_and_is_carried_unseen(municipality, visitor):
    typed = municipality.codes[0].lower()
    response = visitor.post(f"/s/{municipality.iit}/form", {"admission": typed})
    assert response.status_code == 200
    assert f'type="hidden" name="admission" value="{municipality.codes[0]}"' in response.text


def test_a_mistyped_code_comes_back_to_be_mended(municipality, visitor):
    response = visitor.post(f"/s/{municipality.iit}/form", {"admission": "ABC-12"})
    assert response.status_code == 422
    assert "<title>แก้ไข:" in response.text
    assert 'value="ABC-12"' in response.text
    assert 'aria-invalid="true"' in response.text


def test_no_code_at_all_is_asked_for_at_the_field(municipality, visitor):
    response = visitor.post(f"/s/{municipality.iit}/form", {"admission": " "})
    page = visitor.read(response)
    assert response.status_code == 422
    assert "โปรดพิมพ์รหัสบนใบรหัส" in response.text
    assert "รหัสไม่ครบ" not in response.text
    (field,) = [field for field in page.fields if field.get("name") == "admission"]
    assert "autofocus" in field
    assert "admission-error" in str(field["aria-describedby"])


def test_opening_pages_changes_nothing_in_the_database(municipality, visitor):
    file = municipality.instance.database.path
    before = file.read_bytes()
    for link in (municipality.iit, municipality.eit, "ZZZZZZZ"):
        for page in (
            "",
            "/form",
            "/thanks",
            "/not-eligible",
            "/emblem.png",
            "/answers",
            "/nothing",
        ):
            visitor.get(f"/s/{link}{page}")
    assert file.read_bytes() == before
