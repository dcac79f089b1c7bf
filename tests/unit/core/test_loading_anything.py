"""Whatever is written into a questionnaire file, the loader takes it or names its faults."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.core.questionnaire import (
    Edition,
    FaultyQuestionnaire,
    canonical_json,
    load_edition,
)
from tests.unit.core.small import smallest_texts

TEXTS = smallest_texts()
FILES = st.sampled_from(sorted(TEXTS))
PIECES = st.sampled_from(
    [
        *(
            "",
            " ",
            "\n",
            "  ",
            "\t",
            ":",
            "- ",
            "#",
            "{",
            "}",
            "[",
            "]",
            ",",
            "'",
            '"',
            "&a ",
            "*a",
        ),
        *(
            "!!int ",
            "!!float x",
            "!!python/name:os.system ",
            "<<: ",
            "? ",
            "| ",
            "> ",
            "---\n",
            "...",
        ),
        *(
            "08",
            "yes",
            "no",
            ".inf",
            "²",
            "๑",
            "-0",
            "-1",
            "0x1F",
            "1e9",
            "100",
            "0.001",
            "null",
            "~",
        ),
        *('"\\ud800"', '"\\0"', "\x00", "\ufeff", "\u2028", "{nmae}", "th: ", "en: x", "code: i2"),
        *(
            "no: ",
            "scale: ",
            "scales: ",
            "options: ",
            "rows: ",
            "indicators: ",
            "labels: ",
            "code: ",
        ),
        *("{a: b}", "[1, 2]", "[[]]", "[" * 400, "9" * 5000),
    ]
)
PLACES = st.floats(0, 1, exclude_max=True)
EDITS = st.tuples(FILES, PLACES, st.integers(0, 12), PIECES | st.text(max_size=4))
FORMS_DIFFER_IN_CODES_ALONE = "eit.yaml"
WRITTEN_OUT = sorted(set(TEXTS) - {FORMS_DIFFER_IN_CODES_ALONE})


def load_or_name_faults(texts: dict[str, str]) -> Edition | None:
    """The edition; or None where faults were named, each with a line that exists and a remedy."""
    try:
        return load_edition(texts)
    except FaultyQuestionnaire as error:
        faults = error.faults
    assert faults
    for fault in faults:
        lines = texts[fault.file].count("\n") + 1
        assert 1 <= fault.line <= lines, str(fault)
        assert fault.problem
        assert fault.remedy
        str(fault).encode()
    return None


@settings(max_examples=80, deadline=None)
@given(edits=st.lists(EDITS, min_size=1, max_size=3))
def test_any_small_edit(edits: list[tuple[str, float, int, str]]) -> None:
    texts = dict(TEXTS)
    for file, where, cut, piece in edits:
        place = int(where * len(texts[file]))
        texts[file] = texts[file][:place] + piece + texts[file][place + cut :]
    edition = load_or_name_faults(texts)
    if edition:
        text = canonical_json(edition)
        assert canonical_json(Edition.model_validate_json(text)) == text


def indent_of(line: str) -> int:
    return len(line) - len(line.lstrip(" -"))


@pytest.mark.parametrize("value", [" [[1], {a: [2]}]", " x"])
@pytest.mark.parametrize("file", WRITTEN_OUT)
def test_another_kind_of_value_after_any_key(file: str, value: str) -> None:
    lines = TEXTS[file].splitlines()
    for number, line in enumerate(lines):
        key, colon, _ = line.partition(":")
        rest = lines[number + 1 :]
        while rest and indent_of(rest[0]) > indent_of(line):
            rest = rest[1:]
        if colon and not key.startswith("#"):
            text = "\n".join([*lines[:number], f"{key}:{value}", *rest])
            load_or_name_faults({**TEXTS, file: text})


@pytest.mark.parametrize("file", WRITTEN_OUT)
def test_any_line_left_out(file: str) -> None:
    lines = TEXTS[file].splitlines(keepends=True)
    for number in range(len(lines)):
        load_or_name_faults({**TEXTS, file: "".join(lines[:number] + lines[number + 1 :])})


@pytest.mark.parametrize("end", ["\r", "\x85", "\u2028", "\u2029"])
def test_a_line_that_ends_where_no_editor_shows_it_is_named(end: str) -> None:
    text = TEXTS["oit.yaml"].replace("\n", f"\n# a{end}b\n", 1) + "unknown: 1\n"
    with pytest.raises(FaultyQuestionnaire) as refused:
        load_edition({**TEXTS, "oit.yaml": text})
    (fault,) = (one for one in refused.value.faults if one.file == "oit.yaml")
    assert fault.line == 2
    assert f"U+{ord(end):04X}" in fault.problem
