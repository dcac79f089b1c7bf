"""Every mistake in a questionnaire file is refused with file, line, what is wrong and what to write."""

from dataclasses import dataclass

import pytest
import yaml

from survey_app.core.questionnaire import Fault, FaultyQuestionnaire, load_edition
from tests.unit.core.small import DATA, smallest_texts

TEXTS = smallest_texts()


@dataclass(frozen=True, slots=True)
class Mistake:
    """A change to the smallest edition and what must be said about it; see data/mistakes.yaml."""

    what: str
    file: str
    change: str
    to: str
    line: str
    says: str
    advises: str = ""
    alone: bool = True

    @property
    def texts(self) -> dict[str, str]:
        return edit(self.file, self.change, self.to)

    @property
    def line_number(self) -> int:
        return line_of(self.texts[self.file], self.line)


def edit(file: str, change: str, to: str) -> dict[str, str]:
    """The smallest edition with the first `change` in `file` replaced."""
    assert change in TEXTS[file], f"{file} has no {change!r}"
    return {**TEXTS, file: TEXTS[file].replace(change, to, 1)}


def line_of(text: str, mark: str) -> int:
    """The number of the last line that holds `mark`, counted from 1."""
    return [n for n, line in enumerate(text.split("\n"), start=1) if mark in line][-1]


def faults_of(texts: dict[str, str]) -> tuple[Fault, ...]:
    """The faults of an edition that must not load."""
    with pytest.raises(FaultyQuestionnaire) as refusal:
        load_edition(texts)
    return refusal.value.faults


MISTAKES = [
    Mistake(**mistake) for mistake in yaml.safe_load((DATA / "mistakes.yaml").read_text("utf-8"))
]


def name(mistake: Mistake) -> str:
    return mistake.what.replace(" ", "-")


@pytest.mark.parametrize("mistake", MISTAKES, ids=name)
def test_a_mistake_is_named_with_file_line_and_remedy(mistake: Mistake) -> None:
    faults = faults_of(mistake.texts)
    said = [fault for fault in faults if mistake.says in fault.problem]
    assert len(said) == 1, "\n".join(map(str, faults))
    (fault,) = said
    assert (fault.file, fault.line) == (mistake.file, mistake.line_number), str(fault)
    assert fault.remedy
    assert mistake.advises in fault.remedy


@pytest.mark.parametrize("mistake", [m for m in MISTAKES if m.alone], ids=name)
def test_one_mistake_gives_one_fault(mistake: Mistake) -> None:
    assert len(faults_of(mistake.texts)) == 1


def test_the_smallest_edition_loads() -> None:
    edition = load_edition(TEXTS)
    assert edition.iit.row_codes == ("i1.1", "i1.2", "i2", "sex")
    assert [option.score for option in edition.iit.scored_rows[2].options] == [100, 0]


def test_two_equal_codes_on_one_line_are_seen() -> None:
    before, _, rest = TEXTS["iit.yaml"].partition("rows:")
    after = rest[rest.index("      - code: i2") :]
    rows = "rows: [{code: i1.1, scale: degree}, {code: i1.1, scale: degree}]\n"
    (fault,) = faults_of({**TEXTS, "iit.yaml": before + rows + after})
    assert "the code 'i1.1' already stands" in fault.problem


def test_a_missing_file_is_named() -> None:
    texts = {file: text for file, text in TEXTS.items() if file != "oit.yaml"}
    wanted = Fault("oit.yaml", 1, "the file is missing", "add oit.yaml to the edition")
    assert faults_of(texts) == (wanted,)


def test_an_empty_file_is_told_what_it_lacks() -> None:
    faults = faults_of({**TEXTS, "oit.yaml": ""})
    assert {(fault.file, fault.line) for fault in faults if fault.file == "oit.yaml"}
    assert any("'instrument' is missing" in fault.problem for fault in faults)


def test_a_file_that_is_a_list_is_refused() -> None:
    assert {fault.line for fault in faults_of({**TEXTS, "iit.yaml": "- a\n- b\n"})} == {1, 3}


def test_faults_of_all_files_are_reported_at_once_in_order() -> None:
    changes = {
        "scheme.yaml": ("OIT: 40", "OIT: 41"),
        "iit.yaml": ("minutes: 5", "minutes: 08"),
        "eit.yaml": ("scale: present", "scale: presnt"),
        "oit.yaml": ("code: o2", "code: o1"),
        "advice.yaml": ("indicator: 1", "indicator: 7"),
    }
    faults = faults_of({file: TEXTS[file].replace(*change) for file, change in changes.items()})
    assert [fault.file for fault in faults] == sorted(changes)
    said = str(FaultyQuestionnaire(list(faults))).splitlines()
    wanted = ("no indicator 7", "'presnt'", "'08'", "'o1' already", "sum to 101")
    for line, fault, part in zip(said, faults, wanted, strict=True):
        assert line.startswith(f"{fault.file}:{fault.line}: ")
        assert part in line


def test_several_faults_of_one_file_come_in_order_of_lines() -> None:
    text = TEXTS["scheme.yaml"].replace("OIT: 40", "OIT: 41").replace("pass: 85.00", "pass: x")
    lines = [fault.line for fault in faults_of({**TEXTS, "scheme.yaml": text})]
    assert lines == [line_of(text, "OIT: 41"), line_of(text, "pass: x")]


