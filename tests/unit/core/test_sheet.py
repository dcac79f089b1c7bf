"""Raw form values become a whole sheet, or the list of what is wrong."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.core.questionnaire import Questionnaire, load_edition
from survey_app.core.sheet import LONGEST_SUGGESTION, FaultySheet, Sheet, is_eligible, read_sheet
from tests.unit.core.small import (
    ABSENT,
    DEGREE,
    build_form,
    sheet_of,
    shipped_edition,
    smallest_texts,
)
from tests.unit.core.strategies import answered_forms

FORM = build_form({1: {"i1": [DEGREE, DEGREE], "i2": [ABSENT]}}, {"sex": 3})
Fields = dict[str, tuple[str, ...]]
WHOLE: Fields = {"i1.1": ("1",), "i1.2": ("4",), "i2": ("2",), "sex": ("2",)}


def faults_of(fields: Fields) -> FaultySheet:
    with pytest.raises(FaultySheet) as refusal:
        read_sheet(FORM, fields)
    return refusal.value


def test_options_are_sent_counted_from_1_and_kept_counted_from_0() -> None:
    assert read_sheet(FORM, WHOLE) == Sheet((0, 3, 1, 1))


def test_the_order_in_which_fields_arrive_does_not_matter() -> None:
    assert read_sheet(FORM, dict(reversed(WHOLE.items()))) == read_sheet(FORM, WHOLE)


@pytest.mark.parametrize("code", ["i1.1", "i1.2", "i2"])
def test_a_missing_row_is_refused_and_never_averaged(code: str) -> None:
    faults = faults_of({key: sent for key, sent in WHOLE.items() if key != code})
    assert (faults.missing, faults.impossible) == ((code,), ())
    assert not faults.tampered


def test_all_missing_rows_are_named_in_the_order_of_the_form() -> None:
    assert faults_of({}).missing == ("i1.1", "i1.2", "i2")


def test_a_profile_question_left_out_is_declined() -> None:
    sheet = read_sheet(FORM, {key: sent for key, sent in WHOLE.items() if key != "sex"})
    assert sheet.choices[-1] == FORM.profile[0].declined == 2


@pytest.mark.parametrize(
    "value",
    [
        *("0", "5", "9", "10", "12", "-1", "+1", "01", "1.0", " 1", "1 ", "1\n", "", "x", "on"),
        *("๑", "๒", "²", "①", "１", "١", "Ⅰ", "1\u200b", "\x00", "one", "มาก", "None"),
    ],
)
def test_a_value_that_no_option_has_is_impossible(value: str) -> None:
    faults = faults_of({**WHOLE, "i1.1": (value,)})
    assert (faults.impossible, faults.missing) == (("i1.1",), ())
    assert faults.tampered


def test_a_value_is_held_to_its_own_rows_number_of_options() -> None:
    assert faults_of({**WHOLE, "i2": ("3",)}).impossible == ("i2",)
    assert faults_of({**WHOLE, "sex": ("4",)}).impossible == ("sex",)


@pytest.mark.parametrize("code", ["i1.1", "sex", "suggestion"])
def test_a_field_sent_twice_is_refused_even_with_one_value(code: str) -> None:
    faults = faults_of({**WHOLE, code: ("1", "1")})
    assert faults.impossible == (code,)
    assert faults.tampered


def test_fields_the_form_does_not_have_are_refused() -> None:
    faults = faults_of({**WHOLE, "i9": ("1",), "I2": ("1",), "i1": ("1",)})
    assert faults.unknown == ("I2", "i1", "i9")
    assert faults.tampered


def test_everything_wrong_is_said_at_once() -> None:
    faults = faults_of({"i1.1": ("7",), "zz": ("1",), "suggestion": ("x" * 1001,)})
    assert faults.missing == ("i1.2", "i2")
    assert (faults.impossible, faults.unknown, faults.too_long) == (("i1.1",), ("zz",), 1001)


# the suggestion


def suggestion_of(*sent: str) -> str:
    return read_sheet(FORM, {**WHOLE, "suggestion": sent}).suggestion


def test_a_suggestion_is_optional() -> None:
    assert suggestion_of() == suggestion_of("") == suggestion_of(" \n ") == ""


def test_a_suggestion_of_1000_fits_and_1001_does_not() -> None:
    assert len(suggestion_of("ก" * LONGEST_SUGGESTION)) == 1000
    assert faults_of({**WHOLE, "suggestion": ("ก" * 1001,)}).too_long == 1001


def test_length_is_counted_as_browsers_count_it() -> None:
    assert suggestion_of("😀" * 500) == "😀" * 500
    assert faults_of({**WHOLE, "suggestion": ("😀" * 501,)}).too_long == 1002


def test_a_line_end_counts_once_however_it_was_sent() -> None:
    assert suggestion_of("ก\r\nข\rค\nง") == "ก\nข\nค\nง"
    assert len(suggestion_of("ก\r\n" * 499 + "กก")) == 1000


def test_what_cannot_be_stored_is_left_out() -> None:
    assert suggestion_of("ก\x00ข\ud83dค") == "กขค"


# who is asked


def test_less_than_a_year_of_service_is_not_eligible() -> None:
    form = shipped_edition().iit
    fields = dict.fromkeys(form.row_codes, ("1",))
    assert not is_eligible(form, read_sheet(form, fields))
    assert is_eligible(form, read_sheet(form, {**fields, "service": ("2",)}))
    assert is_eligible(form, read_sheet(form, {**fields, "service": ("6",)}))
    del fields["service"]
    assert is_eligible(form, read_sheet(form, fields))


def test_one_answer_that_is_not_asked_is_enough_to_be_thanked() -> None:
    text = smallest_texts()["iit.yaml"].replace(
        "- label: {th: ชาย", "- eligible: false\n        label: {th: ชาย"
    )
    form = load_edition({**smallest_texts(), "iit.yaml": text}).iit
    assert not is_eligible(form, sheet_of(1, 1, 1, 1))
    assert is_eligible(form, sheet_of(1, 1, 1, 2))


@settings(max_examples=25)
@given(answered=answered_forms(), text=st.text(max_size=50))
def test_a_sheet_sent_is_the_sheet_read(
    answered: tuple[Questionnaire, list[Sheet]], text: str
) -> None:
    form, sheets = answered
    for sheet in sheets:
        numbers = (str(choice + 1) for choice in sheet.choices)
        fields = {code: (number,) for code, number in zip(form.row_codes, numbers, strict=True)}
        assert read_sheet(form, {**fields, "suggestion": (text,)}).choices == sheet.choices


@settings(max_examples=100)
@given(
    fields=st.dictionaries(
        st.sampled_from([*FORM.row_codes, "suggestion"]) | st.text(max_size=3),
        st.lists(st.sampled_from("123456") | st.text(max_size=3), max_size=2),
    )
)
def test_whatever_is_sent_is_a_whole_sheet_or_refused(fields: dict[str, list[str]]) -> None:
    try:
        sheet = read_sheet(FORM, fields)
    except FaultySheet:
        return
    pairs = zip(sheet.choices, FORM.row_sizes, strict=True)
    assert all(0 <= choice < size for choice, size in pairs)
