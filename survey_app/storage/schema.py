"""The schema of the database: migrating it, and knowing whether it is this program's.

Alembic is loaded to migrate: every other start only compares two numbers.
"""

from typing import TYPE_CHECKING

import sqlalchemy as sa

from survey_app.core.errors import SchemaOld
from survey_app.storage.database import Database
from survey_app.storage.shipped import shipped

if TYPE_CHECKING:
    from alembic.config import Config


def _config() -> "Config":
    from alembic.config import Config  # noqa: PLC0415  # loaded to migrate

    config = Config()
    config.set_main_option("script_location", str(shipped("migrations")).replace("%", "%%"))
    return config


def migrate(database: Database, to: str = "head") -> None:
    """Bring the schema to `to`; each migration is applied whole or not at all."""
    from alembic import command  # noqa: PLC0415  # loaded to migrate

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
        if not sa.inspect(session.connection()).has_table("alembic_version"):
            return None
        found: str | None = session.scalar(sa.text("SELECT version_num FROM alembic_version"))
    return found


def knows(revision: str) -> bool:
    """Whether this program has a migration of that name."""
    return revision in revisions()


def require_schema(database: Database) -> None:
    """Raise SchemaOld unless the database stands at this program's own revision."""
    wanted = max(revisions())
    found = current(database) or "-"
    if found != wanted:
        raise SchemaOld(found, wanted)


def revisions() -> set[str]:
    """The names of all migrations, which are rising numbers: the first word of each file's name."""
    files = (shipped("migrations") / "versions").glob("[0-9]*.py")
    return {file.name.partition("_")[0] for file in files}


def refuse_missing(database: Database) -> None:
    """Raise SchemaOld for a database file that is not there: opening one would make it."""
    raise SchemaOld("-", str(database.path))
