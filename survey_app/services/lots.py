"""Folding: sheets leave the pool for the counts by whole lots, never one at a time."""

from collections.abc import Iterable
from datetime import date

from sqlmodel import Session

from survey_app.core.lots import lot_rule
from survey_app.core.questionnaire import Questionnaire
from survey_app.core.rounds import StaffAccess, Survey
from survey_app.core.sheet import Sheet
from survey_app.storage import participation, pool, rounds, suggestions, surveys, tallies
from survey_app.storage.chance import shuffled
from survey_app.storage.keys import Keys

LOST = "key_replaced"
"""The kind of the remark that tells how many sheets were lost with a key."""


def count_sent(session: Session, round_id: str, survey: Survey) -> int:
    """Sheets sent to a survey, less those lost with a replaced key."""
    lost = sum(
        int(remark.facts.get(f"{survey.instrument}_sheets", 0))
        for remark in rounds.list_remarks(session, round_id)
        if remark.kind == LOST
    )
    return participation.count_sheets(session, survey.id) - lost


def take_in(
    session: Session,
    keys: Keys,
    access: StaffAccess,
    survey: str,
    form: Questionnaire,
    waiting: list[Sheet],
    sheets: Iterable[Sheet],
) -> None:
    """Add sheets to those that wait; each time the pool is full, fold `release` random ones.

    Sheets that came together fold just as they would one after the other.
    """
    rule = lot_rule(access)
    pooled, folded = waiting, list[Sheet]()
    for sheet in sheets:
        pooled = [*pooled, sheet]
        if len(pooled) >= rule.full:
            pooled = shuffled(pooled)
            folded += pooled[: rule.release]
            pooled = pooled[rule.release :]
    if folded:
        _fold(session, keys, survey, form, folded)
    pool.write_pool(session, keys, survey, pooled, len(form.row_codes), rule.full)


def end_survey(
    session: Session, keys: Keys, survey: Survey, form: Questionnaire, day: date
) -> None:
    """Fold the whole pool and end the survey for good; it is no defect if it had ended before."""
    waiting = pool.lock_pool(session, keys, survey.id)
    if waiting is None:
        return
    if waiting:
        _fold(session, keys, survey.id, form, waiting)
    pool.delete_pool(session, survey.id)
    surveys.mark_ended(session, survey.id, day)


def _fold(session: Session, keys: Keys, survey: str, form: Questionnaire, lot: list[Sheet]) -> None:
    tallies.fold(session, survey, form, lot)
    suggestions.add_suggestions(session, keys, survey, (sheet.suggestion for sheet in lot))
