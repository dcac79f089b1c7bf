"""The least a server can do: say hello, and commit one row as lastingly as the program commits."""

import sqlalchemy as sa
from flask import Flask, redirect
from flask.typing import ResponseReturnValue

from survey_app.storage.database import Database

_TICK = sa.table("tick", sa.column("n", sa.Integer))


def make_floor_app(database: Database) -> Flask:
    """The application over a database that `make_table` prepared."""
    app = Flask("floor")

    @app.get("/hello")
    def hello() -> str:
        return "hello"

    @app.post("/commit")
    def commit() -> ResponseReturnValue:
        with database.transaction() as session:
            session.connection().execute(sa.insert(_TICK), {"n": 1})
        return redirect("/thanks", 303)

    return app


def make_table(database: Database) -> None:
    """The table of one column that `commit` adds to."""
    with database.transaction() as session:
        session.connection().exec_driver_sql("CREATE TABLE tick (n INTEGER NOT NULL)")
