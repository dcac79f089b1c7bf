"""How a survey and its links stand at this moment, in one look: what a sheet is judged by."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from survey_app.core.rounds import Place, PlaceKind, RoundState, StaffAccess, Survey, SurveyDays
from survey_app.storage.tables import metadata

_SURVEY, _ROUND, _PLACE = (metadata.tables[name] for name in ("survey", "round", "place"))


@dataclass(frozen=True, slots=True)
class Standing:
    """A survey, the state of its round and how people are admitted; its places by link code."""

    survey: Survey
    round_state: RoundState
    access: StaffAccess
    places: dict[str, Place]


def read_standing(session: Session, survey: str, links: Collection[str]) -> Standing | None:
    """The survey as it stands with those of its places; None where no link is one of its own."""
    rows = session.connection().execute(_QUERY, {"of": survey, "links": list(links)}).all()
    if not rows:
        return None
    access = StaffAccess(rows[0].staff_access)
    return Standing(
        survey=_survey(rows[0]),
        round_state=RoundState(rows[0].state),
        access=access if rows[0].instrument == "IIT" else StaffAccess.LINK,
        places={row.link_code: _place(row) for row in rows},
    )


_QUERY = (
    sa.select(
        *(_SURVEY.c[name] for name in ("instrument", "opens_on", "closes_on", "ended_on")),
        *(_ROUND.c[name] for name in ("state", "staff_access")),
        *(_PLACE.c[name] for name in ("link_code", "name", "stopped_on", "stop_reason")),
        _PLACE.c.daily_ceiling,
        _PLACE.c.kind,
        _SURVEY.c.id.label("survey_id"),
        _SURVEY.c.round.label("round_id"),
        _PLACE.c.id.label("place_id"),
    )
    .join_from(_PLACE, _SURVEY, _PLACE.c.survey == _SURVEY.c.id)
    .join(_ROUND, _SURVEY.c.round == _ROUND.c.id)
    .where(
        _SURVEY.c.id == sa.bindparam("of"),
        _PLACE.c.link_code.in_(sa.bindparam("links", expanding=True)),
    )
    .order_by(_PLACE.c.link_code)
)


def _survey(row: Any) -> Survey:
    days = SurveyDays(row.opens_on, row.closes_on)
    return Survey(row.survey_id, row.round_id, row.instrument, days, row.ended_on)


def _place(row: Any) -> Place:
    return Place(
        id=row.place_id,
        survey=row.survey_id,
        name=row.name,
        link_code=row.link_code,
        stopped_on=row.stopped_on,
        stop_reason=row.stop_reason,
        daily_ceiling=row.daily_ceiling,
        kind=PlaceKind(row.kind),
    )
