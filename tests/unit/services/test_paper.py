"""Paper forms: a place of its own that no link reaches, and sheets that count as all others do."""

import random
from collections.abc import Callable

import pytest

from survey_app.core.errors import CodeRefused, NotEligible, NotFound, WrongState
from survey_app.core.officers import COMMAND_LINE, Actor, Role
from survey_app.core.rounds import StaffAccess
from survey_app.core.sheet import Sheet
from survey_app.services import places
from survey_app.services.closing import close_round
from survey_app.services.instance import Instance
from survey_app.services.paper import NAME, allow_paper, find_paper, open_paper
from survey_app.services.printed import draw_paper_form, draw_poster, print_slips
from survey_app.services.respond import Visit, issue_ticket, submit_sheet, visit_survey
from survey_app.services.round_history import list_acts
from survey_app.services.rounds import cancel_round, create_round
from survey_app.storage import participation
from survey_app.storage.agencies import Agency
from tests.respondents import PretendRound, open_pretend_round, random_sheet


@pytest.fixture
def opened(instance: Instance, agency: Agency) -> PretendRound:
    return open_pretend_round(instance, agency)


def key_in(instance: Instance, visit: Visit, code: str | None = None) -> str:
    """Key in one sheet; returns its ticket."""
    ticket = issue_ticket(instance, visit)
    submit_sheet(instance, visit, ticket, code, random_sheet(visit.form, random.Random(1)))
    return ticket


def sent_by_place(instance: Instance, survey: str) -> dict[str, int]:
    with instance.database.snapshot() as session:
        return participation.count_by_place(session, survey)


def test_a_keyed_sheet_counts_once_and_under_the_place_of_paper(
    instance: Instance, officer_actor: Actor, opened: PretendRound
):
    place = allow_paper(instance, officer_actor, opened.id, "EIT")
    visit = open_paper(instance, officer_actor, opened.id, "EIT")
    ticket = key_in(instance, visit)
    submit_sheet(instance, visit, ticket, None, Sheet((0,) * len(visit.form.row_codes)))
    opened.send_many("EIT", 2)
    sent = sent_by_place(instance, visit.survey)
    assert sent.pop(place.id) == 1
    assert list(sent.values()) == [2]


def test_asked_for_twice_there_is_one_place_and_one_line_in_the_audit(
    instance: Instance, officer_actor: Actor, opened: PretendRound
):
    first, second = (allow_paper(instance, officer_actor, opened.id, "EIT") for _n in range(2))
    assert first == second
    assert first.name == NAME
    for _sheet in range(3):
        key_in(instance, open_paper(instance, officer_actor, opened.id, "EIT"))
    acts = [act.act for act in list_acts(instance, officer_actor, opened.id)]
    assert acts.count("place.paper") == 1
    assert {act.partition(".")[0] for act in acts} == {"round", "codes", "place"}, "no act a sheet"


def test_a_name_that_a_place_already_has_is_left_to_it(
    instance: Instance, officer_actor: Actor, opened: PretendRound
):
    places.add_place(instance, officer_actor, opened.id, "EIT", NAME)
    assert allow_paper(instance, officer_actor, opened.id, "EIT").name == f"{NAME} 2"


def test_no_link_leads_to_it(instance: Instance, officer_actor: Actor, opened: PretendRound):
    place = allow_paper(instance, officer_actor, opened.id, "EIT")
    with pytest.raises(NotFound) as refused:
        visit_survey(instance, place.link_code)
    with pytest.raises(NotFound) as unknown:
        visit_survey(instance, "0000000")
    assert refused.value.kind == unknown.value.kind == "link"


def test_nothing_that_carries_a_link_is_made_for_it(
    instance: Instance, officer_actor: Actor, opened: PretendRound
):
    place = allow_paper(instance, officer_actor, opened.id, "IIT")
    refused: list[Callable[[], object]] = [
        lambda: draw_poster(instance, officer_actor, opened.id, place.id, "http://x", "a4"),
        lambda: print_slips(instance, officer_actor, opened.id, 1, "http://x", place.id),
        lambda: places.stop_place(instance, officer_actor, opened.id, place.id, "หาย"),
        lambda: places.limit_place(instance, officer_actor, opened.id, place.id, 20),
        lambda: places.find_link_place(instance, officer_actor, opened.id, place.id),
    ]
    for attempt in refused:
        with pytest.raises(NotFound):
            attempt()
    links = places.list_link_places(instance, officer_actor, opened.id)
    assert place not in [view.place for view in links]
    assert find_paper(instance, officer_actor, opened.id, "IIT") is not None
    assert find_paper(instance, officer_actor, opened.id, "EIT") is None


