"""The schema: migrations both ways, equal to the models, and nothing in it that remembers people."""

import re
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from survey_app.core.errors import SchemaOld
from survey_app.services.instance import Instance
from survey_app.storage import schema
from survey_app.storage.database import open_database
from survey_app.storage.tables import metadata

RESPONDENT_TABLES = {
    "tally": {"survey", "row", "option", "n"},
    "pool": {"survey", "sealed"},
    "released": {"survey", "n"},
    "suggestion": {"key", "survey", "sealed", "text", "redacted"},
    "ticket": {"mac", "survey", "expires_on"},
    "admission_code": {"mac", "survey", "state"},
    "participation": {"survey", "place", "day", "n"},
    "respondent_error": {"day", "kind", "n"},
}
"""All that may be kept about respondents: a new table or column must be argued for here."""

OFFICER_TABLES = {
    "agency", "audit", "definition", "disclosure_change", "disclosure_item", "history_score",
    "history_year", "key_check", "measure", "measure_progress", "officer", "place", "publication",
    "published_file", "remark", "report", "report_paragraph", "report_suggestion", "result", "round",
    "session", "sign_in", "survey", "wording",
}  # fmt: skip


def test_migrations_give_exactly_the_tables_of_the_models(instance: Instance):
    with instance.database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_every_table_is_known_and_respondents_tables_have_only_argued_columns(instance: Instance):
    found = sa.inspect(instance.database.engine)
    tables = set(found.get_table_names()) - {"alembic_version"}
    assert tables == OFFICER_TABLES | set(RESPONDENT_TABLES)
    for table, columns in RESPONDENT_TABLES.items():
        assert {column["name"] for column in found.get_columns(table)} == columns


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize("table", RESPONDENT_TABLES)
def test_respondents_tables_keep_no_order_of_arrival(instance: Instance, table: str):
    with instance.database.engine.connect() as connection:
        written = connection.execute(
            sa.text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": table}
        ).scalar()
        assert "WITHOUT ROWID" in str(written)
        types = {str(column["type"]) for column in sa.inspect(connection).get_columns(table)}
    assert not any("TIME" in kind for kind in types), "a time finer than a day"


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
