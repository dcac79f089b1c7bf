"""How Alembic reaches the database: by the connection the program hands it, or by its settings."""

from alembic import context

from survey_app.settings import Settings
from survey_app.storage.database import open_database
from survey_app.storage.tables import metadata


def migrate() -> None:
    """Run the wanted migrations on one connection, in one transaction."""
    connection = context.config.attributes.get("connection")
    if connection is not None:
        _run(connection)
        return
    database = open_database(Settings().url)
    with database.engine.execution_options(writes=True).connect() as own:
        _run(own)
        own.commit()


def _run(connection) -> None:
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=False)
    with context.begin_transaction():
        context.run_migrations()


migrate()
