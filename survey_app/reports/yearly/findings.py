"""What a round's figures amount to, before anything is put into words."""

from collections.abc import Mapping
from dataclasses import dataclass

from survey_app.core.analysis import Analysis, Direction, Movement, analyse
from survey_app.core.disclosure import ShownResult, ShownSurvey
from survey_app.core.questionnaire import Edition, Instrument, Text
from survey_app.core.questionnaire.advice import IndicatorAdvice
from survey_app.core.questionnaire.scheme import Marks
from survey_app.core.years import YearFigures
from survey_app.reports.yearly.matter import YearlyMatter


@dataclass(frozen=True, slots=True)
class Findings:
    """A round's matter with what follows from its shown figures; what is withheld is in none of it.

    `instruments` says which instrument each indicator belongs to. The analysis holds the indicators
    whose score is shown, at least those of OIT.
    """

    matter: YearlyMatter
    instruments: Mapping[int, Instrument]
    analysis: Analysis

    @property
    def shown(self) -> ShownResult:
        """The result as it may be shown."""
        return self.matter.shown

    @property
    def edition(self) -> Edition:
        """The questionnaires and the scheme."""
        return self.matter.edition

    @property
    def marks(self) -> Marks:
        """The marks of the scheme."""
        return self.edition.scheme.marks

    @property
    def before(self) -> YearFigures | None:
        """The year before, where there is one to compare with."""
        return self.matter.before

    @property
    def surveys(self) -> tuple[ShownSurvey, ShownSurvey]:
        """Both surveys."""
        return self.shown.iit, self.shown.eit

    @property
    def movements(self) -> dict[int, Movement]:
        """The movements of the shown indicators by number."""
        return {movement.no: movement for movement in self.analysis.movements}

    @property
    def withheld(self) -> tuple[int, ...]:
        """The indicators whose score is withheld."""
        return tuple(no for no, score in self.shown.indicator_scores.items() if score is None)

    @property
    def to_develop(self) -> tuple[int, ...]:
        """ประเด็นที่ควรพัฒนา; an indicator without an earlier score is judged by its level alone."""
        new = self.analysis.select(Direction.NEW, reaches_mark=False)
        return tuple(sorted((*self.analysis.to_develop, *new)))

    @property
    def to_mend(self) -> tuple[int, ...]:
        """ประเด็นที่ควรปรับปรุงแก้ไข: those that fell."""
        return self.analysis.to_mend

    @property
    def advice(self) -> dict[int, IndicatorAdvice]:
        """The edition's advice by indicator."""
        return {advice.indicator: advice for advice in self.edition.advice}

    def title(self, no: int) -> str:
        """An indicator by its number and name, as a sentence calls it."""
        return f"ตัวชี้วัดที่ {no} {self.edition.indicator_names[no]}"

    def label(self, no: int) -> str:
        """An indicator as a chart calls it."""
        return f"{no} {self.edition.indicator_names[no]}"

    def instrument(self, instrument: Instrument) -> str:
        """An instrument by its full name and its letters."""
        name: Text = getattr(self.edition.scheme.instruments, instrument)
        return f"{self.read(name)} ({instrument})"

    def read(self, text: Text) -> str:
        """A text of the edition in Thai, with the agency and the fiscal year filled in."""
        return text.read("th", agency=self.matter.agency, year=self.shown.fiscal_year)


def find(matter: YearlyMatter) -> Findings:
    """What the figures of `matter` amount to."""
    shown, before = matter.shown, matter.before
    scores = {no: score for no, score in shown.indicator_scores.items() if score is not None}
    earlier = before.scores if before else {}
    known = {no: score for no, score in earlier.items() if score is not None}
    last = before.total if before else None
    totals = None if shown.total is None or last is None else (shown.total, last)
    return Findings(
        matter, _instruments(shown), analyse(matter.edition.scheme, scores, known, totals)
    )


def _instruments(shown: ShownResult) -> dict[int, Instrument]:
    found: dict[int, Instrument] = {
        part.no: survey.instrument
        for survey in (shown.iit, shown.eit)
        for part in survey.indicators
    }
    return found | {part.no: "OIT" for part in shown.oit.indicators}
