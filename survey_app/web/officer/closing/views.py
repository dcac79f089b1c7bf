"""Closing a round: the consequences first, then the year typed, the password again, and no way back."""

from flask import Blueprint, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import TextAreaField
from wtforms.validators import Length

from survey_app.core.errors import ReasonNeeded, SignInRefused, TooManyAttempts, WrongState
from survey_app.core.officers import WRITERS
from survey_app.core.rounds import RoundState
from survey_app.core.thai import arabic_digits
from survey_app.services.closing import close_round, preview_closing
from survey_app.services.reasons import LONGEST_REASON
from survey_app.services.sign_in import check_password
from survey_app.web.access import open_to
from survey_app.web.instance import instance
from survey_app.web.officer.closing.page import ClosingPage, SurveyLine
from survey_app.web.officer.forms import Form, known_password, text_field, trimmed
from survey_app.web.officer.identity import current_actor

pages = Blueprint("officer_closing", __name__, url_prefix="/officer")


class ClosingForm(Form):
    """What an officer types to close a round for good."""

    reason = TextAreaField(
        _("เหตุผลที่ปิดรอบทั้งที่ยังไม่ครบ"),
        filters=[trimmed],
        validators=[Length(max=LONGEST_REASON, message=_("ยาวเกินไป ใส่ได้ไม่เกิน %(max)d ตัวอักษร"))],
        render_kw={"rows": 4, "maxlength": LONGEST_REASON},
    )
    year = text_field(
        _("พิมพ์ปีงบประมาณของรอบนี้เพื่อยืนยัน"),
        required=_("พิมพ์ปีงบประมาณ พ.ศ. สี่หลัก"),
        longest=10,
        inputmode="numeric",
        autocomplete="off",
    )
    password = known_password(_("รหัสผ่านของท่าน"))


@pages.get("/rounds/<round_id>/close")
@open_to(*WRITERS)
def confirm(round_id: str) -> ResponseReturnValue:
    """The consequences of closing, and the form."""
    page = _preview(round_id)
    return _show(page, ClosingForm()) if page else _to_result(round_id)


@pages.post("/rounds/<round_id>/close")
@open_to(*WRITERS)
def close(round_id: str) -> ResponseReturnValue:
    """Close the round; what was typed wrongly comes back with the reason kept."""
    page, form = _preview(round_id), ClosingForm()
    if page is None:
        return _to_result(round_id)
    try:
        done = _is_filled(form, page) and _close(form, round_id)
    except TooManyAttempts as refused:
        form.refuse(refused)
        return _show(page, form, 429)
    if not done:
        return _show(page, form, 422)
    flash(gettext("ปิดรอบแล้ว ผลด้านล่างนี้ตรึงไว้และไม่เปลี่ยนอีก"), "success")
    return _to_result(round_id)


def _close(form: ClosingForm, round_id: str) -> bool:
    """Close the round; False where the form now says why not."""
    try:
        check_password(instance(), current_actor(), form.password.data)
        close_round(instance(), current_actor(), round_id, form.reason.data)
    except SignInRefused:
        wrong = gettext("รหัสผ่านไม่ถูกต้อง รอบยังไม่ได้ปิด")
        form.password.errors = [*form.password.errors, wrong]
        return False
    except ReasonNeeded:
        form.reason.errors = [*form.reason.errors, _reason_missing()]
        return False
    except WrongState:
        return True  # somebody else closed it meanwhile: its result says so
    return True


def _preview(round_id: str) -> ClosingPage | None:
    """The page of an open round, None for a closed one; raises WrongState for any other."""
    try:
        preview = preview_closing(instance(), current_actor(), round_id)
    except WrongState as refused:
        if refused.state == RoundState.CLOSED:
            return None
        raise
    return ClosingPage(preview, tuple(SurveyLine(one) for one in preview.surveys))


def _is_filled(form: ClosingForm, page: ClosingPage) -> bool:
    """Whether all but the password is right: a wrong year must not cost an attempt at it."""
    form.validate()
    wanted = str(page.preview.round.fiscal_year)
    if form.year.data and arabic_digits(form.year.data) != wanted:
        wrong = gettext("ปีที่พิมพ์ไม่ตรงกับรอบนี้ รอบนี้คือปีงบประมาณ %(year)s", year=wanted)
        form.year.errors = [*form.year.errors, wrong]
    if page.needs_reason and not form.reason.data:
        form.reason.errors = [*form.reason.errors, _reason_missing()]
    return not any(field.errors for field in form)


def _reason_missing() -> str:
    return str(gettext("เขียนเหตุผลก่อนปิดรอบ เพราะยังมีส่วนที่ไม่ครบ เหตุผลนี้จะแสดงคู่กับผลทุกครั้ง"))


def _show(page: ClosingPage, form: ClosingForm, status: int = 200) -> ResponseReturnValue:
    return make_response(
        render_template("officer/closing/confirm.html", page=page, form=form), status
    )


def _to_result(round_id: str) -> ResponseReturnValue:
    return redirect(url_for("officer_results.show", round_id=round_id), 303)
