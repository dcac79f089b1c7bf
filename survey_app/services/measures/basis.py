"""What a year's plan stands on: the round of its year, the one before, and who names its indicators."""

from sqlmodel import Session

from survey_app.core.questionnaire import Edition
from survey_app.core.rounds import Round, RoundState
from survey_app.services.rounds import current_edition
from survey_app.storage import editions, rounds


def find_round(session: Session, agency_id: str, fiscal_year: int) -> Round | None:
    """The agency's round of a fiscal year, unless it was cancelled."""
    found = rounds.list_rounds(session, agency_id)
    live = (one for one in found if one.state is not RoundState.CANCELLED)
    return next((one for one in live if one.fiscal_year == fiscal_year), None)


def find_edition(session: Session, agency_id: str, plan_year: int) -> Edition:
    """The edition whose indicators a plan speaks of.

    It is that of last year's result, from which the plan follows; without one that of the year's own
    round, and without either the newest that there are files for.
    """
    for year in (plan_year - 1, plan_year):
        found = find_round(session, agency_id, year)
        if found is not None:
            return current_edition(session, found)
    return editions.read_edition(editions.list_editions()[0])
