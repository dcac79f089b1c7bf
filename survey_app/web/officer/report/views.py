"""The report's page, its preview, its files, and what officers change of it."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from survey_app.core import thresholds
from survey_app.core.errors import BadText, ParagraphOvertaken, Refused
from survey_app.core.officers import EVERYONE, READERS, WRITERS
from survey_app.core.questionnaire.edition import SURVEY_INSTRUMENTS
from survey_app.core.thai import Digits
from survey_app.reports.document import as_printed
from survey_app.reports.drawing import Picture, draw_chart
from survey_app.reports.file_names import name_file
from survey_app.reports.html import render_blocks, stylesheet
from survey_app.reports.yearly import Prose, list_prose
from survey_app.services import report as service
from survey_app.services import report_editing as editing
from survey_app.services.report import ReportForm
from survey_app.services.results import list_suggestions, read_closed
from survey_app.web.access import open_to
from survey_app.web.instance import instance
from survey_app.web.language import choose_language
from survey_app.web.officer.downloads import send_download
from survey_app.web.officer.identity import current_actor
from survey_app.web.officer.report.forms import CoverForm
from survey_app.web.officer.report.page import FORMS, Typed, compose_paragraphs
from survey_app.wording import say

pages = Blueprint("officer_report", __name__, url_prefix="/officer")


@pages.get("/rounds/<round_id>/report")
@open_to(*EVERYONE)
def show(round_id: str) -> ResponseReturnValue:
    """The report: its files, its cover, its paragraphs."""
    return _show(_read(round_id))


@pages.post("/rounds/<round_id>/report/cover")
@open_to(*WRITERS)
def set_cover(round_id: str) -> ResponseReturnValue:
    """The cover's day and the digits, sent."""
    form = CoverForm()
    issued_on = form.issued_on.data
    if not form.validate() or issued_on is None:
        return _show(_read(round_id), cover=form, status=422)
    digits = Digits(form.digits.data)
    editing.set_cover(instance(), current_actor(), round_id, issued_on, digits)
    flash(_("บันทึกหน้าปกแล้ว"), "success")
    return redirect(url_for("officer_report.show", round_id=round_id), 303)


@pages.post("/rounds/<round_id>/report/text/<key>")
@open_to(*WRITERS)
def write(round_id: str, key: str) -> ResponseReturnValue:
    """A paragraph, sent by its button or kept while it is typed; what cannot be kept comes back."""
    try:
        prose = _keep(round_id, key)
    except (BadText, ParagraphOvertaken) as refused:
        return _refuse(round_id, key, refused)
    if request.accept_mimetypes.best == "application/json":
        return _tell(prose)
    flash(_("บันทึกย่อหน้าแล้ว"), "success")
    return redirect(url_for("officer_report.show", round_id=round_id, _anchor=key), 303)


def _keep(round_id: str, key: str) -> Prose:
    of = instance(), current_actor(), round_id, key
    if "restore" in request.form:
        return editing.restore_paragraph(*of)
    sent = request.form.get("text", "")
    return editing.replace_paragraph(*of, sent, request.form.get("seen", ""))


def _refuse(round_id: str, key: str, refused: Refused) -> ResponseReturnValue:
    overtaken = refused.now if isinstance(refused, ParagraphOvertaken) else ""
    status = 409 if overtaken else 422
    words = say(refused, choose_language())
    if request.accept_mimetypes.best == "application/json":
        prose = editing.find_prose(instance(), current_actor(), round_id, key)
        return {"words": words, "now": overtaken, "seen": editing.version_of(prose)}, status
    typed = Typed(key, request.form.get("text", ""), words, overtaken)
    return _show(_read(round_id), typed=typed, status=status)


def _tell(prose: Prose) -> ResponseReturnValue:
    """What the page must know after a paragraph was kept without leaving it."""
    changed = prose.now != prose.ours
    words = _("บันทึกแล้ว") if prose.now else _("บันทึกแล้ว ย่อหน้าที่เว้นว่างไม่อยู่ในรายงาน")
    return {
        "words": words,
        "text": prose.now,
        "changed": changed,
        "seen": editing.version_of(prose),
    }


