"""Signing in: what lets an officer in, what keeps others out, and when a session ends."""

from dataclasses import replace
from datetime import timedelta

import pyotp
import pytest
from sqlmodel import select

from survey_app.core.errors import (
    AgencyNeeded,
    BadName,
    NameTaken,
    NotFound,
    OwnAccount,
    RoleRefused,
    SamePassword,
    SecondFactorRefused,
    SignedOut,
    SignInRefused,
    TooManyAttempts,
    TooWeakPassword,
)
from survey_app.core.officers import COMMAND_LINE, Actor, Role
from survey_app.core.thai import thai_digits
from survey_app.services import passwords
from survey_app.services.officers import (
    add_officer,
    disable_officer,
    list_officers,
    reset_officer,
)
from survey_app.services.second_factor import begin_totp, enrol_totp, verify_totp
from survey_app.services.sign_in import (
    change_password,
    check_password,
    find_session,
    sign_in,
    sign_out,
    sign_out_everywhere,
)
from survey_app.storage import attempts, audit
from survey_app.storage.tables import OfficerRow, SessionRow, SignInRow
from tests.stored import stored_bytes

PASSWORD = "correct horse 2564"


@pytest.fixture
def somchai(instance, agency) -> Actor:
    add_officer(
        instance, COMMAND_LINE, "somchai", Role.OFFICER, agency.id, PASSWORD, totp_required=False
    )
    return Actor("somchai", Role.OFFICER, agency.id)


@pytest.fixture
def few_attempts(monkeypatch):
    """Two attempts an hour instead of twenty, so that a test need not write so often."""
    monkeypatch.setattr(attempts, "MOST_ATTEMPTS", 2)


@pytest.fixture
def agency_admin(agency) -> Actor:
    return Actor("boss", Role.ADMIN, agency.id)


def code_at(secret: str, moment) -> str:
    return pyotp.TOTP(secret).at(moment)


def enrolled(instance, clock, name="somsri", agency_id=None) -> str:
    """The secret of an officer whose second factor is enrolled."""
    role = Role.OFFICER if agency_id else Role.ADMIN
    add_officer(instance, COMMAND_LINE, name, role, agency_id, PASSWORD)
    token = sign_in(instance, name, PASSWORD).token
    secret = begin_totp(instance, token).secret
    enrol_totp(instance, token, code_at(secret, clock.now))
    return secret


def test_a_right_password_gives_a_session_of_that_officer(instance, somchai):
    signed_in = sign_in(instance, "somchai", PASSWORD)
    session = find_session(instance, signed_in.token)
    assert session.actor == somchai
    assert session.complete


@pytest.mark.parametrize(("name", "password"), [("somchai", "wrong"), ("nobody", PASSWORD)])
def test_a_wrong_password_and_an_unknown_name_are_refused_alike(instance, somchai, name, password):
    with pytest.raises(SignInRefused) as refusal:
        sign_in(instance, name, password)
    assert refusal.value.facts == {}


def test_an_unknown_name_costs_a_hash_too(instance, somchai, monkeypatch):
    seen = []

    class Counting(passwords.PasswordHasher):
        def verify(self, hashed, password):
            seen.append(hashed)
            return super().verify(hashed, password)

    monkeypatch.setattr(passwords, "PasswordHasher", Counting)
    for name in ("somchai", "nobody"):
        with pytest.raises(SignInRefused):
            sign_in(instance, name, "wrong")
    assert [hashed.split("$")[1:4] for hashed in seen] == [seen[0].split("$")[1:4]] * 2
    assert seen[0].startswith("$argon2id$")


@pytest.mark.parametrize("name", ["somchai", "nobody"])
def test_past_the_limit_within_an_hour_not_even_the_right_password_is_evaluated(
    instance, somchai, clock, name, few_attempts
):
    for _attempt in range(attempts.MOST_ATTEMPTS):
        with pytest.raises(SignInRefused):
            sign_in(instance, name, "wrong")
    with pytest.raises(TooManyAttempts) as refusal:
        sign_in(instance, name, PASSWORD)
    assert refusal.value.retry_at == clock.now + attempts.WINDOW


def test_twenty_attempts_an_hour_are_evaluated():
    assert attempts.MOST_ATTEMPTS == 20
    assert timedelta(hours=1) == attempts.WINDOW


