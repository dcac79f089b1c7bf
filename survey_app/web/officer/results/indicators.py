"""The indicators of a result, each down to the counts of its rows or the points of its items."""

from collections.abc import Mapping
from dataclasses import dataclass

from survey_app.core.decimals import write_exact, write_points
from survey_app.core.disclosure import ShownIndicator, ShownQuestion, ShownResult, ShownSurvey
from survey_app.core.questionnaire import Edition, Instrument, Question, Row
from survey_app.core.result import DisclosureIndicatorResult, ItemResult, SubIndicatorResult
from survey_app.web.results.arithmetic import (
    exact_disclosure_indicator,
    exact_indicator,
    exact_sub_indicator,
    write_score,
    write_shown,
)
from survey_app.web.results.names import Read, name_indicators


@dataclass(frozen=True, slots=True)
class OptionPart:
    """An option of a row, what it counts, and how many chose it."""

    label: str
    score: int
    count: int


@dataclass(frozen=True, slots=True)
class RowPart:
    """A row of a question; no options where the counts are withheld whole."""

    code: str
    text: str
    options: tuple[OptionPart, ...] | None


@dataclass(frozen=True, slots=True)
class QuestionPart:
    """A question: points ÷ answers = score."""

    code: str
    text: str
    points: str | None
    answers: int | None
    score: str | None
    rows: tuple[RowPart, ...]


@dataclass(frozen=True, slots=True)
class ItemPart:
    """A disclosure item and what it counted."""

    item: ItemResult
    title: str


@dataclass(frozen=True, slots=True)
class SubIndicatorPart:
    """A sub-indicator of OIT: points of its items ÷ their number = score."""

    code: str
    name: str
    points: int
    score: str
    exact: str
    items: tuple[ItemPart, ...]


@dataclass(frozen=True, slots=True)
class IndicatorPart:
    """An indicator; its rank is None where ranking is withheld, its score where that is."""

    no: int
    name: str
    instrument: Instrument
    rank: int | None
    score: str | None
    exact: str | None
    questions: tuple[QuestionPart, ...] = ()
    sub_indicators: tuple[SubIndicatorPart, ...] = ()


def compose_indicators(
    shown: ShownResult, edition: Edition, read: Read
) -> tuple[IndicatorPart, ...]:
    """All indicators: the highest first where they are ranked, else in order of their numbers."""
    names = name_indicators(edition, read)
    ranks = _ranks(shown)
    parts = {
        part.no: _compose_indicator(edition, survey, part, names[part.no], ranks.get(part.no), read)
        for survey in (shown.iit, shown.eit)
        for part in survey.indicators
    }
    for disclosed in shown.oit.indicators:
        rank = ranks.get(disclosed.no)
        parts[disclosed.no] = _compose_disclosure(
            edition, disclosed, names[disclosed.no], rank, read
        )
    order = shown.statistics.ranking if shown.statistics else sorted(parts)
    return tuple(parts[no] for no in order)


def _ranks(shown: ShownResult) -> dict[int, int]:
    """Places by indicator; equal scores share the better place."""
    if shown.statistics is None:
        return {}
    scores = [shown.indicator_scores[no] for no in shown.statistics.ranking]
    return {no: scores.index(scores[i]) + 1 for i, no in enumerate(shown.statistics.ranking)}


def _compose_indicator(
    edition: Edition,
    survey: ShownSurvey,
    part: ShownIndicator,
    name: str,
    rank: int | None,
    read: Read,
) -> IndicatorPart:
    asked = {q.code: q for q in edition.questionnaire(survey.instrument).questions}
    counts = {row.code: row.counts for row in survey.rows}
    exact = exact_indicator(part)
    questions = tuple(_compose_question(q, asked[q.code], counts, read) for q in part.questions)
    return IndicatorPart(
        no=part.no,
        name=name,
        instrument=survey.instrument,
        rank=rank,
        score=write_shown(part.score),
        exact=None if exact is None else write_exact(exact),
        questions=questions if part.score is not None else (),
    )


def _compose_question(
    shown: ShownQuestion,
    asked: Question,
    counts: Mapping[str, tuple[int, ...] | None],
    read: Read,
) -> QuestionPart:
    return QuestionPart(
        code=shown.code,
        text=read(asked.text),
        points=None if shown.points is None else write_points(shown.points),
        answers=shown.answers,
        score=write_shown(shown.score),
        rows=tuple(_compose_row(row, counts[row.code], read) for row in asked.rows),
    )


def _compose_row(row: Row, counts: tuple[int, ...] | None, read: Read) -> RowPart:
    options = None
    if counts is not None:
        options = tuple(
            OptionPart(read(option.label), option.score, n)
            for option, n in zip(row.options, counts, strict=True)
        )
    return RowPart(row.code, read(row.text) if row.text else "", options)


def _compose_disclosure(
    edition: Edition, part: DisclosureIndicatorResult, name: str, rank: int | None, read: Read
) -> IndicatorPart:
    titles = {item.code: read(item.title) for item in edition.oit.items}
    subs = (sub for group in edition.oit.indicators for sub in group.sub_indicators)
    names = {sub.code: read(sub.name) for sub in subs}
    return IndicatorPart(
        no=part.no,
        name=name,
        instrument="OIT",
        rank=rank,
        score=write_score(part.score),
        exact=write_exact(exact_disclosure_indicator(part)),
        sub_indicators=tuple(
            _compose_sub_indicator(sub, names[sub.code], titles) for sub in part.sub_indicators
        ),
    )


def _compose_sub_indicator(
    sub: SubIndicatorResult, name: str, titles: Mapping[str, str]
) -> SubIndicatorPart:
    return SubIndicatorPart(
        code=sub.code,
        name=name,
        points=sum(item.counted for item in sub.items),
        score=write_score(sub.score),
        exact=write_exact(exact_sub_indicator(sub)),
        items=tuple(ItemPart(item, titles[item.code]) for item in sub.items),
    )
