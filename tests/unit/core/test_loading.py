"""Every mistake in a questionnaire file is refused with file, line, what is wrong and what to write."""

import json
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.core.questionnaire import (
    Edition,
    Fault,
    FaultyQuestionnaire,
    canonical_json,
    fingerprint,
    load_edition,
)
from tests.unit.core.small import shipped_edition, smallest_texts

TEXTS = smallest_texts()


def faults_of(texts: dict[str, str]) -> tuple[Fault, ...]:
    """The faults of an edition that must not load."""
    with pytest.raises(FaultyQuestionnaire) as refusal:
        load_edition(texts)
    return refusal.value.faults


def edit(file: str, old: str, new: str) -> dict[str, str]:
    """The smallest edition with the first `old` in `file` changed to `new`."""
    assert old in TEXTS[file], f"{file} has no {old!r}"
    return {**TEXTS, file: TEXTS[file].replace(old, new, 1)}


def line_of(text: str, mark: str) -> int:
    """The number of the first line that holds `mark`, counted from 1."""
    return next(n for n, line in enumerate(text.splitlines(), start=1) if mark in line)


@dataclass(frozen=True, slots=True)
class Mistake:
    """A change to the smallest edition, the line to be named, and what must be said about it."""

    name: str
    file: str
    old: str
    new: str
    line: str
    problem: str
    remedy: str = ""

    @property
    def texts(self) -> dict[str, str]:
        return edit(self.file, self.old, self.new)


ROW = "            scale: degree\n"

