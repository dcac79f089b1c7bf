"""Plans: the list of them, one with its measures, what is suggested for it, and its papers."""

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.helpers import make_response
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from survey_app.core.officers import EVERYONE, WRITERS
from survey_app.core.thai import Digits, arabic_digits, fiscal_year_of
from survey_app.services import measures as service
from survey_app.services.agencies import list_agencies
from survey_app.services.measures.board import PlanBoard, list_plans, read_board
from survey_app.services.measures.papers import PaperForm, make_follow_up
from survey_app.services.measures.suggestions import read_suggestions, take_suggestions
from survey_app.web.access import open_to
from survey_app.web.instance import instance
from survey_app.web.officer.downloads import send_download
from survey_app.web.officer.forms import Form
from survey_app.web.officer.identity import current_actor
from survey_app.web.officer.measures.forms import MeasureForm
from survey_app.web.officer.measures.page import PlanPage, read_names, way_to
from survey_app.web.officer.measures.words import (
    FOLLOW_UP_DAYS,
    FOLLOW_UP_WORDS,
    NEED_WORDS,
    STATUS_TONES,
    STATUS_WORDS,
    name_term,
    say_due,
    say_movement,
)
from survey_app.web.writing import keep_together

pages = Blueprint("officer_measures", __name__, url_prefix="/officer")

_PLAN = "/agencies/<agency_id>/plans/<int:year>"


@pages.app_context_processor
def name_measures() -> dict[str, object]:
    """The words of measures, for every page that speaks of them."""
    return {
        "measure_status_words": STATUS_WORDS,
        "measure_status_tones": STATUS_TONES,
        "follow_up_words": FOLLOW_UP_WORDS,
        "follow_up_days": {
            rule.value: keep_together(str(days)) for rule, days in FOLLOW_UP_DAYS.items()
        },
        "need_words": NEED_WORDS,
        "name_term": name_term,
        "say_due": say_due,
        "say_movement": say_movement,
    }


@pages.get("/measures")
@open_to(*EVERYONE)
def index() -> str:
    """The plans the officer may see, and the year to plan next."""
    actor = current_actor()
    return render_template(
        "officer/measures/index.html",
        plans=list_plans(instance(), actor),
        agencies=list_agencies(instance(), actor),
        this_year=fiscal_year_of(instance().today),
        may_write=actor.role in WRITERS,
    )


@pages.get("/measures/open")
@open_to(*EVERYONE)
def choose() -> ResponseReturnValue:
    """The plan of the agency and year that were typed."""
    year = arabic_digits(request.args.get("year", "").strip())
    if not (year.isdecimal() and len(year) == 4):
        flash(_("กรอกปีงบประมาณเป็น พ.ศ. สี่หลัก เช่น 2565"), "warning")
        return redirect(url_for(".index"))
    agency = request.args.get("agency", "")
    return redirect(url_for(".plan", agency_id=agency, year=int(year)))


@pages.get(_PLAN)
@open_to(*EVERYONE)
def plan(agency_id: str, year: int) -> str:
    """The measures, the overdue first, beside the year's result and the papers to make."""
    page = PlanPage(_read(agency_id, year), current_actor())
    return render_template("officer/measures/plan.html", page=page, board=page.board)


@pages.get(f"{_PLAN}/new")
@open_to(*WRITERS)
def new(agency_id: str, year: int) -> ResponseReturnValue:
    """The form for another measure."""
    board = _read(agency_id, year)
    return _show_new(board, MeasureForm(formdata=None))


@pages.post(f"{_PLAN}/new")
@open_to(*WRITERS)
def add(agency_id: str, year: int) -> ResponseReturnValue:
    """Another measure, sent; what cannot be kept comes back as it was typed."""
    board, form = _read(agency_id, year), MeasureForm()
    entry = form.given(board.edition.indicator_names)
    if entry is None:
        return _show_new(board, form, 422)
    added = service.add_measure(instance(), current_actor(), agency_id, year, entry)
    flash(_("เพิ่มมาตรการแล้ว"), "success")
    return redirect(url_for("officer_progress.show", measure_id=added.id), 303)


@pages.get(f"{_PLAN}/suggestions")
@open_to(*WRITERS)
def suggestions(agency_id: str, year: int) -> ResponseReturnValue:
    """What last year's result asks for, to be ticked."""
    return _show_suggestions(agency_id, year, Form(formdata=None))


@pages.post(f"{_PLAN}/suggestions")
@open_to(*WRITERS)
def take(agency_id: str, year: int) -> ResponseReturnValue:
    """The ticked suggestions, into the plan."""
    chosen, form = frozenset(request.form.getlist("suggestion")), Form()
    if not chosen:
        form.refuse(_("เลือกอย่างน้อย 1 มาตรการ"))
        return _show_suggestions(agency_id, year, form, 422)
    count = take_suggestions(instance(), current_actor(), agency_id, year, chosen)
    flash(_("เพิ่มจากมาตรการที่แนะนำแล้ว %(count)s มาตรการ", count=count), "success")
    return redirect(url_for(".plan", agency_id=agency_id, year=year), 303)


@pages.get(f"{_PLAN}/follow-up")
@open_to(*EVERYONE)
def paper(agency_id: str, year: int) -> Response:
    """The follow-up report of a quarter or of the year, as a file."""
    terms: dict[str, int | None] = {"1": 1, "2": 2, "3": 3, "4": 4, "year": None}
    asked = request.args.get("term", "year")
    if asked not in terms:
        abort(404)
    try:
        form = PaperForm(request.args.get("kind", "docx"))
        digits = Digits(request.args.get("digits", "arabic"))
    except ValueError:
        abort(404)
    made = make_follow_up(instance(), current_actor(), agency_id, year, terms[asked], form, digits)
    ascii_name = f"follow-up-{year}-{asked}.{form}"
    return send_download(made.content, made.name, made.media_type, ascii_name=ascii_name)


def _read(agency_id: str, year: int) -> PlanBoard:
    return read_board(instance(), current_actor(), agency_id, year)


def _show_new(board: PlanBoard, form: MeasureForm, status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "officer/measures/new.html",
        board=board,
        form=form.offer(read_names(board.edition, board)),
        way=way_to(board),
    )
    return make_response(page, status)


def _show_suggestions(
    agency_id: str, year: int, form: Form, status: int = 200
) -> ResponseReturnValue:
    board = _read(agency_id, year)
    suggested = read_suggestions(instance(), current_actor(), agency_id, year)
    page = render_template(
        "officer/measures/suggestions.html",
        board=board,
        suggested=suggested,
        names=read_names(suggested.edition, board),
        form=form,
        way=way_to(board),
        chosen=frozenset(request.form.getlist("suggestion")),
    )
    return make_response(page, status)
