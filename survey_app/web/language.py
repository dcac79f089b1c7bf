"""The language of a page: from the address for respondents, who get no cookie; Thai unless asked."""

from flask import Flask, g, has_request_context, request, session
from flask_babel import refresh

from survey_app.core.questionnaire.text import ALWAYS_SPOKEN
from survey_app.services.languages import THAI, direction, name_in, own_name, page_languages
from survey_app.web.silence import is_respondent_path

LANGUAGES = ALWAYS_SPOKEN
"""What officers' and public pages speak."""


def register(app: Flask) -> None:
    """Give templates the name of a language, in itself or in another, and its direction."""
    names = {"own_name": own_name, "name_in": name_in, "direction": direction}
    app.jinja_env.globals.update(names)


def choose_language() -> str:
    """`?lang=` where it names a language this page speaks, else an officer's kept choice, else Thai."""
    if not has_request_context():
        return THAI
    asked = request.args.get("lang", "")
    if asked in spoken_here():
        return asked
    if (request.blueprint or "").startswith("officer"):
        kept = session.get("language")
        return kept if kept in LANGUAGES else THAI
    return THAI


def speak(languages: tuple[str, ...]) -> None:
    """From now on this page speaks `languages`, Thai among them."""
    g.spoken_languages = languages
    refresh()  # Flask-Babel may have chosen already


def spoken_here() -> tuple[str, ...]:
    """The languages of this page.

    Where a respondent's page failed before its survey was known, whoever came in a further language
    is answered in it: only a page of ours led there.
    """
    known: tuple[str, ...] | None = g.get("spoken_languages")
    if known:
        return known
    asked = request.args.get("lang", "")
    if asked in LANGUAGES or not is_respondent_path(request.path):
        return LANGUAGES
    return (*LANGUAGES, asked) if asked in page_languages() else LANGUAGES
