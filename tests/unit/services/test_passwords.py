"""Passwords as they are kept: by argon2id, at a cost that guessing feels."""

import argon2
import pytest

from survey_app.core.errors import TooWeakPassword
from survey_app.services import passwords
from survey_app.services.passwords import hash_password, make_one_time_password, matches

PASSWORD = "correct horse 2564"


def test_a_kept_password_costs_what_owasp_asks_at_least(monkeypatch: pytest.MonkeyPatch):
    """argon2id with 19 MiB and two passes, or more: OWASP Password Storage Cheat Sheet."""
    monkeypatch.setattr(passwords, "PasswordHasher", argon2.PasswordHasher)
    cost = argon2.extract_parameters(hash_password(PASSWORD))
    assert cost.type is argon2.Type.ID
    assert cost.memory_cost >= 19 * 1024
    assert cost.time_cost >= 2


def test_the_right_password_matches_and_no_other():
    kept = hash_password(PASSWORD)
    assert matches(kept, PASSWORD)
    assert not matches(kept, PASSWORD + " ")
    assert not matches(None, PASSWORD)


def test_eleven_characters_are_too_few():
    with pytest.raises(TooWeakPassword):
        hash_password("x" * 11)
    assert matches(hash_password("x" * 12), "x" * 12)


def test_a_vowel_below_and_a_tone_mark_match_in_whichever_order_a_keyboard_sent_them():
    assert matches(hash_password("ผ\u0e39\u0e49ว่าราชการจังหวัด"), "ผ\u0e49\u0e39ว่าราชการจังหวัด")


def test_a_one_time_password_is_long_enough_and_never_the_same():
    made = {make_one_time_password() for _ in range(100)}
    assert len(made) == 100
    assert all(matches(hash_password(one), one) for one in list(made)[:3])
