"""How a survey and its links stand at this moment, in one look: what a sheet is judged by."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Session

from survey_app.core.questionnaire import SurveyInstrument
from survey_app.core.rounds import Place, PlaceKind, RoundState, StaffAccess, Survey, SurveyDays
from survey_app.storage.prepared import Prepared
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
    rows = [_Row(*found) for found in _QUERY.run(session, of=survey)]
    places = {row.link_code: _place(row) for row in rows if row.link_code in links}
    if not places:
        return None
    access = StaffAccess(rows[0].staff_access)
    return Standing(
        survey=_survey(rows[0]),
        round_state=RoundState(rows[0].state),
        access=access if rows[0].instrument == "IIT" else StaffAccess.LINK,
        places=places,
    )


class _Row(NamedTuple):
    """A place, its survey and its round."""

    place_id: str
    link_code: str
    name: str
    kind: str
    daily_ceiling: int | None
    stopped_on: date | None
    stop_reason: str
    survey_id: str
    round_id: str
    instrument: SurveyInstrument
    opens_on: date | None
    closes_on: date | None
    ended_on: date | None
    state: str
    staff_access: str


_QUERY = Prepared(
    sa.select(
        *(_PLACE.c[name] for name in ("id", "link_code", "name", "kind", "daily_ceiling")),
        *(_PLACE.c[name] for name in ("stopped_on", "stop_reason")),
        *(_SURVEY.c[name] for name in ("id", "round", "instrument")),
        *(_SURVEY.c[name] for name in ("opens_on", "closes_on", "ended_on")),
        *(_ROUND.c[name] for name in ("state", "staff_access")),
    )
    .join_from(_PLACE, _SURVEY, _PLACE.c.survey == _SURVEY.c.id)
    .join(_ROUND, _SURVEY.c.round == _ROUND.c.id)
    .where(_PLACE.c.survey == sa.bindparam("of"))
)
"""All places of a survey: those that sent are few of a few, and a list of them costs more."""


def _survey(row: _Row) -> Survey:
    days = SurveyDays(row.opens_on, row.closes_on)
    return Survey(row.survey_id, row.round_id, row.instrument, days, row.ended_on)


def _place(row: _Row) -> Place:
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
