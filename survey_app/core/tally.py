"""Counts per row and option: all that scoring needs, and all that is kept of the answers."""

from collections.abc import Iterable
from dataclasses import dataclass

from survey_app.core.errors import Unbalanced
from survey_app.core.questionnaire import Questionnaire
from survey_app.core.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Tally:
    """How often each option of each row was chosen, in the order of `Questionnaire.row_codes`.

    It adds whole sheets, in any order, and balances: every row sums to `respondents`, or making
    it raises Unbalanced.
    """

    counts: tuple[tuple[int, ...], ...]

    def __post_init__(self) -> None:
        if any(n < 0 for row in self.counts for n in row):
            raise Unbalanced("a count is below zero")
        if len({sum(row) for row in self.counts}) > 1:
            raise Unbalanced("the rows do not sum to the same number of sheets")

    @property
    def respondents(self) -> int:
        """How many sheets were added."""
        return sum(self.counts[0]) if self.counts else 0


def empty_tally(form: Questionnaire) -> Tally:
    """A tally of `form` before the first sheet: all rows at 0."""
    return Tally(tuple((0,) * size for size in form.row_sizes))


def add_sheets(tally: Tally, sheets: Iterable[Sheet]) -> Tally:
    """`tally` with whole sheets added."""
    counts = [list(row) for row in tally.counts]
    for sheet in sheets:
        for row, choice in zip(counts, sheet.choices, strict=True):
            row[choice] += 1
    return Tally(tuple(tuple(row) for row in counts))
