"""The pages of those who answer: start page, form, thank-you, and what can go wrong on the way.

No cookie, no log line, no request elsewhere; a GET changes nothing, and a sheet lives in memory
until one service call has taken it.
"""

from flask import Blueprint

respondent: Blueprint = Blueprint("respondent", __name__, template_folder="templates")

# The modules below hang their views, guards and refusals on the blueprint, so they come after it.
from survey_app.web.respondent import guards, refusals, views  # noqa: E402  # they hang on the blueprint
from survey_app.web.respondent.failures import respondent_failure  # noqa: E402  # likewise

__all__ = ["guards", "refusals", "respondent", "respondent_failure", "views"]
