"""The handbook's pages: its contents, a chapter, a picture, and the whole of it as a PDF.

They show nothing of any agency and are open to whoever cannot sign in.
"""

from typing import Any

from flask import Blueprint, Response, abort, render_template, request, url_for
from flask_babel import gettext as _

from survey_app.handbook import find_chapter, list_chapters, print_handbook
from survey_app.handbook.chapters import Chapter, read_picture
from survey_app.handbook.paper import compose_chapter
from survey_app.reports.file_names import name_file
from survey_app.reports.html import render_blocks, stylesheet
from survey_app.web.access import open_to_anyone
from survey_app.web.officer.downloads import send_download
from survey_app.web.officer.handbook.table import help_for

pages = Blueprint("officer_handbook", __name__, url_prefix="/officer")


@pages.app_context_processor
def explain_page() -> dict[str, Any]:
    """The help of the page shown, for the frame of every officer page."""
    officers = (request.blueprint or "").startswith("officer")
    return {"page_help": help_for(request.endpoint) if officers else None}


@pages.get("/handbook")
@open_to_anyone
def index() -> str:
    """The contents."""
    return render_template("officer/handbook/index.html", chapters=list_chapters())


@pages.get("/handbook/<chapter_id>")
@open_to_anyone
def chapter(chapter_id: str) -> str:
    """One chapter, with the way to the one before and the one after."""
    found = find_chapter(chapter_id) or abort(404)
    blocks = render_blocks(
        compose_chapter(found), lambda shot: url_for("officer_handbook.picture", name=shot.name)
    )
    before, after = _neighbours(found)
    return render_template(
        "officer/handbook/chapter.html", chapter=found, blocks=blocks, before=before, after=after
    )


@pages.get("/handbook/pictures/<name>.png")
@open_to_anyone
def picture(name: str) -> Response:
    """A picture of a page."""
    try:
        content = read_picture(name)
    except LookupError:
        abort(404)
    return Response(content, mimetype="image/png")


@pages.get("/handbook.css")
@open_to_anyone
def style() -> Response:
    """How the blocks of a chapter look: as those of a report."""
    return Response(stylesheet(), mimetype="text/css")


@pages.get("/handbook.pdf")
@open_to_anyone
def paper() -> Response:
    """All chapters, to be printed."""
    name = name_file(_("คู่มือเจ้าหน้าที่"), ending="pdf")
    return send_download(print_handbook(), name, "application/pdf", ascii_name="handbook.pdf")


def _neighbours(found: Chapter) -> tuple[Chapter | None, Chapter | None]:
    chapters = list_chapters()
    before = chapters[found.no - 2] if found.no > 1 else None
    after = chapters[found.no] if found.no < len(chapters) else None
    return before, after
