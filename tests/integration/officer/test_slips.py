"""Admission slips: printed once into the reply, never more than allowed, void when lost."""

from pathlib import Path
from urllib.parse import unquote

import pypdfium2
import pytest
import zxingcpp

from survey_app.core.errors import CodeRefused
from survey_app.core.officers import COMMAND_LINE
from survey_app.core.rounds import Round, StaffAccess
from survey_app.core.sheet import Sheet
from survey_app.services.closing import close_round
from survey_app.services.instance import Instance
from survey_app.services.places import add_place, list_places, stop_place
from survey_app.services.respond import admit, issue_ticket, submit_sheet, visit_survey
from survey_app.services.rounds import create_round, find_round, open_round
from survey_app.services.slip_counts import count_slips
from survey_app.storage.agencies import Agency
from tests.visiting import Page, Visitor


@pytest.fixture
def draft(instance: Instance, agency: Agency) -> Round:
    return create_round(
        instance, COMMAND_LINE, agency=agency.id, fiscal_year=2564, staff=24, public=4150
    )


@pytest.fixture
def base(draft: Round) -> str:
    return f"/officer/rounds/{draft.id}/slips"


def print_slips(visitor: Visitor, base: str, count: str) -> Page:
    page = visitor.open(base)
    place = next(f for f in page.forms if f.action == f"{base}/print").values["place"]
    return visitor.post(f"{base}/print", {"count": count, "place": place})


def read_slips(pdf: bytes) -> list[tuple[str, str]]:
    """Link code and admission code of each slip."""
    with pypdfium2.PdfDocument(pdf) as document:
        pictures = [page.render(scale=2.5).to_pil() for page in document]
    found = [one.text for picture in pictures for one in zxingcpp.read_barcodes(picture)]
    return [(text.partition("/S/")[2][:7], text.partition("#")[2]) for text in found]


def test_slips_come_once_in_the_reply_and_admit(
    officer: Visitor, instance: Instance, draft: Round, base: str
) -> None:
    reply = print_slips(officer, base, "๑๐").response
    assert reply.mimetype == "application/pdf"
    assert reply.headers["Cache-Control"] == "no-store"
    assert "filename=slips-IIT-2564.pdf;" in reply.headers["Content-Disposition"]
    header = unquote(reply.headers["Content-Disposition"])
    assert header.startswith("attachment")
    assert header.endswith("ใบรหัส_IIT_2564_10-ใบ.pdf")
    open_round(instance, COMMAND_LINE, draft.id)
    slips = read_slips(reply.data)
    assert len(set(slips)) == 10
    for link, code in slips:
        assert admit(instance, visit_survey(instance, link), code) == code


def test_printing_again_gives_other_codes(officer: Visitor, base: str) -> None:
    first = read_slips(print_slips(officer, base, "2").response.data)
    second = read_slips(print_slips(officer, base, "2").response.data)
    assert not {code for _link, code in first} & {code for _link, code in second}


def test_no_code_is_left_in_the_instance_folder(
    officer: Visitor, instance: Instance, base: str
) -> None:
    slips = read_slips(print_slips(officer, base, "3").response.data)
    folder = Path(instance.settings.instance)
    kept = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert not any(code.encode() in kept for _link, code in slips)


def test_page_says_that_slips_cannot_be_printed_again(officer: Visitor, base: str) -> None:
    assert "พิมพ์ซ้ำไม่ได้" in officer.open(base).text


@pytest.mark.parametrize(
    ("count", "words"),
    [
        ("", "กรอกจำนวนใบ"),
        ("สิบ", "กรอกเป็นจำนวนเต็ม"),
        ("0", "พิมพ์ได้ครั้งละ 1 ถึง 800 ใบ"),
        ("801", "พิมพ์ได้ครั้งละ 1 ถึง 800 ใบ"),
        ("25", "พิมพ์ได้อีก 24 ใบ"),
    ],
)
def test_bad_count_is_told_kept_and_makes_no_code(
    officer: Visitor, instance: Instance, draft: Round, base: str, count: str, words: str
) -> None:
    page = print_slips(officer, base, count)
    assert page.status == 422
    assert words in page.text
    assert page.find("input", name="count")[0].attributes["value"] == count
    assert count_slips(instance, COMMAND_LINE, draft.id).printed == 0


def test_declared_spares_may_be_printed_too(
    officer: Visitor, instance: Instance, draft: Round, base: str
) -> None:
    officer.open(base)
    officer.submit({"spares": "6"}, form=f"{base}/spares")
    assert find_round(instance, COMMAND_LINE, draft.id).spares == 6
    assert print_slips(officer, base, "30").status == 200
    assert "พิมพ์ครบตามจำนวนบุคลากรและใบสำรองแล้ว" in officer.open(base).text


