"""The repository of surveys and of the places where their QR codes hang."""

from datetime import date
from typing import cast

from sqlmodel import Session, col, select

from survey_app.core.admission import ALPHABET
from survey_app.core.errors import NameTaken, NotFound
from survey_app.core.questionnaire import SurveyInstrument
from survey_app.core.rounds import Place, PlaceKind, Survey, SurveyDays
from survey_app.storage.tables import PlaceRow, SurveyRow


def add_survey(session: Session, survey: Survey) -> None:
    """Add a round's IIT or EIT."""
    session.add(
        SurveyRow(
            id=survey.id,
            round=survey.round,
            instrument=survey.instrument,
            opens_on=survey.days.opens_on,
            closes_on=survey.days.closes_on,
        )
    )
    session.flush()


def surveys_of(session: Session, round_id: str) -> list[Survey]:
    """The surveys of a round: IIT, then EIT, the order in which pools are locked."""
    query = select(SurveyRow).where(SurveyRow.round == round_id)
    rows = session.exec(query.order_by(col(SurveyRow.instrument).desc()))
    return [_survey(row) for row in rows]


def find_survey(session: Session, round_id: str, instrument: SurveyInstrument) -> Survey:
    """One survey of a round."""
    return next(s for s in surveys_of(session, round_id) if s.instrument == instrument)


def get_survey(session: Session, survey_id: str) -> Survey:
    """A survey as it stands now, read again even where this session saw it before."""
    return _survey(_survey_row(session, survey_id))


def set_days(session: Session, survey_id: str, days: SurveyDays) -> None:
    """Write the first and last day of a survey."""
    row = _survey_row(session, survey_id)
    row.opens_on, row.closes_on = days.opens_on, days.closes_on
    session.add(row)


def set_languages(session: Session, survey_id: str, languages: tuple[str, ...]) -> None:
    """Write the languages a survey is open in beyond Thai and English."""
    row = _survey_row(session, survey_id)
    row.languages = " ".join(languages)
    session.add(row)


def mark_ended(session: Session, survey_id: str, day: date) -> None:
    """End a survey for good."""
    row = _survey_row(session, survey_id)
    row.ended_on = day
    session.add(row)
    session.flush()


def add_place(session: Session, place: Place) -> None:
    """Add a place; raises NameTaken within its survey."""
    taken = select(PlaceRow.id).where(PlaceRow.survey == place.survey, PlaceRow.name == place.name)
    if session.exec(taken).first():
        raise NameTaken(place.name)
    session.add(
        PlaceRow(
            id=place.id,
            survey=place.survey,
            name=place.name,
            link_code=place.link_code,
            kind=place.kind,
        )
    )
    session.flush()


def places_of(session: Session, survey_id: str) -> list[Place]:
    """The places of a survey by name."""
    query = select(PlaceRow).where(PlaceRow.survey == survey_id).order_by(col(PlaceRow.name))
    return [_place(row) for row in session.exec(query)]


def get_place(session: Session, place_id: str) -> Place:
    """A place as it stands now, read again even where this session saw it before."""
    return _place(session.get_one(PlaceRow, place_id, populate_existing=True))


def find_place(session: Session, link_code: str) -> Place:
    """The place of a link code in any case; raises NotFound."""
    wanted = link_code.upper()
    row = None
    if set(wanted) <= set(ALPHABET):
        row = session.exec(select(PlaceRow).where(PlaceRow.link_code == wanted)).first()
    if row is None:
        raise NotFound("link", link_code)
    return _place(row)


def stop_place(session: Session, place_id: str, day: date, reason: str) -> None:
    """Stop a place's link from that day on."""
    row = session.get_one(PlaceRow, place_id)
    row.stopped_on, row.stop_reason = day, reason
    session.add(row)


def set_ceiling(session: Session, place_id: str, ceiling: int | None) -> None:
    """Write how many sheets a day a place takes at most."""
    row = session.get_one(PlaceRow, place_id)
    row.daily_ceiling = ceiling
    session.add(row)


def _survey_row(session: Session, survey_id: str) -> SurveyRow:
    return session.get_one(SurveyRow, survey_id, populate_existing=True)


def _survey(row: SurveyRow) -> Survey:
    return Survey(
        id=row.id,
        round=row.round,
        instrument=cast("SurveyInstrument", row.instrument),
        days=SurveyDays(row.opens_on, row.closes_on),
        ended_on=row.ended_on,
        languages=tuple(row.languages.split()),
    )


def _place(row: PlaceRow) -> Place:
    return Place(
        id=row.id,
        survey=row.survey,
        name=row.name,
        link_code=row.link_code,
        stopped_on=row.stopped_on,
        stop_reason=row.stop_reason,
        daily_ceiling=row.daily_ceiling,
        kind=PlaceKind(row.kind),
    )
