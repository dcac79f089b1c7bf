"""The application class that never writes a line about a respondent's or a reader's request."""

from typing import Any

from flask import Flask, request

from survey_app.web.padding import PaddedRequest


def is_respondent_path(path: str) -> bool:
    """Whether an address belongs to respondents, written in either case."""
    return path[:3].lower() == "/s/"


def is_public_path(path: str) -> bool:
    """Whether an address belongs to the published pages."""
    return path.startswith("/r/")


class SilentFlask(Flask):
    """Flask logs what even its error handlers fail at; of these readers not even that is kept."""

    request_class = PaddedRequest

    def log_exception(self, exc_info: Any) -> None:
        """Log a failure, unless a respondent or the public met it: time and path would be kept."""
        if not (is_respondent_path(request.path) or is_public_path(request.path)):
            super().log_exception(exc_info)
