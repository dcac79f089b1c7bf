"""Folding: sheets leave the pool for the counts by whole lots, never one at a time."""

import secrets
from datetime import date

from sqlmodel import Session

from survey_app.core.lots import lot_rule
from survey_app.core.questionnaire import Questionnaire
from survey_app.core.rounds import Round, Survey
from survey_app.core.sheet import Sheet
from survey_app.storage import participation, pool, rounds, suggestions, surveys, tallies
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
    of: Round,
    survey: Survey,
    form: Questionnaire,
    sheets: list[Sheet],
) -> None:
    """Keep the sheets in the pool; when it is full, fold `release` random ones."""
    rule = lot_rule(of.access(survey.instrument))
    secrets.SystemRandom().shuffle(sheets)
    if len(sheets) >= rule.full:
        _fold(session, keys, survey, form, sheets[: rule.release])
        sheets = sheets[rule.release :]
    pool.write_pool(session, keys, survey.id, sheets, len(form.row_codes), rule.full)


def end_survey(
    session: Session, keys: Keys, survey: Survey, form: Questionnaire, day: date
) -> None:
    """Fold the whole pool and end the survey for good; it is no defect if it had ended before."""
    waiting = pool.lock_pool(session, keys, survey.id)
    if waiting is None:
        return
    if waiting:
        _fold(session, keys, survey, form, waiting)
    pool.delete_pool(session, survey.id)
    surveys.mark_ended(session, survey.id, day)


def _fold(
    session: Session, keys: Keys, survey: Survey, form: Questionnaire, lot: list[Sheet]
) -> None:
    tallies.fold(session, survey.id, form, lot)
    suggestions.add_suggestions(session, keys, survey.id, (sheet.suggestion for sheet in lot))
