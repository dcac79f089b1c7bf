"""The pages of officers, all below `/officer/`: sign-in, rounds, figures, administration.

Every view says who may see it and nobody else gets in: a request passes one guard first, which
knows the session, the role and the CSRF token. A view reads the request, calls one service that
isolates by the actor's agency, and renders one page.

Modules on top are the frame that all share, and import no noun. Each noun is a package: its views
stand in `views.py`, or in a module a blueprint where there are several; what a page shows in
`page.py`; what is sent in `forms.py`; its templates in `templates/officer/<noun>/`.

A new noun is such a package with `pages = Blueprint("officer_<noun>", __name__,
url_prefix="/officer")`, whose views carry `@open_to(...)`, and one line in `PAGES`; for the menu, one
line in `navigation.py`. The blueprint of `home` finds the templates of all.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from flask_bootstrap import Bootstrap5

from survey_app.web.access import open_to_anyone
from survey_app.web.instance import EXTENSION
from survey_app.web.officer import frame, guards, home, identity
from survey_app.web.officer.accounts import account, agencies, officers, sign_in
from survey_app.web.officer.closing.views import pages as closing_pages
from survey_app.web.officer.dashboard.views import pages as dashboard_pages
from survey_app.web.officer.disclosure.links import pages as link_pages
from survey_app.web.officer.disclosure.views import pages as disclosure_pages
from survey_app.web.officer.first_steps.views import pages as first_step_pages
from survey_app.web.officer.handbook.views import pages as handbook_pages
from survey_app.web.officer.measures.measures import pages as measure_pages
from survey_app.web.officer.measures.plans import pages as plan_pages
from survey_app.web.officer.paper.views import pages as paper_pages
from survey_app.web.officer.places.languages import pages as language_pages
from survey_app.web.officer.places.places import pages as place_pages
from survey_app.web.officer.places.slips import pages as slip_pages
from survey_app.web.officer.publishing.views import pages as publishing_pages
from survey_app.web.officer.report.views import pages as report_pages
from survey_app.web.officer.results.views import pages as result_pages
from survey_app.web.officer.rounds.corrections import pages as correction_pages
from survey_app.web.officer.rounds.views import pages as round_pages
from survey_app.web.officer.wording.views import pages as wording_pages
from survey_app.web.officer.years.imported import pages as past_year_pages
from survey_app.web.officer.years.views import pages as year_pages

PAGES = (
    home.pages,
    first_step_pages,
    sign_in.pages,
    round_pages,
    correction_pages,
    place_pages,
    slip_pages,
    language_pages,
    paper_pages,
    wording_pages,
    dashboard_pages,
    disclosure_pages,
    link_pages,
    closing_pages,
    result_pages,
    report_pages,
    publishing_pages,
    plan_pages,
    measure_pages,
    year_pages,
    past_year_pages,
    handbook_pages,
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
    for part in (identity, guards, frame):
        part.register(app)
    for pages in PAGES:
        app.register_blueprint(pages)
