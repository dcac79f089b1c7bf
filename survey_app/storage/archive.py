"""A whole database as one file, the same for SQLite and PostgreSQL, without the key.

Rows are written in the order of their primary keys, so a copy carries no order of arrival, no freed
page and no trace of the engine. Each table's rows are checked by number and SHA-256 before anything
is read back.
"""

import hashlib
import json
import struct
import zlib
from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

import sqlalchemy as sa
from sqlmodel import Session

from survey_app.core.errors import BadBackup, DatabaseNotEmpty
from survey_app.storage import schema
from survey_app.storage.database import Database
from survey_app.storage.tables import metadata

FORMAT = 1
LEFT_OUT = frozenset({"session", "sign_in"})
"""Who is signed in and who failed to: nobody wants either back."""
_MANIFEST = "manifest.json"
_MOST_ROWS = 500
_PACKED = frozenset({ZIP_STORED, ZIP_DEFLATED})
"""How a part may be packed; the errors of other ways are not known here."""
_DAMAGE = (
    BadZipFile,
    EOFError,
    KeyError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What reading raises where bytes are not what was written; RuntimeError where they say "encrypted"."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive says of itself; `tables` gives rows and SHA-256 by name."""

    schema: str
    made_on: date
    tables: dict[str, tuple[int, str]]


def write_archive(session: Session, archive: ZipFile, revision: str, made_on: date) -> None:
    """Write every table as the session's snapshot sees it."""
    tables = {
        table.name: _write_table(session, archive, table)
        for table in metadata.sorted_tables
        if table.name not in LEFT_OUT
    }
    manifest = {"format": FORMAT, "schema": revision, "made_on": str(made_on), "tables": tables}
    archive.writestr(_MANIFEST, json.dumps(manifest, indent=1), ZIP_DEFLATED)


def _write_table(session: Session, archive: ZipFile, table: sa.Table) -> tuple[int, str]:
    rows, digest = 0, hashlib.sha256()
    query = sa.select(table).order_by(*table.primary_key.columns)
    with archive.open(_part(table.name), "w") as part:
        for row in session.execute(query.execution_options(yield_per=_MOST_ROWS)).mappings():
            line = json.dumps({k: _plain(v) for k, v in row.items()}, ensure_ascii=False)
            content = f"{line}\n".encode()
            part.write(content)
            digest.update(content)
            rows += 1
    return rows, digest.hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return b64encode(value).decode()
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def open_archive(path: Path) -> ZipFile:
    """The archive that a file holds; raises BadBackup where it holds none or is not there."""
    try:
        return ZipFile(path)
    except (*_DAMAGE, FileNotFoundError, IsADirectoryError) as error:
        raise BadBackup(path.name) from error


def read_manifest(archive: ZipFile) -> Manifest:
    """What the archive holds, after every part has been compared with it; raises BadBackup."""
    if any(part.compress_type not in _PACKED for part in archive.infolist()):
        raise BadBackup(_MANIFEST)
    try:
        manifest = _parse(json.loads(archive.read(_MANIFEST)))
        for name, (rows, digest) in manifest.tables.items():
            if _measure(archive, name) != (rows, digest):
                raise BadBackup(name)
    except _DAMAGE as error:
        raise BadBackup(_MANIFEST) from error
    return manifest


def _parse(found: dict[str, Any]) -> Manifest:
    if found["format"] != FORMAT:
        raise BadBackup(_MANIFEST)
    tables = {name: (rows, digest) for name, (rows, digest) in found["tables"].items()}
    return Manifest(found["schema"], date.fromisoformat(found["made_on"]), tables)


def _measure(archive: ZipFile, name: str) -> tuple[int, str]:
    rows, digest = 0, hashlib.sha256()
    with archive.open(_part(name)) as part:
        for line in part:
            rows += 1
            digest.update(line)
    return rows, digest.hexdigest()


def restore_archive(database: Database, archive: ZipFile, manifest: Manifest) -> None:
    """Fill an empty database and bring it to this program's schema; raises DatabaseNotEmpty."""
    require_empty(database)
    schema.migrate(database, manifest.schema)
    with database.transaction() as session:
        stored = sa.MetaData()
        stored.reflect(session.connection(), only=list(manifest.tables))
        for table in stored.sorted_tables:
            _fill(session, archive, table)
            _advance_sequence(session, table)
    schema.migrate(database)


def require_empty(database: Database) -> None:
    """Raise DatabaseNotEmpty if any table of the database holds a row."""
    with database.snapshot() as session:
        stored = sa.MetaData()
        stored.reflect(session.connection())
        for table in stored.sorted_tables:
            filled = session.execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first()
            if filled and table.name != "alembic_version":
                raise DatabaseNotEmpty(database.url.render_as_string())


def _fill(session: Session, archive: ZipFile, table: sa.Table) -> None:
    with archive.open(_part(table.name)) as part:
        rows: list[dict[str, object]] = []
        for line in part:
            rows.append(_typed(table, json.loads(line)))
            if len(rows) == _MOST_ROWS:
                session.execute(sa.insert(table), rows)
                rows = []
        if rows:
            session.execute(sa.insert(table), rows)


def _typed(table: sa.Table, row: dict[str, Any]) -> dict[str, object]:
    return {name: _value(table.columns[name].type, value) for name, value in row.items()}


def _value(kind: sa.types.TypeEngine[Any], value: Any) -> object:
    if value is None:
        return None
    if isinstance(kind, sa.LargeBinary):
        return b64decode(value)
    if isinstance(kind, sa.DateTime):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(kind, sa.Date) else value


def _advance_sequence(session: Session, table: sa.Table) -> None:
    """PostgreSQL counts on from where its own sequence stands, not from the rows put back."""
    if session.get_bind().dialect.name != "postgresql" or "id" not in table.columns:
        return
    if isinstance(table.columns["id"].type, sa.Integer) and table.name != "key_check":
        name = session.scalar(sa.func.pg_get_serial_sequence(table.name, "id"))
        most = session.scalar(sa.select(sa.func.max(table.columns["id"])))
        if name and most:
            session.execute(sa.select(sa.func.setval(name, most)))


def _part(table: str) -> str:
    return f"tables/{table}.jsonl"
