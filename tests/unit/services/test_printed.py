"""Printed matter says what the round, its place and its agency say, and reads back as their link."""

import re
from datetime import date
from io import BytesIO
from xml.etree import ElementTree as ET

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from survey_app.core.errors import NotFound, TooManyCodes, WrongState
from survey_app.core.officers import COMMAND_LINE, Actor, Role
from survey_app.core.rounds import Round, StaffAccess, SurveyDays
from survey_app.services.codes import count_codes, void_codes
from survey_app.services.instance import Instance
from survey_app.services.invitations import write_invitation
from survey_app.services.languages import open_languages
from survey_app.services.places import PlaceView, add_place, find_place, list_places, stop_place
from survey_app.services.printed import Paper, draw_poster, draw_qr, print_slips
from survey_app.services.respond import admit, visit_survey
from survey_app.services.rounds import create_round, open_round
from survey_app.services.slip_counts import count_slips
from survey_app.storage.agencies import Agency
from tests.respondents import open_pretend_round

PUBLIC = "https://ita.example.go.th"


@pytest.fixture
def dated(instance: Instance, officer_actor: Actor, agency: Agency) -> Round:
    days = SurveyDays(date(2021, 3, 1), date(2021, 5, 31))
    return create_round(
        instance,
        officer_actor,
        agency=agency.id,
        fiscal_year=2564,
        staff=120,
        public=4000,
        days={"IIT": days, "EIT": days},
    )


@pytest.fixture
def counter(instance: Instance, officer_actor: Actor, dated: Round) -> PlaceView:
    place = add_place(instance, officer_actor, dated.id, "EIT", "เคาน์เตอร์บริการ")
    return find_place(instance, officer_actor, dated.id, place.id)


