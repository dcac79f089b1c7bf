"""Admission codes as people type them from paper."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.core.admission import ALPHABET, LENGTH, group_code, read_code, write_code

BODIES = st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH)
SEPARATORS = st.text("- \t\u200b", max_size=2)


@given(body=BODIES)
def test_a_printed_code_is_read_back(body: str) -> None:
    code = write_code(body)
    assert len(code) == 13
    assert read_code(code) == code
    assert read_code(group_code(code)) == code
    assert read_code(code.lower()) == code


@given(body=BODIES)
def test_a_code_is_printed_in_groups_that_can_be_read_aloud(body: str) -> None:
    assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{5}", group_code(write_code(body)))


@given(body=BODIES, data=st.data())
def test_separators_and_spaces_anywhere_do_not_matter(body: str, data: st.DataObject) -> None:
    code = write_code(body)
    typed = "".join(char + data.draw(SEPARATORS) for char in code)
    assert read_code(f" {typed}\n") == code


@pytest.mark.parametrize("body", ["000000000000", "0123456789AB", "ZZZZZZZZZZZZ", "7K3M9PQ2RSTV"])
def test_every_single_wrong_character_is_noticed(body: str) -> None:
    code = write_code(body)
    for place, right in enumerate(code):
        for wrong in ALPHABET.replace(right, ""):
            assert read_code(code[:place] + wrong + code[place + 1 :]) is None


@given(body=BODIES, place=st.integers(0, LENGTH), data=st.data())
def test_any_single_wrong_character_is_noticed(body: str, place: int, data: st.DataObject) -> None:
    code = write_code(body)
    wrong = data.draw(st.sampled_from(ALPHABET.replace(code[place], "")))
    assert read_code(code[:place] + wrong + code[place + 1 :]) is None


@given(body=BODIES, place=st.integers(0, LENGTH - 1))
def test_two_swapped_neighbours_are_noticed_except_0_and_z(body: str, place: int) -> None:
    code = write_code(body)
    one, other = code[place], code[place + 1]
    swapped = code[:place] + other + one + code[place + 2 :]
    unseen = one == other or {one, other} == {"0", "Z"}
    assert (read_code(swapped) == swapped) is unseen


@given(body=BODIES)
def test_o_i_and_l_are_read_as_the_digits_they_look_like(body: str) -> None:
    code = write_code(body)
    for letters in ("OI", "OL", "oi", "ol"):
        assert read_code(code.translate(str.maketrans("01", letters))) == code


@pytest.mark.parametrize("typed", ["", " ", "-", "0", "0" * 12, "0" * 14, "U" * 13, "ก" * 13])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert read_code(typed) is None


@given(typed=st.text())
def test_whatever_is_typed_is_a_whole_code_or_none(typed: str) -> None:
    code = read_code(typed)
    assert code is None or (len(code) == 13 and set(code) <= set(ALPHABET))


def test_the_alphabet_has_no_letters_that_are_misread() -> None:
    assert len(set(ALPHABET)) == 32
    assert not set("OILU") & set(ALPHABET)
