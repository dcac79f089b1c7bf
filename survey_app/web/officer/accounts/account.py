"""The officer's own account: who I am here, my password, my other browsers."""

from flask import Blueprint, flash, make_response, redirect, render_template, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response

from survey_app.core.errors import Refused, SignedOut
from survey_app.core.officers import Role
from survey_app.services.sign_in import Session, change_password, sign_out_everywhere
from survey_app.web.access import open_to
from survey_app.web.instance import instance
from survey_app.web.officer.forms import Form, known_password, new_password, repeated_password
from survey_app.web.officer.identity import current_actor, current_session, forget_session
from survey_app.web.officer.roles import ROLE_DUTIES

pages = Blueprint("officer_account", __name__, url_prefix="/officer")


class ChangePasswordForm(Form):
    """The old password, and a new one twice."""

    old = known_password(_("รหัสผ่านเดิม"))
    new = new_password(_("รหัสผ่านใหม่"))
    again = repeated_password(_("รหัสผ่านใหม่อีกครั้ง"))


@pages.get("/account")
@open_to(*Role)
def index() -> str:
    """Name, role and agency, and what can be done about the account."""
    return render_template("officer/accounts/account.html", duty=ROLE_DUTIES[current_actor().role])


@pages.get("/account/password")
@open_to(*Role)
def password() -> str:
    """The form to change the password."""
    return render_template("officer/accounts/change_password.html", form=ChangePasswordForm())


@pages.post("/account/password")
@open_to(*Role)
def send_password() -> Response:
    """A new password, sent."""
    form = ChangePasswordForm()
    if form.validate():
        try:
            change_password(instance(), _session().token, form.new.data, form.old.data)
        except Refused as error:
            form.refuse(error)
        else:
            flash(gettext("เปลี่ยนรหัสผ่านแล้ว เครื่องอื่นที่เข้าสู่ระบบค้างไว้ต้องเข้าสู่ระบบใหม่"), "success")
            return redirect(url_for("officer_account.index"))
    return make_response(render_template("officer/accounts/change_password.html", form=form), 422)


@pages.post("/account/sign-out-everywhere")
@open_to(*Role)
def leave_everywhere() -> Response:
    """Sign the officer out of every browser, this one too."""
    sign_out_everywhere(instance(), current_actor())
    forget_session()
    flash(gettext("ออกจากระบบทุกเครื่องแล้ว"), "success")
    return redirect(url_for("officer_sign_in.ask"))


def _session() -> Session:
    found = current_session()
    if found is None:
        raise SignedOut
    return found
