import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.reports.drawing.breaking import break_label, breaks_well

_THAI = st.text(alphabet="กขงจฐนมรลสการเแโใไะาำิีึืุู่้๊๋์็ัๆฯ", min_size=1, max_size=60)


def count(text: str) -> float:
    """Width by letters that take any."""
    return float(len(re.sub(r"[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]", "", text)))


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("การใช้อำนาจ", ("การใช้อำนาจ",)),
        ("การใช้ทรัพย์สินของราชการ", ("การใช้ทรัพย์สิน", "ของราชการ")),
        ("ประสิทธิภาพการสื่อสาร", ("ประสิทธิภาพ", "การสื่อสาร")),
        ("การปรับปรุงระบบการทำงาน", ("การปรับปรุง", "ระบบการทำงาน")),
        ("การให้บริการข้อมูลข่าวสาร", ("การให้บริการ", "ข้อมูลข่าวสาร")),
        ("เทศบาลตำบล บ้านฆ้องเหนือ", ("เทศบาลตำบล", "บ้านฆ้องเหนือ")),
        ("เทศบาลนครพระนครศรี", ("เทศบาลนคร", "พระนครศรี")),
    ],
)
def test_names_are_broken_where_a_reader_would(label: str, lines: tuple[str, ...]) -> None:
    assert break_label(label, 15, count) == lines


@given(_THAI, st.integers(1, 30))
def test_lines_fit_lose_no_letter_and_begin_with_no_mark(label: str, width: int) -> None:
    lines = break_label(label, width, count)
    assert "".join(lines).replace(" ", "") == label.replace(" ", "")
    for line in lines[1:]:
        assert not re.match(r"[\u0e30-\u0e3a\u0e45-\u0e4e]", line)
    for line in lines[:-1]:
        assert line[-1:] not in set("เแโใไ")
        assert count(line) <= max(width, 4)


def test_a_label_that_would_be_torn_does_not_break_well() -> None:
    assert breaks_well("การใช้ทรัพย์สินของราชการ", 15, count)
    assert not breaks_well("กกกกกกกกกกกกกกกกกกกกกก", 15, count)
    assert not breaks_well("การใช้อำนาจ การใช้อำนาจ การใช้อำนาจ", 12, count)
