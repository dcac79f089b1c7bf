"""What a cell may hold beside plain text and numbers, and the words for what is withheld."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from urllib.parse import urlsplit

from survey_app.reports.spreadsheets import clean_text

WITHHELD = "ไม่แสดง (ผู้ตอบน้อยเกินไป)"
"""Stands in every cell whose figure, or whose formula's source, may not be shown."""

LONGEST_TEXT = 32_767
LONGEST_LINK = 2_079
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula without its equals sign, and what it gives, for viewers that do not reckon."""

    text: str
    value: Fraction | Decimal | int | str

    @property
    def cached(self) -> float | int | str:
        """The value as the file holds it."""
        return self.value if isinstance(self.value, int | str) else float(self.value)


@dataclass(frozen=True, slots=True)
class Address:
    """A web address; it becomes a link only if it is http or https and short enough for Excel."""

    url: str

    @property
    def is_link(self) -> bool:
        """Whether Excel takes it for a link to a page."""
        try:
            parts = urlsplit(self.url)
        except ValueError:
            return False
        web = parts.scheme in ("http", "https") and bool(parts.netloc) and self.url.isprintable()
        return web and self.url.startswith(("http://", "https://")) and self._fits

    @property
    def _fits(self) -> bool:
        """Whether it is short enough, even when every character that may be escaped is."""
        return sum(3 if ch in ' "<>[]`^{}%' else _units(ch) for ch in self.url) <= LONGEST_LINK


Cell = str | int | Decimal | Formula | Address | None
"""None leaves a cell empty: there is nothing to say, which is not the same as withheld."""


def fit_text(text: str) -> str:
    """`text` cleaned and cut to what a cell holds; Excel counts UTF-16 units."""
    clean = clean_text(text)
    if _units(clean) <= LONGEST_TEXT:
        return clean
    room, kept = LONGEST_TEXT - len(_ELLIPSIS), []
    for ch in clean:
        room -= _units(ch)
        if room < 0:
            break
        kept.append(ch)
    return "".join(kept) + _ELLIPSIS


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
