"""The scheme of a year: weights, levels, marks, sample rule. The rules' numbers live in its file."""

from decimal import Decimal
from itertools import pairwise
from typing import Annotated

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)

from survey_app.core.questionnaire.text import Frozen, Misfit, Text

_STEP = Decimal("0.01")


def _exact(value: object, info: ValidationInfo) -> object:
    """A whole number as a mark; as text a mark stands only in a frozen edition's JSON."""
    whole = isinstance(value, int) and not isinstance(value, bool)
    frozen = isinstance(value, str) and info.mode == "json"
    return Decimal(str(value)) if whole or frozen else value


Hundredths = Annotated[
    Decimal,
    BeforeValidator(_exact),
    Field(ge=0, le=100, decimal_places=2),
    AfterValidator(lambda mark: mark.quantize(_STEP)),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 100}),
]
"""A mark between 0 and 100 with at most two decimals, kept with two: 85 and 85.00 are the same."""


class Level(Frozen):
    """A band of the rounded total; `each_from` also asks that much of every instrument."""

    name: str = Field(min_length=1)
    from_: Hundredths = Field(alias="from")
    to: Hundredths
    each_from: Hundredths | None = None

    @model_validator(mode="after")
    def _starts_before_it_ends(self) -> "Level":
        if self.to < self.from_:
            raise Misfit(f"the level {self.name} ends before it starts", "to")
        return self


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

    @model_validator(mode="after")
    def _bounds_in_order(self) -> "SampleRule":
        if self.at_most < self.at_least:
            raise Misfit(f"at_most is below at_least ({self.at_least})", "at_most")
        return self


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
            raise Misfit("the levels must reach from 0.00 to 100.00", "levels")
        for lower, upper in pairwise(bands):
            if upper.from_ != lower.to + _STEP:
                place = "levels", self.levels.index(upper), "from"
                raise Misfit(_band_fault(lower, upper), *place)
        return self


def _band_fault(lower: Level, upper: Level) -> str:
    kind = "overlap" if upper.from_ <= lower.to else "leave a gap"
    wanted = lower.to + _STEP
    return f"the levels {lower.name} and {upper.name} {kind}: {upper.name} must start at {wanted}"
