"""Corrections to a round: its numbers and days, freely while it is a draft, then only with a reason."""

from collections.abc import Mapping

from flask import Blueprint, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from survey_app.core.errors import ReasonNeeded, Refused
from survey_app.core.officers import WRITERS
from survey_app.core.questionnaire import SurveyInstrument
from survey_app.core.questionnaire.edition import SURVEY_INSTRUMENTS
from survey_app.core.rounds import Round, RoundState, require_state
from survey_app.services import rounds as service
from survey_app.web.access import open_to
from survey_app.web.instance import instance
from survey_app.web.language import choose_language
from survey_app.web.officer.forms import Form
from survey_app.web.officer.identity import current_actor
from survey_app.web.officer.rounds.forms import CorrectionForm, DaysForm, MoveForm
from survey_app.web.officer.rounds.page import compose_round
from survey_app.wording import say

pages = Blueprint("officer_corrections", __name__, url_prefix="/officer")


@pages.get("/rounds/<round_id>/numbers")
@open_to(*WRITERS)
def numbers(round_id: str) -> ResponseReturnValue:
    """The form that corrects the numbers."""
    found = _find(round_id)
    require_state("correct_numbers", found.state, RoundState.DRAFT, RoundState.OPEN)
    return _show_numbers(
        found, CorrectionForm(data={"staff": str(found.staff), "public": str(found.public)})
    )


@pages.post("/rounds/<round_id>/numbers")
@open_to(*WRITERS)
def correct_numbers(round_id: str) -> ResponseReturnValue:
    """Corrected numbers, sent; once the round is open with a reason."""
    found, form = _find(round_id), CorrectionForm()
    if not form.validate():
        return _show_numbers(found, form, 422)
    try:
        service.correct_numbers(
            instance(),
            current_actor(),
            round_id,
            staff=form.staff.number,
            public=form.public.number,
            reason=form.reason.data or "",
        )
    except ReasonNeeded:
        _ask_reason(form)
        return _show_numbers(found, form, 422)
    except Refused as refused:
        form.refuse(say(refused, choose_language()))
        return _show_numbers(found, form, 422)
    flash(_("แก้จำนวนคนแล้ว"), "success")
    return _to_round(round_id)


def _show_numbers(found: Round, form: CorrectionForm, status: int = 200) -> ResponseReturnValue:
    sample = service.edition_of(instance(), current_actor(), found.id).scheme.sample
    page = render_template(
        "officer/rounds/numbers.html", round=found, form=form, sample=sample, minimums={}
    )
    return make_response(page, status)


@pages.get("/rounds/<round_id>/days")
@open_to(*WRITERS)
def days(round_id: str) -> ResponseReturnValue:
    """A draft's days to be set; an open round's last days to be moved."""
    found = _find(round_id)
    require_state("set_days", found.state, RoundState.DRAFT, RoundState.OPEN)
    if found.state is RoundState.OPEN:
        return _show_moving(round_id, {})
    begin = {}
    for survey in service.list_surveys(instance(), current_actor(), round_id):
        begin[f"{survey.instrument}_opens"] = survey.days.opens_on
        begin[f"{survey.instrument}_closes"] = survey.days.closes_on
    return _show_days(found, DaysForm(data=begin))


@pages.post("/rounds/<round_id>/days")
@open_to(*WRITERS)
def set_days(round_id: str) -> ResponseReturnValue:
    """The days of a draft's surveys, sent together."""
    found, form = _find(round_id), DaysForm()
    require_state("set_days", found.state, RoundState.DRAFT)
    if not form.is_right(instance().today):
        return _show_days(found, form, 422)
    for instrument, wanted in form.days().items():
        service.set_days(instance(), current_actor(), round_id, instrument, wanted)
    flash(_("บันทึกวันแล้ว"), "success")
    return _to_round(round_id)


def _show_days(found: Round, form: DaysForm, status: int = 200) -> ResponseReturnValue:
    return make_response(
        render_template("officer/rounds/days.html", round=found, form=form), status
    )


@pages.post("/rounds/<round_id>/days/<any(IIT, EIT):instrument>")
@open_to(*WRITERS)
def move_closing(round_id: str, instrument: SurveyInstrument) -> ResponseReturnValue:
    """Another last day for a survey of an open round, sent with its reason."""
    form = MoveForm(prefix=instrument)
    if not form.validate():
        return _show_moving(round_id, {instrument: form}, 422)
    try:
        service.move_closing(
            instance(),
            current_actor(),
            round_id,
            instrument,
            to=form.last_day,
            reason=form.reason.data or "",
        )
    except ReasonNeeded:
        _ask_reason(form)
        return _show_moving(round_id, {instrument: form}, 422)
    except Refused as refused:
        form.refuse(say(refused, choose_language()))
        return _show_moving(round_id, {instrument: form}, 422)
    flash(_("เลื่อนวันสุดท้ายของ %(instrument)s แล้ว", instrument=instrument), "success")
    return _to_round(round_id)


def _show_moving(
    round_id: str, sent: Mapping[str, MoveForm], status: int = 200
) -> ResponseReturnValue:
    """Both surveys' forms: the one that was sent as it was, the other empty."""
    page = compose_round(instance(), current_actor(), round_id)
    forms = {
        one: sent.get(one) or MoveForm(formdata=None, prefix=one) for one in SURVEY_INSTRUMENTS
    }
    return make_response(
        render_template("officer/rounds/move.html", page=page, round=page.round, forms=forms),
        status,
    )


def _find(round_id: str) -> Round:
    return service.find_round(instance(), current_actor(), round_id)


def _ask_reason(form: Form) -> None:
    form.reason.errors = [*form.reason.errors, _("เขียนเหตุผล เหตุผลนี้จะแสดงคู่กับผลการประเมิน")]


def _to_round(round_id: str) -> ResponseReturnValue:
    return redirect(url_for("officer_rounds.show", round_id=round_id), 303)
