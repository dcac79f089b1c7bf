"""A draft: the Word file while it is being written, with the numbers it has given out so far."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import cast

from docx.package import Package
from docx.parts.document import DocumentPart

from survey_app.core.thai import Digits, thai_digits
from survey_app.reports.docx.elements import Element


def _from_one() -> Iterator[int]:
    return count(1)


@dataclass(frozen=True, slots=True)
class Draft:
    """The main part of the file, how it writes numbers, and its counters, each from 1."""

    part: DocumentPart
    digits: Digits
    headings: Iterator[int] = field(default_factory=_from_one)
    lists: Iterator[int] = field(default_factory=_from_one)
    pictures: Iterator[int] = field(default_factory=_from_one)

    @property
    def package(self) -> Package:
        """The whole file, of which `part` holds the text."""
        return cast("Package", self.part.package)

    def add(self, *blocks: Element) -> None:
        """Append blocks to the body, before the properties of its last section."""
        body = self.part.element.body
        for block in blocks:
            body.insert_element_before(block, "w:sectPr")

    def end_with(self, section: Element) -> None:
        """Make `section` the properties of the body's last section."""
        body = self.part.element.body
        body.replace(body.get_or_add_sectPr(), section)

    def write_number(self, number: int) -> str:
        """`number` in the digits of the document."""
        return thai_digits(str(number)) if self.digits is Digits.THAI else str(number)
