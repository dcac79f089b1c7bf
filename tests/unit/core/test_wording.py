"""Texts that an officer replaces: words only, under keys that never move."""

import pytest
from pydantic import ValidationError

from survey_app.core.questionnaire import Edition, load_edition
from survey_app.core.questionnaire.wording import replace_texts, worded_texts
from tests.unit.core.small import shipped_edition, smallest_texts

EDITION = load_edition(smallest_texts())
FIRST_ROW = "IIT/indicators/1/questions/i1/rows/i1.1/text"


def words_of(edition: Edition) -> dict[tuple[str, str], str]:
    """Every text of both forms by key and language."""
    return {
        (text.key, language): words
        for text in worded_texts(edition)
        for language, words in text.words.items()
    }


def test_texts_come_in_file_order_under_codes_and_numbers() -> None:
    keys = [text.key for text in worded_texts(EDITION)]
    assert keys[:10] == [
        "IIT/start/heading",
        "IIT/start/why",
        "IIT/start/who",
        "IIT/start/eligible",
        "IIT/start/not_eligible",
        "IIT/not_eligible/heading",
        "IIT/not_eligible/text",
        "IIT/thanks/heading",
        "IIT/thanks/text",
        "IIT/indicators/1/name",
    ]
    assert "IIT/indicators/1/questions/i2/rows/i2/options/1/label" in keys
    assert "EIT/profile/sex/options/3/label" in keys
    assert keys[-1] == "EIT/suggestion/hint"


@pytest.mark.parametrize("edition", [EDITION, shipped_edition()], ids=["small", "2564"])
def test_every_key_stands_once_and_every_text_has_the_languages_of_its_form(
    edition: Edition,
) -> None:
    texts = worded_texts(edition)
    assert len({text.key for text in texts}) == len(texts)
    for text in texts:
        assert set(text.words) == set(edition.questionnaire(text.instrument).languages)


def test_an_inserted_question_moves_no_other_key() -> None:
    files = smallest_texts()
    question = "      - code: i9\n        text: {th: ใหม่, en: New}\n        scale: present\n      - code: i2\n"
    files["iit.yaml"] = files["iit.yaml"].replace("      - code: i2\n", question)
    before, after = words_of(EDITION), words_of(load_edition(files))
    assert before.items() <= after.items()
    assert all("/i9/" in key for key, _ in after.keys() - before.keys())


def test_a_replaced_text_is_read_and_nothing_else_changes() -> None:
    changed = replace_texts(EDITION, {(FIRST_ROW, "th"): "ถ้อยคำใหม่"})
    assert words_of(changed) == words_of(EDITION) | {(FIRST_ROW, "th"): "ถ้อยคำใหม่"}
    assert [row.options for row in changed.iit.scored_rows] == [
        row.options for row in EDITION.iit.scored_rows
    ]
    assert changed.iit.row_codes == EDITION.iit.row_codes
    assert (changed.scheme, changed.oit, changed.eit) == (EDITION.scheme, EDITION.oit, EDITION.eit)


def test_only_the_form_whose_words_differ_is_official() -> None:
    changed = replace_texts(EDITION, {(FIRST_ROW, "th"): "ถ้อยคำใหม่"})
    assert (changed.iit.wording, changed.eit.wording) == ("official", "project")


def test_words_that_are_the_files_own_change_nothing() -> None:
    assert replace_texts(EDITION, {}) == EDITION
    assert replace_texts(EDITION, words_of(EDITION)) == EDITION


def test_a_replaced_label_keeps_its_options_score() -> None:
    key = "EIT/indicators/2/questions/e2/rows/e2/options/1/label"
    (option, other) = replace_texts(EDITION, {(key, "th"): "เคยมี"}).eit.scored_rows[2].options
    assert (option.label.th, option.score, other.score) == ("เคยมี", 100, 0)


def test_keys_the_edition_does_not_have_are_passed_over() -> None:
    assert replace_texts(EDITION, {("IIT/indicators/9/name", "th"): "ไม่มี"}) == EDITION
    assert replace_texts(EDITION, {(FIRST_ROW, "fr"): "sans"}) == EDITION


@pytest.mark.parametrize("words", ["", "  ", "ถึง {nmae}", "{}"])
def test_an_empty_text_or_an_unknown_placeholder_is_refused(words: str) -> None:
    with pytest.raises(ValidationError):
        replace_texts(EDITION, {(FIRST_ROW, "th"): words})


def test_placeholders_may_be_used_in_any_text() -> None:
    changed = replace_texts(EDITION, {(FIRST_ROW, "th"): "ตามขั้นตอนของ{agency}"})
    text = changed.iit.scored_rows[0].text
    assert text
    assert text.read("th", agency="เทศบาล") == "ตามขั้นตอนของเทศบาล"


@pytest.mark.parametrize("key", [FIRST_ROW + "/th", "IIT/wording", "IIT/minutes", "OIT/indicators"])
def test_what_is_not_a_text_cannot_be_reached(key: str) -> None:
    assert replace_texts(EDITION, {(key, "th"): "x"}) == EDITION