@pages.get("/rounds/<round_id>/report/suggestions")
@open_to(*READERS)
def suggestions(round_id: str) -> str:
    """What respondents wrote, to choose from for the report; not for ผู้บริหาร."""
    actor = current_actor()
    report = _read(round_id)
    texts = {
        name: list_suggestions(instance(), actor, round_id, name) for name in SURVEY_INSTRUMENTS
    }
    return render_template(
        "officer/report/suggestions.html",
        closed=report.closed,
        texts=texts,
        chosen=report.chosen,
        least=thresholds.FOR_TEXTS,
        may_write=actor.role in WRITERS,
    )


@pages.post("/rounds/<round_id>/report/suggestions")
@open_to(*WRITERS)
def choose(round_id: str) -> ResponseReturnValue:
    """The chosen suggestions, sent."""
    n = editing.choose_suggestions(
        instance(), current_actor(), round_id, request.form.getlist("suggestion")
    )
    flash(_("เลือกข้อเสนอแนะลงรายงานแล้ว %(n)s ข้อ", n=n), "success")
    return redirect(url_for("officer_report.show", round_id=round_id), 303)


@pages.get("/rounds/<round_id>/report/preview")
@open_to(*EVERYONE)
def preview(round_id: str) -> str:
    """The whole report as it will be handed over."""
    report = _read(round_id)
    document = as_printed(report.document)
    blocks = render_blocks(
        document,
        lambda figure: url_for("officer_report.figure", round_id=round_id, name=figure.name),
    )
    return render_template(
        "officer/report/preview.html", closed=report.closed, cover=document.cover, blocks=blocks
    )


@pages.get("/rounds/<round_id>/report/figures/<name>.svg")
@open_to(*EVERYONE)
def figure(round_id: str, name: str) -> Response:
    """One chart of the preview."""
    document = as_printed(_read(round_id).document)
    found = next((one for one in document.figures if one.name == name), None)
    if found is None:
        abort(404)
    drawn = draw_chart(found.chart, Picture.SVG, document.digits)
    return Response(drawn, mimetype="image/svg+xml")


@pages.get("/report.css")
@open_to(*EVERYONE)
def style() -> Response:
    """How the parts of a report look on a page."""
    return Response(stylesheet(), mimetype="text/css")


@pages.get("/rounds/<round_id>/report/file.<any(docx,pdf,html,xlsx,csv,json):ending>")
@open_to(*EVERYONE)
def download(round_id: str, ending: str) -> Response:
    """The report in one format."""
    made = service.make_report(instance(), current_actor(), round_id, ReportForm(ending))
    ascii_name = f"ita-{round_id}.{ending}"
    return send_download(made.content, made.name, made.media_type, ascii_name=ascii_name)


@pages.get("/rounds/<round_id>/report/all.zip")
@open_to(*EVERYONE)
def download_all(round_id: str) -> Response:
    """The report in every format, in one file."""
    out, files = BytesIO(), list(service.make_all(instance(), current_actor(), round_id))
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for made in files:
            archive.writestr(made.name, made.content)
    closed = read_closed(instance(), current_actor(), round_id)
    name = name_file(
        "รายงาน", "ITA", str(closed.round.fiscal_year), closed.shown.agency, ending="zip"
    )
    return send_download(out.getvalue(), name, "application/zip", ascii_name="ita.zip")


def _read(round_id: str) -> service.YearlyReport:
    return service.read_report(instance(), current_actor(), round_id)


def _show(
    report: service.YearlyReport,
    *,
    cover: CoverForm | None = None,
    typed: Typed | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    matter = report.matter
    page = render_template(
        "officer/report/show.html",
        closed=report.closed,
        round=report.closed.round,
        cover=cover or CoverForm(None, issued_on=matter.issued_on, digits=matter.digits),
        groups=tuple(compose_paragraphs(list_prose(matter), typed)),
        forms=FORMS,
        chosen=len(report.chosen),
        longest=editing.LONGEST_PARAGRAPH,
        may_write=current_actor().role in WRITERS,
        may_read_texts=current_actor().role in READERS,
    )
    return make_response(page, status)
