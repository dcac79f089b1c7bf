"""The years that stand beside each other: what each column holds, the oldest first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from survey_app.core.disclosure import ShownResult
from survey_app.core.questionnaire import Edition
from survey_app.core.years import YearFigures, is_comparable
from survey_app.reports.result_workbook.cells import WITHHELD, Cell

UNKNOWN = "ไม่มีข้อมูล"
NOT_COMPARABLE = "เปรียบเทียบไม่ได้"


@dataclass(frozen=True, slots=True)
class YearColumn:
    """A year, whether it is this round's, and whether its indicators mean the same as this round's."""

    figures: YearFigures
    is_this: bool
    comparable: bool

    @property
    def name(self) -> str:
        """The header of its column."""
        return f"{self.figures.fiscal_year}{' (นำเข้า)' if self.figures.imported else ''}"

    @property
    def missing(self) -> str:
        """The words where it has no figure."""
        return UNKNOWN if self.figures.imported else WITHHELD

    def score(self, no: int) -> Decimal | str:
        """An indicator's score, or why there is none."""
        if not self.comparable:
            return NOT_COMPARABLE
        found = self.figures.scores.get(no)
        return self.missing if found is None else found

    def complete(self, numbers: Iterable[int]) -> bool:
        """Whether every indicator and the total have a figure that may be compared."""
        known = all(isinstance(self.score(no), Decimal) for no in numbers)
        return known and self.figures.total is not None

    def show(self, value: Decimal | str | None) -> Cell:
        """A figure of the year, or why there is none."""
        return self.missing if value is None else value


def list_columns(
    shown: ShownResult, edition: Edition, years: Iterable[YearFigures]
) -> tuple[YearColumn, ...]:
    """The years with this round's among them, the oldest first."""
    this = _this_year(shown, edition)
    others = [year for year in years if not _is_same(year, this)]
    ordered = sorted((*others, this), key=lambda y: (y.fiscal_year, y is this))
    return tuple(
        YearColumn(y, y is this, is_comparable(this, y) or is_comparable(y, this)) for y in ordered
    )


def restate(
    columns: Iterable[YearColumn], scores: Mapping[int, Decimal | None], total: Decimal | None
) -> tuple[YearColumn, ...]:
    """The columns with this round's figures as the workbook's formulas give them."""
    return tuple(
        replace(c, figures=replace(c.figures, scores=scores, total=total)) if c.is_this else c
        for c in columns
    )


def year_before(columns: Iterable[YearColumn], this: YearColumn) -> YearColumn | None:
    """The fiscal year right before this round's, where it may be compared."""
    wanted = this.figures.fiscal_year - 1
    found = [c for c in columns if c.figures.fiscal_year == wanted and c.comparable]
    return found[0] if found else None


def known_run(columns: tuple[YearColumn, ...], numbers: Mapping[int, object]) -> slice:
    """The longest run of complete years that ends with the newest; a line is drawn along it."""
    start = len(columns)
    while start and columns[start - 1].complete(numbers):
        start -= 1
    return slice(start, len(columns))


def _is_same(year: YearFigures, this: YearFigures) -> bool:
    return year.fiscal_year == this.fiscal_year and not year.imported


def _this_year(shown: ShownResult, edition: Edition) -> YearFigures:
    scheme = edition.scheme
    return YearFigures(
        fiscal_year=shown.fiscal_year,
        edition=scheme.edition,
        imported=False,
        scores=shown.indicator_scores,
        total=shown.total,
        recomputed=None,
        level=shown.level,
        statistics=shown.statistics,
        kin=frozenset({scheme.edition, *scheme.continues}),
    )
