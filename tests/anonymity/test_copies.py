"""A copy of the database after every sheet: what two copies side by side tell."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
import sqlalchemy as sa

from survey_app.core.officers import COMMAND_LINE
from survey_app.core.questionnaire import SurveyInstrument
from survey_app.core.sheet import LONGEST_SUGGESTION, Sheet
from survey_app.services import closing
from survey_app.services.instance import Instance
from survey_app.storage.agencies import Agency
from tests.anonymity import sqlite_pages
from tests.anonymity.arrivals import Arrivals
from tests.anonymity.plain_view import PlainView, view_plainly
from tests.respondents import open_pretend_round, random_sheet

SHEETS = 42
"""Enough for two lots with codes after the first, and for the first with a link."""
PER_SHEET = {"participation", "tickets", "codes"}
"""What every sheet changes, whatever it says."""
PER_LOT = {"tally", "released", "suggestions"}
"""What changes at the boundary of a lot alone."""
TOUCHED = {"pool", "ticket", "admission_code", "participation"}
"""The tables in whose pages a sheet that fills no lot is seen."""


@dataclass(frozen=True)
class Copy:
    """What was read and copied after a sheet."""

    view: PlainView
    pool: bytes
    pages: tuple[bytes, ...]


def copy(people: Arrivals) -> Copy:
    with people.instance.database.engine.connect() as connection:
        query = sa.text("SELECT sealed FROM pool WHERE survey = :survey")
        sealed = connection.scalar(query, {"survey": people.survey})
        seen = view_plainly(connection)
    path = people.instance.database.path
    return Copy(seen, bytes(sealed), tuple(sqlite_pages.read_pages(path)) if path else ())


def boundaries(instrument: SurveyInstrument) -> set[int]:
    """The numbers of the sheets that fill a lot: 20, 30 … with codes, 40, 60 … with a link."""
    full, release = (20, 10) if instrument == "IIT" else (40, 20)
    return set(range(full, SHEETS + 1, release))


@pytest.mark.parametrize("instrument", ["IIT", "EIT"])
def test_copies_differ_in_plain_text_at_the_boundaries_of_lots_alone(
    instance: Instance, agency: Agency, instrument: SurveyInstrument
):
    people = Arrivals(open_pretend_round(instance, agency), instrument)
    copies = [copy(people)]
    for number in range(1, SHEETS + 1):
        people.send()
        copies.append(copy(people))
        before, after = copies[-2:]
        changed = after.view.changed(before.view)
        expected = PER_SHEET - (set() if people.visit.needs_code else {"codes"})
        assert changed - PER_LOT == expected
        assert bool(changed & PER_LOT) is (number in boundaries(instrument)), number
        if number not in boundaries(instrument):
            assert_only_respondents_pages_changed(people, before, after)
    assert_pools_are_one_size_and_wholly_new([one.pool for one in copies])


def assert_pools_are_one_size_and_wholly_new(pools: list[bytes]) -> None:
    """Two seals of 40,000 bytes agree in one byte of 256 by chance; 8 in a row never."""
    assert len({len(one) for one in pools}) == 1
    for before, after in pairwise(pools):
        same = sum(a == b for a, b in zip(before, after, strict=True))
        assert same < len(after) / 128
        pieces = {before[at : at + 8] for at in range(0, len(before), 8)}
        assert pieces.isdisjoint(after[at : at + 8] for at in range(len(after) - 7))


def assert_only_respondents_pages_changed(people: Arrivals, before: Copy, after: Copy) -> None:
    """On SQLite down to the bytes: counts, suggestions and all of officers' tables lie still."""
    path = people.instance.database.path
    if path is None:
        return
    still = {
        page
        for table, pages in sqlite_pages.pages_by_tree(path).items()
        if table not in TOUCHED | {"sqlite_schema"}
        for page in pages
    }
    changed = {
        number
        for number, (old, new) in enumerate(zip(before.pages, after.pages, strict=False), 1)
        if old != new
    }
    assert changed
    assert not changed & still - {1}, "page 1 holds the file's count of transactions"


@pytest.mark.engine("postgresql")
def test_on_postgresql_no_row_of_the_counts_is_written_between_lots(
    instance: Instance, agency: Agency
):
    people = Arrivals(open_pretend_round(instance, agency), "IIT")
    written = []
    for _ in range(31):
        people.send()
        with instance.database.engine.connect() as connection:
            tables = "SELECT max(CAST(CAST(xmin AS text) AS bigint)) FROM {}"
            written.append(
                tuple(
                    connection.scalar(sa.text(tables.format(table)))
                    for table in ("tally", "released", "survey", "round", "audit", "remark")
                )
            )
    assert len(set(written)) == 3
    assert len(set(written[:19])) == len(set(written[19:29])) == len(set(written[29:])) == 1


