"""Publishing a closed round's result: consequences, address and QR code, and taking it back."""

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from survey_app.core.errors import NotFound
from survey_app.core.officers import COMMAND_LINE, READERS, WRITERS
from survey_app.reports.file_names import name_file
from survey_app.reports.qr import qr_png, qr_svg
from survey_app.services.publications import public_page
from survey_app.services.publishing import find_publication, publish, withdraw
from survey_app.services.results import ClosedRound, read_closed
from survey_app.storage.publications import PublicationMark
from survey_app.web.access import open_to
from survey_app.web.instance import instance
from survey_app.web.officer.downloads import send_download
from survey_app.web.officer.identity import current_actor
from survey_app.web.public_address import leads_here_only, public_address

pages = Blueprint("officer_publishing", __name__, url_prefix="/officer")


@pages.get("/rounds/<round_id>/publishing")
@open_to(*READERS)
def show(round_id: str) -> ResponseReturnValue:
    """Whether the result is published; what would become public, or where it now stands."""
    closed = read_closed(instance(), current_actor(), round_id)
    published = find_publication(instance(), current_actor(), round_id)
    return render_template(
        "officer/publishing/show.html",
        closed=closed,
        published=published,
        publisher=_name(published),
        address=_address(closed),
        may_publish=current_actor().role in WRITERS,
        leads_here_only=leads_here_only(),
    )


@pages.post("/rounds/<round_id>/publishing")
@open_to(*WRITERS)
def publish_result(round_id: str) -> ResponseReturnValue:
    """Publish the result, or publish it anew."""
    before = find_publication(instance(), current_actor(), round_id)
    publish(instance(), current_actor(), round_id)
    done = _("เผยแพร่ฉบับใหม่แล้ว") if before else _("เผยแพร่ผลแล้ว ทุกคนที่มีลิงก์เปิดอ่านได้")
    flash(done, "success")
    return _to_page(round_id)


@pages.get("/rounds/<round_id>/publishing/withdraw")
@open_to(*WRITERS)
def confirm_withdrawal(round_id: str) -> ResponseReturnValue:
    """What taking the publication back can and cannot do."""
    closed = read_closed(instance(), current_actor(), round_id)
    if find_publication(instance(), current_actor(), round_id) is None:
        return _to_page(round_id)
    return render_template(
        "officer/publishing/withdraw.html", closed=closed, address=_address(closed)
    )


@pages.post("/rounds/<round_id>/publishing/withdraw")
@open_to(*WRITERS)
def withdraw_result(round_id: str) -> ResponseReturnValue:
    """Take the publication back; a second time changes nothing."""
    read_closed(instance(), current_actor(), round_id)
    try:
        withdraw(instance(), current_actor(), round_id)
    except NotFound:
        return _to_page(round_id)  # somebody else took it back meanwhile
    flash(_("ถอนผลออกจากหน้าสาธารณะแล้ว"), "success")
    return _to_page(round_id)


@pages.get("/rounds/<round_id>/publishing/qr.<any(svg, png):picture>")
@open_to(*READERS)
def qr(round_id: str, picture: str) -> Response:
    """The QR code of the public page: SVG to be seen, PNG to be kept."""
    closed = read_closed(instance(), current_actor(), round_id)
    address = _address(closed)
    if picture == "svg":
        return Response(qr_svg(address), mimetype="image/svg+xml")
    year = str(closed.round.fiscal_year)
    name = name_file("คิวอาร์โค้ด", "ผลการประเมิน", year, ending="png")
    return send_download(qr_png(address), name, "image/png", ascii_name=f"qr-result-{year}.png")


def _name(published: PublicationMark | None) -> str:
    """Who published, as officers know them."""
    officer = published.officer if published else ""
    return str(_("คำสั่งบนเครื่องแม่ข่าย")) if officer == COMMAND_LINE.name else officer


def _address(closed: ClosedRound) -> str:
    return public_page(public_address(), closed.agency.id, closed.round.fiscal_year)


def _to_page(round_id: str) -> ResponseReturnValue:
    return redirect(url_for("officer_publishing.show", round_id=round_id), 303)
