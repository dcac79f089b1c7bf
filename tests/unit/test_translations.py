"""The English words: every sentence of a Thai page has one, and the compiled catalogue is theirs."""

import re
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import survey_app

PACKAGE = Path(survey_app.__file__).parent
FOLDER = PACKAGE / "translations" / "en" / "LC_MESSAGES"
JINJA = {"**/templates/**.html": {"extensions": "jinja2.ext.do", "silent": "false"}}
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")


@cache
def catalogue() -> Catalog:
    with (FOLDER / "messages.po").open("rb") as file:
        return read_po(file, locale="en")


def first(message_id: str | tuple[str, ...] | list[str]) -> str:
    return message_id if isinstance(message_id, str) else message_id[0]


def said(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def test_every_sentence_of_a_page_has_english_words():
    found = extract_from_dir(PACKAGE, METHODS, JINJA)
    wanted = {first(message) for _, _, message, _, _ in found}
    known = {first(message.id) for message in catalogue() if message.id and all(said(message))}
    assert sorted(wanted - known) == []
    assert sorted(known - wanted) == [], "sentences that no page says any more"


@pytest.mark.parametrize("what", ["placeholders", "language"])
def test_english_words_say_the_same_facts_in_english(what: str):
    for message in catalogue():
        if not message.id:
            continue
        thai = first(message.id)
        for english in said(message):
            if what == "placeholders":
                assert set(PLACEHOLDER.findall(english)) <= set(PLACEHOLDER.findall(thai)), thai
            else:
                assert re.search("[A-Za-z]", english) or not re.search("[ก-๙]", thai), english


def test_the_compiled_catalogue_is_that_of_the_text():
    compiled = BytesIO()
    write_mo(compiled, catalogue())
    assert (FOLDER / "messages.mo").read_bytes() == compiled.getvalue()
