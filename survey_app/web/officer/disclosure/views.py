"""OIT of a round: the items with what each must show, entering and scoring one, files of all."""

from flask import (
    Blueprint,
    Response,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from survey_app.core.errors import BadFile, ChangedMeanwhile
from survey_app.core.item_entry import FaultyItem
from survey_app.core.officers import READERS, WRITERS
from survey_app.services import disclosure_items as service
from survey_app.services.disclosure_board import DisclosureBoard
from survey_app.services.disclosure_table import FileKind
from survey_app.services.link_checking import read_links
from survey_app.storage.disclosure_items import EnteredItem
from survey_app.web.access import open_to
from survey_app.web.instance import instance
from survey_app.web.language import choose_language
from survey_app.web.officer.disclosure.forms import ImportForm, ItemForm, item_form
from survey_app.web.officer.disclosure.page import FILTERS, BoardPage, ItemPage, may_change
from survey_app.web.officer.downloads import send_download
from survey_app.web.officer.identity import current_actor
from survey_app.web.officer.uploads import MEGABYTE, takes_upload
from survey_app.wording import list_problems, say

pages = Blueprint("officer_disclosure_items", __name__, url_prefix="/officer")

LARGEST_FILE = 5 * MEGABYTE
_KINDS: dict[FileKind, str] = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@pages.get("/rounds/<round_id>/oit")
@open_to(*READERS)
def board(round_id: str) -> ResponseReturnValue:
    """The items by sub-indicator, behind a filter, with the live score on top."""
    return _show_board(_read(round_id), ImportForm(formdata=None))


@pages.post("/rounds/<round_id>/oit/import")
@open_to(*WRITERS)
@takes_upload(LARGEST_FILE + MEGABYTE)
def load(round_id: str) -> ResponseReturnValue:
    """A file with items, sent; its bad lines are named and nothing of it is kept."""
    form = ImportForm()
    sent = form.file.data
    if not form.validate() or not sent:
        form.file.errors = [*form.file.errors, _("เลือกไฟล์ก่อน")]
        return _show_board(_read(round_id), form)
    try:
        n = service.import_items(
            instance(), current_actor(), round_id, sent.filename or "", sent.read()
        )
    except BadFile as refused:
        form.file.errors = [*form.file.errors, say(refused, choose_language())]
        return _show_board(_read(round_id), form, list_problems(refused, choose_language()))
    flash(_("นำเข้าแล้ว %(n)s ข้อ", n=n), "success")
    return redirect(url_for("officer_disclosure_items.board", round_id=round_id), 303)


@pages.get("/rounds/<round_id>/oit.<any(csv,xlsx):kind>")
@open_to(*READERS)
def export(round_id: str, kind: FileKind) -> Response:
    """All items as a file that can be mended and sent back."""
    found = _read(round_id)
    content = service.export_items(instance(), current_actor(), round_id, kind)
    name = f"oit-{found.round.fiscal_year}.{kind}"
    return send_download(content, name, _KINDS[kind])


@pages.get("/rounds/<round_id>/oit/<code>")
@open_to(*READERS)
def show(round_id: str, code: str) -> ResponseReturnValue:
    """One item: its answer and its score, to be changed by those who may."""
    found = _read(round_id)
    return _show_item(found, item_form(found.item(code).entered, found.item_scores), code)


@pages.post("/rounds/<round_id>/oit/<code>")
@open_to(*WRITERS)
def keep(round_id: str, code: str) -> ResponseReturnValue:
    """An item's answer and score, sent; what cannot be kept comes back as it was typed."""
    found = _read(round_id)
    form, before = ItemForm().offer(found.item_scores), found.item(code).entered
    typed = form.given(before, found.item_scores)
    if typed is None:
        return _show_item(found, form, code, 422)
    try:
        kept = _keep(round_id, typed, before, form.known_version)
    except FaultyItem as refused:
        form.show_faults(refused.faults)
        return _show_item(found, form, code, 422)
    except ChangedMeanwhile as refused:
        return _show_overtaken(refused, round_id, form)
    if typed.answer.score and kept.answer.score is None:
        flash(_("คะแนนเดิมของข้อ %(code)s ถูกยกเลิก เพราะคำตอบเปลี่ยนไป", code=code), "warning")
    return _go_on(found, kept)


def _keep(round_id: str, typed: EnteredItem, before: EnteredItem, version: int) -> EnteredItem:
    """Enter the answer, then the score; one that already stood stays only as the answer lets it."""
    answer, of = typed.answer, (instance(), current_actor(), round_id, typed.code)
    entered = service.enter_item(
        *of,
        version=version,
        present=answer.present,
        urls=answer.urls,
        note=answer.note,
        owner=typed.owner,
        due_on=typed.due_on,
    )
    stood = answer.score == before.answer.score
    score = entered.answer.score if stood else answer.score
    return service.score_item(*of, version=entered.version, score=score, comment=answer.comment)


def _read(round_id: str) -> DisclosureBoard:
    return service.read_disclosure(
        instance(), current_actor(), round_id, language=choose_language()
    )


def _show_board(
    board: DisclosureBoard, form: ImportForm, problems: tuple[str, ...] = ()
) -> ResponseReturnValue:
    asked = request.args.get("show", "all")
    shown = asked if asked in FILTERS else "all"
    actor = current_actor()
    links = read_links(instance(), actor, board.round.id)
    page = BoardPage(board, links, shown, form, may_change(board, actor), problems)
    status = 422 if form.errors else 200
    return make_response(render_template("officer/disclosure/board.html", page=page), status)


def _show_item(
    board: DisclosureBoard,
    form: ItemForm,
    code: str,
    status: int = 200,
    *,
    overtaken: bool = False,
) -> ResponseReturnValue:
    actor = current_actor()
    page = ItemPage(
        board=board,
        links=read_links(instance(), actor, board.round.id),
        code=code,
        form=form,
        changes=tuple(service.item_history(instance(), actor, board.round.id, code)),
        task=_task(),
        may_change=may_change(board, actor),
        overtaken=overtaken,
    )
    return make_response(render_template("officer/disclosure/item.html", page=page), status)


def _show_overtaken(
    refused: ChangedMeanwhile, round_id: str, form: ItemForm
) -> ResponseReturnValue:
    """What was typed, beside what another officer saved meanwhile; sent again, it is meant."""
    found = _read(round_id)
    form.refuse(say(refused, choose_language()))
    form.version.data = str(found.item(refused.code).entered.version)
    return _show_item(found, form, refused.code, 409, overtaken=True)


def _task() -> str:
    """Where the cursor starts: in the answer, or in the score for who goes through scoring."""
    return "score" if request.args.get("task") == "score" else "entry"


def _go_on(board: DisclosureBoard, item: EnteredItem) -> ResponseReturnValue:
    """To the next item where that was asked for, after the last to the list, else back to this one."""
    flash(_("บันทึกข้อ %(code)s แล้ว", code=item.code), "success")
    asked = request.form.get("then") == "next"
    following = board.after(item.code)
    if asked and following is None:
        return redirect(url_for("officer_disclosure_items.board", round_id=board.round.id), 303)
    code = following.code if asked and following else item.code
    task = "score" if _task() == "score" else None
    address = url_for(
        "officer_disclosure_items.show", round_id=board.round.id, code=code, task=task
    )
    return redirect(address, 303)