def test_after_an_hour_the_right_password_counts_again(instance, somchai, clock, few_attempts):
    for _attempt in range(attempts.MOST_ATTEMPTS):
        with pytest.raises(SignInRefused):
            sign_in(instance, "somchai", "wrong")
    clock.advance(hours=1)
    assert sign_in(instance, "somchai", PASSWORD)


def test_right_passwords_use_no_attempt_up(instance, somchai, few_attempts):
    for _attempt in range(attempts.MOST_ATTEMPTS + 1):
        sign_in(instance, "somchai", PASSWORD)


def test_the_database_knows_neither_token_nor_tried_names_nor_passwords(instance, somchai):
    token = sign_in(instance, "somchai", PASSWORD).token
    with pytest.raises(SignInRefused):
        sign_in(instance, "nobody-of-that-name", "tried-password")
    raw = stored_bytes(instance)
    for secret in (token, "nobody-of-that-name", "tried-password", PASSWORD):
        assert secret.encode() not in raw


def test_a_session_ends_after_30_idle_minutes(instance, somchai, clock):
    token = sign_in(instance, "somchai", PASSWORD).token
    clock.advance(minutes=30)
    assert find_session(instance, token)
    clock.advance(minutes=30)
    assert find_session(instance, token), "use at the 30th minute begins the half hour anew"
    clock.advance(minutes=30, seconds=1)
    assert find_session(instance, token) is None


def test_a_page_that_refreshes_by_itself_keeps_nobody_signed_in(instance, somchai, clock):
    token = sign_in(instance, "somchai", PASSWORD).token
    for _minute in range(31):
        clock.advance(minutes=1)
        find_session(instance, token, used=False)
    assert find_session(instance, token) is None


def test_signing_out_ends_this_session_only(instance, somchai):
    here, there = (sign_in(instance, "somchai", PASSWORD).token for _ in range(2))
    sign_out(instance, here)
    assert find_session(instance, here) is None
    assert find_session(instance, there)


def test_signing_out_everywhere_ends_every_session_of_that_officer_only(instance, somchai, agency):
    add_officer(
        instance, COMMAND_LINE, "other", Role.OFFICER, agency.id, PASSWORD, totp_required=False
    )
    tokens = [sign_in(instance, "somchai", PASSWORD).token for _ in range(2)]
    other = sign_in(instance, "other", PASSWORD).token
    sign_out_everywhere(instance, somchai)
    assert [find_session(instance, token) for token in tokens] == [None, None]
    assert find_session(instance, other)


def test_signing_in_forgets_idle_sessions_and_old_counts(instance, somchai, clock):
    sign_in(instance, "somchai", PASSWORD)
    with pytest.raises(SignInRefused):
        sign_in(instance, "nobody", "wrong")
    clock.advance(hours=2)
    sign_in(instance, "somchai", PASSWORD)
    with instance.database.snapshot() as session:
        assert len(session.exec(select(SessionRow)).all()) == 1
        assert len(session.exec(select(SignInRow)).all()) == 1


def test_a_one_time_password_lets_nobody_do_anything_before_it_is_changed(instance, agency):
    password = add_officer(
        instance, COMMAND_LINE, "new", Role.OFFICER, agency.id, totp_required=False
    )
    token = sign_in(instance, "new", password).token
    assert not find_session(instance, token).complete
    with pytest.raises(SamePassword):
        change_password(instance, token, password)
    change_password(instance, token, PASSWORD)
    assert find_session(instance, token).complete
    with pytest.raises(SignInRefused):
        sign_in(instance, "new", password)
    assert not sign_in(instance, "new", PASSWORD).must_change_password


def test_changing_a_password_asks_the_old_one_and_ends_the_other_sessions(instance, somchai):
    here, there = (sign_in(instance, "somchai", PASSWORD).token for _ in range(2))
    with pytest.raises(SignInRefused):
        change_password(instance, here, "a new long password", "wrong")
    change_password(instance, here, "a new long password", PASSWORD)
    assert find_session(instance, here)
    assert find_session(instance, there) is None


def test_a_password_of_11_characters_is_too_short(instance, somchai):
    token = sign_in(instance, "somchai", PASSWORD).token
    with pytest.raises(TooWeakPassword) as refusal:
        change_password(instance, token, "12345678901", PASSWORD)
    assert refusal.value.least == 12


