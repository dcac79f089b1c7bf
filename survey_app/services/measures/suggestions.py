"""Suggested measures: what last year's result asks for, taken into the plan as an officer chooses."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from survey_app.core.analysis import Analysis, Direction, Movement, analyse
from survey_app.core.errors import NotFound
from survey_app.core.measure_entry import MeasureEntry, clean_measure, follow_up_said
from survey_app.core.measures import Measure
from survey_app.core.officers import Actor
from survey_app.core.questionnaire import Edition
from survey_app.core.questionnaire.advice import SuggestedMeasure
from survey_app.core.years import YearFigures, year_before
from survey_app.services.instance import Instance
from survey_app.services.measures.basis import find_edition
from survey_app.services.measures.plan import keep_new, require_plan_year
from survey_app.services.years import read_years
from survey_app.storage import agencies, measures


class Need(StrEnum):
    """Why an indicator needs measures: it fell, rose and stays under the mark, or lies under it."""

    MEND = "mend"
    DEVELOP = "develop"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A suggested measure as it would stand in the plan; `taken` where it stands there already."""

    key: str
    entry: MeasureEntry
    follow_up: str
    taken: bool


@dataclass(frozen=True, slots=True)
class NeededIndicator:
    """An indicator that needs measures, how it moved, and what is suggested for it."""

    movement: Movement
    need: Need
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class SuggestedPlan:
    """What the result of the year before a plan asks for; `figures` None where there is no result."""

    figures: YearFigures | None
    edition: Edition
    needed: tuple[NeededIndicator, ...]


def read_suggestions(
    instance: Instance, actor: Actor, agency_id: str, plan_year: int
) -> SuggestedPlan:
    """The suggestions for a plan, what fell first, then the lowest; raises NotFound, BadNumber."""
    require_plan_year(plan_year)
    years = read_years(instance, actor, agency_id)
    figures = next((year for year in years if year.fiscal_year == plan_year - 1), None)
    with instance.database.snapshot() as session:
        agency = agencies.get_agency(session, agency_id).name
        edition = find_edition(session, agency_id, plan_year)
        plan = measures.read_plan(session, agency_id, plan_year)
    if figures is None or edition.scheme.edition not in {figures.edition, *figures.kin}:
        return SuggestedPlan(figures, edition, ())
    words = {"agency": agency, "year": plan_year}
    found = tuple(_needed(edition, _analyse(edition, years, figures), plan, words))
    order = list(Need)
    ranked = sorted(found, key=lambda one: (order.index(one.need), one.movement.score))
    return SuggestedPlan(figures, edition, tuple(ranked))


def take_suggestions(
    instance: Instance, actor: Actor, agency_id: str, plan_year: int, keys: Collection[str]
) -> int:
    """Add the chosen suggestions to the plan; returns how many were new to it.

    One that stands there already is passed over, so that sending twice counts once. Raises NotFound
    for a key that is not suggested.
    """
    known = _by_key(read_suggestions(instance, actor, agency_id, plan_year))
    unknown = set(keys) - known.keys()
    if unknown:
        raise NotFound("measure", min(unknown))
    with instance.database.transaction() as session:
        edition = find_edition(session, agency_id, plan_year)
        standing = _standing(measures.read_plan(session, agency_id, plan_year))
        entries = [known[key].entry for key in known if key in keys]
        new = [one for one in entries if (one.indicator, one.title) not in standing]
        for entry in new:
            clean = clean_measure(entry, edition.indicator_names)
            keep_new(session, instance, actor, agency_id, plan_year, clean, suggested=True)
    return len(new)


def _by_key(suggested: SuggestedPlan) -> dict[str, Suggestion]:
    return {one.key: one for part in suggested.needed for one in part.suggestions}


def _analyse(edition: Edition, years: tuple[YearFigures, ...], figures: YearFigures) -> Analysis:
    """The year against the one before, as far as figures may be shown."""
    before = year_before(years, figures)
    return analyse(edition.scheme, known_scores(figures), known_scores(before))


def known_scores(figures: YearFigures | None) -> dict[int, Decimal]:
    """The indicator scores that are known and may be shown."""
    scores: Mapping[int, Decimal | None] = figures.scores if figures else {}
    return {no: score for no, score in scores.items() if score is not None}


def _need(analysis: Analysis, movement: Movement) -> Need | None:
    if movement.no in analysis.to_mend:
        return Need.MEND
    if movement.no in analysis.to_develop:
        return Need.DEVELOP
    level = movement.direction in (Direction.NEW, Direction.UNCHANGED)
    return Need.WEAK if level and not movement.reaches_mark else None


def _needed(
    edition: Edition, analysis: Analysis, plan: tuple[Measure, ...], words: Mapping[str, object]
) -> Iterator[NeededIndicator]:
    advice = {part.indicator: part.measures for part in edition.advice}
    standing = _standing(plan)
    for movement in analysis.movements:
        need = _need(analysis, movement)
        if need is not None:
            offered = advice.get(movement.no, ())
            found = tuple(_suggest(movement.no, offered, standing, words))
            yield NeededIndicator(movement, need, found)


def _suggest(
    indicator: int,
    offered: tuple[SuggestedMeasure, ...],
    standing: set[tuple[int, str]],
    words: Mapping[str, object],
) -> Iterator[Suggestion]:
    for place, one in enumerate(offered, start=1):
        entry = _entry(indicator, one, words)
        taken = (indicator, entry.title) in standing
        follow_up = one.follow_up.read("th", **words)
        yield Suggestion(f"{indicator}-{place}", entry, follow_up, taken)


def _entry(indicator: int, one: SuggestedMeasure, words: Mapping[str, object]) -> MeasureEntry:
    """The suggestion in Thai, in which a plan is written whatever language the pages speak."""
    return MeasureEntry(
        indicator=indicator,
        title=one.title.read("th", **words),
        steps=tuple(step.read("th", **words) for step in one.steps),
        owner=one.owner.read("th", **words),
        period=one.period.read("th", **words),
        follow_up=follow_up_said(one.follow_up.read("th", **words)),
    )


def _standing(plan: tuple[Measure, ...]) -> set[tuple[int, str]]:
    """What a suggestion is recognised by in a plan: its indicator and its title."""
    return {(measure.indicator, measure.title) for measure in plan}
