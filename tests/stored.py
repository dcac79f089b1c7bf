"""What an engine really keeps on its disk, for tests that look for what must not be there."""

from pathlib import Path

import sqlalchemy as sa

from survey_app.services.instance import Instance


def stored_bytes(instance: Instance) -> bytes:
    """Every byte of the database's files; of PostgreSQL's its log of changes too."""
    database = instance.database
    if database.path:
        return database.path.read_bytes()
    with database.engine.connect() as connection:
        oid = connection.scalar(
            sa.text("SELECT oid FROM pg_database WHERE datname = current_database()")
        )
    with database.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(sa.text("CHECKPOINT"))
    data = Path(str(database.url.query["host"])) / "data"
    files = [*(data / "base" / str(oid)).iterdir(), *(data / "pg_wal").glob("0*")]
    return b"".join(file.read_bytes() for file in files)
