"""Signing in, step by step, and signing out."""

from flask import Blueprint, Response, abort, make_response, redirect, render_template, url_for
from flask import session as cookie
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response as AnyResponse

from survey_app.core.errors import Refused, TooManyAttempts
from survey_app.reports.qr import qr_svg
from survey_app.services import sign_in as service
from survey_app.services.second_factor import begin_totp, enrol_totp, verify_totp
from survey_app.services.sign_in import Session
from survey_app.web.access import open_to_anyone
from survey_app.web.instance import instance
from survey_app.web.officer.forms import (
    Form,
    known_password,
    new_password,
    repeated_password,
    text_field,
)
from survey_app.web.officer.guards import safe_address
from survey_app.web.officer.identity import current_session, forget_session, keep_session
from survey_app.web.officer.steps import step_address, step_of

pages = Blueprint("officer_sign_in", __name__, url_prefix="/officer")


class SignInForm(Form):
    """Name and password."""

    name = text_field(
        _("ชื่อผู้ใช้"),
        required=_("กรอกชื่อผู้ใช้"),
        autocomplete="username",
        autocapitalize="none",
        spellcheck="false",
    )
    password = known_password(_("รหัสผ่าน"))


class CodeForm(Form):
    """The six digits on the phone."""

    code = text_field(
        _("รหัส 6 หลัก"),
        required=_("กรอกรหัส 6 หลักจากแอปในโทรศัพท์"),
        longest=12,
        inputmode="numeric",
        autocomplete="one-time-code",
    )


class NewPasswordForm(Form):
    """A password in place of the one for one time."""

    new = new_password(_("รหัสผ่านใหม่"))
    again = repeated_password(_("รหัสผ่านใหม่อีกครั้ง"))


@pages.get("/sign-in")
@open_to_anyone
def ask() -> str | AnyResponse:
    """The sign-in page; who is signed in goes on."""
    found = current_session()
    if found is not None:
        return redirect(step_address(found) or _onward())
    return render_template("officer/accounts/sign_in.html", form=SignInForm())


@pages.post("/sign-in")
@open_to_anyone
def enter() -> AnyResponse:
    """Name and password, sent."""
    form = SignInForm()
    if form.validate():
        try:
            signed_in = service.sign_in(instance(), form.name.data, form.password.data)
        except Refused as error:
            return _again("officer/accounts/sign_in.html", form, error)
        return _go_on(keep_session(signed_in.token))
    return _again("officer/accounts/sign_in.html", form)


@pages.get("/sign-in/code")
@open_to_anyone
def code() -> str:
    """Where the phone's six digits are typed."""
    _require("code")
    return render_template("officer/accounts/code.html", form=CodeForm())


@pages.post("/sign-in/code")
@open_to_anyone
def send_code() -> AnyResponse:
    """The six digits, sent."""
    found, form = _require("code"), CodeForm()
    if form.validate():
        try:
            token = verify_totp(instance(), found.token, form.code.data)
        except Refused as error:
            return _again("officer/accounts/code.html", form, error)
        return _go_on(keep_session(token))
    return _again("officer/accounts/code.html", form)


@pages.get("/sign-in/password")
@open_to_anyone
def password() -> str:
    """Where a password for one time is replaced."""
    _require("password")
    return render_template("officer/accounts/new_password.html", form=NewPasswordForm())


@pages.post("/sign-in/password")
@open_to_anyone
def send_password() -> AnyResponse:
    """The officer's own password, sent."""
    found, form = _require("password"), NewPasswordForm()
    if form.validate():
        try:
            service.change_password(instance(), found.token, form.new.data)
        except Refused as error:
            return _again("officer/accounts/new_password.html", form, error)
        return _go_on(_renewed(found))
    return _again("officer/accounts/new_password.html", form)


@pages.get("/sign-in/phone")
@open_to_anyone
def phone() -> str:
    """Where the second factor is enrolled."""
    return _phone_page(_require("phone"), CodeForm())


@pages.get("/sign-in/phone.svg")
@open_to_anyone
def phone_picture() -> Response:
    """The secret as a QR code, for the same browser only and never kept in a cache."""
    enrolment = begin_totp(instance(), _require("phone").token)
    return Response(qr_svg(enrolment.address), mimetype="image/svg+xml")


@pages.post("/sign-in/phone")
@open_to_anyone
def send_phone() -> AnyResponse:
    """The first six digits from the phone, sent."""
    found, form = _require("phone"), CodeForm()
    if form.validate():
        try:
            token = enrol_totp(instance(), found.token, form.code.data)
        except Refused as error:
            form.refuse(error)
        else:
            return _go_on(keep_session(token))
    return make_response(_phone_page(found, form), 422)


@pages.post("/sign-out")
@open_to_anyone
def leave() -> AnyResponse:
    """Sign this browser out."""
    found = current_session()
    if found is not None:
        service.sign_out(instance(), found.token)
    forget_session()
    return redirect(url_for("officer_sign_in.ask"))


def _phone_page(found: Session, form: CodeForm) -> str:
    enrolment = begin_totp(instance(), found.token)
    return render_template("officer/accounts/phone.html", form=form, enrolment=enrolment)


def _require(step: str) -> Session:
    """The session if this is its open step; otherwise the browser is sent where it belongs."""
    found = current_session()
    if found is None:
        abort(redirect(url_for("officer_sign_in.ask")))
    if step_of(found) != step:
        abort(redirect(step_address(found) or _onward()))
    return found


def _renewed(found: Session) -> Session:
    """The session after a step."""
    renewed = service.find_session(instance(), found.token)
    if renewed is None:
        abort(redirect(url_for("officer_sign_in.ask")))
    return renewed


def _go_on(found: Session) -> AnyResponse:
    step = step_address(found)
    if step is not None:
        return redirect(step)
    wanted = safe_address(cookie.pop("next", ""))
    return redirect(wanted or _onward())


def _onward() -> str:
    return url_for("officer_home.index")


def _again(template: str, form: Form, error: Refused | None = None) -> AnyResponse:
    """The form with what was wrong, and nothing typed into a password field."""
    if error is not None:
        form.refuse(error)
    status = 429 if isinstance(error, TooManyAttempts) else 422
    return make_response(render_template(template, form=form), status)
