"""A round from draft to open or cancelled, and what each step refuses."""

from datetime import date
from typing import Any

import pytest

from survey_app.core.errors import (
    BadDays,
    BadNumber,
    LastDayPassed,
    NotFound,
    ReasonNeeded,
    RoundExists,
    SheetsSent,
    WrongState,
)
from survey_app.core.officers import Actor, Role
from survey_app.core.rounds import Round, RoundState, SurveyDays
from survey_app.core.sheet import Sheet
from survey_app.services.instance import Instance
from survey_app.services.places import list_places
from survey_app.services.respond import issue_ticket, submit_sheet, visit_survey
from survey_app.services.round_history import list_acts
from survey_app.services.rounds import (
    cancel_round,
    correct_numbers,
    create_round,
    edition_of,
    find_round,
    list_rounds,
    list_surveys,
    move_closing,
    open_round,
    set_days,
)
from survey_app.storage.agencies import Agency
from survey_app.storage.rounds import list_remarks


@pytest.fixture
def draft(instance: Instance, officer_actor: Actor, agency: Agency) -> Round:
    return create_round(
        instance,
        officer_actor,
        agency=agency.id,
        fiscal_year=2565,
        edition=2564,
        staff=120,
        public=4000,
    )


def days_of(instance: Instance, actor: Actor, of: Round) -> dict[str, SurveyDays]:
    return {s.instrument: s.days for s in list_surveys(instance, actor, of.id)}


def answer(instance: Instance, of: Round, actor: Actor) -> None:
    """One citizen answers EIT."""
    link = next(v for v in list_places(instance, actor, of.id) if v.instrument == "EIT")
    visit = visit_survey(instance, link.place.link_code)
    sheet = Sheet((1,) * len(visit.form.row_codes))
    submit_sheet(instance, visit, issue_ticket(instance, visit), None, sheet)


def test_new_round_is_a_draft_with_one_place_for_each_survey(
    instance: Instance, officer_actor: Actor, draft: Round
) -> None:
    assert find_round(instance, officer_actor, draft.id).state is RoundState.DRAFT
    assert [v.instrument for v in list_places(instance, officer_actor, draft.id)] == ["IIT", "EIT"]


def test_agency_has_one_round_a_fiscal_year(
    instance: Instance, officer_actor: Actor, agency: Agency, draft: Round
) -> None:
    with pytest.raises(RoundExists):
        create_round(
            instance,
            officer_actor,
            agency=agency.id,
            fiscal_year=2565,
            edition=2564,
            staff=1,
            public=1,
        )


def test_year_of_a_cancelled_round_is_free_again(
    instance: Instance, officer_actor: Actor, agency: Agency, draft: Round
) -> None:
    cancel_round(instance, officer_actor, draft.id)
    again = create_round(
        instance, officer_actor, agency=agency.id, fiscal_year=2565, edition=2564, staff=1, public=1
    )
    assert again.id != draft.id


@pytest.mark.parametrize(
    "wrong", [{"staff": 0}, {"public": 0}, {"staff": 1_000_001}, {"fiscal_year": 2022}]
)
def test_numbers_out_of_reason_are_refused(
    instance: Instance, officer_actor: Actor, agency: Agency, wrong: dict[str, int]
) -> None:
    numbers: dict[str, Any] = {"fiscal_year": 2565, "staff": 10, "public": 10} | wrong
    with pytest.raises(BadNumber):
        create_round(instance, officer_actor, agency=agency.id, edition=2564, **numbers)


def test_edition_without_files_is_not_found(
    instance: Instance, officer_actor: Actor, agency: Agency
) -> None:
    with pytest.raises(NotFound):
        create_round(
            instance,
            officer_actor,
            agency=agency.id,
            fiscal_year=2565,
            edition=2600,
            staff=1,
            public=1,
        )


