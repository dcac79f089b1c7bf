"""What officers did to a round, read back from the audit."""

from dataclasses import dataclass
from datetime import datetime

from survey_app.core.officers import Actor
from survey_app.services.instance import BANGKOK, Instance
from survey_app.storage import audit, rounds

_ITEM_ACTS = frozenset({"disclosure.enter", "disclosure.score"})


@dataclass(frozen=True, slots=True)
class RoundAct:
    """One act on a round; `at` is the moment in Thailand."""

    at: datetime
    officer: str
    act: str
    facts: dict[str, object]


def list_acts(instance: Instance, actor: Actor, round_id: str) -> tuple[RoundAct, ...]:
    """The acts on a round the actor may see, newest first; raises NotFound.

    Changes of single disclosure items are left out: each item shows its own history.
    """
    with instance.database.snapshot() as session:
        found = rounds.get_round(session, actor.agency, round_id)
        entries = audit.read_chain(session, found.agency, subject=found.id)
    return tuple(
        RoundAct(one.at.astimezone(BANGKOK), one.officer, one.act, one.facts)
        for one in entries
        if one.act not in _ITEM_ACTS
    )
