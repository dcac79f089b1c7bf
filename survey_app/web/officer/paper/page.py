"""The keying page: the rows of the paper form in its order and with its numbers, in its language.

The words are the paper's, Thai, whatever language the officer reads: they are compared with paper.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from flask_babel import gettext as _

from survey_app.core.admission import read_code
from survey_app.core.questionnaire.numbering import (
    NumberedPart,
    NumberedQuestion,
    NumberedRow,
    number_parts,
)
from survey_app.core.questionnaire.text import Text
from survey_app.core.sheet import LONGEST_SUGGESTION, FaultySheet
from survey_app.reports.paper_form import PROFILE_NAME, SUGGESTION_NAME
from survey_app.services.respond import Visit
from survey_app.web.officer.paper.fields import ELIGIBLE, NOT_ELIGIBLE, ROW, KeyedSheet


class Outcome(StrEnum):
    """What became of the sheet that was sent, as the next page says it."""

    NONE = ""
    SAVED = "saved"
    SKIPPED = "skipped"
    STALE = "stale"
    BUSY = "busy"


@dataclass(frozen=True, slots=True)
class KeyingFaults:
    """What is wrong with a sheet; `code` is why its admission code was refused, in a word."""

    sheet: FaultySheet = field(default_factory=FaultySheet)
    code: str = ""
    not_eligible: bool = False

    def __bool__(self) -> bool:
        return bool(self.sheet.missing or self.sheet.too_long or self.code or self.not_eligible)


@dataclass(frozen=True, slots=True)
class KeyOption:
    """A choice under the number it has on paper."""

    id: str
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A row to be keyed: `id` begins the ids of its parts, `field` is the name it is sent under."""

    id: str
    field: str
    number: str
    text: str
    options: tuple[KeyOption, ...]
    required: bool
    wrong: bool


@dataclass(frozen=True, slots=True)
class KeyQuestion:
    """A question; one of a single row leaves its own text to that row."""

    number: str
    text: str
    rows: tuple[KeyRow, ...]


