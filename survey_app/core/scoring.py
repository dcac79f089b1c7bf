"""From counts to scores, in exact rationals (ITA rules, section Score)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from survey_app.core.questionnaire import DisclosureList, Question, Questionnaire
from survey_app.core.tally import Tally


def hundredths(value: Fraction) -> Decimal:
    """`value` to two decimals, the one place that rounds.

    "Exact rationals all the way (never binary floats); half up to two decimals once, for display
    and for the level" (rules, Score 8). Scores are never negative.
    """
    return Decimal((value * 200 + 1) // 2).scaleb(-2)


def mean(values: Iterable[Fraction]) -> Fraction:
    """The mean of at least one value."""
    parts = list(values)
    return sum(parts, Fraction(0)) / len(parts)


@dataclass(frozen=True, slots=True)
class QuestionScore:
    """`points` is the sum over respondents of the mean of their rows (rules, Score 2 and 3)."""

    code: str
    points: Fraction
    answers: int

    @property
    def score(self) -> Fraction:
        """Mean over all respondents."""
        return self.points / self.answers


@dataclass(frozen=True, slots=True)
class IndicatorScore:
    """Each question counts once however many rows it has (rules, Score 5)."""

    no: int
    questions: tuple[QuestionScore, ...]

    @property
    def score(self) -> Fraction:
        """Mean of the questions."""
        return mean(question.score for question in self.questions)


@dataclass(frozen=True, slots=True)
class SurveyScore:
    """The score of IIT or EIT."""

    respondents: int
    indicators: tuple[IndicatorScore, ...]

    @property
    def score(self) -> Fraction:
        """Mean of the indicators (rules, Score 6)."""
        return mean(part.score for part in self.indicators)


def score_survey(form: Questionnaire, tally: Tally) -> SurveyScore | None:
    """The scores of a survey, or None while it has no respondent: no score, never 0."""
    n = tally.respondents
    if n == 0:
        return None
    points = dict(zip(form.row_codes, _row_points(form, tally), strict=False))
    indicators = tuple(
        IndicatorScore(part.no, tuple(_score_question(q, points, n) for q in part.questions))
        for part in form.indicators
    )
    return SurveyScore(n, indicators)


def _row_points(form: Questionnaire, tally: Tally) -> list[int]:
    rows = zip(form.scored_rows, tally.counts, strict=False)
    return [
        sum(option.score * n for option, n in zip(row.options, counts, strict=True))
        for row, counts in rows
    ]


def _score_question(question: Question, points: Mapping[str, int], n: int) -> QuestionScore:
    total = sum(points[row.code] for row in question.rows)
    return QuestionScore(question.code, Fraction(total, len(question.rows)), n)


@dataclass(frozen=True, slots=True)
class DisclosureAnswer:
    """What is known of a disclosure item: `present` มี/ไม่มี, and the assessor's score if any."""

    present: bool | None = None
    score: int | None = None

    @property
    def counted(self) -> int:
        """ไม่มี, unanswered or never scored counts 0 (rules, Score 4)."""
        return self.score if self.present and self.score is not None else 0

    @property
    def unscored(self) -> bool:
        """Whether nobody has scored it: ไม่มี needs no assessor."""
        return self.present is not False and self.score is None


@dataclass(frozen=True, slots=True)
class SubIndicatorScore:
    """A sub-indicator of OIT."""

    code: str
    items: tuple[tuple[str, DisclosureAnswer], ...]

    @property
    def score(self) -> Fraction:
        """Mean of its items."""
        return mean(Fraction(answer.counted) for _, answer in self.items)


@dataclass(frozen=True, slots=True)
class DisclosureIndicatorScore:
    """An indicator of OIT."""

    no: int
    sub_indicators: tuple[SubIndicatorScore, ...]

    @property
    def score(self) -> Fraction:
        """Mean of its sub-indicators, not of its items (rules, Score 5)."""
        return mean(sub.score for sub in self.sub_indicators)


@dataclass(frozen=True, slots=True)
class DisclosureScore:
    """The score of OIT."""

    indicators: tuple[DisclosureIndicatorScore, ...]

    @property
    def score(self) -> Fraction:
        """Mean of the indicators."""
        return mean(part.score for part in self.indicators)

    @property
    def unscored(self) -> int:
        """How many items were never scored."""
        subs = (sub for part in self.indicators for sub in part.sub_indicators)
        return sum(answer.unscored for sub in subs for _, answer in sub.items)


def score_disclosure(
    oit: DisclosureList, answers: Mapping[str, DisclosureAnswer]
) -> DisclosureScore:
    """The score of OIT from the answers given by item code; a missing item counts 0."""
    return DisclosureScore(
        tuple(
            DisclosureIndicatorScore(
                part.no,
                tuple(
                    SubIndicatorScore(
                        sub.code,
                        tuple(
                            (item.code, answers.get(item.code, DisclosureAnswer()))
                            for item in sub.items
                        ),
                    )
                    for sub in part.sub_indicators
                ),
            )
            for part in oit.indicators
        )
    )
