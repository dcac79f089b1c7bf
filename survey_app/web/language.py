"""The language of a page: from the address for respondents, who get no cookie; Thai unless asked."""

from flask import has_request_context, request, session

LANGUAGES = ("th", "en")


def choose_language() -> str:
    """`?lang=` where it names a language we speak, else an officer's kept choice, else Thai."""
    if not has_request_context():
        return "th"
    asked = request.args.get("lang", "")
    if asked in LANGUAGES:
        return asked
    if (request.blueprint or "").startswith("officer"):
        kept = session.get("language")
        return kept if kept in LANGUAGES else "th"
    return "th"