def test_officer_of_another_agency_finds_no_round(
    instance: Instance, agency: Agency, other_agency: Agency, draft: Round
) -> None:
    stranger = Actor("stranger", Role.ADMIN, other_agency.id)
    assert list_rounds(instance, stranger) == []
    for attempt in (
        lambda: find_round(instance, stranger, draft.id),
        lambda: open_round(instance, stranger, draft.id),
        lambda: cancel_round(instance, stranger, draft.id),
        lambda: correct_numbers(instance, stranger, draft.id, staff=1, public=1, reason="x"),
        lambda: set_days(instance, stranger, draft.id, "IIT", SurveyDays(None, None)),
        lambda: list_acts(instance, stranger, draft.id),
        lambda: create_round(
            instance, stranger, agency=agency.id, fiscal_year=2566, edition=2564, staff=1, public=1
        ),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_numbers_of_a_draft_are_corrected_without_a_reason(
    instance: Instance, officer_actor: Actor, draft: Round
) -> None:
    correct_numbers(instance, officer_actor, draft.id, staff=99, public=500, reason="")
    found = find_round(instance, officer_actor, draft.id)
    assert (found.staff, found.public) == (99, 500)


def test_numbers_of_an_open_round_need_a_reason_which_the_result_carries(
    instance: Instance, officer_actor: Actor, draft: Round
) -> None:
    open_round(instance, officer_actor, draft.id)
    with pytest.raises(ReasonNeeded):
        correct_numbers(instance, officer_actor, draft.id, staff=99, public=500, reason="  ")
    correct_numbers(instance, officer_actor, draft.id, staff=99, public=500, reason="นับซ้ำ")
    with instance.database.snapshot() as session:
        (remark,) = list_remarks(session, draft.id)
    assert (remark.kind, remark.reason) == ("numbers_corrected", "นับซ้ำ")
    assert remark.facts == {"staff": 120, "public": 4000}


def test_days_are_written_in_a_draft_only(
    instance: Instance, officer_actor: Actor, draft: Round
) -> None:
    days = SurveyDays(date(2022, 3, 1), date(2022, 5, 31))
    set_days(instance, officer_actor, draft.id, "EIT", days)
    assert days_of(instance, officer_actor, draft)["EIT"] == days
    open_round(instance, officer_actor, draft.id)
    with pytest.raises(WrongState):
        set_days(instance, officer_actor, draft.id, "EIT", days)


def test_days_that_end_before_they_begin_are_refused() -> None:
    with pytest.raises(BadDays):
        SurveyDays(date(2022, 5, 31), date(2022, 5, 30))


def test_last_day_of_an_open_round_moves_with_a_reason_until_it_has_passed(
    instance: Instance, officer_actor: Actor, draft: Round, clock: Any
) -> None:
    set_days(instance, officer_actor, draft.id, "EIT", SurveyDays(None, date(2021, 3, 2)))
    open_round(instance, officer_actor, draft.id)
    with pytest.raises(ReasonNeeded):
        move_closing(instance, officer_actor, draft.id, "EIT", to=date(2021, 3, 5), reason=" ")
    with pytest.raises(LastDayPassed):
        move_closing(instance, officer_actor, draft.id, "EIT", to=date(2021, 2, 28), reason="พายุ")
    move_closing(instance, officer_actor, draft.id, "EIT", to=date(2021, 3, 5), reason="พายุ")
    assert days_of(instance, officer_actor, draft)["EIT"].closes_on == date(2021, 3, 5)
    clock.advance(days=5)
    with pytest.raises(LastDayPassed):
        move_closing(instance, officer_actor, draft.id, "EIT", to=date(2021, 4, 1), reason="พายุ")


def test_opened_round_keeps_its_questionnaires_and_opens_once(
    instance: Instance, officer_actor: Actor, draft: Round
) -> None:
    before = edition_of(instance, officer_actor, draft.id)
    open_round(instance, officer_actor, draft.id)
    assert edition_of(instance, officer_actor, draft.id) == before
    with pytest.raises(WrongState):
        open_round(instance, officer_actor, draft.id)


def test_round_is_cancelled_only_while_no_sheet_was_sent(
    instance: Instance, officer_actor: Actor, draft: Round
) -> None:
    open_round(instance, officer_actor, draft.id)
    answer(instance, draft, officer_actor)
    with pytest.raises(SheetsSent):
        cancel_round(instance, officer_actor, draft.id)
    assert find_round(instance, officer_actor, draft.id).state is RoundState.OPEN


def test_history_tells_who_did_what_newest_first(
    instance: Instance, officer_actor: Actor, draft: Round
) -> None:
    correct_numbers(instance, officer_actor, draft.id, staff=99, public=500, reason="")
    open_round(instance, officer_actor, draft.id)
    acts = list_acts(instance, officer_actor, draft.id)
    assert [one.act for one in acts] == ["round.open", "round.numbers", "round.create"]
    assert {one.officer for one in acts} == {"officer"}
    assert acts[0].at.hour == 10
