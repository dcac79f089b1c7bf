"""The application class that never writes a line about a respondent's request."""

from typing import Any

from flask import Flask, request


def is_respondent_path(path: str) -> bool:
    """Whether an address belongs to respondents, written in either case."""
    return path[:3].lower() == "/s/"


class SilentFlask(Flask):
    """Flask logs what even its error handlers fail at; of respondents not even that is kept."""

    def log_exception(self, exc_info: Any) -> None:
        """Log a failure, unless a respondent met it: time, path and what was sent would be kept."""
        if not is_respondent_path(request.path):
            super().log_exception(exc_info)
