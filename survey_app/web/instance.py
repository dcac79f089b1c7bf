"""The open instance of the running application."""

from typing import cast

from flask import current_app

from survey_app.services.instance import Instance

EXTENSION = "survey-app"


def instance() -> Instance:
    """The instance this application was made over."""
    return cast("Instance", current_app.extensions[EXTENSION])
