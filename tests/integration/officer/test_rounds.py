"""An officer makes a round, corrects it, opens it; others see what their role lets them see."""

import re
from dataclasses import replace
from datetime import date

import pytest

from survey_app.core.officers import COMMAND_LINE
from survey_app.core.rounds import Round, RoundState, StaffAccess, SurveyDays
from survey_app.core.sheet import Sheet
from survey_app.services.agencies import change_agency
from survey_app.services.codes import make_codes
from survey_app.services.instance import Instance
from survey_app.services.places import list_places
from survey_app.services.respond import issue_ticket, submit_sheet, visit_survey
from survey_app.services.rounds import (
    create_round,
    find_round,
    list_rounds,
    list_surveys,
    open_round,
    set_days,
)
from survey_app.storage.agencies import Agency
from tests.visiting import Visitor

NEW = {"fiscal_year": "2564", "edition": "2564", "staff": "120", "public": "4150"}


@pytest.fixture
def draft(instance: Instance, agency: Agency) -> Round:
    return create_round(
        instance, COMMAND_LINE, agency=agency.id, fiscal_year=2564, staff=120, public=4150
    )


@pytest.fixture
def opened(instance: Instance, draft: Round) -> Round:
    open_round(instance, COMMAND_LINE, draft.id)
    return draft


def day(name: str, written: str) -> dict[str, str]:
    """What the three parts of a day send."""
    parts = written.split("/")
    return {
        f"{name}-{part}": value for part, value in zip(("day", "month", "year"), parts, strict=True)
    }


def stored(instance: Instance, of: Round) -> Round:
    return find_round(instance, COMMAND_LINE, of.id)


def days_of(instance: Instance, of: Round) -> dict[str, SurveyDays]:
    return {s.instrument: s.days for s in list_surveys(instance, COMMAND_LINE, of.id)}


def answer(instance: Instance, of: Round) -> None:
    view = next(v for v in list_places(instance, COMMAND_LINE, of.id) if v.instrument == "EIT")
    visit = visit_survey(instance, view.place.link_code)
    sheet = Sheet((1,) * len(visit.form.row_codes))
    submit_sheet(instance, visit, issue_ticket(instance, visit), None, sheet)


def test_form_begins_with_the_fiscal_year_that_runs(officer: Visitor) -> None:
    page = officer.open("/officer/rounds/new")
    assert page.find("input", name="fiscal_year")[0].attributes["value"] == "2564"


def test_new_round_leads_to_its_page_with_what_is_next(
    officer: Visitor, instance: Instance
) -> None:
    officer.open("/officer/rounds/new")
    page = officer.submit(NEW | {"staff": "๑๒๐", "public": "4,150"})
    (made,) = list_rounds(instance, COMMAND_LINE)
    assert page.path == f"/officer/rounds/{made.id}"
    assert (made.staff, made.public, made.staff_access) == (120, 4150, StaffAccess.CODES)
    assert "ขั้นต่อไป" in page.headings
    assert "30 คน" in page.text
    assert "400 คน" in page.text


def test_days_are_typed_in_buddhist_years(officer: Visitor, instance: Instance) -> None:
    officer.open("/officer/rounds/new")
    officer.submit(NEW | day("EIT_opens", "1/4/2564") | day("EIT_closes", "๓๐/6/๒๕๖๔"))
    (made,) = list_rounds(instance, COMMAND_LINE)
    assert days_of(instance, made)["EIT"] == SurveyDays(date(2021, 4, 1), date(2021, 6, 30))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"staff": ""}, "กรอกจำนวนบุคลากร"),
        ({"staff": "ร้อยคน"}, "กรอกเป็นจำนวนเต็ม"),
        ({"public": "0"}, "จำนวนประชาชน"),
        ({"fiscal_year": "2021"}, "ปีงบประมาณต้องเป็นจำนวนเต็มตั้งแต่ 2,550"),
        (day("IIT_opens", "31/2/2564"), "ไม่มีวันนี้ในปฏิทิน"),
        (day("IIT_opens", "1//2564"), "ไม่มีวันนี้ในปฏิทิน"),
        (day("IIT_closes", "1/4/2021"), "ปีต้องเป็น พ.ศ."),
        (day("IIT_closes", "28/2/2564"), "วันนี้ผ่านไปแล้ว"),
        (day("IIT_opens", "2/4/2564") | day("IIT_closes", "1/4/2564"), "วันสุดท้ายต้องไม่อยู่ก่อนวันแรก"),
    ],
)
def test_bad_input_is_told_and_what_was_typed_is_kept(
    officer: Visitor, instance: Instance, wrong: dict[str, str], words: str
) -> None:
    officer.open("/officer/rounds/new")
    page = officer.submit(NEW | {"staff": "77"} | wrong)
    assert page.status == 422
    assert words in page.text
    kept = page.forms[1].values
    assert {name: kept[name] for name in wrong} == wrong
    assert kept["public"] == wrong.get("public", "4150")
    assert list_rounds(instance, COMMAND_LINE) == []


