"""The languages in which people may answer, beyond Thai and English: looked at first, then opened."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from survey_app.core.officers import READERS, WRITERS
from survey_app.core.questionnaire import SurveyInstrument
from survey_app.core.rounds import RoundState
from survey_app.services.languages import list_languages, open_languages
from survey_app.services.rounds import find_round
from survey_app.web.access import open_to
from survey_app.web.instance import instance
from survey_app.web.language import choose_language
from survey_app.web.officer.identity import current_actor

pages = Blueprint("officer_languages", __name__, url_prefix="/officer")


@pages.get("/rounds/<round_id>/languages")
@open_to(*READERS)
def show(round_id: str) -> str:
    """What each form could be answered in, and what it is open in."""
    actor = current_actor()
    found = find_round(instance(), actor, round_id)
    return render_template(
        "officer/places/languages.html",
        round=found,
        surveys=list_languages(instance(), actor, round_id),
        reader=choose_language(),
        may_change=actor.role in WRITERS and found.state in (RoundState.DRAFT, RoundState.OPEN),
    )


@pages.post("/rounds/<round_id>/languages/<any(IIT, EIT):instrument>")
@open_to(*WRITERS)
def save(round_id: str, instrument: SurveyInstrument) -> ResponseReturnValue:
    """The ticked languages of one form, sent."""
    wanted = request.form.getlist("language")
    open_languages(instance(), current_actor(), round_id, instrument, wanted)
    flash(gettext("บันทึกภาษาของผู้ตอบแล้ว"), "success")
    return redirect(url_for(".show", round_id=round_id), 303)
