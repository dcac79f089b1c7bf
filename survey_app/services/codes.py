"""Admission codes for staff: printed once, only hashes kept."""

from sqlmodel import Session

from survey_app.core.errors import BadNumber, NoCodesNeeded, TooManyCodes, WrongState
from survey_app.core.officers import Actor
from survey_app.core.rounds import Round, RoundState, StaffAccess, Survey, require_state
from survey_app.services.identifiers import new_admission_code
from survey_app.services.instance import Instance
from survey_app.storage import admission_codes, audit, pool, rounds, surveys
from survey_app.storage.admission_codes import CodeCounts


def make_codes(instance: Instance, actor: Actor, round_id: str, count: int) -> list[str]:
    """Fresh codes, to be handed on now and never again; raises TooManyCodes, NoCodesNeeded."""
    codes = draw_up_codes(instance, actor, round_id, count)
    keep_codes(instance, actor, round_id, codes)
    return codes


def draw_up_codes(instance: Instance, actor: Actor, round_id: str, count: int) -> list[str]:
    """Codes that admit nobody until they are kept; so a slip that fails to print counts nowhere."""
    with instance.database.snapshot() as session:
        found = rounds.get_round(session, actor.agency, round_id)
        _require_left(session, found, count)
    return [new_admission_code() for _ in range(count)]


def keep_codes(instance: Instance, actor: Actor, round_id: str, codes: list[str]) -> None:
    """Keep the hashes of printed codes, which from now on admit one sheet each.

    There are never more codes about than staff and declared spares; void ones may be replaced.
    """
    with instance.database.transaction() as session:
        found = rounds.get_round(session, actor.agency, round_id, lock=True)
        survey = _require_left(session, found, len(codes))
        admission_codes.add_codes(session, instance.keys, survey.id, codes)
        facts = {"count": len(codes)}
        audit.record(
            session, found.agency, instance.now, actor.name, "codes.print", round_id, facts
        )


def declare_spares(instance: Instance, actor: Actor, round_id: str, spares: int) -> None:
    """Declare how many slips more than staff may be printed; the result shows the number."""
    with instance.database.transaction() as session:
        found = rounds.get_round(session, actor.agency, round_id, lock=True)
        require_state("declare_spares", found.state, RoundState.DRAFT, RoundState.OPEN)
        if not 0 <= spares <= found.staff:
            raise BadNumber("spares", 0, found.staff)
        rounds.change_spares(session, round_id, spares)
        facts = {"spares": spares}
        audit.record(
            session, found.agency, instance.now, actor.name, "codes.spares", round_id, facts
        )


def void_codes(instance: Instance, actor: Actor, round_id: str) -> int:
    """Void every unused code, as when slips were lost; returns how many."""
    with instance.database.transaction() as session:
        found = rounds.get_round(session, actor.agency, round_id, lock=True)
        require_state("void_codes", found.state, RoundState.DRAFT, RoundState.OPEN)
        survey = surveys.find_survey(session, round_id, "IIT")
        pool.hold_pool(session, survey.id)  # so that no code is spent between looking and voiding
        voided = admission_codes.void_unused(session, survey.id)
        facts = {"count": voided}
        audit.record(session, found.agency, instance.now, actor.name, "codes.void", round_id, facts)
    return voided


CODES = "codes"
"""The kind of the remark that keeps the numbers of slips."""


def note_codes(session: Session, found: Round) -> None:
    """Keep the numbers of slips for the result, once, when the survey or its codes come to an end."""
    survey = surveys.find_survey(session, found.id, "IIT")
    counts = admission_codes.count_codes(session, survey.id)
    noted = any(remark.kind == CODES for remark in rounds.list_remarks(session, found.id))
    if noted or not counts.printed:
        return
    facts = {"printed": counts.printed, "used": counts.used, "void": counts.void}
    facts |= {"unused": counts.unused, "staff": found.staff, "spares": found.spares}
    rounds.add_remark(session, found.id, CODES, "", facts)


def count_codes(instance: Instance, actor: Actor, round_id: str) -> tuple[CodeCounts, int]:
    """The codes by state, and how many more may be printed."""
    with instance.database.snapshot() as session:
        found = rounds.get_round(session, actor.agency, round_id)
        survey: Survey = surveys.find_survey(session, round_id, "IIT")
        counts = admission_codes.count_codes(session, survey.id)
    return counts, _left(found, counts)


def _require_left(session: Session, found: Round, count: int) -> Survey:
    require_state("make_codes", found.state, RoundState.DRAFT, RoundState.OPEN)
    if found.staff_access is not StaffAccess.CODES:
        raise NoCodesNeeded("IIT")
    survey = surveys.find_survey(session, found.id, "IIT")
    if survey.ended:
        raise WrongState("make_codes", "ended")
    left = _left(found, admission_codes.count_codes(session, survey.id))
    if count < 1:
        raise BadNumber("count", 1, max(1, left))
    if count > left:
        raise TooManyCodes(count, left)
    return survey


def _left(found: Round, counts: CodeCounts) -> int:
    return max(0, found.staff + found.spares - counts.unused - counts.used)
