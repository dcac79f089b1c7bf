"""What a yearly report is made of: all that its sentences and figures are computed from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from survey_app.core.disclosure import ShownResult
from survey_app.core.measures import Measure
from survey_app.core.questionnaire import Edition, SurveyInstrument
from survey_app.core.thai import Digits
from survey_app.core.years import YearFigures


@dataclass(frozen=True, slots=True)
class YearlyMatter:
    """The matter of one closed round's report.

    `before` is the fiscal year before, where it is known and its indicators mean the same. `plan` is
    the measures of the coming fiscal year, `last_plan` those that were meant for this one.
    `suggestions` are those an officer chose; None where too few were written to show any.
    `paragraphs` replace our prose by key. `emblem` is a PNG.
    """

    agency: str
    district: str
    province: str
    edition: Edition
    shown: ShownResult
    closed_on: date
    issued_on: date
    before: YearFigures | None = None
    plan: tuple[Measure, ...] = ()
    last_plan: tuple[Measure, ...] = ()
    suggestions: Mapping[SurveyInstrument, tuple[str, ...] | None] = field(default_factory=dict)
    paragraphs: Mapping[str, str] = field(default_factory=dict)
    digits: Digits = Digits.ARABIC
    emblem: bytes | None = None
