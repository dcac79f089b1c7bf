"""Rounds that differ only in what is withheld: whatever is shown of the two must be the same."""

from collections.abc import Callable, Sequence

from survey_app.core.officers import COMMAND_LINE
from survey_app.core.questionnaire import Questionnaire, Row
from survey_app.core.sheet import Sheet
from survey_app.services.closing import close_round
from survey_app.services.instance import Instance
from survey_app.storage.agencies import Agency
from tests.closed_rounds import score_items
from tests.respondents import PretendRound, open_pretend_round

Make = Callable[[Questionnaire], Sequence[Sheet]]
"""The sheets that people send, in order."""


def close_with(
    instance: Instance, agency: Agency, fiscal_year: int, iit: Make, eit: int = 10
) -> PretendRound:
    """A closed round whose staff sent exactly these sheets."""
    pretend = open_pretend_round(instance, agency, fiscal_year=fiscal_year)
    for sheet in iit(pretend.visit("IIT").form):
        pretend.send("IIT", sheet)
    pretend.send_many("EIT", eit)
    score_items(instance, pretend.id)
    close_round(instance, COMMAND_LINE, pretend.id, "ทดลอง")
    return pretend


def choose(row: Row, score: int) -> int:
    """The place of the option of a row that has this score."""
    return next(place for place, option in enumerate(row.options) if option.score == score)


def sheet_of(form: Questionnaire, scores: dict[str, int], profile: int) -> Sheet:
    """Full marks but where `scores` says otherwise by row; `profile` counts options from the end."""
    scored = [choose(row, scores.get(row.code, 100)) for row in form.scored_rows]
    return Sheet((*scored, *(len(part.options) - profile for part in form.profile)))


def rows_of(form: Questionnaire, *numbers: int) -> list[str]:
    """The rows of these indicators."""
    parts = [part for part in form.indicators if part.no in numbers]
    return [row.code for part in parts for question in part.questions for row in question.rows]


def people_of_three(kind: int) -> Make:
    """Three who think best of all, or worst of all."""
    return lambda form: [
        sheet_of(form, {} if kind else dict.fromkeys(rows_of(form, 1, 2, 3, 4, 5), 0), 1 + kind)
        for _person in range(3)
    ]


def people_of_seven(best: tuple[int, int]) -> Make:
    """Seven who give two indicators full marks and three none: the survey's score is 40 whichever."""
    poor = [no for no in range(1, 6) if no not in best]
    return lambda form: [
        sheet_of(form, dict.fromkeys(rows_of(form, *poor), 0), min(best)) for _person in range(7)
    ]


def people_of_twelve(row: str, profile: int) -> Make:
    """Twelve of whom six see no merit in one of i1's two rows: its points are the same whichever."""
    return lambda form: [
        sheet_of(form, {row: 0} if person % 2 else {}, profile) for person in range(12)
    ]


def people_of_thirty(pair: tuple[int, int], profile: int, n: int = 30) -> Make:
    """Thirty or more of whom two stand alone in i2, with answers that sum to 100 whichever."""
    return lambda form: [
        sheet_of(form, {"i2": pair[person]} if person < 2 else {}, profile) for person in range(n)
    ]
