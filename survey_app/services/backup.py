"""Copies of the database that can be put back; the key is never in them."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from sqlmodel import Session

from survey_app.core.errors import BackupTooSoon, BadBackup, FileExists, KeyMissing, KeyWrong
from survey_app.core.officers import COMMAND_LINE, Actor
from survey_app.core.rounds import RoundState
from survey_app.services.instance import BANGKOK, Instance, open_instance
from survey_app.services.results import verify_result
from survey_app.settings import Settings
from survey_app.storage import archive, audit, rounds, schema
from survey_app.storage.database import open_database

ACT = "backup.make"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back; `verified` are closed rounds found whole, None where the key is not there."""

    rows: int
    verified: tuple[str, ...] | None


def make_backup(instance: Instance, actor: Actor, path: Path) -> str:
    """Write a consistent copy while the program serves; returns the file's SHA-256.

    While a round is open a second copy on the same day is refused (BackupTooSoon): the difference of
    two close copies speaks of few people. Raises FileExists.
    """
    if path.exists():
        raise FileExists(str(path))
    _refuse_second(instance)
    staged = path.with_name(f"{path.name}.part")
    try:
        _write(instance, staged)
        with instance.database.transaction() as session:
            _require_first(session, instance)
            audit.record(session, None, instance.now, actor.name, ACT, str(instance.today))
        staged.replace(path)
    finally:
        staged.unlink(missing_ok=True)
    return _digest(path)


def restore_backup(settings: Settings, path: Path) -> Restored:
    """Fill the empty database that the settings name, then verify every closed round.

    Raises BadBackup before anything is touched, DatabaseNotEmpty, and ResultDiffers.
    """
    settings.instance.mkdir(parents=True, exist_ok=True, mode=0o700)
    database = open_database(settings.url)
    with archive.open_archive(path) as copy:
        manifest = archive.read_manifest(copy)
        if not schema.knows(manifest.schema):
            raise BadBackup("schema")
        archive.restore_archive(database, copy, manifest)
    rows = sum(rows for rows, _ in manifest.tables.values())
    return Restored(rows, _verify_closed(settings))


def _write(instance: Instance, path: Path) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        with ZipFile(file, "w", ZIP_DEFLATED) as copy, instance.database.long_snapshot() as session:
            revision = schema.current(instance.database) or ""
            archive.write_archive(session, copy, revision, instance.today)
        file.flush()
        os.fsync(file.fileno())


def _refuse_second(instance: Instance) -> None:
    """Say so before the work, not after it."""
    with instance.database.snapshot() as session:
        _require_first(session, instance)


def _require_first(session: Session, instance: Instance) -> None:
    is_open = any(one.state is RoundState.OPEN for one in rounds.list_rounds(session, None))
    made = (entry.at for entry in audit.read_chain(session, None) if entry.act == ACT)
    last = max(made, default=None)
    if is_open and last and last.astimezone(BANGKOK).date() >= instance.today:
        raise BackupTooSoon


def _verify_closed(settings: Settings) -> tuple[str, ...] | None:
    try:
        instance = open_instance(settings)
    except (KeyMissing, KeyWrong):
        return None
    with instance.database.snapshot() as session:
        closed = [r.id for r in rounds.list_rounds(session, None) if r.state is RoundState.CLOSED]
    for round_id in closed:
        verify_result(instance, COMMAND_LINE, round_id)
    return tuple(closed)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
