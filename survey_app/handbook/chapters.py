"""The chapters of the handbook in their order, as shipped beside this module."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from survey_app.handbook.reading import outline_chapter, read_blocks
from survey_app.reports.document import Block, Heading

_FILE = re.compile(r"(\d\d)-([a-z-]+)\.md")
_NAME = re.compile("[a-z][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: `id` is its name in addresses, `no` counts from 1, `lead` says what it is about.

    Pages link to one of its `sections` by key.
    """

    id: str
    no: int
    title: str
    lead: str
    sections: tuple[Heading, ...]
    text: str

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What stands below title and lead, its pictures read anew each time."""
        return read_blocks(self.text, read_picture)


@cache
def list_chapters() -> tuple[Chapter, ...]:
    """All chapters."""
    texts = sorted(_folder("th").iterdir(), key=lambda one: one.name)
    named = [(found[2], one) for one in texts if (found := _FILE.fullmatch(one.name))]
    return tuple(
        _make_chapter(id_, no, one.read_text("utf-8"))
        for no, (id_, one) in enumerate(named, start=1)
    )


def find_chapter(chapter_id: str) -> Chapter | None:
    """A chapter by its name in addresses."""
    return next((one for one in list_chapters() if one.id == chapter_id), None)


def read_picture(name: str) -> bytes:
    """The PNG of a picture; raises LookupError where there is none."""
    file = _folder("pictures").joinpath(f"{name}.png")
    if not (_NAME.fullmatch(name) and file.is_file()):
        raise LookupError(name)
    return file.read_bytes()


def _make_chapter(id_: str, no: int, text: str) -> Chapter:
    known = outline_chapter(text)
    return Chapter(id_, no, known.title, known.lead, known.sections, text)


def _folder(name: str) -> Traversable:
    return files("survey_app.handbook").joinpath(name)
