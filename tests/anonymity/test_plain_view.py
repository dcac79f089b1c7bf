"""What is readable without the key is the design's list, and no copies together speak of fewer than a lot."""

import random
from dataclasses import dataclass
from itertools import combinations

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from survey_app.core.lots import lot_rule
from survey_app.core.officers import COMMAND_LINE
from survey_app.core.questionnaire import SurveyInstrument
from survey_app.core.rounds import StaffAccess
from survey_app.core.sheet import LONGEST_SUGGESTION, Sheet
from survey_app.core.tally import add_sheets, empty_tally
from survey_app.services import closing, places
from survey_app.services.instance import Instance
from survey_app.services.rounds import find_round
from survey_app.storage.agencies import Agency
from tests.anonymity.arrivals import Arrivals
from tests.anonymity.plain_view import OPAQUE, PlainView, lot_between, view_plainly
from tests.anonymity.test_schema_list import RESPONDENTS
from tests.conftest import Clock
from tests.respondents import PretendRound, open_pretend_round


def view(instance: Instance) -> PlainView:
    with instance.database.engine.connect() as connection:
        return view_plainly(connection)


def test_the_view_leaves_out_no_column_but_what_is_sealed_hashed_or_random(
    instance: Instance, agency: Agency
):
    """Each column of respondents' tables is either counted in the view or listed as opaque."""
    seen: set[tuple[str, str]] = set()
    queries: list[str] = []

    @sa.event.listens_for(instance.database.engine, "before_cursor_execute")
    def _note(_c, _cursor, statement, _p, _ctx, _many):
        queries.append(statement)

    view(instance)
    for table, columns in RESPONDENTS.items():
        said = next(query for query in queries if f"FROM {table}" in query)
        seen |= {(table, column) for column in columns if column in said}
    every = {(table, column) for table, columns in RESPONDENTS.items() for column in columns}
    assert every - seen <= OPAQUE


def test_the_view_is_the_designs_list_and_nothing_more(
    instance: Instance, agency: Agency, clock: Clock
):
    """Counts of whole lots, participation by place and day, numbers of spent tickets and codes."""
    pretend = open_pretend_round(instance, agency)
    staff, citizens = Arrivals(pretend, "IIT"), Arrivals(pretend, "EIT")
    staff.send_many(13)
    first = instance.today
    clock.advance(days=1)
    staff.send_many(9)
    citizens.send_many(7)
    found = view(instance)
    place = {s: next(p for p in found.participation if p[0] == s)[1] for s in
             (staff.survey, citizens.survey)}  # fmt: skip
    days = [_as_stored(instance, day) for day in (first, instance.today)]
    assert found.participation == {
        (staff.survey, place[staff.survey], days[0]): 13,
        (staff.survey, place[staff.survey], days[1]): 9,
        (citizens.survey, place[citizens.survey], days[1]): 7,
    }
    assert found.released == {(staff.survey,): 10, (citizens.survey,): 0}
    assert {sum(row) for row in found.rows(staff.survey).values()} == {10}
    assert {sum(row) for row in found.rows(citizens.survey).values()} == {0}
    assert sorted(found.tickets.values()) == [7, 9, 13]
    assert found.codes == {(staff.survey, "used"): 22, (staff.survey, "unused"): 38}
    assert found.errors == {}
    assert {at[2] for at in found.suggestions} <= {None}, "no text before closing"
    assert sum(found.suggestions.values()) <= 10, "suggestions of the folded lot only"


def _as_stored(instance: Instance, day) -> object:
    return str(day) if instance.database.is_sqlite else day


@pytest.mark.parametrize("instrument", ["IIT", "EIT"])
def test_what_waits_changes_nothing_that_can_be_read(
    instance: Instance, agency: Agency, other_agency: Agency, instrument: SurveyInstrument
):
    """Two towns where people answer the opposite, with and without words: the copies look alike."""
    seen = []
    for town, pick, words in ((agency, 0, ""), (other_agency, -1, "ก" * LONGEST_SUGGESTION)):
        pretend = open_pretend_round(instance, town)
        people = Arrivals(pretend, instrument)
        form = people.visit.form
        choices = [(size + pick) % size for size in form.row_sizes]
        for place, question in zip(
            range(len(form.scored_rows), len(choices)), form.profile, strict=True
        ):
            allowed = [p for p, option in enumerate(question.options) if option.eligible]
            choices[place] = allowed[pick]
        for _ in range(lot_rule(_access(pretend, instrument)).full - 1):
            people.send(Sheet(tuple(choices), words))
        seen.append(_nameless(view(instance), people.survey))
    assert seen[0] == seen[1]


