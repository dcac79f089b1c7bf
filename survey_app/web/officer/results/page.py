"""The result page: a closed round as it may be shown, every score with the arithmetic behind it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from flask_babel import gettext as _

from survey_app.core import thresholds
from survey_app.core.disclosure import (
    ShownIndicator,
    ShownProfile,
    ShownQuestion,
    ShownResult,
    ShownSurvey,
)
from survey_app.core.questionnaire import (
    Edition,
    Instrument,
    ProfileQuestion,
    Question,
    Row,
    Scheme,
    Text,
)
from survey_app.core.result import DisclosureIndicatorResult, ItemResult, SubIndicatorResult
from survey_app.services.results import ClosedRound
from survey_app.web.officer.results.arithmetic import (
    exact_disclosure_indicator,
    exact_indicator,
    exact_scores,
    exact_sub_indicator,
    exact_total,
    write_exact,
    write_score,
)
from survey_app.web.officer.results.remarks import RemarkLine, word_remarks

Read = Callable[[Text], str]
"""Reads a text of the edition in the page's language, names filled in."""


@dataclass(frozen=True, slots=True)
class LevelBand:
    """A level on the scale from 0 to 100; `start`, `width` and `middle` in percent of the drawing."""

    name: str
    lowest: str
    highest: str
    start: str
    width: str
    middle: str
    reached: bool


@dataclass(frozen=True, slots=True)
class InstrumentPart:
    """An instrument in the total; `exact` and `weighted` are None where they are withheld."""

    instrument: Instrument
    name: str
    score: str | None
    weight: int
    exact: str | None
    weighted: str | None
    survey: ShownSurvey | None
    items: int
    unscored: int


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


@dataclass(frozen=True, slots=True)
class CategoryPart:
    """Answers to a profile question, counted together."""

    label: str
    n: int


@dataclass(frozen=True, slots=True)
class ProfilePart:
    """A profile question; no categories where they are withheld."""

    text: str
    categories: tuple[CategoryPart, ...] | None


@dataclass(frozen=True, slots=True)
class ProfileTable:
    """The profile of one survey's respondents."""

    instrument: Instrument
    respondents: int
    questions: tuple[ProfilePart, ...]

    @property
    def withheld(self) -> bool:
        """Whether too few people answered for any profile."""
        return self.respondents < thresholds.FOR_COUNTS


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
        total=_score(shown.total),
        exact_total=None if total is None else write_exact(total),
        level=shown.level,
        passed=shown.passed,
        pass_mark=write_score(pass_mark),
        to_pass=_score(short),
        bands=_compose_bands(edition.scheme, shown.level),
        instruments=_compose_instruments(shown, edition, exact, read),
        indicators=_compose_indicators(shown, edition, read),
        statistics=_compose_statistics(shown, edition, read),
        profiles=tuple(_compose_profile(edition, s, read) for s in (shown.iit, shown.eit)),
        remarks=word_remarks(shown),
        project_wording="project" in (edition.iit.wording, edition.eit.wording),
    )


def _why_no_counts(survey: ShownSurvey) -> str:
    if survey.respondents < thresholds.FOR_COUNTS:
        few = thresholds.FOR_COUNTS
        return str(_("ไม่แสดงจำนวนแต่ละคำตอบ เพราะผู้ตอบน้อยกว่า %(few)s คน", few=few))
    few = thresholds.PER_OPTION
    return str(_("ไม่แสดงจำนวน เพราะมีคำตอบที่ผู้เลือกน้อยกว่า %(few)s คน", few=few))


def _compose_bands(scheme: Scheme, level: str | None) -> tuple[LevelBand, ...]:
    """The bands from the lowest up; one reaches to where the next begins, so that none leaves a gap."""
    plain = sorted(
        (band for band in scheme.levels if band.each_from is None), key=lambda b: b.from_
    )
    ends = [*(band.from_ for band in plain[1:]), Decimal(100)]
    return tuple(
        LevelBand(
            name=band.name,
            lowest=write_score(band.from_),
            highest=write_score(band.to),
            start=f"{band.from_}%",
            width=f"{end - band.from_}%",
            middle=f"{(band.from_ + end) / 2}%",
            reached=band.name == level,
        )
        for band, end in zip(plain, ends, strict=True)
    )


def _compose_instruments(
    shown: ShownResult, edition: Edition, exact: Mapping[Instrument, Fraction | None], read: Read
) -> tuple[InstrumentPart, ...]:
    shares, names = edition.scheme.weights, edition.scheme.instruments
    surveys: dict[Instrument, ShownSurvey] = {"IIT": shown.iit, "EIT": shown.eit}
    scores = {"IIT": shown.iit.score, "EIT": shown.eit.score, "OIT": shown.oit.score}
    parts = []
    for instrument, value in exact.items():
        weight = getattr(shares, instrument)
        parts.append(
            InstrumentPart(
                instrument=instrument,
                name=read(getattr(names, instrument)),
                score=_score(scores[instrument]),
                weight=weight,
                exact=None if value is None else write_exact(value),
                weighted=None if value is None else write_exact(value * weight / 100),
                survey=surveys.get(instrument),
                items=len(edition.oit.items),
                unscored=shown.oit.unscored,
            )
        )
    return tuple(parts)


def _compose_indicators(
    shown: ShownResult, edition: Edition, read: Read
) -> tuple[IndicatorPart, ...]:
    """All indicators: the highest first where they are ranked, else in order of their numbers."""
    names = _names(edition, read)
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
        score=_score(part.score),
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
        points=None if shown.points is None else write_exact(Fraction(shown.points)),
        answers=shown.answers,
        score=_score(shown.score),
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


def _compose_statistics(shown: ShownResult, edition: Edition, read: Read) -> StatisticsPart | None:
    found, scores, names = shown.statistics, shown.indicator_scores, _names(edition, read)
    if found is None:
        return None
    return StatisticsPart(
        mean=write_score(found.mean),
        sample_sd=write_score(found.sample_sd),
        highest_score=_score(scores[found.highest[0]]) or "",
        highest=tuple(_name(no, names) for no in found.highest),
        lowest_score=_score(scores[found.lowest[0]]) or "",
        lowest=tuple(_name(no, names) for no in found.lowest),
    )


def _compose_profile(edition: Edition, survey: ShownSurvey, read: Read) -> ProfileTable:
    asked = {
        question.code: question for question in edition.questionnaire(survey.instrument).profile
    }
    return ProfileTable(
        instrument=survey.instrument,
        respondents=survey.respondents,
        questions=tuple(
            _compose_profile_question(part, asked[part.code], read) for part in survey.profile
        ),
    )


def _compose_profile_question(
    shown: ShownProfile, asked: ProfileQuestion, read: Read
) -> ProfilePart:
    labels = [read(option.label) for option in asked.options]
    if shown.categories is None:
        return ProfilePart(read(asked.text), None)
    categories = tuple(
        CategoryPart(" / ".join(labels[place] for place in part.options), part.n)
        for part in shown.categories
    )
    return ProfilePart(read(asked.text), categories)


def _names(edition: Edition, read: Read) -> dict[int, str]:
    asked = (*edition.iit.indicators, *edition.eit.indicators)
    names = {part.no: read(part.name) for part in asked}
    return names | {part.no: read(part.name) for part in edition.oit.indicators}


def _name(no: int, names: Mapping[int, str]) -> str:
    return str(_("ตัวชี้วัดที่ %(no)s %(name)s", no=no, name=names[no]))


def _score(score: Decimal | None) -> str | None:
    return None if score is None else write_score(score)
