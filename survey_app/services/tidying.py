"""What time alone brings about: surveys end, tickets and codes are forgotten."""

from datetime import timedelta

from sqlmodel import Session

from survey_app.core.rounds import Round, RoundState, SurveyState
from survey_app.services import lots
from survey_app.services.closing import vacuum_closed
from survey_app.services.codes import note_codes
from survey_app.services.instance import Instance
from survey_app.storage import admission_codes, editions, rounds, surveys, tickets

CODES_KEPT_FOR = timedelta(days=7)
TICKETS_AT_ONCE = 5_000


def tidy(instance: Instance) -> None:
    """End surveys whose last day has passed, forget expired tickets and old codes, finish vacuums.

    Run at every start and by a timer; running it twice changes nothing.
    """
    _forget_tickets(instance)
    with instance.database.transaction() as session:
        for found in rounds.list_rounds(session, None):
            _tidy_round(session, instance, found)
    vacuum_closed(instance)


def _forget_tickets(instance: Instance) -> None:
    """A million at once would hold the database's only writer for seconds: respondents go between."""
    more = True
    while more:
        with instance.database.transaction() as session:
            more = tickets.remove_expired(session, instance.today, TICKETS_AT_ONCE)


def _tidy_round(session: Session, instance: Instance, found: Round) -> None:
    for survey in surveys.surveys_of(session, found.id):
        state = survey.state(found.state, instance.today)
        if found.state is RoundState.OPEN and state is SurveyState.ENDED and not survey.ended:
            edition, _ = editions.frozen_edition(session, found.id)
            form = edition.questionnaire(survey.instrument)
            lots.end_survey(session, instance.keys, survey, form, instance.today)
        if survey.ended_on and instance.today > survey.ended_on + CODES_KEPT_FOR:
            if found.state is RoundState.OPEN:
                note_codes(session, found)
            admission_codes.remove_codes(session, survey.id)
