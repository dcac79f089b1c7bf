"""What a new agency still has to do before its first round is open, found from what is stored.

Nothing is ticked by hand and nothing kept: a step is done because its thing is there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit

from sqlmodel import Session

from survey_app.core.officers import WRITERS, Actor
from survey_app.core.questionnaire.edition import SURVEY_INSTRUMENTS
from survey_app.core.rounds import Round, RoundState, StaffAccess, SurveyState
from survey_app.services.agencies import own_agency
from survey_app.services.backup import ACT as BACKUP
from survey_app.services.health import LATEST_BACKUP
from survey_app.services.instance import Instance
from survey_app.services.rounds import FIRST_PLACE
from survey_app.services.secret_key import PRINTED, REPLACED
from survey_app.storage import (
    admission_codes,
    agencies,
    audit,
    editions,
    officers,
    rounds,
    surveys,
)
from survey_app.storage.agencies import Agency

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_EVER_OPEN = frozenset({RoundState.OPEN, RoundState.CLOSED})


class Step(StrEnum):
    """A step, in the order in which they are taken."""

    AGENCY = "agency"
    PHONE = "phone"
    EMBLEM = "emblem"
    OFFICERS = "officers"
    ADDRESS = "address"
    KEY = "key"
    BACKUP = "backup"
    ROUND = "round"
    DAYS = "days"
    WORDING = "wording"
    PLACES = "places"
    SLIPS = "slips"
    OPENED = "opened"


OPTIONAL = frozenset({Step.EMBLEM, Step.WORDING})
"""What a round can do without."""


@dataclass(frozen=True, slots=True)
class StepState:
    """A step and whether it is done; `count` is how much of it there is, where that is counted."""

    step: Step
    done: bool
    count: int = 0


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """The steps of an agency; `round` is the one they lead to open, None before there is one.

    `agency` is None while there is no agency at all; then only the first step can be taken.
    """

    agency: Agency | None
    round: Round | None
    steps: tuple[StepState, ...]

    @property
    def needed(self) -> tuple[StepState, ...]:
        """The steps that cannot be left out."""
        return tuple(one for one in self.steps if one.step not in OPTIONAL)

    @property
    def next(self) -> Step | None:
        """The first needed step that is not done; None once the round is open."""
        return next((one.step for one in self.needed if not one.done), None)


def is_beginning(instance: Instance, actor: Actor) -> bool:
    """Whether the actor may open rounds and none they see was ever open: then help comes first."""
    if actor.role not in WRITERS:
        return False
    with instance.database.snapshot() as session:
        return not any(map(_was_open, rounds.list_rounds(session, actor.agency)))


def read_first_steps(instance: Instance, actor: Actor, agency_id: str | None = None) -> FirstSteps:
    """The steps of an agency, or of the first by name that has none open; raises NotFound."""
    with instance.database.snapshot() as session:
        agency = _choose_agency(session, actor, agency_id)
        found = _choose_round(session, agency)
        steps = tuple(_read_steps(session, instance, agency, found))
    return FirstSteps(agency, found, steps)


def _was_open(found: Round) -> bool:
    return found.state in _EVER_OPEN


def _choose_agency(session: Session, actor: Actor, agency_id: str | None) -> Agency | None:
    if agency_id is not None:
        own_agency(actor, agency_id)
        return agencies.get_agency(session, agency_id)
    known = agencies.list_agencies(session, actor.agency)
    begun = {one.agency for one in rounds.list_rounds(session, actor.agency) if _was_open(one)}
    return next((one for one in known if one.id not in begun), known[0] if known else None)


def _choose_round(session: Session, agency: Agency | None) -> Round | None:
    """The newest draft; where none waits, the newest round that was opened."""
    known = rounds.list_rounds(session, agency.id) if agency else []
    drafts = [one for one in known if one.state is RoundState.DRAFT]
    return next(iter([*drafts, *filter(_was_open, known)]), None)


def _read_steps(
    session: Session, instance: Instance, agency: Agency | None, found: Round | None
) -> Iterator[StepState]:
    yield from _read_agency_steps(session, agency)
    yield from _read_machine_steps(session, instance)
    yield StepState(Step.ROUND, found is not None)
    yield from _read_round_steps(session, instance, found)
    yield StepState(Step.OPENED, found is not None and _was_open(found))


def _read_agency_steps(session: Session, agency: Agency | None) -> Iterator[StepState]:
    yield StepState(Step.AGENCY, agency is not None)
    yield StepState(Step.PHONE, agency is not None and bool(agency.phone))
    yield StepState(Step.EMBLEM, agency is not None and agency.has_emblem)
    known = officers.list_officers(session, None) if agency else []
    own = [one for one in known if agency and one.agency in (None, agency.id)]
    able = sum(one.role in WRITERS and not one.disabled for one in own)
    yield StepState(Step.OFFICERS, able >= 2, able)


def _read_machine_steps(session: Session, instance: Instance) -> Iterator[StepState]:
    """What the one who keeps the machine does; `doctor` asks for the same."""
    host = urlsplit(instance.settings.public_url or "").hostname
    yield StepState(Step.ADDRESS, host is not None and host not in _LOOPBACK)
    acts = audit.read_chain(session, None)
    latest: dict[str, datetime] = {}
    for act in acts:
        latest.setdefault(act.act, act.at)
    printed, replaced = latest.get(PRINTED), latest.get(REPLACED)
    yield StepState(Step.KEY, printed is not None and (replaced is None or printed > replaced))
    made = latest.get(BACKUP)
    yield StepState(Step.BACKUP, made is not None and instance.now - made <= LATEST_BACKUP)


def _read_round_steps(
    session: Session, instance: Instance, found: Round | None
) -> Iterator[StepState]:
    asked = surveys.surveys_of(session, found.id) if found else []
    ended = [s.state(RoundState.OPEN, instance.today) is SurveyState.ENDED for s in asked]
    dated = [one.days.closes_on is not None for one in asked]
    is_open = found is not None and _was_open(found)
    yield StepState(Step.DAYS, bool(asked) and all(dated) and (is_open or not any(ended)))
    yield _read_wording(session, found)
    places = [place for one in asked for place in surveys.places_of(session, one.id)]
    hung = sum(
        place.name != FIRST_PLACE and place.stopped_on is None and not place.on_paper
        for place in places
    )
    yield StepState(Step.PLACES, hung > 0, hung)
    if found is None or found.staff_access is StaffAccess.CODES:
        staff = [one.id for one in asked if one.instrument == SURVEY_INSTRUMENTS[0]]
        printed = sum(admission_codes.count_codes(session, one).printed for one in staff)
        forgotten = found is not None and found.state is RoundState.CLOSED
        yield StepState(Step.SLIPS, printed > 0 or forgotten, printed)


def _read_wording(session: Session, found: Round | None) -> StepState:
    own = editions.replaced_wording(session, found.id) if found else {}
    done = bool(own) or (found is not None and _was_open(found))
    return StepState(Step.WORDING, done, len({key for key, _language in own}))
