"""A closed round's result as JSON for scripts: what `result R --json` prints and the page offers.

The shape is a contract, published in `result.schema.json`. Scores are texts with two decimals,
points exact rationals. What is withheld is null beside `"withheld": "too_few"`; keys never disappear.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from survey_app.core.disclosure import (
    ShownCategory,
    ShownIndicator,
    ShownProfile,
    ShownQuestion,
    ShownResult,
    ShownSurvey,
)
from survey_app.core.questionnaire import Edition, ProfileQuestion, Question, Text
from survey_app.core.questionnaire.text import Frozen
from survey_app.core.result import (
    DisclosureIndicatorResult,
    DisclosureResult,
    ItemResult,
    Remark,
    SubIndicatorResult,
)

SCHEMA_FILE = Path(__file__).with_name("result.schema.json")

Score = Annotated[str, Field(pattern=r"^\d{1,3}\.\d\d$")]
Points = Annotated[str, Field(pattern=r"^\d+(/\d+)?$")]
Withheld = Literal["too_few"] | None


class RowJson(Frozen):
    """A row; `counts` follow `options`."""

    code: str
    options: list[str]
    counts: list[int] | None
    withheld: Withheld


class QuestionJson(Frozen):
    """A question; points ÷ answers, rounded, is its score."""

    code: str
    text: str
    score: Score | None
    points: Points | None
    answers: int | None
    withheld: Withheld
    rows: list[RowJson]


class IndicatorJson(Frozen):
    """An indicator of IIT or EIT."""

    no: int
    name: str
    score: Score | None
    withheld: Withheld
    questions: list[QuestionJson]


class CategoryJson(Frozen):
    """Neighbouring answers to a profile question, counted together."""

    options: list[str]
    n: int


class ProfileJson(Frozen):
    """A profile question, one-way."""

    code: str
    text: str
    categories: list[CategoryJson] | None
    withheld: Withheld


class SurveyJson(Frozen):
    """IIT or EIT; `weight` in percent of the total."""

    score: Score | None
    withheld: Withheld
    respondents: int
    minimum: int
    population: int
    weight: int
    indicators: list[IndicatorJson]
    profile: list[ProfileJson]


class ItemJson(Frozen):
    """A disclosure item; `counted` is what went into the mean, `score` is null if never scored."""

    code: str
    title: str
    answer: Literal["มี", "ไม่มี"] | None
    urls: list[str]
    note: str
    score: int | None
    comment: str
    counted: int


class SubIndicatorJson(Frozen):
    """A sub-indicator of OIT."""

    code: str
    name: str
    score: Score
    items: list[ItemJson]


class DisclosureIndicatorJson(Frozen):
    """An indicator of OIT."""

    no: int
    name: str
    score: Score
    sub_indicators: list[SubIndicatorJson]


class DisclosureJson(Frozen):
    """OIT; `items` in all, of which `unscored` counted 0 because nobody scored them."""

    score: Score
    items: int
    unscored: int
    weight: int
    indicators: list[DisclosureIndicatorJson]


class InstrumentsJson(Frozen):
    """The three instruments."""

    IIT: SurveyJson
    EIT: SurveyJson
    OIT: DisclosureJson


class StatisticsJson(Frozen):
    """Figures from the indicator scores as displayed; numbers of indicators, highest first."""

    mean: Score | None
    sample_sd: Score | None
    highest: Score | None
    lowest: Score | None
    highest_indicators: list[int] | None
    lowest_indicators: list[int] | None
    ranking: list[int] | None
    withheld: Withheld


class RemarkJson(Frozen):
    """Something the reader must know; `facts` differ by kind."""

    kind: str
    reason: str
    facts: dict[str, str | int]


class ResultJson(Frozen):
    """The result of a closed round; a self-assessment, never the announced national result."""

    agency: str
    fiscal_year: int
    edition: int
    self_assessment: Literal[True]
    total: Score | None
    level: str | None
    passed: bool | None
    pass_mark: Score
    withheld: Withheld
    instruments: InstrumentsJson
    statistics: StatisticsJson
    remarks: list[RemarkJson]
    fingerprint: Annotated[str, Field(pattern=r"^sha256:[0-9a-f]{64}$")]


def result_json(shown: ShownResult, edition: Edition) -> dict[str, object]:
    """The result as plain values ready for `json.dumps`, in the shape of `result.schema.json`."""
    return _compose_result(shown, edition).model_dump(mode="json")


def result_schema() -> dict[str, object]:
    """The JSON Schema of `result_json`, made from the models."""
    schema = ResultJson.model_json_schema(mode="serialization")
    address = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": address, **schema, "title": "ITA result of a closed round"}


def write_schema(path: Path = SCHEMA_FILE) -> None:
    """Write the published schema anew, after the shape has grown."""
    text = json.dumps(result_schema(), ensure_ascii=False, indent=2)
    path.write_text(f"{text}\n", "utf-8")


def _compose_result(shown: ShownResult, edition: Edition) -> ResultJson:
    weights = edition.scheme.weights
    return ResultJson(
        agency=shown.agency,
        fiscal_year=shown.fiscal_year,
        edition=shown.edition,
        self_assessment=True,
        total=_score(shown.total),
        level=shown.level,
        passed=shown.passed,
        pass_mark=_score_of(edition.scheme.marks.pass_),
        withheld=_mark(shown.total),
        instruments=InstrumentsJson(
            IIT=_compose_survey(shown, edition, shown.iit),
            EIT=_compose_survey(shown, edition, shown.eit),
            OIT=_compose_disclosure(shown.oit, weights.OIT),
        ),
        statistics=_compose_statistics(shown),
        remarks=[_compose_remark(remark) for remark in shown.remarks],
        fingerprint=shown.fingerprint,
    )


def _compose_survey(shown: ShownResult, edition: Edition, survey: ShownSurvey) -> SurveyJson:
    form = edition.questionnaire(survey.instrument)
    words = _Words(shown.agency, shown.fiscal_year)
    counts = {row.code: row.counts for row in survey.rows}
    asked = {question.code: question for question in form.questions}
    profiled = {question.code: question for question in form.profile}
    return SurveyJson(
        score=_score(survey.score),
        withheld=_mark(survey.score),
        respondents=survey.respondents,
        minimum=survey.minimum,
        population=survey.population,
        weight=getattr(edition.scheme.weights, survey.instrument),
        indicators=[_compose_indicator(p, asked, counts, words) for p in survey.indicators],
        profile=[_compose_profile(part, profiled[part.code], words) for part in survey.profile],
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """The facts that a questionnaire's sentences name."""

    agency: str
    year: int

    def read(self, text: Text) -> str:
        return text.read("th", agency=self.agency, year=self.year)


