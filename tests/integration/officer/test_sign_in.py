"""Signing in by the pages: the steps, the guard, the throttle, and what the cookie may do."""

import pyotp
import pytest
from werkzeug.routing import AnyConverter, Rule

from survey_app.core.officers import COMMAND_LINE, Role
from survey_app.services.officers import add_officer, disable_officer
from survey_app.services.sign_in import IDLE
from survey_app.storage import attempts
from survey_app.web.access import ANYONE, PUBLIC, RESPONDENTS, access_of
from survey_app.web.officer.guards import safe_address
from tests.visiting import Visitor

PASSWORD = "correct horse 2564"


def try_password(visitor: Visitor, name: str, password: str):
    visitor.open("/officer/sign-in")
    return visitor.submit({"name": name, "password": password})


def code_of(page, clock) -> str:
    """The code a phone would show that was told the secret on the page."""
    secret = page.find("p", class_="secret")[0].text.replace(" ", "")
    return pyotp.TOTP(secret).at(clock.now)


def some_path(rule: Rule) -> str:
    """An address that the rule matches, with nothing real in it."""
    values = {
        name: min(kind.items) if isinstance(kind, AnyConverter) else "1"
        for name, kind in rule._converters.items()
    }
    return rule.build(values)[1]


def test_the_bare_address_leads_to_signing_in(visitor):
    page = visitor.open("/")
    assert page.path == "/officer/sign-in"
    assert page.headings == ["เข้าสู่ระบบ"]


def test_signing_in_leads_to_the_page_that_was_asked_for(visitor, instance, agency):
    add_officer(
        instance, COMMAND_LINE, "somchai", Role.ADMIN, agency.id, PASSWORD, totp_required=False
    )
    visitor.open("/officer/officers?from=mail")
    page = visitor.submit({"name": "somchai", "password": PASSWORD})
    assert page.path == "/officer/officers?from=mail"


def test_signing_in_leads_nowhere_outside(app):
    with app.test_request_context("/officer/"):
        for address in (
            "https://evil.example/officer/",
            "//evil.example/officer/",
            "/\\evil.example",
            "/officer/\\evil",
            "/s/ABC",
            "javascript:alert(1)",
            "",
        ):
            assert safe_address(address) is None
        assert safe_address("/officer/officers?a=b") == "/officer/officers?a=b"


@pytest.mark.parametrize(("name", "password"), [("officer", "wrong"), ("nobody", PASSWORD)])
def test_a_refused_sign_in_says_the_same_for_names_known_and_unknown(officer, app, name, password):
    page = try_password(Visitor(app), name, password)
    assert page.status == 422
    assert "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง" in page.text
    assert page.find("input", name="password")[0].attributes.get("value", "") == ""


def test_an_empty_form_names_both_fields(visitor):
    page = try_password(visitor, "", "")
    assert page.status == 422
    assert {"กรอกชื่อผู้ใช้", "กรอกรหัสผ่าน"} <= {
        one.text for one in page.find("div", class_="field-error")
    }


def test_too_many_attempts_are_told_when_to_come_back(visitor, instance, monkeypatch):
    monkeypatch.setattr(attempts, "MOST_ATTEMPTS", 1)
    try_password(visitor, "nobody", "wrong")
    page = try_password(visitor, "nobody", "wrong")
    assert page.status == 429
    assert "ลองใหม่ได้หลัง 11:00 น." in page.text


def test_a_first_sign_in_goes_through_password_and_phone(visitor, instance, agency, clock):
    password = add_officer(instance, COMMAND_LINE, "ใหม่", Role.OFFICER, agency.id)
    page = try_password(visitor, "ใหม่", password)
    assert page.path == "/officer/sign-in/password"
    assert visitor.get("/officer/account").location == "/officer/sign-in/password"
    visitor.open("/officer/sign-in/password")
    page = visitor.submit({"new": "a long password", "again": "another password"})
    assert "สองช่องไม่ตรงกัน" in page.text
    page = visitor.submit({"new": "a long password", "again": "a long password"})
    assert page.path == "/officer/sign-in/phone"
    assert visitor.get("/officer/account").location == "/officer/sign-in/phone"
    page = visitor.open("/officer/sign-in/phone")
    code = code_of(page, clock)
    page = visitor.submit({"code": "000000x"})
    assert page.status == 422
    assert "open" in page.find("details")[0].attributes
    assert page.links["เปิดในแอปยืนยันตัวตน"].startswith("otpauth://totp/")
    assert code_of(page, clock) == code, "a wrong code does not ask for another scan"
    page = visitor.submit({"code": code})
    assert page.status == 200
    assert visitor.get("/officer/account").status == 200


