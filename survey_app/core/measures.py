"""Measures (มาตรการ): what an agency plans to do about an indicator, and how far it has come."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


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
