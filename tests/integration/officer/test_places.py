"""Places: a link and QR of its own each, printed matter that leads there, and a stop at once."""

import re
from io import BytesIO
from urllib.parse import unquote

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from survey_app.core.officers import COMMAND_LINE
from survey_app.core.rounds import Round
from survey_app.services.instance import Instance
from survey_app.services.places import PlaceView, add_place, find_place, list_places
from survey_app.services.rounds import create_round, open_round
from survey_app.storage import participation
from survey_app.storage.agencies import Agency
from tests.visiting import Visitor


@pytest.fixture
def draft(instance: Instance, agency: Agency) -> Round:
    return create_round(
        instance, COMMAND_LINE, agency=agency.id, fiscal_year=2564, staff=120, public=4150
    )


@pytest.fixture
def counter(instance: Instance, draft: Round) -> PlaceView:
    place = add_place(instance, COMMAND_LINE, draft.id, "EIT", "เคาน์เตอร์บริการ")
    return find_place(instance, COMMAND_LINE, draft.id, place.id)


@pytest.fixture
def base(draft: Round, counter: PlaceView) -> str:
    return f"/officer/rounds/{draft.id}/places/{counter.place.id}"


def seen(picture: bytes) -> list[str]:
    with Image.open(BytesIO(picture)) as image:
        return [found.text for found in zxingcpp.read_barcodes(image.convert("L"))]


def file_name(visitor: Visitor, path: str) -> str:
    header = visitor.get(path).response.headers["Content-Disposition"]
    assert header.startswith("attachment")
    assert re.search(r"; filename=(poster|card|qr)-[IE]IT-2564\.(pdf|svg|png);", header)
    return unquote(header.partition("filename*=UTF-8''")[2])


def test_each_survey_begins_with_one_place(officer: Visitor, draft: Round) -> None:
    page = officer.open(f"/officer/rounds/{draft.id}/places")
    assert page.text.count("/s/") == 2


def test_added_place_leads_to_its_page(officer: Visitor, instance: Instance, draft: Round) -> None:
    officer.open(f"/officer/rounds/{draft.id}/places")
    page = officer.submit({"name": " งานทะเบียน ", "instrument": "EIT"})
    assert page.headings[0] == "งานทะเบียน"
    names = [v.place.name for v in list_places(instance, COMMAND_LINE, draft.id)]
    assert "งานทะเบียน" in names


@pytest.mark.parametrize(
    ("name", "words"),
    [("", "กรอกชื่อจุดติดตั้ง"), ("เคาน์เตอร์บริการ", "โปรดใช้ชื่ออื่น"), ("ก" * 101, "ยาวเกินไป")],
)
def test_bad_name_is_told_and_kept(
    officer: Visitor, draft: Round, counter: PlaceView, name: str, words: str
) -> None:
    officer.open(f"/officer/rounds/{draft.id}/places")
    page = officer.submit({"name": name})
    assert page.status == 422
    assert words in page.text
    assert page.find("input", name="name")[0].attributes["value"] == name


def test_qr_carries_the_link_people_scan(officer: Visitor, base: str, counter: PlaceView) -> None:
    wanted = f"HTTP://LOCALHOST/S/{counter.place.link_code}"
    assert seen(officer.get(f"{base}/qr.png").response.data) == [wanted]
    drawn = officer.get(f"{base}/qr.svg")
    assert drawn.response.mimetype == "image/svg+xml"
    assert wanted in drawn.response.get_data(as_text=True)


@pytest.mark.parametrize(("paper", "name"), [("a4", "โปสเตอร์"), ("a5", "ป้ายตั้งโต๊ะ")])
def test_poster_leads_to_the_link_and_is_named_for_its_place(
    officer: Visitor, base: str, counter: PlaceView, paper: str, name: str
) -> None:
    with pypdfium2.PdfDocument(officer.get(f"{base}/{paper}.pdf").response.data) as document:
        found = zxingcpp.read_barcodes(document[0].render(scale=2.5).to_pil())
    assert [one.text for one in found] == [f"HTTP://LOCALHOST/S/{counter.place.link_code}"]
    assert file_name(officer, f"{base}/{paper}.pdf") == f"{name}_EIT_2564_เคาน์เตอร์บริการ.pdf"


