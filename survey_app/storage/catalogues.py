"""The catalogues beside the program: what respondents' pages say, and the words other languages have for it.

What a page says is read from the pages themselves, so that no list of sentences can fall behind them.
"""

from collections.abc import Iterator
from functools import cache
from gettext import NullTranslations, translation
from pathlib import Path

from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from survey_app.core.questionnaire import Fault

_PACKAGE = Path(__file__).resolve().parent.parent
_TRANSLATIONS = _PACKAGE / "translations"
_PAGES = _PACKAGE / "web" / "respondent"
_POSTER = _PACKAGE / "services" / "poster_lines.py"
_METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
_OPTIONS = {"**/templates/**.html": {"extensions": "jinja2.ext.do", "silent": "false"}}


@cache
def catalogue_languages() -> tuple[str, ...]:
    """The languages that have a catalogue, whole or not."""
    return tuple(sorted(path.parts[-3] for path in _TRANSLATIONS.glob("*/LC_MESSAGES/messages.mo")))


@cache
def respondent_sentences() -> frozenset[str]:
    """Everything that pages for respondents, and posters that lead to them, say in Thai."""
    return frozenset(_first(message) for message in _extract())


def _extract() -> Iterator[str | tuple[str, ...]]:
    for _file, _line, message, _comments, _context in extract_from_dir(_PAGES, _METHODS, _OPTIONS):
        yield message
    for _line, message, _comments, _context in extract_from_file("python", _POSTER):
        yield message


def _first(message: str | tuple[str, ...] | list[str]) -> str:
    return message if isinstance(message, str) else message[0]


@cache
def missing_sentences(language: str) -> tuple[str, ...]:
    """The sentences of respondents' pages that `language` has no words for, in Thai."""
    if language == "th":
        return ()
    if language not in catalogue_languages():
        return tuple(sorted(respondent_sentences()))
    with (_TRANSLATIONS / language / "LC_MESSAGES" / "messages.mo").open("rb") as file:
        catalogue = read_mo(file)
    known = {_first(message.id) for message in catalogue if message.id and message.string}
    return tuple(sorted(respondent_sentences() - known))


def catalogue_faults(language: str) -> Iterator[Fault]:
    """Each sentence of respondents' pages that `language` lacks, with its line in the catalogue."""
    path = _TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"
    file = str(path.relative_to(_PACKAGE.parent))
    if language not in catalogue_languages():
        remedy = "make one from the sentences of respondents' pages, see docs/languages.md"
        yield Fault(file, 1, f"there is no catalogue of '{language}'", remedy)
        return
    lines = _lines(path)
    for sentence in missing_sentences(language):
        problem = f"no words in '{language}' for “{sentence}”"
        yield Fault(file, lines.get(sentence, 1), problem, "write them, then `make translations`")


def _lines(path: Path) -> dict[str, int]:
    if not path.exists():
        return {}
    with path.open("rb") as file:
        return {_first(message.id): message.lineno or 1 for message in read_po(file) if message.id}


def catalogue(language: str) -> NullTranslations:
    """The words of `language`; what it lacks comes back in Thai."""
    return translation("messages", _TRANSLATIONS, [language], fallback=True)
