"""One person's answers: raw form values become a whole sheet, or the list of what is wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from survey_app.core.questionnaire import Questionnaire

LONGEST_SUGGESTION = 1000
"""In UTF-16 units, as browsers count `maxlength`; a pool slot has room for exactly this much."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Chosen option of every row, counted from 0, in the order of `Questionnaire.row_codes`."""

    choices: tuple[int, ...]
    suggestion: str = ""


@dataclass(eq=False)
class FaultySheet(Exception):
    """A sheet that is not counted: rows without an answer, values no option has, a long text.

    A field sent twice counts among the impossible.
    """

    missing: tuple[str, ...] = ()
    impossible: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    too_long: int | None = None

    @property
    def tampered(self) -> bool:
        """No form of ours sends such values; the person cannot mend them."""
        return bool(self.impossible or self.unknown)


def read_sheet(form: Questionnaire, fields: Mapping[str, Sequence[str]]) -> Sheet:
    """The sheet in `fields` (row code → values sent; `suggestion`); raises FaultySheet.

    A missing scored row is refused, never averaged (rules, Score 2). A profile question left out
    counts as "prefer not to say", so that every row of a tally sums to the same number.
    """
    choices, missing, impossible = _choices(form, fields)
    suggestion = _suggestion(fields)
    unknown = tuple(sorted(set(fields) - set(form.row_codes) - {"suggestion"}))
    length = len(suggestion.encode("utf-16-be")) // 2
    too_long = length if length > LONGEST_SUGGESTION else None
    if missing or impossible or unknown or too_long:
        raise FaultySheet(tuple(missing), tuple(impossible), unknown, too_long)
    return Sheet(tuple(choices), suggestion)


def _choices(
    form: Questionnaire, fields: Mapping[str, Sequence[str]]
) -> tuple[list[int], list[str], list[str]]:
    declined = {question.code: question.declined for question in form.profile}
    choices: list[int] = []
    missing: list[str] = []
    impossible: list[str] = []
    for code, size in zip(form.row_codes, form.row_sizes, strict=True):
        sent = fields.get(code, ())
        if not sent and code in declined:
            choices.append(declined[code])
        elif not sent:
            missing.append(code)
        elif len(sent) == 1 and sent[0] in "123456789"[:size] and len(sent[0]) == 1:
            choices.append(int(sent[0]) - 1)
        else:
            impossible.append(code)
    if len(fields.get("suggestion", ())) > 1:
        impossible.append("suggestion")
    return choices, missing, impossible


def _suggestion(fields: Mapping[str, Sequence[str]]) -> str:
    """The text with line ends made one kind and what cannot be stored (NUL, lone surrogates) gone."""
    text = "\n".join(fields.get("suggestion", ())).replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\t", " ")
    kept = (
        char for char in text if char == "\n" or (char >= " " and not "\ud800" <= char <= "\udfff")
    )
    return "".join(kept).strip()


def is_eligible(form: Questionnaire, sheet: Sheet) -> bool:
    """False where a profile answer says the person is not asked, such as under one year of service."""
    answers = sheet.choices[len(form.scored_rows) :]
    pairs = zip(form.profile, answers, strict=True)
    return all(question.options[choice].eligible for question, choice in pairs)
