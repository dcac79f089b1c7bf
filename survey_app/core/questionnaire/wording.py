"""The texts of an edition that an officer may replace, each under a key that never moves.

Only words change: codes, the options' scores and their order are not texts.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from survey_app.core.questionnaire.edition import SURVEY_INSTRUMENTS, Edition, SurveyInstrument

LONGEST_TEXT = 2000
_NAMED_BY = ("code", "no")


@dataclass(frozen=True, slots=True)
class WordedText:
    """One text of a form: its words by language, and where it stands.

    `key` is such as `IIT/indicators/1/questions/i1/rows/i1.1/text`: numbers and codes lead there,
    and places only where a part has neither, so an inserted question moves no other key.
    """

    key: str
    instrument: SurveyInstrument
    words: dict[str, str]


def worded_texts(edition: Edition) -> list[WordedText]:
    """All replaceable texts of both forms, in file order."""
    found = []
    for instrument in SURVEY_INSTRUMENTS:
        data = edition.questionnaire(instrument).model_dump(mode="json", exclude_none=True)
        found += [WordedText(key, instrument, dict(w)) for key, w in _texts(data, instrument)]
    return found


def replace_texts(edition: Edition, texts: Mapping[tuple[str, str], str]) -> Edition:
    """The edition with texts, by (key, language), replaced; a form that differs is `official`.

    Keys that the edition does not have are passed over: a file may have lost a remark since.
    Raises ValidationError for an empty text or an unknown placeholder.
    """
    if not texts:
        return edition
    data = edition.model_dump(mode="json", by_alias=True, exclude_none=True)
    for instrument in SURVEY_INSTRUMENTS:
        form = data[instrument.lower()]
        for key, words in _texts(form, instrument):
            for language, before in words.items():
                words[language] = texts.get((key, language), before)
                if words[language] != before:
                    form["wording"] = "official"
    return Edition.model_validate_json(json.dumps(data, ensure_ascii=False))


def _texts(value: Any, key: str) -> Iterator[tuple[str, dict[str, str]]]:
    if isinstance(value, dict) and "th" in value:
        yield key, value
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _texts(part, f"{key}/{name}")
    elif isinstance(value, list):
        for place, part in enumerate(value):
            named = (part.get(name) for name in _NAMED_BY) if isinstance(part, dict) else ()
            name = next((str(n) for n in named if n is not None), str(place + 1))
            yield from _texts(part, f"{key}/{name}")
