"""Sixty sheets in known order: nothing stored tells that order better than chance would.

`tests/anonymity/ranks.py` says how chance is measured and how seldom it is blamed wrongly.
"""

import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from survey_app.core.officers import COMMAND_LINE
from survey_app.core.questionnaire import SurveyInstrument
from survey_app.core.rounds import SurveyDays
from survey_app.core.sheet import Sheet
from survey_app.services import closing, codes, lots, places, tidying
from survey_app.services.instance import Instance
from survey_app.services.results import read_texts
from survey_app.storage import admission_codes, pool, rounds, suggestions, surveys, tickets
from survey_app.storage.agencies import Agency
from survey_app.storage.tickets import Ticket
from tests.anonymity import sqlite_pages
from tests.anonymity.arrivals import Arrivals
from tests.anonymity.postgresql_pages import read_versions
from tests.anonymity.ranks import LIMIT, newest_deviation, page_deviation, rank_deviation
from tests.conftest import Clock
from tests.respondents import open_pretend_round, random_sheet

SHEETS = 60
TABLES: dict[str, Callable[[Arrivals], list[bytes]]] = {
    "ticket": lambda people: people.tickets,
    "admission_code": lambda people: people.codes,
}
"""Where each sheet leaves a row of its own, and the hashes by which a test finds it."""

Place = tuple[int, int]
"""A page, and where on it."""


def sqlite_places(instance: Instance, table: str) -> Iterator[tuple[str, dict[bytes, Place]]]:
    """Where the file holds each hash: once for the table, once for each index."""
    path = instance.database.path
    assert path is not None
    for tree in sqlite_pages.trees_of(path, table):
        entries = sqlite_pages.read_entries(path, tree)
        found = {
            column: (one.page, one.offset)
            for one in entries
            for column in one.columns
            if len(column) == 32
        }
        yield tree.name, found


def postgresql_places(instance: Instance, table: str) -> Iterator[tuple[str, dict[bytes, Place]]]:
    """Where the living rows are, by `ctid` and by the bytes of the heap file."""
    with instance.database.engine.connect() as connection:
        query = sa.text(f"SELECT mac, CAST(ctid AS text) FROM {table}")
        rows = [
            (bytes(mac), ctid.strip("()").split(",")) for mac, ctid in connection.execute(query)
        ]
    items = {mac: (int(page), int(item)) for mac, (page, item) in rows}
    yield "ctid", items
    versions = {(one.page, one.item): one.offset for one in read_versions(instance, table)}
    yield "offset", {mac: (page, versions[page, item]) for mac, (page, item) in items.items()}


def places_of(instance: Instance, table: str) -> Iterator[tuple[str, dict[bytes, Place]]]:
    by_engine = sqlite_places if instance.database.is_sqlite else postgresql_places
    return by_engine(instance, table)


def assert_no_order(arrived: list[bytes], found: dict[bytes, Place], where: str) -> None:
    seen = [found[mac] for mac in arrived]
    assert abs(rank_deviation(seen)) < LIMIT, where
    assert abs(rank_deviation([place for _page, place in seen])) < LIMIT, where
    assert abs(page_deviation(seen)) < LIMIT, where


def test_what_a_sheet_leaves_tells_neither_its_place_in_the_order_nor_the_newest(
    instance: Instance, agency: Agency
):
    """Where the rows of tickets and codes lie, asked after every sheet and at the end."""
    people = Arrivals(open_pretend_round(instance, agency, staff=SHEETS), "IIT")
    stood: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for _ in range(SHEETS):
        people.send()
        for table, hashes in TABLES.items():
            arrived = hashes(people)
            for where, found in places_of(instance, table):
                ordered = sorted(arrived, key=lambda mac, at=found: at[mac])
                place = ordered.index(arrived[-1]), len(arrived)
                stood.setdefault((table, where), []).append(place)
    for table_and_where, at in stood.items():
        assert abs(newest_deviation(at)) < LIMIT, table_and_where
    for table, hashes in TABLES.items():
        assert len(set(hashes(people))) == SHEETS
        for where, found in places_of(instance, table):
            assert_no_order(hashes(people), found, where)
        if not instance.database.is_sqlite:
            assert_writers_tell_no_order(instance, table, hashes(people))


