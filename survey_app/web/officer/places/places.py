"""Places where QR codes hang: the list, each place's printed matter and messages, and its stop."""

from flask import Blueprint, Response, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from survey_app.core.ceilings import LEAST_CEILING, MOST_CEILING
from survey_app.core.errors import BadCeiling, NameTaken, ReasonNeeded, Refused
from survey_app.core.officers import READERS, WRITERS
from survey_app.core.rounds import RoundState, SurveyState
from survey_app.core.thresholds import PARTICIPATION_STEP
from survey_app.reports.file_names import name_file
from survey_app.services import places as service
from survey_app.services.agencies import find_agency
from survey_app.services.invitations import write_invitation
from survey_app.services.places import PlaceView
from survey_app.services.printed import Paper, Picture, draw_poster, draw_qr
from survey_app.services.rounds import find_round, list_surveys
from survey_app.web.access import open_to
from survey_app.web.instance import instance
from survey_app.web.language import choose_language
from survey_app.web.officer.downloads import send_download
from survey_app.web.officer.fields import WholeNumberField, reason_field
from survey_app.web.officer.forms import Form, text_field, trimmed
from survey_app.web.officer.identity import current_actor
from survey_app.web.public_address import leads_here_only, public_address
from survey_app.wording import say

pages = Blueprint("officer_places", __name__, url_prefix="/officer")

PAPERS: dict[Paper, tuple[str, str]] = {"a4": ("โปสเตอร์", "poster"), "a5": ("ป้ายตั้งโต๊ะ", "card")}
"""What a file is called that an officer downloads, in Thai whatever the page's language; and in ASCII."""

_TYPES: dict[Picture, str] = {"svg": "image/svg+xml", "png": "image/png"}


class PlaceForm(Form):
    """Another place for one of the surveys."""

    instrument = RadioField(
        _("แบบสอบถาม"),
        choices=[
            SelectChoice("EIT", _("EIT แบบของประชาชน")),
            SelectChoice("IIT", _("IIT แบบของบุคลากร")),
        ],
        default="EIT",
        validators=[InputRequired(_("เลือกแบบสอบถาม"))],
        invalid_choice_message=_("เลือกแบบสอบถาม"),
    )
    name = text_field(_("ชื่อจุดติดตั้ง"), required=_("กรอกชื่อจุดติดตั้ง"), longest=service.LONGEST_NAME)


class StopForm(Form):
    """Why a link is stopped."""

    reason = reason_field(_("เหตุผลที่ระงับลิงก์"))


class CeilingForm(Form):
    """How many sheets a day a link takes; empty: any number."""

    ceiling = WholeNumberField(
        _("รับไม่เกินวันละกี่ฉบับ"),
        filters=[trimmed],
        render_kw={"inputmode": "numeric", "autocomplete": "off", "maxlength": 15},
    )

    @property
    def wanted(self) -> int | None:
        """What was typed, once the form is valid."""
        return self.ceiling.number if self.ceiling.data else None


@pages.get("/rounds/<round_id>/places")
@open_to(*READERS)
def index(round_id: str) -> ResponseReturnValue:
    """The places of both surveys with what came from each."""
    return _show_list(round_id, PlaceForm())


@pages.post("/rounds/<round_id>/places")
@open_to(*WRITERS)
def add(round_id: str) -> ResponseReturnValue:
    """Another place, sent."""
    form = PlaceForm()
    if not form.validate():
        return _show_list(round_id, form, 422)
    try:
        place = service.add_place(
            instance(), current_actor(), round_id, form.instrument.data, form.name.data
        )
    except NameTaken as refused:
        form.name.errors = [*form.name.errors, say(refused, choose_language())]
        return _show_list(round_id, form, 422)
    flash(gettext("เพิ่มจุดติดตั้ง “%(place)s” แล้ว", place=place.name), "success")
    return redirect(url_for(".show", round_id=round_id, place_id=place.id), 303)


def _show_list(round_id: str, form: PlaceForm, status: int = 200) -> ResponseReturnValue:
    actor = current_actor()
    found = find_round(instance(), actor, round_id)
    surveys = list_surveys(instance(), actor, round_id)
    page = render_template(
        "officer/places/index.html",
        round=found,
        surveys=surveys,
        places=service.list_places(instance(), actor, round_id),
        form=form,
        link_of=lambda place: service.link_of(place, public_address()),
        may_add=actor.role in WRITERS and found.state in (RoundState.DRAFT, RoundState.OPEN),
        leads_here_only=leads_here_only(),
    )
    return make_response(page, status)


@pages.get("/rounds/<round_id>/places/<place_id>")
@open_to(*READERS)
def show(round_id: str, place_id: str) -> ResponseReturnValue:
    """One place: its QR code, what to print and what to send; paper forms have a page of their own."""
    view = service.find_place(instance(), current_actor(), round_id, place_id)
    if view.place.on_paper:
        paper = url_for("officer_paper.show", round_id=round_id, instrument=view.instrument)
        return redirect(paper)
    return _show_place(round_id, place_id)


