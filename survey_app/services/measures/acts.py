"""What officers did to a measure: written into the agency's audit, and read back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from survey_app.core.officers import Actor
from survey_app.services.instance import Instance
from survey_app.storage import audit, measures
from survey_app.storage.measures import PlannedMeasure


@dataclass(frozen=True, slots=True)
class MeasureAct:
    """One act on a measure: when, who, and which."""

    at: datetime
    officer: str
    act: str
    facts: Mapping[str, object]


def record_act(
    session: Session,
    instance: Instance,
    actor: Actor,
    of: PlannedMeasure,
    act: str,
    facts: Mapping[str, object],
) -> None:
    """Add an act on a measure to its agency's chain, within the transaction that does it."""
    audit.record(session, of.agency, instance.now, actor.name, act, of.measure.id, facts)


def list_acts(instance: Instance, actor: Actor, measure_id: str) -> tuple[MeasureAct, ...]:
    """The acts on a measure the actor may see, newest first; raises NotFound."""
    with instance.database.snapshot() as session:
        found = measures.get_measure(session, actor.agency, measure_id)
        entries = audit.read_chain(session, found.agency, subject=measure_id)
    return tuple(MeasureAct(one.at, one.officer, one.act, one.facts) for one in entries)
