"""How many sheets were sent, by place and day; and how many respondents met an error."""

from datetime import date

from sqlalchemy import func
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from survey_app.storage.tables import ParticipationRow, RespondentErrorRow


def count_one(session: Session, survey: str, place: str, day: date) -> None:
    """One more sheet from a place; the survey's pool is locked, so the count cannot be lost."""
    row = session.get(ParticipationRow, (survey, place, day))
    if row is None:
        row = ParticipationRow(survey=survey, place=place, day=day, n=0)
    row.n += 1
    session.add(row)
    session.flush()


def count_sheets(session: Session, survey: str) -> int:
    """Sheets sent to a survey."""
    query = select(func.coalesce(func.sum(ParticipationRow.n), 0))
    return int(session.exec(query.where(ParticipationRow.survey == survey)).one())


def count_by_place(session: Session, survey: str) -> dict[str, int]:
    """Sheets sent by place."""
    query = (
        select(ParticipationRow.place, func.sum(ParticipationRow.n))
        .where(ParticipationRow.survey == survey)
        .group_by(col(ParticipationRow.place))
    )
    return {place: int(n) for place, n in session.exec(query)}


def count_error(session: Session, day: date, kind: str) -> None:
    """One more respondent's error of a kind on a day: all that it leaves behind."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    first = insert(RespondentErrorRow).values(day=day, kind=kind, n=1)
    again = {"n": RespondentErrorRow.__table__.c.n + 1}  # type: ignore[attr-defined]  # SQLModel
    session.execute(first.on_conflict_do_update(index_elements=["day", "kind"], set_=again))