def _compose_indicator(
    part: ShownIndicator,
    asked: Mapping[str, Question],
    counts: Mapping[str, tuple[int, ...] | None],
    words: _Words,
) -> IndicatorJson:
    return IndicatorJson(
        no=part.no,
        name=part.name,
        score=_score(part.score),
        withheld=_mark(part.score),
        questions=[_compose_question(q, asked[q.code], counts, words) for q in part.questions],
    )


def _compose_question(
    shown: ShownQuestion,
    asked: Question,
    counts: Mapping[str, tuple[int, ...] | None],
    words: _Words,
) -> QuestionJson:
    return QuestionJson(
        code=shown.code,
        text=words.read(asked.text),
        score=_score(shown.score),
        points=shown.points,
        answers=shown.answers,
        withheld=_mark(shown.score),
        rows=[
            RowJson(
                code=row.code,
                options=[words.read(option.label) for option in row.options],
                counts=_list(counts[row.code]),
                withheld=_mark(counts[row.code]),
            )
            for row in asked.rows
        ],
    )


def _compose_profile(shown: ShownProfile, asked: ProfileQuestion, words: _Words) -> ProfileJson:
    labels = [words.read(option.label) for option in asked.options]
    return ProfileJson(
        code=shown.code,
        text=words.read(asked.text),
        categories=_compose_categories(shown.categories, labels),
        withheld=_mark(shown.categories),
    )


def _compose_categories(
    shown: tuple[ShownCategory, ...] | None, labels: list[str]
) -> list[CategoryJson] | None:
    if shown is None:
        return None
    return [CategoryJson(options=[labels[i] for i in part.options], n=part.n) for part in shown]


def _compose_disclosure(oit: DisclosureResult, weight: int) -> DisclosureJson:
    subs = [sub for part in oit.indicators for sub in part.sub_indicators]
    return DisclosureJson(
        score=_score_of(oit.score),
        items=sum(len(sub.items) for sub in subs),
        unscored=oit.unscored,
        weight=weight,
        indicators=[_compose_disclosure_indicator(part) for part in oit.indicators],
    )


def _compose_disclosure_indicator(part: DisclosureIndicatorResult) -> DisclosureIndicatorJson:
    return DisclosureIndicatorJson(
        no=part.no,
        name=part.name,
        score=_score_of(part.score),
        sub_indicators=[_compose_sub_indicator(sub) for sub in part.sub_indicators],
    )


def _compose_sub_indicator(sub: SubIndicatorResult) -> SubIndicatorJson:
    items = [_compose_item(item) for item in sub.items]
    return SubIndicatorJson(code=sub.code, name=sub.name, score=_score_of(sub.score), items=items)


def _compose_item(item: ItemResult) -> ItemJson:
    return ItemJson(
        code=item.code,
        title=item.title,
        answer=None if item.present is None else "มี" if item.present else "ไม่มี",
        urls=list(item.urls),
        note=item.note,
        score=item.score,
        comment=item.comment,
        counted=item.counted,
    )


def _compose_statistics(shown: ShownResult) -> StatisticsJson:
    found, scores = shown.statistics, shown.indicator_scores
    return StatisticsJson(
        mean=_score(found.mean) if found else None,
        sample_sd=_score(found.sample_sd) if found else None,
        highest=_score(scores[found.highest[0]]) if found else None,
        lowest=_score(scores[found.lowest[0]]) if found else None,
        highest_indicators=_list(found.highest if found else None),
        lowest_indicators=_list(found.lowest if found else None),
        ranking=_list(found.ranking if found else None),
        withheld=_mark(found),
    )


def _compose_remark(remark: Remark) -> RemarkJson:
    return RemarkJson(kind=remark.kind, reason=remark.reason, facts=remark.facts)


def _score_of(score: Decimal) -> str:
    return f"{score:.2f}"


def _score(score: Decimal | None) -> str | None:
    return None if score is None else _score_of(score)


def _list(numbers: Iterable[int] | None) -> list[int] | None:
    return None if numbers is None else list(numbers)


def _mark(value: object | None) -> Withheld:
    """The word beside a null: in a closed round only too few answers withhold anything."""
    return "too_few" if value is None else None
