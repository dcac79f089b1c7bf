"""Pretend respondents: whole sheets by chance or by choice, and a round they can answer."""

import random
from dataclasses import dataclass

from survey_app.core.officers import COMMAND_LINE
from survey_app.core.questionnaire import Questionnaire, SurveyInstrument
from survey_app.core.rounds import StaffAccess, SurveyDays
from survey_app.core.sheet import Sheet
from survey_app.services import codes, places, respond, rounds
from survey_app.services.instance import Instance
from survey_app.storage.agencies import Agency


def random_sheet(form: Questionnaire, chance: random.Random, suggestion: str = "") -> Sheet:
    """A whole sheet by chance, never one that makes the respondent not eligible."""
    scored = [chance.randrange(len(row.options)) for row in form.scored_rows]
    profile = [
        chance.choice([place for place, option in enumerate(part.options) if option.eligible])
        for part in form.profile
    ]
    return Sheet((*scored, *profile), suggestion)


def as_fields(form: Questionnaire, sheet: Sheet) -> dict[str, str]:
    """The sheet as a browser sends it."""
    pairs = zip(form.row_codes, sheet.choices, strict=True)
    return {code: str(choice + 1) for code, choice in pairs} | {"suggestion": sheet.suggestion}


@dataclass
class PretendRound:
    """An open round with one place a survey, and codes at hand for staff."""

    instance: Instance
    id: str
    links: dict[SurveyInstrument, str]
    codes: list[str]

    def visit(self, instrument: SurveyInstrument) -> respond.Visit:
        """Open the survey's link."""
        return respond.visit_survey(self.instance, self.links[instrument])

    def send(self, instrument: SurveyInstrument, sheet: Sheet, ticket: str | None = None) -> str:
        """Send a sheet with a ticket (default: a new one) and a new code if one is needed."""
        visit = self.visit(instrument)
        ticket = ticket or respond.issue_ticket(self.instance, visit)
        code = self.codes.pop() if visit.needs_code else None
        respond.submit_sheet(self.instance, visit, ticket, code, sheet)
        return ticket

    def send_many(self, instrument: SurveyInstrument, count: int, seed: int = 1) -> list[Sheet]:
        """Send `count` sheets by chance; returns them."""
        chance = random.Random(seed)
        form = self.visit(instrument).form
        sheets = [random_sheet(form, chance) for _ in range(count)]
        for sheet in sheets:
            self.send(instrument, sheet)
        return sheets


def open_pretend_round(
    instance: Instance,
    agency: Agency,
    *,
    staff: int = 60,
    public: int = 60,
    access: StaffAccess = StaffAccess.CODES,
    days: SurveyDays | None = None,
    fiscal_year: int = 2564,
) -> PretendRound:
    """A round that is open and accepts."""
    new = rounds.create_round(
        instance,
        COMMAND_LINE,
        agency=agency.id,
        fiscal_year=fiscal_year,
        edition=2564,
        staff=staff,
        public=public,
        staff_access=access,
        days={"IIT": days, "EIT": days} if days else None,
    )
    rounds.open_round(instance, COMMAND_LINE, new.id)
    views = places.list_places(instance, COMMAND_LINE, new.id)
    links = {view.instrument: view.place.link_code for view in views}
    spare = []
    if access is StaffAccess.CODES:
        spare = codes.make_codes(instance, COMMAND_LINE, new.id, staff)
    return PretendRound(instance, new.id, links, spare)
