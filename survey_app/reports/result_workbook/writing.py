"""The whole workbook: its sheets in their order, written from the questions upwards."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

from xlsxwriter import Workbook

from survey_app.core.disclosure import ShownResult
from survey_app.core.questionnaire import Edition, Instrument, Text
from survey_app.core.years import YearFigures
from survey_app.reports.result_workbook.answer_sheet import ANSWER_COLUMNS, write_answers
from survey_app.reports.result_workbook.disclosure_sheet import (
    ADDRESS_COLUMNS,
    DISCLOSURE_COLUMNS,
    write_addresses,
    write_disclosure,
)
from survey_app.reports.result_workbook.graphs import GRAPH_COLUMNS, draw_graphs
from survey_app.reports.result_workbook.indicator_sheet import INDICATOR_COLUMNS, write_indicators
from survey_app.reports.result_workbook.instrument_table import SUMMARY_COLUMNS
from survey_app.reports.result_workbook.method_sheet import METHOD_COLUMNS, write_method
from survey_app.reports.result_workbook.page import Column, Page
from survey_app.reports.result_workbook.profile_sheet import PROFILE_COLUMNS, write_profile
from survey_app.reports.result_workbook.style import COLOURS, NEUTRAL, Style
from survey_app.reports.result_workbook.summary_sheet import write_summary
from survey_app.reports.result_workbook.survey_sheet import (
    SURVEY_COLUMNS,
    InstrumentScores,
    write_survey,
)
from survey_app.reports.result_workbook.year_columns import YearColumn, list_columns, restate
from survey_app.reports.result_workbook.year_sheet import YearSheet, write_years, year_columns
from survey_app.reports.spreadsheets import MADE, OPTIONS, clean_text

SHEETS = (
    "สรุปผล",
    "ตัวชี้วัด",
    "แผนภูมิ",
    "IIT",
    "EIT",
    "OIT",
    "ที่อยู่เว็บ OIT",
    "จำนวนคำตอบ",
    "ข้อมูลผู้ตอบ",
    "รายปี",
    "วิธีคิด",
)
"""The sheets' names in their order."""

SELF_ASSESSMENT = "ผลการประเมินตนเอง ไม่ใช่ผลที่ประกาศระดับประเทศ"


def write(shown: ShownResult, edition: Edition, years: tuple[YearFigures, ...]) -> bytes:
    """What `write_workbook` promises."""
    out = BytesIO()
    with Workbook(out, OPTIONS) as workbook:
        title = f"ผลการประเมิน ITA ปีงบประมาณ พ.ศ. {shown.fiscal_year}"
        workbook.set_properties({"created": MADE, "title": title})
        columns = list_columns(shown, edition, years)
        book = _open_book(workbook, shown, columns)
        _write_book(book, shown, edition, columns)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class _Book:
    """The workbook with its pages by name, opened in order and not yet written."""

    workbook: Workbook
    pages: Mapping[str, Page]


def _open_book(workbook: Workbook, shown: ShownResult, years: tuple[YearColumn, ...]) -> _Book:
    style = Style(workbook)
    subtitle = (
        f"{clean_text(shown.agency)} · ปีงบประมาณ พ.ศ. {shown.fiscal_year} · {SELF_ASSESSMENT}"
    )
    pages = {}
    for name, (title, columns, colour) in zip(SHEETS, _layouts(years), strict=True):
        page = Page(name, workbook.add_worksheet(name), style, columns, colour)
        page.write_title(title, subtitle)
        pages[name] = page
    return _Book(workbook, pages)


def _layouts(years: tuple[YearColumn, ...]) -> tuple[tuple[str, tuple[Column, ...], str], ...]:
    """Title, columns and colour of each sheet."""
    return (
        ("สรุปผลการประเมินคุณธรรมและความโปร่งใส", SUMMARY_COLUMNS, NEUTRAL),
        ("คะแนนรายตัวชี้วัด", INDICATOR_COLUMNS, NEUTRAL),
        ("แผนภูมิ", GRAPH_COLUMNS, NEUTRAL),
        ("แบบ IIT: คะแนนรายข้อ", SURVEY_COLUMNS, COLOURS["IIT"]),
        ("แบบ EIT: คะแนนรายข้อ", SURVEY_COLUMNS, COLOURS["EIT"]),
        ("แบบ OIT: คะแนนรายรายการ", DISCLOSURE_COLUMNS, COLOURS["OIT"]),
        ("ที่อยู่เว็บของรายการ OIT", ADDRESS_COLUMNS, COLOURS["OIT"]),
        ("จำนวนผู้เลือกแต่ละคำตอบ", ANSWER_COLUMNS, NEUTRAL),
        ("ข้อมูลผู้ตอบ นับทีละคำถาม", PROFILE_COLUMNS, NEUTRAL),
        ("เปรียบเทียบรายปี", year_columns(years), NEUTRAL),
        ("วิธีคิดคะแนน", METHOD_COLUMNS, NEUTRAL),
    )


def _write_book(
    book: _Book, shown: ShownResult, edition: Edition, years: tuple[YearColumn, ...]
) -> None:
    """From the questions upwards, so that every formula knows the cells it looks at."""

    def read(text: Text) -> str:
        return text.read("th", agency=shown.agency, year=shown.fiscal_year)

    pages, names = book.pages, edition.scheme.instruments
    iit = write_survey(pages["IIT"], shown.iit, edition.iit, read(names.IIT), read)
    eit = write_survey(pages["EIT"], shown.eit, edition.eit, read(names.EIT), read)
    oit = write_disclosure(pages["OIT"], shown.oit, read(names.OIT))
    scores: dict[Instrument, InstrumentScores] = {"IIT": iit, "EIT": eit, "OIT": oit}
    wholes = {name: part.whole for name, part in scores.items()}
    total = write_summary(pages["สรุปผล"], shown, edition, wholes, read)
    parts = {no: s for part in scores.values() for no, s in part.indicators.items()}
    rows = write_indicators(pages["ตัวชี้วัด"], shown, edition, parts)
    page = pages["รายปี"]
    page.write_header()
    found = {no: scored.found for no, scored in parts.items()}
    restated = restate(years, found, total.total.found)
    sheet = YearSheet(page, restated, edition, rows, total, page.row)
    write_years(sheet, edition.indicator_names)
    draw_graphs(pages["แผนภูมิ"], book.workbook, sheet)
    forms = ((shown.iit, edition.iit), (shown.eit, edition.eit))
    write_addresses(pages["ที่อยู่เว็บ OIT"], shown.oit)
    write_answers(pages["จำนวนคำตอบ"], forms, read)
    write_profile(pages["ข้อมูลผู้ตอบ"], forms, read)
    write_method(pages["วิธีคิด"], edition)
    for name, page in pages.items():
        page.finish(f"{name} · {shown.agency} · {shown.fiscal_year}")
