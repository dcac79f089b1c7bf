"""One database, SQLite or PostgreSQL: how it is opened, read and written.

`Database.transaction` is the only place that commits.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import Session

from survey_app.core.errors import Busy, NoRoom, Unreachable
from survey_app.storage.file_lock import FileLock

BUSY_MILLISECONDS = 10_000

SQLITE_SETTINGS = {
    "journal_mode": "truncate",  # WAL keeps old versions of the pool readable in the file
    "synchronous": "3",  # EXTRA: with TRUNCATE no acknowledged commit is lost in a power cut
    "secure_delete": "1",  # what is replaced is overwritten, not left in free pages
    "foreign_keys": "1",
    "temp_store": "2",  # in memory: nothing of a sheet in a temporary file
    "trusted_schema": "0",
    "recursive_triggers": "1",  # so that REPLACE does not slip past what is frozen
    "busy_timeout": str(BUSY_MILLISECONDS),
}
"""What every SQLite connection is set to, and must answer when asked."""


class Changes:
    """Counts what this process has written, so that what it remembers can be known to be old."""

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self.number = 0

    def note(self) -> None:
        """One more; also where a commit failed, since it may have come through."""
        with self._mutex:
            self.number += 1


@dataclass(frozen=True)
class Database:
    """A database that threads and processes share."""

    url: URL
    engine: Engine = field(repr=False)
    _turn: AbstractContextManager[Any] = field(repr=False)
    changes: Changes = field(default_factory=Changes, repr=False, compare=False)

    @property
    def is_sqlite(self) -> bool:
        """Whether this is a SQLite file rather than PostgreSQL."""
        return self.url.get_backend_name() == "sqlite"

    @property
    def path(self) -> Path | None:
        """The SQLite file, or None."""
        return _file_of(self.url) if self.is_sqlite else None

    @property
    def file_bytes(self) -> int:
        """The size of the SQLite file; 0 on PostgreSQL, which rewrites no file."""
        return self.path.stat().st_size if self.path else 0

    @contextmanager
    def transaction(self, *, by_respondent: bool = False) -> Iterator[Session]:
        """All or nothing: commits at the end, rolls back on any exception; raises Busy.

        What a respondent sends changes nothing of what `changes` tells of: rounds, surveys, places.
        """
        try:
            with _naming_busy(), self._turn, Session(self._writing) as session:
                session.connection()
                yield session
                session.commit()
        finally:
            if not by_respondent:
                self.changes.note()

    @cached_property
    def _writing(self) -> Engine:
        return self.engine.execution_options(writes=True)

    @cached_property
    def _reading(self) -> Engine:
        if self.is_sqlite:
            return self.engine
        return self.engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )

    @contextmanager
    def snapshot(self) -> Iterator[Session]:
        """Read-only, and the same moment for every query in it, so that half a lot is never seen."""
        with _naming_busy(), Session(self._reading, autoflush=False) as session:
            yield session
            session.rollback()

    @contextmanager
    def long_snapshot(self) -> Iterator[Session]:
        """A snapshot for who reads all of it: no writer waits for its end.

        A reader of a SQLite file keeps every commit waiting, so there it is of a copy in memory, which
        takes a moment to make, as much memory as the file is long, and never lies on a disk.
        """
        if not self.is_sqlite:
            with self.snapshot() as session:
                yield session
            return
        copy = open_database("sqlite://")
        try:
            self._copy_into(copy)
            with copy.snapshot() as session:
                yield session
        finally:
            copy.engine.dispose()

    def _copy_into(self, copy: "Database") -> None:
        with self.snapshot() as session, copy.engine.connect() as target:
            # Reads first: what is locked is Busy here, while copying would try again without end.
            session.execute(sa.text("SELECT 1 FROM sqlite_schema"))
            source = session.connection().connection.driver_connection
            source.backup(target.connection.driver_connection)  # type: ignore[union-attr]  # sqlite3

    def vacuum(self) -> None:
        """Rewrite the file, so that no freed page keeps what was deleted."""
        with _naming_busy(), self._turn:
            connection = self.engine.raw_connection()
            try:
                if not self.is_sqlite:
                    connection.driver_connection.autocommit = True  # type: ignore[union-attr]  # psycopg
                connection.cursor().execute("VACUUM")
            except self.engine.dialect.loaded_dbapi.OperationalError as error:
                raise Busy from error
            finally:
                connection.invalidate()


def open_database(url: str) -> Database:
    """The database at `url`; nothing is made and nothing is connected yet."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _open_sqlite(parsed)
    limits = {
        "options": f"-c lock_timeout={BUSY_MILLISECONDS} -c timezone=UTC",
        "prepare_threshold": None,  # PgBouncer in transaction mode hands connections around
    }
    engine = sa.create_engine(parsed, hide_parameters=True, pool_pre_ping=True, connect_args=limits)
    event.listen(engine, "handle_error", _forget_detail)
    return Database(parsed, engine, nullcontext())


