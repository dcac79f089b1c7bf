"""The demonstration's plan of measures: chosen from what its closed round suggests, partly done."""

import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from functools import cache
from importlib.resources import files

from survey_app.core.measure_entry import ProgressEntry
from survey_app.core.measures import Measure, MeasureStatus
from survey_app.core.officers import Actor
from survey_app.services.instance import Instance
from survey_app.services.measures import read_plan, report_progress
from survey_app.services.measures.suggestions import read_suggestions, take_suggestions

_AT_WORK = time(4, 0, tzinfo=UTC)
"""Eleven in the morning in Thailand."""


@dataclass(frozen=True, slots=True)
class DemoReport:
    """Progress of a suggested measure, and how far it has come with it."""

    suggestion: str
    entry: ProgressEntry
    status: MeasureStatus


@dataclass(frozen=True, slots=True)
class DemoPlan:
    """The suggestions that are taken, and what is reported of them, by day."""

    plan_year: int
    made_on: date
    suggestions: tuple[str, ...]
    reports: tuple[DemoReport, ...]


def build_plan(instance: Instance, actor: Actor, agency_id: str) -> None:
    """Make the plan and report its progress, each on its day; what stands there is passed over."""
    plan = _demo_plan()
    suggested = read_suggestions(instance, actor, agency_id, plan.plan_year)
    titles = {one.key: one.entry.title for part in suggested.needed for one in part.suggestions}
    made = _on(instance, plan.made_on)
    take_suggestions(made, actor, agency_id, plan.plan_year, plan.suggestions)
    standing = {one.title: one for one in read_plan(instance, actor, agency_id, plan.plan_year)}
    for report in plan.reports:
        measure = standing[titles[report.suggestion]]
        if not _is_reported(measure, report):
            then = _on(instance, report.entry.day)
            report_progress(then, actor, measure.id, report.entry, report.status)


def _is_reported(measure: Measure, report: DemoReport) -> bool:
    return any(entry.day == report.entry.day for entry in measure.progress)


def _on(instance: Instance, day: date) -> Instance:
    return replace(instance, clock=lambda: datetime.combine(day, _AT_WORK))


@cache
def _demo_plan() -> DemoPlan:
    kept = json.loads(files(__package__).joinpath("plan.json").read_text("utf-8"))
    reports = [
        DemoReport(
            measure["suggestion"],
            ProgressEntry(date.fromisoformat(one["day"]), one["text"], tuple(one["links"])),
            MeasureStatus(one["status"]),
        )
        for measure in kept["measures"]
        for one in measure["reports"]
    ]
    return DemoPlan(
        kept["plan_year"],
        date.fromisoformat(kept["made_on"]),
        tuple(measure["suggestion"] for measure in kept["measures"]),
        tuple(sorted(reports, key=lambda one: one.entry.day)),
    )
