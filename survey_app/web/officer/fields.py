"""Fields that Thai officers type: whole numbers and days, in Thai digits or Arabic ones.

A day is three small fields with the year in พ.ศ.: a browser's own picker would speak of ค.ศ.
Templates draw it by the macro `day` in `officer/macros.html`.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, StopValidation

from survey_app.core.thai import BUDDHIST_OFFSET, arabic_digits
from survey_app.services.reasons import LONGEST_REASON
from survey_app.web.officer.forms import trimmed

_MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class DayParts:
    """A day as it is typed: the year in พ.ศ.; all three empty where no day is set."""

    day: str = ""
    month: str = ""
    year: str = ""

    @property
    def value(self) -> date | None:
        """The day, or None where none is written or there is no such day."""
        day, month, year = (read_number(part) for part in (self.day, self.month, self.year))
        if day is None or month is None or year is None:
            return None
        try:
            return date(year - BUDDHIST_OFFSET, month, day)
        except ValueError:
            return None

    def __bool__(self) -> bool:
        return bool(self.day or self.month or self.year)


class DayField(Field):  # type: ignore[misc]  # WTForms ships no types
    """A day, or None where all three parts are empty."""

    parts: DayParts

    def process_data(self, value: date | None) -> None:
        """Begin with a day, which is then shown in its parts."""
        self.data = value
        self.parts = split_day(value)

    def process(self, formdata: Any, *args: Any, **kwargs: Any) -> None:
        """Take the three parts of what was sent."""
        super().process(formdata, *args, **kwargs)
        names = [f"{self.name}-{part}" for part in ("day", "month", "year")]
        if formdata is not None and any(name in formdata for name in names):
            sent = (trimmed(next(iter(formdata.getlist(name)), "")) for name in names)
            self.parts = DayParts(*sent)
            self.data = self.parts.value

    def pre_validate(self, _form: Any) -> None:
        """Refuse a day that is written in part, that does not exist, or whose year is ค.ศ."""
        year = read_number(self.parts.year)
        if year is not None and not 2500 <= year <= 2700:
            raise StopValidation(gettext("ปีต้องเป็น พ.ศ. สี่หลัก เช่น 2565"))
        if self.parts and self.data is None:
            raise StopValidation(gettext("ไม่มีวันนี้ในปฏิทิน ตรวจวันที่ เดือน และปีอีกครั้ง"))


class WholeNumberField(StringField):  # type: ignore[misc]  # likewise
    """A number without a fraction; spaces and commas between its digits are passed over."""

    @property
    def number(self) -> int:
        """What was typed, once the form is valid."""
        return read_number(self.data or "") or 0

    def pre_validate(self, _form: Any) -> None:
        """Refuse what is no number; an empty field is the business of its validators."""
        if self.data and read_number(self.data) is None:
            raise StopValidation(gettext("กรอกเป็นจำนวนเต็ม เช่น 120"))


def read_number(typed: str) -> int | None:
    """The whole number in a text, or None."""
    digits = arabic_digits("".join(typed.replace(",", "").split()))
    is_number = digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS
    return int(digits) if is_number else None


def split_day(day: date | None) -> DayParts:
    """A day in its parts."""
    if day is None:
        return DayParts()
    return DayParts(str(day.day), str(day.month), str(day.year + BUDDHIST_OFFSET))


def number_field(label: Any, required: Any) -> WholeNumberField:
    """A whole number; `required` is the sentence shown when it is empty."""
    look = {"inputmode": "numeric", "autocomplete": "off", "maxlength": 15}
    checks = [InputRequired(required)]
    return WholeNumberField(label, filters=[trimmed], validators=checks, render_kw=look)


def day_field(label: Any, required: Any = None) -> DayField:
    """A day; `required` is the sentence shown when it is empty."""
    return DayField(label, validators=[DataRequired(required)] if required else [])


def reason_field(label: Any) -> TextAreaField:
    """A written reason; whether one is needed is for the service to say."""
    too_long = Length(max=LONGEST_REASON, message=_("ยาวเกินไป ใส่ได้ไม่เกิน %(max)d ตัวอักษร"))
    look = {"rows": 3, "maxlength": LONGEST_REASON}
    return TextAreaField(label, filters=[trimmed], validators=[too_long], render_kw=look)
