"""Thai dates, digits and fiscal years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.core.thai import (
    arabic_digits,
    fiscal_year_days,
    fiscal_year_of,
    hold_name,
    hold_numbers,
    hold_repetitions,
    thai_date,
    thai_digits,
    thai_month,
)

MONTHS = [
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
]  # fmt: skip
UNBROKEN = "\u00a0"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2021, 1, 1), "1 มกราคม 2564"),
        (date(2020, 2, 29), "29 กุมภาพันธ์ 2563"),
        (date(2021, 9, 30), "30 กันยายน 2564"),
        (date(2021, 10, 1), "1 ตุลาคม 2564"),
        (date(2026, 11, 22), "22 พฤศจิกายน 2569"),
        (date(2021, 12, 31), "31 ธันวาคม 2564"),
    ],
)
def test_a_day_is_written_in_full_with_the_buddhist_year_on_one_line(day: date, words: str) -> None:
    assert thai_date(day) == words.replace(" ", UNBROKEN)


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_has_its_name(month: int) -> None:
    day = date(2021, month, 5)
    assert thai_date(day) == f"5{UNBROKEN}{MONTHS[month - 1]}{UNBROKEN}2564"
    assert thai_month(day) == f"{MONTHS[month - 1]} 2564"


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2020, 9, 30), 2563),
        (date(2020, 10, 1), 2564),
        (date(2020, 12, 31), 2564),
        (date(2021, 1, 1), 2564),
        (date(2021, 9, 30), 2564),
        (date(2021, 10, 1), 2565),
    ],
)
def test_a_fiscal_year_runs_from_1_october_to_30_september(day: date, year: int) -> None:
    assert fiscal_year_of(day) == year


def test_the_days_of_fiscal_year_2564() -> None:
    assert fiscal_year_days(2564) == (date(2020, 10, 1), date(2021, 9, 30))


@given(day=st.dates(date(1957, 1, 1), date(2157, 12, 31)))
def test_every_day_lies_in_its_own_fiscal_year_alone(day: date) -> None:
    year = fiscal_year_of(day)
    first, last = fiscal_year_days(year)
    assert first <= day <= last
    assert fiscal_year_days(year + 1)[0] == last + timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("ตั้งแต่ 1 ปีขึ้นไป", "ตั้งแต่ 1~ปีขึ้นไป"),
        ("ประมาณ ๓ นาที", "ประมาณ ๓~นาที"),
        ("ปีงบประมาณ พ.ศ. 2565 เป็นต้นมา", "ปีงบประมาณ พ.ศ.~2565~เป็นต้นมา"),
        ("ตัวชี้วัดที่ 10 การป้องกันการทุจริต", "ตัวชี้วัดที่~10~การป้องกันการทุจริต"),
        ("fiscal year B.E. 2565 began", "fiscal year B.E. 2565 began"),
    ],
)
def test_a_number_stays_with_its_unit_and_a_year_with_its_era(text: str, held: str) -> None:
    assert hold_numbers(text) == held.replace("~", UNBROKEN)


def test_no_line_begins_with_a_sign_of_repetition() -> None:
    text = "ค่อย ๆ ทำ และเรื่องอื่น ๆ"
    assert hold_repetitions(text) == "ค่อย~ๆ ทำ และเรื่องอื่น~ๆ".replace("~", UNBROKEN)


def test_digits_turn_thai_and_back() -> None:
    assert thai_digits("ร้อยละ 59.46 ปี 2564") == "ร้อยละ ๕๙.๔๖ ปี ๒๕๖๔"
    assert arabic_digits("๐๑๒๓๔๕๖๗๘๙") == "0123456789"


@given(text=st.text())
def test_only_digits_change(text: str) -> None:
    assert arabic_digits(thai_digits(text)) == arabic_digits(text)
    assert len(thai_digits(text)) == len(text)
    assert not set("0123456789") & set(thai_digits(text))


@pytest.mark.parametrize("other", ["²", "١", "Ⅷ", "½"])
def test_digits_of_other_scripts_are_left_alone(other: str) -> None:
    assert arabic_digits(other) == thai_digits(other) == other


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("เทศบาลตำบลบ้านฆ้อง", "เทศบาลตำบลบ้า~น~ฆ้~อ~ง"),
        ("องค์การบริหารส่วนตำบลเกาะยอ", "องค์การบริหารส่วนตำบลเกาะ~ย~อ"),
        ("เทศบาลเมืองพัทยา", "เทศบาลเมืองพั~ท~ยา"),
        ("สำนักงานคลังจังหวัด", "สำนักงานคลังจังหวัด"),
        ("", ""),
    ],
)
def test_the_own_part_of_an_agencys_name_is_held_together(name: str, held: str):
    assert hold_name(name) == held.replace("~", "\u2060")
