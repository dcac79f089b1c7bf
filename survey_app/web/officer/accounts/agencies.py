"""Agencies as administrators see them: name, place, phone and emblem."""

from dataclasses import replace
from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    make_response,
    redirect,
    render_template,
    url_for,
)
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from werkzeug.wrappers import Response as AnyResponse

from survey_app.core.errors import Refused
from survey_app.core.officers import READERS, Actor, Role
from survey_app.services import agencies as service
from survey_app.storage.agencies import Agency
from survey_app.web.access import open_to
from survey_app.web.instance import instance
from survey_app.web.officer.forms import Form, text_field
from survey_app.web.officer.identity import current_actor
from survey_app.web.officer.uploads import MEGABYTE, takes_upload

pages = Blueprint("officer_agencies", __name__, url_prefix="/officer")

LARGEST_EMBLEM = 5 * MEGABYTE


class AgencyForm(Form):
    """How an agency is named and reached."""

    name = text_field(_("ชื่อหน่วยงาน"), required=_("กรอกชื่อหน่วยงาน"))
    district = text_field(_("อำเภอ"))
    province = text_field(_("จังหวัด"))
    phone = text_field(_("โทรศัพท์"), inputmode="tel", type="tel")
    emblem = FileField(_("ตราสัญลักษณ์"), render_kw={"accept": "image/png,image/jpeg,image/webp"})

    @property
    def picture(self) -> bytes | None:
        """The file that was sent, if any."""
        sent = self.emblem.data
        return (sent.read() or None) if sent else None


@pages.get("/agencies")
@open_to(*READERS)
def index() -> str:
    """The agencies the officer may see."""
    actor = current_actor()
    return render_template(
        "officer/accounts/agencies.html",
        agencies=service.list_agencies(instance(), actor),
        may_add=_may_add(actor),
        may_change=actor.role is Role.ADMIN,
    )


@pages.get("/agencies/new")
@open_to(Role.ADMIN)
def new() -> str:
    """The form for another agency; only for administrators bound to none."""
    _require_system_administrator()
    return render_template("officer/accounts/agency.html", form=AgencyForm(), agency=None)


@pages.post("/agencies/new")
@open_to(Role.ADMIN)
@takes_upload(LARGEST_EMBLEM)
def add() -> AnyResponse:
    """Another agency, sent."""
    _require_system_administrator()
    form = AgencyForm()
    if form.validate():
        try:
            added = service.add_agency(
                instance(), current_actor(), **_texts(form), emblem=form.picture
            )
        except Refused as error:
            form.refuse(error)
        else:
            flash(gettext("เพิ่ม %(name)s แล้ว", name=added.name), "success")
            return redirect(url_for("officer_agencies.index"))
    return make_response(
        render_template("officer/accounts/agency.html", form=form, agency=None), 422
    )


@pages.get("/agencies/<agency_id>")
@open_to(Role.ADMIN)
def show(agency_id: str) -> str:
    """The form to change an agency, filled."""
    agency = service.find_agency(instance(), current_actor(), agency_id)
    return render_template(
        "officer/accounts/agency.html", form=AgencyForm(obj=agency), agency=agency
    )


@pages.post("/agencies/<agency_id>")
@open_to(Role.ADMIN)
@takes_upload(LARGEST_EMBLEM)
def change(agency_id: str) -> AnyResponse:
    """A changed agency, sent."""
    actor, form = current_actor(), AgencyForm()
    agency = service.find_agency(instance(), actor, agency_id)
    if form.validate():
        try:
            changed = replace(agency, **_texts(form))
            service.change_agency(instance(), actor, changed, form.picture)
        except Refused as error:
            form.refuse(error)
        else:
            flash(gettext("บันทึกข้อมูลหน่วยงานแล้ว"), "success")
            return redirect(url_for("officer_agencies.show", agency_id=agency.id))
    return make_response(
        render_template("officer/accounts/agency.html", form=form, agency=agency), 422
    )


@pages.get("/agencies/<agency_id>/emblem.png")
@open_to(*Role)
def emblem(agency_id: str) -> Response:
    """The emblem of an agency the officer may see."""
    agency: Agency = service.find_agency(instance(), current_actor(), agency_id)
    picture = service.read_emblem(instance(), agency.id)
    if picture is None:
        abort(404)
    return Response(picture, mimetype="image/png")


def _texts(form: AgencyForm) -> dict[str, Any]:
    names = ("name", "district", "province", "phone")
    return {name: getattr(form, name).data for name in names}


def _may_add(actor: Actor) -> bool:
    return actor.role is Role.ADMIN and actor.agency is None


def _require_system_administrator() -> None:
    """Another agency is none of an agency's own administrators' business."""
    if not _may_add(current_actor()):
        abort(403)
