"""Sending a sheet: counted once, or told plainly that it was not."""

from datetime import date, timedelta

import pytest
from werkzeug.datastructures import MultiDict

from survey_app.core.errors import Busy
from survey_app.web.respondent import views


def fill(visitor, link, **changes):
    page = visitor.page(f"/s/{link}/form")
    return {"ticket": page.ticket, **page.best_answers(), "suggestion": "", **changes}


def send(visitor, link, fields, **how):
    return visitor.post(f"/s/{link}/answers", fields, **how)


def test_a_whole_sheet_leads_to_the_thank_you_and_counts_once(municipality, visitor):
    sheet = fill(visitor, municipality.eit, suggestion="ขอบคุณ")
    response = send(visitor, municipality.eit, sheet)
    assert response.status_code == 303
    assert response.headers["Location"] == f"/s/{municipality.eit}/thanks"
    assert municipality.sheets(municipality.eit) == 1


def test_a_retry_gets_the_same_reply_and_is_not_counted_again(municipality, visitor):
    sheet = fill(visitor, municipality.eit)
    replies = [send(visitor, municipality.eit, sheet) for _ in range(3)]
    assert len({(reply.status_code, reply.headers["Location"]) for reply in replies}) == 1
    assert municipality.sheets(municipality.eit) == 1


def test_the_thank_you_is_the_same_bytes_for_everyone(municipality, visitor):
    before = visitor.get(f"/s/{municipality.eit}/thanks").data
    send(visitor, municipality.eit, fill(visitor, municipality.eit))
    assert visitor.get(f"/s/{municipality.eit}/thanks").data == before
    page = before.decode()
    assert "คำตอบจากแบบฉบับนี้ถูกนับแล้วหนึ่งครั้ง" in page
    assert "คนอื่นใช้เครื่องนี้ตอบ" in page


def test_profile_and_suggestion_may_be_left_out(municipality, visitor):
    sheet = fill(visitor, municipality.eit)
    del sheet["suggestion"]
    assert send(visitor, municipality.eit, sheet).status_code == 303


def test_missing_rows_come_back_with_links_to_each_and_all_answers_kept(municipality, visitor):
    sheet = fill(visitor, municipality.eit, suggestion="<b>ที่จอดรถ</b>", sex="2")
    del sheet["e4.2"], sheet["e9"]
    response = send(visitor, municipality.eit, sheet)
    page = visitor.read(response)
    assert response.status_code == 422
    assert page.title.startswith("แก้ไข:")
    assert {"#e4.2-1", "#e9-1"} <= set(page.hrefs())
    assert page.chosen() == {k: v for k, v in sheet.items() if k not in ("ticket", "suggestion")}
    assert page.texts["suggestion"].strip() == "<b>ที่จอดรถ</b>"
    assert page.ticket == sheet["ticket"]
    assert response.text.count('aria-invalid="true"') == 2
    assert municipality.sheets(municipality.eit) == 0


def test_a_long_suggestion_comes_back_whole(municipality, visitor):
    long = "ก" * 1001
    response = send(visitor, municipality.eit, fill(visitor, municipality.eit, suggestion=long))
    assert response.status_code == 422
    assert long in response.text
    assert "1,001" in response.text


def test_a_suggestion_of_a_thousand_characters_over_many_lines_is_taken(municipality, visitor):
    lines = "\r\n".join(["ก" * 99] * 10)
    sheet = fill(visitor, municipality.eit, suggestion=lines)
    assert send(visitor, municipality.eit, sheet).status_code == 303


def test_an_expired_form_comes_back_with_its_answers_and_a_new_ticket(municipality, visitor):
    sheet = fill(visitor, municipality.eit)
    municipality.clock.today += timedelta(days=8)
    response = send(visitor, municipality.eit, sheet)
    page = visitor.read(response)
    assert response.status_code == 422
    assert page.ticket != sheet["ticket"]
    again = {"ticket": page.ticket, **page.chosen()}
    assert len(again) == len(sheet) - 1
    assert send(visitor, municipality.eit, again).status_code == 303
    assert municipality.errors() == {"ticket_expired": 1}


