"""The OIT list: what the agency must show on its own website."""

from functools import cached_property
from typing import Literal

from pydantic import Field, field_validator

from survey_app.core.questionnaire.form import Code, Score
from survey_app.core.questionnaire.text import Frozen, Text

Evidence = Literal["plan", "follow_up"]
"""Papers of this program: the plan of measures from last year's result, and what was done of it."""


class DisclosureItem(Frozen):
    """One item to be published; `shows` says what must be found at the address.

    `evidence` names the paper of this program that the item asks for, if it is one.
    """

    code: Code
    group: Text
    title: Text
    shows: Text
    evidence: Evidence | None = None


class SubIndicator(Frozen):
    """Items whose mean is one part of an indicator."""

    code: str = Field(pattern=r"^[0-9]+\.[0-9]+$")
    name: Text
    items: tuple[DisclosureItem, ...] = Field(min_length=1)


class DisclosureIndicator(Frozen):
    """An indicator of OIT: the mean of its sub-indicators, not of its items."""

    no: int = Field(ge=1)
    name: Text
    sub_indicators: tuple[SubIndicator, ...] = Field(min_length=1)


class DisclosureList(Frozen):
    """All disclosure items of an edition."""

    instrument: Literal["OIT"]
    wording: Literal["project", "official"]
    item_scores: tuple[Score, ...] = Field(min_length=2)
    indicators: tuple[DisclosureIndicator, ...] = Field(min_length=1)

    @field_validator("item_scores")
    @classmethod
    def _reaches_both_ends(cls, scores: tuple[int, ...]) -> tuple[int, ...]:
        if not {0, 100} <= set(scores):
            raise ValueError("the scores of an item need a 0 and a 100")
        return scores

    @cached_property
    def items(self) -> tuple[DisclosureItem, ...]:
        """All items in file order."""
        subs = (sub for indicator in self.indicators for sub in indicator.sub_indicators)
        return tuple(item for sub in subs for item in sub.items)
