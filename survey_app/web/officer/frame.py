"""What every officer page stands in: menu, agency, account, language, and how days are written."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from babel.dates import format_date
from flask import Flask, current_app, g, request
from jinja2 import pass_context
from jinja2.runtime import Context

from survey_app.core.officers import Actor
from survey_app.core.thai import hold_numbers, thai_date
from survey_app.services.agencies import find_agency
from survey_app.services.instance import BANGKOK
from survey_app.storage.agencies import Agency
from survey_app.web.instance import instance
from survey_app.web.language import choose_language
from survey_app.web.officer.identity import current_session
from survey_app.web.officer.navigation import menu_for
from survey_app.web.officer.roles import ROLE_NAMES

NO_BREAK = "\u00a0"
_ENGLISH = "d MMMM y"


def register(app: Flask) -> None:
    """Hand templates the frame, the filters `day` and `moment`, and sentences with whole numbers."""
    app.context_processor(_frame)
    app.jinja_env.filters["day"] = write_day
    app.jinja_env.filters["moment"] = write_moment
    app.jinja_env.filters["unbroken"] = keep_together
    words: dict[str, Any] = app.jinja_env.globals
    words["gettext"] = _unbroken(words["gettext"])


def write_day(day: date) -> str:
    """A day in the language of the page, on one line: 1 มีนาคม 2564, or 1 March 2021."""
    written = (
        thai_date(day) if choose_language() == "th" else format_date(day, _ENGLISH, locale="en")
    )
    return written.replace(" ", NO_BREAK)


def write_moment(moment: datetime) -> str:
    """A moment on the clock of Thailand, to the minute."""
    local = moment.astimezone(BANGKOK)
    end = f"{NO_BREAK}น." if choose_language() == "th" else ""
    return f"{write_day(local.date())} {local:%H:%M}{end}"


def keep_together(words: str) -> str:
    """Words in which a number stays on the line of the Thai word after it, mostly its unit."""
    return type(words)(hold_numbers(words))


def _unbroken(gettext: Callable[..., str]) -> Callable[..., str]:
    @pass_context
    def translate(context: Context, words: str, **parts: Any) -> str:
        return keep_together(gettext(context, words, **parts))

    return translate


def _frame() -> dict[str, Any]:
    """The frame as far as it was prepared: a failure may come before anybody was known."""
    if request.blueprint == "respondent":
        return {}
    actor: Actor | None = g.get("frame_actor")
    return {
        "actor": actor,
        "language": choose_language(),
        "menu": tuple(menu_for(current_app, actor)) if actor else (),
        "own_agency": g.get("frame_agency"),
        "role_names": ROLE_NAMES,
    }


def prepare_frame() -> None:
    """Look up what the frame shows, before the view: a failure page then needs no database."""
    found = current_session()
    actor = found.actor if found and found.complete else None
    g.frame_agency = _agency(actor)
    g.frame_actor = actor


def _agency(actor: Actor | None) -> Agency | None:
    if actor is None or actor.agency is None:
        return None
    return find_agency(instance(), actor, actor.agency)
