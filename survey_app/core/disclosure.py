"""What may be shown of a survey's answers: the one place that decides, for every page and file.

The numbers of people behind each decision stand in `core/thresholds.py` with their reasons.
"""

from dataclasses import dataclass
from decimal import Decimal

from survey_app.core import thresholds
from survey_app.core.questionnaire import Edition, ProfileQuestion, Questionnaire, SurveyInstrument
from survey_app.core.result import (
    DisclosureResult,
    IndicatorResult,
    Remark,
    Result,
    SurveyResult,
)
from survey_app.core.scoring import hundredths, score_survey
from survey_app.core.statistics import Statistics, describe_scores
from survey_app.core.tally import Tally


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """A question; score, points and answers are None together where they are withheld."""

    code: str
    score: Decimal | None
    points: str | None
    answers: int | None


@dataclass(frozen=True, slots=True)
class ShownIndicator:
    """An indicator; its score is None where it is withheld."""

    no: int
    name: str
    score: Decimal | None
    questions: tuple[ShownQuestion, ...]


@dataclass(frozen=True, slots=True)
class ShownRow:
    """Option counts of a row, in order; None where they are withheld whole."""

    code: str
    counts: tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class ShownCategory:
    """Neighbouring options of a profile question, merged until `n` is large enough."""

    options: tuple[int, ...]
    n: int


@dataclass(frozen=True, slots=True)
class ShownProfile:
    """A profile question, one-way; no categories where it is withheld."""

    code: str
    categories: tuple[ShownCategory, ...] | None


@dataclass(frozen=True, slots=True)
class ShownSurvey:
    """IIT or EIT as it may be shown."""

    instrument: SurveyInstrument
    respondents: int
    minimum: int
    population: int
    score: Decimal | None
    indicators: tuple[ShownIndicator, ...]
    rows: tuple[ShownRow, ...]
    profile: tuple[ShownProfile, ...]

    @property
    def withheld(self) -> bool:
        """Whether too few people answered for any score."""
        return self.score is None

    @property
    def indicators_withheld(self) -> bool:
        """Whether too few people answered for scores below the instrument's own."""
        return any(part.score is None for part in self.indicators)

    @property
    def under_minimum(self) -> bool:
        """Whether fewer answered than the sample rule asks for."""
        return self.respondents < self.minimum


@dataclass(frozen=True, slots=True)
class ShownResult:
    """A closed round's result as it may be shown, in any format."""

    agency: str
    fiscal_year: int
    edition: int
    total: Decimal | None
    level: str | None
    passed: bool | None
    iit: ShownSurvey
    eit: ShownSurvey
    oit: DisclosureResult
    statistics: Statistics | None
    remarks: tuple[Remark, ...]
    fingerprint: str

    @property
    def indicator_scores(self) -> dict[int, Decimal | None]:
        """Scores of all indicators by number, in order."""
        shown = {p.no: p.score for survey in (self.iit, self.eit) for p in survey.indicators}
        return {**shown, **{part.no: part.score for part in self.oit.indicators}}


def disclose_result(edition: Edition, result: Result, fingerprint: str) -> ShownResult:
    """What may be shown of a closed round."""
    iit = _disclose_survey(edition, "IIT", result.iit)
    eit = _disclose_survey(edition, "EIT", result.eit)
    scores = {part.no: part.score for survey in (iit, eit) for part in survey.indicators}
    whole = {no: score for no, score in scores.items() if score is not None}
    whole |= {part.no: part.score for part in result.oit.indicators}
    rated = not (iit.withheld or eit.withheld)
    complete = len(whole) == len(edition.indicator_names)
    return ShownResult(
        agency=result.agency,
        fiscal_year=result.fiscal_year,
        edition=result.edition,
        total=result.total if rated else None,
        level=result.level if rated else None,
        passed=result.passed if rated else None,
        iit=iit,
        eit=eit,
        oit=result.oit,
        statistics=describe_scores(whole) if complete else None,
        remarks=result.remarks,
        fingerprint=fingerprint,
    )