def test_a_faulty_scale_is_not_complained_of_again_where_it_is_used() -> None:
    texts = edit("scheme.yaml", "scores: [0, 100]", "scores: [0, 100, 50]")
    (fault,) = faults_of(texts)
    assert (fault.file, fault.line) == ("scheme.yaml", line_of(texts["scheme.yaml"], "  degree:"))


def test_a_file_that_cannot_be_read_does_not_put_the_blame_on_another() -> None:
    assert {fault.file for fault in faults_of(edit("iit.yaml", "  why:", "\twhy:"))} == {"iit.yaml"}


def test_aliases_that_would_grow_without_end_are_refused_at_the_first() -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{this}: &{this} [{', '.join([f'*{before}'] * 9)}]\n"
        for before, this in zip("abcd", "bcde", strict=True)
    )
    (fault,) = faults_of({**TEXTS, "iit.yaml": bomb})
    assert (fault.line, "aliases" in fault.problem) == (2, True)


def test_brackets_without_end_are_refused() -> None:
    (fault,) = faults_of(edit("iit.yaml", "minutes: 5", "minutes: " + "[" * 800))
    assert "nested too deeply" in fault.problem


def speak_burmese(file: str = "iit.yaml") -> dict[str, str]:
    """The smallest edition with one of its forms, and the scales, in Burmese throughout."""
    form = TEXTS[file].replace("{th: ", "{my: မ, th: ")
    form = form.replace("wording: project", "wording: project\nlanguages: [th, en, my]")
    scales = TEXTS["scheme.yaml"]
    for english in ("en: [Little, Much]", 'en: ["Yes", "No"]'):
        scales = scales.replace(english, f"{english}\n      my: [န, မ]")
    return {**TEXTS, file: form, "scheme.yaml": scales}


def test_a_declared_language_is_taken_and_another_form_does_not_speak_it() -> None:
    edition = load_edition(speak_burmese())
    assert edition.iit.languages == ("th", "en", "my")
    assert edition.iit.questions[0].text.read("my") == "မ"
    assert edition.iit.questions[0].text.read("lo") == "คำถามหนึ่ง"
    assert edition.iit.scored_rows[2].options[0].label.read("my") == "န"
    assert edition.eit.languages == ("th", "en")
    assert {tuple(o.label.words) for row in edition.eit.scored_rows for o in row.options} == {
        ("th", "en")
    }


def test_every_text_that_lacks_a_declared_language_is_named_with_its_line() -> None:
    texts = speak_burmese()
    whole = texts["iit.yaml"].splitlines()
    spoken = [number for number, line in enumerate(whole, 1) if "my: " in line]
    assert len(spoken) > 10
    for number in spoken:
        lines = [*whole]
        lines[number - 1] = lines[number - 1].replace("my: မ, ", "", 1)
        (fault,) = faults_of({**texts, "iit.yaml": "\n".join(lines)})
        assert (fault.line, fault.problem) == (number, "the text in 'my' is missing")
        assert fault.remedy == "add `my: …`"


def test_a_scale_that_lacks_a_language_of_a_form_that_uses_it_is_named() -> None:
    texts = speak_burmese()
    lacking = texts["scheme.yaml"].replace("\n      my: [န, မ]", "", 1)
    (fault,) = faults_of({**texts, "scheme.yaml": lacking})
    assert fault.file == "scheme.yaml"
    assert lacking.splitlines()[fault.line - 1].strip() == "labels:"
    assert fault.problem == "scale 'degree': its labels in 'my' are missing"
    assert fault.remedy == "add `my: […]`, a language of iit.yaml"


def test_a_language_that_no_form_declares_is_refused_wherever_it_stands() -> None:
    texts = speak_burmese()
    undeclared = texts["iit.yaml"].replace("languages: [th, en, my]\n", "")
    faults = faults_of({**texts, "iit.yaml": undeclared})
    assert {fault.problem for fault in faults} == {"'my' is not a language of this file"}
    assert {fault.file for fault in faults} == {"iit.yaml", "scheme.yaml"}


@pytest.mark.parametrize(
    "languages", ["[en, th, my]", "[th, my]", "[th, en, en]", "[]", "[th, en, Burmese]", "my"]
)
def test_languages_begin_with_thai_and_english_and_are_codes(languages: str) -> None:
    texts = speak_burmese()
    said = texts["iit.yaml"].replace("[th, en, my]", languages)
    faults = faults_of({**texts, "iit.yaml": said})
    line = said[: said.index("languages:")].count("\n") + 1
    assert line in {fault.line for fault in faults if fault.file == "iit.yaml"}


def test_placeholders_are_filled_in_every_language() -> None:
    edition = load_edition(TEXTS)
    assert edition.iit.start.heading.read("th", agency="เทศบาล") == "ผู้ติดต่อเทศบาล"
    assert edition.oit.items[0].shows.read("en", year=2564) == "The chart of 2564"


def test_a_byte_order_mark_and_windows_line_ends_change_nothing() -> None:
    texts = {file: "\ufeff" + text.replace("\n", "\r\n") for file, text in TEXTS.items()}
    assert load_edition(texts) == load_edition(TEXTS)


def test_yes_and_no_stay_words_where_words_are_wanted() -> None:
    edition = load_edition(edit("scheme.yaml", '["Yes", "No"]', "[Yes, No]"))
    assert [option.label.en for option in edition.iit.scored_rows[2].options] == ["Yes", "No"]
