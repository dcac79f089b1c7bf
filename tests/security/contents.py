"""What a database holds, so that a test can say that a refusal changed nothing."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
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
    """Notices whether anything changed, without reading it all each time."""

    def __init__(self, instance: Instance, known: Contents | None = None) -> None:
        self._instance = instance
        self._ask, self.close = _probe(instance)
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
        """Whether anything at all was written, in PostgreSQL by anybody on its server."""
        return self._ask() != self._version


def _probe(instance: Instance) -> tuple[Callable[[], int], Callable[[], None]]:
    """A number that a transaction changes if it writes, and the end of asking for it."""
    path = instance.database.path
    if path:
        file = sqlite3.connect(path, check_same_thread=False)
        return lambda: int(file.execute("PRAGMA data_version").fetchone()[0]), file.close
    options = {"isolation_level": "AUTOCOMMIT", "poolclass": sa.NullPool}
    server = sa.create_engine(instance.database.url, **options).connect()
    asked = sa.text("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
    return lambda: int(server.scalar(asked)), server.close


@contextmanager
def watching(instance: Instance) -> Iterator[Watch]:
    """A watch over an instance, for a block."""
    watch = Watch(instance)
    try:
        yield watch
    finally:
        watch.close()
