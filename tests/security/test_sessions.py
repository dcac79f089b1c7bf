"""Sessions: nobody can plant one, keep one past its end, or use a code of the phone twice."""

import threading
from datetime import timedelta

import pyotp
import pytest

from survey_app.core.errors import Refused
from survey_app.services.second_factor import verify_totp
from survey_app.services.sign_in import IDLE, LONGEST, find_session, token_mac
from survey_app.storage.tables import SessionRow
from tests.security.browsers import Browser, leads_to_signing_in
from tests.security.conftest import Site
from tests.security.routes import OFFICERS
from tests.security.town import PASSWORD, begin_session

ACCOUNT = "/officer/account"


def token_in(browser: Browser) -> str:
    """The session's token as the browser's cookie now holds it."""
    with browser.client.session_transaction(base_url="http://localhost/officer/") as held:
        return str(held.get("_user_id", ""))


def code(site: Site) -> str:
    return pyotp.TOTP(site.town.totp_secret).at(site.clock.now)


def give_code(site: Site, browser: Browser, typed: str) -> int:
    return browser.post("/officer/sign-in/code", {"code": typed}).status_code


def test_a_planted_session_is_worth_nothing_once_its_victim_gives_the_code(site: Site) -> None:
    """Who knows a password plants the half session it gives; the victim's phone completes it."""
    planted = site.town.tokens["verifying"]
    victim, thief = (Browser(site.app, planted) for _n in range(2))
    site.clock.advance(minutes=1)
    assert give_code(site, victim, code(site)) == 302
    renewed = token_in(victim)
    assert renewed != planted
    assert find_session(site.instance, renewed)
    assert find_session(site.instance, planted) is None
    assert leads_to_signing_in(thief.get(ACCOUNT))
    assert not leads_to_signing_in(Browser(site.app, renewed).get(ACCOUNT))


def test_signing_in_replaces_whatever_session_the_browser_had(site: Site) -> None:
    browser = Browser(site.app, site.town.tokens["verifying"])
    form = {"name": "colleague", "password": PASSWORD}
    before = browser.csrf
    assert browser.post("/officer/sign-in", form).status_code == 302
    token = token_in(browser)
    session = find_session(site.instance, token)
    assert session
    assert session.actor.name == "colleague"
    with browser.client.session_transaction(base_url="http://localhost/officer/") as held:
        assert set(held) <= {"_user_id", "_fresh", "_id", "language"}, "nothing planted is kept"
    answer = browser.client.post("/officer/sign-out", data={"csrf_token": before})
    assert answer.status_code == 400, "nor the token of before"


def test_a_session_ends_after_twelve_hours_however_busy(site: Site) -> None:
    browser = site.browser("officer")
    for _step in range(int(LONGEST / timedelta(minutes=20))):
        assert not leads_to_signing_in(browser.get(ACCOUNT))
        site.clock.advance(minutes=20)
    site.clock.advance(seconds=1)
    assert leads_to_signing_in(browser.get(ACCOUNT))


def test_the_second_factor_makes_a_session_no_younger(site: Site) -> None:
    token = site.town.tokens["verifying"]
    for _step in range(3):
        site.clock.advance(minutes=20)
        assert find_session(site.instance, token)
    renewed = verify_totp(site.instance, token, code(site))
    assert renewed.rpartition(".")[2] == token.rpartition(".")[2]


def test_the_time_in_a_token_cannot_be_changed(site: Site) -> None:
    random, _dot, issued = site.town.tokens["officer"].rpartition(".")
    later = f"{random}.{int(issued) + 3600}"
    assert find_session(site.instance, later) is None
    assert find_session(site.instance, random) is None


@pytest.mark.parametrize("token", ["0" * 43, "0" * 43 + ".", "0" * 43 + ".-1", "x.²", ""])
def test_a_token_of_another_form_has_ended(site: Site, token: str) -> None:
    """As those are that an older version issued: their officers sign in again."""
    row = SessionRow(
        token_mac=token_mac(site.instance, token),
        officer="officer",
        seen_at=site.clock.now,
        second_factor=True,
    )
    with site.instance.database.transaction() as session:
        session.add(row)
    assert find_session(site.instance, token) is None
    assert leads_to_signing_in(Browser(site.app, token).get(ACCOUNT))


def test_an_empty_chair_is_signed_out(site: Site) -> None:
    browser = site.browser("officer")
    site.clock.advance(seconds=IDLE.total_seconds() + 1)
    assert leads_to_signing_in(browser.get(ACCOUNT))


@pytest.mark.parametrize(
    "path", ["/officer/officers/officer/reset", "/officer/officers/officer/disable"]
)
def test_an_administrator_ends_the_sessions_of_who_is_reset_or_disabled(
    site: Site, path: str
) -> None:
    assert site.browser("admin").post(path, {"disabled": "yes"}).status_code in (200, 302)
    assert leads_to_signing_in(site.browser("officer").get(ACCOUNT))


def test_another_password_ends_every_other_session(site: Site) -> None:
    other = Browser(site.app, begin_session(site.instance, "officer"))
    form = {"old": PASSWORD, "new": "a new long password", "again": "a new long password"}
    assert site.browser("officer").post("/officer/account/password", form).status_code == 302
    assert leads_to_signing_in(other.get(ACCOUNT))
    assert not leads_to_signing_in(site.browser("officer").get(ACCOUNT))


def test_no_page_and_no_address_holds_the_token(site: Site) -> None:
    browser = site.browser("system-admin")
    for key, route in OFFICERS.items():
        if key.startswith("GET ") and not route.dear:
            answer = browser.get(site.address(route.address))
            assert str(browser.token).encode() not in answer.data, key
            assert str(browser.token) not in answer.headers.get("Location", ""), key


def test_a_code_is_good_once_and_so_are_those_before_it(site: Site) -> None:
    tokens = [begin_session(site.instance, "verifying", whole=False) for _n in range(4)]
    site.clock.advance(minutes=2)
    earlier = code(site)
    site.clock.advance(seconds=30)
    browsers = [Browser(site.app, token) for token in tokens]
    used = code(site)
    assert give_code(site, browsers[0], used) == 302
    assert give_code(site, browsers[1], used) == 422
    assert give_code(site, browsers[2], earlier) == 422
    site.clock.advance(seconds=30)
    assert give_code(site, browsers[1], used) == 422
    assert give_code(site, browsers[3], code(site)) == 302


def test_of_two_browsers_that_send_a_code_at_once_one_gets_in(site: Site) -> None:
    tokens = [begin_session(site.instance, "verifying", whole=False) for _n in range(6)]
    site.clock.advance(minutes=2)
    typed, admitted = code(site), []
    start = threading.Barrier(len(tokens))

    def race(token: str) -> None:
        start.wait()
        try:
            admitted.append(verify_totp(site.instance, token, typed))
        except Refused:
            return

    threads = [threading.Thread(target=race, args=(token,)) for token in tokens]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(admitted) == 1


def test_a_secret_of_the_phone_is_shown_to_its_own_browser_and_before_enrolling_alone(
    site: Site,
) -> None:
    assert site.browser("enrolling").get("/officer/sign-in/phone.svg").status_code == 200
    for name in ("", "officer", "verifying", "newcomer"):
        answer = site.browser(name).get("/officer/sign-in/phone.svg")
        assert answer.status_code == 302, name
