"""Whether every text of an edition speaks the languages its file declares.

The two questionnaires declare theirs; the other files are read by officers and stay Thai and English.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from survey_app.core.questionnaire.faults import Fault, Place
from survey_app.core.questionnaire.reading import Source, walk
from survey_app.core.questionnaire.text import ALWAYS_SPOKEN

FORMS = ("iit.yaml", "eit.yaml")
_SCHEME = "scheme.yaml"


def declared_languages(source: Source) -> tuple[str, ...]:
    """The languages a questionnaire says it is written in; Thai and English where it is silent.

    What is no list of words is passed over here: the questionnaire itself will refuse it.
    """
    found = source.data.get("languages") if isinstance(source.data, dict) else None
    if source.file not in FORMS or not isinstance(found, tuple):
        return ALWAYS_SPOKEN
    further = (one for one in found if isinstance(one, str) and one not in ALWAYS_SPOKEN)
    return (*ALWAYS_SPOKEN, *dict.fromkeys(further))


def language_faults(sources: Mapping[str, Source]) -> Iterator[Fault]:
    """Texts and labels that lack a language of their file, or speak one that it does not declare."""
    for source in sources.values():
        yield from _text_faults(source)
    if _SCHEME in sources:
        forms = [sources[file] for file in FORMS if file in sources]
        yield from _scale_faults(sources[_SCHEME], forms)


def _text_faults(source: Source) -> Iterator[Fault]:
    wanted = declared_languages(source)
    for path, words in walk(source.data):
        if not isinstance(words, dict) or "th" not in words or _in_scale(source, path):
            continue
        # That Thai or English is missing, the text itself says.
        for language in wanted[len(ALWAYS_SPOKEN) :]:
            if language not in words:
                problem = f"the text in '{language}' is missing"
                yield source.fault(path, problem, f"add `{language}: …`")
        for language in sorted(set(words) - set(wanted)):
            yield _undeclared(source, (*path, language), language)


def _in_scale(source: Source, path: Place) -> bool:
    return source.file == _SCHEME and path[:1] == ("scales",)


def _undeclared(source: Source, path: Place, language: str) -> Fault:
    problem = f"'{language}' is not a language of this file"
    known = f", declare it in `languages` of {' or '.join(FORMS)}"
    remedy = f"correct its spelling{known if source.file in (*FORMS, _SCHEME) else ''} or remove it"
    return source.fault(path, problem, remedy)


def _scale_faults(scheme: Source, forms: list[Source]) -> Iterator[Fault]:
    """A scale speaks every language of each form that uses it, and none that no form declares."""
    known = {language for form in forms for language in declared_languages(form)}
    for name, labels in _labels(scheme):
        place = ("scales", name, "labels")
        for language in sorted(set(labels) - known - set(ALWAYS_SPOKEN)):
            yield _undeclared(scheme, (*place, language), language)
        for form in forms:
            for language in declared_languages(form):
                if language not in labels and language not in ALWAYS_SPOKEN and _uses(form, name):
                    problem = f"scale '{name}': its labels in '{language}' are missing"
                    remedy = f"add `{language}: […]`, a language of {form.file}"
                    yield scheme.fault(place, problem, remedy)


def _labels(scheme: Source) -> Iterator[tuple[str, dict[str, Any]]]:
    scales = scheme.data.get("scales") if isinstance(scheme.data, dict) else None
    for name, scale in scales.items() if isinstance(scales, dict) else ():
        if isinstance(scale, dict) and isinstance(scale.get("labels"), dict):
            yield name, scale["labels"]


def _uses(form: Source, scale: str) -> bool:
    return any(path[-1:] == ("scale",) and value == scale for path, value in walk(form.data))
