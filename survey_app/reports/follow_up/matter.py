"""What a follow-up report is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from survey_app.core.analysis import Movement
from survey_app.core.measures import Measure, Progress, Term, entries_in, missed_terms
from survey_app.core.questionnaire.oit import Evidence
from survey_app.core.thai import Digits


@dataclass(frozen=True, slots=True)
class AskedItem:
    """An OIT item that asks for the plan, or for what was done of it."""

    code: str
    title: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class FollowUpMatter:
    """The matter of a follow-up report.

    `term` is the quarter or the year it speaks of, `as_of` the day its entries were read. `plan`
    stands by indicator and `indicators` names them. `follows` says whether there is a result of the
    year before, `has_result` whether there is one of the plan's own year; `movements` is how
    indicators moved between the two, as far as they may be shown and compared. `emblem` is a PNG.
    """

    agency: str
    district: str
    province: str
    plan_year: int
    term: Term
    as_of: date
    plan: tuple[Measure, ...]
    indicators: Mapping[int, str]
    movements: Mapping[int, Movement]
    follows: bool
    has_result: bool
    asked: tuple[AskedItem, ...] = ()
    digits: Digits = Digits.ARABIC
    emblem: bytes | None = None

    @property
    def ended(self) -> bool:
        """Whether the term had ended when the entries were read."""
        return self.as_of > self.term.last

    def entries(self, measure: Measure) -> tuple[Progress, ...]:
        """The entries the report tells."""
        return entries_in(measure, self.term)

    def missed(self, measure: Measure) -> tuple[Term, ...]:
        """The terms without a report that were due by the end of the report's own."""
        return tuple(t for t in missed_terms(measure, self.as_of) if t.last <= self.term.last)
