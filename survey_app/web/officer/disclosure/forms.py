"""The forms of OIT: an item's answer with its score, and a file with many items."""

from collections.abc import Iterable
from dataclasses import replace

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from survey_app.core.item_entry import (
    LONGEST_OWNER,
    LONGEST_TEXT,
    ItemFault,
    check_entry,
    check_score,
    tidy_addresses,
    tidy_text,
)
from survey_app.core.result import ItemAnswer
from survey_app.services.disclosure_table import say_fault
from survey_app.storage.disclosure_items import EnteredItem
from survey_app.web.language import choose_language
from survey_app.web.officer.fields import day_field
from survey_app.web.officer.forms import Form, trimmed

_CHOOSE = _("เลือกข้อใดข้อหนึ่ง")
_PRESENT = {"yes": True, "no": False, "": None}


class ItemForm(Form):
    """One item, as its version stood when the form was drawn: its answer and its score."""

    version = HiddenField()
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
    note = TextAreaField(
        _("อยู่ส่วนใดของเว็บไซต์"),
        filters=[trimmed],
        render_kw={"rows": 2, "maxlength": LONGEST_TEXT},
    )
    owner = StringField(_("ผู้รับผิดชอบ"), filters=[trimmed], render_kw={"maxlength": LONGEST_OWNER})
    due_on = day_field(_("วันครบกำหนด"))
    score = RadioField(_("คะแนน"), invalid_choice_message=_CHOOSE)
    comment = TextAreaField(
        _("ความเห็นของผู้ประเมิน"),
        filters=[trimmed],
        render_kw={"rows": 3, "maxlength": LONGEST_TEXT},
    )

    def offer(self, item_scores: tuple[int, ...]) -> "ItemForm":
        """The form with the scores of the edition to choose from."""
        known = [SelectChoice(str(score)) for score in sorted(item_scores, reverse=True)]
        self.score.choices = [*known, SelectChoice("", gettext("ยังไม่ให้คะแนน"))]
        return self

    @property
    def known_version(self) -> int:
        """The version the officer saw; one that cannot be is no version that stands."""
        text = self.version.data or ""
        return int(text) if text.isdecimal() and len(text) < 10 else -1

    def given(self, before: EnteredItem, item_scores: tuple[int, ...]) -> EnteredItem | None:
        """The item as it was typed; None where it cannot be kept, as the form then says."""
        valid, answer = self.validate(), self._answer()
        faults = (
            *check_entry(answer, self.owner.data),
            *check_score(_newly_scored(answer, before), item_scores),
        )
        self.show_faults(faults)
        if faults or not valid:
            return None
        return replace(before, answer=answer, owner=self.owner.data, due_on=self.due_on.data)

    def show_faults(self, faults: Iterable[ItemFault]) -> None:
        """Put each fault to its field; one of a field that is not here stands above them all."""
        for fault in faults:
            sentence = say_fault(fault, choose_language())
            if fault.field in self:
                self[fault.field].errors = [*self[fault.field].errors, sentence]
            else:
                self.refuse(sentence)

    def _answer(self) -> ItemAnswer:
        score = self.score.data or ""
        return ItemAnswer(
            present=_PRESENT.get(self.present.data),
            urls=tidy_addresses(self.urls.data.split()),
            note=tidy_text(self.note.data),
            score=int(score) if score.isdecimal() and len(score) < 10 else None,
            comment=tidy_text(self.comment.data),
        )


def _newly_scored(answer: ItemAnswer, before: EnteredItem) -> ItemAnswer:
    """The answer without a score that already stood: a new answer may take that one back."""
    return replace(answer, score=None) if answer.score == before.answer.score else answer


class ImportForm(Form):
    """A CSV or XLSX file."""

    file = FileField(_("ไฟล์ .xlsx หรือ .csv"), render_kw={"accept": ".xlsx,.csv"})


def item_form(item: EnteredItem, item_scores: tuple[int, ...]) -> ItemForm:
    """The form as the item stands."""
    answer = item.answer
    form = ItemForm(
        formdata=None,
        version=str(item.version),
        present=next(value for value, known in _PRESENT.items() if known is answer.present),
        urls="\n".join(answer.urls),
        note=answer.note,
        owner=item.owner,
        due_on=item.due_on,
        score="" if answer.score is None else str(answer.score),
        comment=answer.comment,
    )
    return form.offer(item_scores)
