"""One measure: what it says, how far it has come, and what officers did to it."""

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from survey_app.core.errors import MeasureChanged, ProgressReported
from survey_app.core.measure_entry import entry_of, progress_entry_of, version_of
from survey_app.core.measures import Measure, MeasureStatus, Progress
from survey_app.core.officers import EVERYONE, READERS, WRITERS
from survey_app.services import measures as service
from survey_app.services.measures.acts import list_acts
from survey_app.services.measures.board import PlanBoard, read_board
from survey_app.services.measures.progress import find_entry
from survey_app.web.access import open_to
from survey_app.web.instance import instance
from survey_app.web.language import choose_language
from survey_app.web.officer.identity import current_actor
from survey_app.web.officer.measures.forms import (
    MeasureForm,
    ProgressForm,
    ReportForm,
    StatusForm,
    begin_report,
    fill_measure,
    fill_progress,
)
from survey_app.web.officer.measures.page import (
    ActLine,
    MeasurePage,
    compose_line,
    likely_day,
    read_names,
    way_to,
)
from survey_app.wording import say

pages = Blueprint("officer_progress", __name__, url_prefix="/officer/measures/<measure_id>")


@pages.get("")
@open_to(*EVERYONE)
def show(measure_id: str) -> ResponseReturnValue:
    """The measure and its progress, with a form to report more."""
    board, measure = _read(measure_id)
    day = likely_day(measure, request.args.get("term", ""), board.today)
    return _show(board, measure, begin_report(measure, day))


@pages.post("/progress")
@open_to(*WRITERS)
def report(measure_id: str) -> ResponseReturnValue:
    """Progress, sent; what cannot be kept comes back as it was typed."""
    board, measure = _read(measure_id)
    form = ReportForm()
    entry = form.given(measure.plan_year, board.today)
    if entry is None:
        return _show(board, measure, form, 422)
    status = MeasureStatus(form.status.data)
    service.report_progress(instance(), current_actor(), measure_id, entry, status)
    flash(_("บันทึกความก้าวหน้าแล้ว"), "success")
    return redirect(url_for(".show", measure_id=measure_id), 303)


@pages.post("/status")
@open_to(*WRITERS)
def set_status(measure_id: str) -> ResponseReturnValue:
    """Another status, sent without a report."""
    _read(measure_id)
    form = StatusForm(prefix="now")
    if not form.validate():
        flash(_("เลือกสถานะ"), "warning")
    else:
        status = MeasureStatus(form.status.data)
        service.set_status(instance(), current_actor(), measure_id, status)
        flash(_("เปลี่ยนสถานะแล้ว"), "success")
    return redirect(url_for(".show", measure_id=measure_id), 303)


@pages.get("/edit")
@open_to(*WRITERS)
def edit(measure_id: str) -> ResponseReturnValue:
    """The form to change what the measure says."""
    board, measure = _read(measure_id)
    return _show_edit(board, measure, fill_measure(measure))


@pages.post("/edit")
@open_to(*WRITERS)
def change(measure_id: str) -> ResponseReturnValue:
    """What the measure says now, sent."""
    board, measure = _read(measure_id)
    form = MeasureForm()
    entry = form.given(board.edition.indicator_names)
    if entry is None:
        return _show_edit(board, measure, form, 422)
    version = form.version.data or ""
    try:
        service.change_measure(instance(), current_actor(), measure_id, entry, version=version)
    except MeasureChanged as refused:
        form.refuse(say(refused, choose_language()))
        form.version.data = version_of(entry_of(measure))
        return _show_edit(board, measure, form, 409, overtaken=True)
    flash(_("บันทึกมาตรการแล้ว"), "success")
    return redirect(url_for(".show", measure_id=measure_id), 303)


