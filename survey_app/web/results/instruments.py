"""The instruments of a result, each with its share of the total, as every page shows them."""

from dataclasses import dataclass

from flask_babel import gettext as _

from survey_app.core import thresholds
from survey_app.core.decimals import write_exact
from survey_app.core.disclosure import ShownResult, ShownSurvey
from survey_app.core.questionnaire import Edition, Instrument
from survey_app.web.results.arithmetic import exact_scores, write_shown
from survey_app.web.results.names import Read


@dataclass(frozen=True, slots=True)
class InstrumentPart:
    """An instrument in the total; `exact` and `weighted` are None where they are withheld."""

    instrument: Instrument
    name: str
    score: str | None
    weight: int
    exact: str | None
    weighted: str | None
    survey: ShownSurvey | None
    items: int
    unscored: int

    @property
    def withheld(self) -> str:
        """Why scores are left out, or an empty text."""
        survey = self.survey
        if survey is None or not survey.indicators_withheld:
            return ""
        if survey.withheld:
            least = thresholds.FOR_SCORE
            return str(_("ไม่แสดงคะแนน เพราะมีผู้ตอบน้อยกว่า %(least)s คน", least=least))
        least = thresholds.FOR_INDICATORS
        return str(
            _(
                "ไม่แสดงคะแนนรายตัวชี้วัดและรายข้อ เพราะมีผู้ตอบน้อยกว่า %(least)s คน",
                least=least,
            )
        )


def compose_instruments(
    shown: ShownResult, edition: Edition, read: Read
) -> tuple[InstrumentPart, ...]:
    """IIT, EIT and OIT in the order of the total."""
    return tuple(
        _compose_instrument(shown, edition, instrument, read) for instrument in exact_scores(shown)
    )


def _compose_instrument(
    shown: ShownResult, edition: Edition, instrument: Instrument, read: Read
) -> InstrumentPart:
    surveys: dict[Instrument, ShownSurvey] = {"IIT": shown.iit, "EIT": shown.eit}
    scores = {"IIT": shown.iit.score, "EIT": shown.eit.score, "OIT": shown.oit.score}
    exact, weight = exact_scores(shown)[instrument], getattr(edition.scheme.weights, instrument)
    return InstrumentPart(
        instrument=instrument,
        name=read(getattr(edition.scheme.instruments, instrument)),
        score=write_shown(scores[instrument]),
        weight=weight,
        exact=None if exact is None else write_exact(exact),
        weighted=None if exact is None else write_exact(exact * weight / 100),
        survey=surveys.get(instrument),
        items=len(edition.oit.items),
        unscored=shown.oit.unscored,
    )
