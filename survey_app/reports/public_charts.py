"""The charts of a published result, by file name: all indicators, and within each its parts.

A chart is made only where every score in it may be shown, and the ranking of all indicators only
where they may be ranked.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from survey_app.core.disclosure import ShownIndicator, ShownResult, ShownSurvey
from survey_app.core.questionnaire import Edition, Instrument
from survey_app.core.result import DisclosureIndicatorResult
from survey_app.reports.charts import Bar, RankedBars

RANKING = "indicators.svg"


def indicator_chart_name(no: int) -> str:
    """The file of one indicator's chart."""
    return f"indicator-{no}.svg"


def compose_public_charts(shown: ShownResult, edition: Edition) -> dict[str, RankedBars]:
    """The charts of a result, as far as it may be shown."""
    charts = dict(_compose_indicators(shown))
    if shown.statistics is not None:
        charts[RANKING] = _compose_ranking(shown, edition)
    return charts


def _compose_ranking(shown: ShownResult, edition: Edition) -> RankedBars:
    instruments: dict[int, Instrument] = {
        part.no: survey.instrument
        for survey in (shown.iit, shown.eit)
        for part in survey.indicators
    }
    instruments |= {part.no: "OIT" for part in shown.oit.indicators}
    bars = (
        _bar(f"{no} {edition.indicator_names[no]}", score, instruments[no])
        for no, score in shown.indicator_scores.items()
        if score is not None
    )
    mark = edition.scheme.marks.strength
    return RankedBars(_highest_first(bars), mark, f"เกณฑ์ตัวชี้วัด {mark:.2f}")


def _compose_indicators(shown: ShownResult) -> Iterator[tuple[str, RankedBars]]:
    for survey in (shown.iit, shown.eit):
        for part in survey.indicators:
            if part.score is not None:
                yield indicator_chart_name(part.no), _compose_questions(survey, part, part.score)
    for disclosed in shown.oit.indicators:
        yield indicator_chart_name(disclosed.no), _compose_sub_indicators(disclosed)


def _compose_questions(survey: ShownSurvey, part: ShownIndicator, score: Decimal) -> RankedBars:
    bars = (_bar(q.code, q.score, survey.instrument) for q in part.questions if q.score is not None)
    return RankedBars(_highest_first(bars), score, _own_mark(score))


def _compose_sub_indicators(part: DisclosureIndicatorResult) -> RankedBars:
    bars = (_bar(f"{sub.code} {sub.name}", sub.score, "OIT") for sub in part.sub_indicators)
    return RankedBars(_highest_first(bars), part.score, _own_mark(part.score))


def _own_mark(score: Decimal) -> str:
    return f"คะแนนตัวชี้วัด {score:.2f}"


def _bar(label: str, score: Decimal, instrument: Instrument) -> Bar:
    return Bar(label, score, f"{score:.2f}", instrument)


def _highest_first(bars: Iterable[Bar]) -> tuple[Bar, ...]:
    return tuple(sorted(bars, key=lambda bar: -bar.value))
