"""How days, moments and numbers stand on officers' and public pages, in the language of the page."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from babel.dates import format_date
from flask import Flask
from jinja2 import pass_context
from jinja2.runtime import Context

from survey_app.core.thai import hold_name, hold_numbers, hold_repetitions, thai_date
from survey_app.services.instance import BANGKOK
from survey_app.web.language import choose_language

NO_BREAK = "\u00a0"
_ENGLISH = "d MMMM y"


def register(app: Flask) -> None:
    """Hand templates the filters `day`, `moment`, `unbroken`, `held`, and sentences with whole numbers."""
    app.jinja_env.filters["day"] = write_day
    app.jinja_env.filters["moment"] = write_moment
    app.jinja_env.filters["unbroken"] = keep_together
    app.jinja_env.filters["held"] = hold_name
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
    """Words in which a number stays on the line of its unit, and ๆ on that of its word."""
    return type(words)(hold_repetitions(hold_numbers(words)))


def _unbroken(gettext: Callable[..., str]) -> Callable[..., str]:
    @pass_context
    def translate(context: Context, words: str, **parts: Any) -> str:
        return keep_together(gettext(context, words, **parts))

    return translate
