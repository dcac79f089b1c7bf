"""The numbers of a form on paper: parts, questions and rows, as printed and as keyed in.

Scored questions and rows have the numbers that phones show; those about the respondent, which have
none there, count on, so that every row on paper can be found by its number.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, count

from survey_app.core.questionnaire.form import ProfileQuestion, Question, Questionnaire
from survey_app.core.questionnaire.text import Text


@dataclass(frozen=True, slots=True)
class NumberedRow:
    """One row: its options count from 1. The only row of a question has the question's number."""

    code: str
    number: str
    text: Text | None
    options: tuple[Text, ...]
    required: bool


@dataclass(frozen=True, slots=True)
class NumberedQuestion:
    """A question with its rows."""

    number: str
    text: Text
    remark: Text | None
    rows: tuple[NumberedRow, ...]

    @property
    def single(self) -> bool:
        """Whether the question itself is its only row."""
        return len(self.rows) == 1


@dataclass(frozen=True, slots=True)
class NumberedPart:
    """An indicator, or without a name the questions about the respondent."""

    number: int
    name: Text | None
    questions: tuple[NumberedQuestion, ...]


def number_parts(form: Questionnaire) -> tuple[NumberedPart, ...]:
    """The parts of a form in file order, but for the suggestion, which follows them."""
    numbers = count(1)
    parts = [
        NumberedPart(place, part.name, tuple(map(_number, part.questions, numbers)))
        for place, part in enumerate(form.indicators, 1)
    ]
    if form.profile:
        asked = tuple(map(_number_profile, form.profile, numbers))
        parts.append(NumberedPart(len(parts) + 1, None, asked))
    return tuple(parts)


def list_rows(parts: tuple[NumberedPart, ...]) -> Iterator[NumberedRow]:
    """All rows in their order: that of a sheet."""
    questions = chain.from_iterable(part.questions for part in parts)
    return chain.from_iterable(question.rows for question in questions)


def _number(question: Question, number: int) -> NumberedQuestion:
    single = len(question.rows) == 1
    rows = tuple(
        NumberedRow(
            row.code,
            f"{number}" if single else f"{number}.{place}",
            row.text,
            tuple(option.label for option in row.options),
            required=True,
        )
        for place, row in enumerate(question.rows, 1)
    )
    return NumberedQuestion(f"{number}", question.text, question.remark, rows)


def _number_profile(question: ProfileQuestion, number: int) -> NumberedQuestion:
    options = tuple(option.label for option in question.options)
    row = NumberedRow(question.code, f"{number}", None, options, required=False)
    return NumberedQuestion(f"{number}", question.text, None, (row,))
