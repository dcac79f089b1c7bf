"""The frozen outcome of a round: every count, every point, the total and the level."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pydantic import Field

from survey_app.core import thresholds
from survey_app.core.questionnaire import Edition, Instrument, SurveyInstrument, fingerprint
from survey_app.core.questionnaire.text import Frozen
from survey_app.core.rating import is_passed, level_of, rate_total
from survey_app.core.sampling import minimum_respondents
from survey_app.core.scoring import (
    DisclosureAnswer,
    DisclosureScore,
    IndicatorScore,
    SurveyScore,
    hundredths,
    score_disclosure,
    score_survey,
)
from survey_app.core.tally import Tally


class QuestionResult(Frozen):
    """`points` is an exact rational as text; points ÷ answers, rounded, is the score."""

    code: str
    points: str
    answers: int
    score: Decimal


class IndicatorResult(Frozen):
    """An indicator of a survey."""

    no: int
    name: str
    score: Decimal
    questions: tuple[QuestionResult, ...]


class SurveyResult(Frozen):
    """A survey; without respondents it has no score and no indicators."""

    respondents: int
    minimum: int
    population: int
    score: Decimal | None
    indicators: tuple[IndicatorResult, ...]
    rows: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


class ItemResult(Frozen):
    """A disclosure item as answered and scored; `counted` is what went into the mean."""

    code: str
    title: str
    present: bool | None
    urls: tuple[str, ...]
    note: str
    score: int | None
    comment: str
    counted: int


class SubIndicatorResult(Frozen):
    """A sub-indicator of OIT."""

    code: str
    name: str
    score: Decimal
    items: tuple[ItemResult, ...]


class DisclosureIndicatorResult(Frozen):
    """An indicator of OIT."""

    no: int
    name: str
    score: Decimal
    sub_indicators: tuple[SubIndicatorResult, ...]


class DisclosureResult(Frozen):
    """OIT; `unscored` items counted 0 because nobody scored them."""

    score: Decimal
    unscored: int
    indicators: tuple[DisclosureIndicatorResult, ...]


class Remark(Frozen):
    """Something the reader of a result must know, such as a reason for closing under minimum."""

    kind: str
    reason: str = ""
    facts: dict[str, str | int] = Field(default_factory=dict)


class Result(Frozen):
    """The outcome of a round. It speaks of everything; `core/disclosure.py` decides what is shown.

    `salt` is random: without it a guess of few people's answers could be tested against the
    fingerprint, which is shown.
    """

    agency: str
    fiscal_year: int
    edition: int
    questionnaire: str
    iit: SurveyResult
    eit: SurveyResult
    oit: DisclosureResult
    total: Decimal | None
    level: str | None
    passed: bool | None
    remarks: tuple[Remark, ...] = ()
    salt: str = ""

    def survey(self, instrument: SurveyInstrument) -> SurveyResult:
        """The result of one survey."""
        return self.iit if instrument == "IIT" else self.eit


@dataclass(frozen=True, slots=True)
class ItemAnswer:
    """What officers entered for a disclosure item."""

    present: bool | None = None
    urls: tuple[str, ...] = ()
    note: str = ""
    score: int | None = None
    comment: str = ""

    @property
    def for_scoring(self) -> DisclosureAnswer:
        """The part that scoring looks at."""
        return DisclosureAnswer(self.present, self.score)


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """What a round brings to its result beside the counts."""

    agency: str
    fiscal_year: int
    population: Mapping[SurveyInstrument, int]
    remarks: tuple[Remark, ...] = ()
    salt: str = ""


def reckon(
    edition: Edition,
    questionnaire: str,
    facts: RoundFacts,
    tallies: Mapping[SurveyInstrument, Tally],
    answers: Mapping[str, ItemAnswer],
) -> Result:
    """The result of a round; `questionnaire` is the fingerprint of the frozen edition."""
    surveys = {name: score_survey(edition.questionnaire(name), t) for name, t in tallies.items()}
    oit = score_disclosure(edition.oit, {code: a.for_scoring for code, a in answers.items()})
    total, level, passed = _rate(edition, surveys, oit)
    return Result(
        agency=facts.agency,
        fiscal_year=facts.fiscal_year,
        edition=edition.scheme.edition,
        questionnaire=questionnaire,
        iit=_survey_result(edition, "IIT", facts, tallies["IIT"], surveys["IIT"]),
        eit=_survey_result(edition, "EIT", facts, tallies["EIT"], surveys["EIT"]),
        oit=_disclosure_result(edition, oit, answers),
        total=total,
        level=level,
        passed=passed,
        remarks=facts.remarks,
        salt=facts.salt,
    )


def _rate(
    edition: Edition, surveys: Mapping[SurveyInstrument, SurveyScore | None], oit: DisclosureScore
) -> tuple[Decimal | None, str | None, bool | None]:
    """No total where a survey has too few sheets to show a score (rules, Score 10)."""
    scores: dict[Instrument, Fraction | None] = {"OIT": oit.score}
    for name, survey in surveys.items():
        enough = survey is not None and survey.respondents >= thresholds.FOR_SCORE
        scores[name] = survey.score if survey is not None and enough else None
    exact = rate_total(edition.scheme, scores)
    if exact is None:
        return None, None, None
    total = hundredths(exact)
    return total, level_of(edition.scheme, total, scores), is_passed(edition.scheme, total)


def _survey_result(
    edition: Edition,
    instrument: SurveyInstrument,
    facts: RoundFacts,
    tally: Tally,
    score: SurveyScore | None,
) -> SurveyResult:
    form = edition.questionnaire(instrument)
    rule = getattr(edition.scheme.sample, instrument)
    return SurveyResult(
        respondents=tally.respondents,
        minimum=minimum_respondents(rule, facts.population[instrument]),
        population=facts.population[instrument],
        score=hundredths(score.score) if score else None,
        indicators=tuple(_indicator(edition, part) for part in score.indicators) if score else (),
        rows=form.row_codes,
        counts=tally.counts,
    )


def _indicator(edition: Edition, part: IndicatorScore) -> IndicatorResult:
    questions = tuple(
        QuestionResult(
            code=question.code,
            points=str(question.points),
            answers=question.answers,
            score=hundredths(question.score),
        )
        for question in part.questions
    )
    return IndicatorResult(
        no=part.no,
        name=edition.indicator_names[part.no],
        score=hundredths(part.score),
        questions=questions,
    )


def _disclosure_result(
    edition: Edition, oit: DisclosureScore, answers: Mapping[str, ItemAnswer]
) -> DisclosureResult:
    titles = {item.code: item.title.th for item in edition.oit.items}
    names = {
        sub.code: sub.name.th for part in edition.oit.indicators for sub in part.sub_indicators
    }
    indicators = tuple(
        DisclosureIndicatorResult(
            no=part.no,
            name=edition.indicator_names[part.no],
            score=hundredths(part.score),
            sub_indicators=tuple(
                SubIndicatorResult(
                    code=sub.code,
                    name=names[sub.code],
                    score=hundredths(sub.score),
                    items=tuple(
                        _item(code, titles[code], answers.get(code, ItemAnswer()))
                        for code, _ in sub.items
                    ),
                )
                for sub in part.sub_indicators
            ),
        )
        for part in oit.indicators
    )
    return DisclosureResult(
        score=hundredths(oit.score), unscored=oit.unscored, indicators=indicators
    )


def _item(code: str, title: str, answer: ItemAnswer) -> ItemResult:
    return ItemResult(
        code=code,
        title=title,
        present=answer.present,
        urls=answer.urls,
        note=answer.note,
        score=answer.score,
        comment=answer.comment,
        counted=answer.for_scoring.counted,
    )


def result_text(result: Result) -> str:
    """The result as canonical JSON: what is frozen and what the fingerprint is taken of."""
    data = result.model_dump(mode="json")
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_result(text: str) -> Result:
    """The result in canonical JSON as `result_text` wrote it."""
    return Result.model_validate_json(text)


def result_fingerprint(text: str) -> str:
    """`sha256` and the digest of a frozen result's text."""
    return f"sha256:{fingerprint(text)}"
