"""The words of a draft's forms: by page, by spreadsheet, and how they will look."""

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
from flask_babel import force_locale, gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired

from survey_app.core.errors import BadFile
from survey_app.core.officers import READERS, WRITERS
from survey_app.core.questionnaire import SurveyInstrument
from survey_app.core.questionnaire.wording import LONGEST_TEXT
from survey_app.core.rounds import Round
from survey_app.reports.file_names import name_file
from survey_app.services import wording_changes as service
from survey_app.services.agencies import find_agency
from survey_app.services.rounds import edition_of, find_round
from survey_app.services.wording_changes import EditableText, WordingRefused
from survey_app.services.wording_faults import TextKey
from survey_app.web.access import open_to
from survey_app.web.instance import instance
from survey_app.web.language import LANGUAGES, choose_language
from survey_app.web.officer.downloads import send_download
from survey_app.web.officer.forms import Form
from survey_app.web.officer.identity import current_actor
from survey_app.web.officer.uploads import MEGABYTE, takes_upload
from survey_app.web.officer.wording.page import (
    compose_group,
    list_forms,
    name_field,
    name_group,
    texts_of_group,
)
from survey_app.wording import list_problems, say

pages = Blueprint("officer_wording", __name__, url_prefix="/officer")

LARGEST_FILE = 5 * MEGABYTE
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ImportForm(Form):
    """A file of texts."""

    file = FileField(
        _("ไฟล์ถ้อยคำ"),
        validators=[FileRequired(_("เลือกไฟล์ก่อน"))],
        render_kw={"accept": ".xlsx,.csv"},
    )


@pages.get("/rounds/<round_id>/wording")
@open_to(*READERS)
def index(round_id: str) -> ResponseReturnValue:
    """Both forms and their groups, and the way out to a file and back."""
    return _show_index(round_id, ImportForm(formdata=None))


@pages.get("/rounds/<round_id>/wording.xlsx")
@open_to(*READERS)
def export(round_id: str) -> Response:
    """All texts as a workbook."""
    content = service.export_wording(instance(), current_actor(), round_id)
    year = str(_find(round_id).fiscal_year)
    name = name_file("ถ้อยคำ", year, ending="xlsx")
    return send_download(content, name, XLSX, ascii_name=f"wording-{year}.xlsx")


@pages.post("/rounds/<round_id>/wording/import")
@open_to(*WRITERS)
@takes_upload(LARGEST_FILE)
def import_file(round_id: str) -> ResponseReturnValue:
    """A workbook of texts, sent: all of it, or nothing and every bad line."""
    form = ImportForm()
    if not form.validate():
        return _show_index(round_id, form, status=422)
    sent = form.file.data
    try:
        changed = service.import_wording(
            instance(), current_actor(), round_id, sent.filename or "", sent.read()
        )
    except BadFile as refused:
        form.refuse(say(refused, choose_language()))
        problems = list_problems(refused, choose_language())
        return _show_index(round_id, form, problems, status=422)
    flash(gettext("นำเข้าแล้ว เปลี่ยน %(count)s ข้อความ", count=changed), "success")
    return redirect(url_for(".index", round_id=round_id), 303)


@pages.post("/rounds/<round_id>/wording/restore")
@open_to(*WRITERS)
def restore(round_id: str) -> ResponseReturnValue:
    """Every text back to the words that come with the system."""
    changed = service.restore_texts(instance(), current_actor(), round_id)
    flash(gettext("คืนค่าข้อความเดิมแล้ว %(count)s ข้อความ", count=changed), "success")
    return redirect(url_for(".index", round_id=round_id), 303)


def _show_index(
    round_id: str, form: ImportForm, problems: tuple[str, ...] = (), status: int = 200
) -> ResponseReturnValue:
    actor = current_actor()
    texts = service.list_texts(instance(), actor, round_id)
    page = render_template(
        "officer/wording/index.html",
        round=_find(round_id),
        forms=list_forms(texts, edition_of(instance(), actor, round_id)),
        form=form,
        problems=problems,
        may_write=actor.role in WRITERS,
    )
    return make_response(page, status)