def test_a_later_sign_in_asks_for_the_code(app, visitor, instance, clock):
    add_officer(instance, COMMAND_LINE, "boss", Role.ADMIN, None, PASSWORD)
    page = try_password(visitor, "boss", PASSWORD)
    secret = page.find("p", class_="secret")[0].text.replace(" ", "")
    visitor.submit({"code": code_of(page, clock)})
    clock.advance(minutes=1)
    later = Visitor(app)
    page = try_password(later, "boss", PASSWORD)
    assert page.path == "/officer/sign-in/code"
    assert later.submit({"code": "12345"}).status == 422
    page = later.submit({"code": pyotp.TOTP(secret).at(clock.now)})
    assert page.path == "/officer/officers" or page.status == 200
    assert later.get("/officer/account").status == 200


def test_the_enrolment_picture_is_for_that_browser_only(app, visitor, instance):
    add_officer(instance, COMMAND_LINE, "boss", Role.ADMIN, None, PASSWORD)
    try_password(visitor, "boss", PASSWORD)
    picture = visitor.get("/officer/sign-in/phone.svg")
    assert picture.response.mimetype == "image/svg+xml"
    assert picture.response.headers["Cache-Control"] == "no-store"
    assert Visitor(app).get("/officer/sign-in/phone.svg").location == "/officer/sign-in"


def test_steps_out_of_turn_lead_to_the_open_one(visitor, instance, officer):
    add_officer(instance, COMMAND_LINE, "boss", Role.ADMIN, None, PASSWORD)
    try_password(visitor, "boss", PASSWORD)
    for step in ("code", "password"):
        assert visitor.get(f"/officer/sign-in/{step}").location == "/officer/sign-in/phone"
        assert officer.get(f"/officer/sign-in/{step}").location == "/officer/"
    assert visitor.get("/officer/sign-in").location == "/officer/sign-in/phone"


def test_signing_out_ends_the_session_even_for_a_kept_cookie(officer, app):
    cookie = officer.client.get_cookie("officer", path="/officer/")
    officer.open("/officer/account")
    page = officer.submit(form="/officer/sign-out")
    assert page.path == "/officer/sign-in"
    thief = app.test_client()
    thief.set_cookie("officer", cookie.value, path="/officer/")
    assert thief.get("/officer/account").status_code == 302


def test_signing_out_everywhere_ends_the_other_browser_too(officer, app):
    other = Visitor(app)
    try_password(other, "officer", PASSWORD)
    officer.open("/officer/account")
    page = officer.submit(form="/officer/account/sign-out-everywhere")
    assert "ออกจากระบบทุกเครื่องแล้ว" in page.text
    assert other.get("/officer/account").location == "/officer/sign-in"


def test_changing_the_password(officer):
    officer.open("/officer/account/password")
    new = {"new": "a new long password", "again": "a new long password"}
    assert "ไม่ถูกต้อง" in officer.submit({"old": "wrong", **new}).text
    page = officer.submit({"old": PASSWORD, **new})
    assert page.path == "/officer/account"
    assert "เปลี่ยนรหัสผ่านแล้ว" in page.text


def test_after_30_idle_minutes_signing_in_is_asked_again(officer, clock):
    clock.advance(seconds=IDLE.total_seconds() + 1)
    assert officer.get("/officer/account").location == "/officer/sign-in"


def test_a_page_refreshing_by_itself_does_not_keep_an_empty_chair_signed_in(officer, clock):
    for _minute in range(31):
        clock.advance(minutes=1)
        officer.get("/officer/account", headers={"X-Refresh": "1"})
    assert officer.get("/officer/account").location == "/officer/sign-in"


