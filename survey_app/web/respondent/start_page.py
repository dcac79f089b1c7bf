"""The start page: who asks, why, for how long, and what is and is not kept of an answer."""

from dataclasses import dataclass

from survey_app.core.lots import lot_rule
from survey_app.core.questionnaire import Text
from survey_app.core.rounds import StaffAccess
from survey_app.core.thai import hold_name, hold_numbers
from survey_app.services.respond import Visit
from survey_app.web.respondent.dates import write_day


@dataclass(frozen=True, slots=True)
class StartPage:
    """What the questionnaire and the round put on the start page; `closes_on` may be unknown.

    `most_waiting` sheets at most wait sealed, readable for whoever has both database and key.
    """

    heading: str
    why: str
    who: str
    eligible: str
    not_eligible: str
    minutes: int
    questions: int
    closes_on: str
    host: str
    most_waiting: int
    typed_code: str
    code_error: str


def compose_start(
    visit: Visit, language: str, host: str, *, typed_code: str = "", code_error: str = ""
) -> StartPage:
    """The start page of a survey; `host` is where the agency's posters say it lives."""
    start, closes_on = visit.form.start, visit.days.closes_on
    access = StaffAccess.CODES if visit.needs_code else StaffAccess.LINK
    return StartPage(
        heading=read_text(start.heading, visit, language),
        why=read_text(start.why, visit, language),
        who=read_text(start.who, visit, language),
        eligible=read_text(start.eligible, visit, language),
        not_eligible=read_text(start.not_eligible, visit, language),
        minutes=visit.form.minutes,
        questions=len(visit.form.questions),
        closes_on=write_day(closes_on, language) if closes_on else "",
        host=host,
        most_waiting=lot_rule(access).full - 1,
        typed_code=typed_code,
        code_error=code_error,
    )


def read_text(text: Text, visit: Visit, language: str) -> str:
    """A text of the questionnaire with the agency's name and the fiscal year filled in."""
    words = text.read(language, agency=hold_name(visit.agency.name), year=visit.fiscal_year)
    return hold_numbers(words)
