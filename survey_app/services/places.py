"""Places where QR codes hang and their links, and the places of paper forms among them."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from survey_app.core.ceilings import check_ceiling
from survey_app.core.disclosure import show_participation
from survey_app.core.errors import BadText, NotFound, WrongState
from survey_app.core.officers import Actor
from survey_app.core.questionnaire import SurveyInstrument
from survey_app.core.rounds import Place, Round, RoundState, StaffAccess, Survey, require_state
from survey_app.services.identifiers import new_id, new_link_code
from survey_app.services.instance import Instance
from survey_app.services.reasons import require_reason
from survey_app.storage import audit, participation, pool, rounds, surveys

LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place with its instrument and how many sheets came from it, in steps until it has ended.

    `full_today` tells no more than the place's own page tells whoever opens it.
    """

    place: Place
    instrument: SurveyInstrument
    sheets: int
    by_link: bool
    full_today: bool


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
    """The places of a round, those of paper forms among them, IIT first, by name."""
    with instance.database.snapshot() as session:
        of = rounds.get_round(session, actor.agency, round_id)
        return [
            view
            for survey in surveys.surveys_of(session, round_id)
            for view in _views(session, of, survey, instance.today)
        ]


def _views(session: Session, of: Round, survey: Survey, today: date) -> list[PlaceView]:
    sent = participation.count_by_place(session, survey.id)
    open_link = of.access(survey.instrument) is StaffAccess.LINK
    return [
        PlaceView(
            place=place,
            instrument=survey.instrument,
            sheets=_shown(survey, sent.get(place.id, 0)),
            by_link=open_link and not place.on_paper,
            full_today=open_link and not survey.ended and is_full(session, place, today),
        )
        for place in surveys.places_of(session, survey.id)
    ]


def _shown(survey: Survey, sheets: int) -> int:
    return sheets if survey.ended else show_participation(sheets)


def is_full(session: Session, place: Place, today: date) -> bool:
    """Whether a place has taken its daily ceiling of sheets."""
    if place.daily_ceiling is None:
        return False
    return place.full(participation.count_place(session, place.id, today))


def list_link_places(instance: Instance, actor: Actor, round_id: str) -> list[PlaceView]:
    """The places that a link leads to, IIT first, by name."""
    return [view for view in list_places(instance, actor, round_id) if not view.place.on_paper]


def find_place(instance: Instance, actor: Actor, round_id: str, place_id: str) -> PlaceView:
    """One place of a round the actor may see, also of paper forms; raises NotFound."""
    for view in list_places(instance, actor, round_id):
        if view.place.id == place_id:
            return view
    raise NotFound("place", place_id)


def find_link_place(instance: Instance, actor: Actor, round_id: str, place_id: str) -> PlaceView:
    """One place that a link leads to; raises NotFound."""
    view = find_place(instance, actor, round_id, place_id)
    if view.place.on_paper:
        raise NotFound("place", place_id)
    return view


def stop_place(instance: Instance, actor: Actor, round_id: str, place_id: str, reason: str) -> None:
    """Stop a place's link at once; what it already gave stays counted, and the result says so.

    No sheet from there is counted once this returns.
    """
    reason = require_reason(reason, "stop_place")
    view = find_link_place(instance, actor, round_id, place_id)
    with instance.database.transaction() as session:
        found, place = _hold_place(session, actor, round_id, view.place, "stop_place")
        if place.stopped_on is not None:
            raise WrongState("stop_place", "stopped")
        surveys.stop_place(session, place_id, instance.today, reason)
        facts: dict[str, str | int] = {"instrument": view.instrument, "place": place.name}
        rounds.add_remark(session, round_id, "place_stopped", reason, facts)
        facts |= {"reason": reason}
        audit.record(session, found.agency, instance.now, actor.name, "place.stop", round_id, facts)


def limit_place(
    instance: Instance, actor: Actor, round_id: str, place_id: str, ceiling: int | None
) -> None:
    """Set how many sheets a day an open link takes at most (None: any number).

    Raises BadCeiling, or WrongState where the survey is answered with codes.
    """
    wanted = None if ceiling is None else check_ceiling(ceiling)
    view = find_link_place(instance, actor, round_id, place_id)
    if not view.by_link:
        raise WrongState("limit_place", "codes")
    with instance.database.transaction() as session:
        found, place = _hold_place(session, actor, round_id, view.place, "limit_place")
        if place.daily_ceiling == wanted:
            return
        surveys.set_ceiling(session, place_id, wanted)
        facts = {"instrument": view.instrument, "place": place.name, "ceiling": wanted}
        audit.record(
            session, found.agency, instance.now, actor.name, "place.limit", round_id, facts
        )


def _hold_place(
    session: Session, actor: Actor, round_id: str, known: Place, verb: str
) -> tuple[Round, Place]:
    """A round that still changes and its place, while no sheet is being counted."""
    pool.hold_pool(session, known.survey)
    found = rounds.get_round(session, actor.agency, round_id)
    require_state(verb, found.state, RoundState.DRAFT, RoundState.OPEN)
    return found, surveys.get_place(session, known.id)


def link_of(place: Place, public_url: str) -> str:
    """The address of a place's start page, as people click it."""
    return f"{public_url}/s/{place.link_code}"