def test_a_disabled_officer_is_out_at_the_next_click(officer, instance):
    disable_officer(instance, COMMAND_LINE, "officer")
    assert officer.get("/officer/account").location == "/officer/sign-in"


def test_signing_in_changes_the_cookie_and_keeps_nothing_planted(visitor, instance, agency):
    add_officer(instance, COMMAND_LINE, "boss", Role.ADMIN, None, PASSWORD, totp_required=False)
    visitor.open("/officer/sign-in")
    before = visitor._csrf
    visitor.submit({"name": "boss", "password": PASSWORD})
    with visitor.client.session_transaction(base_url="http://localhost/officer/") as cookie:
        kept = set(cookie)
    assert kept <= {"_user_id", "_fresh", "_id", "csrf_token", "language"}
    assert visitor.client.post("/officer/sign-out", data={"csrf_token": before}).status_code == 400


def test_every_form_needs_its_token(officer, app):
    posts = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ())
        and access_of(app, rule.endpoint) != RESPONDENTS
        and not rule.arguments
    ]
    assert "/officer/sign-out" in posts
    for path in posts:
        if access_of(app, app.url_map.bind("localhost").match(path, "POST")[0]) == ANYONE:
            assert Visitor(app).client.post(path).status_code == 400, path


def test_no_officer_page_is_open_without_signing_in(app, client):
    for rule in app.url_map.iter_rules():
        access = access_of(app, rule.endpoint)
        if access in (ANYONE, PUBLIC, RESPONDENTS):
            continue
        path = some_path(rule)
        for method in (rule.methods or set()) & {"GET", "POST"}:
            answer = client.open(path, method=method)
            assert (answer.status_code, answer.location) == (302, "/officer/sign-in"), path


@pytest.mark.parametrize("who", ["officer", "auditor", "executive", "admin"])
def test_no_officer_opens_a_page_of_another_role(app, who, request):
    someone = request.getfixturevalue(who)
    for rule in app.url_map.iter_rules():
        access = access_of(app, rule.endpoint)
        if access in (ANYONE, PUBLIC, RESPONDENTS) or who in access:
            continue
        path = some_path(rule)
        for method in (rule.methods or set()) & {"GET", "POST"}:
            assert someone.client.open(path, method=method).status_code == 403, path


def test_officer_pages_are_hardened(officer):
    headers = officer.open("/officer/account").response.headers
    policy = headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "data:" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_the_cookie_is_shown_to_officer_pages_only(officer):
    cookie = officer.client.get_cookie("officer", path="/officer/")
    assert cookie.path == "/officer/"
    assert cookie.http_only
    assert cookie.same_site == "Lax"


def test_the_language_can_be_switched_and_is_remembered(visitor):
    visitor.open("/officer/sign-in")
    page = visitor.submit({"language": "en"}, form="/officer/language")
    assert page.path == "/officer/sign-in"
    assert page.find("html")[0].attributes["lang"] == "en"
    page = visitor.submit({"language": "xx"}, form="/officer/language")
    assert page.find("html")[0].attributes["lang"] == "en"


@pytest.mark.parametrize("path", ["/officer/nothing-here", "/nothing-here"])
def test_an_unknown_page_is_answered_in_thai(visitor, path):
    page = visitor.get(path)
    assert page.status == 404
    assert page.headings == ["ไม่พบหน้าที่ต้องการ"]
    assert "Set-Cookie" not in page.response.headers


def test_a_failing_database_still_gives_a_page(officer, instance, monkeypatch):
    def fail(*_args, **_options):
        raise OSError

    monkeypatch.setattr("survey_app.web.officer.identity.find_session", fail)
    page = officer.get("/officer/account")
    assert page.status == 500
    assert page.headings == ["ระบบขัดข้อง"]


def test_a_body_larger_than_the_limit_is_refused_in_thai(visitor):
    visitor.open("/officer/sign-in")
    page = visitor.post("/officer/sign-in", {"name": "x" * 300_000})
    assert page.status == 413
    assert page.headings == ["ไฟล์ใหญ่เกินไป"]


def test_a_request_for_another_host_is_refused(client):
    answer = client.get("/officer/sign-in", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert "evil" not in answer.text
