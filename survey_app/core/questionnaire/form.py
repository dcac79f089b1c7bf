"""A questionnaire of people: IIT or EIT, its questions, rows and options."""

from functools import cached_property
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from survey_app.core.questionnaire.text import ALWAYS_SPOKEN, Frozen, Misfit, Text

MOST_OPTIONS = 9
"""An answer is sent as one digit, so that every sheet of a form has the same length."""


RESERVED = frozenset({"admission", "lang", "suggestion", "ticket"})
"""Names of a form's own fields, which no row may have."""


def _free(code: str) -> str:
    if code in RESERVED:
        raise ValueError(f"'{code}' is a field of every form and cannot be a code")
    return code


Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9._-]*$", max_length=20), AfterValidator(_free)]
"""What a question, row or item is known by, in its file and in the form."""

Score = Annotated[int, Field(ge=0, le=100)]
"""Points for one answer."""


Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
"""A language by its ISO 639 code."""


class Option(Frozen):
    """A choice of a scored row; the score is the option's own, so polarity belongs to the row."""

    label: Text
    score: Score


class Row(Frozen):
    """One radio group of a question. A question of one row shares its code and has no row text."""

    code: Code
    text: Text | None = None
    options: tuple[Option, ...] = Field(min_length=2, max_length=MOST_OPTIONS)

    @model_validator(mode="after")
    def _reaches_both_ends(self) -> "Row":
        scores = {option.score for option in self.options}
        if not {0, 100} <= scores:
            raise ValueError("a scored row needs an option of score 0 and one of score 100")
        return self


class Question(Frozen):
    """A question counts once in its indicator, however many rows it has."""

    code: Code
    text: Text
    remark: Text | None = None
    rows: tuple[Row, ...] = Field(min_length=1)


class Indicator(Frozen):
    """An indicator of IIT or EIT."""

    no: int = Field(ge=1)
    name: Text
    questions: tuple[Question, ...] = Field(min_length=1)


class ProfileOption(Frozen):
    """A choice about the respondent: unscored; `decline` is "prefer not to say"."""

    label: Text
    decline: bool = False
    eligible: bool = True


class ProfileQuestion(Frozen):
    """An unscored question about the respondent: an ordinary row that nothing ties to an answer."""

    code: Code
    text: Text
    options: tuple[ProfileOption, ...] = Field(min_length=2, max_length=MOST_OPTIONS)

    @model_validator(mode="after")
    def _can_be_declined(self) -> "ProfileQuestion":
        if [option.decline for option in self.options].count(True) != 1:
            raise ValueError("exactly one option needs `decline: true`")
        return self

    @property
    def declined(self) -> int:
        """The place of the option that stands for "prefer not to say"."""
        return next(place for place, option in enumerate(self.options) if option.decline)


class StartPage(Frozen):
    """What the start page says; the two choices of eligibility lead on or to a thank-you."""

    heading: Text
    why: Text
    who: Text
    eligible: Text
    not_eligible: Text


class Message(Frozen):
    """A heading and what follows it."""

    heading: Text
    text: Text


class SuggestionQuestion(Frozen):
    """The one optional open question."""

    text: Text
    hint: Text


class Questionnaire(Frozen):
    """The whole form of one survey, in the order the file gives."""

    instrument: Literal["IIT", "EIT"]
    wording: Literal["project", "official"]
    languages: tuple[Language, ...] = ALWAYS_SPOKEN
    minutes: int = Field(ge=1, le=120)
    start: StartPage
    not_eligible: Message
    thanks: Message
    indicators: tuple[Indicator, ...] = Field(min_length=1)
    profile: tuple[ProfileQuestion, ...]
    suggestion: SuggestionQuestion

    @model_validator(mode="after")
    def _begins_with_thai(self) -> "Questionnaire":
        known = self.languages
        if known[:2] != ALWAYS_SPOKEN or len(set(known)) < len(known):
            begin = ", ".join(ALWAYS_SPOKEN)
            raise Misfit(f"the languages begin with {begin}, each stands once", "languages")
        return self

    @cached_property
    def further_languages(self) -> tuple[str, ...]:
        """The languages beyond Thai and English that every text of the form has."""
        return self.languages[len(ALWAYS_SPOKEN) :]

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """All scored questions in file order."""
        return tuple(question for part in self.indicators for question in part.questions)

    @cached_property
    def scored_rows(self) -> tuple[Row, ...]:
        """All scored rows in file order."""
        return tuple(row for question in self.questions for row in question.rows)

    @cached_property
    def row_codes(self) -> tuple[str, ...]:
        """Codes of all rows, scored first and then profile: the order of a sheet and a tally."""
        return tuple(row.code for row in self.scored_rows) + tuple(row.code for row in self.profile)

    @cached_property
    def row_sizes(self) -> tuple[int, ...]:
        """How many options each row has, in the order of `row_codes`."""
        scored = tuple(len(row.options) for row in self.scored_rows)
        return scored + tuple(len(row.options) for row in self.profile)
