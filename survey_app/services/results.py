"""Reading and verifying a closed round's result."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from survey_app.core import thresholds
from survey_app.core.comparison import differences
from survey_app.core.disclosure import ShownResult, disclose_result, may_show_texts
from survey_app.core.errors import ResultDiffers, Unbalanced, WrongState
from survey_app.core.officers import Actor
from survey_app.core.questionnaire import Edition, SurveyInstrument, fingerprint
from survey_app.core.result import (
    Result,
    RoundFacts,
    read_result,
    reckon,
    result_fingerprint,
    result_text,
)
from survey_app.core.rounds import Round, RoundState, Survey
from survey_app.services import lots
from survey_app.services.instance import Instance
from survey_app.storage import (
    agencies,
    audit,
    disclosure_items,
    editions,
    results,
    rounds,
    suggestions,
    surveys,
    tallies,
)


@dataclass(frozen=True, slots=True)
class ClosedRound:
    """A closed round with its result as it may be shown, and the edition that words it."""

    round: Round
    agency: agencies.Agency
    edition: Edition
    shown: ShownResult
    closed_at: datetime


def read_closed(instance: Instance, actor: Actor, round_id: str) -> ClosedRound:
    """The result of a closed round; raises WrongState before it is closed."""
    with instance.database.snapshot() as session:
        found = rounds.get_round(session, actor.agency, round_id)
        if found.state is not RoundState.CLOSED:
            raise WrongState("result", found.state)
        edition, _ = editions.frozen_edition(session, round_id)
        frozen = results.read_frozen(session, round_id)
        agency = agencies.get_agency(session, found.agency)
    shown = disclose_result(edition, read_result(frozen.text), frozen.fingerprint)
    return ClosedRound(found, agency, edition, shown, frozen.frozen_at)


def list_suggestions(
    instance: Instance, actor: Actor, round_id: str, instrument: SurveyInstrument
) -> list[tuple[str, str]] | None:
    """All suggestions of a closed round's survey by random key; None where there are too few to show."""
    with instance.database.snapshot() as session:
        survey = _closed_survey(session, actor, round_id, instrument)
        texts = suggestions.read_suggestions(session, survey.id)
    return texts if may_show_texts(len(texts)) else None


def read_chosen(
    instance: Instance,
    actor: Actor,
    round_id: str,
    instrument: SurveyInstrument,
    keys: Collection[str],
) -> tuple[str, ...] | None:
    """The suggestions of these keys, however many others there are; None where there are too few to show."""
    with instance.database.snapshot() as session:
        survey = _closed_survey(session, actor, round_id, instrument)
        some = suggestions.count_suggestions(session, survey.id, most=thresholds.FOR_TEXTS)
        if not may_show_texts(some):
            return None
        return tuple(suggestions.read_chosen(session, survey.id, keys))


def _closed_survey(
    session: Session, actor: Actor, round_id: str, instrument: SurveyInstrument
) -> Survey:
    found = rounds.get_round(session, actor.agency, round_id)
    if found.state is not RoundState.CLOSED:
        raise WrongState("result", found.state)
    return surveys.find_survey(session, round_id, instrument)


def read_texts(
    instance: Instance, actor: Actor, round_id: str, instrument: SurveyInstrument
) -> list[str] | None:
    """All suggestions of a closed round's survey, shuffled; None where there are too few to show."""
    known = list_suggestions(instance, actor, round_id, instrument)
    return None if known is None else [text for _, text in known]


def verify_result(instance: Instance, actor: Actor, round_id: str) -> str:
    """Recompute a closed round from its counts and OIT scores; returns the fingerprint.

    Raises ResultDiffers naming every difference: a cell, a score, the fingerprint, the frozen
    questionnaire or a link of the audit chain.
    """
    with instance.database.snapshot() as session:
        found = rounds.get_round(session, actor.agency, round_id)
        if found.state is not RoundState.CLOSED:
            raise WrongState("verify", found.state)
        frozen = results.read_frozen(session, round_id)
        faults = [*_frozen_faults(session, found, frozen), *_chain_faults(session, frozen)]
    if faults:
        raise ResultDiffers(tuple(faults))
    return frozen.fingerprint


def _frozen_faults(session: Session, found: Round, frozen: results.FrozenResult) -> list[str]:
    faults = []
    if result_fingerprint(frozen.text) != frozen.fingerprint:
        faults.append("result: the fingerprint is not that of the frozen text")
    edition, sha256 = editions.frozen_edition(session, found.id)
    if fingerprint(editions.frozen_text(session, found.id)) != sha256:
        faults.append("definition: the fingerprint is not that of the frozen questionnaires")
    kept = read_result(frozen.text)
    try:
        again = _recompute(session, found, edition, sha256, kept)
    except (Unbalanced, KeyError) as error:
        return [*faults, f"tally: {error}"]
    # Places only: a cell of a survey of three must not be read off a complaint.
    changed = differences(result_text(kept), result_text(again))
    faults += [f"{place.partition(':')[0]}: differs" for place in changed]
    return faults + _participation_faults(session, found, kept)


def _recompute(
    session: Session, found: Round, edition: Edition, sha256: str, kept: Result
) -> Result:
    facts = RoundFacts(kept.agency, found.fiscal_year, found.population, kept.remarks, kept.salt)
    tally = {
        survey.instrument: tallies.read_tally(
            session, survey.id, edition.questionnaire(survey.instrument)
        )
        for survey in surveys.surveys_of(session, found.id)
    }
    answers = disclosure_items.answers_of(disclosure_items.read_items(session, found.id))
    return reckon(edition, sha256, facts, tally, answers)


def _participation_faults(session: Session, found: Round, kept: Result) -> list[str]:
    faults = []
    for survey in surveys.surveys_of(session, found.id):
        sent = lots.count_sent(session, found.id, survey)
        counted = tallies.count_released(session, survey.id)
        respondents = kept.survey(survey.instrument).respondents
        if not sent == counted == respondents:
            numbers = f"{sent} sent, {counted} folded, {respondents} in the result"
            faults.append(f"{survey.instrument}: {numbers}")
    return faults


def _chain_faults(session: Session, frozen: results.FrozenResult) -> list[str]:
    chain = frozen.audit.chain
    faults = [f"audit {chain} {seq}: broken" for seq in audit.broken_links(session, chain)]
    if not audit.holds(session, frozen.audit):
        faults.append(f"audit {chain} {frozen.audit.seq}: the link at closing is gone")
    return faults
