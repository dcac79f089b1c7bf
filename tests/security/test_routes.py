"""Who may use which address: every route × everybody, and never a thing of another agency."""

from itertools import cycle

import pytest
from flask import Flask
from werkzeug.routing import Rule

from survey_app.web.access import ANYONE, PUBLIC, RESPONDENTS, access_of
from survey_app.web.officer.guards import safe_address
from tests.security import routes
from tests.security.browsers import leads_to_signing_in
from tests.security.conftest import Site
from tests.security.contents import watching
from tests.security.routes import DOORS, OFFICERS, ROUTES, Route
from tests.security.town import OURS, STRANGERS, SYSTEM

READING = [(key, route) for key, route in OFFICERS.items() if key.startswith("GET ")]
SENDING = [(key, route) for key, route in OFFICERS.items() if key.startswith("POST ")]
PEOPLE = (*OURS, SYSTEM)


def rules_of(app: Flask) -> dict[str, Rule]:
    """The application's rules by method and rule, as the table writes them."""
    return {
        f"{method} {rule.rule}": rule
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def roles_of(people: frozenset[str]) -> set[str]:
    return {str(OURS.get(name, "admin")) for name in people}


def test_every_route_has_its_line_and_every_line_a_route(site: Site) -> None:
    assert set(rules_of(site.app)) == set(ROUTES)


def test_every_address_of_the_table_is_one_of_its_route(site: Site) -> None:
    adapter = site.app.url_map.bind("localhost")
    for key, route in ROUTES.items():
        method, _space, rule = key.partition(" ")
        path = site.address(route.address).partition("?")[0]
        found, _values = adapter.match(path, method, return_rule=True)
        assert found.rule.lower() == rule.lower(), key


def test_every_view_declares_what_the_table_says(site: Site) -> None:
    rules = rules_of(site.app)
    for key, route in OFFICERS.items():
        assert set(access_of(site.app, rules[key].endpoint)) == roles_of(route.who), key
    for table, access in (
        (DOORS, ANYONE),
        (routes.RESPONDENTS, RESPONDENTS),
        (routes.PUBLIC, PUBLIC),
    ):
        for key in table:
            assert access_of(site.app, rules[key].endpoint) == access, key


def test_who_has_not_signed_in_is_sent_to_do_so_and_changes_nothing(site: Site) -> None:
    nobody = site.browser()
    with watching(site.instance) as watch:
        for key, route in OFFICERS.items():
            send = nobody.get if key.startswith("GET ") else nobody.post
            assert leads_to_signing_in(send(site.address(route.address))), key
        assert watch.changes() == []


@pytest.mark.parametrize("name", ["newcomer", "enrolling", "verifying"])
def test_who_has_not_finished_signing_in_gets_no_further(site: Site, name: str) -> None:
    browser = site.browser(name)
    step = {"newcomer": "password", "enrolling": "phone", "verifying": "code"}[name]
    with watching(site.instance) as watch:
        for key, route in OFFICERS.items():
            send = browser.get if key.startswith("GET ") else browser.post
            answer = send(site.address(route.address))
            assert (answer.status_code, answer.location) == (302, f"/officer/sign-in/{step}"), key
        assert watch.changes() == []


def test_every_page_opens_for_those_who_may_and_for_nobody_else(site: Site) -> None:
    faults = []
    for key, route in READING:
        path = site.address(route.address)
        for name in _askers(route):
            answer = site.browser(name).get(path)
            wanted = {200, route.answer} if name in route.who else {403}
            if answer.status_code not in wanted or leads_to_signing_in(answer):
                faults.append(f"{key} for {name}: {answer.status_code}, not {wanted}")
    assert faults == []


def test_what_needs_no_signing_in_opens_for_everybody(site: Site) -> None:
    for key, route in (DOORS | routes.RESPONDENTS | routes.PUBLIC).items():
        if key.startswith("GET "):
            answer = site.browser().get(site.address(route.address))
            assert answer.status_code == route.answer, key


def _askers(route: Route) -> list[str]:
    """Everybody; of those who may, only one where the answer is dear."""
    allowed = [name for name in PEOPLE if name in route.who]
    refused = [name for name in PEOPLE if name not in route.who]
    return [*refused, *(allowed[:1] if route.dear else allowed)]


def test_nothing_can_be_sent_by_those_who_may_not(site: Site) -> None:
    faults = []
    with watching(site.instance) as watch:
        for key, route in SENDING:
            for name in PEOPLE:
                if name not in route.who:
                    answer = site.browser(name).post(site.address(route.address))
                    if answer.status_code != 403:
                        faults.append(f"{key} by {name}: {answer.status_code}")
        assert watch.changes() == []
    assert faults == []


@pytest.mark.parametrize("name", STRANGERS)
def test_things_of_another_agency_do_not_exist(site: Site, name: str) -> None:
    stranger, faults = site.browser(name), []
    allowed = {"their-officer": "officer", "their-admin": "admin"}[name]
    with watching(site.instance) as watch:
        for key, route in OFFICERS.items():
            if not _names_a_thing(route) or allowed not in route.who:
                continue
            send = stranger.get if key.startswith("GET ") else stranger.post
            answer = send(site.address(route.address))
            if answer.status_code != 404:
                faults.append(f"{key}: {answer.status_code}")
        assert watch.changes() == []
    assert faults == []


def _names_a_thing(route: Route) -> bool:
    """Whether the path names something that belongs to an agency."""
    path = route.address.partition("?")[0]
    return "{" in path or path.startswith(routes.COLLEAGUE)


MIXED = {
    "place": ("{open}", "{their_place}"),
    "measure": ("{measure}", "{their_measure}"),
    "entry": ("{entry}", "{their_entry}"),
}


@pytest.mark.parametrize("kind", MIXED)
def test_a_thing_of_another_agency_is_not_found_below_one_of_our_own(site: Site, kind: str) -> None:
    """A place of theirs below a round of ours, and so on: both ids are looked at."""
    _ours, theirs = MIXED[kind]
    tried = 0
    with watching(site.instance) as watch:
        for key, route in OFFICERS.items():
            if f"{{{kind}}}" in route.address and "officer" in route.who:
                tried += 1
                path = site.address(route.address.replace(f"{{{kind}}}", theirs))
                browser = site.browser("officer")
                send = browser.get if key.startswith("GET ") else browser.post
                assert send(path).status_code == 404, (key, path)
        assert watch.changes() == []
    assert tried > 1


@pytest.mark.parametrize("inner", ["{staff_place}", "{place}"])
def test_a_place_is_found_below_its_own_round_only(site: Site, inner: str) -> None:
    path = site.address("/officer/rounds/{draft}/places/" + inner)
    assert site.browser("officer").get(path).status_code == 404


def test_an_entry_of_progress_is_found_below_its_own_measure_only(site: Site) -> None:
    officer = site.browser("officer")
    path = site.address(f"{routes.BARE}/progress/{{entry}}")
    assert officer.get(path).status_code == 404
    assert officer.post(f"{path}/remove").status_code == 404


def test_lists_name_nothing_of_another_agency(site: Site) -> None:
    ours = {site.town.names[name] for name in ("agency", "open", "draft", "closed", "measure")}
    lists = [r.address for _key, r in READING if "{" not in r.address and "their" not in r.address]
    for path in (*lists, "/officer/measures/open?year=2564"):
        page = site.browser("their-admin").get(path).get_data(as_text=True)
        assert not [one for one in ours if one in page], path
        assert "เทศบาลตำบลของเรา" not in page, path


@pytest.mark.parametrize(
    "address",
    ["/officer/first-steps?agency={agency}", "/officer/first-steps?agency=เทศบาลตำบลของเรา"],
)
def test_a_question_behind_an_address_asks_for_no_other_agency(site: Site, address: str) -> None:
    answer = site.browser("their-admin").get(site.address(address))
    assert answer.status_code == 404


def test_the_name_of_an_agency_opens_no_more_than_its_id(site: Site) -> None:
    """Agencies are found by id or exact name: both are looked at."""
    stranger = site.browser("their-admin")
    for path in ("", "/years", "/plans/2564", "/emblem.png", "/years/imported"):
        address = f"/officer/agencies/เทศบาลตำบลของเรา{path}"
        assert stranger.get(address).status_code == 404, path


def test_an_agency_named_like_another_ones_id_shuts_nobody_out(site: Site) -> None:
    """Each finds its own by its id, whatever an administrator next door calls theirs."""
    names = site.town.names
    for mine, other, admin, officer in (
        ("agency", "their_agency", "admin", "their-officer"),
        ("their_agency", "agency", "their-admin", "officer"),
    ):
        form = {"name": names[other]}
        changed = site.browser(admin).post(f"/officer/agencies/{names[mine]}", form)
        assert changed.status_code == 302, changed.status
        page = site.browser(officer).get(f"/officer/agencies/{names[other]}/years")
        assert page.status_code == 200


def test_a_refused_address_says_the_same_whether_the_thing_exists_or_not(site: Site) -> None:
    stranger = site.browser("their-officer")
    real = stranger.get(site.address(routes.ROUND)).get_data(as_text=True)
    unreal = stranger.get("/officer/rounds/000000000000").get_data(as_text=True)
    assert real.replace(site.town.names["open"], "000000000000") == unreal


def test_no_route_knows_another_method(site: Site) -> None:
    client = site.browser(SYSTEM).client
    for (key, route), method in zip(
        ROUTES.items(), cycle(["PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"]), strict=False
    ):
        path = site.address(route.address).partition("?")[0]
        for one in (method, "X" * 40):
            answer = client.open(path, method=one)
            assert answer.status_code in (404, 405), (key, one, answer.status)


def test_asking_what_an_address_allows_needs_the_same_right(site: Site) -> None:
    for key, route in OFFICERS.items():
        path = site.address(route.address)
        assert leads_to_signing_in(site.browser().client.options(path)), key


def test_reading_never_changes_anything(site: Site) -> None:
    """A link in a mail, a picture on another site: all of it is GET, and GET is harmless."""
    with watching(site.instance) as watch:
        for key, route in ROUTES.items():
            if key.startswith("GET ") and not route.dear:
                site.browser(SYSTEM).get(site.address(route.address))
                assert watch.changes() == [], key


def test_signing_in_leads_back_to_pages_of_this_part_only(site: Site) -> None:
    with site.app.test_request_context("/officer/", base_url="https://ita.example.go.th"):
        for wanted in (
            "https://evil.example/officer/",
            "https://ita.example.go.th.evil.example/officer/",
            "//evil.example/officer/",
            "///evil.example/officer/",
            "/\\evil.example/officer/",
            "/officer/\\evil.example",
            "/officer/\r\nLocation: https://evil.example",
            "/officer/\tx",
            "\t/officer/",
            " /officer/",
            "officer/",
            "/officers",
            "/officer",
            "/s/ABCDEFG",
            "/r/x",
            "javascript:alert(1)//officer/",
            "data:text/html,x",
            "",
        ):
            assert safe_address(wanted) is None, wanted
        assert safe_address("/officer/rounds?a=b#c") == "/officer/rounds?a=b#c"
