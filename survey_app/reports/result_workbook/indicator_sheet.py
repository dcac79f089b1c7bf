"""The sheet ตัวชี้วัด: all indicators beside each other, ranked, and the figures drawn from them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from survey_app.core.disclosure import ShownResult
from survey_app.core.questionnaire import Edition, Instrument
from survey_app.core.scoring import hundredths
from survey_app.core.statistics import Statistics, sample_deviation
from survey_app.reports.result_workbook.cells import WITHHELD, Cell, Formula
from survey_app.reports.result_workbook.page import Column, Page
from survey_app.reports.result_workbook.scores import (
    Scored,
    check_cell,
    round_formula,
)
from survey_app.reports.result_workbook.style import COLOURS, Kind

INDICATOR_COLUMNS = (
    Column("ที่", 8, Kind.CENTRE),
    Column("แบบ", 8, Kind.CENTRE),
    Column("ตัวชี้วัด", 52),
    Column("คะแนนจากสูตร", 23, Kind.SCORE),
    Column("คะแนนทางการ", 23, Kind.SCORE),
    Column("ผลตรวจ", 23, Kind.CENTRE),
    Column("อันดับ", 23, Kind.COUNT),
    Column("เทียบเกณฑ์ตัวชี้วัด", 23, Kind.CENTRE),
)
NAME, FOUND, OFFICIAL = 2, 3, 4
_REACHES, _UNDER = "ถึงเกณฑ์", "ต่ำกว่าเกณฑ์"
_FIGURE_HEADS = ("ค่าจากสูตร", "ค่าทางการ", "ผลตรวจ")
_LABELS = ("ค่าเฉลี่ย", "ส่วนเบี่ยงเบนมาตรฐานของกลุ่มตัวอย่าง (n−1)", "สูงสุด", "ต่ำสุด")


@dataclass(frozen=True, slots=True)
class IndicatorRows:
    """Where the indicators stand: the rows of the first and the last, and of each by number."""

    page: Page
    first: int
    last: int
    by_number: Mapping[int, int]
    instruments: Mapping[int, Instrument]

    def block(self, column: int = FOUND) -> str:
        """The indicators' cells of a column, for formulas on the same sheet."""
        return f"{self.page.cell(self.first, column)}:{self.page.cell(self.last, column)}"

    def score_of(self, no: int) -> str:
        """Where an indicator's score stands, for formulas on any sheet."""
        return self.page.place(self.by_number[no], FOUND)


def instruments_of(edition: Edition) -> dict[int, Instrument]:
    """The instrument that each indicator belongs to, by number in order."""
    found: dict[int, Instrument] = {part.no: "IIT" for part in edition.iit.indicators}
    found |= {part.no: "EIT" for part in edition.eit.indicators}
    return found | {part.no: "OIT" for part in edition.oit.indicators}


def write_indicators(
    page: Page, shown: ShownResult, edition: Edition, scores: Mapping[int, Scored]
) -> IndicatorRows:
    """The indicators in order of their numbers, then mean, deviation, highest and lowest."""
    mark, page.papers = edition.scheme.marks.strength, 1
    page.write_note(f"เกณฑ์ตัวชี้วัด {mark:.2f} คะแนน")
    page.write_header()
    rows = _place_rows(page, edition)
    found = [scores[no].found for no in rows.by_number]
    known = [score for score in found if score is not None]
    ranked = known if shown.statistics and len(known) == len(found) else None
    for no, instrument in rows.instruments.items():
        lead = (str(no), instrument, edition.indicator_names[no])
        cells = _indicator_cells(rows, scores[no], ranked, mark)
        page.write_row((*lead, *cells), colour=COLOURS[instrument])
    page.skip()
    _write_statistics(rows, shown.statistics, ranked)
    return rows


def _place_rows(page: Page, edition: Edition) -> IndicatorRows:
    instruments = instruments_of(edition)
    by_number = {no: page.row + place for place, no in enumerate(instruments)}
    last = page.row + len(instruments) - 1
    return IndicatorRows(page, page.row, last, by_number, instruments)


def _indicator_cells(
    rows: IndicatorRows, scored: Scored, scores: Sequence[Decimal] | None, mark: Decimal
) -> tuple[Cell, ...]:
    """Score, official score, check, rank and mark; `scores` are all, None where any is withheld."""
    found, official = scored.found, scored.official
    if found is None or official is None:
        return (WITHHELD,) * 5
    page = rows.page
    here, beside = page.cell(page.row, FOUND), page.cell(page.row, OFFICIAL)
    place = Formula(f"RANK({here},{rows.block()})", _rank(found, scores)) if scores else WITHHELD
    words = _REACHES if found >= mark else _UNDER
    reaches = Formula(f'IF({here}>={mark},"{_REACHES}","{_UNDER}")', words)
    check = check_cell(here, beside, agrees=found == official)
    return Formula(scored.rounded, found), official, check, place, reaches


def _rank(found: Decimal, scores: Sequence[Decimal]) -> int:
    return 1 + sum(score > found for score in scores)


def _write_statistics(
    rows: IndicatorRows, statistics: Statistics | None, scores: Sequence[Decimal] | None
) -> None:
    page = rows.page
    page.write_header((None, None, "ค่าสถิติของตัวชี้วัดทั้งหมด", *_FIGURE_HEADS, None, None))
    for figure in _figures(rows.block(), statistics, scores):
        row = page.row
        if figure.official is None or figure.found is None:
            cells: tuple[Cell, ...] = (WITHHELD,) * 3
        else:
            agrees = figure.found == figure.official
            check = check_cell(page.cell(row, FOUND), page.cell(row, OFFICIAL), agrees=agrees)
            cells = Formula(figure.formula, figure.found), figure.official, check
        page.write_row((None, None, figure.label, *cells, None, None))


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure drawn from all indicators; without values where any of them is withheld."""

    label: str
    formula: str
    found: Decimal | None = None
    official: Decimal | None = None


def _figures(
    block: str, statistics: Statistics | None, scores: Sequence[Decimal] | None
) -> tuple[_Figure, ...]:
    """Mean and deviation come from the scores as displayed, to two decimals (rules, Score)."""
    if statistics is None or scores is None:
        return tuple(_Figure(label, "") for label in _LABELS)
    mean, deviation, highest, lowest = _LABELS
    middle = hundredths(Fraction(sum(scores)) / len(scores))
    spread, top, bottom = sample_deviation(list(scores)), max(scores), min(scores)
    return (
        _Figure(mean, round_formula(f"AVERAGE({block})"), middle, statistics.mean),
        _Figure(deviation, round_formula(f"_xlfn.STDEV.S({block})"), spread, statistics.sample_sd),
        _Figure(f"{highest} ({_name(statistics.highest)})", f"MAX({block})", top, top),
        _Figure(f"{lowest} ({_name(statistics.lowest)})", f"MIN({block})", bottom, bottom),
    )


def _name(numbers: Sequence[int]) -> str:
    return f"ตัวชี้วัดที่ {', '.join(map(str, numbers))}"
