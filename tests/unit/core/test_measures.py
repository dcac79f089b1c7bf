"""When progress of a measure is due, what is overdue, and in which order a plan is read."""

from datetime import date
from itertools import pairwise

import pytest

from survey_app.core.measures import (
    FollowUp,
    Measure,
    MeasureStatus,
    Progress,
    entries_in,
    is_overdue,
    missed_terms,
    next_due,
    order_by_urgency,
    quarters,
    terms_of,
    whole_year,
)
from survey_app.core.thai import fiscal_year_days, fiscal_year_of

Q1, Q2, Q3, Q4 = date(2021, 12, 31), date(2022, 3, 31), date(2022, 6, 30), date(2022, 9, 30)


def measure(*days: date, follow_up=FollowUp.QUARTERLY, status=MeasureStatus.STARTED, **other):
    """A measure of 2565 with entries on these days."""
    progress = tuple(Progress(f"p{n}", day, "ทำแล้ว", (), "officer") for n, day in enumerate(days))
    known = {"id": "m", "title": "มาตรการ", "owner": "กองคลัง", "period": "ตลอดปี"} | other
    return Measure(
        plan_year=2565,
        indicator=1,
        steps=("ขั้นแรก",),
        follow_up=follow_up,
        status=status,
        progress=progress,
        **known,
    )


def test_quarters_tile_the_fiscal_year():
    found = quarters(2565)
    assert [term.last for term in found] == [Q1, Q2, Q3, Q4]
    assert (found[0].first, found[-1].last) == fiscal_year_days(2565)
    for before, after in pairwise(found):
        assert (after.first - before.last).days == 1
    assert all(fiscal_year_of(term.first) == fiscal_year_of(term.last) == 2565 for term in found)


def test_a_yearly_measure_is_due_at_the_years_end_alone():
    assert terms_of(measure(follow_up=FollowUp.YEARLY)) == (whole_year(2565),)
    assert whole_year(2565).last == Q4


@pytest.mark.parametrize(
    ("today", "missed"),
    [(date(2021, 12, 30), []), (Q1, []), (date(2022, 1, 1), [1]), (date(2022, 4, 1), [1, 2])],
)
def test_a_report_is_overdue_only_after_its_day(today, missed):
    assert [term.quarter for term in missed_terms(measure(), today)] == missed
    assert is_overdue(measure(), today) is bool(missed)


def test_an_entry_counts_for_the_quarter_its_day_lies_in():
    kept = measure(date(2021, 10, 1), date(2022, 3, 31))
    assert [term.quarter for term in missed_terms(kept, date(2022, 7, 1))] == [3]
    assert [len(entries_in(kept, term)) for term in quarters(2565)] == [1, 1, 0, 0]


@pytest.mark.parametrize("follow_up", list(FollowUp))
def test_what_is_dated_after_the_year_reports_its_end(follow_up):
    late = measure(date(2022, 10, 15), follow_up=follow_up)
    missed = [term.quarter for term in missed_terms(late, date(2022, 11, 1))]
    assert missed == ([] if follow_up is FollowUp.YEARLY else [1, 2, 3])


@pytest.mark.parametrize("status", [MeasureStatus.DONE, MeasureStatus.DROPPED])
def test_nothing_of_a_finished_measure_is_due(status):
    finished = measure(status=status)
    assert not is_overdue(finished, date(2023, 1, 1))
    assert next_due(finished, date(2021, 11, 1)) is None


@pytest.mark.parametrize("status", [MeasureStatus.PLANNED, MeasureStatus.STARTED])
def test_a_measure_that_is_not_finished_is_due(status):
    assert is_overdue(measure(status=status), date(2023, 1, 1))


def test_the_next_due_day_passes_over_what_is_reported():
    assert next_due(measure(), date(2021, 11, 1)) == Q1
    assert next_due(measure(), Q1) == Q1
    assert next_due(measure(date(2021, 11, 1)), date(2021, 11, 2)) == Q2
    assert next_due(measure(), date(2022, 10, 1)) is None


def test_overdue_comes_first_then_the_nearest_due_day_then_the_plans_order():
    today = date(2022, 1, 15)
    plan = (
        measure(id="done", status=MeasureStatus.DONE),
        measure(id="year", follow_up=FollowUp.YEARLY),
        measure(date(2021, 12, 1), id="told-a"),
        measure(date(2021, 12, 1), id="told-b"),
        measure(id="late"),
    )
    found = [one.id for one in order_by_urgency(plan, today)]
    assert found == ["late", "told-a", "told-b", "year", "done"]