def sizes(people: Arrivals, sheets: list[Sheet]) -> list[tuple[object, ...]]:
    """How large everything is after each sheet that fills no lot."""
    measured = []
    for sheet in sheets:
        people.send(sheet)
        measured.append(_measure(people))
    return measured


def _measure(people: Arrivals) -> tuple[object, ...]:
    with people.instance.database.engine.connect() as connection:
        query = sa.text("SELECT count(*), sum(length(sealed)) FROM suggestion")
        suggestions = tuple(connection.execute(query).one())
        pool = connection.scalar(sa.text("SELECT sum(length(sealed)) FROM pool"))
        path = people.instance.database.path
        if path is None:
            heaps = "SELECT pg_relation_size('tally'), pg_relation_size('suggestion')"
            return (*suggestions, pool, *connection.execute(sa.text(heaps)).one())
    return (*suggestions, pool, _pages_but_of_random_keys(path))


def _pages_but_of_random_keys(path: Path) -> tuple[int, int]:
    """Pages of the file, and bytes beside it; pages of hashes split where chance has it."""
    by_table = sqlite_pages.pages_by_tree(path)
    random_keys = sum(len(by_table[table]) for table in ("ticket", "admission_code"))
    beside = [file for file in path.parent.iterdir() if file != path]
    return (
        len(sqlite_pages.read_pages(path)) - random_keys - sqlite_pages.count_free(path),
        sum(file.stat().st_size for file in beside),
    )


def test_no_size_depends_on_answers_or_on_a_suggestion(
    instance: Instance, agency: Agency, other_agency: Agency
):
    """Nineteen sheets all alike and silent, then nineteen unlike and full of words, grow alike."""
    quiet = Arrivals(open_pretend_round(instance, agency), "IIT")
    loud = Arrivals(open_pretend_round(instance, other_agency), "IIT")
    form = quiet.visit.form
    alike = [random_sheet(form, quiet.chance)] * 19
    unlike = [random_sheet(form, loud.chance, "ก" * LONGEST_SUGGESTION) for _ in range(19)]
    first, second = sizes(quiet, alike), sizes(loud, unlike)
    assert _growth(first) == _growth(second)
    assert {one[0] for one in (*first, *second)} == {0}, "a text before its lot"


def _growth(measured: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """What each sheet added."""
    return [
        tuple(_less(b, a) for a, b in zip(before, after, strict=True))
        for before, after in pairwise(measured)
    ]


def _less(after: object, before: object) -> object:
    if isinstance(after, tuple):
        return tuple(_less(b, a) for a, b in zip(before, after, strict=True))
    return (after or 0) - (before or 0)


def test_a_lot_tells_how_many_suggestions_it_had_and_not_how_long_they_were(
    instance: Instance, agency: Agency, other_agency: Agency
):
    seen = []
    for town, length in ((agency, 1), (other_agency, LONGEST_SUGGESTION)):
        people = Arrivals(open_pretend_round(instance, town), "IIT")
        for _ in range(20):
            people.send(random_sheet(people.visit.form, people.chance, "ก" * length))
        with instance.database.engine.connect() as connection:
            query = sa.text("SELECT length(sealed) FROM suggestion WHERE survey = :survey")
            seen.append(list(connection.scalars(query, {"survey": people.survey})))
    assert seen[0] == seen[1]
    assert len(seen[0]) == 10


def test_closing_leaves_the_day_and_no_sheet(instance: Instance, agency: Agency):
    """After closing nothing sealed is left, and what was participation is still days and places."""
    people = Arrivals(open_pretend_round(instance, agency), "IIT")
    people.send_many(25)
    closing.close_round(instance, COMMAND_LINE, people.pretend.id, "ทดสอบ")
    with instance.database.engine.connect() as connection:
        after = view_plainly(connection).of_survey(people.survey)
    assert after.pools == {}
    assert {at[1] for at in after.suggestions} <= {None}, "nothing is sealed any more"
    assert sum(after.participation.values()) == 25
    assert {date.fromisoformat(str(at[2])) for at in after.participation} == {instance.today}
