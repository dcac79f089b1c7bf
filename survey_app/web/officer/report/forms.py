"""The form of the report's cover; paragraphs are sent one by one, without a form class of their own."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice

from survey_app.core.thai import Digits
from survey_app.web.officer.fields import day_field
from survey_app.web.officer.forms import Form


class CoverForm(Form):
    """The day whose month stands on the cover, and how numbers are written."""

    issued_on = day_field(_("วันที่ออกรายงาน"), _("กรอกวันที่ออกรายงาน"))
    digits = RadioField(
        _("ตัวเลขในรายงาน"),
        choices=[
            SelectChoice(Digits.ARABIC, _("เลขอารบิก 0 1 2 3")),
            SelectChoice(Digits.THAI, _("เลขไทย ๐ ๑ ๒ ๓")),
        ],
        invalid_choice_message=_("เลือกข้อใดข้อหนึ่ง"),
    )
