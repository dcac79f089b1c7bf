"""What the officers' forms are made of: Flask-WTF with messages in the language of the page.

Templates draw fields by the macro `field` in `officer/macros.html`.
"""

from typing import Any

from flask import request
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from werkzeug.datastructures import MultiDict
from wtforms import PasswordField, StringField
from wtforms.validators import EqualTo, InputRequired, Length

from survey_app.core.errors import BadFile, Refused
from survey_app.services.passwords import LEAST_LENGTH
from survey_app.web.language import choose_language
from survey_app.wording import list_problems, say


class Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """A form whose CSRF token the guard has checked and whose refusals show above its fields."""

    form_errors: list[str]

    class Meta:
        """How what was sent becomes what the form reads."""

        def wrap_formdata(self, form: "Form", formdata: Any) -> Any:
            """What was given to the form, or else what the request sent for it."""
            given = formdata is None or isinstance(formdata, MultiDict)
            return formdata if given else _read_sent(form)

    def refuse(self, reason: Refused | str) -> None:
        """Say above the fields why what was sent could not be done."""
        sentences = [reason] if isinstance(reason, str) else _sentences(reason)
        self.form_errors = [*self.form_errors, *sentences]


def _read_sent(form: Form) -> MultiDict[str, Any] | None:
    """Texts from texts, files from files: a file sent in place of a text is not taken, nor is JSON."""
    if request.method != "POST":
        return None
    sent = MultiDict[str, Any](request.form)
    for name, field in form._unbound_fields or ():  # noqa: SLF001  # WTForms has no other word
        if issubclass(field.field_class, FileField):
            sent.setlist(name, request.files.getlist(name))
    return sent


def _sentences(error: Refused) -> list[str]:
    language = choose_language()
    problems = list_problems(error, language) if isinstance(error, BadFile) else ()
    return [say(error, language), *problems]


def trimmed(text: str | None) -> str:
    """The text without space around it: phones like to add some."""
    return (text or "").strip()


def text_field(label: Any, *, required: Any = None, longest: int = 200, **look: Any) -> StringField:
    """A line of text; `required` is the sentence shown when it is empty."""
    checks = [InputRequired(required)] if required else []
    too_long = Length(max=longest, message=_("ยาวเกินไป ใส่ได้ไม่เกิน %(max)d ตัวอักษร"))
    return StringField(
        label,
        filters=[trimmed],
        validators=[*checks, too_long],
        render_kw={"maxlength": longest, **look},
    )


def known_password(label: Any) -> PasswordField:
    """A password that exists."""
    return PasswordField(
        label,
        validators=[InputRequired(_("กรอกรหัสผ่าน"))],
        render_kw={"autocomplete": "current-password"},
    )


def new_password(label: Any, *checks: Any) -> PasswordField:
    """A password to be chosen."""
    short = _("รหัสผ่านสั้นเกินไป ใช้อย่างน้อย %(min)d ตัวอักษร")
    return PasswordField(
        label,
        validators=[
            InputRequired(_("ตั้งรหัสผ่านใหม่")),
            Length(min=LEAST_LENGTH, message=short),
            *checks,
        ],
        render_kw={"autocomplete": "new-password", "minlength": LEAST_LENGTH},
    )


def repeated_password(label: Any) -> PasswordField:
    """The same new password again, against a slip of the fingers; the first field is `new`."""
    return new_password(label, EqualTo("new", _("สองช่องไม่ตรงกัน พิมพ์ใหม่ให้เหมือนกัน")))
