"""Paper forms of a survey: a place of their own, whose sheets an officer keys in.

A keyed sheet goes the way of every other: `submit_sheet` with the visit that `open_paper` gives.
Nothing is kept of who keyed it, when, or in which order; the audit says that paper was allowed.
"""

from sqlmodel import Session

from survey_app.core.errors import NotFound, WrongState
from survey_app.core.officers import Actor
from survey_app.core.questionnaire import SurveyInstrument
from survey_app.core.rounds import Place, PlaceKind, RoundState, Survey, SurveyState, require_state
from survey_app.services.identifiers import new_id, new_link_code
from survey_app.services.instance import Instance
from survey_app.services.places import PlaceView, list_places
from survey_app.services.respond import Visit, describe_visit
from survey_app.storage import audit, rounds, surveys

NAME = "แบบกระดาษ"
"""What the place is called wherever places are listed."""


def find_paper(
    instance: Instance, actor: Actor, round_id: str, instrument: SurveyInstrument
) -> PlaceView | None:
    """The place of a survey's paper forms, or None while nobody has asked for paper."""
    return next(
        (
            view
            for view in list_places(instance, actor, round_id)
            if view.place.on_paper and view.instrument == instrument
        ),
        None,
    )


def require_paper(
    instance: Instance, actor: Actor, round_id: str, instrument: SurveyInstrument
) -> PlaceView:
    """The place of a survey's paper forms; raises NotFound where there is none."""
    view = find_paper(instance, actor, round_id, instrument)
    if view is None:
        raise NotFound("place", NAME)
    return view


def allow_paper(
    instance: Instance, actor: Actor, round_id: str, instrument: SurveyInstrument
) -> Place:
    """The place of a survey's paper forms, made unless it is there; raises NotFound, WrongState."""
    with instance.database.transaction() as session:
        found = rounds.get_round(session, actor.agency, round_id, lock=True)
        survey = surveys.find_survey(session, round_id, instrument)
        known = surveys.places_of(session, survey.id)
        already = next((place for place in known if place.on_paper), None)
        if already is not None:
            return already
        require_state("allow_paper", found.state, RoundState.DRAFT, RoundState.OPEN)
        if survey.state(found.state, instance.today) is SurveyState.ENDED:
            raise WrongState("allow_paper", SurveyState.ENDED)
        place = _add_place(session, survey, {one.name for one in known})
        facts = {"instrument": instrument, "place": place.name}
        audit.record(
            session, found.agency, instance.now, actor.name, "place.paper", round_id, facts
        )
    return place


def _add_place(session: Session, survey: Survey, taken: set[str]) -> Place:
    """The new place, under a name that no place of the survey has yet."""
    names = (NAME, *(f"{NAME} {number}" for number in range(2, len(taken) + 3)))
    name = next(one for one in names if one not in taken)
    # The column wants a link code; it is shown nowhere, and `visit_survey` knows none of paper.
    place = Place(new_id(), survey.id, name, new_link_code(), kind=PlaceKind.PAPER)
    surveys.add_place(session, place)
    return place


def open_paper(
    instance: Instance, actor: Actor, round_id: str, instrument: SurveyInstrument
) -> Visit:
    """What a sheet on paper belongs to, while its survey accepts; raises NotFound, WrongState."""
    view = require_paper(instance, actor, round_id, instrument)
    with instance.database.snapshot() as session:
        visit = describe_visit(session, view.place, instance.today)
    if visit.state is not SurveyState.ACCEPTING:
        raise WrongState("key_in", visit.state)
    return visit
