"""The scheme of a year: weights, levels, marks, sample rule. The rules' numbers live in its file."""

from decimal import Decimal
from itertools import pairwise
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from survey_app.core.questionnaire.text import Frozen, Text

_STEP = Decimal("0.01")


def _exact(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, str) and value.replace(".", "", 1).isdigit():
        return Decimal(value)
    return value


Hundredths = Annotated[
    Decimal, BeforeValidator(_exact), Field(ge=0, le=100, decimal_places=2, strict=True)
]
"""A mark between 0 and 100 with at most two decimals."""


class Level(Frozen):
    """A band of the rounded total; `each_from` also asks that much of every instrument."""

    name: str = Field(min_length=1)
    from_: Hundredths = Field(alias="from")
    to: Hundredths
    each_from: Hundredths | None = None


class Marks(Frozen):
    """Marks to reach: the national plan's, an indicator's, and the share of agencies aimed at."""

    pass_: Hundredths = Field(alias="pass")
    strength: Hundredths
    goal_share: int = Field(ge=0, le=100)


class SampleRule(Frozen):
    """Least respondents: all below `at_least`, else a percentage kept between two bounds."""

    at_least: int = Field(ge=1)
    percent: int = Field(ge=1, le=100)
    at_most: int = Field(ge=1)


class Weights(Frozen):
    """Percent of the total that each instrument brings."""

    IIT: int = Field(ge=0, le=100)
    EIT: int = Field(ge=0, le=100)
    OIT: int = Field(ge=0, le=100)

    @model_validator(mode="after")
    def _make_a_whole(self) -> "Weights":
        if self.IIT + self.EIT + self.OIT != 100:
            raise ValueError(f"the weights sum to {self.IIT + self.EIT + self.OIT}, not to 100")
        return self


class InstrumentNames(Frozen):
    """Full names of the three instruments."""

    IIT: Text
    EIT: Text
    OIT: Text


class SampleRules(Frozen):
    """The sample rule of each survey."""

    IIT: SampleRule
    EIT: SampleRule


class Scheme(Frozen):
    """How a year's result is reckoned."""

    edition: int = Field(ge=2500, le=2700)
    title: Text
    continues: tuple[int, ...]
    weights: Weights
    instruments: InstrumentNames
    levels: tuple[Level, ...] = Field(min_length=1)
    marks: Marks
    sample: SampleRules

    @model_validator(mode="after")
    def _levels_tile(self) -> "Scheme":
        bands = sorted(
            (level for level in self.levels if level.each_from is None), key=lambda b: b.from_
        )
        if not bands or bands[0].from_ != 0 or bands[-1].to != 100:
            raise ValueError("the levels must reach from 0.00 to 100.00")
        for lower, upper in pairwise(bands):
            if upper.from_ != lower.to + _STEP:
                raise ValueError(_band_fault(lower, upper))
        return self


def _band_fault(lower: Level, upper: Level) -> str:
    kind = "overlap" if upper.from_ <= lower.to else "leave a gap"
    wanted = lower.to + _STEP
    return f"the levels {lower.name} and {upper.name} {kind}: {upper.name} must start at {wanted}"
