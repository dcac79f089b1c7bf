"""Places where QR codes hang: added, named apart, stopped at once."""

from datetime import date

import pytest

from survey_app.core.errors import (
    BadText,
    LinkStopped,
    NameTaken,
    NotFound,
    ReasonNeeded,
    WrongState,
)
from survey_app.core.officers import Actor, Role
from survey_app.core.rounds import Round
from survey_app.core.sheet import Sheet
from survey_app.services.instance import Instance
from survey_app.services.places import add_place, find_place, link_of, list_places, stop_place
from survey_app.services.respond import issue_ticket, submit_sheet, visit_survey
from survey_app.services.rounds import cancel_round, create_round, open_round
from survey_app.storage.agencies import Agency
from survey_app.storage.rounds import list_remarks


@pytest.fixture
def draft(instance: Instance, officer_actor: Actor, agency: Agency) -> Round:
    return create_round(
        instance, officer_actor, agency=agency.id, fiscal_year=2564, staff=120, public=4000
    )


def send(instance: Instance, link_code: str) -> None:
    visit = visit_survey(instance, link_code)
    sheet = Sheet((1,) * len(visit.form.row_codes))
    submit_sheet(instance, visit, issue_ticket(instance, visit), None, sheet)


def test_each_place_has_a_link_of_its_own(
    instance: Instance, officer_actor: Actor, draft: Round
) -> None:
    add_place(instance, officer_actor, draft.id, "EIT", "เคาน์เตอร์บริการ")
    codes = [v.place.link_code for v in list_places(instance, officer_actor, draft.id)]
    assert len(set(codes)) == len(codes) == 3


def test_link_is_the_start_page_at_the_public_address(
    instance: Instance, officer_actor: Actor, draft: Round
) -> None:
    place = add_place(instance, officer_actor, draft.id, "EIT", "เคาน์เตอร์บริการ")
    assert link_of(place, "https://ita.example.go.th") == (
        f"https://ita.example.go.th/s/{place.link_code}"
    )


def test_name_is_taken_within_its_survey_only(
    instance: Instance, officer_actor: Actor, draft: Round
) -> None:
    add_place(instance, officer_actor, draft.id, "EIT", "เคาน์เตอร์")
    add_place(instance, officer_actor, draft.id, "IIT", "เคาน์เตอร์")
    with pytest.raises(NameTaken):
        add_place(instance, officer_actor, draft.id, "EIT", "  เคาน์เตอร์ ")


@pytest.mark.parametrize("name", ["", "   ", "ก" * 101])
def test_place_needs_a_short_name(
    instance: Instance, officer_actor: Actor, draft: Round, name: str
) -> None:
    with pytest.raises(BadText):
        add_place(instance, officer_actor, draft.id, "EIT", name)


def test_cancelled_round_takes_no_place(
    instance: Instance, officer_actor: Actor, draft: Round
) -> None:
    cancel_round(instance, officer_actor, draft.id)
    with pytest.raises(WrongState):
        add_place(instance, officer_actor, draft.id, "EIT", "เคาน์เตอร์")


def test_stopped_link_takes_no_sheet_and_says_why_in_the_result(
    instance: Instance, officer_actor: Actor, draft: Round
) -> None:
    place = add_place(instance, officer_actor, draft.id, "EIT", "เคาน์เตอร์")
    open_round(instance, officer_actor, draft.id)
    send(instance, place.link_code)
    visit = visit_survey(instance, place.link_code)
    stop_place(instance, officer_actor, draft.id, place.id, "ป้ายหาย")
    with pytest.raises(LinkStopped):
        send(instance, visit.link_code)
    stopped = find_place(instance, officer_actor, draft.id, place.id)
    assert stopped.place.stopped_on == date(2021, 3, 1)
    with instance.database.snapshot() as session:
        (remark,) = list_remarks(session, draft.id)
    assert (remark.kind, remark.reason) == ("place_stopped", "ป้ายหาย")


def test_stopping_needs_a_reason(instance: Instance, officer_actor: Actor, draft: Round) -> None:
    place = list_places(instance, officer_actor, draft.id)[0].place
    with pytest.raises(ReasonNeeded):
        stop_place(instance, officer_actor, draft.id, place.id, "  ")


def test_participation_by_place_shows_in_steps_of_five_while_accepting(
    instance: Instance, officer_actor: Actor, draft: Round
) -> None:
    place = add_place(instance, officer_actor, draft.id, "EIT", "เคาน์เตอร์")
    open_round(instance, officer_actor, draft.id)
    for shown in (0, 0, 0, 0, 5, 5):
        send(instance, place.link_code)
        assert find_place(instance, officer_actor, draft.id, place.id).sheets == shown


def test_place_of_another_agency_is_not_found(
    instance: Instance, officer_actor: Actor, other_agency: Agency, draft: Round
) -> None:
    stranger = Actor("stranger", Role.ADMIN, other_agency.id)
    place = list_places(instance, officer_actor, draft.id)[0].place
    for attempt in (
        lambda: list_places(instance, stranger, draft.id),
        lambda: find_place(instance, stranger, draft.id, place.id),
        lambda: stop_place(instance, stranger, draft.id, place.id, "x"),
        lambda: add_place(instance, stranger, draft.id, "EIT", "x"),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_place_of_another_round_is_not_found(
    instance: Instance, officer_actor: Actor, agency: Agency, draft: Round
) -> None:
    other = create_round(
        instance, officer_actor, agency=agency.id, fiscal_year=2565, edition=2564, staff=1, public=1
    )
    place = list_places(instance, officer_actor, other.id)[0].place
    with pytest.raises(NotFound):
        find_place(instance, officer_actor, draft.id, place.id)
