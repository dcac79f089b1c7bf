"""The demonstration's plan: chosen from its own result, the same at every build."""

from datetime import UTC, datetime

import pytest

from survey_app.core.measures import MeasureStatus, is_overdue
from survey_app.core.officers import COMMAND_LINE
from survey_app.services.agencies import list_agencies
from survey_app.services.demo.build import BUILDER
from survey_app.services.demo.plan import build_plan
from survey_app.services.measures import read_plan
from survey_app.services.measures.acts import list_acts
from survey_app.services.past_years import import_years
from survey_app.storage import agencies, audit
from survey_app.storage.agencies import Agency

TOWN = Agency("demo", "เทศบาลตำบลบ้านฆ้อง", "", "", "", has_emblem=False)
SCORES = {2563: "82.39 69.17 76.70 71.46 69.29 83.42 87.09 80.61 41.49 12.50"}
SCORES[2564] = "86.02 67.18 76.01 70.55 70.04 84.49 85.18 79.98 36.54 25.00"


@pytest.fixture
def town(instance, clock) -> Agency:
    """The demonstration's agency with its scores of 2563 and 2564, as announced."""
    clock.now = datetime(2026, 3, 1, 3, 0, tzinfo=UTC)
    with instance.database.transaction() as session:
        agencies.add_agency(session, TOWN, None)
    rows = [
        f"demo,{year},{no},{score}"
        for year, scores in SCORES.items()
        for no, score in enumerate(scores.split(), start=1)
    ]
    text = "\n".join(["agency,fiscal_year,indicator,score", *rows])
    import_years(instance, COMMAND_LINE, "history.csv", text.encode())
    return list_agencies(instance, BUILDER)[0]


def told(instance):
    return [
        (one.indicator, one.status.value, len(one.progress), is_overdue(one, instance.today))
        for one in read_plan(instance, BUILDER, "demo", 2565)
    ]


PLAN = [
    (2, "started", 2, True),
    (4, "done", 2, False),
    (7, "done", 4, False),
    (9, "planned", 0, True),
    (10, "started", 1, True),
]


@pytest.mark.usefixtures("town")
def test_it_has_measures_in_every_state_of_work(instance):
    build_plan(instance, BUILDER, "demo")
    assert told(instance) == PLAN


@pytest.mark.usefixtures("town")
def test_a_build_that_was_cut_off_goes_on(instance, monkeypatch):
    calls = []

    def report_two(*given):
        if len(calls) == 2:
            raise KeyboardInterrupt
        calls.append(given)
        return report(*given)

    report = build_plan.__globals__["report_progress"]
    monkeypatch.setitem(build_plan.__globals__, "report_progress", report_two)
    with pytest.raises(KeyboardInterrupt):
        build_plan(instance, BUILDER, "demo")
    monkeypatch.undo()
    build_plan(instance, BUILDER, "demo")
    build_plan(instance, BUILDER, "demo")
    assert told(instance) == PLAN


@pytest.mark.usefixtures("town")
def test_each_act_stands_on_its_day(instance):
    build_plan(instance, BUILDER, "demo")
    first = read_plan(instance, BUILDER, "demo", 2565)[0]
    days = [one.at.date().isoformat() for one in list_acts(instance, BUILDER, first.id)]
    assert days[-1] == "2021-10-04"
    assert days[0] == "2022-03-28"
    assert first.status is MeasureStatus.STARTED
    with instance.database.snapshot() as session:
        assert audit.broken_links(session, "demo") == []