def test_minimum_stands_there_without_a_script(officer: Visitor) -> None:
    officer.open("/officer/rounds/new")
    page = officer.submit(NEW | {"staff": "29", "fiscal_year": ""})
    told = {one.attributes["data-minimum-of"]: one.text for one in page.find("p", class_="minimum")}
    assert told == {
        "staff": "ต้องมีผู้ตอบอย่างน้อย 29 คน",
        "public": "ต้องมีผู้ตอบอย่างน้อย 400 คน",
    }


def test_editions_bring_their_sample_rule_to_the_script(officer: Visitor) -> None:
    page = officer.open("/officer/rounds/new")
    (edition,) = page.find("option", value="2564")
    assert edition.attributes["data-staff-at-least"] == "30"
    assert edition.attributes["data-public-at-most"] == "400"


def test_second_round_of_a_year_is_refused(officer: Visitor, draft: Round) -> None:
    officer.open("/officer/rounds/new")
    page = officer.submit(NEW)
    assert page.status == 422
    assert "2564 อยู่แล้ว" in page.text


def test_system_administrator_chooses_the_agency(
    system_admin: Visitor, instance: Instance, agency: Agency, other_agency: Agency
) -> None:
    page = system_admin.open("/officer/rounds/new")
    assert {"เทศบาลตำบลทดสอบ", "เทศบาลตำบลอื่น"} <= {one.text for one in page.find("option")}
    system_admin.submit(NEW | {"agency": other_agency.id})
    (made,) = list_rounds(instance, COMMAND_LINE)
    assert made.agency == other_agency.id


def test_officer_cannot_make_a_round_for_another_agency(
    officer: Visitor, instance: Instance, other_agency: Agency
) -> None:
    officer.open("/officer/rounds/new")
    page = officer.submit(NEW | {"agency": other_agency.id})
    assert page.status == 422
    assert list_rounds(instance, COMMAND_LINE) == []


def test_list_shows_state_and_year_of_own_rounds_only(
    officer: Visitor, instance: Instance, draft: Round, other_agency: Agency
) -> None:
    create_round(
        instance,
        COMMAND_LINE,
        agency=other_agency.id,
        fiscal_year=2570,
        edition=2564,
        staff=1,
        public=1,
    )
    page = officer.open("/officer/rounds")
    assert "รอบปีงบประมาณ 2564" in page.links
    assert "ฉบับร่าง" in page.text
    assert "2570" not in page.text


def test_executive_sees_closed_rounds_only(executive: Visitor, draft: Round) -> None:
    page = executive.open("/officer/rounds")
    assert "2564" not in page.text
    assert executive.get(f"/officer/rounds/{draft.id}").status == 403


def test_numbers_are_corrected_in_a_draft_without_a_reason(
    officer: Visitor, instance: Instance, draft: Round
) -> None:
    page = officer.open(f"/officer/rounds/{draft.id}/numbers")
    assert not page.find("textarea", name="reason")
    officer.submit({"staff": "99"})
    assert stored(instance, draft).staff == 99


def test_numbers_of_an_open_round_ask_for_a_reason_and_keep_what_was_typed(
    officer: Visitor, instance: Instance, opened: Round
) -> None:
    officer.open(f"/officer/rounds/{opened.id}/numbers")
    page = officer.submit({"staff": "99", "reason": "  "})
    assert page.status == 422
    assert "เขียนเหตุผล" in page.text
    assert page.find("input", name="staff")[0].attributes["value"] == "99"
    officer.submit({"reason": "นับซ้ำ"})
    assert stored(instance, opened).staff == 99


def test_days_of_a_draft_are_edited(officer: Visitor, instance: Instance, draft: Round) -> None:
    set_days(instance, COMMAND_LINE, draft.id, "IIT", SurveyDays(None, date(2021, 5, 31)))
    page = officer.open(f"/officer/rounds/{draft.id}/days")
    assert page.find("input", name="IIT_closes-year")[0].attributes["value"] == "2564"
    officer.submit(day("IIT_closes", "30/6/2564"))
    assert days_of(instance, draft)["IIT"].closes_on == date(2021, 6, 30)
    officer.open(f"/officer/rounds/{draft.id}/days")
    officer.submit(day("IIT_closes", "//"))
    assert days_of(instance, draft)["IIT"].closes_on is None


