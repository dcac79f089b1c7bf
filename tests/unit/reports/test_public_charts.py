"""The charts of a publication: only what may be shown, and ranked only where that is shown whole."""

from dataclasses import replace

import pytest

from survey_app.core.disclosure import ShownResult
from survey_app.core.questionnaire import Edition
from survey_app.reports.public_charts import RANKING, compose_public_charts
from survey_app.storage.editions import read_edition
from tests.unit.reports.shown_results import shown_of


@pytest.fixture(scope="module")
def edition() -> Edition:
    return read_edition(2564)


@pytest.fixture(scope="module")
def shown(edition: Edition) -> ShownResult:
    return shown_of(edition, 12, 40)


def test_every_indicator_has_a_chart_and_all_are_ranked(
    edition: Edition, shown: ShownResult
) -> None:
    charts = compose_public_charts(shown, edition)
    assert charts.keys() == {RANKING, *(f"indicator-{no}.svg" for no in range(1, 11))}
    values = [bar.value for bar in charts[RANKING].bars]
    assert values == sorted(values, reverse=True)
    assert len(values) == 10
    assert charts[RANKING].mark == edition.scheme.marks.strength, "85 is asked of the total alone"


def test_an_indicators_chart_shows_its_parts_and_its_own_score(
    edition: Edition, shown: ShownResult
) -> None:
    charts = compose_public_charts(shown, edition)
    for survey in (shown.iit, shown.eit):
        for part in survey.indicators:
            chart = charts[f"indicator-{part.no}.svg"]
            scores = {bar.label: bar.value for bar in chart.bars}
            assert scores == {question.code: question.score for question in part.questions}
            assert chart.mark == part.score
            assert {bar.instrument for bar in chart.bars} == {survey.instrument}
    for disclosed in shown.oit.indicators:
        bars = charts[f"indicator-{disclosed.no}.svg"].bars
        assert sorted(bar.value for bar in bars) == sorted(
            sub.score for sub in disclosed.sub_indicators
        )


def test_what_is_withheld_has_no_chart(edition: Edition, shown: ShownResult) -> None:
    bare = tuple(replace(part, score=None, questions=()) for part in shown.iit.indicators)
    withheld = replace(shown, iit=replace(shown.iit, indicators=bare), statistics=None)
    charts = compose_public_charts(withheld, edition)
    assert charts.keys() == {f"indicator-{no}.svg" for no in range(6, 11)}
