"""Creating, correcting, opening and cancelling a round."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sqlmodel import Session

from survey_app.core.errors import BadNumber, LastDayPassed, SheetsSent, WrongState
from survey_app.core.lots import lot_rule
from survey_app.core.officers import Actor
from survey_app.core.questionnaire import Edition, SurveyInstrument
from survey_app.core.questionnaire.edition import SURVEY_INSTRUMENTS
from survey_app.core.questionnaire.wording import replace_texts
from survey_app.core.rounds import (
    Place,
    Round,
    RoundState,
    StaffAccess,
    Survey,
    SurveyDays,
    move_last_day,
    require_state,
)
from survey_app.services.agencies import own_agency
from survey_app.services.identifiers import new_id, new_link_code
from survey_app.services.instance import Instance
from survey_app.services.reasons import require_reason
from survey_app.storage import (
    agencies,
    audit,
    editions,
    participation,
    pool,
    rounds,
    surveys,
    tallies,
)

MOST_PEOPLE = 1_000_000
FIRST_PLACE = "ลิงก์หลัก"


def create_round(
    instance: Instance,
    actor: Actor,
    *,
    agency: str,
    fiscal_year: int,
    edition: int | None = None,
    staff: int,
    public: int,
    staff_access: StaffAccess = StaffAccess.CODES,
    days: Mapping[SurveyInstrument, SurveyDays] | None = None,
    first_place: str = FIRST_PLACE,
) -> Round:
    """A new draft with its two surveys and one place each; raises RoundExists, BadNumber, NotFound."""
    _check_people(staff, public)
    _check_year(fiscal_year)
    editions.read_edition(edition or fiscal_year)
    new = Round(
        id=new_id(),
        agency=agency,
        fiscal_year=fiscal_year,
        edition=edition or fiscal_year,
        state=RoundState.DRAFT,
        staff=staff,
        public=public,
        staff_access=staff_access,
    )
    with instance.database.transaction() as session:
        own_agency(actor, agency)
        agencies.get_agency(session, agency)
        rounds.add_round(session, new)
        for instrument in SURVEY_INSTRUMENTS:
            survey = _add_survey(session, new, instrument, (days or {}).get(instrument))
            surveys.add_place(session, Place(new_id(), survey.id, first_place, new_link_code()))
        facts = {"fiscal_year": fiscal_year, "staff": staff, "public": public}
        audit.record(session, agency, instance.now, actor.name, "round.create", new.id, facts)
    return new


def _add_survey(
    session: Session, new: Round, instrument: SurveyInstrument, days: SurveyDays | None
) -> Survey:
    survey = Survey(new_id(), new.id, instrument, days or SurveyDays(None, None))
    surveys.add_survey(session, survey)
    return survey


def list_rounds(instance: Instance, actor: Actor) -> list[Round]:
    """The rounds the actor may see, newest fiscal year first."""
    with instance.database.snapshot() as session:
        return rounds.list_rounds(session, actor.agency)


def find_round(instance: Instance, actor: Actor, round_id: str) -> Round:
    """A round the actor may see; raises NotFound."""
    with instance.database.snapshot() as session:
        return rounds.get_round(session, actor.agency, round_id)


def list_surveys(instance: Instance, actor: Actor, round_id: str) -> list[Survey]:
    """The round's IIT and EIT."""
    with instance.database.snapshot() as session:
        rounds.get_round(session, actor.agency, round_id)
        return surveys.surveys_of(session, round_id)


def edition_of(instance: Instance, actor: Actor, round_id: str) -> Edition:
    """What the round asks: the frozen edition, or for a draft the files with its own wording."""
    with instance.database.snapshot() as session:
        return current_edition(session, rounds.get_round(session, actor.agency, round_id))


def current_edition(session: Session, of: Round) -> Edition:
    """As `edition_of`, within a transaction."""
    if of.state is not RoundState.DRAFT and of.state is not RoundState.CANCELLED:
        return editions.frozen_edition(session, of.id)[0]
    own = editions.replaced_wording(session, of.id)
    return replace_texts(editions.read_edition(of.edition), own)


def correct_numbers(
    instance: Instance, actor: Actor, round_id: str, *, staff: int, public: int, reason: str
) -> Round:
    """Correct how many people could answer; once open only with a reason, which the result carries."""
    _check_people(staff, public)
    with instance.database.transaction() as session:
        found = rounds.get_round(session, actor.agency, round_id, lock=True)
        require_state("correct_numbers", found.state, RoundState.DRAFT, RoundState.OPEN)
        if found.state is RoundState.OPEN:
            reason = require_reason(reason, "correct_numbers")
            facts = {"staff": found.staff, "public": found.public}
            rounds.add_remark(session, round_id, "numbers_corrected", reason, facts)
        corrected = replace(found, staff=staff, public=public)
        rounds.change_round(session, corrected)
        now = {"staff": staff, "public": public, "reason": reason}
        audit.record(
            session, found.agency, instance.now, actor.name, "round.numbers", round_id, now
        )
    return corrected


