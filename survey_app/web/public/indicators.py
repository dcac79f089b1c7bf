"""The indicators of a published result: each with its chart and the exact points behind its score."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from flask_babel import gettext as _

from survey_app.core.decimals import write_points
from survey_app.core.disclosure import ShownIndicator, ShownResult, ShownSurvey
from survey_app.core.questionnaire import Edition, Instrument
from survey_app.core.result import DisclosureIndicatorResult, ItemResult, SubIndicatorResult
from survey_app.reports.public_charts import indicator_chart_name
from survey_app.web.results.arithmetic import write_score, write_shown
from survey_app.web.results.names import Read, name_indicators


@dataclass(frozen=True, slots=True)
class QuestionPart:
    """A question: points ÷ answers = score."""

    code: str
    text: str
    points: str
    answers: int
    score: str


@dataclass(frozen=True, slots=True)
class ItemPart:
    """A disclosure item with its addresses; only those of the web are links."""

    item: ItemResult
    title: str
    links: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SubIndicatorPart:
    """A sub-indicator of OIT: what its items counted ÷ their number = score."""

    code: str
    name: str
    counted: int
    score: str
    items: tuple[ItemPart, ...]


@dataclass(frozen=True, slots=True)
class IndicatorPart:
    """An indicator; score, chart and questions are left out together where they are withheld."""

    no: int
    name: str
    instrument: Instrument
    score: str | None
    chart: str | None
    alt: str
    questions: tuple[QuestionPart, ...] = ()
    sub_indicators: tuple[SubIndicatorPart, ...] = ()


def compose_indicators(
    shown: ShownResult, edition: Edition, files: Collection[str], read: Read
) -> tuple[IndicatorPart, ...]:
    """All indicators in the order of their numbers."""
    names = name_indicators(edition, read)
    surveyed = [
        _compose_surveyed(edition, survey, part, names[part.no], files, read)
        for survey in (shown.iit, shown.eit)
        for part in survey.indicators
    ]
    disclosed = [
        _compose_disclosed(edition, part, names[part.no], files, read)
        for part in shown.oit.indicators
    ]
    return tuple(sorted((*surveyed, *disclosed), key=lambda part: part.no))


def _compose_surveyed(
    edition: Edition,
    survey: ShownSurvey,
    part: ShownIndicator,
    name: str,
    files: Collection[str],
    read: Read,
) -> IndicatorPart:
    texts = {q.code: read(q.text) for q in edition.questionnaire(survey.instrument).questions}
    questions = tuple(
        QuestionPart(q.code, texts[q.code], write_points(q.points), q.answers, write_score(q.score))
        for q in part.questions
        if q.points is not None and q.answers is not None and q.score is not None
    )
    scores = {q.code: q.score for q in part.questions if q.score is not None}
    return IndicatorPart(
        no=part.no,
        name=name,
        instrument=survey.instrument,
        score=write_shown(part.score),
        chart=_chart(part.no, files) if scores else None,
        alt=_describe(scores) if scores else "",
        questions=questions,
    )


def _compose_disclosed(
    edition: Edition,
    part: DisclosureIndicatorResult,
    name: str,
    files: Collection[str],
    read: Read,
) -> IndicatorPart:
    titles = {item.code: read(item.title) for item in edition.oit.items}
    subs = (sub for group in edition.oit.indicators for sub in group.sub_indicators)
    names = {sub.code: read(sub.name) for sub in subs}
    return IndicatorPart(
        no=part.no,
        name=name,
        instrument="OIT",
        score=write_score(part.score),
        chart=_chart(part.no, files),
        alt=_describe({sub.code: sub.score for sub in part.sub_indicators}),
        sub_indicators=tuple(
            _compose_sub_indicator(sub, names[sub.code], titles) for sub in part.sub_indicators
        ),
    )


def _compose_sub_indicator(
    sub: SubIndicatorResult, name: str, titles: dict[str, str]
) -> SubIndicatorPart:
    return SubIndicatorPart(
        code=sub.code,
        name=name,
        counted=sum(item.counted for item in sub.items),
        score=write_score(sub.score),
        items=tuple(_compose_item(item, titles[item.code]) for item in sub.items),
    )


def _compose_item(item: ItemResult, title: str) -> ItemPart:
    links = tuple(url for url in item.urls if url.startswith(("https://", "http://")))
    return ItemPart(item, title, links, tuple(url for url in item.urls if url not in links))


def _chart(no: int, files: Collection[str]) -> str | None:
    """The chart's file; one that is missing from an old publication is left out."""
    name = indicator_chart_name(no)
    return name if name in files else None


def _describe(scores: dict[str, Decimal]) -> str:
    """What the chart of an indicator's parts shows, for those who do not see it."""
    highest, lowest = max(scores, key=scores.__getitem__), min(scores, key=scores.__getitem__)
    return str(
        _(
            "แผนภูมิแท่งของ %(n)s คะแนน สูงสุด %(highest)s ได้ %(most)s ต่ำสุด %(lowest)s ได้ %(least)s",
            n=len(scores),
            highest=highest,
            most=write_score(scores[highest]),
            lowest=lowest,
            least=write_score(scores[lowest]),
        )
    )
