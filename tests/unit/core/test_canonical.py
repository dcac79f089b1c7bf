"""An edition is frozen as text that is the same for the same meaning, and only then."""

import json

import pytest

from survey_app.core.questionnaire import Edition, canonical_json, fingerprint, load_edition
from tests.unit.core.small import shipped_edition, smallest_texts

TEXTS = smallest_texts()


def change(file: str, *pairs: tuple[str, str]) -> Edition:
    """The smallest edition with parts of a file written otherwise."""
    text = TEXTS[file]
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return load_edition({**TEXTS, file: text})


@pytest.mark.parametrize(
    ("file", "pairs"),
    [
        ("scheme.yaml", [("85.00", "85"), ("strength: 80.00", "strength: 80.0")]),
        ("scheme.yaml", [("{IIT: 30, EIT: 30, OIT: 40}", "{OIT: 40, IIT: 30, EIT: 30}")]),
        ("iit.yaml", [("{th: เพศ, en: Sex}", '{en: "Sex", th: "เพศ"}')]),
        ("oit.yaml", [("\n", "\r\n"), ("# The smallest", "# Another remark on the smallest")]),
    ],
)
def test_the_same_meaning_has_the_same_text(file: str, pairs: list[tuple[str, str]]) -> None:
    assert canonical_json(change(file, *pairs)) == canonical_json(load_edition(TEXTS))


@pytest.mark.parametrize(
    ("file", "pair"),
    [
        ("iit.yaml", ("score: 50}", "score: 51}")),
        ("iit.yaml", ("en: Sex", "en: Gender")),
        ("scheme.yaml", ("pass: 85.00", "pass: 85.01")),
        ("advice.yaml", ("en: Clerk", "en: Mayor")),
    ],
)
def test_another_meaning_has_another_fingerprint(file: str, pair: tuple[str, str]) -> None:
    before, after = (
        fingerprint(canonical_json(edition))
        for edition in (load_edition(TEXTS), change(file, pair))
    )
    assert before != after


def test_the_order_of_options_is_part_of_the_meaning() -> None:
    first, second = "{th: ชาย, en: Male}", "{th: หญิง, en: Female}"
    swapped = change("iit.yaml", (first, "X"), (second, first), ("X", second))
    assert canonical_json(swapped) != canonical_json(load_edition(TEXTS))


@pytest.mark.parametrize("edition", [load_edition(TEXTS), shipped_edition()], ids=["small", "2564"])
def test_a_frozen_edition_reads_back_the_same(edition: Edition) -> None:
    text = canonical_json(edition)
    again = Edition.model_validate_json(text)
    assert again == edition
    assert canonical_json(again) == text


def test_marks_are_text_and_scores_are_whole_numbers() -> None:
    frozen = json.loads(canonical_json(load_edition(TEXTS)))
    assert frozen["scheme"]["marks"] == {"pass": "85.00", "strength": "80.00", "goal_share": 80}
    assert frozen["iit"]["indicators"][0]["questions"][1]["rows"][0]["options"][0]["score"] == 100


def test_a_fingerprint_is_the_sha_256_of_the_text_in_utf_8() -> None:
    # printf 'ก' | sha256sum
    assert fingerprint("ก") == "2d1d9c572948ea561abf37b1aec906fd2ea595d9b8f182845f0cf0876f544fb2"
