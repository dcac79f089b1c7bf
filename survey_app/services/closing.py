"""Ending surveys and closing a round: what ends is folded whole and never reopened."""

import secrets
from contextlib import suppress
from dataclasses import dataclass

from sqlmodel import Session

from survey_app.core.disclosure import show_participation
from survey_app.core.errors import Busy, ReasonNeeded
from survey_app.core.officers import Actor
from survey_app.core.questionnaire import Edition
from survey_app.core.result import (
    Result,
    RoundFacts,
    reckon,
    result_fingerprint,
    result_text,
)
from survey_app.core.rounds import Round, RoundState, Survey, require_state
from survey_app.core.sampling import minimum_respondents
from survey_app.core.scoring import score_disclosure
from survey_app.services import lots
from survey_app.services.codes import note_codes
from survey_app.services.instance import Instance
from survey_app.services.reasons import clean_reason
from survey_app.storage import (
    agencies,
    audit,
    disclosure_items,
    editions,
    rounds,
    suggestions,
    surveys,
    tallies,
)
from survey_app.storage.results import FrozenResult, freeze_result

VACUUMED_AT_ONCE = 64 * 1024 * 1024
"""Bytes of a file that is rewritten while the officer waits, half a second. Respondents of every
agency in it wait as long, so a larger one is left to the nightly tidying: what was deleted is
overwritten already (`secure_delete`)."""


@dataclass(frozen=True, slots=True)
class SurveyConsequence:
    """A survey as closing would find it; participation in steps while it accepts."""

    survey: Survey
    participation: int
    minimum: int
    under_minimum: bool


@dataclass(frozen=True, slots=True)
class ClosingPreview:
    """What closing would do: shown before the officer confirms."""

    round: Round
    surveys: tuple[SurveyConsequence, ...]
    unscored: tuple[str, ...]

    @property
    def needs_reason(self) -> tuple[str, ...]:
        """Why a written reason is needed; empty if none is."""
        why = [f"under_minimum_{s.survey.instrument}" for s in self.surveys if s.under_minimum]
        return (*why, *(["unscored"] if self.unscored else []))


def preview_closing(instance: Instance, actor: Actor, round_id: str) -> ClosingPreview:
    """The consequences of closing an open round now."""
    with instance.database.snapshot() as session:
        found = rounds.get_round(session, actor.agency, round_id)
        require_state("close", found.state, RoundState.OPEN)
        return _preview(session, found)


def _preview(session: Session, found: Round) -> ClosingPreview:
    edition, _ = editions.frozen_edition(session, found.id)
    consequences = []
    for survey in surveys.surveys_of(session, found.id):
        rule = getattr(edition.scheme.sample, survey.instrument)
        least = minimum_respondents(rule, found.population[survey.instrument])
        sent = lots.count_sent(session, found.id, survey)
        shown = sent if survey.ended else show_participation(sent)
        consequences.append(SurveyConsequence(survey, shown, least, sent < least))
    answers = disclosure_items.answers_of(disclosure_items.read_items(session, found.id))
    scored = score_disclosure(edition.oit, {c: a.for_scoring for c, a in answers.items()})
    subs = (sub for part in scored.indicators for sub in part.sub_indicators)
    unscored = tuple(code for sub in subs for code, answer in sub.items if answer.unscored)
    return ClosingPreview(found, tuple(consequences), unscored)


def close_round(instance: Instance, actor: Actor, round_id: str, reason: str = "") -> Result:
    """End what still accepts, freeze the result, open the suggestions; raises ReasonNeeded.

    A reason is needed under the minimum of respondents or with items never scored, and the
    result carries it everywhere it is shown.
    """
    with instance.database.transaction() as session:
        found = rounds.get_round(session, actor.agency, round_id, lock=True)
        require_state("close", found.state, RoundState.OPEN)
        edition, sha256 = editions.frozen_edition(session, round_id)
        for survey in surveys.surveys_of(session, round_id):
            form = edition.questionnaire(survey.instrument)
            lots.end_survey(session, instance.keys, survey, form, instance.today)
        _note_reason(session, _preview(session, found), reason)
        note_codes(session, found)
        result = _reckon(session, found, edition, sha256)
        _freeze(session, instance, actor, found, result)
        for survey in surveys.surveys_of(session, round_id):
            suggestions.unseal_suggestions(session, instance.keys, survey.id)
    if instance.database.file_bytes <= VACUUMED_AT_ONCE:
        with suppress(Busy):  # the round is closed; the next tidying finishes the vacuum
            vacuum_closed(instance)
    return result


def _note_reason(session: Session, preview: ClosingPreview, reason: str) -> None:
    reason, why = clean_reason(reason), preview.needs_reason
    if why and not reason:
        # Why is not said here: whoever asks again and again would learn the number of sheets.
        raise ReasonNeeded("closing")
    for kind in why:
        facts: dict[str, str | int] = {}
        if kind == "unscored":
            facts = {"items": len(preview.unscored)}
        rounds.add_remark(session, preview.round.id, kind, reason, facts)
    if reason and not why:
        rounds.add_remark(session, preview.round.id, "closing", reason, {})


def _reckon(session: Session, found: Round, edition: Edition, sha256: str) -> Result:
    tally = {
        survey.instrument: tallies.read_tally(
            session, survey.id, edition.questionnaire(survey.instrument)
        )
        for survey in surveys.surveys_of(session, found.id)
    }
    session.flush()
    facts = RoundFacts(
        agency=agencies.get_agency(session, found.agency).name,
        fiscal_year=found.fiscal_year,
        population=found.population,
        remarks=rounds.list_remarks(session, found.id),
        salt=secrets.token_hex(16),
    )
    answers = disclosure_items.answers_of(disclosure_items.read_items(session, found.id))
    return reckon(edition, sha256, facts, tally, answers)


def _freeze(
    session: Session, instance: Instance, actor: Actor, found: Round, result: Result
) -> None:
    text = result_text(result)
    fingerprint = result_fingerprint(text)
    rounds.set_state(session, found.id, RoundState.CLOSED, instance.now)
    facts = {"total": result.total, "level": result.level, "fingerprint": fingerprint}
    end = audit.record(
        session, found.agency, instance.now, actor.name, "round.close", found.id, facts
    )
    freeze_result(session, found.id, FrozenResult(text, fingerprint, instance.now, end))


def vacuum_closed(instance: Instance) -> None:
    """Rewrite the database file after a round closed, so that no freed page keeps what was deleted.

    Called after closing and by every tidying: one that was interrupted or put off is done then.
    """
    with instance.database.snapshot() as session:
        waiting = rounds.unvacuumed(session)
    if not waiting:
        return
    instance.database.vacuum()
    with instance.database.transaction() as session:
        rounds.mark_vacuumed(session, waiting)
