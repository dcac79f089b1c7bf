"""Reading the years of an agency side by side: its closed rounds and its imported past years."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlmodel import Session

from survey_app.core.disclosure import ShownResult, disclose_result
from survey_app.core.officers import Actor
from survey_app.core.past_years import PastYear, figure_past_year
from survey_app.core.questionnaire import Edition
from survey_app.core.result import read_result
from survey_app.core.rounds import RoundState
from survey_app.core.years import Kinship, Shortfall, YearFigures, join_editions
from survey_app.services.agencies import own_agency
from survey_app.services.instance import Instance
from survey_app.storage import agencies, editions, history, results, rounds
from survey_app.storage.agencies import Agency


@dataclass(frozen=True, slots=True)
class AgencyYears:
    """An agency's years, newest first, with the editions that name their indicators."""

    agency: Agency
    years: tuple[YearFigures, ...]
    editions: Mapping[int, Edition]


@dataclass(frozen=True, slots=True)
class _ClosedYear:
    """A closed round with the edition it was frozen with, as it may be shown."""

    round: str
    edition: Edition
    shown: ShownResult


def read_years(instance: Instance, actor: Actor, agency_id: str) -> tuple[YearFigures, ...]:
    """All years of an agency the actor may see, newest first; raises NotFound.

    A year with a round of our own is that round's, and keeps the total that was imported for it.
    """
    return read_agency_years(instance, actor, agency_id).years


def read_agency_years(instance: Instance, actor: Actor, agency_id: str) -> AgencyYears:
    """As `read_years`, with what the pages need to name agency and indicators."""
    own_agency(actor, agency_id)
    with instance.database.snapshot() as session:
        agency = agencies.get_agency(session, agency_id)
        closed = _read_closed(session, agency_id)
        past = history.read_years(session, agency_id)
    known = {one.edition.scheme.edition: one.edition for one in reversed(closed)}
    known |= {year: editions.read_edition(year) for year in editions.list_editions()}
    kinship = join_editions(
        edition.scheme for edition in (*known.values(), *(one.edition for one in closed))
    )
    return AgencyYears(agency, _arrange(closed, past, known, kinship), known)


def _read_closed(session: Session, agency_id: str) -> list[_ClosedYear]:
    found = []
    for one in rounds.list_rounds(session, agency_id):
        if one.state is RoundState.CLOSED:
            edition, _ = editions.frozen_edition(session, one.id)
            frozen = results.read_frozen(session, one.id)
            shown = disclose_result(edition, read_result(frozen.text), frozen.fingerprint)
            found.append(_ClosedYear(one.id, edition, shown))
    return found


def _arrange(
    closed: Iterable[_ClosedYear],
    past: Iterable[PastYear],
    known: Mapping[int, Edition],
    kinship: Kinship,
) -> tuple[YearFigures, ...]:
    announced = {year.fiscal_year: year for year in past}
    years = {
        year.fiscal_year: figure_past_year(
            year, known.get(year.scheme), kinship.family_of(year.scheme)
        )
        for year in announced.values()
    }
    for one in closed:
        beside = announced.get(one.shown.fiscal_year)
        total = beside.announced_total if beside else None
        years[one.shown.fiscal_year] = _figure_round(one, total, kinship)
    return tuple(years[year] for year in sorted(years, reverse=True))


def _figure_round(one: _ClosedYear, announced: Decimal | None, kinship: Kinship) -> YearFigures:
    """The figures of a closed round: nothing that has not passed `core/disclosure.py`."""
    shown = one.shown
    return YearFigures(
        fiscal_year=shown.fiscal_year,
        edition=shown.edition,
        imported=False,
        scores=shown.indicator_scores,
        total=shown.total,
        recomputed=None,
        level=shown.level,
        statistics=shown.statistics,
        kin=kinship.family_of(shown.edition),
        announced_beside=announced,
        round=one.round,
        shortfalls=tuple(
            Shortfall(survey.instrument, survey.respondents, survey.minimum)
            for survey in (shown.iit, shown.eit)
            if survey.under_minimum
        ),
        unscored=shown.oit.unscored,
    )
