"""What can be wrong with a text that an officer wants a form to say."""

from dataclasses import dataclass
from typing import Literal

from survey_app.services.catalogue import N_

TextKey = tuple[str, str]
"""Key and language of one text."""

FaultKind = Literal["empty", "too_long", "placeholder", "no_key", "unknown_key", "repeated_key"]

SENTENCES: dict[FaultKind, str] = {
    "empty": N_("ข้อความต้องไม่เว้นว่าง"),
    "too_long": N_("ข้อความยาวเกินไป ใส่ได้ไม่เกิน 2,000 ตัวอักษร"),
    "placeholder": N_("ไม่รู้จัก %(detail)s คำในวงเล็บปีกกาใช้ได้เฉพาะ {agency} และ {year}"),
    "no_key": N_("ไม่ได้ระบุรหัสข้อความในคอลัมน์ key"),
    "unknown_key": N_("ไม่มีข้อความรหัส %(detail)s ในแบบสอบถามของรอบนี้"),
    "repeated_key": N_("รหัสข้อความ %(detail)s ซ้ำกับบรรทัดก่อนหน้า"),
}
"""What a fault means to the person who made it; pages translate the same sentences."""


@dataclass(frozen=True, slots=True)
class WordingFault:
    """One thing to mend; `line` counts from 1 in a file, `detail` is what was found."""

    kind: FaultKind
    key: str = ""
    language: str = ""
    detail: str = ""
    line: int | None = None
