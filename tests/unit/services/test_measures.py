"""Plans of measures: kept for one agency, followed up, audited, and never lost to another officer."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from survey_app.core.errors import BadNumber, MeasureChanged, NotFound, ProgressReported
from survey_app.core.measure_entry import (
    FaultyMeasure,
    MeasureEntry,
    ProgressEntry,
    entry_of,
    progress_entry_of,
    version_of,
)
from survey_app.core.measures import FollowUp, MeasureStatus, is_overdue
from survey_app.core.officers import COMMAND_LINE, Actor, Role
from survey_app.services.measures import (
    add_measure,
    change_measure,
    correct_progress,
    find_measure,
    list_plan_years,
    read_plan,
    remove_measure,
    remove_progress,
    report_progress,
    set_status,
)
from survey_app.services.measures.acts import list_acts
from survey_app.storage import audit

ENTRY = MeasureEntry(
    2, "เปิดเผยแผนการใช้จ่าย", ("ชี้แจง", "ติดประกาศ"), "กองคลัง", "ทุกไตรมาส", FollowUp.QUARTERLY
)
DONE = ProgressEntry(date(2021, 2, 1), "ติดประกาศแล้ว", ("https://town.example/1",))
YEAR = 2564


@pytest.fixture
def stranger(other_agency) -> Actor:
    return Actor("stranger", Role.OFFICER, other_agency.id)


@pytest.fixture
def added(instance, officer_actor, agency):
    return add_measure(instance, officer_actor, agency.id, YEAR, ENTRY)


def plan(instance, agency):
    return read_plan(instance, COMMAND_LINE, agency.id, YEAR)


class TestPlan:
    def test_an_added_measure_is_read_back_as_entered(self, instance, agency, added):
        assert plan(instance, agency) == (added,)
        assert entry_of(added) == ENTRY
        assert added.status is MeasureStatus.PLANNED
        assert list_plan_years(instance, COMMAND_LINE, agency.id) == (YEAR,)

    def test_a_plan_stands_by_indicator_and_then_as_it_was_added(
        self, instance, officer_actor, agency
    ):
        for indicator, title in ((9, "ก"), (2, "ข"), (9, "ค"), (2, "ง")):
            entry = replace(ENTRY, indicator=indicator, title=title)
            add_measure(instance, officer_actor, agency.id, YEAR, entry)
        found = [(one.indicator, one.title) for one in plan(instance, agency)]
        assert found == [(2, "ข"), (2, "ง"), (9, "ก"), (9, "ค")]

    @pytest.mark.usefixtures("added")
    def test_years_are_plans_of_their_own(self, instance, officer_actor, agency):
        assert read_plan(instance, officer_actor, agency.id, YEAR + 1) == ()

    def test_what_is_faulty_is_not_kept(self, instance, officer_actor, agency):
        with pytest.raises(FaultyMeasure):
            add_measure(instance, officer_actor, agency.id, YEAR, replace(ENTRY, title=""))
        with pytest.raises(FaultyMeasure):
            add_measure(instance, officer_actor, agency.id, YEAR, replace(ENTRY, indicator=11))
        with pytest.raises(BadNumber):
            add_measure(instance, officer_actor, agency.id, 2021, ENTRY)
        assert plan(instance, agency) == ()

    def test_a_change_keeps_status_and_progress(self, instance, officer_actor, agency, added):
        report_progress(instance, officer_actor, added.id, DONE, MeasureStatus.STARTED)
        other = replace(ENTRY, title="เปิดเผยแผนและผล", follow_up=FollowUp.YEARLY)
        change_measure(instance, officer_actor, added.id, other, version=version_of(ENTRY))
        (found,) = plan(instance, agency)
        assert entry_of(found) == other
        assert found.status is MeasureStatus.STARTED
        assert progress_entry_of(found.progress[0]) == DONE

    def test_a_change_by_another_meanwhile_is_not_lost(
        self, instance, officer_actor, agency, added
    ):
        seen = version_of(ENTRY)
        first = replace(ENTRY, owner="สำนักปลัด")
        change_measure(instance, officer_actor, added.id, first, version=seen)
        with pytest.raises(MeasureChanged):
            change_measure(
                instance, officer_actor, added.id, replace(ENTRY, owner="กองช่าง"), version=seen
            )
        assert plan(instance, agency)[0].owner == "สำนักปลัด"

    def test_a_measure_without_progress_can_be_removed(
        self, instance, officer_actor, agency, added
    ):
        remove_measure(instance, officer_actor, added.id)
        assert plan(instance, agency) == ()

    def test_a_measure_with_progress_can_only_be_dropped(
        self, instance, officer_actor, agency, added
    ):
        report_progress(instance, officer_actor, added.id, DONE)
        with pytest.raises(ProgressReported):
            remove_measure(instance, officer_actor, added.id)
        set_status(instance, officer_actor, added.id, MeasureStatus.DROPPED)
        (found,) = plan(instance, agency)
        assert (found.status, len(found.progress)) == (MeasureStatus.DROPPED, 1)


class TestProgress:
    def test_entries_stand_by_their_days(self, instance, officer_actor, agency, added):
        for day in (date(2021, 2, 1), date(2020, 11, 1)):
            report_progress(instance, officer_actor, added.id, replace(DONE, day=day))
        (found,) = plan(instance, agency)
        assert [one.day for one in found.progress] == [date(2020, 11, 1), date(2021, 2, 1)]
        assert found.progress[0].officer == "officer"
        assert found.progress[0].links == DONE.links

    def test_a_day_to_come_is_refused_by_the_clock_of_thailand(
        self, instance, officer_actor, added, clock
    ):
        clock.now = datetime(2021, 3, 1, 16, 59, tzinfo=UTC)
        tomorrow = replace(DONE, day=date(2021, 3, 2))
        with pytest.raises(FaultyMeasure):
            report_progress(instance, officer_actor, added.id, tomorrow)
        clock.advance(minutes=1)
        assert report_progress(instance, officer_actor, added.id, tomorrow).day == tomorrow.day

    @pytest.mark.parametrize("link", ["javascript:alert(1)", "//town.example", "file:///etc/x"])
    def test_only_web_addresses_are_kept(self, instance, officer_actor, agency, added, link):
        with pytest.raises(FaultyMeasure):
            report_progress(instance, officer_actor, added.id, replace(DONE, links=(link,)))
        assert plan(instance, agency)[0].progress == ()

    def test_a_report_ends_being_overdue(self, instance, officer_actor, agency, added, clock):
        (found,) = plan(instance, agency)
        assert is_overdue(found, instance.today)
        late = replace(DONE, day=date(2020, 12, 31))
        report_progress(instance, officer_actor, added.id, late)
        (found,) = plan(instance, agency)
        assert not is_overdue(found, instance.today)
        clock.now = datetime(2021, 4, 1, 3, 0, tzinfo=UTC)
        assert is_overdue(found, instance.today)

    def test_a_correction_keeps_who_reported_it(self, instance, officer_actor, agency, added):
        entry = report_progress(instance, officer_actor, added.id, DONE)
        other = replace(officer_actor, name="second")
        better = replace(DONE, text="ติดประกาศครบ 5 แห่ง", links=())
        correct_progress(instance, other, added.id, entry.id, better, version=version_of(DONE))
        (kept,) = plan(instance, agency)[0].progress
        assert (kept.text, kept.links, kept.officer) == (better.text, (), "officer")
        with pytest.raises(MeasureChanged):
            correct_progress(
                instance, officer_actor, added.id, entry.id, DONE, version=version_of(DONE)
            )

    def test_an_entry_can_be_removed(self, instance, officer_actor, agency, added):
        entry = report_progress(instance, officer_actor, added.id, DONE)
        remove_progress(instance, officer_actor, added.id, entry.id)
        assert plan(instance, agency)[0].progress == ()

    def test_an_entry_belongs_to_its_own_measure(self, instance, officer_actor, agency, added):
        other = add_measure(instance, officer_actor, agency.id, YEAR, replace(ENTRY, title="อื่น"))
        report_progress(instance, officer_actor, other.id, DONE)
        entry = report_progress(instance, officer_actor, added.id, DONE)
        with pytest.raises(NotFound):
            remove_progress(instance, officer_actor, other.id, entry.id)
        assert len(plan(instance, agency)[0].progress) == 1


class TestIsolation:
    """An officer of another agency finds nothing, and every verb says so alike."""

    @pytest.fixture
    def entry(self, instance, officer_actor, added):
        return report_progress(instance, officer_actor, added.id, DONE)

    @pytest.mark.usefixtures("entry")
    def test_nothing_of_another_agency_is_read(self, instance, stranger, agency, added):
        for read in (
            lambda: read_plan(instance, stranger, agency.id, YEAR),
            lambda: list_plan_years(instance, stranger, agency.id),
            lambda: find_measure(instance, stranger, added.id),
            lambda: list_acts(instance, stranger, added.id),
        ):
            with pytest.raises(NotFound):
                read()

    def test_nothing_of_another_agency_is_changed(self, instance, stranger, agency, added, entry):
        before = plan(instance, agency)
        version, told = version_of(ENTRY), version_of(DONE)
        verbs = (
            lambda: add_measure(instance, stranger, agency.id, YEAR, ENTRY),
            lambda: change_measure(instance, stranger, added.id, ENTRY, version=version),
            lambda: set_status(instance, stranger, added.id, MeasureStatus.DONE),
            lambda: remove_measure(instance, stranger, added.id),
            lambda: report_progress(instance, stranger, added.id, DONE),
            lambda: correct_progress(instance, stranger, added.id, entry.id, DONE, version=told),
            lambda: remove_progress(instance, stranger, added.id, entry.id),
        )
        for verb in verbs:
            with pytest.raises(NotFound):
                verb()
        assert plan(instance, agency) == before

    def test_who_is_bound_to_no_agency_sees_all(self, instance, agency, added):
        assert find_measure(instance, COMMAND_LINE, added.id).agency == agency.id


class TestAudit:
    def test_every_act_is_kept_with_what_was_before_and_after(self, instance, officer_actor, added):
        better = replace(ENTRY, owner="สำนักปลัด")
        change_measure(instance, officer_actor, added.id, better, version=version_of(ENTRY))
        entry = report_progress(instance, officer_actor, added.id, DONE, MeasureStatus.STARTED)
        mended = replace(DONE, text="แก้แล้ว")
        correct_progress(
            instance, officer_actor, added.id, entry.id, mended, version=version_of(DONE)
        )
        remove_progress(instance, officer_actor, added.id, entry.id)
        acts = list_acts(instance, officer_actor, added.id)[::-1]
        assert [one.act for one in acts] == [
            "measure.add", "measure.change", "progress.add", "measure.status",
            "progress.change", "progress.remove",
        ]  # fmt: skip
        assert {one.officer for one in acts} == {"officer"}
        _, changed, _, status, corrected, removed = (one.facts for one in acts)
        assert (changed["before"]["owner"], changed["after"]["owner"]) == ("กองคลัง", "สำนักปลัด")
        assert (status["before"], status["after"]) == ("planned", "started")
        assert (corrected["before"]["text"], corrected["after"]["text"]) == (DONE.text, "แก้แล้ว")
        assert removed["before"]["text"] == "แก้แล้ว"
        assert removed["before"]["day"] == "2021-02-01"

    def test_a_removed_measure_is_told_whole(self, instance, officer_actor, agency, added):
        remove_measure(instance, officer_actor, added.id)
        with instance.database.snapshot() as session:
            act = audit.read_chain(session, agency.id, subject=added.id)[0]
            assert audit.broken_links(session, agency.id) == []
        assert act.act == "measure.remove"
        assert act.facts["before"]["title"] == ENTRY.title
        assert act.facts["before"]["steps"] == list(ENTRY.steps)

    def test_what_changes_nothing_leaves_no_line(self, instance, officer_actor, added):
        change_measure(instance, officer_actor, added.id, ENTRY, version=version_of(ENTRY))
        set_status(instance, officer_actor, added.id, MeasureStatus.PLANNED)
        assert [one.act for one in list_acts(instance, officer_actor, added.id)] == ["measure.add"]
