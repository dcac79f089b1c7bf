"""The forms of a measure: what it says, its progress, its state."""

from collections.abc import Iterable, Mapping
from datetime import date

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from survey_app.core.item_entry import ItemFault
from survey_app.core.measure_entry import (
    LONGEST_OWNER,
    LONGEST_PERIOD,
    LONGEST_PROGRESS,
    LONGEST_TITLE,
    FaultyMeasure,
    MeasureEntry,
    ProgressEntry,
    clean_measure,
    clean_progress,
    entry_of,
    progress_entry_of,
    read_steps,
    version_of,
)
from survey_app.core.measures import FollowUp, Measure, MeasureStatus, Progress
from survey_app.web.officer.fields import day_field
from survey_app.web.officer.forms import Form, trimmed
from survey_app.web.officer.measures.words import FOLLOW_UP_WORDS, STATUS_WORDS, say_fault

_CHOOSE_STATUS = _("เลือกสถานะ")
_STATUSES = [SelectChoice(status.value, words) for status, words in STATUS_WORDS.items()]


class EntryForm(Form):
    """A form whose fields core checks; `version` is what the officer saw when it was drawn."""

    version = HiddenField()

    def show_faults(self, faults: Iterable[ItemFault]) -> None:
        """Put each fault to its field, the first one first."""
        for fault in faults:
            self[fault.field].errors = [*self[fault.field].errors, say_fault(fault)]


class MeasureForm(EntryForm):
    """What a measure says."""

    indicator = SelectField(_("ตัวชี้วัดที่มุ่งแก้ไข"), coerce=str, validate_choice=False)
    title = StringField(
        _("ชื่อมาตรการ"),
        filters=[trimmed],
        render_kw={"maxlength": LONGEST_TITLE, "autocomplete": "off"},
    )
    steps = TextAreaField(_("ขั้นตอน"), filters=[trimmed], render_kw={"rows": 6})
    owner = StringField(_("ผู้รับผิดชอบ"), filters=[trimmed], render_kw={"maxlength": LONGEST_OWNER})
    period = StringField(
        _("ระยะเวลาดำเนินการ"), filters=[trimmed], render_kw={"maxlength": LONGEST_PERIOD}
    )
    follow_up = RadioField(
        _("ติดตามผลเมื่อใด"),
        choices=[SelectChoice(rule.value, words) for rule, words in FOLLOW_UP_WORDS.items()],
        default=FollowUp.QUARTERLY.value,
        invalid_choice_message=_("เลือกว่าติดตามผลเมื่อใด"),
    )

    def offer(self, indicators: Mapping[int, str]) -> "MeasureForm":
        """The form with the indicators to choose from, none of them chosen beforehand."""
        known = [SelectChoice(str(no), f"{no}. {name}") for no, name in indicators.items()]
        self.indicator.choices = [SelectChoice("", "–"), *known]
        return self

    def given(self, indicators: Mapping[int, str]) -> MeasureEntry | None:
        """The measure as it was typed; None where it cannot be kept, as the form then says."""
        valid = self.validate()
        known = {str(no): no for no in indicators}
        entry = MeasureEntry(
            indicator=known.get(self.indicator.data or "", 0),
            title=self.title.data,
            steps=read_steps(self.steps.data),
            owner=self.owner.data,
            period=self.period.data,
            follow_up=FollowUp(self.follow_up.data) if valid else FollowUp.QUARTERLY,
        )
        try:
            clean = clean_measure(entry, indicators)
        except FaultyMeasure as refused:
            self.show_faults(refused.faults)
            return None
        return clean if valid else None


class ProgressForm(EntryForm):
    """What was done, when, and where it can be seen."""

    day = day_field(_("วันที่ทำ"), _("กรอกวันที่ทำ"))
    text = TextAreaField(
        _("ทำอะไรไปแล้ว ได้ผลอย่างไร"),
        filters=[trimmed],
        render_kw={"rows": 5, "maxlength": LONGEST_PROGRESS},
    )
    links = TextAreaField(
        _("ลิงก์หลักฐาน"),
        filters=[trimmed],
        render_kw={
            "rows": 3, "inputmode": "url", "autocapitalize": "none", "spellcheck": "false",
        },
    )  # fmt: skip

    def given(self, plan_year: int, today: date) -> ProgressEntry | None:
        """The progress as it was typed; None where it cannot be kept, as the form then says."""
        valid = self.validate()
        links = tuple(self.links.data.split())
        entry = ProgressEntry(self.day.data or today, self.text.data, links)
        try:
            clean = clean_progress(entry, plan_year, today)
        except FaultyMeasure as refused:
            self.show_faults(refused.faults)
            return None
        return clean if valid else None


class ReportForm(ProgressForm):
    """Progress, and how far the measure has come with it."""

    status = SelectField(
        _("สถานะหลังรายงานนี้"), choices=_STATUSES, invalid_choice_message=_CHOOSE_STATUS
    )


class StatusForm(Form):
    """How far a measure has come, without a report."""

    status = SelectField(_("สถานะ"), choices=_STATUSES, invalid_choice_message=_CHOOSE_STATUS)


def fill_measure(measure: Measure) -> MeasureForm:
    """The form as a measure stands."""
    return MeasureForm(
        formdata=None,
        version=version_of(entry_of(measure)),
        indicator=str(measure.indicator),
        title=measure.title,
        steps="\n".join(measure.steps),
        owner=measure.owner,
        period=measure.period,
        follow_up=measure.follow_up.value,
    )


def fill_progress(entry: Progress) -> ProgressForm:
    """The form as an entry of progress stands."""
    return ProgressForm(
        formdata=None,
        version=version_of(progress_entry_of(entry)),
        day=entry.day,
        text=entry.text,
        links="\n".join(entry.links),
    )


def begin_report(measure: Measure, day: date | None) -> ReportForm:
    """A blank report for a day; whoever reports on a measure has mostly started it."""
    begun = measure.status is MeasureStatus.PLANNED
    status = MeasureStatus.STARTED if begun else measure.status
    return ReportForm(formdata=None, day=day, status=status.value)