def assert_writers_tell_no_order(instance: Instance, table: str, arrived: list[bytes]) -> None:
    """`xmin`, the transaction that wrote a row, belongs to many rows and to none by its time."""
    with instance.database.engine.connect() as connection:
        query = sa.text(f"SELECT mac, CAST(CAST(xmin AS text) AS bigint) FROM {table}")
        wrote = {bytes(mac): xmin for mac, xmin in connection.execute(query)}
    assert abs(rank_deviation([wrote[mac] for mac in arrived])) < LIMIT
    assert len(set(wrote.values())) < SHEETS / 2, "a row still knows the transaction it came with"


def spend_tickets(instance: Instance, agency: Agency, count: int) -> list[bytes]:
    """So many tickets spent one after the other, without the sheets."""
    people = Arrivals(open_pretend_round(instance, agency), "EIT")
    expires = instance.today + tickets.GOOD_FOR
    given = [Ticket(people.survey, secrets.token_bytes(32), expires) for _ in range(count)]
    with instance.database.transaction() as session:
        for ticket in given:
            tickets.spend(session, people.survey, [ticket])
    return [ticket.mac for ticket in given]


def check_many_tickets(instance: Instance, agency: Agency, count: int) -> None:
    arrived = spend_tickets(instance, agency, count)
    for where, found in places_of(instance, "ticket"):
        assert_no_order(arrived, found, where)


def test_more_tickets_than_are_written_again_together_tell_no_order(
    instance: Instance, agency: Agency
):
    check_many_tickets(instance, agency, 240)


@pytest.mark.soak
def test_thousands_of_tickets_tell_no_order(instance: Instance, agency: Agency):
    check_many_tickets(instance, agency, 3000)


def test_where_codes_lie_tells_no_serial_of_the_slips(instance: Instance, agency: Agency):
    """Slips are cut and handed out in the order of printing; a used one must not show its number."""
    pretend = open_pretend_round(instance, agency, staff=2 * SHEETS)
    survey = pretend.visit("IIT").survey
    printed = [admission_codes._mac(instance.keys, survey, code) for code in pretend.codes]
    for where, found in places_of(instance, "admission_code"):
        assert_no_order(printed, found, where)
    people = Arrivals(pretend, "IIT")
    people.send_many(30)
    for where, found in places_of(instance, "admission_code"):
        assert_no_order(printed[:90], found, where)


def test_voiding_codes_keeps_no_serial_either(instance: Instance, agency: Agency):
    pretend = open_pretend_round(instance, agency, staff=SHEETS)
    survey = pretend.visit("IIT").survey
    printed = [admission_codes._mac(instance.keys, survey, code) for code in pretend.codes]
    codes.void_codes(instance, COMMAND_LINE, pretend.id)
    for where, found in places_of(instance, "admission_code"):
        assert_no_order(printed, found, where)


def test_places_of_a_day_do_not_tell_which_of_them_was_last(instance: Instance, agency: Agency):
    """Twelve places, each with its first sheet after the one before."""
    pretend = open_pretend_round(instance, agency)
    stood = []
    for number in range(12):
        added = places.add_place(instance, COMMAND_LINE, pretend.id, "EIT", f"จุด {number}")
        pretend.links["EIT"] = added.link_code
        Arrivals(pretend, "EIT").send()
        found = participation_places(instance)
        ordered = sorted(found, key=lambda place, at=found: at[place])
        stood.append((ordered.index(added.id), len(found)))
    assert len({place for place, _of in stood}) > 1, "the newest always lies in the same place"
    if not instance.database.is_sqlite:
        with instance.database.engine.connect() as connection:
            wrote = connection.scalars(sa.text("SELECT CAST(xmin AS text) FROM participation"))
            assert len(set(wrote)) == 1


