"""Names of files that officers keep."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.reports.file_names import name_file


def test_a_report_is_named_as_officers_know_their_files() -> None:
    name = name_file("รายงานผลการประเมิน", "ITA", "2564", "เทศบาลตำบลบ้านฆ้อง", ending="docx")
    assert name == "รายงานผลการประเมิน_ITA_2564_เทศบาลตำบลบ้านฆ้อง.docx"


@pytest.mark.parametrize(
    ("part", "kept"),
    [
        ("เคาน์เตอร์ 1", "เคาน์เตอร์-1"),
        ("ก/ข\\ค:ง*?", "ก-ข-ค-ง"),
        ("../../etc/passwd", "etc-passwd"),
        ("ชื่อ\u202excod", "ชื่อ-xcod"),
        (" . ", ""),
    ],
)
def test_what_a_system_would_refuse_is_left_out(part: str, kept: str) -> None:
    assert name_file(part, "2564", ending="pdf") == "_".join(filter(None, (kept, "2564"))) + ".pdf"


@given(st.lists(st.text(), max_size=4))
def test_any_text_makes_a_name_that_every_system_takes(parts: list[str]) -> None:
    name = name_file(*parts, "2564", ending="xlsx")
    assert not set('\\/:*?"<>|\n\r\x00') & set(name)
    assert name.endswith(".xlsx")
    assert not name.startswith(".")
    assert len(name) <= 85