def test_names_of_files_hold_nothing_a_computer_refuses(
    officer: Visitor, instance: Instance, draft: Round
) -> None:
    place = add_place(instance, COMMAND_LINE, draft.id, "EIT", 'ชั้น 1/2: "บริการ"')
    path = f"/officer/rounds/{draft.id}/places/{place.id}/qr-download.svg"
    assert file_name(officer, path) == "คิวอาร์โค้ด_EIT_2564_ชั้น-1-2-บริการ.svg"


def test_messages_can_be_copied_without_a_script(
    officer: Visitor, base: str, counter: PlaceView
) -> None:
    page = officer.open(base)
    texts = page.find("textarea", readonly="")
    assert len(texts) == 2
    assert all(f"http://localhost/s/{counter.place.link_code}" in one.text for one in texts)


def test_page_warns_that_a_loopback_link_reaches_no_phone(officer: Visitor, base: str) -> None:
    assert "เปิดได้เฉพาะบนเครื่องนี้" in officer.open(base).text


def test_stopping_says_what_it_cannot_undo_and_asks_for_a_reason(
    officer: Visitor, instance: Instance, draft: Round, counter: PlaceView, base: str
) -> None:
    open_round(instance, COMMAND_LINE, draft.id)
    page = officer.open(base)
    assert "จึงนำออกไม่ได้" in page.text
    page = officer.submit({"reason": " "}, form=f"{base}/stop")
    assert page.status == 422
    assert "เขียนเหตุผล" in page.text
    page = officer.submit({"reason": "ป้ายหาย"}, form=f"{base}/stop")
    assert "ระงับลิงก์นี้เมื่อ 1 มีนาคม 2564" in page.text
    assert "ป้ายหาย" in page.text
    assert officer.get(f"/s/{counter.place.link_code}").status != 200
    stopped = find_place(instance, COMMAND_LINE, draft.id, counter.place.id)
    officer.post(f"{base}/stop", {"reason": "อีกครั้ง"})
    assert find_place(instance, COMMAND_LINE, draft.id, counter.place.id) == stopped


def test_stopped_place_offers_no_poster(
    officer: Visitor, base: str, draft: Round, instance: Instance
) -> None:
    open_round(instance, COMMAND_LINE, draft.id)
    officer.open(base)
    page = officer.submit({"reason": "ป้ายหาย"}, form=f"{base}/stop")
    assert not [text for text in page.links if "PDF" in text]
    assert officer.get(f"{base}/a4.pdf").status == 409


def test_auditor_reads_and_changes_nothing(
    auditor: Visitor, instance: Instance, draft: Round, base: str
) -> None:
    before = list_places(instance, COMMAND_LINE, draft.id)
    page = auditor.open(base)
    assert not page.find("form", action=f"{base}/stop")
    auditor.open(f"/officer/rounds/{draft.id}/places")
    assert auditor.post(f"{base}/stop", {"reason": "x"}).status == 403
    sent = {"name": "x", "instrument": "EIT"}
    assert auditor.post(f"/officer/rounds/{draft.id}/places", sent).status == 403
    assert list_places(instance, COMMAND_LINE, draft.id) == before


def test_executive_sees_no_places(executive: Visitor, draft: Round) -> None:
    assert executive.get(f"/officer/rounds/{draft.id}/places").status == 403