@pytest.mark.parametrize("ticket", ["", "AAAA", "ไม่ใช่"])
def test_a_ticket_that_is_not_ours_counts_nothing_and_keeps_the_answers(
    municipality, visitor, ticket
):
    sheet = fill(visitor, municipality.eit, ticket=ticket)
    response = send(visitor, municipality.eit, sheet)
    assert response.status_code == 422
    assert municipality.sheets(municipality.eit) == 0


def test_a_ticket_of_another_survey_counts_nothing(municipality, visitor):
    other = visitor.page(f"/s/{municipality.iit}/form").ticket
    sheet = fill(visitor, municipality.eit, ticket=other)
    assert send(visitor, municipality.eit, sheet).status_code == 422


@pytest.mark.parametrize(
    "extra",
    [
        [("e1.1", "2")],
        [("ticket", "again")],
        [("suggestion", "again")],
        [("unknown", "1")],
        [("admission", "X")],
    ],
)
def test_unknown_or_repeated_fields_are_refused(municipality, visitor, extra):
    sheet = [*fill(visitor, municipality.eit).items(), *extra]
    response = send(visitor, municipality.eit, MultiDict(sheet))
    assert response.status_code == 400
    assert "ไม่ได้รับการบันทึก" in response.text
    assert municipality.sheets(municipality.eit) == 0


@pytest.mark.parametrize("value", ["0", "5", "9", "๑", "11", "x"])
def test_a_value_that_no_option_has_is_refused(municipality, visitor, value):
    sheet = fill(visitor, municipality.eit, **{"e1.1": value})
    assert send(visitor, municipality.eit, sheet).status_code == 400


def test_an_ineligible_profile_answer_is_thanked_and_stores_nothing(municipality, visitor):
    sheet = fill(visitor, municipality.iit, service="1", admission=municipality.codes[0])
    response = send(visitor, municipality.iit, sheet)
    assert response.headers["Location"] == f"/s/{municipality.iit}/not-eligible"
    assert municipality.sheets(municipality.iit) == 0
    again = visitor.post(f"/s/{municipality.iit}/form", {"admission": municipality.codes[0]})
    assert again.status_code == 200


def test_a_code_admits_one_sheet(municipality, visitor):
    first = fill(visitor, municipality.iit, admission=municipality.codes[0])
    second = fill(visitor, municipality.iit, admission=municipality.codes[0])
    assert send(visitor, municipality.iit, first).status_code == 303
    refused = send(visitor, municipality.iit, second)
    assert refused.status_code == 403
    assert "รหัสนี้ใช้ไปแล้ว" in refused.text
    assert "คำตอบชุดนี้ไม่ได้รับการบันทึก" in refused.text
    assert "032 123 456" in refused.text
    assert send(visitor, municipality.iit, first).status_code == 303
    assert municipality.sheets(municipality.iit) == 1


def test_a_void_or_unknown_code_has_its_own_page(municipality, visitor):
    municipality.void_codes()
    entered = visitor.post(f"/s/{municipality.iit}/form", {"admission": municipality.codes[0]})
    assert (entered.status_code, "รหัสนี้ถูกยกเลิกแล้ว" in entered.text) == (403, True)
    unknown = fill(visitor, municipality.iit, admission="0000-0000-00000")
    refused = send(visitor, municipality.iit, unknown)
    assert (refused.status_code, "ไม่พบรหัสนี้" in refused.text) == (403, True)


def test_a_mistyped_code_in_the_form_comes_back_with_the_answers(municipality, visitor):
    sheet = fill(visitor, municipality.iit, admission="ABCD")
    response = send(visitor, municipality.iit, sheet)
    page = visitor.read(response)
    assert response.status_code == 422
    assert "#admission" in page.hrefs()
    assert page.value("admission") == "ABCD"
    assert len(page.chosen()) == 51


