"""Sheets sent in a known order, so that a test may ask what of the order can be found again."""

import random
from dataclasses import dataclass, field

from survey_app.core.questionnaire import SurveyInstrument
from survey_app.core.sheet import LONGEST_SUGGESTION, Sheet
from survey_app.services import respond
from survey_app.services.instance import Instance
from survey_app.storage import admission_codes, tickets
from tests.respondents import PretendRound, random_sheet


@dataclass
class Arrivals:
    """Whoever sends to one survey, and what only they and the key know: their ticket and code."""

    pretend: PretendRound
    instrument: SurveyInstrument
    chance: random.Random = field(default_factory=lambda: random.Random(1))
    sheets: list[Sheet] = field(default_factory=list)
    tickets: list[bytes] = field(default_factory=list)
    codes: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.visit = self.pretend.visit(self.instrument)

    @property
    def instance(self) -> Instance:
        return self.pretend.instance

    @property
    def survey(self) -> str:
        return self.visit.survey

    def send(self, sheet: Sheet | None = None) -> Sheet:
        """One more sheet, by chance unless it is given; remembers the hashes it leaves."""
        sheet = sheet or self.draw()
        keys, visit = self.instance.keys, self.visit
        ticket = respond.issue_ticket(self.instance, visit)
        code = self.pretend.codes.pop() if visit.needs_code else None
        respond.submit_sheet(self.instance, visit, ticket, code, sheet)
        self.sheets.append(sheet)
        self.tickets.append(tickets.read_ticket(keys, visit.survey, ticket).mac)
        if code:
            self.codes.append(admission_codes._mac(keys, visit.survey, code))
        return sheet

    def send_many(self, count: int) -> None:
        for _ in range(count):
            self.send()

    def draw(self) -> Sheet:
        """A sheet by chance, every third with a suggestion of any length."""
        length = self.chance.randrange(1, LONGEST_SUGGESTION) if not self.chance.randrange(3) else 0
        return random_sheet(self.visit.form, self.chance, "ก" * length)
