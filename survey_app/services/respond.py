"""What a respondent does: open a link, be admitted, send a sheet once."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from survey_app.core.admission import read_code
from survey_app.core.errors import (
    CodeRefused,
    Flooded,
    LinkStopped,
    NotAccepting,
    NotEligible,
    NotFound,
    PlaceFull,
    TicketExpired,
)
from survey_app.core.questionnaire import Questionnaire, SurveyInstrument
from survey_app.core.rounds import (
    Place,
    Round,
    RoundState,
    StaffAccess,
    Survey,
    SurveyDays,
    SurveyState,
)
from survey_app.core.sheet import Sheet, is_eligible
from survey_app.services import lots
from survey_app.services.instance import Instance
from survey_app.services.places import is_full
from survey_app.services.rounds import current_edition
from survey_app.storage import (
    admission_codes,
    agencies,
    participation,
    pool,
    rounds,
    surveys,
    tickets,
)
from survey_app.storage.agencies import Agency


@dataclass(frozen=True, slots=True)
class Visit:
    """What a link or a paper form leads to, as it stood when it was opened."""

    survey: str
    place: str
    link_code: str
    instrument: SurveyInstrument
    agency: Agency
    fiscal_year: int
    round_state: RoundState
    state: SurveyState
    stopped: bool
    full_today: bool
    days: SurveyDays
    ran_its_days: bool
    form: Questionnaire
    needs_code: bool


def visit_survey(instance: Instance, link_code: str) -> Visit:
    """The survey behind a link code in any case; raises NotFound, also for a place of paper forms.

    A draft's form is only what it would ask as of now.
    """
    with instance.database.snapshot() as session:
        place = surveys.find_place(session, link_code)
        if place.on_paper:
            raise NotFound("link", link_code)
        return describe_visit(instance, session, place)


def describe_visit(instance: Instance, session: Session, place: Place) -> Visit:
    """What a sheet of this place belongs to, as it stands now."""
    survey = surveys.get_survey(session, place.survey)
    found = rounds.get_round(session, None, survey.round)
    edition = current_edition(session, found)
    agency = agencies.get_agency(session, found.agency)
    needs_code = found.access(survey.instrument) is StaffAccess.CODES
    full_today = not needs_code and is_full(session, place, instance.today)
    return Visit(
        survey=survey.id,
        place=place.id,
        link_code=place.link_code,
        instrument=survey.instrument,
        agency=agency,
        fiscal_year=found.fiscal_year,
        round_state=found.state,
        state=survey.state(found.state, instance.today),
        stopped=place.stopped_on is not None,
        full_today=full_today,
        days=survey.days,
        ran_its_days=_ran_its_days(survey, instance.today),
        form=edition.questionnaire(survey.instrument),
        needs_code=needs_code,
    )


def _ran_its_days(survey: Survey, today: date) -> bool:
    """Whether it accepted until its last day was over, rather than being ended before."""
    last = survey.days.closes_on
    return last is not None and (survey.ended_on or today) > last


def emblem_of(instance: Instance, visit: Visit) -> bytes | None:
    """The emblem of the agency that asks, as PNG."""
    with instance.database.snapshot() as session:
        return agencies.read_emblem(session, visit.agency.id)


def issue_ticket(instance: Instance, visit: Visit) -> str:
    """A ticket for one form; nothing is stored until it is spent."""
    return tickets.issue_ticket(instance.keys, visit.survey, instance.today)


def admit(instance: Instance, visit: Visit, typed: str) -> str:
    """The admission code someone typed; raises CodeRefused. The code stays unused until the sheet."""
    code = read_code(typed)
    if code is None:
        raise CodeRefused("malformed")
    with instance.database.snapshot() as session:
        admission_codes.require_unused(session, instance.keys, visit.survey, code)
    return code


def submit_sheet(
    instance: Instance, visit: Visit, ticket: str, admission: str | None, sheet: Sheet
) -> None:
    """Count a sheet once; a retry of a counted sheet returns like the first.

    Raises TicketForged, NotEligible, TicketExpired, NotAccepting, LinkStopped, PlaceFull, Flooded,
    CodeRefused or Busy, and then nothing was recorded.
    """
    held = tickets.read_ticket(instance.keys, visit.survey, ticket)
    if not is_eligible(visit.form, sheet):
        raise NotEligible
    if not visit.needs_code:
        _require_no_flood(instance, held)
    today = instance.today
    with instance.database.transaction() as session:
        waiting = pool.lock_pool(session, instance.keys, visit.survey)
        if tickets.is_spent(session, held):
            return
        survey, found = _require_accepting(session, visit, today)
        if waiting is None:
            raise NotAccepting(SurveyState.ENDED)
        if held.expired(today):
            raise TicketExpired
        if visit.needs_code:
            _spend_code(session, instance, visit, admission)
        else:
            _pass_open_link(session, instance, visit, today)
        tickets.spend(session, held)
        participation.count_one(session, survey.id, visit.place, today)
        lots.take_in(session, instance.keys, found, survey, visit.form, [*waiting, sheet])


def _require_accepting(session: Session, visit: Visit, today: date) -> tuple[Survey, Round]:
    """The survey and round as they stand now, behind the lock."""
    survey = surveys.get_survey(session, visit.survey)
    found = rounds.get_round(session, None, survey.round)
    state = survey.state(found.state, today)
    if state is not SurveyState.ACCEPTING:
        raise NotAccepting(state)
    place: Place = surveys.find_place(session, visit.link_code)
    if place.stopped_on is not None:
        raise LinkStopped
    return survey, found


def _require_no_flood(instance: Instance, held: tickets.Ticket) -> None:
    """Raise Flooded before any lock is taken, but never to someone whose sheet is counted."""
    try:
        instance.gate.require_room(instance.settings.flood_ceiling)
    except Flooded:
        with instance.database.snapshot() as session:
            counted = tickets.is_spent(session, held)
        if not counted:
            raise


def _pass_open_link(session: Session, instance: Instance, visit: Visit, today: date) -> None:
    """Raise PlaceFull, or Flooded; only sheets about to be counted take up room at the gate."""
    if is_full(session, surveys.find_place(session, visit.link_code), today):
        raise PlaceFull
    instance.gate.enter(instance.settings.flood_ceiling)


def _spend_code(session: Session, instance: Instance, visit: Visit, admission: str | None) -> None:
    code = read_code(admission or "")
    if code is None:
        raise CodeRefused("malformed")
    admission_codes.spend_code(session, instance.keys, visit.survey, code)


def note_error(instance: Instance, kind: str) -> None:
    """Count a respondent's error by day and kind; if even that fails, the page matters more."""
    with suppress(Exception), instance.database.transaction() as session:
        participation.count_error(session, instance.today, kind)
