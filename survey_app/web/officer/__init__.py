"""The pages of officers, all below `/officer/`: sign-in, rounds, figures, administration.

Every view says who may see it and nobody else gets in: a request passes one guard first, which
knows the session, the role and the CSRF token. A view reads the request, calls one service that
isolates by the actor's agency, and renders one page.

A new noun is one module with `Blueprint("officer_<noun>", __name__, url_prefix="/officer")`, whose
views carry `@open_to(...)`, and one line in `PAGES`; for the menu, one line in `navigation.py`.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from flask_bootstrap import Bootstrap5

from survey_app.web.access import open_to_anyone
from survey_app.web.instance import EXTENSION
from survey_app.web.officer import (
    account,
    agencies,
    closing,
    dashboard,
    disclosure_items,
    failures,
    frame,
    guards,
    home,
    identity,
    officers,
    places,
    results,
    rounds,
    sign_in,
    slips,
    wording,
)

PAGES = (
    home.pages,
    sign_in.pages,
    rounds.pages,
    places.pages,
    slips.pages,
    wording.pages,
    dashboard.pages,
    disclosure_items.pages,
    closing.pages,
    results.pages,
    account.pages,
    agencies.pages,
    officers.pages,
)
"""The blueprints of the officers' part, in the order of a visit."""


def register_officer_pages(app: Flask) -> None:
    """Add the officers' part to an application."""
    public = app.extensions[EXTENSION].settings.public_url or ""
    app.config.update(
        BOOTSTRAP_SERVE_LOCAL=True,
        # Respondents' addresses lie outside the path: an officer's browser shows no cookie there.
        SESSION_COOKIE_PATH=f"{urlsplit(public).path.rstrip('/')}/officer/",
    )
    Bootstrap5(app)
    files: Callable[..., Any] = app.view_functions["bootstrap.static"]
    app.view_functions["bootstrap.static"] = open_to_anyone(files)
    for part in (identity, guards, frame, failures):
        part.register(app)
    for pages in PAGES:
        app.register_blueprint(pages)
