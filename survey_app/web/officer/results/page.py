"""The result page: a closed round as it may be shown, every score with the arithmetic behind it."""

from dataclasses import dataclass

from flask_babel import gettext as _

from survey_app.core import thresholds
from survey_app.core.decimals import write_exact
from survey_app.core.disclosure import ShownResult, ShownSurvey
from survey_app.core.questionnaire import Edition, Instrument, Text
from survey_app.reports.remarks import RemarkLine
from survey_app.services.results import ClosedRound
from survey_app.web.officer.results.indicators import IndicatorPart, compose_indicators
from survey_app.web.officer.results.profile import ProfileTable, compose_profile
from survey_app.web.results.arithmetic import (
    exact_scores,
    exact_total,
    write_score,
    write_shown,
)
from survey_app.web.results.instruments import InstrumentPart, compose_instruments
from survey_app.web.results.names import Read, name_indicators, title_indicator
from survey_app.web.results.remarks import word_remarks
from survey_app.web.results.scale import LevelBand, compose_scale


@dataclass(frozen=True, slots=True)
class StatisticsPart:
    """Mean, deviation and the indicators at either end."""

    mean: str
    sample_sd: str
    highest_score: str
    highest: tuple[str, ...]
    lowest_score: str
    lowest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ResultPage:
    """A closed round's result, ready to be drawn."""

    closed: ClosedRound
    total: str | None
    exact_total: str | None
    level: str | None
    passed: bool | None
    pass_mark: str
    to_pass: str | None
    bands: tuple[LevelBand, ...]
    instruments: tuple[InstrumentPart, ...]
    indicators: tuple[IndicatorPart, ...]
    statistics: StatisticsPart | None
    profiles: tuple[ProfileTable, ...]
    remarks: tuple[RemarkLine, ...]
    project_wording: bool
    least_for_score: int = thresholds.FOR_SCORE
    least_for_indicators: int = thresholds.FOR_INDICATORS
    least_for_counts: int = thresholds.FOR_COUNTS

    @property
    def counts_withheld(self) -> dict[Instrument, str]:
        """Why a row of a survey shows no counts."""
        shown = self.closed.shown
        return {s.instrument: _why_no_counts(s) for s in (shown.iit, shown.eit)}

    @property
    def withheld_surveys(self) -> tuple[ShownSurvey, ...]:
        """Surveys with too few respondents for any score."""
        return tuple(s for s in (self.closed.shown.iit, self.closed.shown.eit) if s.withheld)

    @property
    def coarse_surveys(self) -> tuple[ShownSurvey, ...]:
        """Surveys with a score but too few respondents for those of their indicators."""
        both = (self.closed.shown.iit, self.closed.shown.eit)
        return tuple(s for s in both if s.indicators_withheld and not s.withheld)


def compose_result(closed: ClosedRound, language: str) -> ResultPage:
    """The page of a closed round in one language."""
    shown, edition = closed.shown, closed.edition

    def read(text: Text) -> str:
        return text.read(language, agency=shown.agency, year=shown.fiscal_year)

    exact = exact_scores(shown)
    total = exact_total(edition.scheme.weights, exact)
    pass_mark = edition.scheme.marks.pass_
    short = pass_mark - shown.total if shown.total is not None and not shown.passed else None
    return ResultPage(
        closed=closed,
        total=write_shown(shown.total),
        exact_total=None if total is None else write_exact(total),
        level=shown.level,
        passed=shown.passed,
        pass_mark=write_score(pass_mark),
        to_pass=write_shown(short),
        bands=compose_scale(edition.scheme, shown.level),
        instruments=compose_instruments(shown, edition, read),
        indicators=compose_indicators(shown, edition, read),
        statistics=_compose_statistics(shown, edition, read),
        profiles=tuple(compose_profile(edition, s, read) for s in (shown.iit, shown.eit)),
        remarks=word_remarks(shown),
        project_wording="project" in (edition.iit.wording, edition.eit.wording),
    )


def _why_no_counts(survey: ShownSurvey) -> str:
    if survey.respondents < thresholds.FOR_COUNTS:
        few = thresholds.FOR_COUNTS
        return str(_("ไม่แสดงจำนวนแต่ละคำตอบ เพราะผู้ตอบน้อยกว่า %(few)s คน", few=few))
    few = thresholds.PER_OPTION
    return str(_("ไม่แสดงจำนวน เพราะมีคำตอบที่ผู้เลือกน้อยกว่า %(few)s คน", few=few))


def _compose_statistics(shown: ShownResult, edition: Edition, read: Read) -> StatisticsPart | None:
    found, scores, names = shown.statistics, shown.indicator_scores, name_indicators(edition, read)
    if found is None:
        return None
    return StatisticsPart(
        mean=write_score(found.mean),
        sample_sd=write_score(found.sample_sd),
        highest_score=write_shown(scores[found.highest[0]]) or "",
        highest=tuple(title_indicator(no, names) for no in found.highest),
        lowest_score=write_shown(scores[found.lowest[0]]) or "",
        lowest=tuple(title_indicator(no, names) for no in found.lowest),
    )
