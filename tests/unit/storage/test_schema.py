"""The schema: migrations both ways and equal to the models.

Which tables and columns there may be, and why, is listed in tests/anonymity/test_schema_list.py.
"""

import re
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from survey_app.core.errors import SchemaOld
from survey_app.services.instance import Instance
from survey_app.storage import schema
from survey_app.storage.database import open_database
from survey_app.storage.tables import metadata


def test_migrations_give_exactly_the_tables_of_the_models(instance: Instance):
    with instance.database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_schema_can_be_taken_down_and_put_up_again(tmp_path: Path):
    database = open_database(f"sqlite:///{tmp_path / 'x.db'}")
    schema.migrate(database)
    before = _written(database)
    config = schema._config()
    with database.transaction() as session:
        config.attributes["connection"] = session.connection()
        command.downgrade(config, "base")
    assert _written(database) == {}
    schema.migrate(database)
    assert _written(database) == before
    database.engine.dispose()


def test_a_database_of_another_schema_is_refused(instance: Instance):
    with instance.database.transaction() as session:
        session.execute(sa.text("UPDATE alembic_version SET version_num = '0000'"))
    with pytest.raises(SchemaOld):
        schema.require_schema(instance.database)


def test_migrations_are_called_as_their_files_say():
    script = ScriptDirectory.from_config(schema._config())
    steps = {step.revision: step.down_revision for step in script.walk_revisions()}
    assert set(steps) == schema.revisions()
    names = sorted(steps)
    assert [steps[name] for name in names] == [None, *names[:-1]], "one line, in rising order"


def test_migrations_import_nothing_of_the_program():
    folder = schema.shipped("migrations") / "versions"
    for file in folder.glob("*.py"):
        assert not re.search(r"^\s*(from|import) survey_app", file.read_text("utf-8"), re.MULTILINE)
        assert "AutoString" not in file.read_text("utf-8")


def test_one_place_commits():
    package = Path(schema.__file__).parent.parent
    files = [p for p in package.rglob("*.py") if re.search(r"\.commit\(", p.read_text("utf-8"))]
    assert [file.name for file in files] == ["database.py"]


def _written(database) -> dict[str, str]:
    with database.engine.connect() as connection:
        rows = connection.execute(
            sa.text("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE '%alembic%'")
        )
        return {name: sql for name, sql in rows if sql}