@pages.get("/rounds/<round_id>/wording/<any(IIT, EIT):instrument>/<group>")
@open_to(*WRITERS)
def edit(round_id: str, instrument: SurveyInstrument, group: str) -> ResponseReturnValue:
    """The texts of one group, each with its fields."""
    return _show_group(round_id, instrument, group, _texts(round_id, instrument, group))


@pages.post("/rounds/<round_id>/wording/<any(IIT, EIT):instrument>/<group>")
@open_to(*WRITERS)
@takes_upload(MEGABYTE)
def save(round_id: str, instrument: SurveyInstrument, group: str) -> ResponseReturnValue:
    """The texts of one group, sent; the one whose button was pressed goes back to its first words."""
    texts = _texts(round_id, instrument, group)
    typed = _read_typed(texts)
    try:
        changed = service.change_texts(instance(), current_actor(), round_id, typed)
    except WordingRefused as refused:
        return _show_group(round_id, instrument, group, texts, typed, refused, status=422)
    words = (
        gettext("บันทึกแล้ว เปลี่ยน %(count)s ข้อความ", count=changed)
        if changed
        else gettext("ไม่มีข้อความใดเปลี่ยน")
    )
    flash(words, "success")
    again = request.form.get("restore", "")
    address = url_for(".edit", round_id=round_id, instrument=instrument, group=group)
    return redirect(f"{address}#{again}" if again in {t.key for t in texts} else address, 303)


def _read_typed(texts: tuple[EditableText, ...]) -> dict[TextKey, str]:
    """What was typed for these texts and no others; a field that was not sent says nothing."""
    restored = request.form.get("restore", "")
    typed: dict[TextKey, str] = {}
    for text in texts:
        for language, original in text.original.items():
            sent = request.form.get(name_field(text.key, language))
            if text.key == restored:
                typed[text.key, language] = original
            elif sent is not None:
                typed[text.key, language] = sent
    return typed


def _show_group(
    round_id: str,
    instrument: SurveyInstrument,
    group: str,
    texts: tuple[EditableText, ...],
    typed: dict[TextKey, str] | None = None,
    refused: WordingRefused | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    edition = edition_of(instance(), current_actor(), round_id)
    page = render_template(
        "officer/wording/group.html",
        round=_find(round_id),
        instrument=instrument,
        title=name_group(edition, instrument, group),
        questions=compose_group(texts, typed, refused.faults if refused else ()),
        faulty=refused is not None,
        longest=LONGEST_TEXT,
        reader=choose_language(),
        name_field=name_field,
    )
    return make_response(page, status)


@pages.get("/rounds/<round_id>/preview/<any(IIT, EIT):instrument>")
@open_to(*READERS)
def preview(round_id: str, instrument: SurveyInstrument) -> str:
    """A form as respondents will see it, in any of its languages; nothing can be sent from here."""
    actor, found = current_actor(), _find(round_id)
    form = edition_of(instance(), actor, round_id).questionnaire(instrument)
    asked = request.args.get("in", "")
    language = asked if asked in form.languages else choose_language()
    agency = find_agency(instance(), actor, found.agency)
    with force_locale(language):
        return render_template(
            "officer/wording/preview.html",
            round=found,
            agency=agency,
            instrument=instrument,
            form=form,
            shown=language,
            officer_languages=LANGUAGES,
            read=lambda text: text.read(language, agency=agency.name, year=found.fiscal_year),
        )


def _texts(round_id: str, instrument: SurveyInstrument, group: str) -> tuple[EditableText, ...]:
    found = texts_of_group(
        service.list_texts(instance(), current_actor(), round_id), instrument, group
    )
    if not found:
        abort(404)
    return found


def _find(round_id: str) -> Round:
    return find_round(instance(), current_actor(), round_id)
