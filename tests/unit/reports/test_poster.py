from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from survey_app.reports.poster import Poster, poster_pdf, table_card_pdf
from survey_app.reports.qr import printed_address, typed_address

LONG_NAME = "องค์การบริหารส่วนตำบลหนองบัวศรีสุขสำราญ อำเภอศรีประจันต์ จังหวัดพระนครศรีอยุธยา"
UNBROKEN_NAME = "เทศบาลนครศรีมหาเจริญพัฒนาสุนทรธรรมราชนครใต้เหนือวังน้ำเย็นใหญ่ยิ่งสุขสำราญสถาพร"
LONG_ADDRESS = "www.bankhongmunicipality-ratchaburi.go.th/ita/s/k7m2p9qx"
DRAWINGS = pytest.mark.parametrize("draw", [poster_pdf, table_card_pdf])
Draw = Callable[[Poster], bytes]


@pytest.fixture
def staff(emblem: bytes) -> Poster:
    public_url, code = "https://ita.bankhong.go.th", "k7m2p9qx"
    return Poster(
        instrument="IIT",
        agency="เทศบาลตำบลบ้านฆ้อง",
        emblem=emblem,
        fiscal_year=2565,
        address=printed_address(public_url, code),
        typed_address=typed_address(public_url, code),
        place="เคาน์เตอร์บริการ",
        closes_on=date(2022, 5, 31),
        phone="0 3223 1234",
        needs_code=True,
        minutes=6,
    )


@pytest.fixture
def public(staff: Poster) -> Poster:
    return replace(staff, instrument="EIT", needs_code=False, minutes=3)


@pytest.mark.parametrize(
    ("draw", "paper"), [(poster_pdf, (210, 297)), (table_card_pdf, (148, 210))]
)
def test_poster_is_one_page_of_its_paper(
    draw: Draw, paper: tuple[int, int], staff: Poster, open_pages: Any
) -> None:
    (page,) = open_pages(draw(staff))
    assert page.millimetres == paper


@DRAWINGS
def test_code_on_the_page_reads_back_in_colour_and_grey(
    draw: Draw, staff: Poster, public: Poster, open_pages: Any
) -> None:
    for poster in (staff, public):
        (page,) = open_pages(draw(poster))
        assert page.read_codes() == [poster.address]
        assert page.read_codes(grey=True) == [poster.address]


@DRAWINGS
def test_poster_says_all_it_must(draw: Draw, staff: Poster, open_pages: Any) -> None:
    (page,) = open_pages(draw(staff))
    for words in (
        "เทศบาลตำบลบ้านฆ้อง",
        "ปีงบประมาณ พ.ศ. 2565",
        "ita.bankhong.go.th/s/k7m2p9qx",
        "ตอบได้ถึงวันที่ 31 พฤษภาคม 2565",
        "ใช้เวลาประมาณ 6 นาที",
        "ไม่ถามชื่อ และไม่มีใครทราบได้ว่าใครตอบอย่างไร",
        "สอบถาม โทร. 0 3223 1234",
        "เคาน์เตอร์บริการ",
    ):
        assert page.says(words)


def test_posters_of_the_two_instruments_differ_in_words(
    staff: Poster, public: Poster, open_pages: Any
) -> None:
    (for_staff,), (for_public,) = open_pages(poster_pdf(staff)), open_pages(poster_pdf(public))
    assert for_staff.says("สำหรับบุคลากรของหน่วยงาน")
    assert for_staff.says("ผู้มีส่วนได้ส่วนเสียภายใน (IIT)")
    assert for_public.says("สำหรับประชาชนผู้มาติดต่อ")
    assert for_public.says("ผู้มีส่วนได้ส่วนเสียภายนอก (EIT)")
    assert for_public.says("รับบริการตั้งแต่วันที่ 1 ตุลาคม 2564")
    assert for_public.says("ใช้เวลาประมาณ 3 นาที")


def test_posters_of_the_two_instruments_differ_in_colour(
    staff: Poster, public: Poster, open_pages: Any
) -> None:
    (for_staff,), (for_public,) = open_pages(poster_pdf(staff)), open_pages(poster_pdf(public))
    in_band = (1400, 700)
    assert for_staff.draw().getpixel(in_band) == (0x0F, 0x5C, 0x5C)
    assert for_public.draw().getpixel(in_band) == (0x6B, 0x2A, 0x5B)


def test_only_a_survey_with_admission_codes_speaks_of_a_code(
    staff: Poster, open_pages: Any
) -> None:
    (with_code,) = open_pages(poster_pdf(staff))
    (with_link,) = open_pages(poster_pdf(replace(staff, needs_code=False)))
    assert with_code.says("กรอกรหัสแล้วตอบ")
    assert not with_link.says("รหัส")


@DRAWINGS
@pytest.mark.parametrize(
    "change",
    [
        {"agency": LONG_NAME},
        {"agency": UNBROKEN_NAME},
        {"agency": LONG_NAME, "emblem": None, "typed_address": LONG_ADDRESS},
        {"agency": "อบต.นา", "emblem": None},
        {"phone": ""},
        {"closes_on": None},
        {"place": ""},
        {"phone": "", "closes_on": None, "place": "", "emblem": None},
        {"place": "ศูนย์บริการประชาชนแบบเบ็ดเสร็จ ชั้น 1 อาคารสำนักงานเทศบาล ข้างงานทะเบียน"},
        {"phone": "0 3223 1234 ต่อ 101 สำนักปลัดเทศบาล งานธุรการ"},
    ],
    ids=" ".join,
)
def test_nothing_overflows_whatever_is_long_or_missing(
    draw: Draw,
    change: dict[str, Any],
    staff: Poster,
    public: Poster,
    open_pages: Any,
) -> None:
    for poster in (replace(staff, **change), replace(public, **change)):
        (page,) = open_pages(draw(poster))
        assert page.least_margin() > 4
        assert page.read_codes() == [poster.address]
        assert page.says(poster.agency)
        assert not page.says("None")


def test_missing_particulars_leave_no_empty_label(staff: Poster, open_pages: Any) -> None:
    (page,) = open_pages(poster_pdf(replace(staff, phone="", closes_on=None)))
    assert not page.says("สอบถาม")
    assert not page.says("ตอบได้ถึง")


def test_only_sarabun_is_used_and_embedded(staff: Poster, open_pages: Any) -> None:
    (page,) = open_pages(poster_pdf(staff))
    assert page.fonts == {("Sarabun", True)}


def test_file_is_tagged_thai_and_titled_without_a_time(staff: Poster, open_pages: Any) -> None:
    file = poster_pdf(staff)
    (page,) = open_pages(file)
    facts = page.page.pdf.get_metadata_dict()
    assert "เทศบาลตำบลบ้านฆ้อง" in facts["Title"]
    assert facts["CreationDate"] == facts["ModDate"] == ""
    assert b"/Lang(th)" in file
    assert b"<pdfuaid:part>1</pdfuaid:part>" in file


def test_names_are_text_and_never_markup(staff: Poster, open_pages: Any) -> None:
    name = r'#strong[x] $y$ *z* "q" \ <b> @ref'
    (page,) = open_pages(poster_pdf(replace(staff, agency=name)))
    assert page.says(name)


def test_character_outside_the_font_is_not_a_refusal(staff: Poster, open_pages: Any) -> None:
    (page,) = open_pages(poster_pdf(replace(staff, agency="เทศบาล ★ ตำบล")))
    assert page.read_codes() == [staff.address]