MISTAKES = [
    # keys
    Mistake(
        "unknown key", "iit.yaml", "minutes: 5", "minuets: 5", "minuets", "'minuets'", "spelling"
    ),
    Mistake(
        "unknown key of a row",
        "eit.yaml",
        ROW,
        ROW + "            colour: red\n",
        "colour",
        "unknown key 'colour'",
        "remove it",
    ),
    Mistake(
        "missing key", "oit.yaml", "wording: project\n", "", "instrument", "'wording' is missing"
    ),
    Mistake(
        "doubled key",
        "iit.yaml",
        "minutes: 5\n",
        "minutes: 5\nminutes: 6\n",
        "minutes: 6",
        "'minutes' stands here twice",
        "keep one",
    ),
    Mistake(
        "key that is a list",
        "iit.yaml",
        "minutes: 5",
        "minutes: 5\n? [a, {b: c}]\n: 3",
        "? [a",
        "a key is a list",
        "plain text",
    ),
    # codes and numbers
    Mistake(
        "doubled code",
        "iit.yaml",
        "code: i1.2",
        "code: i1.1",
        "rows, see below",
        "the code 'i1.1' already stands on line",
        "its own code",
    ),
    Mistake(
        "doubled code of a profile question",
        "iit.yaml",
        "code: sex",
        "code: i2",
        "rows, see below",
        "the code 'i2' already stands on line",
    ),
    Mistake(
        "doubled item",
        "oit.yaml",
        "code: o2",
        "code: o1",
        "rows, see below",
        "the code 'o1' already stands on line",
    ),
    Mistake(
        "code with capitals", "iit.yaml", "code: i2", "code: I2", "code: I2", "'I2' will not do"
    ),
    Mistake(
        "one indicator number in two files",
        "eit.yaml",
        "no: 2",
        "no: 1",
        "no: 1",
        "indicator 1 also stands in iit.yaml",
        "through all files",
    ),
    Mistake(
        "advice for no indicator",
        "advice.yaml",
        "indicator: 1",
        "indicator: 9",
        "indicator: 9",
        "there is no indicator 9",
    ),
    Mistake("number of a mapping", "iit.yaml", "no: 1", "no: {a: 1}", "no: {a", "'no'"),
    # options and scores
    Mistake(
        "option without score",
        "iit.yaml",
        "{label: {th: กลาง, en: Middling}, score: 50}",
        "{label: {th: กลาง, en: Middling}}",
        "Middling",
        "'score' is missing",
        "add it",
    ),
    Mistake(
        "no option of score 0",
        "iit.yaml",
        "score: 0}",
        "score: 10}",
        "code: i1.2",
        "an option of score 0 and one of score 100",
    ),
    Mistake(
        "no option of score 100",
        "iit.yaml",
        "score: 100}",
        "score: 99}",
        "code: i1.2",
        "an option of score 0 and one of score 100",
    ),
    Mistake(
        "score above 100", "iit.yaml", "score: 50}", "score: 101}", "score: 101", "101 will not do"
    ),
    Mistake("score below 0", "iit.yaml", "score: 50}", "score: -1}", "score: -1", "-1 will not do"),
    Mistake(
        "decimal for a whole number",
        "iit.yaml",
        "score: 50}",
        "score: 50.5}",
        "score: 50.5",
        "50.5 will not do",
        "whole number",
    ),
    Mistake(
        "too many options",
        "iit.yaml",
        "              - {label: {th: กลาง, en: Middling}, score: 50}\n",
        "              - {label: {th: กลาง, en: Middling}, score: 50}\n" * 8,
        "options:",
        "at most 9",
        "remove what is too many",
    ),
    Mistake(
        "one option",
        "iit.yaml",
        "        scale: present",
        "        options:\n          - {label: {th: มี, en: Some}, score: 100}",
        "        options:",
        "at least 2",
        "add what is missing",
    ),
    Mistake(
        "item scores without a 100",
        "oit.yaml",
        "item_scores: [0, 100]",
        "item_scores: [0, 10]",
        "item_scores",
        "need a 0 and a 100",
    ),
    Mistake(
        "item scores beyond 100",
        "oit.yaml",
        "item_scores: [0, 100]",
        "item_scores: [0, 100, 1000]",
        "item_scores",
        "1000 will not do",
    ),
    # scales
    Mistake(
        "fewer scores than labels",
        "scheme.yaml",
        "th: [น้อย, มาก]",
        "th: [น้อย, กลาง, มาก]",
        "  degree:",
        "scale 'degree': 3 labels in 'th' but 2 scores",
        "one score",
    ),
    Mistake(
        "fewer labels in one language",
        "scheme.yaml",
        "en: [Little, Much]",
        "en: [Little]",
        "  degree:",
        "scale 'degree': 1 labels in 'en' but 2 scores",
    ),
    Mistake(
        "scale without English",
        "scheme.yaml",
        "      en: [Little, Much]\n",
        "",
        "  degree:",
        "scale 'degree': its labels need the languages th and en",
    ),
    Mistake(
        "scale without a 100",
        "scheme.yaml",
        "scores: [0, 100]",
        "scores: [0, 90]",
        "  degree:",
        "scale 'degree': a scored row needs an option of score 0 and one of score 100",
    ),
    Mistake(
        "quoted score of a scale",
        "scheme.yaml",
        "scores: [0, 100]",
        'scores: [0, "100"]',
        'scores: [0, "100"]',
        "scale 'degree': 'score': '100' will not do",
        "without quotes",
    ),
    Mistake(
        "empty label of a scale",
        "scheme.yaml",
        "en: [Little, Much]",
        'en: [Little, " "]',
        'en: [Little, " "]',
        "scale 'degree': the text in 'en' is empty",
    ),
    Mistake(
        "scales that are a list",
        "scheme.yaml",
        "scales:\n",
        "scales: [degree]\nscale-s:\n",
        "scales: [",
        "'scales' holds no named scales",
    ),
    Mistake(
        "unknown scale",
        "iit.yaml",
        "scale: degree",
        "scale: degre",
        "scale: degre",
        "unknown scale 'degre'",
        "known are: degree, present",
    ),
    Mistake(
        "scale that is a mapping",
        "iit.yaml",
        "scale: degree",
        "scale: {a: b}",
        "scale: {",
        "unknown scale",
    ),
    Mistake(
        "scale and options together",
        "iit.yaml",
        "            options:",
        "            scale: degree\n            options:",
        "code: i1.2",
        "`scale` or `options`, not both",
        "keep one",
    ),
    # the scheme's numbers
    Mistake(
        "weights of 110",
        "scheme.yaml",
        "OIT: 40}",
        "OIT: 50}",
        "weights",
        "the weights sum to 110, not to 100",
    ),
    Mistake(
        "gap between levels",
        "scheme.yaml",
        "to: 49.99",
        "to: 49.98",
        "name: D",
        "the levels F and D leave a gap: D must start at 49.99",
    ),
    Mistake(
        "overlap of levels",
        "scheme.yaml",
        "from: 50.00",
        "from: 49.99",
        "name: D",
        "the levels F and D overlap: D must start at 50.00",
    ),
    Mistake(
        "levels that start above 0",
        "scheme.yaml",
        "from: 0.00",
        "from: 0.01",
        "levels:",
        "from 0.00 to 100.00",
    ),
    Mistake(
        "levels that end below 100",
        "scheme.yaml",
        "to: 100.00",
        "to: 99.99",
        "levels:",
        "from 0.00 to 100.00",
    ),
    Mistake(
        "level upside down",
        "scheme.yaml",
        "from: 85.00, to: 100.00",
        "from: 85.00, to: 84.00",
        "name: A",
        "the level A ends before it starts",
    ),
    Mistake(
        "three decimals",
        "scheme.yaml",
        "pass: 85.00",
        "pass: 85.001",
        "pass",
        "85.001 will not do",
        "at most two decimals",
    ),
    Mistake(
        "mark of text", "scheme.yaml", "pass: 85.00", 'pass: "85.00"', "pass", "'85.00' will not do"
    ),
    Mistake(
        "mark with leading zero", "scheme.yaml", "pass: 85.00", "pass: 085", "pass", "'085' will"
    ),
    Mistake(
        "mark in superscript", "scheme.yaml", "pass: 85.00", "pass: ²", "pass", "'²' will not do"
    ),
    Mistake(
        "mark in Thai digits", "scheme.yaml", "pass: 85.00", "pass: ๘๕", "pass", "'๘๕' will not do"
    ),
    Mistake(
        "infinite mark", "scheme.yaml", "pass: 85.00", "pass: .inf", "pass", "'.inf' will not do"
    ),
    Mistake(
        "sample bounds upside down",
        "scheme.yaml",
        "at_most: 400",
        "at_most: 20",
        "IIT: {at_least",
        "at_most is below at_least (30)",
    ),
    # kinds of values that YAML would quietly change
    Mistake(
        "08", "iit.yaml", "minutes: 5", "minutes: 08", "minutes", "'08' will not do", "leading zero"
    ),
    Mistake("octal", "iit.yaml", "minutes: 5", "minutes: 010", "minutes", "'010' will not do"),
    Mistake("underscore", "iit.yaml", "minutes: 5", "minutes: 1_0", "minutes", "'1_0' will not do"),
    Mistake("base 60", "iit.yaml", "minutes: 5", "minutes: 1:30", "minutes", "'1:30' will not do"),
    Mistake("nothing", "iit.yaml", "minutes: 5", "minutes:", "minutes", "nothing will not do"),
    Mistake(
        "endless digits",
        "iit.yaml",
        "minutes: 5",
        f"minutes: {'9' * 5000}",
        "minutes",
        "9… will not do",
        "whole number",
    ),
    Mistake(
        "yes for true",
        "iit.yaml",
        "decline: true",
        "decline: yes",
        "decline: yes",
        "'yes' will not do",
        "write true or false",
    ),
    Mistake(
        "boolean for a text",
        "iit.yaml",
        "en: Thank you",
        "en: true",
        "en: true",
        "'en': True will not do",
        "in quotes",
    ),
    Mistake(
        "number for a text",
        "iit.yaml",
        "en: Why",
        "en: 9",
        "en: 9",
        "'en': 9 will not do",
        "in quotes",
    ),
    Mistake(
        "sub-indicator as a number",
        "oit.yaml",
        'code: "3.1"',
        "code: 3.1",
        "code: 3.1",
        "3.1 will not do",
        'in quotes, such as "9.1"',
    ),
    # texts
    Mistake(
        "missing language",
        "iit.yaml",
        "text: {th: คำถามสอง, en: Second question}",
        "text: {th: คำถามสอง}",
        "คำถามสอง",
        "the text in 'en' is missing",
        "add `en: …`",
    ),
    Mistake(
        "missing Thai",
        "eit.yaml",
        "text: {th: คำถามสอง, en: Second question}",
        "text: {en: Second question}",
        "Second question",
        "the text in 'th' is missing",
    ),
    Mistake(
        "empty text",
        "iit.yaml",
        "th: คำถามสอง",
        'th: "  "',
        'th: "  "',
        "the text in 'th' is empty",
    ),
    Mistake(
        "unknown placeholder",
        "iit.yaml",
        'en: "People of {agency}"',
        'en: "People of {nmae}"',
        "nmae",
        "unknown placeholder {nmae}",
    ),
    Mistake(
        "language no other text has",
        "iit.yaml",
        "{th: เพศ, en: Sex}",
        "{th: เพศ, en: Sex, enn: Sex}",
        "enn",
        "'enn' is not a language of this file",
        "spelling",
    ),
    Mistake(
        "text without languages",
        "iit.yaml",
        "text: {th: เพศ, en: Sex}",
        "text: เพศ",
        "text: เพศ",
        "'เพศ' will not do",
        "`key: value` pairs",
    ),
    Mistake(
        "text with a character nobody sees",
        "iit.yaml",
        "en: Sex",
        r'en: "Se\0x"',
        r"Se\0x",
        "a character that cannot be shown",
    ),
    Mistake(
        "text with half a character",
        "iit.yaml",
        "en: Sex",
        r'en: "Sex\ud83d"',
        r"\ud83d",
        "a character that cannot be shown",
    ),
    # profile
    Mistake(
        "profile without a way to decline",
        "iit.yaml",
        ", decline: true}",
        "}",
        "code: sex",
        "exactly one option needs `decline: true`",
    ),
    Mistake(
        "profile with two ways to decline",
        "iit.yaml",
        "      - label: {th: หญิง, en: Female}",
        "      - {label: {th: หญิง, en: Female}, decline: true}",
        "code: sex",
        "exactly one option needs `decline: true`",
    ),
    # the wrong file
    Mistake(
        "other survey in the file",
        "iit.yaml",
        "instrument: IIT",
        "instrument: EIT",
        "instrument",
        "iit.yaml holds another instrument",
        "write `instrument: IIT`",
    ),
    Mistake(
        "other instrument in the list",
        "oit.yaml",
        "instrument: OIT",
        "instrument: IIT",
        "instrument",
        "'IIT'",
    ),
    # not YAML, or YAML that is not used
    Mistake(
        "tab", "iit.yaml", "  why:", "\twhy:", "\twhy", "this is not YAML", "correct this line"
    ),
    Mistake("open bracket", "scheme.yaml", "{IIT: 30,", "[IIT: 30,", "weights", "this is not YAML"),
    Mistake(
        "two documents", "iit.yaml", "minutes: 5", "---\nminutes: 5", "---", "this is not YAML"
    ),
    Mistake(
        "tag",
        "iit.yaml",
        "minutes: 5",
        'minutes: !!int "08"',
        "minutes",
        "tags (!name) are not used",
    ),
    Mistake(
        "tag of a boolean", "iit.yaml", "decline: true", "decline: !!bool no", "decline", "tags"
    ),
    Mistake("alias", "iit.yaml", "en: Why", "en: *why", "*why", "aliases (*name) are not used"),
    Mistake(
        "control character", "iit.yaml", "en: Why", "en: Wh\x07y", "en: Wh", "this is not text"
    ),
]


