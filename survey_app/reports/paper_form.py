"""The paper form of a survey: A4 in Thai, black on white, with the numbers of the keying page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from survey_app.core.admission import LENGTH
from survey_app.core.questionnaire import Questionnaire, Text
from survey_app.core.questionnaire.numbering import NumberedPart, NumberedQuestion, number_parts
from survey_app.core.thai import hold_numbers, hold_repetitions, thai_date
from survey_app.reports.typesetting import typeset

PROFILE_NAME = "ข้อมูลทั่วไปของท่าน"
SUGGESTION_NAME = "ข้อเสนอแนะ"
_CODE_GROUPS = (4, 4, LENGTH + 1 - 8)
"""An admission code as slips print it: XXXX-XXXX-XXXXX."""


@dataclass(frozen=True, slots=True)
class PaperForm:
    """What one form says: the same sheet for everybody who is asked.

    `emblem` is a PNG, `fiscal_year` counts in พ.ศ.; `needs_code` where a slip's code is copied onto it.
    """

    form: Questionnaire
    agency: str
    emblem: bytes | None
    fiscal_year: int
    closes_on: date | None
    phone: str
    needs_code: bool


def paper_form_pdf(paper: PaperForm) -> bytes:
    """The form on as few A4 pages as its questions need."""
    images = {"emblem": paper.emblem} if paper.emblem else {}
    return typeset("paper.typ", _Composer(paper).compose(), images)


@dataclass(frozen=True, slots=True)
class _Composer:
    """Puts everything the template prints into words."""

    paper: PaperForm

    def compose(self) -> dict[str, object]:
        start, parts = self.paper.form.start, number_parts(self.paper.form)
        return {
            "instrument": self.paper.form.instrument,
            "agency": self.paper.agency,
            "emblem": bool(self.paper.emblem),
            "assessment": _hold(
                "การประเมินคุณธรรมและความโปร่งใส (ITA) ปีงบประมาณ พ.ศ. "
                f"{self.paper.fiscal_year} แบบ {self.paper.form.instrument}"
            ),
            "title": self._read(start.heading),
            "introduction": [self._read(start.why), self._read(start.who)],
            "how": [_hold(line) for line in self._explain(len(parts))],
            "promise": [_hold(line) for line in self._promise()],
            "code": list(_CODE_GROUPS) if self.paper.needs_code else [],
            "eligible": [self._read(start.eligible), self._read(start.not_eligible)],
            "parts": [self._compose_part(part) for part in parts],
            "suggestion": self._compose_suggestion(len(parts) + 1),
            "end": [_hold(line) for line in self._end()],
        }

    def _read(self, text: Text | None) -> str:
        """The Thai text with the agency's name and the year filled in."""
        if text is None:
            return ""
        return _hold(text.read("th", agency=self.paper.agency, year=self.paper.fiscal_year))

    def _explain(self, parts: int) -> Iterator[str]:
        """How to answer; `parts` are those with boxes."""
        last = parts - 1 if self.paper.form.profile else parts
        yield "กากบาทหรือขีดถูกในช่องสี่เหลี่ยม ข้อละ 1 ช่อง ถ้าเลือกผิด ให้ระบายช่องเดิมจนทึบ แล้วเลือกช่องใหม่"
        scored = f"ส่วนที่ 1 ถึงส่วนที่ {last}" if last > 1 else "ส่วนที่ 1"
        yield (f"โปรดตอบทุกข้อใน{scored} ฉบับที่เว้นข้อไว้หรือเลือกเกิน 1 ช่องในข้อเดียวนับไม่ได้ ส่วนที่เหลือเว้นได้")
        yield "ตัวเลขหลังช่องมีไว้ให้เจ้าหน้าที่กรอกเข้าระบบ ไม่ใช่คะแนน"
        until = f"ภายในวันที่ {thai_date(self.paper.closes_on)}" if self.paper.closes_on else ""
        yield (
            f"ใช้เวลาประมาณ {self.paper.form.minutes} นาที ตอบแล้วพับแบบหย่อนลงกล่อง{until} "
            "ถ้าตอบทางโทรศัพท์แล้วไม่ต้องตอบอีก"
        )

    def _promise(self) -> Iterator[str]:
        """What is true of paper, no more: it passes through hands, and handwriting can be known."""
        same = (
            "แบบทุกฉบับต่างกันเฉพาะรหัสที่ท่านเขียน ซึ่งไม่ผูกกับชื่อใคร"
            if self.paper.needs_code
            else "แบบทุกฉบับเหมือนกันและไม่มีหมายเลขประจำฉบับ"
        )
        yield f"โปรดอย่าเขียนชื่อหรือสิ่งที่ทำให้รู้ว่าท่านเป็นใคร {same}"
        yield ("เจ้าหน้าที่ที่กรอกคำตอบเข้าระบบจะเห็นแบบฉบับนี้ แต่ไม่รู้ว่าเป็นของใคร เว้นแต่มีสิ่งที่บอก เช่น ลายมือ")
        yield (
            "ระบบเข้ารหัสแบบไว้จนรวมเป็นยอด แล้วเหลือเพียงยอดกับข้อเสนอแนะ หน่วยงานต้องทำลายกระดาษตามระเบียบ"
        )

    def _compose_part(self, part: NumberedPart) -> dict[str, object]:
        name = self._read(part.name) or PROFILE_NAME
        hint = "" if part.name else "เว้นไว้ได้ ข้อที่เว้นไว้นับเป็น “ไม่ประสงค์ตอบ”"
        return {
            "name": f"ส่วนที่ {part.number} {name}",
            "hint": hint,
            "questions": [self._compose_question(question) for question in part.questions],
        }

    def _compose_question(self, question: NumberedQuestion) -> dict[str, object]:
        return {
            "number": question.number,
            "text": self._read(question.text),
            "remark": self._read(question.remark),
            "single": question.single,
            "rows": [
                {
                    "number": row.number,
                    "text": self._read(row.text),
                    "options": [self._read(option) for option in row.options],
                }
                for row in question.rows
            ],
        }

    def _compose_suggestion(self, number: int) -> dict[str, str]:
        asked = self.paper.form.suggestion
        return {
            "name": f"ส่วนที่ {number} {SUGGESTION_NAME}",
            "text": self._read(asked.text),
            "hint": self._read(asked.hint),
        }

    def _end(self) -> Iterator[str]:
        yield "ขอบคุณที่ตอบแบบสอบถาม โปรดพับแบบแล้วหย่อนลงกล่อง"
        if self.paper.phone:
            yield f"สอบถาม โทร. {self.paper.phone}"


def _hold(text: str) -> str:
    return hold_repetitions(hold_numbers(text))
