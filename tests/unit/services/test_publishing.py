"""Publishing: closed rounds only, writers of the agency only, audited, and replaced as a whole."""

import pytest

from survey_app.core.errors import NotFound, RoleRefused, WrongState
from survey_app.core.officers import COMMAND_LINE, Actor, Role
from survey_app.services import publishing
from survey_app.services.instance import Instance
from survey_app.services.publications import (
    list_publications,
    public_page,
    read_publication,
    read_published_file,
)
from survey_app.services.publishing import find_publication, publish, withdraw
from survey_app.storage import audit
from survey_app.storage.agencies import Agency
from survey_app.storage.publications import PublishedFile
from tests.closed_rounds import close_pretend_round
from tests.conftest import Clock
from tests.respondents import PretendRound, open_pretend_round


@pytest.fixture(autouse=True)
def small_files(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Files at hand in place of those that take seconds; the real ones are looked at elsewhere."""
    files = {"report.pdf": b"%PDF", "result.json": b"{}"}

    def make(*_args: object) -> tuple[PublishedFile, ...]:
        return tuple(PublishedFile(name, "text/plain", content) for name, content in files.items())

    monkeypatch.setattr(publishing, "make_files", make)
    return files


@pytest.fixture
def pretend(instance: Instance, agency: Agency) -> PretendRound:
    return close_pretend_round(instance, agency, iit=12, eit=12)


def test_anyone_reads_what_an_officer_published(
    instance: Instance, agency: Agency, officer_actor: Actor, pretend: PretendRound, clock: Clock
) -> None:
    mark = publish(instance, officer_actor, pretend.id)
    assert (mark.published_at, mark.officer) == (clock.now, "officer")
    found = read_publication(instance, agency.id, 2564)
    assert found.closed.round.id == pretend.id
    assert found.published_at == clock.now
    assert found.files == {"report.pdf": 4, "result.json": 2}
    assert read_published_file(instance, agency.id, 2564, "report.pdf").content == b"%PDF"
    assert list_publications(instance, agency.id).years == (2564,)


def test_before_publication_there_is_nothing_to_read(
    instance: Instance, agency: Agency, officer_actor: Actor, pretend: PretendRound
) -> None:
    assert find_publication(instance, officer_actor, pretend.id) is None
    for year in (2564, 2565):
        with pytest.raises(NotFound):
            read_publication(instance, agency.id, year)
        with pytest.raises(NotFound):
            read_published_file(instance, agency.id, year, "report.pdf")
    with pytest.raises(NotFound):
        list_publications(instance, agency.id)


@pytest.mark.parametrize("wanted", ["", "nobody", "\0", "ก", "x" * 5000, "a b"])
def test_an_address_that_no_agency_has_is_not_found(instance: Instance, wanted: str) -> None:
    with pytest.raises(NotFound):
        read_publication(instance, wanted, 2564)
    with pytest.raises(NotFound):
        list_publications(instance, wanted)


def test_an_open_round_is_not_published(
    instance: Instance, agency: Agency, officer_actor: Actor
) -> None:
    pretend = open_pretend_round(instance, agency)
    with pytest.raises(WrongState):
        publish(instance, officer_actor, pretend.id)
    with pytest.raises(NotFound):
        read_publication(instance, agency.id, 2564)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.EXECUTIVE])
def test_only_writers_publish_and_withdraw(
    instance: Instance, agency: Agency, pretend: PretendRound, role: Role
) -> None:
    reader = Actor("reader", role, agency.id)
    with pytest.raises(RoleRefused):
        publish(instance, reader, pretend.id)
    publish(instance, COMMAND_LINE, pretend.id)
    with pytest.raises(RoleRefused):
        withdraw(instance, reader, pretend.id)
    assert read_publication(instance, agency.id, 2564)


def test_officers_of_another_agency_neither_publish_nor_withdraw_nor_see(
    instance: Instance, agency: Agency, other_agency: Agency, pretend: PretendRound
) -> None:
    stranger = Actor("stranger", Role.ADMIN, other_agency.id)
    with pytest.raises(NotFound):
        publish(instance, stranger, pretend.id)
    publish(instance, COMMAND_LINE, pretend.id)
    for act in (withdraw, find_publication, publish):
        with pytest.raises(NotFound):
            act(instance, stranger, pretend.id)
    with pytest.raises(NotFound):
        read_publication(instance, other_agency.id, 2564)
    assert read_publication(instance, agency.id, 2564)


def test_publishing_anew_replaces_all_files(
    instance: Instance,
    agency: Agency,
    officer_actor: Actor,
    pretend: PretendRound,
    clock: Clock,
    small_files: dict[str, bytes],
) -> None:
    publish(instance, officer_actor, pretend.id)
    clock.advance(days=1)
    del small_files["result.json"]
    small_files["report.pdf"] = b"%PDF of another day"
    publish(instance, officer_actor, pretend.id)
    found = read_publication(instance, agency.id, 2564)
    assert found.published_at == clock.now
    assert found.files == {"report.pdf": 19}
    with pytest.raises(NotFound):
        read_published_file(instance, agency.id, 2564, "result.json")


def test_what_is_withdrawn_is_gone_and_may_be_published_again(
    instance: Instance, agency: Agency, officer_actor: Actor, pretend: PretendRound
) -> None:
    publish(instance, officer_actor, pretend.id)
    withdraw(instance, officer_actor, pretend.id)
    with pytest.raises(NotFound):
        read_publication(instance, agency.id, 2564)
    with pytest.raises(NotFound):
        withdraw(instance, officer_actor, pretend.id)
    publish(instance, officer_actor, pretend.id)
    assert read_publication(instance, agency.id, 2564)


def test_each_act_is_audited_with_the_marks_of_the_files(
    instance: Instance, agency: Agency, officer_actor: Actor, pretend: PretendRound
) -> None:
    publish(instance, officer_actor, pretend.id)
    withdraw(instance, officer_actor, pretend.id)
    with instance.database.snapshot() as session:
        taken, given = audit.read_chain(session, agency.id, subject=pretend.id)[:2]
    assert (given.act, taken.act, given.officer) == ("result.publish", "result.withdraw", "officer")
    files = given.facts["files"]
    assert isinstance(files, dict)
    assert files.keys() == {"report.pdf", "result.json"}
    assert all(len(mark) == 64 for mark in files.values())


def test_years_are_listed_the_newest_first(
    instance: Instance, agency: Agency, officer_actor: Actor
) -> None:
    for year in (2564, 2566, 2565):
        closed = close_pretend_round(instance, agency, iit=5, eit=5, fiscal_year=year)
        publish(instance, officer_actor, closed.id)
    assert list_publications(instance, agency.id).years == (2566, 2565, 2564)


def test_the_address_of_a_publication() -> None:
    assert public_page("https://ita.example.go.th/x", "ab12", 2564) == (
        "https://ita.example.go.th/x/r/ab12/2564"
    )
