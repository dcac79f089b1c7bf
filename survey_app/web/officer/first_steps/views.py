"""The page of the first steps."""

from flask import Blueprint, render_template, request

from survey_app.core.officers import WRITERS
from survey_app.services.agencies import list_agencies
from survey_app.services.first_steps import read_first_steps
from survey_app.web.access import open_to
from survey_app.web.instance import instance
from survey_app.web.officer.first_steps.page import compose_first_steps
from survey_app.web.officer.identity import current_actor

pages = Blueprint("officer_first_steps", __name__, url_prefix="/officer")


@pages.get("/first-steps")
@open_to(*WRITERS)
def show() -> str:
    """What to do first; of the agency asked for, else of the first that has not begun."""
    actor = current_actor()
    first = read_first_steps(instance(), actor, request.args.get("agency") or None)
    return render_template(
        "officer/first_steps/show.html",
        page=compose_first_steps(actor, first),
        agencies=list_agencies(instance(), actor),
    )