def participation_places(instance: Instance) -> dict[str, Place]:
    """Where the row of each place lies."""
    if instance.database.path:
        (tree,) = sqlite_pages.trees_of(instance.database.path, "participation")
        entries = sqlite_pages.read_entries(instance.database.path, tree)
        return {one.columns[1].decode(): (one.page, one.offset) for one in entries}
    with instance.database.engine.connect() as connection:
        rows = connection.execute(sa.text("SELECT place, CAST(ctid AS text) FROM participation"))
        parts = {place: ctid.strip("()").split(",") for place, ctid in rows}
    return {place: (int(page), int(item)) for place, (page, item) in parts.items()}


def feed(people: Arrivals, count: int) -> Iterator[list[int]]:
    """Numbered sheets put into the pool one by one; after each, who waits, as the key shows it."""
    keys = people.instance.keys
    with people.instance.database.transaction() as session:
        survey = surveys.get_survey(session, people.survey)
        access = rounds.get_round(session, None, survey.round).access(survey.instrument)
        for number in range(count):
            waiting = pool.lock_pool(session, keys, survey.id) or []
            sheet = _numbered(people, number)
            lots.take_in(session, keys, access, survey.id, people.visit.form, waiting, [sheet])
            yield [int(one.suggestion) for one in pool.lock_pool(session, keys, survey.id) or ()]


@pytest.mark.parametrize("instrument", ["IIT", "EIT"])
def test_even_with_the_key_the_pool_knows_no_order(
    instance: Instance, agency: Agency, instrument: SurveyInstrument
):
    people = Arrivals(open_pretend_round(instance, agency), instrument)
    stood = []
    for number, waiting in enumerate(feed(people, SHEETS)):
        if number in waiting:
            stood.append((waiting.index(number), len(waiting)))
    assert abs(newest_deviation(stood)) < LIMIT
    assert abs(rank_deviation(waiting)) < LIMIT


def test_a_lot_is_drawn_from_all_who_wait_not_from_those_who_came_first(
    instance: Instance, agency: Agency
):
    """27 times 10 of 20 sheets are folded: the newest 10, and the very last, as chance takes them."""
    people = Arrivals(open_pretend_round(instance, agency), "IIT")
    newest, last = [], []
    for number, waiting in enumerate(feed(people, 280)):
        if number % 10 == 9 and number > 10:
            assert len(waiting) == 10
            newest.append(sum(one > number - 10 for one in waiting))
            last.append(number in waiting)
    # Hypergeometric, 10 of 20 of which 10 are new: mean 5, variance 10·½·½·10/19 = 1.316.
    deviation = (sum(newest) - 5 * len(newest)) / (1.316 * len(newest)) ** 0.5
    assert abs(deviation) < LIMIT
    assert len(set(newest)) > 1, "always the same share: not drawn by chance"
    assert len(set(last)) == 2, "27 tosses of a coin that all fell alike: once in 67 million runs"


def _numbered(people: Arrivals, number: int) -> Sheet:
    return random_sheet(people.visit.form, people.chance, str(number))


def test_suggestions_come_out_in_no_order(instance: Instance, agency: Agency):
    people = Arrivals(open_pretend_round(instance, agency), "EIT")
    assert len(list(feed(people, SHEETS))) == SHEETS
    sealed = _sealed_order(people)
    assert len(sealed) == 40
    assert abs(rank_deviation(sealed)) < LIMIT
    closing.close_round(instance, COMMAND_LINE, people.pretend.id, "ทดสอบ")
    shown = [
        int(text) for text in read_texts(instance, COMMAND_LINE, people.pretend.id, "EIT") or ()
    ]
    assert sorted(shown) == list(range(SHEETS))
    assert abs(rank_deviation(_inverse(shown))) < LIMIT
    stored = [int(text) for text in _stored_texts(instance)]
    assert abs(rank_deviation(_inverse(stored))) < LIMIT


def _sealed_order(people: Arrivals) -> list[int]:
    """Which sheets' texts stand in the table, as a thief with the key would find them."""
    with people.instance.database.engine.connect() as connection:
        rows = list(connection.execute(sa.text("SELECT sealed FROM suggestion")).scalars())
    opened = (suggestions._open(people.instance.keys, people.survey, bytes(one)) for one in rows)
    return [int(text) for text in opened]


