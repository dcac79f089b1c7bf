"""Rounds whose EIT was answered by so many, as that many sends would leave them.

A million requests would take hours, so whole batches go through the program's own folding: the
counts, the sealed pool and the sealed suggestions are written by the functions that a request
calls. Participation and spent tickets, of which a request writes one at a time, are written as
rows. `sent.py` sends real sheets and shows that the two states are alike.
"""

import random
import secrets
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import sqlalchemy as sa

from survey_app.core.lots import lot_rule
from survey_app.core.officers import COMMAND_LINE
from survey_app.core.questionnaire import Questionnaire, SurveyInstrument
from survey_app.core.rounds import StaffAccess
from survey_app.core.sheet import Sheet
from survey_app.services.agencies import add_agency
from survey_app.services.instance import Instance, upgrade_instance
from survey_app.services.places import list_places
from survey_app.services.respond import Visit
from survey_app.settings import Settings
from survey_app.storage import pool, suggestions, tallies
from survey_app.storage.tables import metadata
from survey_app.storage.tickets import GOOD_FOR
from tests.closed_rounds import score_items
from tests.respondents import PretendRound, open_pretend_round, random_sheet

STAFF = 40
"""Who answered IIT, however many answered EIT."""
DAYS = 30
"""Days on which sheets came; participation has a row a day and place, however many came."""
TEXT = "ควรเพิ่มที่นั่งรอและป้ายบอกขั้นตอนให้ชัดเจน อยากให้เปิดรับเรื่องช่วงพักเที่ยงด้วย " * 3
"""A suggestion; 200 letters of it are sent."""
_BATCH = 1000
_VARIETY = 1000
"""Different sheets that are answered in turn: making a million would cost more than folding them."""


def open_empty(folder: Path) -> PretendRound:
    """A new SQLite instance with an open round that nobody has answered, its OIT scored."""
    instance = upgrade_instance(Settings(instance=folder))
    agency = add_agency(instance, COMMAND_LINE, name="เทศบาลตำบลทดสอบ", phone="0 4300 0000")
    opened = open_pretend_round(
        instance, agency, staff=STAFF, public=1_000_000, access=StaffAccess.LINK
    )
    score_items(instance, opened.id)
    return opened


def make_answered(
    folder: Path, answers: int, *, staff: int = STAFF, texts: int = 0, tickets: int = 0
) -> PretendRound:
    """The same with `answers` EIT sheets and `staff` IIT sheets, ready to be closed.

    `texts` of the sheets carry a suggestion of 200 letters; `tickets` of them were sent this week.
    """
    opened = open_empty(folder)
    if staff:
        _fill(opened, "IIT", staff, 0)
    _fill(opened, "EIT", answers, texts)
    spend_tickets(opened, tickets)
    opened.instance.database.vacuum()
    return opened


def _fill(opened: PretendRound, instrument: SurveyInstrument, answers: int, texts: int) -> None:
    instance, visit = opened.instance, opened.visit(instrument)
    rule = lot_rule(StaffAccess.LINK)
    waiting = answers % rule.release + (rule.keep if answers >= rule.full else 0)
    sheets = make_sheets(visit.form, answers, texts)
    days = _participation(visit, instance.today, answers)
    with instance.database.transaction() as session:
        pool.lock_pool(session, instance.keys, visit.survey)
        kept = [next(sheets) for _ in range(waiting)]
        for lot in iter(lambda: [one for one, _ in zip(sheets, range(_BATCH), strict=False)], []):
            tallies.fold(session, visit.survey, visit.form, lot)
            texts_of_lot = (sheet.suggestion for sheet in lot)
            suggestions.add_suggestions(session, instance.keys, visit.survey, texts_of_lot)
            session.expunge_all()
        rows = len(visit.form.row_codes)
        pool.write_pool(session, instance.keys, visit.survey, kept, rows, rule.full)
        session.execute(sa.insert(metadata.tables["participation"]), days)


def make_sheets(form: Questionnaire, answers: int, texts: int) -> Iterator[Sheet]:
    """Sheets of which `texts`, evenly spread, carry a suggestion."""
    chance = random.Random(2564)  # noqa: S311  # the same sheets at every run
    known = [random_sheet(form, chance) for _ in range(_VARIETY)]
    for place in range(answers):
        sheet = known[place % _VARIETY]
        speaks = (place + 1) * texts // answers > place * texts // answers
        yield replace(sheet, suggestion=TEXT[:200]) if speaks else sheet


def _participation(visit: Visit, today: date, answers: int) -> list[dict[str, object]]:
    return [
        {
            "survey": visit.survey,
            "place": visit.place,
            "day": today - timedelta(days=day),
            "n": (day + 1) * answers // DAYS - day * answers // DAYS,
        }
        for day in range(DAYS)
    ]


def spend_tickets(opened: PretendRound, tickets: int) -> None:
    """Remember that many tickets of EIT spent this week, in the random order of their keys."""
    visit, expires = opened.visit("EIT"), opened.instance.today + GOOD_FOR
    with opened.instance.database.transaction() as session:
        if opened.instance.database.is_sqlite:
            session.execute(sa.text("PRAGMA cache_size = -600000"))
        for start in range(0, tickets, 50_000):
            amount = min(50_000, tickets - start)
            rows = [_spent(visit.survey, expires) for _ in range(amount)]
            session.execute(sa.insert(metadata.tables["ticket"]), rows)
    opened.instance.database.engine.dispose()


def _spent(survey: str, expires: date) -> dict[str, object]:
    return {"mac": secrets.token_bytes(32), "survey": survey, "expires_on": expires}


def at_later_day(opened: PretendRound, days: int) -> Instance:
    """The same instance with its clock moved on."""
    now = opened.instance.now + timedelta(days=days)
    return replace(opened.instance, clock=lambda: now)


def link_of(instance: Instance, round_id: str, instrument: SurveyInstrument) -> str:
    """The code of a survey's first link."""
    views = list_places(instance, COMMAND_LINE, round_id)
    return next(view.place.link_code for view in views if view.instrument == instrument)
