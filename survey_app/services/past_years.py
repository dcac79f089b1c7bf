"""Past years as they were announced: from a file, from a form, and removing one again."""

from collections.abc import Mapping
from decimal import Decimal

from survey_app.core.errors import BadFile, BadNumber, NoFigures, NotFound, YearImported
from survey_app.core.officers import Actor
from survey_app.core.past_years import FIRST_YEAR, LAST_YEAR, PastYear, is_score, list_indicators
from survey_app.core.questionnaire import Edition
from survey_app.core.rounds import RoundState
from survey_app.core.thai import fiscal_year_of
from survey_app.services import past_years_table
from survey_app.services.agencies import own_agency
from survey_app.services.instance import Instance
from survey_app.storage import agencies, audit, editions, history, rounds

_TEMPLATE_YEARS = 3


def import_years(
    instance: Instance, actor: Actor, file_name: str, content: bytes, agency: str | None = None
) -> int:
    """Import indicator scores and announced totals; returns how many years.

    A year that was imported before is replaced whole. `agency` is the id of the only agency the
    file may speak of, and then its rows need not name it. Raises BadFile naming every bad line, and
    then imports nothing; NotFound for an `agency` the actor may not see.
    """
    if agency is not None:
        own_agency(actor, agency)
    rows = past_years_table.read_rows(file_name, content, with_agency=agency is None)
    with instance.database.transaction() as session:
        if agency is not None:
            agencies.get_agency(session, agency)
        find = past_years_table.AgencyFinder(session, actor, agency)
        years, problems = past_years_table.read_years(rows, find, known_editions())
        if problems:
            raise BadFile(file_name, tuple(problems))
        for (owner, _), year in years.items():
            history.write_year(session, owner, year)
            facts = {"fiscal_year": year.fiscal_year, "scheme": year.scheme}
            audit.record(
                session,
                owner,
                instance.now,
                actor.name,
                "history.import",
                str(year.fiscal_year),
                facts,
            )
    return len(years)


def enter_year(
    instance: Instance,
    actor: Actor,
    agency: str,
    fiscal_year: int,
    scheme: int,
    scores: Mapping[int, Decimal],
    announced: Decimal | None,
    *,
    replace: bool = False,
) -> None:
    """Enter one past year as it was announced; what is not in `scores` was not announced.

    A year that no edition's indicators mean the same as names itself as its scheme.
    Raises YearImported where the year stands already, unless it is meant to `replace` it; NotFound
    for an agency or scheme that is not there, BadNumber, or NoFigures where nothing was given.
    """
    own_agency(actor, agency)
    year = PastYear(fiscal_year, scheme, announced, dict(scores))
    _check_year(year)
    with instance.database.transaction() as session:
        agencies.get_agency(session, agency)
        stands = history.find_year(session, agency, fiscal_year)
        if stands and not replace:
            raise YearImported(fiscal_year)
        if scheme not in (*known_editions(), fiscal_year, stands and stands.scheme):
            raise NotFound("edition", str(scheme))
        history.write_year(session, agency, year)
        audit.record(
            session,
            agency,
            instance.now,
            actor.name,
            "history.enter",
            str(fiscal_year),
            _audited(year),
        )


def _check_year(year: PastYear) -> None:
    if not FIRST_YEAR <= year.fiscal_year <= LAST_YEAR:
        raise BadNumber("fiscal_year", FIRST_YEAR, LAST_YEAR)
    given = [one for one in (*year.scores.values(), year.announced_total) if one is not None]
    if not given:
        raise NoFigures
    if not all(map(is_score, given)):
        raise ValueError("scores are read by core.past_years.read_score first")
    indicators = list_indicators(known_editions().get(year.scheme))
    if not set(year.scores) <= set(indicators):
        raise BadNumber("indicator", min(indicators), max(indicators))


def remove_year(instance: Instance, actor: Actor, agency: str, fiscal_year: int) -> None:
    """Remove an imported year; its figures stay in the audit. Raises NotFound."""
    own_agency(actor, agency)
    with instance.database.transaction() as session:
        stands = history.find_year(session, agency, fiscal_year)
        if stands is None:
            raise NotFound("past_year", str(fiscal_year))
        history.remove_year(session, agency, fiscal_year)
        audit.record(
            session,
            agency,
            instance.now,
            actor.name,
            "history.remove",
            str(fiscal_year),
            _audited(stands),
        )


def list_past_years(instance: Instance, actor: Actor, agency: str) -> list[PastYear]:
    """The imported years of an agency as they stand, newest first; raises NotFound."""
    own_agency(actor, agency)
    with instance.database.snapshot() as session:
        agencies.get_agency(session, agency)
        return history.read_years(session, agency)


def find_past_year(instance: Instance, actor: Actor, agency: str, fiscal_year: int) -> PastYear:
    """One imported year; raises NotFound."""
    own_agency(actor, agency)
    with instance.database.snapshot() as session:
        found = history.find_year(session, agency, fiscal_year)
    if found is None:
        raise NotFound("past_year", str(fiscal_year))
    return found


def write_template(instance: Instance, actor: Actor, agency: str) -> bytes:
    """An XLSX file for the newest years the agency has no figures of, its scores left empty."""
    own_agency(actor, agency)
    with instance.database.snapshot() as session:
        name = agencies.get_agency(session, agency).name
        known = {year.fiscal_year for year in history.read_years(session, agency)}
        known |= {
            one.fiscal_year
            for one in rounds.list_rounds(session, agency)
            if one.state is not RoundState.CANCELLED
        }
    past = range(fiscal_year_of(instance.today) - 1, FIRST_YEAR, -1)
    unknown = [year for year in past if year not in known][:_TEMPLATE_YEARS]
    schemes = {year: scheme_of(year) for year in unknown}
    return past_years_table.write_template(name, schemes, known_editions())


def scheme_of(year: int) -> int:
    """The edition whose indicators a past year's continue, else the year itself."""
    return past_years_table.find_scheme(year, known_editions())


def known_editions() -> dict[int, Edition]:
    """The editions there are files for, newest first: the schemes a past year may name."""
    return {year: editions.read_edition(year) for year in editions.list_editions()}


def _audited(year: PastYear) -> dict[str, object]:
    """The figures of a year for the audit: they were published, and one removed can be found again."""
    return {
        "scheme": year.scheme,
        "total": year.announced_total,
        "scores": {str(no): str(score) for no, score in sorted(year.scores.items())},
    }
