"""Progress of a measure: reporting it, correcting an entry, removing one."""

from dataclasses import asdict

from survey_app.core.errors import MeasureChanged, NotFound
from survey_app.core.measure_entry import (
    ProgressEntry,
    clean_progress,
    progress_entry_of,
    version_of,
)
from survey_app.core.measures import Measure, MeasureStatus, Progress
from survey_app.core.officers import Actor
from survey_app.services.identifiers import new_id
from survey_app.services.instance import Instance
from survey_app.services.measures.acts import record_act
from survey_app.services.measures.plan import keep_status
from survey_app.storage import measures


def report_progress(
    instance: Instance,
    actor: Actor,
    measure_id: str,
    entry: ProgressEntry,
    status: MeasureStatus | None = None,
) -> Progress:
    """Add an entry of progress, and with it another status; raises FaultyMeasure, NotFound."""
    with instance.database.transaction() as session:
        found = measures.get_measure(session, actor.agency, measure_id, lock=True)
        clean = clean_progress(entry, found.measure.plan_year, instance.today)
        added = Progress(new_id(), clean.day, clean.text, clean.links, actor.name)
        measures.add_progress(session, measure_id, added)
        facts = {"entry": added.id, "after": asdict(clean)}
        record_act(session, instance, actor, found, "progress.add", facts)
        if status is not None:
            keep_status(session, instance, actor, found, status)
    return added


def correct_progress(
    instance: Instance,
    actor: Actor,
    measure_id: str,
    entry_id: str,
    entry: ProgressEntry,
    *,
    version: str,
) -> Progress:
    """Correct an entry, which stays under the name of who wrote it first.

    `version` is that of the entry the officer saw; raises MeasureChanged where it is another now,
    FaultyMeasure, NotFound.
    """
    with instance.database.transaction() as session:
        found = measures.get_measure(session, actor.agency, measure_id, lock=True)
        known = find_entry(found.measure, entry_id)
        before = progress_entry_of(known)
        if version_of(before) != version:
            raise MeasureChanged(found.measure.title)
        clean = clean_progress(entry, found.measure.plan_year, instance.today)
        corrected = Progress(entry_id, clean.day, clean.text, clean.links, known.officer)
        if clean != before:
            measures.write_progress(session, corrected)
            facts = {"entry": entry_id, "before": asdict(before), "after": asdict(clean)}
            record_act(session, instance, actor, found, "progress.change", facts)
    return corrected


def remove_progress(instance: Instance, actor: Actor, measure_id: str, entry_id: str) -> None:
    """Remove an entry; the audit keeps what it said. Raises NotFound."""
    with instance.database.transaction() as session:
        found = measures.get_measure(session, actor.agency, measure_id, lock=True)
        known = find_entry(found.measure, entry_id)
        measures.delete_progress(session, entry_id)
        before = asdict(progress_entry_of(known)) | {"officer": known.officer}
        facts = {"entry": entry_id, "before": before}
        record_act(session, instance, actor, found, "progress.remove", facts)


def find_entry(measure: Measure, entry_id: str) -> Progress:
    """An entry of a measure; raises NotFound, also for one of another measure."""
    for entry in measure.progress:
        if entry.id == entry_id:
            return entry
    raise NotFound("progress", entry_id)
