"""The table of levels, and the level that a total reaches, found by looking down the table."""

from dataclasses import dataclass
from decimal import Decimal

from survey_app.core.questionnaire import Scheme
from survey_app.core.questionnaire.scheme import Level
from survey_app.reports.result_workbook.cells import WITHHELD, Cell, Formula
from survey_app.reports.result_workbook.page import Page
from survey_app.reports.result_workbook.style import Kind

_HEADS = ("ระดับ", "ช่วงคะแนนรวม", "ตั้งแต่", "ถึง", "แต่ละแบบไม่ต่ำกว่า", "เข้าเกณฑ์")
_KINDS = (Kind.TEXT, Kind.TEXT, Kind.SCORE, Kind.SCORE, Kind.SCORE, Kind.CENTRE)
_NAME, _FROM, _TO, _EACH, _MEETS = 0, 2, 3, 4, 5
_YES, _NO = "ใช่", "ไม่ใช่"


@dataclass(frozen=True, slots=True)
class Rated:
    """What a level is found from: the total and the instruments' scores, and their cells."""

    total: str
    instruments: str
    score: Decimal
    least: Decimal

    def meets(self, level: Level) -> bool:
        """Whether the total lies in the band, and every instrument reaches what it asks of each."""
        within = level.from_ <= self.score <= level.to
        return within and (level.each_from is None or self.least >= level.each_from)


def write_levels(page: Page, scheme: Scheme, rated: Rated | None) -> Cell:
    """The levels, those that ask more first; returns the cell that says which one is reached."""
    blank = (None,) * (len(page.columns) - len(_HEADS))
    page.write_header((*_HEADS, *blank))
    first = page.row
    levels = sorted(scheme.levels, key=lambda level: level.each_from or 0, reverse=True)
    for level in levels:
        words = f"{level.from_:.2f} ถึง {level.to:.2f} คะแนน"
        each: Cell = "–" if level.each_from is None else level.each_from
        meets = WITHHELD if rated is None else _meets(page, level, rated)
        page.write_row((level.name, words, level.from_, level.to, each, meets), kinds=_KINDS)
    if rated is None:
        return WITHHELD
    names, found = (
        f"{page.cell(first, column)}:{page.cell(page.row - 1, column)}"
        for column in (_NAME, _MEETS)
    )
    reached = next(level.name for level in levels if rated.meets(level))
    return Formula(f'INDEX({names},MATCH("{_YES}",{found},0))', reached)


def _meets(page: Page, level: Level, rated: Rated) -> Formula:
    lowest, highest, each = (page.cell(page.row, column) for column in (_FROM, _TO, _EACH))
    asks = [f"{rated.total}>={lowest}", f"{rated.total}<={highest}"]
    if level.each_from is not None:
        asks.append(f"MIN({rated.instruments})>={each}")
    words = _YES if rated.meets(level) else _NO
    return Formula(f'IF(AND({",".join(asks)}),"{_YES}","{_NO}")', words)
