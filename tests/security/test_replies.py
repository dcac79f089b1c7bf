"""What every answer carries, whatever kind of answer it is; and what no answer can be made to say."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from survey_app.services.instance import open_instance
from survey_app.settings import Settings
from survey_app.web import build_app, trusted_hosts
from survey_app.web.officer import identity
from survey_app.web.public import views as public_views
from survey_app.web.respondent import visiting
from tests.conftest import Clock
from tests.security.browsers import Browser
from tests.security.conftest import Prepared, Site
from tests.security.routes import CLOSED, ROUND, ROUTES

HTTPS = "https://ita.example.go.th"
Kinds = dict[str, TestResponse]


def policy_of(answer: TestResponse) -> dict[str, str]:
    """The Content-Security-Policy by directive."""
    parts = answer.headers.get("Content-Security-Policy", "").split(";")
    return {name: rest for name, _, rest in (part.strip().partition(" ") for part in parts)}


def faults_of(answer: TestResponse) -> Iterator[str]:
    """What every answer must have and this one lacks."""
    policy, headers = policy_of(answer), answer.headers
    if policy.get("default-src") != "'none'":
        yield "policy allows by default"
    if policy.get("base-uri") != "'none'" or policy.get("frame-ancestors") != "'none'":
        yield "policy lets it be framed or rebased"
    if policy.get("script-src", "'none'") not in ("'self'", "'none'"):
        yield f"policy lets scripts run: {policy['script-src']}"
    if "unsafe" in str(policy) or "*" in str(policy) or "data:" in str(policy):
        yield "policy is loose"
    if headers.get("X-Content-Type-Options") != "nosniff":
        yield "may be sniffed"
    if headers.get("Referrer-Policy") not in ("no-referrer", "same-origin"):
        yield "tells others where the reader was"
    if headers.get("Cross-Origin-Opener-Policy") != "same-origin":
        yield "shares its window"
    if "Access-Control-Allow-Origin" in headers:
        yield "can be read by other sites"
    if not headers.get("Cache-Control"):
        yield "does not say how long it may be kept"
    kind = headers.get("Content-Type", "")
    if answer.data and (not kind or (kind.startswith("text/") and "charset=utf-8" not in kind)):
        yield f"does not say what it is: {kind!r}"
    if "X-Powered-By" in headers or "werkzeug" in headers.get("Server", "").lower():
        yield "names its software"


def fail(*_args: object, **_options: object) -> None:
    raise OSError("on purpose")


def _answers(site: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, TestResponse]]:
    """One of every kind."""
    nobody, officer, town = site.browser(), site.browser("officer"), site.address
    huge = {"name": "x" * 300_000}
    yield "page 200", officer.get("/officer/rounds")
    yield "page 302", officer.get("/officer/")
    yield "page 303", officer.post(town(f"{CLOSED}/report/suggestions"))
    yield "page 400", officer.post("/officer/sign-out", csrf="x")
    yield "page 403", officer.get("/officer/officers")
    yield "page 404", officer.get("/officer/rounds/x")
    yield "page 405", officer.client.delete("/officer/rounds")
    yield "page 413", officer.post("/officer/rounds/new", huge)
    yield "page 422", officer.post("/officer/rounds/new", {"staff": "x"})
    yield "page not signed in", nobody.get("/officer/rounds")
    yield "page HEAD", officer.client.head("/officer/rounds")
    yield "page OPTIONS", officer.client.options("/officer/rounds")
    yield "page without its slash", nobody.get("/officer")
    yield "page of another host", nobody.get("/officer/sign-in", headers={"Host": "evil.example"})
    yield "download", officer.get(town(f"{CLOSED}/result.json"))
    yield "spreadsheet", officer.get(town(f"{ROUND}/oit.xlsx"))
    yield "picture", officer.get(town(f"{ROUND}/places/{{place}}/qr.svg"))
    yield "emblem", officer.get(town("/officer/agencies/{agency}/emblem.png"))
    yield "root", nobody.get("/")
    yield "nowhere", nobody.get("/nowhere")
    yield "nowhere POST", nobody.post("/nowhere", huge)
    yield "favicon", nobody.get("/favicon.ico")
    yield "static 200", nobody.get("/static/respondent/respondent.css")
    marked = re.findall(r'"(/static/respondent/respondent\.css\?v=\w+)"', nobody.get("/s/X").text)
    yield "static marked", nobody.get(marked[0])
    yield "static marked wrongly", nobody.get("/static/respondent/respondent.css?v=1")
    yield "static script", nobody.get("/static/respondent/respondent.js")
    yield "static picture", nobody.get("/static/officer/icon.svg")
    yield "static 404", nobody.get("/static/nothing.css")
    yield "static above itself", nobody.get("/static/../web/__init__.py")
    yield "static encoded", nobody.get("/static/%2e%2e/%2e%2e/secret.key")
    yield "bootstrap", nobody.get("/bootstrap/static/css/bootstrap.min.css")
    etag = nobody.get("/static/respondent/respondent.css").headers["ETag"]
    yield (
        "static 304",
        nobody.get("/static/respondent/respondent.css", headers={"If-None-Match": etag}),
    )
    yield "start", nobody.get(town("/s/{link}"))
    yield "form", nobody.get(town("/s/{link}/form"))
    yield "answers 303", nobody.get(town("/s/{link}/answers"))
    yield "answers 422", nobody.post(town("/s/{link}/answers"), csrf="")
    yield "answers 400", nobody.post(town("/s/{link}/answers"), {"x": "y"}, csrf="")
    yield "answers 413", nobody.post(town("/s/{link}/answers"), huge, csrf="")
    yield "respondent 404", nobody.get("/s/NOTHING")
    yield "respondent 405", nobody.client.delete(town("/s/{link}"))
    yield "respondent of another host", nobody.get("/s/X", headers={"Host": "evil.example"})
    yield "emblem of a link", nobody.get(town("/s/{link}/emblem.png"))
    yield "public", nobody.get(town("/r/{agency}/2563"))
    yield "public file", nobody.get(town("/r/{agency}/2563/report.pdf"))
    etag = nobody.get(town("/r/{agency}/2563")).headers["ETag"]
    yield "public 304", nobody.get(town("/r/{agency}/2563"), headers={"If-None-Match": etag})
    yield "public 404", nobody.get("/r/nobody")
    yield "public 405", nobody.post(town("/r/{agency}"))
    with monkeypatch.context() as patch:
        patch.setattr(identity, "find_session", fail)
        patch.setattr(visiting, "visit_survey", fail)
        patch.setattr(public_views, "list_publications", fail)
        yield "page 500", officer.get("/officer/rounds")
        yield "respondent 500", nobody.get(town("/s/{link}"))
        yield "public 500", nobody.get(town("/r/{agency}"))


@pytest.fixture(scope="module")
def asked() -> dict[str, Kinds]:
    """The answers by engine, so that they are asked for once."""
    return {}


@pytest.fixture
def answers(engine: str, asked: dict[str, Kinds], request: pytest.FixtureRequest) -> Kinds:
    if engine not in asked:
        site, patch = (request.getfixturevalue(name) for name in ("site", "monkeypatch"))
        asked[engine] = dict(_answers(site, patch))
    return asked[engine]


@pytest.mark.filterwarnings("ignore:.*on purpose")
def test_every_kind_of_answer_carries_the_same_protection(answers: Kinds) -> None:
    statuses = {answer.status_code for answer in answers.values()}
    assert statuses >= {200, 302, 303, 304, 308, 400, 403, 404, 405, 413, 422, 500}
    assert [
        f"{kind} ({answer.status_code}) {fault}"
        for kind, answer in answers.items()
        for fault in faults_of(answer)
    ] == []


def test_only_files_and_published_pages_may_be_kept(answers: Kinds) -> None:
    lasting = {
        kind for kind, answer in answers.items() if answer.headers["Cache-Control"] != "no-store"
    }
    assert {kind.split()[0] for kind in lasting} == {"static", "bootstrap", "public"}
    for kind in lasting:
        assert answers[kind].status_code in (200, 304), kind


def test_no_answer_says_anything_of_our_insides(answers: Kinds) -> None:
    for kind, answer in answers.items():
        for sign in (b"Traceback", b"survey_app", b"site-packages", b"on purpose", b"OSError"):
            assert sign not in answer.data, kind


def test_only_officers_pages_set_a_cookie(answers: Kinds) -> None:
    setting = {kind for kind, answer in answers.items() if "Set-Cookie" in answer.headers}
    assert all(kind.startswith(("page", "root")) for kind in setting), setting


@pytest.fixture
def encrypted(prepared: Prepared, tmp_path: Path) -> Iterator[Flask]:
    """The application as it runs for real: behind an address with https."""
    opened = prepared.open(tmp_path / "town")
    site = next(opened)
    settings = site.instance.settings.model_copy(update={"public_url": HTTPS})
    instance = open_instance(Settings(**settings.model_dump()), Clock())
    yield build_app(instance)
    instance.database.engine.dispose()
    next(opened, None)


def cookies_of(answer: TestResponse) -> list[str]:
    return answer.headers.getlist("Set-Cookie")


def test_the_cookie_is_for_encrypted_officers_pages_alone(encrypted: Flask) -> None:
    client = encrypted.test_client()
    answer = client.get("/officer/sign-in", base_url=HTTPS)
    [cookie] = cookies_of(answer)
    parts = [part.strip() for part in cookie.split(";")]
    assert parts[0].startswith("__Secure-officer=")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/officer/"} == set(parts[1:])
    assert len(cookie) < 4096


def test_without_encryption_the_cookie_has_its_other_marks(site: Site) -> None:
    [cookie] = cookies_of(site.app.test_client().get("/officer/sign-in"))
    parts = {part.strip() for part in cookie.split(";")[1:]}
    assert parts == {"HttpOnly", "SameSite=Lax", "Path=/officer/"}


HOSTS = (
    "evil.example",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "evil.example:80",
    "localhost@evil.example",
    "evil.example#localhost",
    "localhost, evil.example",
    "",
    "ita.example.go.th.evil.example",
    "evil-ita.example.go.th",
)


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("path", ["/officer/sign-in", "/s/ABCDEFG", "/r/x", "/static/officer/x"])
def test_no_page_is_shown_under_another_name(encrypted: Flask, host: str, path: str) -> None:
    answer = encrypted.test_client().get(path, headers={"Host": host})
    assert answer.status_code == 400
    assert b"evil" not in answer.data
    assert answer.headers.get("Location") is None


def test_the_hosts_that_are_ours_are_written_down() -> None:
    ours = ["127.0.0.1", "localhost", "[::1]"]
    assert trusted_hosts("") == ours
    assert trusted_hosts(HTTPS) == [*ours, "ita.example.go.th"]
    assert trusted_hosts("https://ita.example.go.th:8443/ita") == [*ours, "ita.example.go.th"]
    assert not [one for one in trusted_hosts(HTTPS) if one.startswith((".", "*"))]


FORWARDED: dict[str, str] = {
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "http",
    "X-Forwarded-For": "203.0.113.9",
    "X-Forwarded-Prefix": "/evil",
    "X-Original-URL": "/officer/officers",
    "X-Rewrite-URL": "/officer/officers",
    "X-HTTP-Method-Override": "DELETE",
    "X-Real-IP": "127.0.0.1",
    "X-User-ID": "admin",
    "Forwarded": "host=evil.example",
    "Via": "evil.example",
}


def test_headers_that_a_proxy_would_set_change_nothing(
    encrypted: Flask, prepared: Prepared
) -> None:
    """Nothing is believed of them, so nobody can forge them; links carry the address of settings."""
    browser = Browser(encrypted, prepared.town.tokens["officer"], "ita.example.go.th")
    path = f"{ROUND}/places/{{place}}".format_map(prepared.town.names)
    plain = browser.get(path, base_url=HTTPS)
    forged = browser.get(path, base_url=HTTPS, headers=FORWARDED)
    assert plain.status_code == 200
    assert _known(forged) == _known(plain)
    assert f"{HTTPS}/s/".upper() in plain.get_data(as_text=True).upper()
    assert "localhost" not in plain.get_data(as_text=True)


def _known(answer: TestResponse) -> str:
    """The page without its token."""
    return re.sub(r'name="csrf_token" value="[^"]*"', "", answer.get_data(as_text=True))


def _by_next(wanted: str) -> Callable[[Site], TestResponse]:
    form = {"language": "en", "next": wanted}
    return lambda site: site.browser("officer").post("/officer/language", form)


ELSEWHERE = (
    "https://evil.example/",
    "//evil.example/officer/",
    "/\\evil.example",
    "/officer/\\evil.example",
    "/officer/\r\nX: y",
    "javascript:alert(1)",
    "https:evil.example",
)


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_no_form_leads_elsewhere(site: Site, wanted: str) -> None:
    answer = _by_next(wanted)(site)
    assert answer.status_code == 302
    assert answer.location == "/officer/"


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example/officer/",
        "//evil.example/%2e%2e",
        "/officer//evil.example",
        "/officer/measures/open?year=2564&agency=//evil.example",
        "/officer/measures/open?year=2564&agency=..%2f..%2fevil.example",
        "/officer/sign-in?next=https://evil.example",
        "/officer/rounds?next=https://evil.example",
        "/s/%2f%2fevil.example/answers",
        "/r//evil.example",
    ],
)
def test_no_address_leads_elsewhere(site: Site, path: str) -> None:
    for name in ("", "officer"):
        answer = site.browser(name).get(path)
        where = answer.headers.get("Location", "/")
        assert re.match(r"(http://localhost)?/(?![/\\])", where), where


def test_after_signing_in_nobody_is_led_elsewhere(site: Site) -> None:
    """The page that was asked for is remembered; an address that is none of ours never is."""
    client = site.app.test_client()
    client.get("//evil.example/officer/rounds", base_url="http://localhost")
    client.get("/officer/rounds?a=//evil.example")
    with client.session_transaction(base_url="http://localhost/officer/") as kept:
        assert kept.get("next", "/officer/").startswith("/officer/")


@pytest.mark.parametrize(
    "referrer", ["https://evil.example/officer/rounds", "http://localhost.evil.example/officer/"]
)
def test_a_failure_page_leads_back_to_our_own_pages_only(site: Site, referrer: str) -> None:
    answer = site.browser("officer").get("/officer/rounds/x", headers={"Referer": referrer})
    assert answer.status_code == 404
    assert "evil" not in answer.get_data(as_text=True)


def test_every_table_line_was_thought_of_here() -> None:
    """A new audience would need its kinds of answers above."""
    assert {route.address.split("/")[1] for route in ROUTES.values()} <= {
        "", "officer", "s", "S", "r", "static", "bootstrap",
    }  # fmt: skip
