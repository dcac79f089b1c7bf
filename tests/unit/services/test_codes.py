"""Admission codes: never more about than staff and spares, and never told who used one."""

from typing import Any

import pytest

from survey_app.core.admission import read_code
from survey_app.core.errors import BadNumber, CodeRefused, NoCodesNeeded, NotFound, TooManyCodes
from survey_app.core.officers import Actor, Role
from survey_app.core.rounds import Round, StaffAccess, SurveyDays
from survey_app.core.sheet import Sheet
from survey_app.services.closing import close_round
from survey_app.services.codes import count_codes, declare_spares, make_codes, void_codes
from survey_app.services.instance import Instance
from survey_app.services.places import list_places
from survey_app.services.respond import admit, issue_ticket, submit_sheet, visit_survey
from survey_app.services.rounds import create_round, open_round
from survey_app.services.slip_counts import SlipCounts, count_slips
from survey_app.storage.agencies import Agency
from survey_app.storage.tables import AdmissionCodeRow
from tests.stored import stored_bytes


@pytest.fixture
def draft(instance: Instance, officer_actor: Actor, agency: Agency) -> Round:
    return create_round(
        instance, officer_actor, agency=agency.id, fiscal_year=2564, staff=12, public=4000
    )


def send(instance: Instance, actor: Actor, of: Round, code: str) -> None:
    """One of the staff answers IIT with a slip."""
    visit = visit_survey(instance, list_places(instance, actor, of.id)[0].place.link_code)
    sheet = Sheet((1,) * len(visit.form.row_codes))
    submit_sheet(
        instance, visit, issue_ticket(instance, visit), admit(instance, visit, code), sheet
    )


def test_codes_read_back_and_differ(instance: Instance, officer_actor: Actor, draft: Round) -> None:
    codes = make_codes(instance, officer_actor, draft.id, 12)
    assert len(set(codes)) == 12
    assert [read_code(code) for code in codes] == codes


def test_no_code_is_found_in_the_database(
    instance: Instance, officer_actor: Actor, draft: Round
) -> None:
    codes = make_codes(instance, officer_actor, draft.id, 3)
    stored = stored_bytes(instance)
    assert not any(code.encode() in stored for code in codes)
    assert set(AdmissionCodeRow.model_fields) == {"mac", "survey", "state"}


def test_never_more_codes_than_staff_and_declared_spares(
    instance: Instance, officer_actor: Actor, draft: Round
) -> None:
    make_codes(instance, officer_actor, draft.id, 10)
    with pytest.raises(TooManyCodes) as refused:
        make_codes(instance, officer_actor, draft.id, 3)
    assert (refused.value.asked, refused.value.left) == (3, 2)
    declare_spares(instance, officer_actor, draft.id, 1)
    make_codes(instance, officer_actor, draft.id, 3)
    assert count_codes(instance, officer_actor, draft.id)[1] == 0


@pytest.mark.parametrize("spares", [-1, 13])
def test_spares_stay_between_none_and_the_staff_number(
    instance: Instance, officer_actor: Actor, draft: Round, spares: int
) -> None:
    with pytest.raises(BadNumber):
        declare_spares(instance, officer_actor, draft.id, spares)


def test_open_link_has_no_codes(instance: Instance, officer_actor: Actor, agency: Agency) -> None:
    link = create_round(
        instance,
        officer_actor,
        agency=agency.id,
        fiscal_year=2565,
        edition=2564,
        staff=12,
        public=12,
        staff_access=StaffAccess.LINK,
    )
    with pytest.raises(NoCodesNeeded):
        make_codes(instance, officer_actor, link.id, 1)


def test_code_admits_one_sheet(instance: Instance, officer_actor: Actor, draft: Round) -> None:
    code, _other = make_codes(instance, officer_actor, draft.id, 2)
    open_round(instance, officer_actor, draft.id)
    send(instance, officer_actor, draft, code.lower())
    with pytest.raises(CodeRefused):
        send(instance, officer_actor, draft, code)


def test_void_codes_admit_nobody_and_may_be_replaced(
    instance: Instance, officer_actor: Actor, draft: Round
) -> None:
    used, lost, *_ = make_codes(instance, officer_actor, draft.id, 12)
    open_round(instance, officer_actor, draft.id)
    send(instance, officer_actor, draft, used)
    assert void_codes(instance, officer_actor, draft.id) == 11
    with pytest.raises(CodeRefused):
        send(instance, officer_actor, draft, lost)
    assert len(make_codes(instance, officer_actor, draft.id, 11)) == 11


def test_counts_do_not_tell_how_many_answered_until_the_survey_has_ended(
    instance: Instance, officer_actor: Actor, draft: Round
) -> None:
    codes = make_codes(instance, officer_actor, draft.id, 12)
    open_round(instance, officer_actor, draft.id)
    before = count_slips(instance, officer_actor, draft.id)
    send(instance, officer_actor, draft, codes[0])
    assert count_slips(instance, officer_actor, draft.id) == before
    void_codes(instance, officer_actor, draft.id)
    shown = count_slips(instance, officer_actor, draft.id)
    assert (shown.printed, shown.void, shown.left, shown.in_steps) == (12, 10, 10, True)


def test_printed_is_used_and_void_and_unused_at_the_end(
    instance: Instance, officer_actor: Actor, draft: Round
) -> None:
    codes = make_codes(instance, officer_actor, draft.id, 12)
    open_round(instance, officer_actor, draft.id)
    for code in codes[:6]:
        send(instance, officer_actor, draft, code)
    close_round(instance, officer_actor, draft.id, "ทดสอบ")
    assert count_slips(instance, officer_actor, draft.id) == SlipCounts(
        printed=12, void=0, left=0, used=6, unused=6, in_steps=False
    )


def test_last_day_passed_but_not_yet_folded_still_tells_nothing(
    instance: Instance, officer_actor: Actor, agency: Agency, clock: Any
) -> None:
    days = SurveyDays(None, instance.today)
    dated = create_round(
        instance,
        officer_actor,
        agency=agency.id,
        fiscal_year=2565,
        edition=2564,
        staff=12,
        public=12,
        days={"IIT": days},
    )
    make_codes(instance, officer_actor, dated.id, 2)
    open_round(instance, officer_actor, dated.id)
    clock.advance(days=1)
    counts = count_slips(instance, officer_actor, dated.id)
    assert (counts.used, counts.unused, counts.left) == (None, None, 0)


def test_codes_of_another_agency_are_not_found(
    instance: Instance, other_agency: Agency, draft: Round
) -> None:
    stranger = Actor("stranger", Role.ADMIN, other_agency.id)
    for attempt in (
        lambda: make_codes(instance, stranger, draft.id, 1),
        lambda: void_codes(instance, stranger, draft.id),
        lambda: declare_spares(instance, stranger, draft.id, 1),
        lambda: count_slips(instance, stranger, draft.id),
    ):
        with pytest.raises(NotFound):
            attempt()
