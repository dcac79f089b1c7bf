"""How many sheets were sent, by place and day; and how many respondents met an error."""

import secrets
from collections import Counter
from datetime import date

from sqlalchemy import delete, func, insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from survey_app.storage.tables import ParticipationRow, RespondentErrorRow


def count_one(session: Session, survey: str, place: str, day: date) -> None:
    """One more sheet from a place; the survey's pool is locked, so the count cannot be lost.

    All places of the day are written again in random order: no row tells which place came last.
    """
    of_today = col(ParticipationRow.survey) == survey, col(ParticipationRow.day) == day
    gone = delete(ParticipationRow).where(*of_today)
    columns = col(ParticipationRow.place), col(ParticipationRow.n)
    counts = Counter(dict(session.execute(gone.returning(*columns)).all()))
    counts[place] += 1
    rows = [{"survey": survey, "place": of, "day": day, "n": n} for of, n in counts.items()]
    secrets.SystemRandom().shuffle(rows)
    session.execute(insert(ParticipationRow), rows)


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


def count_place(session: Session, place: str, day: date) -> int:
    """Sheets sent from a place on a day."""
    query = select(func.coalesce(func.sum(ParticipationRow.n), 0))
    query = query.where(ParticipationRow.place == place, ParticipationRow.day == day)
    return int(session.exec(query).one())


def count_error(session: Session, day: date, kind: str) -> None:
    """One more respondent's error of a kind on a day: all that it leaves behind."""
    is_postgresql = session.get_bind().dialect.name == "postgresql"
    upsert = postgresql.insert if is_postgresql else sqlite.insert
    first = upsert(RespondentErrorRow).values(day=day, kind=kind, n=1)
    again = {"n": RespondentErrorRow.__table__.c.n + 1}  # type: ignore[attr-defined]  # SQLModel
    session.execute(first.on_conflict_do_update(index_elements=["day", "kind"], set_=again))
