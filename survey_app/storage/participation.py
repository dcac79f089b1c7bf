"""How many sheets were sent, by place and day; and how many respondents met an error."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

import sqlalchemy as sa
from sqlalchemy import func
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from survey_app.storage.arrival import write_shuffled
from survey_app.storage.prepared import Prepared
from survey_app.storage.tables import ParticipationRow, RespondentErrorRow, metadata

_TABLE = metadata.tables["participation"]
_REMOVAL = Prepared(
    sa.delete(_TABLE)
    .where(_TABLE.c.survey == sa.bindparam("survey"), _TABLE.c.day == sa.bindparam("day"))
    .returning(_TABLE.c.place, _TABLE.c.n)
)


def note_sheets(session: Session, survey: str, sent: Mapping[str, int], day: date) -> None:
    """More sheets by place; the survey's pool is locked, so no count can be lost.

    All places of the day are written again in random order: no row tells which place came last.
    """
    counts: Counter[str] = Counter(dict(_REMOVAL.run(session, survey=survey, day=day)))
    counts.update(sent)
    rows = [{"survey": survey, "place": of, "day": day, "n": n} for of, n in counts.items()]
    write_shuffled(session, _TABLE, rows)


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
