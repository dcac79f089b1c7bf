"""PostgreSQL's heap files as bytes: every version of a row, the living and the dead.

Written from the page layout in PostgreSQL's manual (chapter "Database Physical Storage"), so that a
test sees what a thief of the disk would see and not what SQL shows.
"""

import struct
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from survey_app.services.instance import Instance

_PAGE, _NORMAL = 8192, 1


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a row: its page, where it begins there, its item, who wrote it, and its bytes."""

    page: int
    offset: int
    item: int
    xmin: int
    body: bytes


def read_versions(instance: Instance, table: str) -> list[Version]:
    """All versions that the pages of a table still hold."""
    raw = heap_file(instance, table).read_bytes()
    pages = (raw[at : at + _PAGE] for at in range(0, len(raw), _PAGE))
    return [one for number, page in enumerate(pages) for one in _read_page(page, number)]


def heap_file(instance: Instance, table: str) -> Path:
    """The first file of a table, brought up to date."""
    engine = instance.database.engine
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(sa.text("CHECKPOINT"))
        place = connection.scalar(
            sa.text("SELECT pg_relation_filepath(CAST(:table AS regclass))"), {"table": table}
        )
    return Path(str(instance.database.url.query["host"])) / "data" / str(place)


def _read_page(page: bytes, number: int) -> list[Version]:
    lower = struct.unpack("<H", page[12:14])[0]
    found = []
    for item, at in enumerate(range(24, lower, 4), 1):
        pointer = struct.unpack("<I", page[at : at + 4])[0]
        offset, flags, length = pointer & 0x7FFF, pointer >> 15 & 3, pointer >> 17
        if flags == _NORMAL:
            row = page[offset : offset + length]
            xmin, header = struct.unpack("<I", row[:4])[0], row[22]
            found.append(Version(number, offset, item, xmin, row[header:]))
    return found
