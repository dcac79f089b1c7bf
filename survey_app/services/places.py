"""Places where QR codes hang, and their links."""

from dataclasses import dataclass

from survey_app.core.disclosure import show_participation
from survey_app.core.errors import BadText, NotFound, WrongState
from survey_app.core.officers import Actor
from survey_app.core.questionnaire import SurveyInstrument
from survey_app.core.rounds import Place, RoundState, Survey, require_state
from survey_app.services.identifiers import new_id, new_link_code
from survey_app.services.instance import Instance
from survey_app.services.reasons import require_reason
from survey_app.storage import audit, participation, rounds, surveys

LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place with its instrument and how many sheets came from it, in steps until it has ended."""

    place: Place
    instrument: SurveyInstrument
    sheets: int


def add_place(
    instance: Instance, actor: Actor, round_id: str, instrument: SurveyInstrument, name: str
) -> Place:
    """Another place for a survey; raises NameTaken, BadText."""
    name = " ".join("".join(max(char, " ") for char in name).split())
    if not 1 <= len(name) <= LONGEST_NAME:
        raise BadText("place", LONGEST_NAME)
    with instance.database.transaction() as session:
        found = rounds.get_round(session, actor.agency, round_id)
        require_state("add_place", found.state, RoundState.DRAFT, RoundState.OPEN)
        survey = surveys.find_survey(session, round_id, instrument)
        place = Place(new_id(), survey.id, name, new_link_code())
        surveys.add_place(session, place)
        facts = {"instrument": instrument, "place": name}
        audit.record(session, found.agency, instance.now, actor.name, "place.add", round_id, facts)
    return place


def list_places(instance: Instance, actor: Actor, round_id: str) -> list[PlaceView]:
    """The places of a round, IIT first, by name."""
    with instance.database.snapshot() as session:
        rounds.get_round(session, actor.agency, round_id)
        found: list[PlaceView] = []
        for survey in surveys.surveys_of(session, round_id):
            sent = participation.count_by_place(session, survey.id)
            found += [
                PlaceView(place, survey.instrument, _shown(survey, sent.get(place.id, 0)))
                for place in surveys.places_of(session, survey.id)
            ]
        return found


def _shown(survey: Survey, sheets: int) -> int:
    return sheets if survey.ended else show_participation(sheets)


def find_place(instance: Instance, actor: Actor, round_id: str, place_id: str) -> PlaceView:
    """One place of a round the actor may see; raises NotFound."""
    for view in list_places(instance, actor, round_id):
        if view.place.id == place_id:
            return view
    raise NotFound("place", place_id)


def stop_place(instance: Instance, actor: Actor, round_id: str, place_id: str, reason: str) -> None:
    """Stop a place's link at once; what it already gave stays counted, and the result says so."""
    reason = require_reason(reason, "stop_place")
    view = find_place(instance, actor, round_id, place_id)
    if view.place.stopped_on is not None:
        raise WrongState("stop_place", "stopped")
    with instance.database.transaction() as session:
        found = rounds.get_round(session, actor.agency, round_id)
        require_state("stop_place", found.state, RoundState.DRAFT, RoundState.OPEN)
        surveys.stop_place(session, place_id, instance.today, reason)
        facts: dict[str, str | int] = {"instrument": view.instrument, "place": view.place.name}
        rounds.add_remark(session, round_id, "place_stopped", reason, facts)
        facts |= {"reason": reason}
        audit.record(session, found.agency, instance.now, actor.name, "place.stop", round_id, facts)


def link_of(place: Place, public_url: str) -> str:
    """The address of a place's start page, as people click it."""
    return f"{public_url}/s/{place.link_code}"
