"""Admission slips for staff: how many, printed once, void when lost."""

from flask import Blueprint, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf

from survey_app.core.errors import BadNumber, Refused, TooManyCodes
from survey_app.core.officers import READERS, WRITERS
from survey_app.core.rounds import Place, Round, RoundState, StaffAccess, SurveyState, require_state
from survey_app.reports.file_names import name_file
from survey_app.services import codes as service
from survey_app.services.places import list_link_places
from survey_app.services.printed import print_slips
from survey_app.services.rounds import find_round, list_surveys
from survey_app.services.slip_counts import count_slips
from survey_app.web.access import open_to
from survey_app.web.instance import instance
from survey_app.web.language import choose_language
from survey_app.web.officer.downloads import send_download
from survey_app.web.officer.fields import number_field
from survey_app.web.officer.forms import Form
from survey_app.web.officer.identity import current_actor
from survey_app.web.public_address import leads_here_only, public_address
from survey_app.wording import say

pages = Blueprint("officer_slips", __name__, url_prefix="/officer")

MOST_AT_ONCE = 800
"""A hundred sheets take about eight seconds to draw; a server gives a request up after thirty."""


class PrintForm(Form):
    """How many slips, and which link they lead to."""

    count = number_field(_("จำนวนใบที่จะพิมพ์"), _("กรอกจำนวนใบ"))
    place = SelectField(_("ลิงก์บนใบรหัส"), validate_choice=False)

    def offer(self, places: list[Place]) -> None:
        """Set the links that work."""
        self.place.choices = [SelectChoice(place.id, place.name) for place in places]
        working = [place.id for place in places]
        self.place.validators = [AnyOf(working, _("เลือกลิงก์ที่ยังใช้ได้"))]


class SparesForm(Form):
    """How many slips more than staff."""

    spares = number_field(_("จำนวนใบสำรอง"), _("กรอกจำนวนใบสำรอง ถ้าไม่มีให้กรอก 0"))


@pages.get("/rounds/<round_id>/slips")
@open_to(*READERS)
def index(round_id: str) -> ResponseReturnValue:
    """How many slips there are, and what can be done with them."""
    return _show(round_id)


@pages.post("/rounds/<round_id>/slips/spares")
@open_to(*WRITERS)
def declare_spares(round_id: str) -> ResponseReturnValue:
    """The declared number of spares, sent."""
    form = SparesForm()
    if not form.validate():
        return _show(round_id, spares=form, status=422)
    try:
        service.declare_spares(instance(), current_actor(), round_id, form.spares.number)
    except BadNumber as refused:
        form.spares.errors = [*form.spares.errors, say(refused, choose_language())]
        return _show(round_id, spares=form, status=422)
    flash(gettext("บันทึกจำนวนใบสำรองแล้ว"), "success")
    return redirect(url_for(".index", round_id=round_id), 303)


@pages.post("/rounds/<round_id>/slips/print")
@open_to(*WRITERS)
def print_once(round_id: str) -> ResponseReturnValue:
    """Fresh slips as the PDF that answers this one request; nothing of it is kept here."""
    form = _print_form(round_id)
    if not form.validate():
        return _show(round_id, printing=form, status=422)
    count = form.count.number
    if not 1 <= count <= MOST_AT_ONCE:
        wrong = gettext("พิมพ์ได้ครั้งละ 1 ถึง %(most)s ใบ", most=MOST_AT_ONCE)
        form.count.errors = [*form.count.errors, wrong]
        return _show(round_id, printing=form, status=422)
    try:
        pdf = print_slips(
            instance(), current_actor(), round_id, count, public_address(), form.place.data
        )
    except TooManyCodes:
        form.count.errors = [*form.count.errors, _too_many(round_id)]
        return _show(round_id, printing=form, status=422)
    except Refused as refused:
        form.refuse(say(refused, choose_language()))
        return _show(round_id, printing=form, status=422)
    year = str(_find(round_id).fiscal_year)
    name = name_file("ใบรหัส", "IIT", year, gettext("%(count)s ใบ", count=count), ending="pdf")
    return send_download(pdf, name, "application/pdf", ascii_name=f"slips-IIT-{year}.pdf")


@pages.get("/rounds/<round_id>/slips/void")
@open_to(*WRITERS)
def confirm_void(round_id: str) -> str:
    """What voiding means, and the button that does it."""
    found = _find(round_id)
    require_state("void_codes", found.state, RoundState.DRAFT, RoundState.OPEN)
    return render_template("officer/slips/void.html", round=found)


@pages.post("/rounds/<round_id>/slips/void")
@open_to(*WRITERS)
def void(round_id: str) -> ResponseReturnValue:
    """Void every slip not yet used."""
    service.void_codes(instance(), current_actor(), round_id)
    flash(gettext("ยกเลิกใบรหัสที่ยังไม่ได้ใช้ทั้งหมดแล้ว พิมพ์ใบใหม่แทนได้"), "success")
    return redirect(url_for(".index", round_id=round_id), 303)


def _show(
    round_id: str,
    *,
    printing: PrintForm | None = None,
    spares: SparesForm | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    actor, found = current_actor(), _find(round_id)
    if found.staff_access is not StaffAccess.CODES:
        return render_template("officer/slips/none.html", round=found)
    survey = next(s for s in list_surveys(instance(), actor, round_id) if s.instrument == "IIT")
    ended = survey.state(found.state, instance().today) is SurveyState.ENDED
    page = render_template(
        "officer/slips/index.html",
        round=found,
        survey=survey,
        counts=count_slips(instance(), actor, round_id),
        printing=printing or _print_form(round_id, blank=True),
        spares=spares or SparesForm(formdata=None, data={"spares": str(found.spares)}),
        may_write=actor.role in WRITERS and not ended,
        most=MOST_AT_ONCE,
        leads_here_only=leads_here_only(),
    )
    return make_response(page, status)


def _print_form(round_id: str, *, blank: bool = False) -> PrintForm:
    form = PrintForm(formdata=None) if blank else PrintForm()
    views = list_link_places(instance(), current_actor(), round_id)
    form.offer([v.place for v in views if v.instrument == "IIT" and v.place.stopped_on is None])
    return form


def _too_many(round_id: str) -> str:
    """How many slips are left as the page shows it: the exact number may tell who has answered."""
    counts = count_slips(instance(), current_actor(), round_id)
    return gettext(
        "เกินจำนวนที่พิมพ์ได้ พิมพ์ได้อีก %(left)s ใบ ตามจำนวนบุคลากรและใบสำรองที่แจ้งไว้", left=f"{counts.left:,}"
    )


def _find(round_id: str) -> Round:
    return find_round(instance(), current_actor(), round_id)
