"""Rounds: the list, a new one, and each round's page with its opening, cancelling and history."""

from typing import Any

from flask import Blueprint, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from survey_app.core.errors import Refused, SheetsSent, WrongState
from survey_app.core.officers import EVERYONE, READERS, WRITERS, Role
from survey_app.core.rounds import Round, RoundState, StaffAccess, require_state
from survey_app.core.sampling import minimum_respondents
from survey_app.core.thai import fiscal_year_of
from survey_app.services import rounds as service
from survey_app.services.agencies import list_agencies
from survey_app.services.available_editions import list_available_editions
from survey_app.services.round_history import list_acts
from survey_app.web.access import open_to
from survey_app.web.instance import instance
from survey_app.web.language import choose_language
from survey_app.web.officer.fields import read_number
from survey_app.web.officer.identity import current_actor
from survey_app.web.officer.rounds.acts import word_act
from survey_app.web.officer.rounds.forms import (
    ACCESS_WORDS,
    NewRoundForm,
)
from survey_app.web.officer.rounds.months import month_names
from survey_app.web.officer.rounds.page import (
    STATE_TONES,
    STATE_WORDS,
    SURVEY_NAMES,
    SURVEY_WORDS,
    compose_round,
    passed_days,
)
from survey_app.wording import say

pages = Blueprint("officer_rounds", __name__, url_prefix="/officer")


@pages.app_context_processor
def name_states() -> dict[str, Any]:
    """The words of rounds and surveys, for every page that speaks of one."""
    return {
        "state_words": STATE_WORDS,
        "state_tones": STATE_TONES,
        "survey_words": SURVEY_WORDS,
        "survey_names": SURVEY_NAMES,
        "month_names": lambda: month_names(choose_language()),
    }


@pages.get("/rounds")
@open_to(*EVERYONE)
def index() -> str:
    """The rounds the officer may see; those who read results alone see the closed ones."""
    actor = current_actor()
    found = service.list_rounds(instance(), actor)
    if actor.role is Role.EXECUTIVE:
        found = [one for one in found if one.state is RoundState.CLOSED]
    return render_template(
        "officer/rounds/index.html",
        rounds=found,
        agencies={one.id: one.name for one in list_agencies(instance(), actor)},
        may_add=actor.role in WRITERS,
    )


@pages.get("/rounds/new")
@open_to(*WRITERS)
def new() -> ResponseReturnValue:
    """The form for another round, with the year that runs."""
    form = _new_form(fiscal_year=str(fiscal_year_of(instance().today)))
    if not form.agency.choices:
        flash(_("ต้องเพิ่มหน่วยงานก่อน จึงจะสร้างรอบได้"), "warning")
        return redirect(url_for("officer_agencies.index"))
    return _show_new(form)


@pages.post("/rounds/new")
@open_to(*WRITERS)
def create() -> ResponseReturnValue:
    """Another round, sent."""
    form = _new_form()
    if not form.is_right(instance().today):
        return _show_new(form, 422)
    try:
        made = service.create_round(
            instance(),
            current_actor(),
            agency=form.agency.data,
            fiscal_year=form.fiscal_year.number,
            edition=form.edition.data,
            staff=form.staff.number,
            public=form.public.number,
            staff_access=StaffAccess(form.staff_access.data),
            days=form.days(),
        )
    except Refused as refused:
        form.refuse(say(refused, choose_language()))
        return _show_new(form, 422)
    flash(_("สร้างรอบแล้ว ขั้นต่อไปอยู่ในรายการด้านล่าง"), "success")
    return _to_round(made.id)


def _new_form(**begin: str) -> NewRoundForm:
    form = NewRoundForm(data=begin)
    form.offer(list_agencies(instance(), current_actor()), list_available_editions())
    if form.agency.data is None and form.agency.choices:
        form.agency.data = form.agency.choices[0].value
    return form


def _show_new(form: NewRoundForm, status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "officer/rounds/new.html",
        form=form,
        access_words=ACCESS_WORDS,
        minimums=_typed_minimums(form),
    )
    return make_response(page, status)


def _typed_minimums(form: NewRoundForm) -> dict[str, int]:
    """The minimum for what was typed, for a browser that runs no script."""
    chosen = next((e for e in list_available_editions() if e.year == form.edition.data), None)
    if chosen is None:
        return {}
    typed = {
        "staff": read_number(form.staff.data or ""),
        "public": read_number(form.public.data or ""),
    }
    rules = {"staff": chosen.staff_sample, "public": chosen.public_sample}
    return {who: minimum_respondents(rules[who], n) for who, n in typed.items() if n}


@pages.get("/rounds/<round_id>")
@open_to(*READERS)
def show(round_id: str) -> str:
    """Where the round stands and what is next."""
    page = compose_round(instance(), current_actor(), round_id)
    return render_template("officer/rounds/show.html", page=page)


@pages.get("/rounds/<round_id>/open")
@open_to(*WRITERS)
def confirm_open(round_id: str) -> str:
    """What opening freezes, and the button that does it."""
    page = compose_round(instance(), current_actor(), round_id)
    require_state("open", page.round.state, RoundState.DRAFT)
    edition = service.edition_of(instance(), current_actor(), round_id)
    return render_template(
        "officer/rounds/open.html",
        page=page,
        round=page.round,
        edition=edition,
        passed=passed_days(page.surveys, instance()),
    )


@pages.post("/rounds/<round_id>/open")
@open_to(*WRITERS)
def open_round(round_id: str) -> ResponseReturnValue:
    """Open the round."""
    service.open_round(instance(), current_actor(), round_id)
    flash(_("เปิดรอบแล้ว แบบสอบถามรับคำตอบตามวันที่กำหนด"), "success")
    return _to_round(round_id)


@pages.get("/rounds/<round_id>/cancel")
@open_to(*WRITERS)
def confirm_cancel(round_id: str) -> str:
    """What cancelling means, and the button that does it."""
    found = _find(round_id)
    require_state("cancel", found.state, RoundState.DRAFT, RoundState.OPEN)
    return render_template("officer/rounds/cancel.html", round=found)


@pages.post("/rounds/<round_id>/cancel")
@open_to(*WRITERS)
def cancel_round(round_id: str) -> ResponseReturnValue:
    """Cancel the round, if nobody has sent a sheet."""
    try:
        service.cancel_round(instance(), current_actor(), round_id)
    except (SheetsSent, WrongState) as refused:
        flash(say(refused, choose_language()), "danger")
        return _to_round(round_id)
    flash(_("ยกเลิกรอบแล้ว ลิงก์และใบรหัสของรอบนี้ใช้ไม่ได้อีก"), "success")
    return _to_round(round_id)


@pages.get("/rounds/<round_id>/history")
@open_to(*READERS)
def history(round_id: str) -> str:
    """What officers did to the round, newest first."""
    acts = list_acts(instance(), current_actor(), round_id)
    return render_template(
        "officer/rounds/history.html", round=_find(round_id), acts=[word_act(act) for act in acts]
    )


def _find(round_id: str) -> Round:
    return service.find_round(instance(), current_actor(), round_id)


def _to_round(round_id: str) -> ResponseReturnValue:
    return redirect(url_for("officer_rounds.show", round_id=round_id), 303)
