"""The forms of a round: its numbers, its days, and why something changes while it is open."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, InputRequired

from survey_app.core.questionnaire import SurveyInstrument
from survey_app.core.questionnaire.edition import SURVEY_INSTRUMENTS
from survey_app.core.rounds import StaffAccess, SurveyDays
from survey_app.services.available_editions import AvailableEdition
from survey_app.storage.agencies import Agency
from survey_app.web.officer.fields import (
    DayField,
    day_field,
    number_field,
    reason_field,
)
from survey_app.web.officer.forms import Form

ACCESS_CHOICES = (
    SelectChoice(StaffAccess.CODES.value, _("ใบรหัส")),
    SelectChoice(StaffAccess.LINK.value, _("ลิงก์เปิด")),
)
ACCESS_WORDS = {
    StaffAccess.CODES.value: _(
        "แจกใบรหัสให้บุคลากรหยิบคนละใบ ใบหนึ่งตอบได้ครั้งเดียว คนนอกตอบแทนไม่ได้ และไม่มีใครรู้ว่าใครหยิบใบใด"
    ),
    StaffAccess.LINK.value: _("ใครมีลิงก์ก็ตอบได้โดยไม่ต้องใช้รหัส สะดวกกว่า แต่ระบบห้ามคนนอกหรือการตอบซ้ำไม่ได้"),
}
"""What each way of admitting staff means, a sentence each."""


class NumbersForm(Form):
    """How many people could answer."""

    staff = number_field(_("จำนวนบุคลากร"), _("กรอกจำนวนบุคลากร"))
    public = number_field(_("จำนวนประชาชนผู้มาติดต่อ"), _("กรอกจำนวนประชาชนผู้มาติดต่อ"))


class CorrectionForm(NumbersForm):
    """The numbers again, and why they change."""

    reason = reason_field(_("เหตุผลที่แก้"))


class DaysForm(Form):
    """First and last day of each survey; either may stay empty."""

    IIT_opens = day_field(_("วันแรกของ IIT"))
    IIT_closes = day_field(_("วันสุดท้ายของ IIT"))
    EIT_opens = day_field(_("วันแรกของ EIT"))
    EIT_closes = day_field(_("วันสุดท้ายของ EIT"))

    def is_right(self, today: date) -> bool:
        """Whether all is written well, and no survey would end before it begins or before today."""
        good: bool = self.validate()
        for instrument in SURVEY_INSTRUMENTS:
            opens, closes = self.ends(instrument)
            if opens.data and closes.data and closes.data < opens.data:
                closes.errors = [*closes.errors, gettext("วันสุดท้ายต้องไม่อยู่ก่อนวันแรก")]
            elif closes.data and closes.data < today:
                closes.errors = [*closes.errors, gettext("วันนี้ผ่านไปแล้ว จะไม่มีใครตอบได้")]
            good = good and not closes.errors
        return good

    def days(self) -> dict[SurveyInstrument, SurveyDays]:
        """The days of both surveys, once the form is right."""
        return {
            one: SurveyDays(*(field.data for field in self.ends(one))) for one in SURVEY_INSTRUMENTS
        }

    def ends(self, instrument: SurveyInstrument) -> tuple[DayField, DayField]:
        """The fields of a survey's first and last day."""
        return self[f"{instrument}_opens"], self[f"{instrument}_closes"]


class NewRoundForm(NumbersForm, DaysForm):
    """All that a new round needs."""

    agency = SelectField(_("หน่วยงาน"), validate_choice=False)
    fiscal_year = number_field(_("ปีงบประมาณ (พ.ศ.)"), _("กรอกปีงบประมาณ"))
    edition = SelectField(
        _("แบบสอบถามฉบับปี"),
        coerce=int,
        invalid_value_message=_("เลือกปีของแบบสอบถาม"),
        invalid_choice_message=_("เลือกปีของแบบสอบถาม"),
    )
    staff_access = RadioField(
        _("บุคลากรเข้าตอบ IIT ด้วยวิธีใด"),
        choices=ACCESS_CHOICES,
        default=StaffAccess.CODES.value,
        validators=[InputRequired(_("เลือกวิธีเข้าตอบ"))],
        invalid_choice_message=_("เลือกวิธีเข้าตอบ"),
    )

    def offer(self, agencies: Iterable[Agency], editions: Iterable[AvailableEdition]) -> None:
        """Set what may be chosen; an agency only where there is more than the officer's own."""
        offered = [SelectChoice(agency.id, agency.name) for agency in agencies]
        self.agency.choices = offered
        self.agency.validators = [AnyOf([one.value for one in offered], _("เลือกหน่วยงาน"))]
        self.edition.choices = [
            SelectChoice(str(one.year), render_kw=_sample(one)) for one in editions
        ]


class MoveForm(Form):
    """Another last day for a survey of an open round."""

    to = day_field(_("วันสุดท้ายใหม่"), _("กรอกวันสุดท้ายใหม่"))
    reason = reason_field(_("เหตุผลที่เลื่อน"))

    @property
    def last_day(self) -> date:
        """The day that was written, once the form is valid."""
        return cast("date", self.to.data)


def _sample(edition: AvailableEdition) -> dict[str, Any]:
    """The edition's sample rules as data, which the page's script reckons the minimum by."""
    rules = {"staff": edition.staff_sample, "public": edition.public_sample}
    return {
        f"data-{who}-{name.replace('_', '-')}": getattr(rule, name)
        for who, rule in rules.items()
        for name in ("at_least", "percent", "at_most")
    }
