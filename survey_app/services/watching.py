"""Watching an open round: participation in steps, scores of whole lots only, what is missing next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlmodel import Session

from survey_app.core.disclosure import GuardedScores, disclose_folded, show_participation
from survey_app.core.lots import lot_rule
from survey_app.core.officers import Actor
from survey_app.core.questionnaire import Edition, Instrument
from survey_app.core.result import ItemAnswer
from survey_app.core.rounds import (
    Round,
    RoundState,
    StaffAccess,
    Survey,
    SurveyDays,
    SurveyState,
    require_state,
)
from survey_app.core.sampling import minimum_respondents
from survey_app.core.scoring import hundredths, score_disclosure
from survey_app.services import lots
from survey_app.services.instance import Instance
from survey_app.storage import (
    admission_codes,
    agencies,
    disclosure_items,
    editions,
    rounds,
    surveys,
    tallies,
)


class NoScoreYet(StrEnum):
    """Why a survey of an open round shows no scores."""

    WAITING = "waiting"
    """It has not opened."""
    FIRST_LOT = "first_lot"
    """Its first lot is not full."""
    UNCOUNTED = "uncounted"
    """Its last day has passed and its last sheets are not yet folded."""
    TOO_FEW = "too_few"
    """It has ended with too few sheets for indicator scores."""


@dataclass(frozen=True, slots=True)
class SurveyWatch:
    """IIT or EIT of an open round.

    `participation` counts in steps until the survey has ended for good (`exact`). `days_left`
    counts today and the last day; None where no last day is set or it has passed. Exactly one of
    `scores` and `no_score_yet` is there. `first_lot` is how many sheets fill the first lot.
    """

    survey: Survey
    state: SurveyState
    access: StaffAccess
    participation: int
    exact: bool
    minimum: int
    population: int
    days_left: int | None
    scores: GuardedScores | None
    no_score_yet: NoScoreYet | None
    first_lot: int

    @property
    def days(self) -> SurveyDays:
        """First and last day."""
        return self.survey.days

    @property
    def reached(self) -> bool:
        """Whether the shown participation reaches the minimum: never told before its step."""
        return self.participation >= self.minimum

    @property
    def lacking(self) -> int:
        """How many respondents the shown participation lacks at most."""
        return max(0, self.minimum - self.participation)


@dataclass(frozen=True, slots=True)
class WatchedPart:
    """An OIT indicator or sub-indicator, by number, with its live score."""

    number: str
    score: Decimal


@dataclass(frozen=True, slots=True)
class DisclosureWatch:
    """OIT of an open round.

    `scored` items have their score, or are answered ไม่มี and need no assessor; `to_score` are those
    answered มี that nobody scored.
    """

    items: int
    answered: int
    scored: int
    to_score: int
    score: Decimal
    indicators: tuple[WatchedPart, ...]
    sub_indicators: tuple[WatchedPart, ...]

    @property
    def unanswered(self) -> int:
        """Items with neither มี nor ไม่มี."""
        return self.items - self.answered


@dataclass(frozen=True, slots=True)
class Missing:
    """Something an officer does next; `amount` is how much of it, where that can be counted."""

    kind: str
    instrument: Instrument
    amount: int = 0
    day: date | None = None


@dataclass(frozen=True, slots=True)
class RoundWatch:
    """An open round as officers watch it, read at one moment; `edition` words it."""

    round: Round
    agency: str
    edition: Edition
    iit: SurveyWatch
    eit: SurveyWatch
    oit: DisclosureWatch
    missing: tuple[Missing, ...]
    read_at: datetime

    @property
    def surveys(self) -> tuple[SurveyWatch, SurveyWatch]:
        """IIT, then EIT."""
        return self.iit, self.eit


def watch_round(instance: Instance, actor: Actor, round_id: str) -> RoundWatch:
    """An open round as it stands; raises NotFound, or WrongState if it is not open."""
    with instance.database.snapshot() as session:
        found = rounds.get_round(session, actor.agency, round_id)
        require_state("watch", found.state, RoundState.OPEN)
        edition, _ = editions.frozen_edition(session, found.id)
        watched = tuple(
            _watch_survey(session, found, edition, survey, instance.today)
            for survey in surveys.surveys_of(session, found.id)
        )
        answers = disclosure_items.answers_of(disclosure_items.read_items(session, found.id))
        codes = admission_codes.count_codes(session, watched[0].survey.id)
        agency = agencies.get_agency(session, found.agency)
    oit = _watch_disclosure(edition, answers)
    iit, eit = watched
    return RoundWatch(
        round=found,
        agency=agency.name,
        edition=edition,
        iit=iit,
        eit=eit,
        oit=oit,
        missing=_missing(iit, eit, oit, codes_printed=codes.printed > 0),
        read_at=instance.now,
    )


def _watch_survey(
    session: Session, found: Round, edition: Edition, survey: Survey, today: date
) -> SurveyWatch:
    form = edition.questionnaire(survey.instrument)
    sent = lots.count_sent(session, found.id, survey)
    scores = disclose_folded(form, tallies.read_tally(session, survey.id, form))
    state = survey.state(found.state, today)
    population = found.population[survey.instrument]
    access = found.access(survey.instrument)
    return SurveyWatch(
        survey=survey,
        state=state,
        access=access,
        participation=sent if survey.ended else show_participation(sent),
        exact=survey.ended,
        minimum=minimum_respondents(getattr(edition.scheme.sample, survey.instrument), population),
        population=population,
        days_left=_days_left(survey, state, today),
        scores=scores,
        no_score_yet=None if scores else _why_no_score(survey, state),
        first_lot=lot_rule(access).full,
    )


def _days_left(survey: Survey, state: SurveyState, today: date) -> int | None:
    if state is not SurveyState.ACCEPTING or survey.days.closes_on is None:
        return None
    return (survey.days.closes_on - today).days + 1


def _why_no_score(survey: Survey, state: SurveyState) -> NoScoreYet:
    if survey.ended:
        return NoScoreYet.TOO_FEW
    if state is SurveyState.WAITING:
        return NoScoreYet.WAITING
    return NoScoreYet.FIRST_LOT if state is SurveyState.ACCEPTING else NoScoreYet.UNCOUNTED


def _watch_disclosure(edition: Edition, answers: Mapping[str, ItemAnswer]) -> DisclosureWatch:
    scored = score_disclosure(edition.oit, {c: a.for_scoring for c, a in answers.items()})
    codes = {item.code for item in edition.oit.items}
    given = [answer for code, answer in answers.items() if code in codes]
    subs = [sub for part in scored.indicators for sub in part.sub_indicators]
    return DisclosureWatch(
        items=len(codes),
        answered=sum(answer.present is not None for answer in given),
        scored=len(codes) - scored.unscored,
        to_score=sum(answer.present is True and answer.score is None for answer in given),
        score=hundredths(scored.score),
        indicators=tuple(
            WatchedPart(str(part.no), hundredths(part.score)) for part in scored.indicators
        ),
        sub_indicators=tuple(WatchedPart(sub.code, hundredths(sub.score)) for sub in subs),
    )


def _missing(
    iit: SurveyWatch, eit: SurveyWatch, oit: DisclosureWatch, *, codes_printed: bool
) -> tuple[Missing, ...]:
    """What to do next, the most urgent first; empty when the round is ready to be closed."""
    found = []
    if iit.access is StaffAccess.CODES and not codes_printed and not iit.survey.ended:
        found.append(Missing("no_codes", "IIT"))
    for watched in (iit, eit):
        found += _missing_of_survey(watched)
    if oit.unanswered:
        found.append(Missing("unanswered", "OIT", oit.unanswered))
    if oit.to_score:
        found.append(Missing("to_score", "OIT", oit.to_score))
    return tuple(found)


def _missing_of_survey(watched: SurveyWatch) -> list[Missing]:
    instrument = watched.survey.instrument
    if watched.state is SurveyState.WAITING:
        return [Missing("not_open", instrument, day=watched.days.opens_on)]
    if watched.state is SurveyState.ENDED:
        short = Missing("ended_short", instrument, watched.lacking)
        return [short] if watched.exact and watched.lacking else []
    return [Missing("respondents", instrument, watched.lacking)] if watched.lacking else []