def line_wanted(mistake: Mistake) -> int:
    text = mistake.texts[mistake.file]
    if not mistake.name.startswith("doubled ") or "key" in mistake.name:
        return line_of(text, mistake.line)
    lines = text.splitlines()
    twice = [n for n, line in enumerate(lines, start=1) if line.strip(" -") == mistake.new]
    return twice[1]


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name.replace(" ", "-"))
def test_a_mistake_is_named_with_file_line_and_remedy(mistake: Mistake) -> None:
    found = [f for f in faults_of(mistake.texts) if mistake.problem in f.problem]
    assert found, "\n".join(map(str, faults_of(mistake.texts)))
    fault = found[0]
    assert fault.file == mistake.file
    assert fault.line == line_wanted(mistake), str(fault)
    assert mistake.remedy in fault.remedy, fault.remedy
    assert fault.remedy


ECHOING = {
    "missing key",
    "unknown key",
    "missing Thai",  # a text without Thai has neither `th` nor, for the loader, a language list
    "number of a mapping",
    "scales that are a list",
    "other survey in the file",
    "scale that is a mapping",
}


@pytest.mark.parametrize(
    "mistake",
    [mistake for mistake in MISTAKES if mistake.name not in ECHOING],
    ids=lambda mistake: mistake.name.replace(" ", "-"),
)
def test_one_mistake_gives_one_fault_in_its_own_file(mistake: Mistake) -> None:
    assert len(faults_of(mistake.texts)) == 1, "\n".join(map(str, faults_of(mistake.texts)))


