"""A running program: its settings, database, keys and clock, opened only if they fit together."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from survey_app.services.flood import FloodGate
from survey_app.services.remembered import Remembered
from survey_app.services.together import Turns
from survey_app.settings import Settings
from survey_app.storage import key_check, schema
from survey_app.storage.database import Database, open_database
from survey_app.storage.keys import KEY_FILE, Keys, make_keys, read_keys

BANGKOK = ZoneInfo("Asia/Bangkok")

VISIT_SECONDS = 1.0
"""How long a link is believed to lead where it led, should another process change that."""


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Instance:
    """What every service is handed first."""

    settings: Settings
    database: Database
    keys: Keys = field(repr=False)
    clock: Callable[[], datetime] = _now
    gate: FloodGate = field(default_factory=FloodGate, repr=False, compare=False)
    turns: Turns[Any] = field(default_factory=Turns, repr=False, compare=False)
    visits: Remembered[Any] = field(
        default_factory=lambda: Remembered(VISIT_SECONDS), repr=False, compare=False
    )

    @property
    def now(self) -> datetime:
        """The moment, in UTC."""
        return self.clock()

    @property
    def today(self) -> date:
        """The day in Thailand, where surveys open and end."""
        return self.clock().astimezone(BANGKOK).date()


def open_instance(settings: Settings, clock: Callable[[], datetime] = _now) -> Instance:
    """The instance that `settings` name; raises SchemaOld, KeyMissing or KeyWrong, and makes nothing."""
    database = _open_database(settings)
    keys = read_keys(settings.instance)
    with database.snapshot() as session:
        key_check.require_key(session, keys)
    return Instance(settings, database, keys, clock)


def open_keyless(settings: Settings, keys: Keys, clock: Callable[[], datetime] = _now) -> Instance:
    """The instance under keys about to replace the lost ones; only `replace_key` uses it."""
    return Instance(settings, _open_database(settings), keys, clock)


def _open_database(settings: Settings) -> Database:
    database = open_database(settings.url)
    if database.path and not database.path.exists():
        schema.refuse_missing(database)
    schema.require_schema(database)
    return database


def upgrade_instance(settings: Settings, clock: Callable[[], datetime] = _now) -> Instance:
    """Make or migrate the database; a key is made only for a database that was never bound to one."""
    settings.instance.mkdir(parents=True, exist_ok=True, mode=0o700)
    database = open_database(settings.url)
    schema.migrate(database)
    with database.transaction() as session:
        bound = key_check.is_bound(session)
        keys = _keys(settings, make=not bound)
        if bound:
            key_check.require_key(session, keys)
        else:
            key_check.remember_key(session, keys)
    return Instance(settings, database, keys, clock)


def _keys(settings: Settings, *, make: bool) -> Keys:
    """A key left by a start that was cut off before it was bound is used, never replaced."""
    if make and not (settings.instance / KEY_FILE).exists():
        return make_keys(settings.instance)
    return read_keys(settings.instance)