@pages.post("/remove")
@open_to(*WRITERS)
def remove(measure_id: str) -> ResponseReturnValue:
    """Remove a measure that was entered by mistake."""
    try:
        removed = service.remove_measure(instance(), current_actor(), measure_id)
    except ProgressReported as refused:
        flash(say(refused, choose_language()), "danger")
        return redirect(url_for(".show", measure_id=measure_id), 303)
    flash(_("ลบมาตรการแล้ว"), "success")
    year = removed.measure.plan_year
    return redirect(url_for("officer_measures.plan", agency_id=removed.agency, year=year), 303)


@pages.get("/progress/<entry_id>")
@open_to(*WRITERS)
def edit_entry(measure_id: str, entry_id: str) -> ResponseReturnValue:
    """The form to correct an entry of progress."""
    board, measure = _read(measure_id)
    entry = find_entry(measure, entry_id)
    return _show_entry(board, measure, entry, fill_progress(entry))


@pages.post("/progress/<entry_id>")
@open_to(*WRITERS)
def correct(measure_id: str, entry_id: str) -> ResponseReturnValue:
    """A corrected entry, sent."""
    board, measure = _read(measure_id)
    known, form = find_entry(measure, entry_id), ProgressForm()
    entry = form.given(measure.plan_year, board.today)
    if entry is None:
        return _show_entry(board, measure, known, form, 422)
    of, version = (instance(), current_actor(), measure_id, entry_id), form.version.data or ""
    try:
        service.correct_progress(*of, entry, version=version)
    except MeasureChanged as refused:
        form.refuse(say(refused, choose_language()))
        form.version.data = version_of(progress_entry_of(known))
        return _show_entry(board, measure, known, form, 409, overtaken=True)
    flash(_("แก้รายงานความก้าวหน้าแล้ว"), "success")
    return redirect(url_for(".show", measure_id=measure_id), 303)


@pages.post("/progress/<entry_id>/remove")
@open_to(*WRITERS)
def remove_entry(measure_id: str, entry_id: str) -> ResponseReturnValue:
    """Remove an entry of progress; the history keeps that it was there."""
    service.remove_progress(instance(), current_actor(), measure_id, entry_id)
    flash(_("ลบรายงานความก้าวหน้าแล้ว"), "success")
    return redirect(url_for(".show", measure_id=measure_id), 303)


def _read(measure_id: str) -> tuple[PlanBoard, Measure]:
    """The measure within its plan; raises NotFound."""
    found = service.find_measure(instance(), current_actor(), measure_id)
    board = read_board(instance(), current_actor(), found.agency, found.measure.plan_year)
    return board, found.measure


def _show(
    board: PlanBoard, measure: Measure, form: ReportForm, status: int = 200
) -> ResponseReturnValue:
    actor = current_actor()
    acts = list_acts(instance(), actor, measure.id) if actor.role in READERS else ()
    page = MeasurePage(
        board, compose_line(board, measure), tuple(map(ActLine, acts)), actor.role in WRITERS
    )
    drawn = render_template(
        "officer/measures/show.html",
        page=page,
        measure=measure,
        form=form,
        status_form=StatusForm(formdata=None, prefix="now", status=measure.status.value),
    )
    return make_response(drawn, status)


def _show_edit(
    board: PlanBoard,
    measure: Measure,
    form: MeasureForm,
    status: int = 200,
    *,
    overtaken: bool = False,
) -> ResponseReturnValue:
    drawn = render_template(
        "officer/measures/edit.html",
        measure=measure,
        line=compose_line(board, measure),
        form=form.offer(read_names(board.edition, board)),
        way=way_to(board),
        overtaken=overtaken,
    )
    return make_response(drawn, status)


def _show_entry(
    board: PlanBoard,
    measure: Measure,
    entry: Progress,
    form: ProgressForm,
    status: int = 200,
    *,
    overtaken: bool = False,
) -> ResponseReturnValue:
    drawn = render_template(
        "officer/measures/entry.html",
        measure=measure,
        entry=entry,
        form=form,
        way=way_to(board),
        overtaken=overtaken,
    )
    return make_response(drawn, status)