def _disclose_survey(
    edition: Edition, instrument: SurveyInstrument, survey: SurveyResult
) -> ShownSurvey:
    form, n = edition.questionnaire(instrument), survey.respondents
    scored = len(form.scored_rows)
    known = {part.no: part for part in survey.indicators}
    fine = n >= thresholds.FOR_INDICATORS
    return ShownSurvey(
        instrument=instrument,
        respondents=n,
        minimum=survey.minimum,
        population=survey.population,
        score=survey.score if n >= thresholds.FOR_SCORE else None,
        indicators=tuple(
            _show_indicator(known[part.no]) if fine else _withhold_indicator(form, part.no)
            for part in form.indicators
        ),
        rows=tuple(
            ShownRow(code, _show_counts(counts, n))
            for code, counts in zip(survey.rows[:scored], survey.counts[:scored], strict=True)
        ),
        profile=tuple(
            _show_profile(question, counts, n)
            for question, counts in zip(form.profile, survey.counts[scored:], strict=True)
        ),
    )


def _show_indicator(part: IndicatorResult) -> ShownIndicator:
    questions = tuple(ShownQuestion(q.code, q.score, q.points, q.answers) for q in part.questions)
    return ShownIndicator(part.no, part.name, part.score, questions)


def _withhold_indicator(form: Questionnaire, no: int) -> ShownIndicator:
    part = next(part for part in form.indicators if part.no == no)
    questions = tuple(ShownQuestion(q.code, None, None, None) for q in part.questions)
    return ShownIndicator(no, part.name.th, None, questions)


def _show_counts(counts: tuple[int, ...], n: int) -> tuple[int, ...] | None:
    """Counts of a row, or None: an option that 1 or 2 people chose would point at them."""
    small = any(0 < count < thresholds.PER_OPTION for count in counts)
    return None if n < thresholds.FOR_COUNTS or small else counts


def _show_profile(question: ProfileQuestion, counts: tuple[int, ...], n: int) -> ShownProfile:
    if n < thresholds.FOR_COUNTS:
        return ShownProfile(question.code, None)
    return ShownProfile(question.code, merge_categories(counts))


def merge_categories(counts: tuple[int, ...]) -> tuple[ShownCategory, ...] | None:
    """Neighbours merged, smallest first, until each holds enough people; None if only one is left."""
    parts = [ShownCategory((place,), n) for place, n in enumerate(counts)]
    while len(parts) > 1 and min(part.n for part in parts) < thresholds.PER_CATEGORY:
        place = min(range(len(parts)), key=lambda p: (parts[p].n, p))
        left = place - 1 if place == len(parts) - 1 or _smaller_left(parts, place) else place
        both = parts[left], parts[left + 1]
        merged = ShownCategory(both[0].options + both[1].options, both[0].n + both[1].n)
        parts[left : left + 2] = [merged]
    return tuple(parts) if len(parts) > 1 else None


def _smaller_left(parts: list[ShownCategory], place: int) -> bool:
    return place > 0 and parts[place - 1].n <= parts[place + 1].n


@dataclass(frozen=True, slots=True)
class GuardedScores:
    """What officers see of a survey that still accepts: scores of folded lots, nothing else."""

    score: Decimal
    indicators: tuple[ShownIndicator, ...]
    sheets: int


def disclose_folded(form: Questionnaire, folded: Tally) -> GuardedScores | None:
    """Guarded scores of the folded lots, or None before the first lot.

    Points and answers are left out: scores alone move by a whole lot at a time.
    """
    scored = score_survey(form, folded)
    if scored is None or folded.respondents < thresholds.FOR_INDICATORS:
        return None
    names = {part.no: part.name.th for part in form.indicators}
    indicators = tuple(
        ShownIndicator(
            part.no,
            names[part.no],
            hundredths(part.score),
            tuple(ShownQuestion(q.code, hundredths(q.score), None, None) for q in part.questions),
        )
        for part in scored.indicators
    )
    return GuardedScores(hundredths(scored.score), indicators, folded.respondents)


def show_participation(sheets: int) -> int:
    """Participation of a survey that still accepts, in steps, so that one sheet is not seen coming."""
    return sheets - sheets % thresholds.PARTICIPATION_STEP


def may_show_texts(texts: int) -> bool:
    """Whether suggestions may be shown: all at once and shuffled, and only if there are enough."""
    return texts >= thresholds.FOR_TEXTS