@pages.post("/rounds/<round_id>/places/<place_id>/stop")
@open_to(*WRITERS)
def stop(round_id: str, place_id: str) -> ResponseReturnValue:
    """Stop the link at once; a second stop changes nothing."""
    form, view = StopForm(), _find(round_id, place_id)
    if view.place.stopped_on is not None:
        return _to_place(round_id, place_id)
    if not form.validate():
        return _show_place(round_id, place_id, stopping=form, status=422)
    try:
        service.stop_place(instance(), current_actor(), round_id, place_id, form.reason.data or "")
    except ReasonNeeded:
        needed = gettext("เขียนเหตุผล เหตุผลนี้จะแสดงคู่กับผลการประเมิน")
        form.reason.errors = [*form.reason.errors, needed]
        return _show_place(round_id, place_id, stopping=form, status=422)
    except Refused as refused:
        form.refuse(say(refused, choose_language()))
        return _show_place(round_id, place_id, stopping=form, status=422)
    flash(gettext("ระงับลิงก์ของ “%(place)s” แล้ว", place=view.place.name), "success")
    return _to_place(round_id, place_id)


@pages.post("/rounds/<round_id>/places/<place_id>/ceiling")
@open_to(*WRITERS)
def limit(round_id: str, place_id: str) -> ResponseReturnValue:
    """The daily ceiling, sent."""
    form = CeilingForm()
    if not form.validate():
        return _show_place(round_id, place_id, limiting=form, status=422)
    try:
        service.limit_place(instance(), current_actor(), round_id, place_id, form.wanted)
    except BadCeiling as refused:
        form.ceiling.errors = [*form.ceiling.errors, say(refused, choose_language())]
        return _show_place(round_id, place_id, limiting=form, status=422)
    flash(gettext("บันทึกเพดานต่อวันแล้ว"), "success")
    return _to_place(round_id, place_id)


def _show_place(
    round_id: str,
    place_id: str,
    *,
    stopping: StopForm | None = None,
    limiting: CeilingForm | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    actor, view = current_actor(), _find(round_id, place_id)
    found = find_round(instance(), actor, round_id)
    survey = next(s for s in list_surveys(instance(), actor, round_id) if s.id == view.place.survey)
    state = survey.state(found.state, instance().today)
    page = render_template(
        "officer/places/show.html",
        round=found,
        agency=find_agency(instance(), actor, found.agency),
        view=view,
        survey=survey,
        state=state,
        link=service.link_of(view.place, public_address()),
        invitation=write_invitation(instance(), actor, round_id, place_id, public_address()),
        form=stopping or StopForm(formdata=None),
        limiting=limiting or _ceiling_form(view),
        least=LEAST_CEILING,
        most=MOST_CEILING,
        step=PARTICIPATION_STEP,
        may_change=actor.role in WRITERS and state is not SurveyState.ENDED,
        leads_here_only=leads_here_only(),
    )
    return make_response(page, status)


def _ceiling_form(view: PlaceView) -> CeilingForm:
    """The form as the ceiling stands."""
    ceiling = view.place.daily_ceiling
    return CeilingForm(formdata=None, ceiling="" if ceiling is None else str(ceiling))


@pages.get("/rounds/<round_id>/places/<place_id>/qr.<any(svg, png):picture>")
@open_to(*READERS)
def qr(round_id: str, place_id: str, picture: Picture) -> Response:
    """The QR code, to be seen on a page."""
    drawn = draw_qr(_find(round_id, place_id).place, public_address(), picture)
    return Response(drawn, mimetype=_TYPES[picture])


@pages.get("/rounds/<round_id>/places/<place_id>/qr-download.<any(svg, png):picture>")
@open_to(*READERS)
def download_qr(round_id: str, place_id: str, picture: Picture) -> Response:
    """The QR code, to be kept."""
    view = _find(round_id, place_id)
    drawn = draw_qr(view.place, public_address(), picture)
    return _send(round_id, view, drawn, ("คิวอาร์โค้ด", "qr"), picture, _TYPES[picture])


@pages.get("/rounds/<round_id>/places/<place_id>/<any(a4, a5):paper>.pdf")
@open_to(*READERS)
def poster(round_id: str, place_id: str, paper: Paper) -> Response:
    """The poster (A4) or the table card (A5)."""
    pdf = draw_poster(instance(), current_actor(), round_id, place_id, public_address(), paper)
    view = _find(round_id, place_id)
    return _send(round_id, view, pdf, PAPERS[paper], "pdf", "application/pdf")


def _send(
    round_id: str,
    view: PlaceView,
    content: bytes,
    kind: tuple[str, str],
    ending: str,
    mimetype: str,
) -> Response:
    year = str(find_round(instance(), current_actor(), round_id).fiscal_year)
    thai, plain = kind
    name = name_file(thai, view.instrument, year, view.place.name, ending=ending)
    ascii_name = f"{plain}-{view.instrument}-{year}.{ending}"
    return send_download(content, name, mimetype, ascii_name=ascii_name)


def _find(round_id: str, place_id: str) -> PlaceView:
    return service.find_link_place(instance(), current_actor(), round_id, place_id)


def _to_place(round_id: str, place_id: str) -> ResponseReturnValue:
    return redirect(url_for(".show", round_id=round_id, place_id=place_id), 303)
