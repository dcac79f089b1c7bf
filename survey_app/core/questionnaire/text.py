"""Text in several languages, and the frozen base every questionnaire model shares."""

import re

from pydantic import BaseModel, ConfigDict, model_validator

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
ALWAYS_SPOKEN = ("th", "en")
"""The languages every text has, the one shown unless another is asked for coming first."""

PLACEHOLDERS = frozenset({"agency", "year"})


class Misfit(ValueError):
    """Parts of a value that do not fit together; `place` leads to the part to change."""

    def __init__(self, problem: str, *place: int | str) -> None:
        super().__init__(problem)
        self.place = place


class Frozen(BaseModel):
    """A value read from outside: types as written, unknown keys refused, never changed."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Text(BaseModel):
    """One text in Thai, English and any further language of the edition; none is empty."""

    model_config = ConfigDict(frozen=True, extra="allow", strict=True)
    __pydantic_extra__: dict[str, str]

    th: str
    en: str

    @model_validator(mode="after")
    def _check(self) -> "Text":
        for language, words in self.words.items():
            if not words.strip():
                raise Misfit(f"the text in '{language}' is empty", language)
            unknown = set(_PLACEHOLDER.findall(words)) - PLACEHOLDERS
            if unknown:
                known = ", ".join(f"{{{name}}}" for name in sorted(PLACEHOLDERS))
                problem = f"unknown placeholder {{{min(unknown)}}}, known are {known}"
                raise Misfit(problem, language)
        return self

    @property
    def words(self) -> dict[str, str]:
        """The text by language."""
        return {"th": self.th, "en": self.en, **self.__pydantic_extra__}

    def read(self, language: str, **facts: object) -> str:
        """The text in `language`, else in Thai, with `{agency}` and `{year}` filled in."""
        words = self.words.get(language, self.th)
        for name, value in facts.items():
            words = words.replace(f"{{{name}}}", str(value))
        return words
