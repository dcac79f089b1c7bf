"""What a database holds, so that a test can say that a refusal changed nothing."""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlmodel import SQLModel

from survey_app.services.instance import Instance
from survey_app.storage import tables

assert tables, "importing them fills the metadata"

PASSING = frozenset({"sign_in", "respondent_error"})
"""Tables that a refusal fills by design: the throttle, and the count of errors by day and kind."""

Contents = dict[str, list[str]]


def contents_of(instance: Instance) -> Contents:
    """Every row of every table that a refusal must leave alone; not when a browser was last seen."""
    found: Contents = {}
    with instance.database.snapshot() as session:
        for table in SQLModel.metadata.sorted_tables:
            if table.name not in PASSING:
                columns = [one for one in table.columns if one.name != "seen_at"]
                rows = session.execute(sa.select(*columns))
                found[table.name] = sorted(repr(tuple(map(_short, row))) for row in rows)
    return found


def _short(value: object) -> object:
    return hashlib.sha256(value).digest() if isinstance(value, bytes) else value


def difference(before: Contents, after: Contents) -> list[str]:
    """The tables that differ, for a message."""
    return [name for name in before if before[name] != after.get(name)]


class Watch:
    """Notices whether anything changed; on SQLite without reading it all each time."""

    def __init__(self, instance: Instance, known: Contents | None = None) -> None:
        self._instance = instance
        path = instance.database.path
        self._probe = sqlite3.connect(path, check_same_thread=False) if path else None
        self._version = self._ask()
        self.contents = known if known is not None else contents_of(instance)

    def changes(self) -> list[str]:
        """The tables that changed since the last time this was asked."""
        if not self.is_disturbed():
            return []
        before, self.contents = self.contents, contents_of(self._instance)
        self._version = self._ask()
        return difference(before, self.contents)

    def is_disturbed(self) -> bool:
        """Whether anything at all was written; on PostgreSQL that is not known, so perhaps."""
        return self._version is None or self._ask() != self._version

    def close(self) -> None:
        """Let go of the file."""
        if self._probe:
            self._probe.close()

    def _ask(self) -> int | None:
        if self._probe is None:
            return None
        return int(self._probe.execute("PRAGMA data_version").fetchone()[0])


@contextmanager
def watching(instance: Instance) -> Iterator[Watch]:
    """A watch over an instance, for a block."""
    watch = Watch(instance)
    try:
        yield watch
    finally:
        watch.close()
