"""Addresses of the published pages: paths in the language of the page, and absolute ones to share."""

from typing import Any

from flask import request, url_for

from survey_app.web.language import LANGUAGES, choose_language
from survey_app.web.public_address import public_address


def path_to(page: str, **parts: Any) -> str:
    """The path of a published page, which carries the language where it is not Thai."""
    language = choose_language()
    carried: dict[str, Any] = {} if language == LANGUAGES[0] else {"lang": language}
    return url_for(f"public.{page}", **parts, **carried)


def file_path(agency: str, year: int, name: str) -> str:
    """The path of a published file, the same in every language."""
    return url_for("public.file", agency=agency, year=year, name=name)


def this_page(language: str) -> str:
    """The absolute address of the page of this request in a language."""
    path = url_for(request.endpoint or "", **(request.view_args or {}))
    local = path.removeprefix(request.script_root)
    query = "" if language == LANGUAGES[0] else f"?lang={language}"
    return f"{public_address()}{local}{query}"
