"""The dashboard of an open round: participation, guarded scores, OIT, and what is missing next."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from survey_app.core.errors import WrongState
from survey_app.core.officers import READERS
from survey_app.core.rounds import RoundState
from survey_app.services.watching import watch_round
from survey_app.web.access import open_to
from survey_app.web.instance import instance
from survey_app.web.language import choose_language
from survey_app.web.officer.dashboard.page import compose_dashboard
from survey_app.web.officer.identity import current_actor

pages = Blueprint("officer_dashboard", __name__, url_prefix="/officer")


@pages.get("/rounds/<round_id>/watch")
@open_to(*READERS)
def watch(round_id: str) -> ResponseReturnValue:
    """An open round as it stands; a closed one has its result instead."""
    try:
        found = watch_round(instance(), current_actor(), round_id)
    except WrongState as refused:
        if refused.state == RoundState.CLOSED:
            return redirect(url_for("officer_results.show", round_id=round_id))
        raise
    page = compose_dashboard(found, choose_language())
    return render_template("officer/dashboard/watch.html", page=page)
