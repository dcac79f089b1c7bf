"""The states of a round and of a survey, and what each allows."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from survey_app.core.errors import BadDays, LastDayPassed, ReasonNeeded, WrongState
from survey_app.core.questionnaire import SurveyInstrument


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


@dataclass(frozen=True, slots=True)
class Round:
    """One agency's assessment of one fiscal year (พ.ศ.)."""

    id: str
    agency: str
    fiscal_year: int
    edition: int
    state: RoundState
    staff: int
    public: int
    staff_access: StaffAccess
    spares: int = 0

    @property
    def population(self) -> dict[SurveyInstrument, int]:
        """How many people each survey could ask."""
        return {"IIT": self.staff, "EIT": self.public}

    def access(self, instrument: SurveyInstrument) -> StaffAccess:
        """How people are admitted to a survey; citizens always by an open link."""
        return self.staff_access if instrument == "IIT" else StaffAccess.LINK


@dataclass(frozen=True, slots=True)
class Survey:
    """A round's IIT or EIT; `languages` are those an officer opened beyond Thai and English."""

    id: str
    round: str
    instrument: SurveyInstrument
    days: SurveyDays
    ended_on: date | None = None
    languages: tuple[str, ...] = ()

    @property
    def ended(self) -> bool:
        """Whether it was ended for good, and its pool folded."""
        return self.ended_on is not None

    def state(self, round_state: RoundState, today: date) -> SurveyState:
        """Waiting, accepting or ended, on that day."""
        return survey_state(round_state, self.days, ended=self.ended, today=today)


class PlaceKind(StrEnum):
    """How sheets reach a place: through its link, or on paper that an officer keys in."""

    LINK = "link"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a QR hangs, or the paper forms of a survey, which have no link that leads anywhere.

    `stopped_on` is the day its link was stopped, if it was; `daily_ceiling` is how many sheets a day
    its open link takes at most; None: any number.
    """

    id: str
    survey: str
    name: str
    link_code: str
    stopped_on: date | None = None
    stop_reason: str = ""
    daily_ceiling: int | None = None
    kind: PlaceKind = PlaceKind.LINK

    @property
    def on_paper(self) -> bool:
        """Whether its sheets are keyed in by an officer, and nobody comes by its link."""
        return self.kind is PlaceKind.PAPER

    def full(self, sheets: int) -> bool:
        """Whether it takes no more today, having sent `sheets`."""
        return self.daily_ceiling is not None and sheets >= self.daily_ceiling