def test_the_smallest_edition_loads() -> None:
    edition = load_edition(TEXTS)
    assert edition.iit.row_codes == ("i1.1", "i1.2", "i2", "sex")
    assert [option.score for option in edition.iit.scored_rows[2].options] == [100, 0]


def test_two_equal_codes_on_one_line_are_seen() -> None:
    rows = "rows: [{code: i1.1, scale: degree}, {code: i1.1, scale: degree}]\n"
    start = TEXTS["iit.yaml"].index("rows:")
    end = TEXTS["iit.yaml"].index("      - code: i2")
    texts = {**TEXTS, "iit.yaml": TEXTS["iit.yaml"][:start] + rows + TEXTS["iit.yaml"][end:]}
    (fault,) = faults_of(texts)
    assert "the code 'i1.1' already stands" in fault.problem


def test_a_missing_file_is_named() -> None:
    texts = {name: text for name, text in TEXTS.items() if name != "oit.yaml"}
    assert faults_of(texts) == (
        Fault("oit.yaml", 1, "the file is missing", "add oit.yaml to the edition"),
    )


def test_an_empty_file_is_told_what_it_lacks() -> None:
    faults = faults_of({**TEXTS, "oit.yaml": ""})
    assert {fault.file for fault in faults} == {"oit.yaml"}
    assert {fault.line for fault in faults} == {1}
    assert any("'instrument' is missing" in fault.problem for fault in faults)


