"""The report's pages: read, put into own words, taken along as files."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from survey_app.services.report import ReportForm
from survey_app.storage.agencies import Agency
from tests.closed_rounds import close_pretend_round
from tests.respondents import PretendRound, open_pretend_round
from tests.visiting import Visitor

JSON = {"Accept": "application/json"}


@pytest.fixture
def closed(instance, agency: Agency) -> PretendRound:
    return close_pretend_round(instance, agency, iit=12, eit=12)


def first_form(visitor: Visitor, round_id: str):
    page = visitor.open(f"/officer/rounds/{round_id}/report")
    return next(form for form in page.forms if "/report/text/" in form.action)


def test_the_page_offers_every_format_and_every_file_comes_with_its_name(
    officer: Visitor, closed: PretendRound
):
    page = officer.open(f"/officer/rounds/{closed.id}/report")
    for form in ReportForm:
        address = f"/officer/rounds/{closed.id}/report/file.{form}"
        assert address in page.links.values()
        reply = officer.client.get(address)
        assert reply.status_code == 200
        assert "filename*=UTF-8''%E0" in reply.headers["Content-Disposition"]
        assert reply.headers["Cache-Control"] == "no-store"


def test_all_formats_come_in_one_archive(officer: Visitor, closed: PretendRound):
    reply = officer.get(f"/officer/rounds/{closed.id}/report/all.zip").response
    names = ZipFile(BytesIO(reply.get_data())).namelist()
    assert sorted(name.rpartition(".")[2] for name in names) == sorted(ReportForm)


def test_a_paragraph_is_kept_by_its_button_and_given_back(officer: Visitor, closed: PretendRound):
    form = first_form(officer, closed.id)
    page = officer.submit({"text": "ถ้อยคำของเทศบาล"}, form=form.action)
    assert "บันทึกย่อหน้าแล้ว" in page.text
    assert first_form(officer, closed.id).values["text"] == "ถ้อยคำของเทศบาล"
    assert "ถ้อยคำของเทศบาล" in officer.open(f"/officer/rounds/{closed.id}/report/preview").text
    officer.open(f"/officer/rounds/{closed.id}/report")
    officer.submit({"restore": "1"}, form=form.action)
    assert first_form(officer, closed.id).values["text"] == form.values["text"]


def test_a_paragraph_is_kept_while_it_is_typed(officer: Visitor, closed: PretendRound):
    form = first_form(officer, closed.id)
    sent = {**form.values, "text": "พิมพ์ไปเรื่อย ๆ"}
    answer = officer.post(form.action, sent, headers=JSON).response.get_json()
    assert answer["changed"]
    again = {**sent, "text": "พิมพ์ต่อ", "seen": answer["seen"]}
    assert officer.post(form.action, again, headers=JSON).status == 200
    late = officer.post(form.action, {**sent, "text": "ของอีกคน"}, headers=JSON)
    assert (late.status, late.response.get_json()["now"]) == (409, "พิมพ์ต่อ")


def test_a_text_another_overtook_comes_back_beside_the_latest(
    officer: Visitor, closed: PretendRound
):
    form = first_form(officer, closed.id)
    officer.post(form.action, {**form.values, "text": "คนแรก"})
    page = officer.post(form.action, {**form.values, "text": "คนที่สอง"})
    assert page.status == 409
    assert "คนแรก" in page.text
    kept = next(one for one in page.forms if one.action == form.action)
    assert kept.values["text"] == "คนที่สอง"
    assert officer.post(form.action, {**kept.values}).status == 303


def test_figures_cannot_be_sent(officer: Visitor, closed: PretendRound):
    form = first_form(officer, closed.id)
    address = form.action.rpartition("/")[0]
    assert officer.post(f"{address}/total", {**form.values, "text": "99.99"}).status == 404


def test_a_cover_without_a_day_is_refused_and_its_digits_stay_chosen(
    officer: Visitor, closed: PretendRound
):
    officer.open(f"/officer/rounds/{closed.id}/report")
    address = f"/officer/rounds/{closed.id}/report/cover"
    sent = {
        "issued_on-day": "31",
        "issued_on-month": "2",
        "issued_on-year": "2565",
        "digits": "thai",
    }
    page = officer.post(address, sent)
    assert page.status == 422
    assert "ไม่มีวันนี้ในปฏิทิน" in page.text
    page = officer.post(address, sent | {"issued_on-day": "๕"})
    assert page.status == 303
    assert "๒๕๖๔" in officer.open(f"/officer/rounds/{closed.id}/report/preview").text


def test_every_chart_of_the_preview_is_a_picture_of_our_own(officer: Visitor, closed: PretendRound):
    page = officer.open(f"/officer/rounds/{closed.id}/report/preview")
    figures = [one.attributes["src"] for one in page.elements if one.tag == "img"]
    figures = [address for address in figures if "/figures/" in address]
    assert figures
    for address in figures:
        reply = officer.get(address).response
        assert (reply.status_code, reply.mimetype) == (200, "image/svg+xml")
    assert officer.get("/officer/report.css").response.mimetype == "text/css"
    assert officer.get(f"/officer/rounds/{closed.id}/report/figures/none.svg").status == 404


def test_the_mayor_reads_the_report_but_changes_nothing_and_sees_no_other_suggestion(
    executive: Visitor, closed: PretendRound
):
    page = executive.open(f"/officer/rounds/{closed.id}/report")
    assert not [form for form in page.forms if "/report/" in form.action]
    assert executive.get(f"/officer/rounds/{closed.id}/report/suggestions").status == 403
    assert executive.post(f"/officer/rounds/{closed.id}/report/cover", {}).status == 403


def test_a_round_that_is_open_has_no_report(officer: Visitor, instance, agency: Agency):
    opened = open_pretend_round(instance, agency, fiscal_year=2566)
    assert officer.get(f"/officer/rounds/{opened.id}/report").status == 409
