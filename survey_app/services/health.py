"""What is wrong with an instance, found before it hurts: `survey-app doctor`."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import text
from sqlmodel import Session

from survey_app.core.errors import Busy, KeyMissing, KeyWrong, SchemaOld, Unreachable
from survey_app.core.rounds import RoundState
from survey_app.services.backup import ACT as BACKUP
from survey_app.services.instance import Instance, open_instance
from survey_app.services.secret_key import PRINTED, REPLACED
from survey_app.settings import Settings
from survey_app.storage import audit, rounds
from survey_app.storage.keys import KEY_FILE

OLDEST_SQLITE = (3, 35, 0)
"""The first with RETURNING, which SQLAlchemy uses."""
OLDEST_POSTGRESQL = 14
LEAST_DISK = 500 * 1024 * 1024
"""Bytes; a closing round rewrites the whole file beside itself."""
LATEST_BACKUP = timedelta(days=7)
_WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)
"""No clock that is right shows an earlier moment."""
_DRIFT = timedelta(minutes=5)
_OTHERS = 0o077


class Ailment(StrEnum):
    """What can be wrong; the words and the cure of each stand in `cli/doctor.py`."""

    FOLDER_MISSING = "folder_missing"
    FOLDER_UNWRITABLE = "folder_unwritable"
    FOLDER_OPEN = "folder_open"
    DISK_LOW = "disk_low"
    KEY_MISSING = "key_missing"
    KEY_WRONG = "key_wrong"
    KEY_READABLE = "key_readable"
    KEY_UNREADABLE = "key_unreadable"
    KEY_NOT_PRINTED = "key_not_printed"
    SCHEMA_OLD = "schema_old"
    DATABASE_MISSING = "database_missing"
    DATABASE_AWAY = "database_away"
    SQLITE_OLD = "sqlite_old"
    POSTGRESQL_OLD = "postgresql_old"
    POSTGRESQL_KEEPS = "postgresql_keeps"
    CLOCK_WRONG = "clock_wrong"
    ADDRESS_MISSING = "address_missing"
    ADDRESS_OPEN = "address_open"
    BACKUP_OLD = "backup_old"


WARNINGS = frozenset(
    {
        Ailment.FOLDER_OPEN,
        Ailment.KEY_NOT_PRINTED,
        Ailment.ADDRESS_MISSING,
        Ailment.ADDRESS_OPEN,
        Ailment.BACKUP_OLD,
    }
)
"""What does not stop the program but should not stay."""

KEEPERS = {
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_min_duration_sample": "-1",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_error_verbosity": "terse",
    "auto_explain.log_min_duration": "-1",
    "pgaudit.log": "none",
    "track_commit_timestamp": "off",
    "archive_mode": "off",
}
"""PostgreSQL's settings by which it would keep what respondents sent or when, and their right values;
those of an extension that is not loaded do not exist."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, with the facts its sentence names."""

    ailment: Ailment
    facts: dict[str, object] = field(default_factory=dict)

    @property
    def is_warning(self) -> bool:
        """Whether the program works in spite of it."""
        return self.ailment in WARNINGS


def examine(settings: Settings) -> list[Finding]:
    """Everything found wrong, the gravest first; an empty list is good health.

    A folder that cannot be entered is found alone: what lies in it cannot be judged.
    """
    if _is_shut(settings.instance):
        return [Finding(Ailment.FOLDER_UNWRITABLE, _facts_of(settings.instance))]
    found = [*_examine_folder(settings.instance), *_examine_engine(settings)]
    found += [*_examine_key_file(settings.instance / KEY_FILE), *_examine_address(settings)]
    return sorted([*found, *_examine_database(settings)], key=lambda one: one.is_warning)


def _examine_database(settings: Settings) -> list[Finding]:
    try:
        return list(_examine_instance(open_instance(settings)))
    except KeyMissing as error:
        shut = isinstance(error.__cause__, PermissionError)
        return [Finding(Ailment.KEY_UNREADABLE if shut else Ailment.KEY_MISSING, error.facts)]
    except KeyWrong as error:
        return [Finding(Ailment.KEY_WRONG, error.facts)]
    except SchemaOld as error:
        missing = error.found == "-"
        return [Finding(Ailment.DATABASE_MISSING if missing else Ailment.SCHEMA_OLD, error.facts)]
    except (Unreachable, Busy) as error:
        return [Finding(Ailment.DATABASE_AWAY, {"why": type(error).__name__})]


