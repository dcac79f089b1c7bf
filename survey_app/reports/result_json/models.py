"""The shape of a result as JSON, which `result.schema.json` publishes; a stable contract.

Keys are added and never taken away. Scores are texts with two decimals, points exact rationals.
"""

from typing import Annotated, Literal

from pydantic import Field

from survey_app.core.questionnaire.text import Frozen

Score = Annotated[str, Field(pattern=r"^\d{1,3}\.\d\d$")]
Points = Annotated[str, Field(pattern=r"^\d+(/\d+)?$")]
Withheld = Literal["too_few"] | None


class RowJson(Frozen):
    """A row; `counts` and the points of each option, `scores`, follow `options`."""

    code: str
    options: list[str]
    scores: list[int]
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


class LevelJson(Frozen):
    """A band of the rounded total; `least_of_each` also asks that much of every instrument."""

    name: str
    least: Score
    most: Score
    least_of_each: Score | None


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
    levels: list[LevelJson]
    instruments: InstrumentsJson
    statistics: StatisticsJson
    remarks: list[RemarkJson]
    fingerprint: Annotated[str, Field(pattern=r"^sha256:[0-9a-f]{64}$")]
