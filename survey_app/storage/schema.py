"""The schema of the database: migrating it, and knowing whether it is this program's."""

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from survey_app.core.errors import SchemaOld
from survey_app.storage.database import Database
from survey_app.storage.shipped import shipped


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(shipped("migrations")).replace("%", "%%"))
    return config


def migrate(database: Database, to: str = "head") -> None:
    """Bring the schema to `to`; each migration is applied whole or not at all."""
    config, upwards = _config(), to == "head" or to > (current(database) or "")
    with database.transaction() as session:
        config.attributes["connection"] = session.connection()
        if upwards:
            command.upgrade(config, to)
        else:
            command.downgrade(config, to)


def current(database: Database) -> str | None:
    """The revision the database stands at, or None before the first migration."""
    with database.snapshot() as session:
        return MigrationContext.configure(session.connection()).get_current_revision()


def knows(revision: str) -> bool:
    """Whether this program has a migration of that name."""
    script = ScriptDirectory.from_config(_config())
    return revision in {step.revision for step in script.walk_revisions()}


def require_schema(database: Database) -> None:
    """Raise SchemaOld unless the database stands at this program's own revision."""
    wanted = ScriptDirectory.from_config(_config()).get_current_head() or ""
    found = current(database) or "-"
    if found != wanted:
        raise SchemaOld(found, wanted)


def refuse_missing(database: Database) -> None:
    """Raise SchemaOld for a database file that is not there: opening one would make it."""
    raise SchemaOld("-", str(database.path))
