"""The measures of a plan: reading, adding, changing, dropping and removing."""

from dataclasses import asdict, replace

from sqlmodel import Session

from survey_app.core.errors import BadNumber, MeasureChanged, ProgressReported
from survey_app.core.measure_entry import MeasureEntry, clean_measure, entry_of, version_of
from survey_app.core.measures import Measure, MeasureStatus
from survey_app.core.officers import Actor
from survey_app.services.agencies import own_agency
from survey_app.services.identifiers import new_id
from survey_app.services.instance import Instance
from survey_app.services.measures.acts import record_act
from survey_app.services.measures.basis import find_edition
from survey_app.storage import agencies, measures
from survey_app.storage.measures import PlannedMeasure

FIRST_YEAR, LAST_YEAR = 2550, 2700


def read_plan(
    instance: Instance, actor: Actor, agency_id: str, plan_year: int
) -> tuple[Measure, ...]:
    """The measures of an agency's plan for a fiscal year, by indicator; raises NotFound."""
    own_agency(actor, agency_id)
    with instance.database.snapshot() as session:
        return measures.read_plan(session, agency_id, plan_year)


def list_plan_years(instance: Instance, actor: Actor, agency_id: str) -> tuple[int, ...]:
    """The fiscal years an agency has measures for, newest first; raises NotFound."""
    own_agency(actor, agency_id)
    with instance.database.snapshot() as session:
        return measures.list_plan_years(session, agency_id)


def find_measure(instance: Instance, actor: Actor, measure_id: str) -> PlannedMeasure:
    """A measure the actor may see; raises NotFound."""
    with instance.database.snapshot() as session:
        return measures.get_measure(session, actor.agency, measure_id)


def add_measure(
    instance: Instance, actor: Actor, agency_id: str, plan_year: int, entry: MeasureEntry
) -> Measure:
    """Add a measure to a plan; raises FaultyMeasure, BadNumber, NotFound."""
    require_plan_year(plan_year)
    own_agency(actor, agency_id)
    with instance.database.transaction() as session:
        agencies.get_agency(session, agency_id)
        indicators = find_edition(session, agency_id, plan_year).indicator_names
        clean = clean_measure(entry, indicators)
        return keep_new(session, instance, actor, agency_id, plan_year, clean)


def keep_new(
    session: Session,
    instance: Instance,
    actor: Actor,
    agency_id: str,
    plan_year: int,
    clean: MeasureEntry,
    *,
    suggested: bool = False,
) -> Measure:
    """Write a new measure and its act, within a transaction; `clean` was checked."""
    added = _measure(plan_year, clean)
    measures.add_measure(session, agency_id, added)
    facts = {"plan_year": plan_year, "after": asdict(clean), "suggested": suggested}
    of = PlannedMeasure(agency_id, added)
    record_act(session, instance, actor, of, "measure.add", facts)
    return added


def change_measure(
    instance: Instance, actor: Actor, measure_id: str, entry: MeasureEntry, *, version: str
) -> Measure:
    """Change what a measure says; raises FaultyMeasure, NotFound.

    `version` is that of the entry the officer saw; raises MeasureChanged where it is another now.
    """
    with instance.database.transaction() as session:
        found = measures.get_measure(session, actor.agency, measure_id, lock=True)
        before = entry_of(found.measure)
        if version_of(before) != version:
            raise MeasureChanged(found.measure.title)
        indicators = find_edition(session, found.agency, found.measure.plan_year).indicator_names
        after = clean_measure(entry, indicators)
        changed = _with_entry(found.measure, after)
        if after != before:
            measures.write_measure(session, changed)
            facts = {"before": asdict(before), "after": asdict(after)}
            record_act(session, instance, actor, found, "measure.change", facts)
    return changed


def set_status(instance: Instance, actor: Actor, measure_id: str, status: MeasureStatus) -> Measure:
    """Say how far a measure has come; one that is dropped stays in the plan. Raises NotFound."""
    with instance.database.transaction() as session:
        found = measures.get_measure(session, actor.agency, measure_id, lock=True)
        return keep_status(session, instance, actor, found, status)


def keep_status(
    session: Session,
    instance: Instance,
    actor: Actor,
    found: PlannedMeasure,
    status: MeasureStatus,
) -> Measure:
    """Write another status and its act, within a transaction."""
    changed = replace(found.measure, status=status)
    if changed != found.measure:
        measures.write_measure(session, changed)
        facts = {"before": found.measure.status, "after": status}
        record_act(session, instance, actor, found, "measure.status", facts)
    return changed


def remove_measure(instance: Instance, actor: Actor, measure_id: str) -> PlannedMeasure:
    """Remove a measure that was never followed up; raises ProgressReported, NotFound."""
    with instance.database.transaction() as session:
        found = measures.get_measure(session, actor.agency, measure_id, lock=True)
        if found.measure.progress:
            raise ProgressReported(len(found.measure.progress))
        measures.delete_measure(session, measure_id)
        before = asdict(entry_of(found.measure)) | {"status": found.measure.status}
        facts = {"plan_year": found.measure.plan_year, "before": before}
        record_act(session, instance, actor, found, "measure.remove", facts)
    return found


def require_plan_year(year: int) -> None:
    """Raise BadNumber unless a plan can be for that fiscal year."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadNumber("fiscal_year", FIRST_YEAR, LAST_YEAR)


def _measure(plan_year: int, entry: MeasureEntry) -> Measure:
    return Measure(
        id=new_id(),
        plan_year=plan_year,
        indicator=entry.indicator,
        title=entry.title,
        steps=entry.steps,
        owner=entry.owner,
        period=entry.period,
        follow_up=entry.follow_up,
    )


def _with_entry(measure: Measure, entry: MeasureEntry) -> Measure:
    entered = _measure(measure.plan_year, entry)
    return replace(entered, id=measure.id, status=measure.status, progress=measure.progress)
