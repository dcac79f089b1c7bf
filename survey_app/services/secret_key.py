"""The secret key: the sheet for the sealed envelope, and replacing a key that is lost."""

import textwrap

from sqlmodel import Session

from survey_app.core.lots import lot_rule
from survey_app.core.officers import Actor
from survey_app.core.rounds import Round, RoundState, Survey
from survey_app.core.thai import thai_date
from survey_app.services import lots
from survey_app.services.instance import Instance, open_keyless
from survey_app.services.reasons import require_reason
from survey_app.settings import Settings
from survey_app.storage import (
    admission_codes,
    audit,
    editions,
    key_check,
    officer_sessions,
    officers,
    pool,
    rounds,
    suggestions,
    surveys,
    tallies,
    tickets,
)
from survey_app.storage.keys import Keys, install_staged_key, new_key, stage_key

PRINTED = "key.print"
REPLACED = "key.replace"
"""How the audit names the two acts, which `doctor` asks for."""


def print_key(instance: Instance, actor: Actor) -> str:
    """The sheet for the sealed envelope; the audit keeps that it was printed, so that `doctor` knows."""
    with instance.database.transaction() as session:
        audit.record(session, None, instance.now, actor.name, PRINTED, "key")
    return envelope(instance)


def envelope(instance: Instance) -> str:
    """What the sheet says: what it is, the key, and what to do with it."""
    groups = textwrap.wrap(instance.keys.secret.hex(), 8)
    lines = (" ".join(groups[:4]), " ".join(groups[4:]))
    return "\n".join(
        (
            "กุญแจของระบบประเมิน ITA · เก็บในซองปิดผนึก แยกจากสำเนาสำรองของฐานข้อมูล",
            f"พิมพ์เมื่อ {thai_date(instance.today)}",
            "",
            *lines,
            "",
            "ใช้เมื่อแฟ้ม secret.key สูญหาย: พิมพ์อักษรทั้ง 64 ตัวติดกันลงในแฟ้ม secret.key ในโฟลเดอร์ instance",
            "ผู้ที่ถือกุญแจพร้อมกับฐานข้อมูลอ่านคำตอบที่ยังรอรวมได้ จึงห้ามเก็บไว้ด้วยกัน",
        )
    )


def replace_key(settings: Settings, actor: Actor, reason: str) -> int:
    """Write off what the old key sealed and bind the database to a new one; returns sheets lost.

    Waiting sheets, sealed suggestions, unused admission codes and second factors are gone. Every
    round not yet closed carries the numbers and the reason into its result. A survey of which
    scores were already shown ends: without its pool, the next few sheets could be told from the
    difference.
    """
    reason = require_reason(reason, "replace_key")
    keys = new_key()
    instance = open_keyless(settings, keys)
    stage_key(settings.instance, keys)
    with instance.database.transaction() as session:
        lost = sum(
            _write_off(session, instance, actor, found, reason)
            for found in rounds.list_rounds(session, None)
            if found.state in (RoundState.DRAFT, RoundState.OPEN)
        )
        for officer in officers.list_officers(session, None):
            officers.set_totp(session, officer.name, None)
            officer_sessions.end_sessions(session, officer.name)
        tickets.remove_all(session)
        key_check.remember_key(session, keys)
        facts = {"reason": reason, "sheets_lost": lost}
        audit.record(session, None, instance.now, actor.name, REPLACED, "key", facts)
    install_staged_key(settings.instance)
    return lost


def _write_off(
    session: Session, instance: Instance, actor: Actor, found: Round, reason: str
) -> int:
    facts: dict[str, str | int] = {}
    for survey in surveys.surveys_of(session, found.id):
        facts |= _write_off_survey(session, instance, found, survey)
    rounds.add_remark(session, found.id, lots.LOST, reason, facts)
    told = {**facts, "reason": reason}
    audit.record(session, found.agency, instance.now, actor.name, REPLACED, found.id, told)
    return sum(int(n) for what, n in facts.items() if what.endswith("_sheets"))


def _write_off_survey(
    session: Session, instance: Instance, found: Round, survey: Survey
) -> dict[str, int]:
    """What a survey loses, by kind; an ended one has only its sealed suggestions left to lose."""
    name = survey.instrument
    pool.hold_pool(session, survey.id)
    lost = {
        f"{name}_texts": suggestions.discard_sealed(session, survey.id),
        f"{name}_codes": admission_codes.void_unused(session, survey.id),
    }
    if survey.ended or found.state is RoundState.DRAFT:
        return lost
    released = tallies.count_released(session, survey.id)
    lost[f"{name}_sheets"] = lots.count_sent(session, found.id, survey) - released
    pool.delete_pool(session, survey.id)
    if released:
        surveys.mark_ended(session, survey.id, instance.today)
        return lost | {f"{name}_ended": 1}
    _make_pool(session, instance.keys, found, survey)
    return lost


def _make_pool(session: Session, keys: Keys, found: Round, survey: Survey) -> None:
    edition, _ = editions.frozen_edition(session, found.id)
    form, rule = edition.questionnaire(survey.instrument), lot_rule(found.access(survey.instrument))
    pool.make_pool(session, keys, survey.id, form, rule.full)
