"""What is wrong with a questionnaire file, said so that its writer can mend it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from survey_app.core.questionnaire.text import Misfit

Place = tuple[int | str, ...]
"""The way from the top of a file to one part of it, by keys and by places in lists from 0."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One mistake: the file, its line (1 is the first), what is wrong and what to write."""

    file: str
    line: int
    problem: str
    remedy: str

    def within(self, folder: str) -> "Fault":
        """The same fault with its file named from further outside."""
        return replace(self, file=f"{folder}/{self.file}")

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.problem}; {self.remedy}"


class FaultyQuestionnaire(Exception):
    """An edition cannot be used; `faults` lists all mistakes found, in order of file and line."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = tuple(sorted(set(faults)))

    def __str__(self) -> str:
        return "\n".join(map(str, self.faults))


_QUOTED = 60
_WHOLE_NUMBER = "write a whole number without quotes or leading zeros, such as 8"
_TEXT = 'write text in quotes, such as "9.1"'
_REMEDIES = {
    "missing": "add it",
    "extra_forbidden": "remove it or correct its spelling",
    "int_type": _WHOLE_NUMBER,
    "string_type": _TEXT,
    "bool_type": "write true or false",
    "tuple_type": "write a list, one `- ` a line",
    "model_type": "write `key: value` pairs",
    "model_attributes_type": "write `key: value` pairs",
    "decimal_type": "write a number with two decimals, such as 84.99",
    "is_instance_of": "write a number with two decimals, such as 84.99",
    "decimal_max_places": "write at most two decimals",
    "finite_number": "write a number with two decimals, such as 84.99",
    "greater_than_equal": "write a number within the bound",
    "less_than_equal": "write a number within the bound",
    "literal_error": "write one of them",
    "string_pattern_mismatch": 'write a short code such as i1, i1.1 or "9.1"',
    "string_too_long": "shorten it",
    "string_too_short": "write at least one character",
    "too_short": "add what is missing",
    "too_long": "remove what is too many",
}


def describe(refusal: ValidationError) -> Iterator[tuple[Place, str, str]]:
    """Each error of a model: the place to change, what is wrong and what to write."""
    for error in refusal.errors():
        if not _is_echo(error):
            yield _place(error), *_say(error)


def _is_echo(error: ErrorDetails) -> bool:
    """Whether a list is only called too short because parts of it, already named, are faulty."""
    return error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"]


def _place(error: ErrorDetails) -> Place:
    cause = error.get("ctx", {}).get("error")
    return (*error["loc"], *cause.place) if isinstance(cause, Misfit) else error["loc"]


def _say(error: ErrorDetails) -> tuple[str, str]:
    kind, name = error["type"], _name(error["loc"])
    if kind == "missing":
        if name in ("'th'", "'en'"):
            return f"the text in {name} is missing", f"add `{name[1:-1]}: …`"
        return f"{name} is missing", "add it"
    if kind == "extra_forbidden":
        return f"unknown key {name}", _REMEDIES[kind]
    if kind == "value_error":
        return str(error["ctx"]["error"]), "correct it here"
    problem = f"{name}: {_quote(error['input'])} will not do ({error['msg'].lower()})"
    return problem, _REMEDIES.get(kind, "correct it")


def _quote(value: Any) -> str:
    if not isinstance(value, str | int | Decimal):
        return "nothing" if value is None else "this"
    words = str(value) if isinstance(value, Decimal) else repr(value)
    return words if len(words) <= _QUOTED else f"{words[:_QUOTED]}…"


def _name(place: Place) -> str:
    words = [part for part in place if isinstance(part, str)]
    return f"'{words[-1]}'" if words else "the file"
