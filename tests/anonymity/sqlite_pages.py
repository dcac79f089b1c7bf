"""SQLite's file as bytes: where on which page each entry of a table or index lies.

Written from the file format that sqlite.org publishes (fileformat2.html), so that a test sees what
a thief of the file would see and not what SQL shows.
"""

import sqlite3
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_INTERIOR, _LEAF = 2, 10
"""B-trees of indexes, and of tables WITHOUT ROWID."""
_TABLE_INTERIOR, _TABLE_LEAF = 5, 13
"""B-trees of tables with a rowid."""
_FREE_LINKS = 4
"""Bytes at the head of a freed block that say where the next one is and how long this one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: its page, where its bytes begin on it, and its first column if that is a blob or text."""

    page: int
    offset: int
    columns: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """The B-tree of a table WITHOUT ROWID or of an index."""

    name: str
    table: str
    root: int


def trees_of(path: Path, table: str) -> list[Tree]:
    """The table itself and its indexes; one without a page of its own is its table's."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        rows = connection.execute(
            "SELECT name, tbl_name, rootpage FROM sqlite_master "
            "WHERE tbl_name = ? AND rootpage > 0 ORDER BY name",
            (table,),
        ).fetchall()
    connection.close()
    return [Tree(*row) for row in rows]


def read_entries(path: Path, tree: Tree) -> list[Entry]:
    """Every entry of a tree, in no promised order."""
    raw = path.read_bytes()
    return list(_walk(raw, _page_size(raw), tree.root))


def remains(path: Path) -> bytes:
    """What lies where nothing is stored, in gaps, freed blocks and free pages; zeros around it are cut."""
    raw = path.read_bytes()
    size = _page_size(raw)
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        roots = connection.execute("SELECT rootpage FROM sqlite_master WHERE rootpage > 0")
        trees = [1, *(root for (root,) in roots)]
    connection.close()
    numbers = [number for root in trees for number in _pages(raw, size, root)]
    unused = [_unused(raw, size, number) for number in numbers]
    return b"\0".join(part.strip(b"\0") for part in (*unused, *_free_pages(raw, size)))


def pages_by_tree(path: Path) -> dict[str, set[int]]:
    """The pages of each table and index, by the table's name; overflow pages are left out."""
    raw = path.read_bytes()
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        rows = connection.execute("SELECT tbl_name, rootpage FROM sqlite_master WHERE rootpage > 0")
        found: dict[str, set[int]] = {}
        for table, root in rows:
            found.setdefault(table, set()).update(_pages(raw, _page_size(raw), root))
    connection.close()
    return found


def read_pages(path: Path) -> list[bytes]:
    """The file cut into pages; the first has number 1 and place 0."""
    raw = path.read_bytes()
    size = _page_size(raw)
    return [raw[at : at + size] for at in range(0, len(raw), size)]


def count_free(path: Path) -> int:
    """How many pages of the file hold nothing."""
    return int(struct.unpack(">I", path.read_bytes()[36:40])[0])


def _page_size(raw: bytes) -> int:
    size = struct.unpack(">H", raw[16:18])[0]
    return 65536 if size == 1 else int(size)


def _pages(raw: bytes, size: int, number: int) -> Iterator[int]:
    """A page of a B-tree and those below it."""
    yield number
    page = raw[(number - 1) * size : number * size]
    head = 100 if number == 1 else 0
    if page[head] not in (_INTERIOR, _TABLE_INTERIOR):
        return
    for at in _cells(page, head):
        yield from _pages(raw, size, struct.unpack(">I", page[at : at + 4])[0])
    yield from _pages(raw, size, struct.unpack(">I", page[head + 8 : head + 12])[0])


def _cells(page: bytes, head: int) -> tuple[int, ...]:
    start = head + (12 if page[head] in (_INTERIOR, _TABLE_INTERIOR) else 8)
    count = struct.unpack(">H", page[head + 3 : head + 5])[0]
    return struct.unpack(f">{count}H", page[start : start + 2 * count])


def _unused(raw: bytes, size: int, number: int) -> bytes:
    """What lies between a page's list of cells and its cells, and in its freed blocks."""
    page = raw[(number - 1) * size : number * size]
    head = 100 if number == 1 else 0
    start = head + (12 if page[head] in (_INTERIOR, _TABLE_INTERIOR) else 8)
    start += 2 * len(_cells(page, head))
    block, content = struct.unpack(">HxxH", page[head + 1 : head + 7])
    parts = [page[start : content or 65536]]
    while block:
        after, length = struct.unpack(">HH", page[block : block + 4])
        parts.append(page[block + _FREE_LINKS : block + length])
        block = after
    return b"".join(parts)


def _free_pages(raw: bytes, size: int) -> Iterator[bytes]:
    trunk = struct.unpack(">I", raw[32:36])[0]
    while trunk:
        page = raw[(trunk - 1) * size : trunk * size]
        trunk, count = struct.unpack(">II", page[:8])
        for number in struct.unpack(f">{count}I", page[8 : 8 + 4 * count]):
            yield raw[(number - 1) * size : number * size]
        yield page[8 + 4 * count :]


def _walk(raw: bytes, size: int, number: int) -> Iterator[Entry]:
    page = raw[(number - 1) * size : number * size]
    kind, count = page[0], struct.unpack(">H", page[3:5])[0]
    start = 12 if kind == _INTERIOR else 8
    assert kind in (_INTERIOR, _LEAF), f"page {number} is of kind {kind}"
    for offset in struct.unpack(f">{count}H", page[start : start + 2 * count]):
        if kind == _INTERIOR:
            yield from _walk(raw, size, struct.unpack(">I", page[offset : offset + 4])[0])
        yield _read_entry(page, number, offset, 4 if kind == _INTERIOR else 0)
    if kind == _INTERIOR:
        yield from _walk(raw, size, struct.unpack(">I", page[8:12])[0])


def _read_entry(page: bytes, number: int, offset: int, skip: int) -> Entry:
    _length, at = _varint(page, offset + skip)
    header, body = _varint(page, at)
    end, columns = at + header, []
    at, body = body, end
    while at < end:
        kind, at = _varint(page, at)
        width = _width(kind)
        columns.append(page[body : body + width])
        body += width
    return Entry(number, offset, tuple(columns))


def _width(kind: int) -> int:
    """Bytes of a value by its serial type."""
    return (kind - 12) // 2 if kind >= 12 else (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)[kind]


def _varint(page: bytes, at: int) -> tuple[int, int]:
    value = 0
    for step in range(8):
        value = value << 7 | page[at + step] & 0x7F
        if not page[at + step] & 0x80:
            return value, at + step + 1
    return value << 8 | page[at + 8], at + 9