def test_a_file_that_is_a_list_is_refused() -> None:
    assert faults_of({**TEXTS, "iit.yaml": "- a\n- b\n"})


def test_faults_of_all_files_are_reported_at_once_in_order() -> None:
    texts = {
        **TEXTS,
        "scheme.yaml": TEXTS["scheme.yaml"]
        .replace("OIT: 40", "OIT: 41")
        .replace("85.00", "85.001"),
        "iit.yaml": TEXTS["iit.yaml"].replace("minutes: 5", "minutes: 08"),
        "eit.yaml": TEXTS["eit.yaml"].replace("scale: present", "scale: presnt"),
        "oit.yaml": TEXTS["oit.yaml"].replace("code: o2", "code: o1"),
        "advice.yaml": TEXTS["advice.yaml"].replace("indicator: 1", "indicator: 7"),
    }
    faults = faults_of(texts)
    assert {fault.file for fault in faults} == set(TEXTS)
    assert list(faults) == sorted(faults)
    said = str(FaultyQuestionnaire(list(faults)))
    for part in ("sum to 101", "85.001", "'08'", "'presnt'", "'o1' already", "no indicator 7"):
        assert part in said
    assert all(
        line.startswith(f"{f.file}:{f.line}: ") for line, f in zip(said.splitlines(), faults)
    )


