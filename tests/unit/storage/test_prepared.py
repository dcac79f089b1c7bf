"""Statements handed to the driver as they are: the same values, and the same refusals, as by SQLAlchemy."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from survey_app.services.instance import Instance
from survey_app.storage.prepared import Prepared, any_of, run_as_written, run_for_each
from survey_app.storage.tables import RespondentErrorRow, metadata

_TABLE = metadata.tables["respondent_error"]
DAY = date(2021, 3, 1)
FROM = Prepared(
    sa.select(_TABLE.c.day, _TABLE.c.kind, _TABLE.c.n)
    .where(_TABLE.c.day >= sa.bindparam("day"))
    .order_by(_TABLE.c.kind)
    .limit(sa.bindparam("most"))
)
RAISE = Prepared(
    sa.update(_TABLE)
    .where(_TABLE.c.kind == sa.bindparam("of"))
    .values(n=sa.bindparam("n"))
    .returning(_TABLE.c.day, _TABLE.c.n)
)


def keep(session: Session, *kinds: str) -> None:
    session.add_all(RespondentErrorRow(day=DAY, kind=kind, n=1) for kind in kinds)
    session.flush()


def test_values_are_given_and_read_as_sqlalchemy_does(instance: Instance):
    with instance.database.transaction() as session:
        keep(session, "a", "b", "c")
        assert FROM.run(session, day=DAY, most=2) == [(DAY, "a", 1), (DAY, "b", 1)]
        assert FROM.run(session, day=DAY + timedelta(days=1), most=2) == []


def test_what_is_written_stays_and_can_be_returned(instance: Instance):
    with instance.database.transaction() as session:
        keep(session, "a", "b")
        assert RAISE.run(session, of="a", n=7) == [(DAY, 7)]
        assert RAISE.run(session, of="none", n=7) == []
    with instance.database.snapshot() as session:
        assert FROM.run(session, day=DAY, most=9) == [(DAY, "a", 7), (DAY, "b", 1)]


def test_a_column_may_be_any_of_several(instance: Instance):
    with instance.database.transaction() as session:
        keep(session, "a", "b", "c")
        among, kinds = any_of(session, ["a", "c", "d"])
        text = f"SELECT kind FROM respondent_error WHERE kind {among} ORDER BY kind"
        assert run_as_written(session, text, kinds) == [("a",), ("c",)]


def test_what_failed_half_way_is_rolled_back_and_quotes_nothing(instance: Instance):
    """PostgreSQL's own words would name the whole row."""
    marks = "?, ?, ?, ?" if instance.database.is_sqlite else "%s, %s, %s, %s"
    with (
        pytest.raises(sa.exc.IntegrityError) as caught,
        instance.database.transaction() as session,
    ):
        keep(session, "a")
        run_for_each(session, f"INSERT INTO tally VALUES ({marks})", [("SECRET", "i1", 0, -1)])
    assert "SECRET" not in str(caught.value) + repr(caught.value.orig)
    with instance.database.snapshot() as session:
        assert FROM.run(session, day=DAY, most=9) == []
