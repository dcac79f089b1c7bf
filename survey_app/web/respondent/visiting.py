"""The visit a request makes: which survey its link leads to, and in which language."""

from typing import Any

from flask import g, request, url_for

from survey_app.core.errors import LinkStopped, NotAccepting
from survey_app.core.rounds import SurveyState
from survey_app.services.respond import Visit, visit_survey
from survey_app.web.instance import instance

LANGUAGES = ("th", "en")


def open_visit(link: str) -> Visit:
    """What `link` leads to, kept for the pages that report a refusal; raises NotFound."""
    visit = visit_survey(instance(), link)
    g.respondent_visit = visit
    return visit


def current_visit() -> Visit | None:
    """The visit of this request, if its link led anywhere."""
    visit: Visit | None = g.get("respondent_visit")
    return visit


def require_accepting(visit: Visit) -> None:
    """Raise LinkStopped or NotAccepting unless the survey can be answered through this link now."""
    if visit.state is not SurveyState.ACCEPTING:
        raise NotAccepting(visit.state)
    if visit.stopped:
        raise LinkStopped


def language() -> str:
    """The language the address asks for; Thai unless it says otherwise."""
    asked = request.args.get("lang", "")
    return asked if asked in LANGUAGES else LANGUAGES[0]


def address(page: str, visit: Visit, *, in_language: str | None = None) -> str:
    """The path of a respondent page, which carries the language where it is not Thai."""
    wanted = in_language or language()
    carried: dict[str, Any] = {} if wanted == LANGUAGES[0] else {"lang": wanted}
    return url_for(f"respondent.{page}", link=visit.link_code, **carried)