def test_places_of_another_agency_are_not_found(
    stranger: Visitor, instance: Instance, draft: Round, base: str
) -> None:
    before = list_places(instance, COMMAND_LINE, draft.id)
    stranger.open("/officer/rounds")
    assert stranger.get(f"/officer/rounds/{draft.id}/places").status == 404
    for path in ("", "/qr.svg", "/qr.png", "/qr-download.png", "/a4.pdf", "/a5.pdf"):
        assert stranger.get(base + path).status == 404
    assert stranger.post(f"{base}/stop", {"reason": "x"}).status == 404
    sent = {"name": "x", "instrument": "EIT"}
    assert stranger.post(f"/officer/rounds/{draft.id}/places", sent).status == 404
    assert list_places(instance, COMMAND_LINE, draft.id) == before


@pytest.fixture
def limiting(counter: PlaceView, base: str, instance: Instance, draft: Round) -> str:
    """Where the daily ceiling of an open round's place is sent."""
    open_round(instance, COMMAND_LINE, draft.id)
    return f"{base}/ceiling"


def test_a_daily_ceiling_is_set_shown_and_taken_away(
    officer: Visitor, limiting: str, base: str
) -> None:
    officer.open(base)
    page = officer.submit({"ceiling": "๑๐๐"}, form=limiting)
    assert "บันทึกเพดานต่อวันแล้ว" in page.text
    assert "100 ฉบับ" in [one.text for one in page.find("dd")]
    page = officer.submit({"ceiling": ""}, form=limiting)
    assert "100 ฉบับ" not in page.text


@pytest.mark.parametrize("typed", ["19", "23", "0", "-20", "20.5", "มาก", "999999999"])
def test_a_ceiling_that_cannot_be_is_refused_with_what_can(
    officer: Visitor, limiting: str, base: str, typed: str
) -> None:
    officer.open(base)
    page = officer.submit({"ceiling": typed}, form=limiting)
    assert page.status == 422
    assert page.find("input", id="ceiling", aria_invalid="true")
    assert page.find("input", id="ceiling")[0].attributes["value"] == typed


def test_a_full_place_is_marked_on_its_page_and_in_the_list(
    officer: Visitor, instance: Instance, limiting: str, base: str, draft: Round, counter: PlaceView
) -> None:
    officer.open(base)
    officer.submit({"ceiling": "20"}, form=limiting)
    for count, marked in ((19, False), (20, True)):
        with instance.database.transaction() as session:
            for _ in range(count - (0 if count == 19 else 19)):
                place = counter.place
                participation.note_sheets(session, place.survey, {place.id: 1}, instance.today)
        for path in (base, f"/officer/rounds/{draft.id}/places"):
            assert ("วันนี้ครบเพดานแล้ว" in officer.open(path).text) is marked


def test_staff_who_have_codes_need_no_ceiling(
    officer: Visitor, instance: Instance, draft: Round
) -> None:
    views = list_places(instance, COMMAND_LINE, draft.id)
    iit = next(view.place for view in views if view.instrument == "IIT")
    path = f"/officer/rounds/{draft.id}/places/{iit.id}"
    assert "เพดาน" not in officer.open(path).text
    assert officer.post(f"{path}/ceiling", {"ceiling": "20"}).status == 409


def test_only_who_may_change_the_round_sets_a_ceiling(
    auditor: Visitor, stranger: Visitor, limiting: str, base: str
) -> None:
    assert not auditor.open(base).find("form", action=limiting)
    assert auditor.post(limiting, {"ceiling": "20"}).status == 403
    stranger.open("/officer/rounds")
    assert stranger.post(limiting, {"ceiling": "20"}).status == 404


def test_the_history_of_the_round_says_that_a_place_was_limited(
    officer: Visitor, limiting: str, base: str, draft: Round
) -> None:
    officer.open(base)
    officer.submit({"ceiling": "20"}, form=limiting)
    text = officer.open(f"/officer/rounds/{draft.id}/history").text
    assert "กำหนดเพดานของจุดติดตั้ง “เคาน์เตอร์บริการ” ของ EIT วันละ 20 ฉบับ" in text