def test_last_day_of_an_open_round_is_moved_with_a_reason(
    officer: Visitor, instance: Instance, opened: Round
) -> None:
    address = f"/officer/rounds/{opened.id}/days"
    officer.open(address)
    page = officer.submit(day("EIT-to", "30/6/2564"), form=f"{address}/EIT")
    assert page.status == 422
    assert "เขียนเหตุผล" in page.text
    assert page.find("input", name="EIT-to-day")[0].attributes["value"] == "30"
    officer.submit({"EIT-reason": "น้ำท่วม"}, form=f"{address}/EIT")
    assert days_of(instance, opened) == {
        "IIT": SurveyDays(None, None),
        "EIT": SurveyDays(None, date(2021, 6, 30)),
    }


def test_last_day_is_not_moved_into_the_past(
    officer: Visitor, instance: Instance, opened: Round
) -> None:
    address = f"/officer/rounds/{opened.id}/days"
    officer.open(address)
    sent = day("IIT-to", "1/2/2564") | {"IIT-reason": "x"}
    assert officer.submit(sent, form=f"{address}/IIT").status == 422
    assert days_of(instance, opened)["IIT"].closes_on is None


def test_opening_says_what_is_frozen_and_is_no_get(
    officer: Visitor, instance: Instance, draft: Round
) -> None:
    page = officer.open(f"/officer/rounds/{draft.id}/open")
    assert "แก้ไม่ได้อีก" in page.text
    assert stored(instance, draft).state is RoundState.DRAFT
    officer.submit()
    assert stored(instance, draft).state is RoundState.OPEN


def test_round_whose_last_day_has_passed_is_not_offered_for_opening(
    officer: Visitor, instance: Instance, draft: Round
) -> None:
    set_days(instance, COMMAND_LINE, draft.id, "EIT", SurveyDays(None, date(2021, 2, 28)))
    page = officer.open(f"/officer/rounds/{draft.id}/open")
    assert "28 กุมภาพันธ์ 2564 ซึ่งผ่านไปแล้ว" in page.text
    assert "แก้วันรับคำตอบ" in page.links
    assert not [one for one in page.find("form") if one.inside("main")]


def test_round_is_cancelled_while_nobody_has_answered(
    officer: Visitor, instance: Instance, opened: Round
) -> None:
    officer.open(f"/officer/rounds/{opened.id}/cancel")
    page = officer.submit()
    assert stored(instance, opened).state is RoundState.CANCELLED
    assert "ยกเลิกแล้ว" in page.text


def test_round_with_a_sheet_is_not_cancelled(
    officer: Visitor, instance: Instance, opened: Round
) -> None:
    answer(instance, opened)
    officer.open(f"/officer/rounds/{opened.id}/cancel")
    page = officer.submit()
    assert page.path == f"/officer/rounds/{opened.id}"
    assert "มีผู้ส่งแบบสอบถามแล้ว" in page.find("div", role="status")[0].text
    assert stored(instance, opened).state is RoundState.OPEN


def test_wrong_days_are_named_with_their_survey(officer: Visitor, draft: Round) -> None:
    officer.open(f"/officer/rounds/{draft.id}/days")
    page = officer.submit(day("EIT_opens", "2/4/2564") | day("EIT_closes", "1/4/2564"))
    (summary,) = page.find("div", role="alert")
    assert "วันสุดท้ายของ EIT: วันสุดท้ายต้องไม่อยู่ก่อนวันแรก" in summary.text


def test_days_and_numbers_do_not_part_at_the_end_of_a_line(officer: Visitor, draft: Round) -> None:
    officer.open(f"/officer/rounds/{draft.id}/days")
    page = officer.submit(day("EIT_closes", "30/6/2564"))
    assert "30\u00a0มิถุนายน\u00a02564" in page.html
    assert "400\u00a0คน" in page.html


def test_the_page_offers_first_what_is_due(
    officer: Visitor, instance: Instance, draft: Round
) -> None:
    address = f"/officer/rounds/{draft.id}"

    def offered() -> list[str]:
        buttons = officer.open(address).find("a", class_="btn-primary")
        return [one.attributes["href"] for one in buttons]

    assert offered() == []
    for instrument in ("IIT", "EIT"):
        until = SurveyDays(None, date(2021, 6, 30))
        set_days(instance, COMMAND_LINE, draft.id, instrument, until)
    make_codes(instance, COMMAND_LINE, draft.id, 2)
    assert offered() == [f"{address}/open"]
    open_round(instance, COMMAND_LINE, draft.id)
    assert offered() == [f"{address}/watch"]


def test_an_agency_without_a_phone_is_warned(
    officer: Visitor, admin: Visitor, instance: Instance, agency: Agency, draft: Round
) -> None:
    address = f"/officer/rounds/{draft.id}"
    warning = "หน่วยงานยังไม่มีหมายเลขโทรศัพท์"
    assert warning not in officer.open(address).text
    change_agency(instance, COMMAND_LINE, replace(agency, phone=""), None)
    place = list_places(instance, COMMAND_LINE, draft.id)[0].place
    for path in (address, f"{address}/places/{place.id}"):
        assert warning in officer.open(path).find("main")[0].text
        assert f"/officer/agencies/{agency.id}" in admin.open(path).links.values()


