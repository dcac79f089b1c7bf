"""The visit a request makes: which survey its link leads to, and in which language."""

from typing import Any, Final
from urllib.parse import quote, urlencode

from flask import g, request, url_for

from survey_app.core.errors import LinkStopped, NotAccepting, PlaceFull
from survey_app.core.rounds import RoundState, SurveyState
from survey_app.services.languages import THAI
from survey_app.services.respond import Visit, visit_survey
from survey_app.web.instance import instance
from survey_app.web.language import choose_language, speak, spoken_here
from survey_app.web.respondent.counter import WORD, at_counter

REFUSED: Final = "survey_app.refused_at_the_door"
"""Where a request's environment holds the Busy or Unreachable that the door has met already."""


def open_visit(link: str) -> Visit:
    """What `link` leads to, kept for the pages that report a refusal.

    Raises NotFound, and NotAccepting for a round that was never opened: it has nothing to show. What
    the door waited for in vain is not waited for again: meanwhile the thread could serve others.
    """
    if REFUSED in request.environ:
        raise request.environ[REFUSED]
    visit = visit_survey(instance(), link)
    g.respondent_visit = visit
    speak(visit.languages)
    if visit.round_state in (RoundState.DRAFT, RoundState.CANCELLED):
        raise NotAccepting(visit.state)
    return visit


def current_visit() -> Visit | None:
    """The visit of this request, if its link led anywhere."""
    visit: Visit | None = g.get("respondent_visit")
    return visit


def require_accepting(visit: Visit) -> None:
    """Raise NotAccepting, LinkStopped or PlaceFull unless this link takes answers now."""
    if visit.state is not SurveyState.ACCEPTING:
        raise NotAccepting(visit.state)
    if visit.stopped:
        raise LinkStopped
    if visit.full_today:
        raise PlaceFull


def sheet_was_sent() -> bool:
    """Whether this request sent a sheet, so that a page must say what became of it."""
    return request.endpoint == "respondent.send_answers" and request.method == "POST"


def language() -> str:
    """The language the address asks for, where this survey is open in it; Thai otherwise."""
    return choose_language()


def manner() -> tuple[object, ...]:
    """All that a page may depend on beside its visit, as the address asks for it."""
    return language(), at_counter()


def address(page: str, visit: Visit, *, in_language: str | None = None) -> str:
    """The path of a respondent page, which carries the language where it is not Thai."""
    return _address(page, visit.link_code, in_language or language())


def addresses(page: str, visit: Visit) -> dict[str, str]:
    """The path of a respondent page in each language."""
    return {code: address(page, visit, in_language=code) for code in visit.languages}


def beside(page: str, visit: Visit, *, in_language: str | None = None) -> str:
    """The address of a page from another of the same link, which it does not name."""
    return address(page, visit, in_language=in_language).rpartition("/")[2]


def addresses_beside(page: str, visit: Visit) -> dict[str, str]:
    """The same in each language."""
    return {code: beside(page, visit, in_language=code) for code in visit.languages}


def notice_addresses() -> dict[str, str]:
    """Where this notice leads in each language: to itself, or to the start page after a POST."""
    if request.method != "POST":
        path = quote(request.path)
        at = {"at": WORD} if at_counter() else {}
        asked = {code: at if code == THAI else {"lang": code, **at} for code in spoken_here()}
        return {code: f"{path}?{urlencode(q)}" if q else path for code, q in asked.items()}
    link = (request.view_args or {}).get("link")
    return {code: _address("start", link, code) for code in spoken_here()} if link else {}


def _address(page: str, link: str, wanted: str) -> str:
    carried: dict[str, Any] = {} if wanted == THAI else {"lang": wanted}
    if at_counter():
        carried["at"] = WORD
    return url_for(f"respondent.{page}", link=link, **carried)
