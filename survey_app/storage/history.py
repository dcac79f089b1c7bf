"""Past years as they were announced."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlmodel import Session, col, select

from survey_app.storage.tables import HistoryScoreRow, HistoryYearRow


@dataclass(frozen=True, slots=True)
class HistoryYear:
    """An announced year: its scheme, total if known, and indicator scores by number."""

    fiscal_year: int
    scheme: int
    announced_total: Decimal | None
    scores: Mapping[int, Decimal]


def write_year(session: Session, agency: str, year: HistoryYear) -> None:
    """Add a past year, or replace the one that stands there."""
    total = None if year.announced_total is None else str(year.announced_total)
    session.merge(
        HistoryYearRow(
            agency=agency,
            fiscal_year=year.fiscal_year,
            scheme=year.scheme,
            announced_total=total,
        )
    )
    session.flush()
    for no, score in year.scores.items():
        session.merge(
            HistoryScoreRow(
                agency=agency, fiscal_year=year.fiscal_year, indicator=no, score=str(score)
            )
        )
    session.flush()


def read_years(session: Session, agency: str) -> list[HistoryYear]:
    """The past years of an agency, newest first."""
    query = select(HistoryYearRow).where(HistoryYearRow.agency == agency)
    rows = session.exec(query.order_by(col(HistoryYearRow.fiscal_year).desc()))
    return [_year(session, row) for row in rows]


def _year(session: Session, row: HistoryYearRow) -> HistoryYear:
    query = select(HistoryScoreRow).where(
        HistoryScoreRow.agency == row.agency, HistoryScoreRow.fiscal_year == row.fiscal_year
    )
    scores = session.exec(query.order_by(col(HistoryScoreRow.indicator)))
    total = None if row.announced_total is None else Decimal(row.announced_total)
    by_number = {score.indicator: Decimal(score.score) for score in scores}
    return HistoryYear(row.fiscal_year, row.scheme, total, by_number)
