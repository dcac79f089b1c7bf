"""The sheet รายปี: this result beside those of other years, and what changed in a year."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from survey_app.core.analysis import change_of_total, recompute_year
from survey_app.core.questionnaire import Edition, Instrument
from survey_app.core.scoring import hundredths
from survey_app.core.statistics import sample_deviation
from survey_app.reports.result_workbook.cells import Cell, Formula
from survey_app.reports.result_workbook.indicator_sheet import IndicatorRows
from survey_app.reports.result_workbook.instrument_table import TotalPlaces
from survey_app.reports.result_workbook.page import Column, Page
from survey_app.reports.result_workbook.scores import AGREES, DIFFERS, round_formula
from survey_app.reports.result_workbook.style import COLOURS, Kind, Tone
from survey_app.reports.result_workbook.year_columns import (
    NOT_COMPARABLE,
    UNKNOWN,
    YearColumn,
    year_before,
)

LEAD = 2
TOTAL_NAME = 1
_NO_PERCENT = "คิดร้อยละไม่ได้"
_NOT_IMPORTED = "–"


def year_columns(years: Sequence[YearColumn]) -> tuple[Column, ...]:
    """The columns of the sheet: the indicators, a column a year, and the change."""
    return (
        Column("ที่", 8, Kind.CENTRE),
        Column("รายการ", 52),
        *(Column(year.name, 17, Kind.SCORE) for year in years),
        Column("เปลี่ยนแปลง (คะแนน)", 18, Kind.SCORE),
        Column("เปลี่ยนแปลง (ร้อยละ)", 18, Kind.SCORE),
    )


@dataclass(frozen=True, slots=True)
class YearSheet:
    """The sheet while it is written: what its formulas look at."""

    page: Page
    years: tuple[YearColumn, ...]
    edition: Edition
    rows: IndicatorRows
    total: TotalPlaces
    first: int

    @property
    def last(self) -> int:
        """The row of the last indicator."""
        return self.first + len(self.rows.by_number) - 1

    def column_of(self, year: YearColumn) -> int:
        """The sheet's column of a year."""
        return LEAD + self.years.index(year)

    def cell(self, row: int, year: YearColumn) -> str:
        """How a formula names a year's cell."""
        return self.page.cell(row, self.column_of(year))

    def block(self, year: YearColumn, numbers: Sequence[int] | None = None) -> str:
        """A year's cells of these indicators, by default of all."""
        order = list(self.rows.by_number)
        places = [order.index(no) for no in numbers or order]
        return f"{self.cell(self.first + min(places), year)}:{self.cell(self.first + max(places), year)}"

    def scores(self, year: YearColumn) -> dict[int, Decimal] | None:
        """All of a year's indicator scores, or None where any is missing."""
        found = {no: year.score(no) for no in self.rows.by_number}
        known = {no: score for no, score in found.items() if isinstance(score, Decimal)}
        return known if len(known) == len(found) else None


def write_years(sheet: YearSheet, names: Mapping[int, str]) -> None:
    """The indicators and what follows from them, a column a year."""
    page = sheet.page
    for no, instrument in sheet.rows.instruments.items():
        scores: list[Cell] = [_score_cell(sheet, year, no) for year in sheet.years]
        change = _change_cells(sheet, [year.score(no) for year in sheet.years])
        page.write_row((str(no), names[no], *scores, *change), colour=COLOURS[instrument])
    totals: list[Cell] = [_total_cell(sheet, year) for year in sheet.years]
    row = page.row
    change = _change_cells(sheet, [_comparable_total(year) for year in sheet.years])
    page.write_row((None, "คะแนนรวม", *totals, *change), Tone.WHOLE)
    _write_recomputed(sheet, row)
    levels = [year.show(year.figures.level) for year in sheet.years]
    page.write_row((None, "ระดับ", *levels, None, None))
    for figure in _FIGURES:
        cells = [_figure_cell(sheet, year, figure) for year in sheet.years]
        page.write_row((None, figure.label, *cells, None, None))


def _score_cell(sheet: YearSheet, year: YearColumn, no: int) -> Cell:
    score = year.score(no)
    live = year.is_this and isinstance(score, Decimal)
    return Formula(sheet.rows.score_of(no), score) if live else score


def _total_cell(sheet: YearSheet, year: YearColumn) -> Cell:
    total = year.figures.total
    if total is None or not year.is_this:
        return year.show(total)
    return Formula(sheet.total.total.rounded, total)


