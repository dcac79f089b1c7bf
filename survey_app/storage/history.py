"""Past years as they were announced."""

from decimal import Decimal

from sqlmodel import Session, col, select

from survey_app.core.errors import NotFound
from survey_app.core.past_years import PastYear
from survey_app.storage.tables import HistoryScoreRow, HistoryYearRow


def write_year(session: Session, agency: str, year: PastYear) -> None:
    """Add a past year, or replace the one that stands there, all its scores with it."""
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
    _remove_scores(session, agency, year.fiscal_year)
    for no, score in year.scores.items():
        session.add(
            HistoryScoreRow(
                agency=agency, fiscal_year=year.fiscal_year, indicator=no, score=str(score)
            )
        )
    session.flush()


def find_year(session: Session, agency: str, fiscal_year: int) -> PastYear | None:
    """A past year of an agency, if it was imported."""
    row = session.get(HistoryYearRow, (agency, fiscal_year))
    return None if row is None else _year(session, row)


def remove_year(session: Session, agency: str, fiscal_year: int) -> None:
    """Remove a past year with its scores; raises NotFound."""
    row = session.get(HistoryYearRow, (agency, fiscal_year))
    if row is None:
        raise NotFound("past_year", str(fiscal_year))
    _remove_scores(session, agency, fiscal_year)
    session.delete(row)
    session.flush()


def read_years(session: Session, agency: str) -> list[PastYear]:
    """The past years of an agency, newest first."""
    query = select(HistoryYearRow).where(HistoryYearRow.agency == agency)
    rows = session.exec(query.order_by(col(HistoryYearRow.fiscal_year).desc()))
    return [_year(session, row) for row in rows]


def _remove_scores(session: Session, agency: str, fiscal_year: int) -> None:
    for row in _scores(session, agency, fiscal_year):
        session.delete(row)
    session.flush()


def _scores(session: Session, agency: str, fiscal_year: int) -> list[HistoryScoreRow]:
    query = select(HistoryScoreRow).where(
        HistoryScoreRow.agency == agency, HistoryScoreRow.fiscal_year == fiscal_year
    )
    return list(session.exec(query.order_by(col(HistoryScoreRow.indicator))))


def _year(session: Session, row: HistoryYearRow) -> PastYear:
    total = None if row.announced_total is None else Decimal(row.announced_total)
    scores = {
        one.indicator: Decimal(one.score) for one in _scores(session, row.agency, row.fiscal_year)
    }
    return PastYear(row.fiscal_year, row.scheme, total, scores)