def _stored_texts(instance: Instance) -> list[str]:
    """Texts as they lie on the disk: by offset on SQLite, by `ctid` on PostgreSQL."""
    if instance.database.path:
        tree = next(
            one
            for one in sqlite_pages.trees_of(instance.database.path, "suggestion")
            if one.name == "suggestion"
        )
        entries = sqlite_pages.read_entries(instance.database.path, tree)
        ordered = sorted(entries, key=lambda one: (one.page, one.offset))
        return [one.columns[3].decode() for one in ordered]
    with instance.database.engine.connect() as connection:
        return list(connection.scalars(sa.text("SELECT text FROM suggestion ORDER BY ctid")))


def _inverse(order: list[int]) -> list[int]:
    """The place of each number."""
    places = {number: place for place, number in enumerate(order)}
    return [places[number] for number in sorted(order)]


@pytest.mark.engine("sqlite")
def test_the_file_keeps_no_bytes_of_what_it_no_longer_holds(
    instance: Instance, agency: Agency, clock: Clock
):
    """Neither in gaps, freed blocks and free pages nor in a journal: after any sheet, the survey's
    end, the day when tickets and codes are forgotten, and closing."""
    days = SurveyDays(None, instance.today)
    people = Arrivals(open_pretend_round(instance, agency, days=days), "IIT")
    stored: set[bytes] = set()
    for _ in range(25):
        people.send()
        stored |= _pieces(instance)
        assert_no_remains(instance, stored)
    for _ in range(2):
        clock.advance(days=9)
        tidying.tidy(instance)
        assert_no_remains(instance, stored)
    closing.close_round(instance, COMMAND_LINE, people.pretend.id, "ทดสอบ")
    assert_no_remains(instance, stored)
    assert instance.database.path is not None
    gone = stored - _pieces(instance)
    assert _pieces_of(instance.database.path.read_bytes()).isdisjoint(gone)


def assert_no_remains(instance: Instance, stored: set[bytes]) -> None:
    assert instance.database.path is not None
    assert _pieces_of(sqlite_pages.remains(instance.database.path)).isdisjoint(stored)
    assert leftover_files(instance.database.path) == {}


PIECE = 8
"""Bytes: random ones meet by chance once in 10^19; pages keep 2-byte addresses of former cells."""


def _pieces(instance: Instance) -> set[bytes]:
    """Everything random or sealed that the tables hold now, cut into pieces."""
    queries = ("SELECT mac FROM ticket", "SELECT sealed FROM pool", "SELECT sealed FROM suggestion")
    with instance.database.engine.connect() as connection:
        values = [one for query in queries for one in connection.exec_driver_sql(query).scalars()]
    return {piece for value in values if value for piece in _pieces_of(value, PIECE)}


def _pieces_of(value: bytes, step: int = 1) -> set[bytes]:
    return {value[at : at + PIECE] for at in range(0, len(value) - PIECE + 1, step)}


def leftover_files(path: Path) -> dict[str, int]:
    """Files beside the database that hold anything, by size."""
    known = {path.name, "secret.key"}
    others = (file for file in path.parent.iterdir() if file.name not in known)
    return {file.name: file.stat().st_size for file in others if file.stat().st_size}


@pytest.mark.engine("postgresql")
def test_dead_rows_hold_hashes_exact_participation_and_whole_lots_alone(
    instance: Instance, agency: Agency
):
    """What PostgreSQL cannot forget at once says as little without the key as what is alive.

    Dead versions of tickets and codes do keep the order in which they were spent: an order of
    HMACs, which nobody ties to a form or a slip without the key.
    """
    people = Arrivals(open_pretend_round(instance, agency), "IIT")
    people.send_many(31)
    known = {"ticket": people.tickets, "admission_code": _codes(instance)}
    for table, hashes in known.items():
        versions = read_versions(instance, table)
        assert len(versions) > len(hashes), "there are dead rows to be looked at"
        assert all(any(mac in one.body for mac in hashes) for one in versions)
    wrote = {one.xmin for one in read_versions(instance, "tally")}
    assert len(wrote) <= 1 + 2, "counts were written more often than a lot was folded"


def _codes(instance: Instance) -> list[bytes]:
    with instance.database.engine.connect() as connection:
        return [bytes(mac) for mac in connection.scalars(sa.text("SELECT mac FROM admission_code"))]
