"""The years of an agency: closed rounds as they may be shown, beside what was imported."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from survey_app.core.errors import NotFound
from survey_app.core.officers import COMMAND_LINE, Actor, Role
from survey_app.core.years import YearFigures, is_comparable, year_before
from survey_app.services.instance import Instance
from survey_app.services.past_years import enter_year, import_years
from survey_app.services.results import read_closed
from survey_app.services.years import read_agency_years, read_years
from survey_app.storage.agencies import Agency
from tests.closed_rounds import close_pretend_round
from tests.respondents import open_pretend_round

GOLDEN = json.loads((Path(__file__).parents[2] / "data" / "golden.json").read_text("utf-8"))[
    "years"
]


def enter_golden(instance: Instance, agency: Agency, *years: int) -> None:
    """Enter published years of Ban Khong as those of `agency`."""
    for year in years:
        told = GOLDEN[str(year)]
        scores = dict(enumerate(map(Decimal, told["indicator_scores"]), start=1))
        total = Decimal(told["announced_total"])
        enter_year(instance, COMMAND_LINE, agency.id, year, 2564, scores, total)


def read_one(instance: Instance, agency: Agency, year: int) -> YearFigures:
    years = read_years(instance, COMMAND_LINE, agency.id)
    return next(one for one in years if one.fiscal_year == year)


def test_years_come_newest_first_and_open_rounds_are_none_of_them(
    instance: Instance, agency: Agency
) -> None:
    enter_golden(instance, agency, 2562, 2563)
    closed = close_pretend_round(instance, agency, iit=12, eit=12)
    open_pretend_round(instance, agency, fiscal_year=2565)
    years = read_years(instance, COMMAND_LINE, agency.id)
    assert [(one.fiscal_year, one.imported) for one in years] == [
        (2564, False),
        (2563, True),
        (2562, True),
    ]
    assert years[0].round == closed.id
    assert year_before(years, years[0]) is years[1]


def test_a_closed_rounds_figures_are_those_of_its_result(
    instance: Instance, agency: Agency
) -> None:
    closed = close_pretend_round(instance, agency, iit=12, eit=12)
    shown = read_closed(instance, COMMAND_LINE, closed.id).shown
    found = read_one(instance, agency, 2564)
    assert (found.total, found.level, found.statistics) == (
        shown.total,
        shown.level,
        shown.statistics,
    )
    assert found.scores == shown.indicator_scores
    assert None not in found.scores.values()


@pytest.mark.parametrize(("people", "total"), [(3, False), (7, True)])
def test_what_few_people_answered_is_withheld_here_too(
    instance: Instance, agency: Agency, people: int, *, total: bool
) -> None:
    close_pretend_round(instance, agency, iit=people, eit=12)
    found = read_one(instance, agency, 2564)
    assert [found.scores[no] for no in range(1, 6)] == [None] * 5
    assert None not in [found.scores[no] for no in range(6, 11)]
    assert (found.total is not None, found.level is not None) == (total, total)
    assert (found.statistics, found.recomputed) == (None, None)
    assert [(one.instrument, one.respondents) for one in found.shortfalls][:1] == [("IIT", people)]


def test_a_year_with_both_is_the_rounds_and_keeps_the_announced_total(
    instance: Instance, agency: Agency
) -> None:
    enter_golden(instance, agency, 2564)
    before = read_one(instance, agency, 2564)
    assert (before.imported, before.announced_beside) == (True, None)
    close_pretend_round(instance, agency, iit=3, eit=12)
    found = read_one(instance, agency, 2564)
    assert (found.imported, found.total) == (False, None)
    assert found.announced_beside == Decimal("59.46")
    assert found.scores[1] is None


def test_imported_years_of_the_scheme_compare_with_the_round_and_others_do_not(
    instance: Instance, agency: Agency
) -> None:
    content = b"fiscal_year,indicator,score\n2560,1,50\n2563,1,60\n"
    import_years(instance, COMMAND_LINE, "years.csv", content, agency.id)
    close_pretend_round(instance, agency, iit=12, eit=12)
    own, near, far = read_years(instance, COMMAND_LINE, agency.id)
    assert is_comparable(own, near)
    assert is_comparable(near, own)
    assert not is_comparable(own, far)
    assert (far.edition, far.level) == (2560, None)


def test_another_agencys_years_are_not_found_and_never_mixed_in(
    instance: Instance, agency: Agency, other_agency: Agency, officer_actor: Actor
) -> None:
    enter_golden(instance, other_agency, 2563)
    close_pretend_round(instance, other_agency, iit=12, eit=12)
    assert read_years(instance, officer_actor, agency.id) == ()
    for unseen in (other_agency.id, "nothing"):
        with pytest.raises(NotFound):
            read_years(instance, officer_actor, unseen)
    with pytest.raises(NotFound):
        read_years(instance, COMMAND_LINE, "nothing")
    executive = Actor("boss", Role.EXECUTIVE, other_agency.id)
    assert len(read_years(instance, executive, other_agency.id)) == 2


def test_indicators_are_named_by_the_edition(instance: Instance, agency: Agency) -> None:
    found = read_agency_years(instance, COMMAND_LINE, agency.id)
    assert found.agency == agency
    assert found.editions[2564].indicator_names[1] == "การปฏิบัติหน้าที่"
