"""The sheet สรุปผล: the total and how it comes about, the level, remarks, and how to read the file."""

from collections.abc import Mapping

from survey_app.core.disclosure import ShownResult
from survey_app.core.questionnaire import Edition, Instrument
from survey_app.reports.remarks import THAI, word_remarks
from survey_app.reports.result_workbook.cells import WITHHELD, Cell, Formula
from survey_app.reports.result_workbook.instrument_table import TotalPlaces, write_instruments
from survey_app.reports.result_workbook.level_table import write_levels
from survey_app.reports.result_workbook.page import Page
from survey_app.reports.result_workbook.scores import Scored
from survey_app.reports.result_workbook.style import Kind, Tone
from survey_app.reports.result_workbook.survey_sheet import Read

PASSED, NOT_PASSED = "ผ่านเกณฑ์", "ไม่ผ่านเกณฑ์"
HOW_TO_READ = (
    "คอลัมน์ “คะแนนจากสูตร” คำนวณด้วยสูตรในไฟล์นี้ เลือกที่ช่องเพื่อดูว่าตัวเลขมาจากช่องใด",
    "คอลัมน์ “คะแนนทางการ” คือตัวเลขที่ระบบบันทึกไว้เมื่อปิดรอบ คอลัมน์ “ผลตรวจ” บอกว่าสองค่านี้ตรงกันหรือไม่",
    f"ช่องที่เขียนว่า “{WITHHELD}” ไม่ใช่ 0 คะแนน ระบบไม่เปิดเผยเพื่อไม่ให้รู้ว่าใครตอบอะไร",
    "วิธีคิดคะแนนทุกขั้นเขียนไว้ในแผ่นงาน “วิธีคิด”",
)
_LABELS = (
    "หน่วยงาน",
    "ปีงบประมาณ พ.ศ.",
    "ใช้แบบวัดของปี พ.ศ.",
    "คะแนนรวม",
    "ระดับ",
    "ระดับทางการ",
    "เกณฑ์ผ่าน (คะแนน)",
    "ผลเทียบเกณฑ์ผ่าน",
    "รหัสตรวจสอบผล",
)
_MARK = _LABELS.index("เกณฑ์ผ่าน (คะแนน)")
_ONE_PAPER = 50
"""Rows that stay readable on one sheet of paper."""
_KINDS = {"คะแนนรวม": Kind.FIGURE, "เกณฑ์ผ่าน (คะแนน)": Kind.FIGURE}


def write_summary(
    page: Page,
    shown: ShownResult,
    edition: Edition,
    scores: Mapping[Instrument, Scored],
    read: Read,
) -> TotalPlaces:
    """Facts stand first and are written last, for their formulas look down to the tables."""
    page.is_frozen = False
    facts = page.skip(len(_LABELS) + 1)
    places = write_instruments(page, shown, edition, scores, read)
    page.skip()
    level = write_levels(page, edition.scheme, places.rated)
    page.skip()
    _write_paragraphs(page, "หมายเหตุ", _list_remarks(shown))
    _write_paragraphs(page, "วิธีอ่านไฟล์นี้", HOW_TO_READ)
    _write_facts(page, facts, _list_facts(page, facts, shown, edition, places, level))
    page.papers = 1 if page.row <= _ONE_PAPER else 0
    return places


def _list_facts(
    page: Page, at: int, shown: ShownResult, edition: Edition, places: TotalPlaces, level: Cell
) -> tuple[Cell, ...]:
    """What stands beside each of the labels."""
    mark, rated = edition.scheme.marks.pass_, places.rated
    total: Cell = WITHHELD
    passed: Cell = WITHHELD
    if rated is not None:
        total = Formula(rated.total, rated.score)
        words = PASSED if rated.score >= mark else NOT_PASSED
        test = f"{rated.total}>={page.cell(at + _MARK, 1)}"
        passed = Formula(f'IF({test},"{PASSED}","{NOT_PASSED}")', words)
    return (
        shown.agency,
        str(shown.fiscal_year),
        str(shown.edition),
        total,
        level,
        shown.level or WITHHELD,
        mark,
        passed,
        shown.fingerprint,
    )


def _write_facts(page: Page, at: int, facts: tuple[Cell, ...]) -> None:
    for place, (label, fact) in enumerate(zip(_LABELS, facts, strict=True)):
        kinds = (Kind.TEXT, _KINDS.get(label, Kind.TEXT))
        page.write_row((label, fact), kinds=kinds, at=at + place)


def _write_paragraphs(page: Page, heading: str, paragraphs: tuple[str, ...]) -> None:
    page.write_note(heading, Tone.GROUP)
    for paragraph in paragraphs:
        page.write_note(paragraph)
    page.skip()


def _list_remarks(shown: ShownResult) -> tuple[str, ...]:
    lines = word_remarks(shown, THAI)
    words = (f"{r.sentence} เหตุผล: {r.reason}" if r.reason else r.sentence for r in lines)
    return tuple(words) or ("ไม่มีหมายเหตุ",)
