"""The states of a round and of a survey, and what each allows."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from survey_app.core.errors import BadDays, LastDayPassed, ReasonNeeded, WrongState


class RoundState(StrEnum):
    """draft → open → closed; a round that received no sheet may be cancelled instead."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class SurveyState(StrEnum):
    """waiting → accepting → ended; nothing ended is ever reopened."""

    WAITING = "waiting"
    ACCEPTING = "accepting"
    ENDED = "ended"


class StaffAccess(StrEnum):
    """How staff are admitted to IIT: by a one-time code on a slip, or by an open link."""

    CODES = "codes"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class SurveyDays:
    """First and last day of a survey (Asia/Bangkok); either may be open."""

    opens_on: date | None
    closes_on: date | None

    def __post_init__(self) -> None:
        if self.opens_on and self.closes_on and self.closes_on < self.opens_on:
            raise BadDays(self.opens_on, self.closes_on)


def survey_state(
    round_state: RoundState, days: SurveyDays, *, ended: bool, today: date
) -> SurveyState:
    """It accepts while its round is open and today lies in its days."""
    if ended or round_state in (RoundState.CLOSED, RoundState.CANCELLED):
        return SurveyState.ENDED
    if days.closes_on and today > days.closes_on:
        return SurveyState.ENDED
    if round_state is RoundState.DRAFT or (days.opens_on and today < days.opens_on):
        return SurveyState.WAITING
    return SurveyState.ACCEPTING


def move_last_day(days: SurveyDays, to: date, *, reason: str, today: date) -> SurveyDays:
    """The days with another last day; raises once the last day has passed, or without a reason."""
    if days.closes_on and today > days.closes_on:
        raise LastDayPassed(days.closes_on)
    if to < today:
        raise LastDayPassed(to)
    if not reason.strip():
        raise ReasonNeeded("move_last_day")
    return SurveyDays(days.opens_on, to)


def require_state(verb: str, state: StrEnum, *allowed: StrEnum) -> None:
    """Raise WrongState unless `state` allows `verb`."""
    if state not in allowed:
        raise WrongState(verb, state)
