"""The forms of OIT: what an item answers, its score, and a file with many items."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from survey_app.core.item_entry import (
    LONGEST_OWNER,
    LONGEST_TEXT,
    FaultyItem,
    ItemFault,
    check_entry,
    read_cell,
    read_day,
    tidy_addresses,
    tidy_text,
)
from survey_app.core.result import ItemAnswer
from survey_app.services.disclosure_table import say_fault
from survey_app.storage.disclosure_items import EnteredItem
from survey_app.web.language import choose_language
from survey_app.web.officer.forms import Form, trimmed

_CHOOSE = _("เลือกข้อใดข้อหนึ่ง")
_PRESENT = {"yes": True, "no": False, "": None}


class _ItemForm(Form):
    """A form about one item, as its version stood when the form was drawn."""

    version = HiddenField()

    @property
    def known_version(self) -> int:
        """The version the officer saw; one that cannot be is no version that stands."""
        text = self.version.data or ""
        return int(text) if text.isdecimal() and len(text) < 10 else -1

    def show_faults(self, refused: FaultyItem) -> None:
        """Put each fault to its field; one of a field that is not here stands above them all."""
        for fault in refused.faults:
            sentence = say_fault(fault, choose_language())
            if fault.field in self:
                self[fault.field].errors = [*self[fault.field].errors, sentence]
            else:
                self.refuse(sentence)


class EntryForm(_ItemForm):
    """มี or ไม่มี, where it is shown, and who sees to it."""

    present = RadioField(
        _("หน่วยงานมีข้อมูลข้อนี้บนเว็บไซต์หรือไม่"),
        choices=[
            SelectChoice("yes", _("มี")),
            SelectChoice("no", _("ไม่มี")),
            SelectChoice("", _("ยังไม่ตอบ")),
        ],
        invalid_choice_message=_CHOOSE,
    )
    urls = TextAreaField(
        _("ที่อยู่เว็บไซต์"),
        filters=[trimmed],
        render_kw={
            "rows": 4, "inputmode": "url", "autocapitalize": "none", "spellcheck": "false",
        },
    )  # fmt: skip
    note = TextAreaField(_("อยู่ส่วนใดของเว็บไซต์"), render_kw={"rows": 2, "maxlength": LONGEST_TEXT})
    owner = StringField(_("ผู้รับผิดชอบ"), filters=[trimmed], render_kw={"maxlength": LONGEST_OWNER})
    due_on = StringField(_("วันครบกำหนด"), filters=[trimmed], render_kw={"type": "date"})

    def given(self) -> dict[str, Any] | None:
        """What was typed, as the service takes it; None where it cannot be read."""
        faults: list[ItemFault] = []
        due_on = read_cell("due_on", self.due_on.data, read_day, faults)
        urls, note = tidy_addresses(self.urls.data.split()), tidy_text(self.note.data)
        present = _PRESENT.get(self.present.data)
        faults += check_entry(ItemAnswer(present=present, urls=urls, note=note), self.owner.data)
        if not self.validate() or faults:
            self.show_faults(FaultyItem("", tuple(faults)))
            return None
        return {
            "present": present,
            "urls": urls,
            "note": note,
            "owner": self.owner.data,
            "due_on": due_on,
        }


class ScoreForm(_ItemForm):
    """The assessor's score and why."""

    score = RadioField(_("คะแนน"), invalid_choice_message=_CHOOSE)
    comment = TextAreaField(
        _("ความเห็นของผู้ประเมิน"),
        filters=[trimmed],
        render_kw={"rows": 3, "maxlength": LONGEST_TEXT},
    )

    def offer(self, item_scores: tuple[int, ...]) -> "ScoreForm":
        """The form with the scores of the edition to choose from."""
        known = [SelectChoice(str(score)) for score in sorted(item_scores, reverse=True)]
        self.score.choices = [*known, SelectChoice("", gettext("ยังไม่ให้คะแนน"))]
        return self

    def given(self) -> dict[str, Any] | None:
        """What was typed, as the service takes it; None where it cannot be read."""
        if not self.validate():
            return None
        score = self.score.data
        return {"score": int(score) if score else None, "comment": self.comment.data}


class ImportForm(Form):
    """A CSV or XLSX file."""

    file = FileField(_("ไฟล์ .xlsx หรือ .csv"), render_kw={"accept": ".xlsx,.csv"})


def entry_form(item: EnteredItem) -> EntryForm:
    """The form as the item stands."""
    answer = item.answer
    present = next(value for value, known in _PRESENT.items() if known is answer.present)
    return EntryForm(
        formdata=None,
        version=str(item.version),
        present=present,
        urls="\n".join(answer.urls),
        note=answer.note,
        owner=item.owner,
        due_on=item.due_on.isoformat() if item.due_on else "",
    )


def score_form(item: EnteredItem, item_scores: tuple[int, ...]) -> ScoreForm:
    """The form as the item stands."""
    answer = item.answer
    score = "" if answer.score is None else str(answer.score)
    form = ScoreForm(formdata=None, version=str(item.version), score=score, comment=answer.comment)
    return form.offer(item_scores)
