"""The published result of a closed round, for everybody: no cookie, no sign-in, nothing to send.

Only what `core/disclosure.py` lets through is ever drawn; before publication, and for whatever does
not exist, there is one and the same page. Readers leave no trace.
"""

from flask import Blueprint

public: Blueprint = Blueprint("public", __name__, template_folder="templates")

# The modules below hang their views, guards and refusals on the blueprint, so they come after it.
from survey_app.web.public import guards, views  # noqa: E402  # they hang on the blueprint
from survey_app.web.public.failures import public_failure  # noqa: E402  # likewise

__all__ = ["guards", "public", "public_failure", "views"]
