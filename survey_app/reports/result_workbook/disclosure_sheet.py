"""The sheet OIT: every disclosure item, up to sub-indicators, indicators and the instrument."""

from decimal import Decimal
from fractions import Fraction

from survey_app.core.result import (
    DisclosureIndicatorResult,
    DisclosureResult,
    ItemResult,
    SubIndicatorResult,
)
from survey_app.reports.result_workbook.cells import Address, Cell
from survey_app.reports.result_workbook.page import Column, Page
from survey_app.reports.result_workbook.scores import (
    SCORE_COLUMNS,
    Scored,
    Step,
    mean_step,
    write_scored,
)
from survey_app.reports.result_workbook.style import Kind, Tone
from survey_app.reports.result_workbook.survey_sheet import InstrumentScores

DISCLOSURE_COLUMNS = (
    Column("ระดับ", 16),
    Column("รหัส", 9, Kind.CENTRE),
    Column("รายการหรือตัวชี้วัด", 46),
    Column("คำตอบ", 10, Kind.CENTRE),
    Column("คะแนนของผู้ประเมิน", 16, Kind.COUNT),
    *SCORE_COLUMNS,
    Column("ตำแหน่งบนเว็บไซต์", 30),
    Column("ความเห็นของผู้ประเมิน", 30),
    Column("จำนวนที่อยู่เว็บ", 11, Kind.COUNT),
)
ADDRESS_COLUMNS = (
    Column("รหัส", 9, Kind.CENTRE),
    Column("รายการ", 52),
    Column("ลำดับ", 9, Kind.CENTRE),
    Column("ที่อยู่เว็บ", 90, Kind.LINK),
)
_ANSWER, _SCORE = 3, 4
_ANSWERS = {True: "มี", False: "ไม่มี", None: "ยังไม่ตอบ"}
UNSCORED = "ยังไม่ได้ให้คะแนน"
NOTHING_TO_SCORE = "ไม่มีสิ่งให้ประเมิน"


def write_disclosure(page: Page, oit: DisclosureResult, name: str) -> InstrumentScores:
    """Items under each other, each sub-indicator and indicator under its parts, OIT at the end."""
    page.write_header()
    indicators = {part.no: _write_indicator(page, part) for part in oit.indicators}
    step = mean_step(tuple(indicators.values()), oit.score)
    whole = write_scored(page, ("เครื่องมือ", "OIT", name, None, None), step, Tone.WHOLE)
    page.filter_rows()
    return InstrumentScores(whole, indicators)


def _write_indicator(page: Page, part: DisclosureIndicatorResult) -> Scored:
    subs = tuple(_write_sub_indicator(page, sub) for sub in part.sub_indicators)
    lead = ("ตัวชี้วัด", str(part.no), part.name, None, None)
    return write_scored(page, lead, mean_step(subs, part.score), Tone.GROUP)


def _write_sub_indicator(page: Page, sub: SubIndicatorResult) -> Scored:
    items = tuple(_write_item(page, item) for item in sub.items)
    lead = ("ตัวชี้วัดย่อย", sub.code, sub.name, None, None)
    return write_scored(page, lead, mean_step(items, sub.score), Tone.GROUP)


def _write_item(page: Page, item: ItemResult) -> Scored:
    """ไม่มี, unanswered or never scored counts 0 (rules, Score 4): the formula says the same."""
    answer, score = (page.cell(page.row, column) for column in (_ANSWER, _SCORE))
    formula = f'IF(AND({answer}="{_ANSWERS[True]}",ISNUMBER({score})),{score},0)'
    step = Step(formula, Fraction(item.counted), Decimal(item.counted))
    lead = ("รายการ", item.code, item.title, _ANSWERS[item.present], _assessed(item))
    tail = (item.note, item.comment, len(item.urls))
    return write_scored(page, lead, step, tail=tail)


def _assessed(item: ItemResult) -> Cell:
    if item.score is not None:
        return item.score
    return NOTHING_TO_SCORE if item.present is False else UNSCORED


def write_addresses(page: Page, oit: DisclosureResult) -> None:
    """One row an address, so that each is a link of its own."""
    page.write_header()
    items = [item for p in oit.indicators for sub in p.sub_indicators for item in sub.items]
    for item in items:
        for number, url in enumerate(item.urls, start=1):
            page.write_row((item.code, item.title, str(number), Address(url)))
    page.filter_rows()
