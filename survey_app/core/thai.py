"""Thai dates, digits and fiscal years; Babel knows neither พ.ศ. nor Thai digits."""

import re
from datetime import date
from enum import StrEnum

BUDDHIST_OFFSET = 543
_UNBROKEN = "\u00a0"
"""A space that no line ends at."""
_JOINED = "\u2060"
"""No space at all, and no line ends at it."""
_KINDS = (
    "เทศบาลตำบล", "เทศบาลเมือง", "เทศบาลนคร", "องค์การบริหารส่วนตำบล", "องค์การบริหารส่วนจังหวัด",
)  # fmt: skip
"""What local governments are, before their own names; a line may end between the two."""
_LETTERS = re.compile(r"(?<=[ก-ฮะาำๅ\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])(?=[ก-ฮเ-ไ])")
"""Where a browser's dictionary might find the end of a word in a name it does not know."""
_MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
_BESIDE_NUMBER = re.compile(r"(?<=\d) (?=[ก-ฮเ-ไ])|(?<=พ\.ศ\.) (?=\d)|(?<=ที่) (?=\d)")
_LATIN_WORD = re.compile(r"[!-~]*[A-Za-z][!-~]*")
"""A code, an address or a fingerprint: an unbroken run of ASCII that holds a Latin letter."""
_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


class Digits(StrEnum):
    """How an official document writes its numbers."""

    ARABIC = "arabic"
    THAI = "thai"


def thai_date(day: date) -> str:
    """`day` in full with the year in พ.ศ., such as 22 พฤศจิกายน 2569; it stays on one line."""
    parts = (f"{day.day}", _MONTHS[day.month - 1], f"{day.year + BUDDHIST_OFFSET}")
    return _UNBROKEN.join(parts)


def thai_month(day: date) -> str:
    """The month of `day` with the year in พ.ศ., such as พฤศจิกายน 2569."""
    return f"{_MONTHS[day.month - 1]} {day.year + BUDDHIST_OFFSET}"


def hold_numbers(text: str) -> str:
    """`text` in which a number stays on the line of its unit, and of the ที่ or พ.ศ. before it."""
    return _BESIDE_NUMBER.sub(_UNBROKEN, text)


def hold_repetitions(text: str) -> str:
    """`text` in which no line begins with ๆ: it stays with the word it repeats."""
    return text.replace(" ๆ", f"{_UNBROKEN}ๆ")


def hold_name(name: str) -> str:
    """The name of an agency whose own part stays on one line: no dictionary knows บ้านฆ้อง."""
    kind = next((one for one in _KINDS if name.startswith(one)), "")
    return kind + _LETTERS.sub(_JOINED, name.removeprefix(kind)) if kind else name


def thai_digits(text: str) -> str:
    """`text` with every 0–9 written ๐–๙."""
    return text.translate(_TO_THAI)


def official_digits(text: str) -> str:
    """`text` in Thai digits but for its codes and addresses: o42 stays o42."""
    words = _LATIN_WORD.findall(text)
    first, *rest = map(thai_digits, _LATIN_WORD.split(text))
    return first + "".join(word + part for word, part in zip(words, rest, strict=True))


def arabic_digits(text: str) -> str:
    """`text` with every ๐–๙ written 0–9, so that officers may type either."""
    return text.translate(_TO_ARABIC)


def fiscal_year_of(day: date) -> int:
    """The Thai fiscal year (พ.ศ.) that `day` lies in: year Y runs 1 October Y−1 to 30 September Y."""
    return day.year + BUDDHIST_OFFSET + (1 if day.month >= 10 else 0)


def fiscal_year_days(year: int) -> tuple[date, date]:
    """First and last day of the fiscal year `year` (พ.ศ.)."""
    return date(year - BUDDHIST_OFFSET - 1, 10, 1), date(year - BUDDHIST_OFFSET, 9, 30)