def test_participation_on_paper_shows_in_steps_of_five_while_accepting(
    instance: Instance, officer_actor: Actor, opened: PretendRound
):
    allow_paper(instance, officer_actor, opened.id, "EIT")
    for shown in (0, 0, 0, 0, 5):
        key_in(instance, open_paper(instance, officer_actor, opened.id, "EIT"))
        view = find_paper(instance, officer_actor, opened.id, "EIT")
        assert view is not None
        assert view.sheets == shown


def test_where_slips_admit_paper_needs_a_code_too_and_spends_it(
    instance: Instance, officer_actor: Actor, opened: PretendRound
):
    allow_paper(instance, officer_actor, opened.id, "IIT")
    visit = open_paper(instance, officer_actor, opened.id, "IIT")
    for code in (None, "0" * 13):
        with pytest.raises(CodeRefused):
            key_in(instance, visit, code)
    code = opened.codes.pop()
    key_in(instance, visit, code)
    with pytest.raises(CodeRefused) as refused:
        key_in(instance, visit, code)
    assert refused.value.kind == "used"
    assert list(sent_by_place(instance, visit.survey).values()) == [1]


def test_someone_the_survey_does_not_ask_is_not_counted(
    instance: Instance, officer_actor: Actor, opened: PretendRound
):
    allow_paper(instance, officer_actor, opened.id, "IIT")
    visit = open_paper(instance, officer_actor, opened.id, "IIT")
    place = visit.form.row_codes.index("service")
    choices = tuple(0 if at == place else 1 for at in range(len(visit.form.row_codes)))
    with pytest.raises(NotEligible):
        submit_sheet(
            instance, visit, issue_ticket(instance, visit), opened.codes[0], Sheet(choices)
        )
    assert sent_by_place(instance, visit.survey) == {}


def test_lots_fill_from_paper_and_phones_alike_and_the_round_closes(
    instance: Instance, officer_actor: Actor, agency: Agency
):
    opened = open_pretend_round(instance, agency, access=StaffAccess.LINK)
    for instrument in ("IIT", "EIT"):
        allow_paper(instance, officer_actor, opened.id, instrument)
        visit = open_paper(instance, officer_actor, opened.id, instrument)
        for _sheet in range(25):
            key_in(instance, visit)
        opened.send_many(instrument, 20)
    result = close_round(instance, COMMAND_LINE, opened.id, "ทดสอบ")
    assert (result.iit.respondents, result.eit.respondents) == (45, 45)


def test_paper_is_keyed_in_only_while_its_survey_accepts(
    instance: Instance, officer_actor: Actor, agency: Agency
):
    draft = create_round(
        instance, officer_actor, agency=agency.id, fiscal_year=2564, staff=9, public=9
    )
    with pytest.raises(NotFound):
        open_paper(instance, officer_actor, draft.id, "EIT")
    allow_paper(instance, officer_actor, draft.id, "EIT")
    with pytest.raises(WrongState):
        open_paper(instance, officer_actor, draft.id, "EIT")
    cancel_round(instance, officer_actor, draft.id)
    with pytest.raises(WrongState):
        allow_paper(instance, officer_actor, draft.id, "IIT")


def test_paper_of_another_agency_is_not_found(
    instance: Instance, officer_actor: Actor, other_agency: Agency, opened: PretendRound
):
    allow_paper(instance, officer_actor, opened.id, "EIT")
    stranger = Actor("stranger", Role.ADMIN, other_agency.id)
    attempts: list[Callable[[], object]] = [
        lambda: allow_paper(instance, stranger, opened.id, "EIT"),
        lambda: allow_paper(instance, stranger, opened.id, "IIT"),
        lambda: find_paper(instance, stranger, opened.id, "EIT"),
        lambda: open_paper(instance, stranger, opened.id, "EIT"),
        lambda: draw_paper_form(instance, stranger, opened.id, "EIT"),
    ]
    for attempt in attempts:
        with pytest.raises(NotFound):
            attempt()
