"""What a respondent does: open a link, be admitted, send a sheet once."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from survey_app.core.admission import read_code
from survey_app.core.errors import (
    CodeRefused,
    Flooded,
    NotEligible,
    NotFound,
)
from survey_app.core.questionnaire import Questionnaire, SurveyInstrument
from survey_app.core.questionnaire.text import ALWAYS_SPOKEN
from survey_app.core.rounds import (
    Place,
    RoundState,
    StaffAccess,
    Survey,
    SurveyDays,
    SurveyState,
)
from survey_app.core.sheet import Sheet, is_eligible
from survey_app.services.counting import Sent, count_sheet
from survey_app.services.instance import Instance
from survey_app.services.languages import languages_of
from survey_app.services.places import is_full
from survey_app.services.rounds import current_edition
from survey_app.storage import (
    admission_codes,
    agencies,
    participation,
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
    languages: tuple[str, ...] = ALWAYS_SPOKEN


def visit_survey(instance: Instance, link_code: str) -> Visit:
    """The survey behind a link code in any case; raises NotFound, also for a place of paper forms.

    A draft's form is only what it would ask as of now. It may be a second old where another process
    changed something, never where this one did; a sheet is judged by what stands behind the lock.
    """
    key, today = link_code.upper(), instance.today
    version = instance.database.changes.number, today
    known: tuple[Visit, Place] | None = instance.visits.recall(key, version)
    if known is None:
        known = _read_visit(instance, link_code, today)
        instance.visits.keep(key, version, known)
    visit, place = known
    if visit.needs_code or place.daily_ceiling is None:
        return visit
    with instance.database.snapshot() as session:
        return replace(visit, full_today=is_full(session, place, today))


def _read_visit(instance: Instance, link_code: str, today: date) -> tuple[Visit, Place]:
    """The visit, but for whether its place is full, and the place."""
    with instance.database.snapshot() as session:
        place = surveys.find_place(session, link_code)
        if place.on_paper:
            raise NotFound("link", link_code)
        return describe_visit(session, place, today), place


def describe_visit(session: Session, place: Place, today: date) -> Visit:
    """What a sheet of this place belongs to, as it stands now, but for whether the place is full."""
    survey = surveys.get_survey(session, place.survey)
    found = rounds.get_round(session, None, survey.round)
    form = current_edition(session, found).questionnaire(survey.instrument)
    agency = agencies.get_agency(session, found.agency)
    return Visit(
        survey=survey.id,
        place=place.id,
        link_code=place.link_code,
        instrument=survey.instrument,
        agency=agency,
        fiscal_year=found.fiscal_year,
        round_state=found.state,
        state=survey.state(found.state, today),
        stopped=place.stopped_on is not None,
        full_today=False,
        days=survey.days,
        ran_its_days=_ran_its_days(survey, today),
        form=form,
        needs_code=found.access(survey.instrument) is StaffAccess.CODES,
        languages=languages_of(form, survey),
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
    sent = Sent(
        survey=visit.survey,
        link_code=visit.link_code,
        form=visit.form,
        ticket=held,
        sheet=sheet,
        needs_code=visit.needs_code,
        admission=admission,
    )
    count_sheet(instance, sent)


def _require_no_flood(instance: Instance, held: tickets.Ticket) -> None:
    """Raise Flooded before any lock is taken, but never to someone whose sheet is counted."""
    try:
        instance.gate.require_room(instance.settings.flood_ceiling)
    except Flooded:
        with instance.database.snapshot() as session:
            counted = tickets.is_spent(session, held)
        if not counted:
            raise


def note_error(instance: Instance, kind: str) -> None:
    """Count a respondent's error by day and kind; if even that fails, the page matters more."""
    with suppress(Exception), instance.database.transaction(by_respondent=True) as session:
        participation.count_error(session, instance.today, kind)
