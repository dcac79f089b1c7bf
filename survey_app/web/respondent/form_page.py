"""The whole form as a page: its parts, what was kept of a sheet sent back, and what to mend.

Everything the template shows is decided here, so that it only has to set it down.
"""

from dataclasses import dataclass, field

from flask_babel import gettext as _

from survey_app.core.admission import read_code
from survey_app.core.sheet import LONGEST_SUGGESTION, FaultySheet
from survey_app.services.respond import Visit
from survey_app.web.respondent.fields import SentSheet
from survey_app.web.respondent.form_parts import Part, PartComposer


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something to mend: what to say about it and the id of the field."""

    target: str
    words: str


@dataclass(frozen=True, slots=True)
class FormFaults:
    """What is wrong with a sheet that was sent back."""

    sheet: FaultySheet = field(default_factory=FaultySheet)
    bad_code: bool = False
    doubtful: bool = False
    stale: bool = False

    def __bool__(self) -> bool:
        mistakes = self.sheet.missing or self.sheet.too_long or self.bad_code
        return bool(mistakes or self.doubtful or self.stale)


@dataclass(frozen=True, slots=True)
class FormPage:
    """The whole form, empty or with kept answers."""

    ticket: str
    parts: tuple[Part, ...]
    suggestion: str
    suggestion_error: str
    longest: int
    admission: str
    asks_code: bool
    code_error: str
    code_missing: str
    mistakes: tuple[Mistake, ...]
    has_unseen: bool
    asks_person: bool
    stale: bool
    returned: bool


def compose_form(
    visit: Visit,
    language: str,
    ticket: str,
    sent: SentSheet | None = None,
    faults: FormFaults | None = None,
) -> FormPage:
    """The form with a `ticket`, empty or with the answers of `sent` and the faults found in it."""
    kept, found = sent or SentSheet(), faults or FormFaults()
    parts = PartComposer(visit, language, kept, found.sheet.missing).parts()
    admission, asks_code = _admission(visit, kept.admission)
    code_error, suggestion_error = _code_error(found, kept.admission), _suggestion_error(found)
    return FormPage(
        ticket=ticket,
        parts=parts,
        suggestion=kept.suggestion,
        suggestion_error=suggestion_error,
        longest=LONGEST_SUGGESTION,
        admission=admission,
        asks_code=asks_code,
        code_error=code_error,
        code_missing=bad_code_words(""),
        mistakes=_mistakes(parts, code_error, suggestion_error),
        has_unseen=not (visit.needs_code or found.doubtful or kept.is_person),
        asks_person=found.doubtful,
        stale=found.stale,
        returned=bool(found),
    )


def _admission(visit: Visit, typed: str) -> tuple[str, bool]:
    """What the code field holds, and whether the person sees it: a good code need not be shown."""
    if not visit.needs_code:
        return "", False
    code = read_code(typed)
    return (code, False) if code else (typed, True)


def _code_error(faults: FormFaults, typed: str) -> str:
    return bad_code_words(typed) if faults.bad_code else ""


def bad_code_words(typed: str) -> str:
    """What to say to someone who typed what cannot be a code, or nothing."""
    if not typed.strip():
        return str(_("โปรดพิมพ์รหัสบนใบรหัส"))
    return str(_("รหัสไม่ครบหรือพิมพ์ผิด รหัสมี 13 ตัว โปรดเทียบกับใบรหัสทีละตัวแล้วพิมพ์ใหม่"))


def _suggestion_error(faults: FormFaults) -> str:
    if not faults.sheet.too_long:
        return ""
    words = _(
        "ข้อเสนอแนะยาว %(length)s ตัวอักษร เกินกว่าที่รับได้ โปรดตัดให้เหลือไม่เกิน %(longest)s ตัวอักษร",
        length=f"{faults.sheet.too_long:,}",
        longest=f"{LONGEST_SUGGESTION:,}",
    )
    return str(words)


def _mistakes(
    parts: tuple[Part, ...], code_error: str, suggestion_error: str
) -> tuple[Mistake, ...]:
    rows = tuple(
        Mistake(group.first, _("ข้อ %(title)s", title=group.title))
        for part in parts
        for question in part.questions
        for group in question.groups
        if group.missing
    )
    code = (Mistake("admission", code_error),) if code_error else ()
    text = (Mistake("suggestion", suggestion_error),) if suggestion_error else ()
    return code + rows + text