def test_a_thai_password_typed_in_another_order_of_marks_is_the_same(instance, agency):
    vowel_first, tone_first = "รหัสผ่านของป\u0e39\u0e48", "รหัสผ่านของป\u0e48\u0e39"
    add_officer(
        instance, COMMAND_LINE, "ปู่", Role.OFFICER, agency.id, vowel_first, totp_required=False
    )
    assert sign_in(instance, "ปู่", tone_first)


def test_checking_the_password_again_counts_in_the_throttle(instance, somchai, few_attempts):
    check_password(instance, somchai, PASSWORD)
    for _attempt in range(attempts.MOST_ATTEMPTS):
        with pytest.raises(SignInRefused):
            check_password(instance, somchai, "wrong")
    with pytest.raises(TooManyAttempts):
        check_password(instance, somchai, "wrong")


def test_without_its_second_factor_a_session_is_not_complete(instance, clock):
    secret = enrolled(instance, clock)
    clock.advance(minutes=5)
    signed_in = sign_in(instance, "somsri", PASSWORD)
    assert signed_in.needs_totp == "verify"
    assert not find_session(instance, signed_in.token).complete
    token = verify_totp(instance, signed_in.token, code_at(secret, clock.now))
    assert find_session(instance, token).complete
    assert find_session(instance, signed_in.token) is None


def test_enrolling_completes_the_session_and_is_kept_sealed(instance, clock):
    secret = enrolled(instance, clock)
    with instance.database.snapshot() as session:
        sealed = session.get(OfficerRow, "somsri").totp_sealed
    assert secret.encode() not in sealed


def test_a_wrong_code_does_not_enrol(instance):
    add_officer(instance, COMMAND_LINE, "somsri", Role.ADMIN, None, PASSWORD)
    token = sign_in(instance, "somsri", PASSWORD).token
    with pytest.raises(SecondFactorRefused):
        enrol_totp(instance, token, "000000x")
    assert sign_in(instance, "somsri", PASSWORD).needs_totp == "enrol"


@pytest.mark.parametrize(
    ("seconds", "accepted"), [(-60, False), (-30, True), (30, True), (60, False)]
)
def test_a_code_counts_one_step_early_or_late(instance, clock, seconds, accepted):
    secret = enrolled(instance, clock)
    clock.advance(minutes=10)
    token = sign_in(instance, "somsri", PASSWORD).token
    code = code_at(secret, clock.now.timestamp() + seconds)
    if accepted:
        verify_totp(instance, token, code)
    else:
        with pytest.raises(SecondFactorRefused):
            verify_totp(instance, token, code)


def test_a_code_counts_once(instance, clock):
    secret = enrolled(instance, clock)
    code = code_at(secret, clock.now)
    token = sign_in(instance, "somsri", PASSWORD).token
    with pytest.raises(SecondFactorRefused):
        verify_totp(instance, token, code)
    clock.advance(seconds=30)
    verify_totp(instance, token, code_at(secret, clock.now))
    again = sign_in(instance, "somsri", PASSWORD).token
    with pytest.raises(SecondFactorRefused):
        verify_totp(instance, again, code_at(secret, clock.now))


def test_a_code_may_be_typed_in_thai_digits_with_a_space(instance, clock):
    secret = enrolled(instance, clock)
    clock.advance(minutes=1)
    code = thai_digits(code_at(secret, clock.now))
    token = sign_in(instance, "somsri", PASSWORD).token
    verify_totp(instance, token, f"{code[:3]} {code[3:]}")


def test_codes_cannot_be_guessed_by_signing_in_again_and_again(instance, clock, few_attempts):
    enrolled(instance, clock)
    for _attempt in range(attempts.MOST_ATTEMPTS):
        token = sign_in(instance, "somsri", PASSWORD).token
        with pytest.raises(SecondFactorRefused):
            verify_totp(instance, token, "wrong")
    with pytest.raises(TooManyAttempts):
        verify_totp(instance, token, "wrong")


def test_no_step_of_signing_in_can_be_taken_out_of_turn(instance, clock, somchai):
    enrolled(instance, clock)
    done = sign_in(instance, "somchai", PASSWORD).token
    waiting = sign_in(instance, "somsri", PASSWORD).token
    with pytest.raises(SignedOut):
        begin_totp(instance, done)
    with pytest.raises(SignedOut):
        begin_totp(instance, waiting)
    with pytest.raises(SignedOut):
        change_password(instance, waiting, "a new long password", PASSWORD)
    with pytest.raises(SignedOut):
        verify_totp(instance, "not a token", "123456")


