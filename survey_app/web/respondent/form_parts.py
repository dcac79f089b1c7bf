"""The parts of a form as shown: questions, rows and choices in file order, in one language."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from flask_babel import gettext as _

from survey_app.core.questionnaire import (
    Indicator,
    Option,
    ProfileOption,
    ProfileQuestion,
    Question,
    Row,
    Text,
)
from survey_app.core.thai import hold_name
from survey_app.services.respond import Visit
from survey_app.web.respondent.fields import SentSheet


@dataclass(frozen=True, slots=True)
class Choice:
    """One radio button; `value` is the option's place counted from 1."""

    id: str
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class RadioGroup:
    """One row of a sheet; `title` names it where it stands alone, such as in a list of mistakes."""

    code: str
    number: str
    text: str
    choices: tuple[Choice, ...]
    required: bool
    missing: bool

    @property
    def first(self) -> str:
        """The id a link leads to."""
        return self.choices[0].id

    @property
    def title(self) -> str:
        """Number and text."""
        return f"{self.number} {self.text}".strip()


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question with its rows; a question of one row puts its own text on that row."""

    code: str
    number: str
    text: str
    remark: str
    groups: tuple[RadioGroup, ...]
    single: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A step of the form; `count` is its "part 2 of 6". The last one also asks for a suggestion."""

    id: str
    count: str
    number: str
    name: str
    questions: tuple[AskedQuestion, ...] = ()
    hint: str = ""
    asks_suggestion: bool = False


class PartComposer:
    """Turns a questionnaire and kept answers into the parts of a page, in one language."""

    def __init__(
        self, visit: Visit, language: str, sent: SentSheet, missing: Iterable[str]
    ) -> None:
        self._visit = visit
        self._language = language
        self._answers = dict(sent.answers)
        self._missing = frozenset(missing)
        form = visit.form
        self._of = len(form.indicators) + 1

    def read(self, text: Text | None) -> str:
        """The text in the page's language with the agency's name and the year filled in."""
        if text is None:
            return ""
        facts = {"agency": hold_name(self._visit.agency.name), "year": self._visit.fiscal_year}
        return text.read(self._language, **facts)

    def parts(self) -> tuple[Part, ...]:
        """The indicators in file order, then what is free to answer: one step, to spare taps."""
        form, numbers = self._visit.form, iter(range(1, len(self._visit.form.questions) + 1))
        parts = [
            self._part(place, self.read(indicator.name), self._indicator(indicator, numbers))
            for place, indicator in enumerate(form.indicators, 1)
        ]
        return (*parts, self._free_part())

    def _free_part(self) -> Part:
        """Who the person is, where the form asks for it, and the one open question."""
        asked = tuple(self._profile(question) for question in self._visit.form.profile)
        hint = _("ส่วนนี้ข้ามได้ ข้อที่ไม่ตอบนับเป็น “ไม่ประสงค์ตอบ” และไม่มีสิ่งใดผูกคำตอบส่วนนี้กับคำตอบข้ออื่น")
        name = _("ข้อมูลทั่วไปและข้อเสนอแนะ") if asked else _("ข้อเสนอแนะ")
        part = self._part(self._of, name, asked, hint if asked else "")
        return replace(part, asks_suggestion=True)

    def _part(
        self, place: int, name: str, questions: tuple[AskedQuestion, ...], hint: str = ""
    ) -> Part:
        count = _("ส่วนที่ %(no)d จาก %(of)d", no=place, of=self._of)
        number = _("ส่วนที่ %(no)d", no=place)
        return Part(f"part-{place}", count, number, name, questions, hint)

    def _indicator(self, indicator: Indicator, numbers: Iterator[int]) -> tuple[AskedQuestion, ...]:
        return tuple(
            self._question(question, number)
            for question, number in zip(indicator.questions, numbers, strict=False)
        )

    def _question(self, question: Question, number: int) -> AskedQuestion:
        text, single = self.read(question.text), len(question.rows) == 1
        groups = tuple(
            self._row(row, f"{number}" if single else f"{number}.{place}", text if single else "")
            for place, row in enumerate(question.rows, 1)
        )
        remark = self.read(question.remark)
        return AskedQuestion(question.code, f"{number}", text, remark, groups, single)

    def _row(self, row: Row, number: str, text: str) -> RadioGroup:
        words = self.read(row.text) or text
        missing = row.code in self._missing
        return RadioGroup(
            row.code,
            number,
            words,
            self._choices(row.code, row.options),
            required=True,
            missing=missing,
        )

    def _profile(self, question: ProfileQuestion) -> AskedQuestion:
        text, choices = self.read(question.text), self._choices(question.code, question.options)
        group = RadioGroup(question.code, "", text, choices, required=False, missing=False)
        return AskedQuestion(question.code, "", text, "", (group,), single=True)

    def _choices(self, code: str, options: Sequence[Option | ProfileOption]) -> tuple[Choice, ...]:
        chosen = self._answers.get(code)
        return tuple(
            Choice(f"{code}-{place}", f"{place}", self.read(option.label), chosen == f"{place}")
            for place, option in enumerate(options, 1)
        )
