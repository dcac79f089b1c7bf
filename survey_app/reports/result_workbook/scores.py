"""A score in four cells: before rounding, rounded, the official one, and whether the two agree.

Spreadsheets reckon with binary floats. Rounding to ten decimals first takes off what those leave
behind, so that an exact half rounds up as the rules ask, on every machine.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from xlsxwriter.utility import xl_cell_to_rowcol, xl_rowcol_to_cell

from survey_app.core.scoring import hundredths, mean
from survey_app.reports.result_workbook.cells import WITHHELD, Cell, Formula
from survey_app.reports.result_workbook.page import Column, Page
from survey_app.reports.result_workbook.style import Kind, Tone

AGREES = "ตรงกัน"
DIFFERS = "ไม่ตรงกัน"
UNFOLLOWED = "ค่าทางการ ไม่มีสูตร"
"""Beside a score that is shown although what it is made of is withheld."""

BEFORE, ROUNDED, OFFICIAL, CHECK = range(4)
SCORE_COLUMNS = (
    Column("คะแนนก่อนปัดเศษ", 17, Kind.EXACT),
    Column("คะแนนจากสูตร", 17, Kind.SCORE),
    Column("คะแนนทางการ", 17, Kind.SCORE),
    Column("ผลตรวจ", 17, Kind.CENTRE),
)


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the reckoning: its formula with its exact value, and the official score.

    `formula` and `exact` are None together where what the formula needs is withheld.
    """

    formula: str | None
    exact: Fraction | None
    official: Decimal | None


@dataclass(frozen=True, slots=True)
class Scored:
    """A score that stands in the workbook: where, on any sheet, and what it is."""

    before: str
    rounded: str
    exact: Fraction | None
    official: Decimal | None

    @property
    def found(self) -> Decimal | None:
        """What stands in the rounded cell."""
        return self.official if self.exact is None else hundredths(self.exact)


def write_scored(
    page: Page,
    lead: tuple[Cell, ...],
    step: Step,
    tone: Tone = Tone.PLAIN,
    *,
    tail: tuple[Cell, ...] = (),
    colour: str | None = None,
) -> Scored:
    """A row: `lead`, a score's four cells, and `tail`; the row is as wide as the page's columns."""
    first = len(lead)
    cells = (*lead, *score_cells(page, page.row, first, step), *tail)
    empty = (None,) * (len(page.columns) - len(cells))
    row = page.write_row((*cells, *empty), tone, colour=colour)
    return Scored(
        page.place(row, first + BEFORE), page.place(row, first + ROUNDED), step.exact, step.official
    )


def score_cells(page: Page, row: int, first: int, step: Step) -> tuple[Cell, ...]:
    """The four cells of a score, the first in column `first`."""
    if step.official is None:
        return (WITHHELD,) * len(SCORE_COLUMNS)
    if step.formula is None or step.exact is None:
        return WITHHELD, step.official, step.official, UNFOLLOWED
    before, rounded, official = (page.cell(row, first + part) for part in range(CHECK))
    found = hundredths(step.exact)
    return (
        Formula(step.formula, step.exact),
        Formula(round_formula(before), found),
        step.official,
        check_cell(rounded, official, agrees=found == step.official),
    )


def round_formula(formula: str) -> str:
    """`formula` rounded half up to two decimals."""
    return f"ROUND(ROUND({formula},10),2)"


def check_cell(found: str, official: str, *, agrees: bool) -> Formula:
    """Whether two cells hold the same."""
    return Formula(f'IF({found}={official},"{AGREES}","{DIFFERS}")', AGREES if agrees else DIFFERS)


def mean_step(parts: Sequence[Scored], official: Decimal | None) -> Step:
    """The mean of scores on the same sheet; without a formula where any of them is withheld."""
    exact = [part.exact for part in parts if part.exact is not None]
    if len(exact) < len(parts):
        return Step(None, None, official)
    cells = [_same_sheet(part.before) for part in parts]
    return Step(f"AVERAGE({_list_cells(cells)})", mean(exact), official)


def _same_sheet(place: str) -> str:
    return place.rpartition("!")[2].replace("$", "")


def _list_cells(cells: Sequence[str]) -> str:
    """Cells as a range where they stand under each other, else one by one."""
    (row, column), (last, _) = xl_cell_to_rowcol(cells[0]), xl_cell_to_rowcol(cells[-1])
    close = [xl_rowcol_to_cell(place, column) for place in range(row, last + 1)] == list(cells)
    return f"{cells[0]}:{cells[-1]}" if close and len(cells) > 1 else ",".join(cells)