def test_resetting_gives_a_one_time_password_and_takes_second_factor_and_sessions(
    instance, clock, agency, agency_admin
):
    enrolled(instance, clock, agency_id=agency.id)
    token = sign_in(instance, "somsri", PASSWORD).token
    password = reset_officer(instance, agency_admin, "somsri")
    assert find_session(instance, token) is None
    with pytest.raises(SignInRefused):
        sign_in(instance, "somsri", PASSWORD)
    again = sign_in(instance, "somsri", password)
    assert (again.needs_totp, again.must_change_password) == ("enrol", True)


def test_a_disabled_officer_is_out_at_once_and_can_be_let_in_again(instance, somchai, agency_admin):
    token = sign_in(instance, "somchai", PASSWORD).token
    disable_officer(instance, agency_admin, "somchai")
    assert find_session(instance, token) is None
    with pytest.raises(SignInRefused):
        sign_in(instance, "somchai", PASSWORD)
    disable_officer(instance, agency_admin, "somchai", disabled=False)
    assert sign_in(instance, "somchai", PASSWORD)


def test_an_administrator_of_one_agency_acts_on_its_officers_only(
    instance, agency, other_agency, agency_admin
):
    add_officer(instance, COMMAND_LINE, "theirs", Role.OFFICER, other_agency.id, PASSWORD)
    add_officer(instance, COMMAND_LINE, "root", Role.ADMIN, None, PASSWORD)
    add_officer(instance, agency_admin, "ours", Role.OFFICER, agency.id)
    assert [one.name for one in list_officers(instance, agency_admin)] == ["ours"]
    for name in ("theirs", "root", "nobody"):
        with pytest.raises(NotFound):
            reset_officer(instance, agency_admin, name)
        with pytest.raises(NotFound):
            disable_officer(instance, agency_admin, name)
    with pytest.raises(NotFound):
        add_officer(instance, agency_admin, "x", Role.OFFICER, other_agency.id)
    with pytest.raises(AgencyNeeded):
        add_officer(instance, agency_admin, "x", Role.ADMIN, None)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.AUDITOR, Role.EXECUTIVE])
def test_only_administrators_manage_officers(instance, somchai, agency_admin, role):
    actor = replace(agency_admin, role=role)
    with pytest.raises(RoleRefused):
        add_officer(instance, actor, "x", Role.OFFICER, actor.agency)
    with pytest.raises(RoleRefused):
        reset_officer(instance, actor, "somchai")
    with pytest.raises(RoleRefused):
        disable_officer(instance, actor, "somchai")


def test_nobody_shuts_themselves_out(instance, agency):
    add_officer(instance, COMMAND_LINE, "boss", Role.ADMIN, agency.id, PASSWORD)
    boss = Actor("boss", Role.ADMIN, agency.id)
    for act in (reset_officer, disable_officer):
        with pytest.raises(OwnAccount):
            act(instance, boss, "boss")


@pytest.mark.parametrize(
    "name", ["", "   ", "a/b", "x" * 65, "system", "command line", "a\nb", "<b>"]
)
def test_names_that_could_mislead_are_refused(instance, agency, name):
    with pytest.raises(BadName):
        add_officer(instance, COMMAND_LINE, name, Role.OFFICER, agency.id)


def test_a_name_is_given_once(instance, somchai, agency):
    with pytest.raises(NameTaken):
        add_officer(instance, COMMAND_LINE, "somchai", Role.OFFICER, agency.id)


def test_what_officers_do_stands_in_their_agency_s_chain(instance, agency, agency_admin):
    add_officer(instance, agency_admin, "สมชาย ใจดี", Role.OFFICER, agency.id)
    reset_officer(instance, agency_admin, "สมชาย ใจดี")
    disable_officer(instance, agency_admin, "สมชาย ใจดี")
    with instance.database.snapshot() as session:
        acts = [entry.act for entry in audit.read_chain(session, agency.id)]
        assert not audit.broken_links(session, agency.id)
    assert acts == ["officer.disable", "officer.reset", "officer.add", "agency.add"]
