"""The result of a closed round: the page, the file for scripts, and the suggestions."""

import json

from flask import Blueprint, Response, render_template

from survey_app.core import thresholds
from survey_app.core.officers import EVERYONE, READERS
from survey_app.core.questionnaire.edition import SURVEY_INSTRUMENTS
from survey_app.reports.result_json import result_json
from survey_app.services.results import read_closed, read_texts
from survey_app.web.access import open_to
from survey_app.web.instance import instance
from survey_app.web.language import choose_language
from survey_app.web.officer.identity import current_actor
from survey_app.web.officer.results.page import compose_result

pages = Blueprint("officer_results", __name__, url_prefix="/officer")


@pages.get("/rounds/<round_id>/result")
@open_to(*EVERYONE)
def show(round_id: str) -> str:
    """A closed round's result with the arithmetic behind every score."""
    closed = read_closed(instance(), current_actor(), round_id)
    page = compose_result(closed, choose_language())
    may_read_texts = current_actor().role in READERS
    return render_template("officer/results/show.html", page=page, may_read_texts=may_read_texts)


@pages.get("/rounds/<round_id>/result.json")
@open_to(*EVERYONE)
def download(round_id: str) -> Response:
    """The same result as a file for scripts."""
    closed = read_closed(instance(), current_actor(), round_id)
    text = json.dumps(result_json(closed.shown, closed.edition), ensure_ascii=False, indent=2)
    response = Response(f"{text}\n", mimetype="application/json")
    name = f"ita-{closed.round.fiscal_year}.json"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@pages.get("/rounds/<round_id>/suggestions")
@open_to(*READERS)
def suggestions(round_id: str) -> str:
    """What respondents wrote, all of a survey's texts or none.

    Not for ผู้บริหาร: staff write about them, and a style of writing can give its author away.
    """
    actor = current_actor()
    closed = read_closed(instance(), actor, round_id)
    texts = {name: read_texts(instance(), actor, round_id, name) for name in SURVEY_INSTRUMENTS}
    return render_template(
        "officer/results/suggestions.html",
        closed=closed,
        texts=texts,
        least=thresholds.FOR_TEXTS,
    )