def test_refused_pages_keep_the_menu_and_lead_back(
    officer: Visitor, auditor: Visitor, visitor: Visitor, opened: Round
) -> None:
    base = f"/officer/rounds/{opened.id}"
    refused = [
        (officer, f"{base}/open", 409),
        (officer, "/officer/rounds/none", 404),
        (officer, "/officer/no/such/page", 404),
        (auditor, f"{base}/cancel", 403),
    ]
    for someone, path, status in refused:
        page = someone.get(path, headers={"Referer": f"http://localhost{base}"})
        assert page.status == status
        assert page.find("form", action="/officer/sign-out"), path
        assert page.links["กลับไปหน้าก่อน"] == base
        assert "English" in page.text
    for referrer in ("https://elsewhere.example/officer/x", "http://[", ""):
        page = officer.get("/officer/no/such/page", headers={"Referer": referrer})
        assert (page.status, "กลับไปหน้าก่อน" in page.links) == (404, False)
    assert not visitor.get("/officer/no/such/page").find("form", action="/officer/sign-out")


def test_history_reads_as_sentences(officer: Visitor, instance: Instance, opened: Round) -> None:
    officer.open(f"/officer/rounds/{opened.id}/numbers")
    officer.submit({"staff": "99", "reason": "นับซ้ำ"})
    page = officer.open(f"/officer/rounds/{opened.id}/history")
    sentences = [one.text for one in page.find("p", class_="act-sentence")]
    assert sentences == [
        "แก้จำนวนคนเป็นบุคลากร 99 คน ประชาชน 4,150 คน",
        "เปิดรอบ และตรึงแบบสอบถามไว้ตามถ้อยคำในวันนั้น",
        "สร้างรอบของปีงบประมาณ 2564 บุคลากร 120 คน ประชาชน 4,150 คน",
    ]
    assert "เหตุผล: นับซ้ำ" in page.text
    assert "1 มีนาคม 2564 10:00 น. · officer" in page.text
    assert "คำสั่งบนเครื่องแม่ข่าย" in page.text


def test_links_on_the_round_page_lead_somewhere(officer: Visitor, opened: Round) -> None:
    page = officer.open(f"/officer/rounds/{opened.id}")
    parts = [
        one for one in page.find("a") if one.inside("ul") and opened.id in one.attributes["href"]
    ]
    assert len(parts) >= 6
    for one in parts:
        officer.open(one.attributes["href"])


def test_auditor_reads_and_changes_nothing(
    auditor: Visitor, instance: Instance, draft: Round
) -> None:
    page = auditor.open(f"/officer/rounds/{draft.id}")
    assert "ยกเลิกรอบนี้" not in page.links
    assert "สร้างรอบใหม่" not in auditor.open("/officer/rounds").links
    auditor.open(f"/officer/rounds/{draft.id}/history")
    base = f"/officer/rounds/{draft.id}"
    for path in ("/numbers", "/days", "/open", "/cancel"):
        assert auditor.get(base + path).status == 403
        assert auditor.post(base + path).status == 403
    assert auditor.post(f"{base}/days/IIT").status == 403
    assert auditor.post("/officer/rounds/new", NEW).status == 403
    assert stored(instance, draft) == draft


@pytest.mark.parametrize("path", ["", "/numbers", "/days", "/open", "/cancel", "/history"])
def test_round_of_another_agency_is_not_found(stranger: Visitor, draft: Round, path: str) -> None:
    assert stranger.get(f"/officer/rounds/{draft.id}{path}").status == 404


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/numbers", {"staff": "1", "public": "1"}),
        ("/days", {}),
        ("/open", {}),
        ("/cancel", {}),
        ("/days/EIT", day("EIT-to", "30/6/2564") | {"EIT-reason": "x"}),
    ],
)
def test_round_of_another_agency_is_not_changed(
    stranger: Visitor, instance: Instance, draft: Round, path: str, sent: dict[str, str]
) -> None:
    stranger.open("/officer/rounds")
    assert stranger.post(f"/officer/rounds/{draft.id}{path}", sent).status == 404
    assert stored(instance, draft) == draft


def test_post_without_its_token_changes_nothing(
    officer: Visitor, instance: Instance, draft: Round
) -> None:
    reply = officer.client.post(f"/officer/rounds/{draft.id}/open")
    assert reply.status_code == 400
    assert stored(instance, draft).state is RoundState.DRAFT


def test_thai_page_has_no_stray_english(officer: Visitor, draft: Round) -> None:
    page = officer.open(f"/officer/rounds/{draft.id}")
    words = set(re.findall(r"[A-Za-z]{2,}", page.text))
    assert words <= {"IIT", "EIT", "OIT", "QR", "ITA", "English", "officer"}
