"""The text of a chapter, read into blocks; every mark that is not understood is refused by its line.

    # title                     the first line
    lead                        the paragraph below it, a sentence
    ## heading {#key}           a section; ### is one inside it; the key is what pages link to
    text                        a paragraph, until an empty line
    - item    1. item           lists
    > text                      what must not be overlooked
    ![words](name) caption      the picture pictures/name.png, and in words what it shows
    ตาราง: caption              above a table of | cell | cell | lines, the first its header; {3}
                                after a header widens its column
    「label」                     words that a page of this program shows; set in quotation marks

A line that goes on from the one before is joined to it by a space.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from survey_app.reports.document import (
    Block,
    Bullets,
    Column,
    Heading,
    Notice,
    Paragraph,
    Screenshot,
    Table,
)

ReadPicture = Callable[[str], bytes]
"""The PNG of a picture by its name; raises LookupError where there is none."""

_HEADING = re.compile(r"(#{2,3}) (.+?) \{#([a-z][a-z0-9-]*)\}")
_PICTURE = re.compile(r"!\[([^\]]+)\]\(([a-z][a-z0-9-]*)\) (.+)")
_ITEM = re.compile(r"- (.+)|\d+\. (.+)")
_LABEL = re.compile("「([^」]+)」")
_WIDTH = re.compile(r"(.+?) \{(\d)\}")
_TABLE = "ตาราง: "


class BadChapter(Exception):
    """A chapter that cannot be read: a defect of this program, found by its tests."""

    def __init__(self, line: str) -> None:
        super().__init__(f"not understood: {line!r}")


@dataclass(frozen=True, slots=True)
class Outline:
    """A chapter's title, its lead, and its headings."""

    title: str
    lead: str
    sections: tuple[Heading, ...]


def outline_chapter(text: str) -> Outline:
    """What stands in the contents; pictures are not looked for. Raises BadChapter."""
    title, lead, *parts = _split(text)
    if not title.startswith("# ") or "\n" in title or not lead or _is_marked(lead):
        raise BadChapter(title)
    sections = tuple(_read_heading(part) for part in parts if part.startswith("#"))
    keys = [one.key for one in sections]
    if len(set(keys)) < len(keys):
        raise BadChapter(title)
    return Outline(title.removeprefix("# "), quote_labels(_join(lead)), sections)


def read_blocks(text: str, read_picture: ReadPicture) -> tuple[Block, ...]:
    """What stands below title and lead; raises BadChapter, and LookupError for a missing picture."""
    return tuple(_read_part(part, read_picture) for part in _split(text)[2:])


def list_labels(text: str) -> tuple[str, ...]:
    """What a chapter quotes of pages, in its order."""
    return tuple(_LABEL.findall(text))


def quote_labels(text: str) -> str:
    """`text` with quotation marks around what it quotes of pages."""
    return _LABEL.sub(r"“\1”", text)


def _split(text: str) -> list[str]:
    """The parts between empty lines, at least two."""
    parts = [part for part in re.split(r"\n\s*\n", text.strip()) if part.strip()]
    return parts if len(parts) > 1 else [*parts, ""]


def _read_part(part: str, read_picture: ReadPicture) -> Block:
    first = part.splitlines()[0]
    if first.startswith("#"):
        return _read_heading(part)
    if first.startswith("!"):
        return _read_picture(part, read_picture)
    if first.startswith(_TABLE):
        return _read_table(part.splitlines())
    if first.startswith(">"):
        lines = (line.removeprefix(">").strip() for line in part.splitlines())
        return Notice(quote_labels(" ".join(lines)))
    if _ITEM.fullmatch(first):
        return _read_list(part.splitlines())
    if _is_marked(first):
        raise BadChapter(first)
    return Paragraph(quote_labels(_join(part)))


def _read_heading(line: str) -> Heading:
    found = _HEADING.fullmatch(line)
    if found is None:
        raise BadChapter(line)
    return Heading(len(found[1]) - 1, quote_labels(found[2]), found[3])


def _read_picture(line: str, read_picture: ReadPicture) -> Screenshot:
    found = _PICTURE.fullmatch(_join(line))
    if found is None:
        raise BadChapter(line)
    words, name, caption = found.groups()
    return Screenshot(name, quote_labels(caption), quote_labels(words), read_picture(name))


def _read_list(lines: list[str]) -> Bullets:
    items: list[str] = []
    for line in lines:
        found = _ITEM.fullmatch(line)
        if found:
            items.append(found[1] or found[2])
        elif line.startswith("  "):
            items[-1] = f"{items[-1]} {line.strip()}"
        else:
            raise BadChapter(line)
    numbered = not lines[0].startswith("-")
    return Bullets(tuple(map(quote_labels, items)), numbered)


def _read_table(lines: list[str]) -> Table:
    caption, (header, *rows) = lines[0].removeprefix(_TABLE), list(_read_rows(lines[1:]))
    columns = tuple(map(_read_column, header))
    if any(len(row) != len(columns) for row in rows):
        raise BadChapter(lines[0])
    return Table(caption, columns, tuple(rows))


def _read_rows(lines: list[str]) -> Iterator[tuple[str, ...]]:
    for line in lines:
        if not (line.startswith("| ") and line.endswith(" |")):
            raise BadChapter(line)
        yield tuple(quote_labels(cell.strip()) for cell in line[1:-1].split("|"))


def _read_column(header: str) -> Column:
    found = _WIDTH.fullmatch(header)
    return Column(found[1], int(found[2])) if found else Column(header)


def _join(part: str) -> str:
    return " ".join(line.strip() for line in part.splitlines())


def _is_marked(line: str) -> bool:
    """Whether a line starts like a mark; text never does."""
    return line[0] in "#!>|*-`" or _ITEM.fullmatch(line) is not None