def test_a_faulty_scale_is_named_once_and_not_again_where_it_is_used() -> None:
    texts = edit("scheme.yaml", "scores: [0, 100]", "scores: [0, 100, 50]")
    (fault,) = faults_of(texts)
    assert (fault.file, fault.line) == ("scheme.yaml", line_of(texts["scheme.yaml"], "  degree:"))


def test_a_file_that_cannot_be_read_does_not_put_the_blame_on_another() -> None:
    assert {fault.file for fault in faults_of(edit("iit.yaml", "  why:", "\twhy:"))} == {"iit.yaml"}


def test_aliases_that_would_grow_without_end_are_refused_at_the_first() -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{this}: &{this} [{', '.join([f'*{before}'] * 9)}]\n"
        for before, this in zip("abcdefghi", "bcdefghij")
    )
    (fault,) = faults_of({**TEXTS, "iit.yaml": bomb})
    assert (fault.line, "aliases" in fault.problem) == (2, True)


def test_brackets_without_end_are_refused() -> None:
    (fault,) = faults_of(edit("iit.yaml", "minutes: 5", "minutes: " + "[" * 5000))
    assert "nested too deeply" in fault.problem


def test_an_added_language_is_wanted_of_every_text_of_the_file() -> None:
    text = (
        TEXTS["iit.yaml"]
        .replace("en: Sex}", "en: Sex, my: M}")
        .replace("en: Male}", "en: Male, my: M}")
    )
    faults = faults_of({**TEXTS, "iit.yaml": text})
    assert {fault.problem for fault in faults} == {"the text in 'my' is missing"}
    assert {fault.remedy for fault in faults} == {"add `my: …`"}


def test_a_third_language_that_stands_everywhere_is_taken() -> None:
    text = TEXTS["iit.yaml"].replace("{th: ", "{my: မ, th: ")
    edition = load_edition({**TEXTS, "iit.yaml": text})
    assert edition.iit.questions[0].text.read("my") == "မ"
    assert edition.iit.questions[0].text.read("lo") == "คำถามหนึ่ง"


def test_placeholders_are_filled_in_every_language() -> None:
    edition = load_edition(TEXTS)
    assert edition.iit.start.heading.read("th", agency="เทศบาล") == "ผู้ติดต่อเทศบาล"
    assert edition.oit.items[0].shows.read("en", year=2564) == "The chart of 2564"


def test_a_byte_order_mark_and_windows_line_ends_change_nothing() -> None:
    texts = {name: "\ufeff" + text.replace("\n", "\r\n") for name, text in TEXTS.items()}
    assert load_edition(texts) == load_edition(TEXTS)


def test_yes_and_no_stay_words_where_words_are_wanted() -> None:
    edition = load_edition(edit("scheme.yaml", '["Yes", "No"]', "[Yes, No]"))
    assert [option.label.en for option in edition.iit.scored_rows[2].options] == ["Yes", "No"]


# the canonical text


