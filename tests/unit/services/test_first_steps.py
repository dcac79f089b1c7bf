"""What a new agency still has to do is found from what is stored: each thing that comes ticks its step."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from PIL import Image

from survey_app.core.errors import NotFound
from survey_app.core.officers import COMMAND_LINE, Actor, Role
from survey_app.core.rounds import StaffAccess, SurveyDays
from survey_app.services import codes, places, rounds
from survey_app.services.agencies import add_agency, change_agency
from survey_app.services.backup import make_backup
from survey_app.services.first_steps import (
    FirstSteps,
    Step,
    is_beginning,
    read_first_steps,
)
from survey_app.services.instance import Instance
from survey_app.services.officers import add_officer, disable_officer
from survey_app.services.secret_key import print_key
from survey_app.services.wording_changes import change_texts, list_texts
from survey_app.storage.agencies import Agency
from tests.closed_rounds import close_pretend_round

DAYS = SurveyDays(date(2021, 3, 1), date(2021, 4, 30))


def draft(instance: Instance, agency: Agency, **changed: object) -> str:
    """A draft with nothing but its numbers."""
    asked = {"agency": agency.id, "fiscal_year": 2564, "staff": 5, "public": 5, **changed}
    return rounds.create_round(instance, COMMAND_LINE, **asked).id


def done(first: FirstSteps) -> set[Step]:
    return {one.step for one in first.steps if one.done}


def test_an_empty_database_leads_to_the_first_agency(instance: Instance):
    first = read_first_steps(instance, COMMAND_LINE)
    assert (first.agency, first.round, first.next) == (None, None, Step.AGENCY)
    assert done(first) == set()


def test_a_new_agency_has_what_was_given_when_it_was_added(instance: Instance, agency: Agency):
    first = read_first_steps(instance, COMMAND_LINE)
    assert first.agency == agency
    assert done(first) == {Step.AGENCY, Step.PHONE}
    assert first.next is Step.OFFICERS


def give_emblem(instance: Instance, agency: Agency) -> None:
    drawn = BytesIO()
    Image.new("RGB", (8, 8)).save(drawn, "PNG")
    change_agency(instance, COMMAND_LINE, agency, drawn.getvalue())


def add_two(instance: Instance, agency: Agency) -> None:
    for name in ("หนึ่ง", "สอง"):
        add_officer(instance, COMMAND_LINE, name, Role.OFFICER, agency.id)


def add_helpers(instance: Instance, agency: Agency) -> None:
    """One who works here and the administrator of all agencies."""
    add_officer(instance, COMMAND_LINE, "หนึ่ง", Role.OFFICER, agency.id)
    add_officer(instance, COMMAND_LINE, "ทั้งหมด", Role.ADMIN, None)


def set_all_days(instance: Instance, agency: Agency) -> None:
    new = draft(instance, agency)
    for instrument in ("IIT", "EIT"):
        rounds.set_days(instance, COMMAND_LINE, new, instrument, DAYS)


def say_otherwise(instance: Instance, agency: Agency) -> None:
    new = draft(instance, agency)
    text = list_texts(instance, COMMAND_LINE, new)[0]
    change_texts(instance, COMMAND_LINE, new, {(text.key, "th"): "ถ้อยคำของหน่วยงาน"})


def name_a_place(instance: Instance, agency: Agency) -> None:
    places.add_place(instance, COMMAND_LINE, draft(instance, agency), "EIT", "เคาน์เตอร์")


def print_slips(instance: Instance, agency: Agency) -> None:
    codes.make_codes(instance, COMMAND_LINE, draft(instance, agency), 5)


def open_round(instance: Instance, agency: Agency) -> None:
    rounds.open_round(instance, COMMAND_LINE, draft(instance, agency))


@pytest.mark.parametrize(
    ("act", "ticked"),
    [
        (give_emblem, {Step.EMBLEM}),
        (add_two, {Step.OFFICERS}),
        (add_helpers, {Step.OFFICERS}),
        (lambda instance, _agency: print_key(instance, COMMAND_LINE), {Step.KEY}),
        (draft, {Step.ROUND}),
        (set_all_days, {Step.ROUND, Step.DAYS}),
        (say_otherwise, {Step.ROUND, Step.WORDING}),
        (name_a_place, {Step.ROUND, Step.PLACES}),
        (print_slips, {Step.ROUND, Step.SLIPS}),
        (open_round, {Step.ROUND, Step.WORDING, Step.OPENED}),
    ],
)
def test_what_is_done_ticks_its_own_step_alone(
    instance: Instance,
    agency: Agency,
    act: Callable[[Instance, Agency], object],
    ticked: set[Step],
):
    before = done(read_first_steps(instance, COMMAND_LINE))
    act(instance, agency)
    assert done(read_first_steps(instance, COMMAND_LINE)) - before == ticked


def test_a_backup_counts_for_a_week(instance: Instance, agency: Agency, clock, tmp_path):
    make_backup(instance, COMMAND_LINE, tmp_path / "copy.zip")
    assert Step.BACKUP in done(read_first_steps(instance, COMMAND_LINE))
    clock.advance(days=8)
    assert Step.BACKUP not in done(read_first_steps(instance, COMMAND_LINE))


@pytest.mark.parametrize(
    ("address", "ticked"),
    [
        (None, set()),
        ("http://127.0.0.1:8000", set()),
        ("https://ita.example.go.th", {Step.ADDRESS}),
    ],
)
def test_an_address_that_leads_here_alone_is_none(
    instance: Instance, agency: Agency, address: str | None, ticked: set[Step]
):
    settings = instance.settings.model_copy(update={"public_url": address})
    first = read_first_steps(replace(instance, settings=settings), COMMAND_LINE)
    assert done(first) & {Step.ADDRESS} == ticked


def test_neither_a_disabled_officer_nor_one_who_only_reads_is_a_second(
    instance: Instance, agency: Agency
):
    add_officer(instance, COMMAND_LINE, "หนึ่ง", Role.OFFICER, agency.id)
    add_officer(instance, COMMAND_LINE, "ผู้ตรวจ", Role.AUDITOR, agency.id)
    add_officer(instance, COMMAND_LINE, "ลาออก", Role.OFFICER, agency.id)
    disable_officer(instance, COMMAND_LINE, "ลาออก")
    assert Step.OFFICERS not in done(read_first_steps(instance, COMMAND_LINE))


def test_days_of_a_draft_that_have_passed_must_be_set_again(
    instance: Instance, agency: Agency, clock
):
    set_all_days(instance, agency)
    clock.now += timedelta(days=90)
    assert Step.DAYS not in done(read_first_steps(instance, COMMAND_LINE))


def test_a_stopped_place_hangs_nowhere(instance: Instance, agency: Agency):
    new = draft(instance, agency)
    place = places.add_place(instance, COMMAND_LINE, new, "EIT", "เคาน์เตอร์")
    places.stop_place(instance, COMMAND_LINE, new, place.id, "ย้าย")
    assert Step.PLACES not in done(read_first_steps(instance, COMMAND_LINE))


def test_a_round_by_open_link_needs_no_slips(instance: Instance, agency: Agency):
    draft(instance, agency, staff_access=StaffAccess.LINK)
    assert Step.SLIPS not in {one.step for one in read_first_steps(instance, COMMAND_LINE).steps}


def test_help_comes_first_until_a_round_is_open(instance: Instance, agency: Agency):
    officer = Actor("officer", Role.OFFICER, agency.id)
    assert is_beginning(instance, officer)
    new = draft(instance, agency)
    assert is_beginning(instance, officer)
    rounds.open_round(instance, COMMAND_LINE, new)
    assert not is_beginning(instance, officer)


def test_a_cancelled_round_was_no_beginning(instance: Instance, agency: Agency):
    officer = Actor("officer", Role.OFFICER, agency.id)
    new = draft(instance, agency)
    rounds.open_round(instance, COMMAND_LINE, new)
    rounds.cancel_round(instance, COMMAND_LINE, new)
    assert is_beginning(instance, officer)
    assert read_first_steps(instance, officer).round is None


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.EXECUTIVE])
def test_who_cannot_open_a_round_is_not_asked_to(instance: Instance, agency: Agency, role: Role):
    assert not is_beginning(instance, Actor("reader", role, agency.id))


def test_a_later_draft_is_led_like_the_first(instance: Instance, agency: Agency):
    close_pretend_round(instance, agency, iit=5, eit=5)
    closed = read_first_steps(instance, COMMAND_LINE)
    assert closed.round is not None
    assert {Step.SLIPS, Step.OPENED} <= done(closed)
    later = draft(instance, agency, fiscal_year=2565, edition=2564)
    first = read_first_steps(instance, COMMAND_LINE)
    assert first.round is not None
    assert (first.round.id, Step.OPENED in done(first)) == (later, False)


def test_the_administrator_of_all_is_shown_who_has_not_begun(instance: Instance, agency: Agency):
    other = add_agency(instance, COMMAND_LINE, name="เทศบาลตำบลใหม่")
    open_round(instance, agency)
    first = read_first_steps(instance, COMMAND_LINE)
    assert first.agency is not None
    assert first.agency.id == other.id
    assert read_first_steps(instance, COMMAND_LINE, agency.id).agency == agency


def test_another_agency_s_steps_are_not_to_be_seen(
    instance: Instance, agency: Agency, other_agency: Agency
):
    officer = Actor("officer", Role.OFFICER, agency.id)
    with pytest.raises(NotFound):
        read_first_steps(instance, officer, other_agency.id)
