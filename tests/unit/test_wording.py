"""Every refusal has its words, and every word of the program in a refusal is put into words."""

import ast
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import survey_app.settings
from survey_app import wording
from survey_app.core import errors
from survey_app.core.errors import BadFile, NotFound, ReasonNeeded, Refused, TooManyAttempts
from survey_app.core.rounds import RoundState, SurveyState
from survey_app.wording import SENTENCES, list_problems, say

SOURCE = Path(survey_app.settings.__file__).parent
FACTS_IN_CODE = {"what", "why", "verb", "kind", "state"}
EXAMPLES = {
    "str": "x",
    "int": 7,
    "date": date(2021, 3, 1),
    "datetime": datetime(2021, 3, 1, 3, 0, tzinfo=UTC),
    "tuple[str, ...]": ("x",),
}


def refusals() -> list[type[Refused]]:
    return [
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, Refused) and kind is not Refused
    ]


def made(kind: type[Refused]) -> Refused:
    """A refusal with an example of each fact."""
    facts = getattr(kind, "__annotations__", {})
    return kind(**{name: EXAMPLES[_written(of)] for name, of in facts.items()})


def _written(of: object) -> str:
    return of.__name__ if type(of) is type else str(of)


def raised_words() -> Iterator[tuple[str, str, str]]:
    """Every literal word given to a refusal anywhere in the program, with where and as what fact."""
    kinds = {kind.__name__: list(getattr(kind, "__annotations__", {})) for kind in refusals()}
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            facts = {"require_state": ["verb"]}.get(name, kinds.get(name, []))
            for fact, value in zip(facts, node.args, strict=False):
                if fact in FACTS_IN_CODE and isinstance(value, ast.Constant):
                    yield str(path.relative_to(SOURCE)), fact, value.value


@pytest.mark.parametrize("kind", refusals(), ids=lambda kind: kind.__name__)
def test_every_refusal_has_a_sentence_in_both_languages(kind):
    refusal = made(kind)
    thai, english = say(refusal, "th"), say(refusal, "en")
    assert re.search("[ก-๙]", thai)
    assert not re.search("[ก-๙]", english)
    assert "{" not in thai + english


def test_no_sentence_is_left_over():
    assert set(SENTENCES) == set(refusals())


def test_every_word_the_program_raises_is_put_into_words():
    unknown = [
        (where, fact, word)
        for where, fact, word in raised_words()
        if word not in wording._WORDS[fact]
    ]
    assert not unknown


def test_every_state_is_put_into_words():
    assert {*RoundState, *SurveyState} <= wording._WORDS["state"].keys()


def test_days_are_told_in_the_buddhist_era_and_moments_on_the_clock_of_thailand():
    moment = datetime(2021, 3, 1, 3, 5, tzinfo=UTC)
    assert "10:05 น." in say(TooManyAttempts(moment), "th")
    assert "10:05." in say(TooManyAttempts(moment), "en")
    passed = errors.LastDayPassed(date(2021, 3, 1))
    assert "1\u00a0มีนาคม\u00a02564" in say(passed, "th")
    assert "1 March 2021" in say(passed, "en")


def test_several_reasons_stand_in_one_sentence():
    refusal = ReasonNeeded("stop_place, replace_key")
    assert say(refusal, "th") == "โปรดเขียนเหตุผล: ที่ระงับลิงก์, ที่เปลี่ยนกุญแจ"


def test_what_was_wanted_is_quoted_as_it_was_asked_for():
    assert say(NotFound("agency", "draft"), "en") == "There is no agency “draft”."


def test_a_bad_file_names_each_problem():
    refusal = BadFile("emblem", ("no_picture", "บรรทัด 3: ผิด"))
    assert list_problems(refusal, "th") == (
        "ไฟล์นี้ไม่ใช่รูป ใช้ได้เฉพาะ PNG, JPEG และ WebP",
        "บรรทัด 3: ผิด",
    )
