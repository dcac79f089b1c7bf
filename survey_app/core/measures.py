"""Measures (มาตรการ): what an agency plans to do about an indicator, and how far it has come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from survey_app.core.thai import BUDDHIST_OFFSET, fiscal_year_days


class FollowUp(StrEnum):
    """When progress is due: at the end of every quarter of the fiscal year, or at its end alone."""

    QUARTERLY = "quarterly"
    YEARLY = "yearly"


class MeasureStatus(StrEnum):
    """How far a measure has come."""

    PLANNED = "planned"
    STARTED = "started"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Progress:
    """An entry of progress: when, what was done, where it can be seen, and who wrote it."""

    id: str
    day: date
    text: str
    links: tuple[str, ...]
    officer: str


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of the plan for the fiscal year `plan_year`, meant for one indicator.

    `owner` is the responsible unit; `period` says in words when it is carried out.
    """

    id: str
    plan_year: int
    indicator: int
    title: str
    steps: tuple[str, ...]
    owner: str
    period: str
    follow_up: FollowUp
    status: MeasureStatus = MeasureStatus.PLANNED
    progress: tuple[Progress, ...] = ()


FINISHED = frozenset({MeasureStatus.DONE, MeasureStatus.DROPPED})
"""Of such a measure no progress is due any more."""


@dataclass(frozen=True, slots=True)
class Term:
    """What progress is reported for: a quarter of a fiscal year, or all of it (`quarter` None).

    Its last day is the day the report is due.
    """

    quarter: int | None
    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Whether `day` lies in it."""
        return self.first <= day <= self.last


def quarters(year: int) -> tuple[Term, ...]:
    """The quarters of the fiscal year `year` (พ.ศ.): to 31 Dec, 31 Mar, 30 Jun and 30 Sep."""
    began, ends = year - BUDDHIST_OFFSET - 1, year - BUDDHIST_OFFSET
    return (
        Term(1, date(began, 10, 1), date(began, 12, 31)),
        Term(2, date(ends, 1, 1), date(ends, 3, 31)),
        Term(3, date(ends, 4, 1), date(ends, 6, 30)),
        Term(4, date(ends, 7, 1), date(ends, 9, 30)),
    )


def whole_year(year: int) -> Term:
    """The fiscal year `year` (พ.ศ.) as one term."""
    return Term(None, *fiscal_year_days(year))


def terms_of(measure: Measure) -> tuple[Term, ...]:
    """The terms a measure's progress is reported for, in order."""
    if measure.follow_up is FollowUp.YEARLY:
        return (whole_year(measure.plan_year),)
    return quarters(measure.plan_year)


def entries_in(measure: Measure, term: Term) -> tuple[Progress, ...]:
    """The entries of a term: by their own day, whenever they were written.

    What is dated after the plan's fiscal year belongs to the term that ends with it.
    """
    last = fiscal_year_days(measure.plan_year)[1]
    return tuple(one for one in measure.progress if term.holds(min(one.day, last)))


def missed_terms(measure: Measure, today: date) -> tuple[Term, ...]:
    """The terms whose due day has passed without an entry; none of a finished measure."""
    if measure.status in FINISHED:
        return ()
    terms = terms_of(measure)
    return tuple(term for term in terms if term.last < today and not entries_in(measure, term))


def is_overdue(measure: Measure, today: date) -> bool:
    """Whether a report of progress is missing that was due before `today`."""
    return bool(missed_terms(measure, today))


def next_due(measure: Measure, today: date) -> date | None:
    """The next day a report is due that nobody has written yet; None when none is to come."""
    if measure.status in FINISHED:
        return None
    ahead = (term for term in terms_of(measure) if term.last >= today)
    return next((term.last for term in ahead if not entries_in(measure, term)), None)


def order_by_urgency(plan: Iterable[Measure], today: date) -> tuple[Measure, ...]:
    """Overdue first, then by the next due day, then as they stand in the plan."""

    def urgency(measure: Measure) -> tuple[bool, date]:
        return not is_overdue(measure, today), next_due(measure, today) or date.max

    return tuple(sorted(plan, key=urgency))
