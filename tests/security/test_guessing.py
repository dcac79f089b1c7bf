"""Guessing passwords and codes: few are evaluated in any hour, and a refusal tells nothing."""

import random
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from survey_app.core.errors import Refused, SecondFactorRefused, TooManyAttempts
from survey_app.core.officers import Actor, Role
from survey_app.services import passwords, second_factor
from survey_app.services.officers import disable_officer
from survey_app.services.second_factor import verify_totp
from survey_app.services.sign_in import change_password, check_password, sign_in
from tests.conftest import START
from tests.security.browsers import Browser
from tests.security.conftest import Site
from tests.security.town import PASSWORD, begin_session

HOUR = timedelta(hours=1)
MOST = 20


@pytest.fixture
def evaluated(site: Site, monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """When a password was compared, each by the real argon2."""
    moments: list[datetime] = []

    class Counted(passwords.PasswordHasher):
        def verify(self, hashed: str | bytes, password: str | bytes) -> bool:
            moments.append(site.clock.now)
            return super().verify(hashed, password)

    monkeypatch.setattr(passwords, "PasswordHasher", Counted)
    return moments


def most_within_an_hour(moments: list[datetime]) -> int:
    """The largest number of moments in any 60 minutes, wherever they begin."""
    return max(
        (sum(first <= one < first + HOUR for one in moments) for first in moments), default=0
    )


def guess(site: Site, chance: random.Random) -> None:
    """One guess at the officer's password by any of the doors that take it."""
    actor = Actor("officer", Role.OFFICER, site.town.names["agency"])
    name = chance.choice(("officer", " officer ", "officer\t", "\u00a0officer"))
    doors = (
        lambda: sign_in(site.instance, name, "wrong"),
        lambda: check_password(site.instance, actor, "wrong"),
        lambda: change_password(site.instance, site.town.tokens["officer"], "x" * 12, "wrong"),
    )
    with pytest.raises(Refused):
        chance.choice(doors)()


def test_of_a_thousand_guesses_twenty_are_evaluated_in_any_hour(
    site: Site, evaluated: list[datetime]
) -> None:
    """By every door that takes a password, and however the name is written."""
    chance = random.Random(4)
    for _guess in range(1_000):
        guess(site, chance)
        site.clock.advance(seconds=3)
    assert len(evaluated) == MOST


def test_guesses_spread_around_the_full_hour_gain_nothing(
    site: Site, evaluated: list[datetime]
) -> None:
    """One at the start and the others just before the hour ends, then as many again after it."""
    for minutes in (0, *[59] * 19, *[60] * 25, *[61] * 25, *[125] * 25):
        site.clock.now = START + timedelta(minutes=minutes)
        with pytest.raises(Refused):
            sign_in(site.instance, "officer", "wrong")
    assert most_within_an_hour(evaluated) == MOST
    assert len(evaluated) == 2 * MOST


def test_past_the_limit_nothing_is_evaluated_and_nobody_else_is_shut_out(
    site: Site, evaluated: list[datetime]
) -> None:
    for _guess in range(MOST):
        with pytest.raises(Refused):
            sign_in(site.instance, "officer", "wrong")
    with pytest.raises(TooManyAttempts):
        sign_in(site.instance, "officer", PASSWORD)
    assert len(evaluated) == MOST
    assert sign_in(site.instance, "colleague", PASSWORD)
    assert site.browser("officer").get("/officer/rounds").status_code == 200


def test_codes_are_counted_with_passwords(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Knowing the password does not give a thousand guesses at six digits."""
    compared, real = [], second_factor._matching_step

    def counted(*args: object, **options: object) -> int | None:
        compared.append(1)
        return real(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(second_factor, "_matching_step", counted)
    token = begin_session(site.instance, "verifying", whole=False)
    for n in range(200):
        with pytest.raises((SecondFactorRefused, TooManyAttempts)):
            verify_totp(site.instance, token, f"{n:06}")
    assert len(compared) == MOST


@contextmanager
def statements(site: Site) -> Iterator[list[str]]:
    """The statements sent to the database, without their values."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    engine = site.instance.database.engine
    sa.event.listen(engine, "before_cursor_execute", note)
    yield sent
    sa.event.remove(engine, "before_cursor_execute", note)


def test_known_unknown_and_disabled_names_cost_the_same_work(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same comparisons at the same cost, the same statements: no clock can tell them apart."""
    disable_officer(site.instance, Actor("x", Role.ADMIN, None), "colleague")
    work: dict[str, tuple[list[str], list[str]]] = {}
    costs: list[str] = []

    class Counted(passwords.PasswordHasher):
        def verify(self, hashed: str | bytes, password: str | bytes) -> bool:
            costs.append(str(hashed).rpartition("$")[0].rpartition("$")[0])
            return super().verify(hashed, password)

        def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
            costs.append("a hash made")
            return super().hash(password, salt=salt)

    passwords._spare_hash()  # made once a process, whoever asks first
    monkeypatch.setattr(passwords, "PasswordHasher", Counted)
    for name in ("officer", "nobody", "colleague", "verifying", "newcomer", "ก" * 200):
        costs.clear()
        with statements(site) as sent, pytest.raises(Refused):
            sign_in(site.instance, name, "wrong")
        work[name] = ([*costs], [*sent])
    assert len(work["officer"][0]) == 1
    assert work["officer"][0][0].startswith("$argon2id$")
    assert all(one == work["officer"] for one in work.values())


def test_a_refusal_is_the_same_page_whoever_was_named(site: Site) -> None:
    pages = set()
    for name in ("officer", "nobody", "verifying"):
        form = {"name": name, "password": "wrong"}
        answer = Browser(site.app).post("/officer/sign-in", form)
        page = answer.get_data(as_text=True).replace(f'value="{name}"', "")
        pages.add((answer.status_code, re.sub(r'name="csrf_token" value="[^"]*"', "", page)))
    assert len(pages) == 1
    assert next(iter(pages))[0] == 422