@dataclass(frozen=True, slots=True)
class KeyPart:
    """A part of the paper form."""

    name: str
    questions: tuple[KeyQuestion, ...]


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something to mend: the field it leads to, and what to say."""

    target: str
    words: str


@dataclass(frozen=True, slots=True)
class KeyingPage:
    """Everything the page shows."""

    ticket: str
    outcome: Outcome
    keyed: int
    needs_code: bool
    admission: str
    code_error: str
    eligible: KeyRow
    parts: tuple[KeyPart, ...]
    suggestion_name: str
    suggestion: str
    suggestion_error: str
    longest: int
    mistakes: tuple[Mistake, ...]


def compose_keying(
    visit: Visit,
    ticket: str,
    outcome: Outcome = Outcome.NONE,
    sent: KeyedSheet | None = None,
    faults: KeyingFaults | None = None,
) -> KeyingPage:
    """The page with a ticket: empty, or with the sheet that came back and what is wrong with it."""
    kept, found = sent or KeyedSheet(), faults or KeyingFaults()
    composer = _Composer(visit, kept, found)
    parts = tuple(map(composer.part, number_parts(visit.form)))
    eligible = composer.eligible()
    code_error, suggestion_error = _code_error(found.code, kept), _suggestion_error(found)
    return KeyingPage(
        ticket=ticket,
        outcome=outcome,
        keyed=kept.keyed,
        needs_code=visit.needs_code,
        admission=kept.admission,
        code_error=code_error,
        eligible=eligible,
        parts=parts,
        suggestion_name=f"ส่วนที่ {len(parts) + 1} {SUGGESTION_NAME}",
        suggestion=kept.suggestion,
        suggestion_error=suggestion_error,
        longest=LONGEST_SUGGESTION,
        mistakes=tuple(_list_mistakes(code_error, eligible, found, parts, suggestion_error)),
    )


class _Composer:
    """Turns a questionnaire and what was keyed into rows."""

    def __init__(self, visit: Visit, sent: KeyedSheet, faults: KeyingFaults) -> None:
        self._visit = visit
        self._answers = dict(sent.answers)
        self._eligible = sent.eligible
        self._faults = faults
        self._places = {code: place for place, code in enumerate(visit.form.row_codes, 1)}

    def part(self, part: NumberedPart) -> KeyPart:
        name = self._read(part.name) if part.name else PROFILE_NAME
        return KeyPart(f"ส่วนที่ {part.number} {name}", tuple(map(self._question, part.questions)))

    def eligible(self) -> KeyRow:
        """The two boxes above the questions."""
        start, chosen = self._visit.form.start, self._eligible
        options = tuple(
            KeyOption(f"eligible-{value}", value, self._read(text), chosen == value)
            for value, text in ((ELIGIBLE, start.eligible), (NOT_ELIGIBLE, start.not_eligible))
        )
        wrong = self._faults.not_eligible and chosen == NOT_ELIGIBLE
        return KeyRow("eligible", "eligible", "", "ก่อนตอบ", options, required=False, wrong=wrong)

    def _read(self, text: Text) -> str:
        facts = {"agency": self._visit.agency.name, "year": self._visit.fiscal_year}
        return text.read("th", **facts)

    def _question(self, question: NumberedQuestion) -> KeyQuestion:
        text = self._read(question.text)
        rows = tuple(
            self._row(row, text if question.single else self._read(row.text or question.text))
            for row in question.rows
        )
        return KeyQuestion(question.number, "" if question.single else text, rows)

    def _row(self, row: NumberedRow, text: str) -> KeyRow:
        id_, chosen = f"r{self._places[row.code]}", self._answers.get(row.code)
        options = tuple(
            KeyOption(f"{id_}-{place}", f"{place}", self._read(label), chosen == f"{place}")
            for place, label in enumerate(row.options, 1)
        )
        wrong = row.code in self._faults.sheet.missing
        return KeyRow(id_, ROW + row.code, row.number, text, options, row.required, wrong)


def _list_mistakes(
    code_error: str,
    eligible: KeyRow,
    faults: KeyingFaults,
    parts: tuple[KeyPart, ...],
    suggestion_error: str,
) -> Iterator[Mistake]:
    """What to mend, in the order of the page."""
    if code_error:
        yield Mistake("admission", code_error)
    if faults.not_eligible:
        # Someone whose answer about themselves rules them out is found by its row, not by the boxes.
        yield Mistake(
            eligible.options[0].id,
            _(
                "ผู้ตอบใบนี้ไม่อยู่ในกลุ่มที่แบบนี้ถาม ระบบจึงไม่นับและไม่ได้บันทึกสิ่งใด ถ้ากดผิดให้แก้แล้วบันทึกอีกครั้ง ถ้าถูกแล้วให้ข้ามใบนี้"
            ),
        )
    for part in parts:
        for question in part.questions:
            for row in question.rows:
                if row.wrong:
                    yield Mistake(
                        row.options[0].id, _("ข้อ %(number)s ยังไม่มีคำตอบ", number=row.number)
                    )
    if suggestion_error:
        yield Mistake("suggestion", suggestion_error)


def _code_error(kind: str, sent: KeyedSheet) -> str:
    """What to say about a code that admits nobody."""
    if not kind:
        return ""
    if not sent.admission.strip():
        return str(_("กรอกรหัสที่เขียนบนแบบ แบบที่ไม่มีรหัสนับไม่ได้"))
    if read_code(sent.admission) is None:
        return str(_("รหัสไม่ครบ 13 ตัวหรือพิมพ์ผิด โปรดเทียบกับกระดาษทีละตัว"))
    known = {
        "used": _("รหัสนี้ใช้ไปแล้ว ใบนี้จึงไม่นับ ถ้าพิมพ์ถูกแล้วให้ข้ามใบนี้"),
        "void": _("รหัสนี้ถูกยกเลิกแล้ว ใบนี้จึงไม่นับ ถ้าพิมพ์ถูกแล้วให้ข้ามใบนี้"),
    }
    return str(known.get(kind, _("ไม่พบรหัสนี้ โปรดเทียบกับกระดาษทีละตัว ถ้าพิมพ์ถูกแล้วให้ข้ามใบนี้")))


def _suggestion_error(faults: KeyingFaults) -> str:
    if not faults.sheet.too_long:
        return ""
    words = _(
        "ข้อเสนอแนะยาว %(length)s ตัวอักษร ใส่ได้ไม่เกิน %(longest)s ตัวอักษร",
        length=f"{faults.sheet.too_long:,}",
        longest=f"{LONGEST_SUGGESTION:,}",
    )
    return str(words)
