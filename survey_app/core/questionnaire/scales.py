"""Named scales: shorthand for a row's options, written out when a file is loaded."""

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from survey_app.core.questionnaire.faults import Fault, Place, describe
from survey_app.core.questionnaire.form import Row
from survey_app.core.questionnaire.languages import declared_languages
from survey_app.core.questionnaire.reading import Source
from survey_app.core.questionnaire.text import ALWAYS_SPOKEN

Scales = dict[str, tuple[dict[str, Any], ...]]


def read_scales(source: Source, faults: list[Fault]) -> Scales | None:
    """The scales of a scheme file as options; a stand-in takes the place of one that is faulty.

    None where they cannot be known: then no row is told that its scale is unknown.
    """
    named = source.data.get("scales", {}) if isinstance(source.data, dict) else {}
    if not isinstance(named, dict):
        remedy = "write the name of each scale with its `labels` and `scores`"
        faults.append(source.fault(("scales",), "'scales' holds no named scales", remedy))
        return None
    scales: Scales = {}
    for name, scale in named.items():
        found = list(_scale_faults(source, name, scale))
        scales[name] = _STAND_IN if found else _options(scale)
        faults.extend(found)
    return scales


def _scale_faults(source: Source, name: str, scale: Any) -> Iterator[Fault]:
    """A scale is held to what a row of its options is held to, here where it can be mended."""
    about = f"scale '{name}': "
    if problem := _scale_problem(scale):
        remedy = "give every label of every language one score"
        yield source.fault(("scales", name), about + problem, remedy)
        return
    try:
        Row.model_validate({"code": "row", "options": _options(scale)})
    except ValidationError as error:
        for place, problem, remedy in describe(error):
            yield source.fault(("scales", name, *_in_scale(place)), about + problem, remedy)


def _in_scale(place: Place) -> Place:
    match place:
        case ("options", option, "score"):
            return ("scores", option)
        case ("options", option, "label", language):
            return ("labels", language, option)
        case _:
            return ()


def _scale_problem(scale: Any) -> str | None:
    if not isinstance(scale, dict) or set(scale) != {"labels", "scores"}:
        return "it needs `labels` and `scores`, and nothing else"
    labels, scores = scale["labels"], scale["scores"]
    if not isinstance(labels, dict) or not set(ALWAYS_SPOKEN) <= set(labels):
        return "its labels need the languages th and en"
    if not all(isinstance(part, tuple) for part in (scores, *labels.values())):
        return "its labels and scores must be lists"
    for language, words in labels.items():
        if len(words) != len(scores):
            return f"{len(words)} labels in '{language}' but {len(scores)} scores"
    return None


def _options(scale: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    languages = tuple(scale["labels"])
    rows = zip(*scale["labels"].values(), scale["scores"], strict=True)
    return tuple(
        {"label": dict(zip(languages, words, strict=True)), "score": score}
        for *words, score in rows
    )


def resolve_scales(source: Source, scales: Scales | None, faults: list[Fault]) -> Any:
    """The data of `source` with `scale: name` replaced by options, on rows and one-row questions."""
    if not isinstance(source.data, dict):
        return source.data
    indicators = source.data.get("indicators", ())
    if not isinstance(indicators, tuple):
        return source.data
    resolve = _Resolving(source, scales, faults)
    parts = tuple(resolve.indicator(part, ("indicators", i)) for i, part in enumerate(indicators))
    return {**source.data, "indicators": parts}


def as_written(source: Source, place: Place) -> Place:
    """Where a file has what stands at `place` when written out: a one-row question has no `rows`."""
    match place:
        case ("indicators", _, "questions", _, "rows", 0, *rest):
            question = place[:4]
            return place if (*question, "rows") in source.lines else (*question, *rest)
        case _:
            return place


class _Resolving:
    def __init__(self, source: Source, scales: Scales | None, faults: list[Fault]) -> None:
        self.source, self.scales, self.faults = source, scales, faults
        self.languages = declared_languages(source)

    def indicator(self, part: Any, path: Place) -> Any:
        if not isinstance(part, dict) or not isinstance(part.get("questions"), tuple):
            return part
        questions = tuple(
            self.question(question, (*path, "questions", place))
            for place, question in enumerate(part["questions"])
        )
        return {**part, "questions": questions}

    def question(self, question: Any, path: Place) -> Any:
        if not isinstance(question, dict):
            return question
        if "rows" in question:
            rows = question["rows"]
            return {**question, "rows": tuple(self._rows(rows, path))} if rows else question
        kept = {k: v for k, v in question.items() if k not in ("scale", "options")}
        only = {k: v for k, v in question.items() if k in ("code", "scale", "options")}
        return {**kept, "rows": (self.row(only, path),)}

    def _rows(self, rows: Any, path: Place) -> Iterator[Any]:
        for place, row in enumerate(rows if isinstance(rows, tuple) else ()):
            yield self.row(row, (*path, "rows", place))

    def row(self, row: Any, path: Place) -> Any:
        if not isinstance(row, dict) or "scale" not in row:
            return row
        kept = {k: v for k, v in row.items() if k != "scale"}
        if "options" in row:
            self._note(path, "a row has `scale` or `options`, not both", "keep one of them")
            return kept
        return {**kept, "options": self._options_of(row["scale"], (*path, "scale"))}

    def _options_of(self, name: Any, path: Place) -> tuple[dict[str, Any], ...]:
        if self.scales is None:
            return _STAND_IN
        if not isinstance(name, str) or name not in self.scales:
            known = ", ".join(self.scales) or "none"
            self._note(path, f"unknown scale '{name}'", f"known are: {known}")
            return _STAND_IN
        return tuple(self._in_its_languages(option) for option in self.scales[name])

    def _in_its_languages(self, option: dict[str, Any]) -> dict[str, Any]:
        """A scale may speak more languages than the form that uses it."""
        label = option["label"]
        own = {language: label[language] for language in self.languages if language in label}
        return {**option, "label": own}

    def _note(self, path: Place, problem: str, remedy: str) -> None:
        self.faults.append(self.source.fault(path, problem, remedy))


_STAND_IN = tuple(
    {"label": {"th": word, "en": word}, "score": score} for word, score in (("-", 0), ("+", 100))
)
"""Takes the place of a scale that is faulty or unknown: the rows that use it say no more of it."""
