"""Officers as administrators see them: who may sign in, and new passwords for one time."""

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response
from wtforms import RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from survey_app.core.errors import Refused
from survey_app.core.officers import Actor, Role
from survey_app.services import officers as service
from survey_app.services.agencies import list_agencies
from survey_app.web.access import open_to
from survey_app.web.instance import instance
from survey_app.web.officer.forms import Form, text_field
from survey_app.web.officer.identity import current_actor
from survey_app.web.officer.roles import ROLE_DUTIES, ROLE_NAMES

pages = Blueprint("officer_officers", __name__, url_prefix="/officer")


class OfficerForm(Form):
    """A new officer."""

    name = text_field(
        _("ชื่อผู้ใช้"),
        required=_("กรอกชื่อผู้ใช้"),
        longest=service.LONGEST_NAME,
        autocapitalize="none",
        autocomplete="off",
        spellcheck="false",
    )
    role = RadioField(
        _("หน้าที่"),
        choices=[SelectChoice(role.value, name) for role, name in ROLE_NAMES.items()],
        default=Role.OFFICER.value,
        validators=[InputRequired(_("เลือกหน้าที่"))],
    )
    agency = SelectField(_("หน่วยงาน"), validate_choice=True)

    def offer_agencies(self, actor: Actor) -> None:
        """Offer the agencies the actor may bind an officer to; for some, none at all."""
        everywhere = SelectChoice("", gettext("ทุกหน่วยงาน (ผู้ดูแลระบบกลางเท่านั้น)"))
        listed = [SelectChoice(one.id, one.name) for one in list_agencies(instance(), actor)]
        self.agency.choices = [*listed, *([] if actor.agency else [everywhere])]


@pages.get("/officers")
@open_to(Role.ADMIN, Role.AUDITOR)
def index() -> str:
    """The officers of the agency, or of all."""
    actor = current_actor()
    return render_template(
        "officer/accounts/officers.html",
        officers=service.list_officers(instance(), actor),
        agency_names={one.id: one.name for one in list_agencies(instance(), actor)},
        may_change=actor.role is Role.ADMIN,
    )


@pages.get("/officers/new")
@open_to(Role.ADMIN)
def new() -> str:
    """The form for a new officer."""
    form = OfficerForm()
    form.offer_agencies(current_actor())
    return _form_page(form)


@pages.post("/officers/new")
@open_to(Role.ADMIN)
def add() -> Response:
    """A new officer, sent; the answer shows the password, this once."""
    actor, form = current_actor(), OfficerForm()
    form.offer_agencies(actor)
    if form.validate():
        try:
            role, agency = Role(form.role.data), form.agency.data or None
            password = service.add_officer(instance(), actor, form.name.data, role, agency)
        except Refused as error:
            form.refuse(error)
        else:
            return _password_page(form.name.data, password, new=True)
    return make_response(_form_page(form), 422)


@pages.get("/officers/<name>")
@open_to(Role.ADMIN)
def show(name: str) -> str:
    """One officer, and what an administrator can do for or against them."""
    actor = current_actor()
    officer = service.find_officer(instance(), actor, name)
    names = {one.id: one.name for one in list_agencies(instance(), actor)}
    return render_template(
        "officer/accounts/officer.html",
        officer=officer,
        agency_names=names,
        own=officer.name == actor.name,
    )


@pages.post("/officers/<name>/reset")
@open_to(Role.ADMIN)
def reset(name: str) -> Response:
    """A new password for one time; the answer shows it, this once."""
    password = service.reset_officer(instance(), current_actor(), name)
    return _password_page(name, password, new=False)


@pages.post("/officers/<name>/disable")
@open_to(Role.ADMIN)
def disable(name: str) -> Response:
    """Shut an officer out, or let them in again."""
    disabled = request.form.get("disabled") == "yes"
    service.disable_officer(instance(), current_actor(), name, disabled=disabled)
    done = gettext("ระงับบัญชี %(name)s แล้ว") if disabled else gettext("เปิดใช้บัญชี %(name)s แล้ว")
    flash(done % {"name": name}, "success")
    return redirect(url_for("officer_officers.show", name=name))


def _form_page(form: OfficerForm) -> str:
    return render_template("officer/accounts/new_officer.html", form=form, duties=ROLE_DUTIES)


def _password_page(name: str, password: str, *, new: bool) -> Response:
    page = render_template(
        "officer/accounts/one_time_password.html", name=name, password=password, new=new
    )
    return make_response(page, 200)