def _is_shut(folder: Path) -> bool:
    """Whether it, or a folder on the way to it, lets this account not in."""
    try:
        folder.stat()
    except PermissionError:
        return True
    except OSError:
        return False  # it is not there, which is another finding
    return not os.access(folder, os.X_OK)


def _facts_of(folder: Path) -> dict[str, object]:
    return {"folder": str(folder.resolve())}


def _examine_folder(folder: Path) -> Iterator[Finding]:
    facts = _facts_of(folder)
    if not folder.is_dir():
        yield Finding(Ailment.FOLDER_MISSING, facts)
        return
    if not os.access(folder, os.W_OK | os.X_OK):
        yield Finding(Ailment.FOLDER_UNWRITABLE, facts)
    if os.name == "posix" and folder.stat().st_mode & _OTHERS:
        yield Finding(Ailment.FOLDER_OPEN, facts)
    free = shutil.disk_usage(folder).free
    if free < LEAST_DISK:
        yield Finding(Ailment.DISK_LOW, facts | {"free": free // 1024**2})


def _examine_key_file(path: Path) -> Iterator[Finding]:
    if os.name == "posix" and path.exists() and path.stat().st_mode & _OTHERS:
        yield Finding(Ailment.KEY_READABLE, {"path": str(path)})


def _examine_engine(settings: Settings) -> Iterator[Finding]:
    if settings.url.startswith("sqlite") and sqlite3.sqlite_version_info < OLDEST_SQLITE:
        facts: dict[str, object] = {
            "found": sqlite3.sqlite_version,
            "least": ".".join(map(str, OLDEST_SQLITE)),
        }
        yield Finding(Ailment.SQLITE_OLD, facts)


def _examine_address(settings: Settings) -> Iterator[Finding]:
    if settings.public_url is None:
        yield Finding(Ailment.ADDRESS_MISSING)
        return
    parts = urlsplit(settings.public_url)
    if parts.scheme != "https" and parts.hostname not in ("127.0.0.1", "localhost", "::1"):
        yield Finding(Ailment.ADDRESS_OPEN, {"address": settings.public_url})


def _examine_instance(instance: Instance) -> Iterator[Finding]:
    with instance.database.snapshot() as session:
        yield from _examine_times(session, instance)
        if not instance.database.is_sqlite:
            yield from _examine_postgresql(session)


def _examine_times(session: Session, instance: Instance) -> Iterator[Finding]:
    acts = audit.read_chain(session, None)
    latest = {act.act: act.at for act in sorted(acts, key=lambda act: act.seq)}
    newest = audit.newest(session)
    if instance.now < max(_WRITTEN, (newest or _WRITTEN) - _DRIFT):
        yield Finding(Ailment.CLOCK_WRONG, {"now": instance.now})
    printed, replaced = latest.get(PRINTED), latest.get(REPLACED)
    if printed is None or (replaced and replaced > printed):
        yield Finding(Ailment.KEY_NOT_PRINTED)
    is_open = any(one.state is RoundState.OPEN for one in rounds.list_rounds(session, None))
    made = latest.get(BACKUP)
    if is_open and (made is None or instance.now - made > LATEST_BACKUP):
        yield Finding(Ailment.BACKUP_OLD, {"days": LATEST_BACKUP.days})


def _examine_postgresql(session: Session) -> Iterator[Finding]:
    version = int(session.scalar(text("SHOW server_version_num")) or 0) // 10_000
    if version < OLDEST_POSTGRESQL:
        facts: dict[str, object] = {"found": version, "least": OLDEST_POSTGRESQL}
        yield Finding(Ailment.POSTGRESQL_OLD, facts)
    for name, right in KEEPERS.items():
        stands = session.scalar(text("SELECT current_setting(:name, true)"), {"name": name})
        if stands not in (None, right):
            yield Finding(
                Ailment.POSTGRESQL_KEEPS, {"name": name, "stands": stands, "right": right}
            )
