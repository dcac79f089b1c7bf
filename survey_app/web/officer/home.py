"""The way in, and the switch of language."""

from flask import Blueprint, current_app, redirect, request, url_for
from flask import session as cookie
from werkzeug.wrappers import Response

from survey_app.core.officers import Role
from survey_app.services.first_steps import is_beginning
from survey_app.web.access import open_to, open_to_anyone
from survey_app.web.instance import instance
from survey_app.web.language import LANGUAGES
from survey_app.web.officer.guards import safe_address
from survey_app.web.officer.identity import current_actor
from survey_app.web.officer.navigation import menu_for

pages = Blueprint("officer_home", __name__, template_folder="templates")


@pages.get("/")
@open_to_anyone
def root() -> Response:
    """The bare address leads to the officers' part; respondents always come by a link of their own."""
    return redirect(url_for("officer_home.index"))


@pages.get("/officer/")
@open_to(*Role)
def index() -> Response:
    """The first page of the officer's menu; where no round was ever open, what to do first."""
    if is_beginning(instance(), current_actor()):
        return redirect(url_for("officer_first_steps.show"))
    first = next(menu_for(current_app, current_actor()), None)
    return redirect(first.address if first else url_for("officer_account.index"))


@pages.post("/officer/language")
@open_to_anyone
def choose_language() -> Response:
    """Keep a language in the cookie and return to the page."""
    chosen = request.form.get("language", "")
    if chosen in LANGUAGES:
        cookie["language"] = chosen
    back = safe_address(request.form.get("next", ""))
    return redirect(back or url_for("officer_home.index"))
