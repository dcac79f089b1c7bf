"""The forms of past years: a file with many, and one year with its scores as announced."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import StopValidation

from survey_app.core.past_years import PastYear, UnreadableScore, read_score
from survey_app.web.officer.fields import number_field
from survey_app.web.officer.forms import Form, trimmed

OWN_SCHEME = 0
"""The choice of a year that no edition's indicators mean the same as."""
_LONGEST = 12
_BAD_SCORES = {
    "no_number": _("กรอกเป็นตัวเลข เช่น 82.39"),
    "out_of_range": _("คะแนนต้องอยู่ระหว่าง 0 ถึง 100"),
    "many_decimals": _("ทศนิยมได้ไม่เกินสองตำแหน่ง"),
}


class ScoreField(StringField):  # type: ignore[misc]  # WTForms ships no types
    """A score with up to two decimals, in Thai digits or Arabic ones; it may stay empty."""

    @property
    def score(self) -> Decimal | None:
        """What was typed, once the form is valid."""
        return read_score(self.data) if self.data else None

    def pre_validate(self, _form: Any) -> None:
        """Refuse what is no score, saying why."""
        try:
            if self.data:
                read_score(self.data)
        except UnreadableScore as bad:
            raise StopValidation(str(_BAD_SCORES[bad.kind])) from bad


def score_field(label: Any) -> ScoreField:
    """A score as officers type it."""
    look = {"inputmode": "decimal", "autocomplete": "off", "maxlength": _LONGEST}
    return ScoreField(label, filters=[trimmed], render_kw=look)


class ImportForm(Form):
    """A CSV or XLSX file."""

    file = FileField(_("ไฟล์ .xlsx หรือ .csv"), render_kw={"accept": ".xlsx,.csv"})


class PastYearForm(Form):
    """One announced year; the fields of its scores are added by `year_form`."""

    fiscal_year = number_field(_("ปีงบประมาณ (พ.ศ.)"), _("กรอกปีงบประมาณ"))
    scheme = SelectField(
        _("ตัวชี้วัดเป็นของแบบสอบถามฉบับปี"),
        coerce=int,
        invalid_value_message=_("เลือกปีของแบบสอบถาม"),
        invalid_choice_message=_("เลือกปีของแบบสอบถาม"),
    )

    @property
    def score_fields(self) -> list[ScoreField]:
        """The fields of the indicators, in order."""
        return [one for one in self if isinstance(one, ScoreField) and one is not self["announced"]]

    @property
    def scores(self) -> dict[int, Decimal]:
        """The scores that were given by number, once the form is valid."""
        given = {_number_of(one): one.score for one in self.score_fields}
        return {no: score for no, score in given.items() if score is not None}

    def scheme_of(self, fiscal_year: int) -> int:
        """The chosen scheme; a year that no edition continues names itself."""
        return fiscal_year if self.scheme.data == OWN_SCHEME else int(self.scheme.data)

    @property
    def announced_total(self) -> Decimal | None:
        """The announced total, if it was given."""
        total: Decimal | None = self["announced"].score
        return total

    def is_right(self, allowed: Mapping[int, Iterable[int]]) -> bool:
        """Whether all is written well, with no score the scheme has no indicator for."""
        if not self.validate():
            return False
        known = set(allowed.get(self.scheme.data, ()))
        for one in self.score_fields:
            if one.data and _number_of(one) not in known:
                one.errors = [*one.errors, gettext("แบบสอบถามฉบับนี้ไม่มีตัวชี้วัดนี้")]
        return not any(one.errors for one in self.score_fields)


def year_form(names: Mapping[int, str], schemes: Iterable[int], **begin: Any) -> PastYearForm:
    """The form with a field for each of the indicators in `names`."""
    fields = {
        f"score_{no}": score_field(gettext("ตัวชี้วัดที่ %(no)s %(name)s", no=no, name=name).strip())
        for no, name in names.items()
    }
    announced = {"announced": score_field(_("คะแนนรวมที่ประกาศ"))}
    form: PastYearForm = type("YearForm", (PastYearForm,), {**fields, **announced})(**begin)
    own = _("ไม่มีฉบับที่ตรงกัน (จะเปรียบเทียบกับปีอื่นไม่ได้)")
    form.scheme.choices = [
        SelectChoice(str(scheme), own if scheme == OWN_SCHEME else str(scheme))
        for scheme in schemes
    ]
    return form


def filled(year: PastYear, scheme: int) -> dict[str, str]:
    """The values of a form as the year stands, `scheme` being the choice for its own."""
    scores = {f"score_{no}": str(score) for no, score in year.scores.items()}
    total = "" if year.announced_total is None else str(year.announced_total)
    return scores | {"scheme": str(scheme), "announced": total}


def _number_of(field: ScoreField) -> int:
    return int(field.name.removeprefix("score_"))
