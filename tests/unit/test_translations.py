"""The words of other languages: every sentence of a page has them, and the compiled catalogues are theirs.

English speaks on every page; any other language that has a folder speaks on respondents' pages.
"""

import re
import shutil
import unicodedata
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from click.testing import CliRunner

import survey_app
from survey_app.cli.questionnaire import check
from survey_app.core.questionnaire import FaultyQuestionnaire
from survey_app.storage import catalogues
from survey_app.storage.catalogues import (
    catalogue_faults,
    catalogue_languages,
    missing_sentences,
    respondent_sentences,
)

PACKAGE = Path(survey_app.__file__).parent
TRANSLATIONS = PACKAGE / "translations"
JINJA = {"**/templates/**.html": {"extensions": "jinja2.ext.do", "silent": "false"}}
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
LANGUAGES = catalogue_languages()
FURTHER = [language for language in LANGUAGES if language != "en"]
ZAWGYI = re.compile("(?:^|[ “(])[\u1031\u103b]|[\u1033\u1034\u105a\u1060-\u1097]")
"""Marks of the older way to write Burmese, which phones of today show as nonsense."""


@cache
def catalogue(language: str = "en") -> Catalog:
    with (folder(language) / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


def folder(language: str, top: Path = TRANSLATIONS) -> Path:
    return top / language / "LC_MESSAGES"


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


@pytest.mark.parametrize("language", FURTHER)
def test_every_sentence_of_respondents_pages_has_words_in_every_language(language: str):
    assert missing_sentences(language) == ()


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


@pytest.mark.parametrize("language", FURTHER)
def test_words_say_the_same_facts_in_letters_of_their_own(language: str):
    for message in catalogue(language):
        for words in said(message) if message.id else []:
            thai = first(message.id)
            assert sorted(PLACEHOLDER.findall(words)) == sorted(PLACEHOLDER.findall(thai)), thai
            assert not re.search("[ก-๛]", words), words
            assert unicodedata.normalize("NFC", words) == words, words


def test_burmese_is_unicode_throughout():
    shipped = (PACKAGE.parent / "questionnaires" / "2564" / "eit.yaml").read_text("utf-8")
    texts = [words for message in catalogue("my") for words in said(message)]
    assert [text for text in (*texts, *shipped.splitlines()) if ZAWGYI.search(text)] == []
    assert unicodedata.normalize("NFC", shipped) == shipped


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_that_of_the_text(language: str):
    compiled = BytesIO()
    write_mo(compiled, catalogue(language))
    assert (folder(language) / "messages.mo").read_bytes() == compiled.getvalue()


@pytest.fixture
def lacking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The catalogues, with two sentences of respondents' pages taken out of the Burmese one."""
    top = tmp_path / "survey_app" / "translations"
    shutil.copytree(TRANSLATIONS, top)
    monkeypatch.setattr(catalogues, "_TRANSLATIONS", top)
    monkeypatch.setattr(catalogues, "_PACKAGE", top.parent)
    known = (catalogue_languages, missing_sentences)
    for one in known:
        one.cache_clear()
    with (folder("my") / "messages.po").open("rb") as file:
        spoken = read_po(file, locale="my")
    spoken["ถัดไป"].string = ""
    spoken.delete("ส่งคำตอบ")
    for name, write in (("messages.po", write_po), ("messages.mo", write_mo)):
        with (folder("my", top) / name).open("wb") as file:
            write(file, spoken)
    yield top
    for one in known:
        one.cache_clear()


def test_a_sentence_without_words_is_named_with_its_line(lacking: Path):
    assert missing_sentences("my") == ("ถัดไป", "ส่งคำตอบ")
    empty, gone = catalogue_faults("my")
    lines = (folder("my", lacking) / "messages.po").read_text("utf-8").splitlines()
    assert lines[empty.line - 1] == 'msgid "ถัดไป"'
    assert empty.file == "survey_app/translations/my/LC_MESSAGES/messages.po"
    assert empty.problem == "no words in 'my' for “ถัดไป”"
    assert (gone.line, gone.problem) == (1, "no words in 'my' for “ส่งคำตอบ”")


def test_checking_the_questionnaires_names_what_the_pages_around_them_lack(lacking: Path):
    refused = CliRunner().invoke(check).exception
    assert isinstance(refused, FaultyQuestionnaire)
    assert [fault.problem for fault in refused.faults] == [
        "no words in 'my' for “ส่งคำตอบ”",
        "no words in 'my' for “ถัดไป”",
    ]


def test_a_declared_language_without_a_catalogue_is_named(lacking: Path):
    shutil.rmtree(lacking / "my")
    catalogue_languages.cache_clear()
    missing_sentences.cache_clear()
    (fault,) = catalogue_faults("my")
    assert fault.problem == "there is no catalogue of 'my'"
    assert set(missing_sentences("my")) == respondent_sentences()


def test_the_shipped_questionnaires_and_catalogues_are_whole():
    assert CliRunner().invoke(check).output == "ok\n"