def set_days(
    instance: Instance,
    actor: Actor,
    round_id: str,
    instrument: SurveyInstrument,
    days: SurveyDays,
) -> None:
    """Write a survey's first and last day while its round is a draft."""
    with instance.database.transaction() as session:
        found = rounds.get_round(session, actor.agency, round_id, lock=True)
        require_state("set_days", found.state, RoundState.DRAFT)
        survey = surveys.find_survey(session, round_id, instrument)
        surveys.set_days(session, survey.id, days)
        facts = {"instrument": instrument, "opens_on": days.opens_on, "closes_on": days.closes_on}
        audit.record(session, found.agency, instance.now, actor.name, "round.days", round_id, facts)


def move_closing(
    instance: Instance,
    actor: Actor,
    round_id: str,
    instrument: SurveyInstrument,
    *,
    to: date,
    reason: str,
) -> None:
    """Move the last day of an open round's survey, with a reason, until it has passed."""
    reason = require_reason(reason, "move_closing")
    with instance.database.transaction() as session:
        found = rounds.get_round(session, actor.agency, round_id, lock=True)
        require_state("move_closing", found.state, RoundState.OPEN)
        survey = surveys.find_survey(session, round_id, instrument)
        if survey.ended:
            raise WrongState("move_closing", "ended")
        days = move_last_day(survey.days, to, reason=reason, today=instance.today)
        surveys.set_days(session, survey.id, days)
        facts = {"instrument": instrument, "to": to.isoformat()}
        rounds.add_remark(session, round_id, "last_day_moved", reason, facts)
        facts |= {"reason": reason}
        audit.record(session, found.agency, instance.now, actor.name, "round.days", round_id, facts)


def open_round(instance: Instance, actor: Actor, round_id: str) -> None:
    """Freeze the questionnaires and start both surveys; from here on no wording changes."""
    with instance.database.transaction() as session:
        found = rounds.get_round(session, actor.agency, round_id, lock=True)
        require_state("open", found.state, RoundState.DRAFT)
        _require_days_ahead(session, instance, round_id)
        edition = current_edition(session, found)
        sha256 = editions.freeze_edition(session, round_id, edition)
        for survey in surveys.surveys_of(session, round_id):
            form, rule = (
                edition.questionnaire(survey.instrument),
                lot_rule(found.access(survey.instrument)),
            )
            tallies.make_tally(session, survey.id, form)
            pool.make_pool(session, instance.keys, survey.id, form, rule.full)
        rounds.set_state(session, round_id, RoundState.OPEN, instance.now)
        facts = {"edition": found.edition, "questionnaire": sha256}
        audit.record(session, found.agency, instance.now, actor.name, "round.open", round_id, facts)


def _require_days_ahead(session: Session, instance: Instance, round_id: str) -> None:
    """A survey whose last day has passed would end the moment it opens, and nothing could mend it."""
    for survey in surveys.surveys_of(session, round_id):
        last = survey.days.closes_on
        if last and last < instance.today:
            raise LastDayPassed(last)


def cancel_round(instance: Instance, actor: Actor, round_id: str) -> None:
    """Cancel a round that received no sheet; raises SheetsSent."""
    with instance.database.transaction() as session:
        found = rounds.get_round(session, actor.agency, round_id, lock=True)
        require_state("cancel", found.state, RoundState.DRAFT, RoundState.OPEN)
        for survey in surveys.surveys_of(session, round_id):
            pool.lock_pool(session, instance.keys, survey.id)
            sent = participation.count_sheets(session, survey.id)
            if sent:
                raise SheetsSent(sent)
            pool.delete_pool(session, survey.id)
            surveys.mark_ended(session, survey.id, instance.today)
        rounds.set_state(session, round_id, RoundState.CANCELLED, instance.now)
        audit.record(session, found.agency, instance.now, actor.name, "round.cancel", round_id)


def _check_people(staff: int, public: int) -> None:
    for what, number in (("staff", staff), ("public", public)):
        if not 1 <= number <= MOST_PEOPLE:
            raise BadNumber(what, 1, MOST_PEOPLE)


def _check_year(fiscal_year: int) -> None:
    if not 2550 <= fiscal_year <= 2700:
        raise BadNumber("fiscal_year", 2550, 2700)