def _open_sqlite(url: URL) -> Database:
    engine = sa.create_engine(
        url,
        hide_parameters=True,
        connect_args={"isolation_level": None, "check_same_thread": False},
    )
    event.listen(engine, "connect", _set_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    event.listen(engine, "checkin", _leave_nothing_open)
    return Database(url, engine, _take_turns(_file_of(url)))


def _take_turns(file: Path | None) -> AbstractContextManager[Any]:
    """How writers of a file take turns; one in memory has no other process."""
    if file is None:
        return threading.Lock()
    return FileLock(file.with_name(f"{file.name}.lock"), BUSY_MILLISECONDS / 1000)


def _file_of(url: URL) -> Path | None:
    """The file of a SQLite database, unless it is in memory."""
    return None if url.database in (None, "", ":memory:") else Path(url.database)


def _forget_detail(context: sa.engine.ExceptionContext) -> None:
    """PostgreSQL quotes the refused row in its errors: only the sentence before that is kept."""
    said, known = context.original_exception, context.sqlalchemy_exception
    words = getattr(getattr(said, "diag", None), "message_primary", None)
    if words and known is not None:
        said.args = (words,)
        known.args = (f"({type(said).__name__}) {words}",)


def _set_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    for name, value in SQLITE_SETTINGS.items():
        connection.execute(f"PRAGMA {name} = {value}")


def _begin_sqlite(connection: Connection) -> None:
    """Writers take the lock with their first statement: two never find out late that they collide."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _leave_nothing_open(connection: sqlite3.Connection | None, record: ConnectionPoolEntry) -> None:
    """A COMMIT refused while someone reads leaves its transaction open, and with it every lock.

    SQLAlchemy takes it for ended and keeps the connection for the next request as it is.
    """
    if connection is None or not connection.in_transaction:
        return
    try:
        connection.rollback()
    except sqlite3.Error:
        record.invalidate()


@contextmanager
def _naming_busy() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        code = _error_code(error.orig)
        if code in _NO_ROOM:
            raise NoRoom from error
        if code in _WAITS:
            raise Busy from error
        if error.connection_invalidated or error.statement is None:
            raise Unreachable(type(error.orig).__name__) from error
        raise
    except IntegrityError as error:
        if getattr(error.orig, "sqlstate", None) == _LOST_RACE:
            raise Busy from error
        raise


_LOST_RACE = "23505"
"""PostgreSQL's unique violation: another wrote the same key since it was looked up; asking again
gets the refusal with a name."""

_NO_ROOM: frozenset[int | str | None] = frozenset(
    {
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR_WRITE,  # how a quota is felt; whatever was begun is rolled back
        "53100",  # disk full
    }
)
_WAITS: frozenset[int | str | None] = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        "40001",  # serialization failure
        "40P01",  # deadlock
        "53200",  # out of memory
        "53300",  # too many connections
        "55P03",  # lock not available
    }
)
"""What passes: nothing was changed, and the same request may do better in a moment. Known by number,
since PostgreSQL words its errors in the language of its server."""


def _error_code(error: BaseException | None) -> int | str | None:
    """The engine's number of an error; of SQLite's kinds of input and output errors, the kind."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return getattr(error, "sqlstate", None)
    return code if code & 0xFF == sqlite3.SQLITE_IOERR else code & 0xFF
