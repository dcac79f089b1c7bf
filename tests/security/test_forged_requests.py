"""Forms that another site sends by an officer's browser are refused before anything else."""

import pytest
from itsdangerous import URLSafeTimedSerializer

from tests.security.browsers import PLANTED
from tests.security.conftest import Site
from tests.security.contents import watching
from tests.security.forms import SENDINGS, compose, is_respondents, send
from tests.security.routes import ROUTES
from tests.visiting import read_page

RULES = [key.removeprefix("POST ") for key in ROUTES if key.startswith("POST ")]
GUARDED = [rule for rule in RULES if not is_respondents(rule)]


def test_every_address_that_takes_a_form_has_one_to_be_tried_with() -> None:
    assert {rule for rule in RULES if not rule.startswith("/S/")} == set(SENDINGS)


def forged(site: Site) -> dict[str, str]:
    """Tokens that are none: missing, garbled, cut, of another cookie, made by another key."""
    good, salt = site.browser("officer").csrf, "wtf-csrf-token"
    ours = URLSafeTimedSerializer(site.app.secret_key, salt=salt)
    return {
        "missing": "",
        "garbled": "x",
        "cut": good[:-2],
        "of another browser": str(ours.dumps("00" * 20)),
        "by another key": str(URLSafeTimedSerializer(b"another", salt=salt).dumps(PLANTED)),
        "for another purpose": str(
            URLSafeTimedSerializer(site.app.secret_key, salt="cookie-session").dumps(PLANTED)
        ),
    }


def test_a_whole_and_right_form_is_refused_for_its_token_alone(site: Site) -> None:
    tokens, faults = forged(site), []
    forms = {rule: compose(site, rule) for rule in GUARDED if not SENDINGS[rule].dear}
    with watching(site.instance) as watch:
        for place, rule in enumerate(GUARDED):
            for kind in ("missing", list(tokens)[1 + place % 5]):
                answer = send(site, rule, forms.get(rule, []), csrf=tokens[kind])
                if answer.status_code != 400:
                    faults.append(f"{rule}, {kind}: {answer.status_code}")
        assert watch.changes() == []
    assert faults == []


@pytest.mark.parametrize("kind", ["garbled", "of another browser", "by another key"])
def test_no_forged_token_is_taken(site: Site, kind: str) -> None:
    assert send(site, "/officer/sign-out", [], csrf=forged(site)[kind]).status_code == 400


def test_the_token_in_the_address_alone_is_not_taken(site: Site) -> None:
    """Addresses end up in histories and logs."""
    officer = site.browser("officer")
    path = f"/officer/sign-out?csrf_token={officer.csrf}"
    assert officer.post(path, csrf="").status_code == 400


@pytest.mark.parametrize("rule", ["/s/<link>/form", "/s/<link>/answers"])
def test_a_respondents_form_that_another_site_sends_is_refused(site: Site, rule: str) -> None:
    """Respondents have no cookie to abuse; what remains is refused by what browsers say of it."""
    form = compose(site, rule)
    with watching(site.instance) as watch:
        foreign = send(site, rule, form, headers={"Sec-Fetch-Site": "cross-site"})
        assert foreign.status_code in (400, 403)
        assert watch.changes() == []
    for said in ("same-origin", "same-site", "none"):
        answer = send(site, rule, form, headers={"Sec-Fetch-Site": said})
        assert answer.status_code in (200, 303), said


def test_an_answer_needs_a_ticket_that_we_gave(site: Site) -> None:
    rule = "/s/<link>/answers"
    form = dict(compose(site, rule))
    good = str(form["ticket"])
    staff_form = send(site, "/s/<link>/form", compose(site, "/s/<link>/form"))
    of_staff = read_page(staff_form, "").find("input", name="ticket")[0].attributes["value"]
    with watching(site.instance) as watch:
        for ticket in ("", "x", good[:-1], good[::-1], of_staff):
            answer = send(site, rule, [*(form | {"ticket": ticket}).items()])
            assert answer.status_code in (400, 422), ticket
        assert watch.changes() == []
