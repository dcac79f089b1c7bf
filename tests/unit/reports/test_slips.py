from collections import Counter
from datetime import date
from math import ceil
from typing import Any

import pytest

from survey_app.core.admission import group_code
from survey_app.reports.slips import slips_pdf

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LINK = "HTTPS://ITA.BANKHONG.GO.TH/S/K7M2P9QX"
GIVEN: dict[str, Any] = {
    "agency": "เทศบาลตำบลบ้านฆ้อง",
    "emblem": None,
    "fiscal_year": 2565,
    "link_address": LINK,
    "typed_address": "ita.bankhong.go.th/s/k7m2p9qx",
    "closes_on": date(2022, 5, 31),
    "phone": "0 3223 1234",
}


def make_codes(count: int) -> list[str]:
    """Distinct strings of thirteen characters, no two alike at any glance."""
    numbers = [(n + 1) * 0x9E3779B97F4A7C15 % 32**13 for n in range(count)]
    return [
        "".join(ALPHABET[number >> 5 * place & 31] for place in range(13)) for number in numbers
    ]


@pytest.mark.parametrize("count", [1, 8, 9, 30])
def test_every_code_is_printed_once_as_picture_and_as_text(
    count: int, emblem: bytes, open_pages: Any
) -> None:
    codes = make_codes(count)
    pages = open_pages(slips_pdf(**GIVEN | {"emblem": emblem, "codes": codes}))
    read = Counter(found for page in pages for found in page.read_codes())
    words = " ".join(page.words for page in pages)
    assert len(pages) == ceil(count / 8)
    assert read == Counter(f"{LINK}#{code}" for code in codes)
    assert [words.count(group_code(code)) for code in codes] == [1] * count


def test_hundreds_of_codes_fill_eight_to_a_page(emblem: bytes, open_pages: Any) -> None:
    pages = open_pages(slips_pdf(**GIVEN | {"emblem": emblem, "codes": make_codes(300)}))
    assert len(pages) == 38
    assert {page.millimetres for page in pages} == {(210, 297)}
    assert len(pages[-1].read_codes()) == 4


def test_slips_tell_nothing_apart_but_the_code(open_pages: Any) -> None:
    codes = make_codes(9)
    pages = open_pages(slips_pdf(**GIVEN | {"codes": codes}))
    full, rest = (page.words for page in pages)
    for code in codes:
        full, rest = full.replace(group_code(code), ""), rest.replace(group_code(code), "")
    assert full == rest * 8


def test_slip_says_how_it_is_used(open_pages: Any) -> None:
    (page,) = open_pages(slips_pdf(**GIVEN | {"codes": make_codes(1)}))
    for words in (
        "เทศบาลตำบลบ้านฆ้อง",
        "ita.bankhong.go.th/s/k7m2p9qx",
        "หยิบใบใดจากกล่องก็ได้ ไม่มีผู้ใดจดว่าใครได้ใบใด",
        "ใบนี้ใช้ตอบได้ครั้งเดียว",
        "ตอบได้ถึงวันที่ 31 พฤษภาคม 2565",
        "สอบถาม โทร. 0 3223 1234",
    ):
        assert page.says(words)


@pytest.mark.parametrize(
    "change",
    [
        {"agency": "องค์การบริหารส่วนตำบลหนองบัวศรีสุขสำราญ อำเภอศรีประจันต์ จังหวัดพระนครศรีอยุธยา"},
        {"typed_address": "www.bankhongmunicipality-ratchaburi.go.th/ita/s/k7m2p9qx"},
        {"phone": "", "closes_on": None},
    ],
    ids=" ".join,
)
def test_slips_stay_eight_to_a_page_whatever_is_long_or_missing(
    change: dict[str, Any], emblem: bytes, open_pages: Any
) -> None:
    for picture in (None, emblem):
        given = GIVEN | {"codes": make_codes(8), "emblem": picture} | change
        (page,) = open_pages(slips_pdf(**given))
        assert len(page.read_codes()) == 8
        assert page.least_margin() > 4


def test_only_sarabun_is_used_and_no_time_is_kept(open_pages: Any) -> None:
    file = slips_pdf(**GIVEN | {"codes": make_codes(2)})
    (page,) = open_pages(file)
    assert page.fonts == {("Sarabun", True)}
    assert page.page.pdf.get_metadata_dict()["CreationDate"] == ""
    assert b"<pdfuaid:part>1</pdfuaid:part>" in file