def _access(pretend: PretendRound, instrument: SurveyInstrument) -> StaffAccess:
    return find_round(pretend.instance, COMMAND_LINE, pretend.id).access(instrument)


def _nameless(found: PlainView, survey: str) -> list[object]:
    """The view of one survey without its random names."""
    part = found.of_survey(survey)
    return [
        sorted((at[1:], n) for at, n in part.tally.items()),
        list(part.released.values()),
        sorted((at[2:], n) for at, n in part.participation.items()),
        sorted((at[1:], n) for at, n in part.tickets.items()),
        sorted((at[1:], n) for at, n in part.codes.items()),
        list(part.pools.values()),
        sorted((str(at[1:]), n) for at, n in part.suggestions.items()),
    ]


@dataclass
class Town:
    """A round whose database is copied after everything that happens."""

    pretend: PretendRound

    def __post_init__(self) -> None:
        self.people = {name: Arrivals(self.pretend, name) for name in ("IIT", "EIT")}
        self.copies = [view(self.pretend.instance)]

    def live(self, steps: list[tuple[SurveyInstrument, int]]) -> None:
        for instrument, count in steps:
            for _ in range(count):
                self.people[instrument].send()
                self.copies.append(view(self.pretend.instance))
        closing.close_round(self.pretend.instance, COMMAND_LINE, self.pretend.id, "ทดสอบ")
        self.copies.append(view(self.pretend.instance))


SCHEDULES = st.lists(
    st.tuples(st.sampled_from(["IIT", "EIT"]), st.integers(1, 24)), min_size=2, max_size=5
).filter(lambda steps: max(_sums(steps).values()) >= 20)


def _sums(steps: list[tuple[SurveyInstrument, int]]) -> dict[str, int]:
    sums = {"IIT": 0, "EIT": 0}
    for instrument, count in steps:
        sums[instrument] += count
    return sums


def check_mixtures(instance: Instance, agency: Agency, examples: int) -> None:
    years = iter(range(2564, 2564 + 10 * examples))

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(steps=SCHEDULES)
    def check(steps: list[tuple[SurveyInstrument, int]]) -> None:
        pretend = open_pretend_round(instance, agency, staff=150, fiscal_year=next(years))
        town = Town(pretend)
        town.live(steps)
        for instrument, people in town.people.items():
            assert_no_mixture_isolates_fewer_than_a_lot(town, instrument, people)

    check()


def test_no_mixture_of_copies_isolates_fewer_sheets_than_a_lot(instance: Instance, agency: Agency):
    check_mixtures(instance, agency, 3)


@pytest.mark.soak
def test_no_mixture_of_copies_isolates_fewer_sheets_than_a_lot_in_many_schedules(
    instance: Instance, agency: Agency
):
    check_mixtures(instance, agency, 60)


def assert_no_mixture_isolates_fewer_than_a_lot(
    town: Town, instrument: SurveyInstrument, people: Arrivals
) -> None:
    """Any two copies differ by nothing or a lot; so do the parts that three copies cut out."""
    tallies = [copy.rows(people.survey) for copy in town.copies]
    distinct = [tallies[0]]
    for one in tallies[1:]:
        if one != distinct[-1]:
            distinct.append(one)
    least = lot_rule(_access(town.pretend, instrument)).release
    only_lot = len(distinct) == 2  # a whole survey may be smaller than a lot
    for earlier, later in combinations(distinct, 2):
        size = lot_between(earlier, later)
        assert size >= least or only_lot, f"a difference of {size} sheets can be read"
    for first, second, third in combinations(distinct, 3):
        parts = lot_between(first, second), lot_between(second, third)
        assert min(parts) >= least
        assert sum(parts) == lot_between(first, third), "a sheet left the tally or moved in it"
    form = people.visit.form
    whole = add_sheets(empty_tally(form), people.sheets)
    assert tuple(tallies[-1][code] for code in form.row_codes) == whole.counts


def test_places_and_days_are_never_told_of_a_lot(instance: Instance, agency: Agency):
    """One lot, two places: no column joins what was answered to where it came from."""
    pretend = open_pretend_round(instance, agency)
    added = places.add_place(instance, COMMAND_LINE, pretend.id, "EIT", "ตู้บริการ")
    here = Arrivals(pretend, "EIT", random.Random(1))
    pretend.links["EIT"] = added.link_code
    there = Arrivals(pretend, "EIT", random.Random(2))
    for _ in range(20):
        here.send()
        there.send()
    found = view(instance)
    assert sorted(found.participation.values()) == [20, 20]
    assert found.released[(here.survey,)] == 20
    assert {len(at) for at in found.tally} == {3}
