"""IIT and EIT in the shape of their JSON."""

from collections.abc import Mapping
from dataclasses import dataclass

from survey_app.core.disclosure import (
    ShownCategory,
    ShownIndicator,
    ShownProfile,
    ShownQuestion,
    ShownResult,
    ShownSurvey,
)
from survey_app.core.questionnaire import Edition, ProfileQuestion, Question, Text
from survey_app.reports.result_json.models import (
    CategoryJson,
    IndicatorJson,
    ProfileJson,
    QuestionJson,
    RowJson,
    SurveyJson,
)
from survey_app.reports.result_json.writing import mark_withheld, write_list, write_shown


def compose_survey(shown: ShownResult, edition: Edition, survey: ShownSurvey) -> SurveyJson:
    """A survey with its questions, rows and profile."""
    form = edition.questionnaire(survey.instrument)
    words = _Words(shown.agency, shown.fiscal_year)
    counts = {row.code: row.counts for row in survey.rows}
    asked = {question.code: question for question in form.questions}
    profiled = {question.code: question for question in form.profile}
    return SurveyJson(
        score=write_shown(survey.score),
        withheld=mark_withheld(survey.score),
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
        score=write_shown(part.score),
        withheld=mark_withheld(part.score),
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
        score=write_shown(shown.score),
        points=shown.points,
        answers=shown.answers,
        withheld=mark_withheld(shown.score),
        rows=[
            RowJson(
                code=row.code,
                options=[words.read(option.label) for option in row.options],
                scores=[option.score for option in row.options],
                counts=write_list(counts[row.code]),
                withheld=mark_withheld(counts[row.code]),
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
        withheld=mark_withheld(shown.categories),
    )


def _compose_categories(
    shown: tuple[ShownCategory, ...] | None, labels: list[str]
) -> list[CategoryJson] | None:
    if shown is None:
        return None
    return [CategoryJson(options=[labels[i] for i in part.options], n=part.n) for part in shown]