def test_too_many_spares_are_refused_at_the_field(officer: Visitor, base: str) -> None:
    officer.open(base)
    page = officer.submit({"spares": "25"}, form=f"{base}/spares")
    assert page.status == 422
    assert "ตั้งแต่ 0 ถึง 24" in page.text
    assert page.find("input", name="spares")[0].attributes["value"] == "25"


def test_slips_of_a_closed_round_are_not_voided(
    officer: Visitor, instance: Instance, draft: Round, base: str
) -> None:
    open_round(instance, COMMAND_LINE, draft.id)
    officer.open(base)
    close_round(instance, COMMAND_LINE, draft.id, "ทดสอบ")
    assert officer.get(f"{base}/void").status == 409
    assert officer.post(f"{base}/void").status == 409


def test_voiding_stops_unused_slips_after_a_question(
    officer: Visitor, instance: Instance, draft: Round, base: str
) -> None:
    ((link, code),) = read_slips(print_slips(officer, base, "1").response.data)
    open_round(instance, COMMAND_LINE, draft.id)
    page = officer.open(f"{base}/void")
    assert "ใช้ไม่ได้ทันที" in page.text
    officer.submit()
    with pytest.raises(CodeRefused):
        admit(instance, visit_survey(instance, link), code)


def test_page_of_an_accepting_survey_does_not_tell_that_somebody_answered(
    officer: Visitor, instance: Instance, draft: Round, base: str
) -> None:
    (link, code), *_others = read_slips(print_slips(officer, base, "8").response.data)
    open_round(instance, COMMAND_LINE, draft.id)
    before = officer.open(base).text
    visit = visit_survey(instance, link)
    sheet = Sheet((1,) * len(visit.form.row_codes))
    submit_sheet(instance, visit, issue_ticket(instance, visit), code, sheet)
    assert officer.open(base).text == before
    close_round(instance, COMMAND_LINE, draft.id, "ทดสอบ")
    after = officer.open(base)
    names, values = after.find("dt"), after.find("dd")
    told = {name.text: value.text for name, value in zip(names, values, strict=True)}
    assert (told["พิมพ์แล้ว"], told["ใช้ตอบแล้ว"], told["ไม่ได้ใช้"]) == ("8 ใบ", "1 ใบ", "7 ใบ")


def test_slips_lead_to_the_chosen_link(
    officer: Visitor, instance: Instance, draft: Round, base: str
) -> None:
    other = add_place(instance, COMMAND_LINE, draft.id, "IIT", "กองช่าง")
    officer.open(base)
    reply = officer.post(f"{base}/print", {"count": "1", "place": other.id}).response
    assert [link for link, _code in read_slips(reply.data)] == [other.link_code]


def test_slips_need_a_link_that_works(
    officer: Visitor, instance: Instance, draft: Round, base: str
) -> None:
    staff, public = list_places(instance, COMMAND_LINE, draft.id)
    officer.open(base)
    sent = {"count": "1", "place": public.place.id}
    assert officer.post(f"{base}/print", sent).status == 422
    stop_place(instance, COMMAND_LINE, draft.id, staff.place.id, "ลิงก์รั่ว")
    assert "ลิงก์ของ IIT ถูกระงับทุกจุด" in officer.open(base).text
    assert count_slips(instance, COMMAND_LINE, draft.id).printed == 0


def test_round_by_open_link_needs_no_slips(
    officer: Visitor, instance: Instance, agency: Agency
) -> None:
    link = create_round(
        instance,
        COMMAND_LINE,
        agency=agency.id,
        fiscal_year=2565,
        edition=2564,
        staff=24,
        public=10,
        staff_access=StaffAccess.LINK,
    )
    page = officer.open(f"/officer/rounds/{link.id}/slips")
    assert "รอบนี้ไม่ใช้ใบรหัส" in page.text
    assert "ใบรหัส" not in officer.open(f"/officer/rounds/{link.id}").links


def test_auditor_reads_and_prints_nothing(
    auditor: Visitor, instance: Instance, draft: Round, base: str
) -> None:
    page = auditor.open(base)
    assert not [one for one in page.find("form") if one.inside("main")]
    place = list_places(instance, COMMAND_LINE, draft.id)[0].place.id
    for path in ("/print", "/spares", "/void"):
        assert (
            auditor.post(base + path, {"count": "1", "spares": "1", "place": place}).status == 403
        )
    assert count_slips(instance, COMMAND_LINE, draft.id).printed == 0


def test_slips_of_another_agency_are_not_found(
    stranger: Visitor, instance: Instance, draft: Round, base: str
) -> None:
    stranger.open("/officer/rounds")
    place = list_places(instance, COMMAND_LINE, draft.id)[0].place.id
    assert stranger.get(base).status == 404
    assert stranger.get(f"{base}/void").status == 404
    for path in ("/print", "/spares", "/void"):
        assert (
            stranger.post(base + path, {"count": "1", "spares": "1", "place": place}).status == 404
        )
    assert find_round(instance, COMMAND_LINE, draft.id) == draft
    assert count_slips(instance, COMMAND_LINE, draft.id).printed == 0
