"""Captions and anchors are counted once for every format."""

from dataclasses import replace

import pytest

from survey_app.core.thai import Digits
from survey_app.reports.document import Column, Document, Heading, Table
from survey_app.reports.numbering import list_contents, number_blocks
from tests.documents import long_document


def test_tables_and_figures_are_counted_apart_in_the_documents_digits() -> None:
    labels = [numbered.label for numbered in number_blocks(long_document()) if numbered.label]
    assert labels == ["ตารางที่ 1", "ภาพที่ 1", "ภาพที่ 2", "ตารางที่ 2", "ตารางที่ 3"]
    many = replace(long_document(Digits.THAI), blocks=(Table("ก", (Column("ก"),), ()),) * 12)
    assert number_blocks(many)[-1].label == "ตารางที่ ๑๒"


def test_depth_skips_no_level_and_goes_back_up() -> None:
    document = _headed(*((level, f"k{place}") for place, level in enumerate((2, 3, 3, 1, 3, 2))))
    assert [numbered.depth for numbered in number_blocks(document)] == [1, 2, 3, 1, 2, 2]


def test_anchors_are_unique_and_fit_an_address_whatever_the_keys() -> None:
    document = _headed((1, "result"), (1, "result"), (1, "ผล คะแนน"), (1, ""), (1, "1"))
    anchors = [numbered.anchor for numbered in number_blocks(document)]
    assert anchors == ["section-result", "heading-2", "heading-3", "heading-4", "section-1"]


@pytest.mark.parametrize(("headings", "listed"), [(5, 0), (6, 6), (9, 9)])
def test_contents_list_every_heading_from_six_on(headings: int, listed: int) -> None:
    document = _headed(*((1 + number % 3, f"{number}") for number in range(headings)))
    assert len(list_contents(number_blocks(document))) == listed


def _headed(*headings: tuple[int, str]) -> Document:
    blocks = tuple(Heading(level, "หัวข้อ", key) for level, key in headings)
    return replace(long_document(), blocks=blocks)