def read_codes(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        pictures = [page.render(scale=2.5).to_pil() for page in document]
    return [found.text for picture in pictures for found in zxingcpp.read_barcodes(picture)]


def read_words(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "".join("".join(p.get_textpage().get_text_bounded().split()) for p in document)


def address(view: PlaceView) -> str:
    return f"HTTPS://ITA.EXAMPLE.GO.TH/S/{view.place.link_code}"


def test_pictures_carry_the_upper_case_link(counter: PlaceView) -> None:
    with Image.open(BytesIO(draw_qr(counter.place, PUBLIC, "png"))) as picture:
        assert [f.text for f in zxingcpp.read_barcodes(picture)] == [address(counter)]
    drawn = ET.fromstring(draw_qr(counter.place, PUBLIC, "svg"))
    assert drawn.findtext("{http://www.w3.org/2000/svg}title") == address(counter)


@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_poster_leads_to_its_place_and_names_agency_day_and_telephone(
    instance: Instance, officer_actor: Actor, dated: Round, counter: PlaceView, paper: str
) -> None:
    pdf = draw_poster(instance, officer_actor, dated.id, counter.place.id, PUBLIC, paper)
    assert read_codes(pdf) == [address(counter)]
    words = read_words(pdf)
    assert "2564" in words
    assert "043000000" in words
    assert f"ita.example.go.th/s/{counter.place.link_code.lower()}" in words


def test_poster_of_staff_with_codes_asks_for_the_code_and_the_publics_does_not(
    instance: Instance, officer_actor: Actor, dated: Round, counter: PlaceView
) -> None:
    staff = next(v for v in list_places(instance, officer_actor, dated.id) if v.instrument == "IIT")
    asking = draw_poster(instance, officer_actor, dated.id, staff.place.id, PUBLIC, "a4")
    plain = draw_poster(instance, officer_actor, dated.id, counter.place.id, PUBLIC, "a4")
    assert "รหัส" in read_words(asking)
    assert "รหัส" not in read_words(plain)


def test_stopped_place_gets_no_poster(
    instance: Instance, officer_actor: Actor, dated: Round, counter: PlaceView
) -> None:
    stop_place(instance, officer_actor, dated.id, counter.place.id, "ป้ายหาย")
    with pytest.raises(WrongState):
        draw_poster(instance, officer_actor, dated.id, counter.place.id, PUBLIC, "a4")


def test_slips_carry_the_staff_link_and_codes_that_admit(
    instance: Instance, officer_actor: Actor, dated: Round
) -> None:
    pdf = print_slips(instance, officer_actor, dated.id, 3, PUBLIC)
    open_round(instance, officer_actor, dated.id)
    found = read_codes(pdf)
    assert len(found) == 3
    for text in found:
        link, code = re.fullmatch(r"HTTPS://ITA\.EXAMPLE\.GO\.TH/S/(\w+)#(\w+)", text).groups()
        assert admit(instance, visit_survey(instance, link), code) == code


def test_slips_lead_to_a_link_that_works(
    instance: Instance, officer_actor: Actor, dated: Round
) -> None:
    first = list_places(instance, officer_actor, dated.id)[0].place
    second = add_place(instance, officer_actor, dated.id, "IIT", "สำนักปลัด")
    stop_place(instance, officer_actor, dated.id, first.id, "ลิงก์รั่วไปนอกหน่วยงาน")
    (text,) = read_codes(print_slips(instance, officer_actor, dated.id, 1, PUBLIC))
    assert f"/S/{second.link_code}#" in text


def test_slips_to_a_stopped_or_foreign_place_are_refused_before_a_code_is_made(
    instance: Instance, officer_actor: Actor, dated: Round, counter: PlaceView
) -> None:
    first = list_places(instance, officer_actor, dated.id)[0].place
    stop_place(instance, officer_actor, dated.id, first.id, "ลิงก์รั่ว")
    with pytest.raises(WrongState):
        print_slips(instance, officer_actor, dated.id, 1, PUBLIC, first.id)
    for place in (None, counter.place.id):
        with pytest.raises(NotFound):
            print_slips(instance, officer_actor, dated.id, 1, PUBLIC, place)
    assert count_slips(instance, officer_actor, dated.id).printed == 0


def test_more_slips_than_allowed_are_refused(
    instance: Instance, officer_actor: Actor, dated: Round
) -> None:
    with pytest.raises(TooManyCodes):
        print_slips(instance, officer_actor, dated.id, 121, PUBLIC)


def test_invitation_and_reminder_carry_the_link_and_the_last_day(
    instance: Instance, officer_actor: Actor, dated: Round, counter: PlaceView
) -> None:
    texts = write_invitation(instance, officer_actor, dated.id, counter.place.id, PUBLIC)
    for text in (texts.message, texts.reminder):
        assert f"{PUBLIC}/s/{counter.place.link_code}" in text
        assert "31\u00a0พฤษภาคม\u00a02564" in text
        assert "เทศบาลตำบลทดสอบ" in text
        assert "0 4300 0000" in text
        assert "รหัส" not in text


def test_invitation_of_staff_with_codes_speaks_of_the_slip(
    instance: Instance, officer_actor: Actor, dated: Round
) -> None:
    staff = list_places(instance, officer_actor, dated.id)[0].place
    texts = write_invitation(instance, officer_actor, dated.id, staff.id, PUBLIC)
    assert "ใบรหัส" in texts.message
    assert "ใบรหัส" in texts.reminder


def test_nothing_is_printed_for_another_agency(
    instance: Instance, other_agency: Agency, dated: Round, counter: PlaceView
) -> None:
    stranger = Actor("stranger", Role.ADMIN, other_agency.id)
    for attempt in (
        lambda: draw_poster(instance, stranger, dated.id, counter.place.id, PUBLIC, "a4"),
        lambda: print_slips(instance, stranger, dated.id, 1, PUBLIC),
        lambda: write_invitation(instance, stranger, dated.id, counter.place.id, PUBLIC),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_slips_that_fail_to_print_count_nowhere(
    instance: Instance, agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend = open_pretend_round(instance, agency, access=StaffAccess.CODES)
    void_codes(instance, COMMAND_LINE, pretend.id)
    before, _ = count_codes(instance, COMMAND_LINE, pretend.id)

    def fail(**_drawing: object) -> bytes:
        raise RuntimeError

    monkeypatch.setattr("survey_app.services.printed.slips_pdf", fail)
    with pytest.raises(RuntimeError):
        print_slips(instance, COMMAND_LINE, pretend.id, 3, "https://ita.example.go.th")
    counts, _ = count_codes(instance, COMMAND_LINE, pretend.id)
    assert counts == before


@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_a_poster_invites_in_the_languages_an_officer_opened_and_no_others(
    instance: Instance, officer_actor: Actor, counter: PlaceView, dated: Round, paper: Paper
) -> None:
    def draw() -> bytes:
        return draw_poster(instance, officer_actor, dated.id, counter.place.id, PUBLIC, paper)

    assert not re.search("[က-႟]", read_words(draw()))
    open_languages(instance, officer_actor, dated.id, "EIT", ["my"])
    poster = draw()
    assert len(re.findall("[က-႟]", read_words(poster))) > 20
    assert b"SurveyMyanmar-Bold" in poster
    assert read_codes(poster) == [f"{PUBLIC}/S/{counter.place.link_code}".upper()]
    with pypdfium2.PdfDocument(poster) as document:
        assert len(document) == 1
