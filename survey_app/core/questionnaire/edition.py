"""An edition: everything a year's assessment is made of."""

from functools import cached_property
from typing import Literal

from survey_app.core.questionnaire.advice import IndicatorAdvice
from survey_app.core.questionnaire.form import Questionnaire
from survey_app.core.questionnaire.oit import DisclosureList
from survey_app.core.questionnaire.scheme import Scheme
from survey_app.core.questionnaire.text import Frozen

Instrument = Literal["IIT", "EIT", "OIT"]
SurveyInstrument = Literal["IIT", "EIT"]

SURVEY_INSTRUMENTS: tuple[SurveyInstrument, ...] = ("IIT", "EIT")
INSTRUMENTS: tuple[Instrument, ...] = ("IIT", "EIT", "OIT")


class Edition(Frozen):
    """A year's questionnaires with the scheme that scores them; what a round freezes."""

    scheme: Scheme
    iit: Questionnaire
    eit: Questionnaire
    oit: DisclosureList
    advice: tuple[IndicatorAdvice, ...]

    def questionnaire(self, instrument: SurveyInstrument) -> Questionnaire:
        """The questionnaire of one survey."""
        return self.iit if instrument == "IIT" else self.eit

    @cached_property
    def indicator_names(self) -> dict[int, str]:
        """Thai names of all indicators by number, in order."""
        asked = {part.no: part.name.th for part in (*self.iit.indicators, *self.eit.indicators)}
        return asked | {part.no: part.name.th for part in self.oit.indicators}