def test_the_same_meaning_has_the_same_fingerprint() -> None:
    other = {
        **TEXTS,
        "scheme.yaml": TEXTS["scheme.yaml"]
        .replace("85.00", "85")
        .replace("strength: 80.00", "strength: 80.0")
        .replace("{IIT: 30, EIT: 30, OIT: 40}", "{OIT: 40, IIT: 30, EIT: 30}"),
        "iit.yaml": TEXTS["iit.yaml"].replace("{th: เพศ, en: Sex}", '{en: "Sex", th: "เพศ"}'),
    }
    texts = [canonical_json(load_edition(each)) for each in (TEXTS, other)]
    assert texts[0] == texts[1]
    assert fingerprint(texts[0]) == fingerprint(texts[1])


def test_another_meaning_has_another_fingerprint() -> None:
    before = fingerprint(canonical_json(load_edition(TEXTS)))
    for texts in (
        edit("iit.yaml", "score: 50}", "score: 51}"),
        edit("iit.yaml", "en: Sex", "en: Gender"),
        edit("scheme.yaml", "pass: 85.00", "pass: 85.01"),
    ):
        assert fingerprint(canonical_json(load_edition(texts))) != before


@pytest.mark.parametrize("edition", [load_edition(TEXTS), shipped_edition()], ids=["small", "2564"])
def test_a_frozen_edition_reads_back_the_same(edition: Edition) -> None:
    text = canonical_json(edition)
    again = Edition.model_validate_json(text)
    assert again == edition
    assert canonical_json(again) == text
    assert json.loads(text)["scheme"]["weights"] == {"IIT": 30, "EIT": 30, "OIT": 40}


# any edit at all

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
            "...\n",
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
        *(
            '"\\ud800"',
            '"\\0"',
            "\x00",
            "\ufeff",
            "\u2028",
            "{nmae}",
            "{",
            "th: ",
            "en: x",
            "code: i2",
        ),
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
        *("{a: b}", "[1, 2]", "[[]]", "[" * 400, "9" * 400),
    ]
)
EDITS = st.lists(
    st.tuples(
        st.sampled_from(sorted(TEXTS)),
        st.floats(0, 1),
        st.integers(0, 12),
        st.one_of(PIECES, st.text(max_size=4)),
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=400, deadline=None)
@given(edits=EDITS)
def test_no_edit_of_a_file_breaks_the_loader_otherwise(
    edits: list[tuple[str, float, int, str]],
) -> None:
    texts = dict(TEXTS)
    for file, where, cut, piece in edits:
        place = int(where * len(texts[file]))
        texts[file] = texts[file][:place] + piece + texts[file][place + cut :]
    try:
        edition = load_edition(texts)
    except FaultyQuestionnaire as error:
        assert error.faults
        for fault in error.faults:
            assert 1 <= fault.line <= texts[fault.file].count("\n") + 2
            assert fault.problem
            assert fault.remedy
            str(fault).encode()
    else:
        text = canonical_json(edition)
        assert canonical_json(Edition.model_validate_json(text)) == text


@settings(max_examples=200, deadline=None)
@given(
    file=st.sampled_from(sorted(TEXTS)),
    place=st.integers(min_value=0),
    value=st.sampled_from(
        ["", " {a: b}", " [1]", " [[1], {a: [2]}]", " x", " 5", " -5", " 5.5", " true", " ~", ' ""']
    ),
)
def test_no_value_in_the_wrong_place_breaks_the_loader_otherwise(
    file: str, place: int, value: str
) -> None:
    """After any colon, another kind of value, and nothing of what stood under it."""
    lines = TEXTS[file].splitlines()
    keys = [number for number, line in enumerate(lines) if ":" in line and "#" not in line]
    number = keys[place % len(keys)]
    before = lines[number].partition(":")[0]
    deep = len(before) - len(before.lstrip(" -"))
    rest = lines[number + 1 :]
    while rest and len(rest[0]) - len(rest[0].lstrip(" -")) > deep:
        rest = rest[1:]
    text = "\n".join([*lines[:number], f"{before}:{value}", *rest])
    try:
        load_edition({**TEXTS, file: text})
    except FaultyQuestionnaire as error:
        assert error.faults
