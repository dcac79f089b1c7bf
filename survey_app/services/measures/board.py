"""A plan as officers see it: the overdue first, beside the results before and after it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from survey_app.core.analysis import Movement, analyse
from survey_app.core.measures import Measure, is_overdue, order_by_urgency
from survey_app.core.officers import Actor
from survey_app.core.questionnaire import DisclosureItem, Edition
from survey_app.core.questionnaire.oit import Evidence
from survey_app.core.rounds import Round
from survey_app.core.years import YearFigures, year_before
from survey_app.services.instance import Instance
from survey_app.services.measures.basis import find_edition, find_round
from survey_app.services.measures.plan import require_plan_year
from survey_app.services.measures.suggestions import known_scores
from survey_app.services.rounds import current_edition
from survey_app.services.years import AgencyYears, read_agency_years
from survey_app.storage import agencies, measures
from survey_app.storage.agencies import Agency


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """An OIT item of a round that asks for a paper of this program."""

    round: Round
    evidence: Evidence
    item: DisclosureItem


@dataclass(frozen=True, slots=True)
class PlanBoard:
    """An agency's plan for a fiscal year on a day.

    `plan` stands by indicator, as papers list it. `figures` are the result of the plan's own year, which shows what
    the measures did, and `movements` how its indicators moved from the year before, where the two
    years are known, may be shown and mean the same. `evidence` are the OIT items of the year's round
    that ask for the plan or for what was done of it.
    """

    agency: Agency
    plan_year: int
    today: date
    plan: tuple[Measure, ...]
    edition: Edition
    figures: YearFigures | None
    movements: Mapping[int, Movement]
    evidence: tuple[EvidenceItem, ...]

    @property
    def urgent_first(self) -> tuple[Measure, ...]:
        """The measures as an officer reads them: overdue, then by the next due day."""
        return order_by_urgency(self.plan, self.today)

    @property
    def overdue(self) -> tuple[Measure, ...]:
        """The measures of which a report is missing."""
        return tuple(one for one in self.plan if is_overdue(one, self.today))


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """A year of an agency's plans in a line; `measures` 0 where the plan is still to be made."""

    agency: Agency
    plan_year: int
    measures: int
    overdue: int


def read_board(instance: Instance, actor: Actor, agency_id: str, plan_year: int) -> PlanBoard:
    """The plan of an agency the actor may see; raises NotFound, BadNumber."""
    require_plan_year(plan_year)
    known = read_agency_years(instance, actor, agency_id)
    with instance.database.snapshot() as session:
        plan = measures.read_plan(session, agency_id, plan_year)
        edition = find_edition(session, agency_id, plan_year)
        found = find_round(session, agency_id, plan_year)
        items = current_edition(session, found).oit.items if found else ()
    figures = next((one for one in known.years if one.fiscal_year == plan_year), None)
    return PlanBoard(
        agency=known.agency,
        plan_year=plan_year,
        today=instance.today,
        plan=plan,
        edition=edition,
        figures=figures,
        movements=_movements(known, figures),
        evidence=tuple(
            EvidenceItem(found, one.evidence, one) for one in items if found and one.evidence
        ),
    )


def list_plans(instance: Instance, actor: Actor) -> tuple[PlanSummary, ...]:
    """The plans the actor may see, by agency, newest year first.

    The year after each result is among them, made or not: it is the one to plan next.
    """
    with instance.database.snapshot() as session:
        seen = agencies.list_agencies(session, actor.agency)
        planned = {one.id: measures.list_plan_years(session, one.id) for one in seen}
    found: list[PlanSummary] = []
    for agency in seen:
        known = read_agency_years(instance, actor, agency.id).years
        after = {one.fiscal_year + 1 for one in known if not one.imported}
        wanted = sorted({*planned[agency.id], *after}, reverse=True)
        found += [_summary(instance, agency, year) for year in wanted]
    return tuple(found)


def _summary(instance: Instance, agency: Agency, year: int) -> PlanSummary:
    with instance.database.snapshot() as session:
        plan = measures.read_plan(session, agency.id, year)
    overdue = sum(is_overdue(one, instance.today) for one in plan)
    return PlanSummary(agency, year, len(plan), overdue)


def _movements(known: AgencyYears, figures: YearFigures | None) -> dict[int, Movement]:
    """How the indicators moved into a year; nothing without a comparable year before it."""
    before = year_before(known.years, figures) if figures else None
    edition = known.editions.get(figures.edition) if figures else None
    if before is None or edition is None:
        return {}
    moved = analyse(edition.scheme, known_scores(figures), known_scores(before)).movements
    return {one.no: one for one in moved if one.before is not None}