def _comparable_total(year: YearColumn) -> Decimal | str:
    if not year.comparable:
        return NOT_COMPARABLE
    return year.missing if year.figures.total is None else year.figures.total


def _change_cells(sheet: YearSheet, values: Sequence[Decimal | str]) -> tuple[Cell, Cell]:
    """Points and percent since the year before, from displayed figures (rules, Score)."""
    this = next(year for year in sheet.years if year.is_this)
    before = year_before(sheet.years, this)
    if before is None:
        return UNKNOWN, UNKNOWN
    now, then = (values[sheet.years.index(year)] for year in (this, before))
    if isinstance(now, str) or isinstance(then, str):
        words = now if isinstance(now, str) else str(then)
        return words, words
    here, there = (sheet.cell(sheet.page.row, year) for year in (this, before))
    change = change_of_total(now, then)
    points = Formula(f"ROUND({here}-{there},2)", change.points)
    if not then:
        return points, _NO_PERCENT
    return points, Formula(round_formula(f"({here}-{there})/{there}*100"), change.percent)


def _write_recomputed(sheet: YearSheet, total_row: int) -> None:
    """What an imported year's indicators give, beside the total that was announced."""
    page = sheet.page
    row = page.row
    found = [_recomputed_cell(sheet, year) for year in sheet.years]
    page.write_row((None, "คะแนนรวมที่คำนวณใหม่จากตัวชี้วัด (ปีที่นำเข้า)", *found, None, None))
    checks: list[Cell] = []
    for year in sheet.years:
        figures, known = year.figures, None not in (year.figures.total, year.figures.recomputed)
        test = f"{sheet.cell(total_row, year)}={sheet.cell(row, year)}"
        words = AGREES if figures.agrees else DIFFERS
        check = Formula(f'IF({test},"{AGREES}","{DIFFERS}")', words)
        checks.append(check if figures.imported and known else _NOT_IMPORTED)
    page.write_row((None, "ตรงกับคะแนนที่ประกาศหรือไม่", *checks, None, None))


def _recomputed_cell(sheet: YearSheet, year: YearColumn) -> Cell:
    """A formula where this edition's weights give the same; else the figure as it was computed."""
    recomputed, scores = year.figures.recomputed, sheet.scores(year)
    if recomputed is None:
        return _NOT_IMPORTED if not year.figures.imported else UNKNOWN
    groups = _groups(sheet.rows.instruments)
    weights = sheet.edition.scheme.weights
    if scores is None or recompute_year(weights, groups, scores, None).recomputed != recomputed:
        return recomputed
    parts = (
        f"{sheet.total.weights[name]}*AVERAGE({sheet.block(year, numbers)})"
        for name, numbers in groups.items()
    )
    return Formula(round_formula(f"({'+'.join(parts)})/100"), recomputed)


def _groups(instruments: Mapping[int, Instrument]) -> dict[str, tuple[int, ...]]:
    names = dict.fromkeys(instruments.values())
    return {name: tuple(no for no, n in instruments.items() if n == name) for name in names}


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure drawn from a year's indicators: its formula around them, and what it gives."""

    label: str
    formula: str
    reckon: Callable[[list[Decimal]], Decimal]
    rounded: bool = False

    def write(self, block: str) -> str:
        formula = f"{self.formula}({block})"
        return round_formula(formula) if self.rounded else formula


def _mean(scores: list[Decimal]) -> Decimal:
    return hundredths(Fraction(sum(scores)) / len(scores))


_FIGURES = (
    _Figure("ค่าเฉลี่ยของตัวชี้วัด", "AVERAGE", _mean, rounded=True),
    _Figure("ส่วนเบี่ยงเบนมาตรฐาน (n−1)", "_xlfn.STDEV.S", sample_deviation, rounded=True),
    _Figure("ตัวชี้วัดที่ได้คะแนนสูงสุด", "MAX", max),
    _Figure("ตัวชี้วัดที่ได้คะแนนต่ำสุด", "MIN", min),
)


def _figure_cell(sheet: YearSheet, year: YearColumn, figure: _Figure) -> Cell:
    scores = sheet.scores(year)
    if scores is not None:
        return Formula(figure.write(sheet.block(year)), figure.reckon(list(scores.values())))
    return year.missing if year.comparable else NOT_COMPARABLE