def test_after_the_last_day_the_sheet_is_said_not_to_be_recorded(municipality, visitor):
    sheet = fill(visitor, municipality.eit)
    municipality.clock.today = date(2026, 7, 1)
    response = send(visitor, municipality.eit, sheet)
    assert response.status_code == 410
    assert "คำตอบชุดนี้ไม่ได้รับการบันทึก" in response.text
    assert municipality.errors() == {"not_accepting": 1}


def test_a_retry_after_the_end_is_still_thanked(municipality, visitor):
    sheet = fill(visitor, municipality.eit)
    send(visitor, municipality.eit, sheet)
    municipality.clock.today = date(2026, 7, 1)
    assert send(visitor, municipality.eit, sheet).status_code == 303


def test_a_stopped_link_takes_no_sheet_but_a_retry_is_still_thanked(municipality, visitor):
    counted, late = fill(visitor, municipality.eit), fill(visitor, municipality.eit)
    send(visitor, municipality.eit, counted)
    municipality.stop(municipality.eit)
    refused = send(visitor, municipality.eit, late)
    assert (refused.status_code, "ลิงก์นี้หยุดใช้แล้ว" in refused.text) == (410, True)
    assert "ไม่ได้รับการบันทึก" in refused.text
    assert send(visitor, municipality.eit, counted).status_code == 303
    assert municipality.sheets(municipality.eit) == 1


def test_a_form_that_another_site_sent_is_refused(municipality, visitor):
    sheet = fill(visitor, municipality.eit)
    from_elsewhere = {"Sec-Fetch-Site": "cross-site"}
    response = send(visitor, municipality.eit, sheet, headers=from_elsewhere)
    assert response.status_code == 403
    assert municipality.sheets(municipality.eit) == 0


@pytest.mark.parametrize("site", ["same-origin", "same-site", "none"])
def test_a_form_of_our_own_is_accepted(municipality, visitor, site):
    sheet = fill(visitor, municipality.eit)
    response = send(visitor, municipality.eit, sheet, headers={"Sec-Fetch-Site": site})
    assert response.status_code == 303


def test_a_body_over_the_limit_is_refused(municipality, visitor):
    sheet = fill(visitor, municipality.eit, suggestion="x" * 262_145)
    response = send(visitor, municipality.eit, sheet)
    assert response.status_code == 413
    assert "ขนาดใหญ่เกินไป" in response.text


def test_when_busy_the_sheet_can_be_sent_again_from_the_page(municipality, visitor, monkeypatch):
    def refuse(*_facts: object) -> None:
        raise Busy

    sheet = fill(visitor, municipality.eit, suggestion="ลองใหม่")
    with monkeypatch.context() as patch:
        patch.setattr(views, "submit_sheet", refuse)
        response = send(visitor, municipality.eit, sheet)
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    page = visitor.read(response)
    kept = {str(f["name"]): f.get("value") for f in page.fields if f.get("type") == "hidden"}
    again = {**kept, "suggestion": page.texts["suggestion"].strip()}
    assert again == sheet
    assert send(visitor, municipality.eit, again).status_code == 303


def test_a_defect_shows_a_plain_page_and_leaves_a_kind_and_a_day(
    municipality, visitor, monkeypatch
):
    def fail(*_facts: object) -> None:
        raise ZeroDivisionError

    sheet = fill(visitor, municipality.eit)
    monkeypatch.setattr(views, "submit_sheet", fail)
    response = send(visitor, municipality.eit, sheet)
    assert response.status_code == 500
    assert "ระบบขัดข้อง" in response.text
    assert municipality.errors() == {"failure": 1}


def test_nothing_of_the_person_reaches_the_log(municipality, visitor, caplog):
    sheet = fill(visitor, municipality.eit)
    del sheet["e1.1"]
    headers = {"User-Agent": "phone", "Referer": "http://localhost/before"}
    send(visitor, municipality.eit, sheet, headers=headers)
    visitor.get("/s/ZZZZZZZ")
    assert not caplog.records
