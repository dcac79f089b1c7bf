"""Folded counts. Only `core/disclosure.py` decides what of them is shown."""

from collections.abc import Sequence

from sqlalchemy import bindparam, func, update
from sqlmodel import Session, col, select

from survey_app.core.questionnaire import Questionnaire
from survey_app.core.sheet import Sheet
from survey_app.core.tally import Tally, add_sheets, empty_tally
from survey_app.storage.tables import ReleasedRow, TallyRow


def make_tally(session: Session, survey: str, form: Questionnaire) -> None:
    """All rows and options of a survey at 0."""
    for code, size in zip(form.row_codes, form.row_sizes, strict=True):
        session.add_all(TallyRow(survey=survey, row=code, option=i, n=0) for i in range(size))
    session.add(ReleasedRow(survey=survey, n=0))
    session.flush()


def read_tally(session: Session, survey: str, form: Questionnaire) -> Tally:
    """The folded counts in the order of the form; raises Unbalanced if they do not add up."""
    query = select(TallyRow.row, TallyRow.option, TallyRow.n).where(TallyRow.survey == survey)
    counts = {(row, option): n for row, option, n in session.exec(query)}
    rows = zip(form.row_codes, form.row_sizes, strict=True)
    return Tally(tuple(tuple(counts[code, i] for i in range(size)) for code, size in rows))


def fold(session: Session, survey: str, form: Questionnaire, lot: Sequence[Sheet]) -> None:
    """Add a lot to the counts, touching every row, so that untouched rows tell nothing."""
    added = add_sheets(empty_tally(form), lot)
    statement = (
        update(TallyRow)
        .where(
            col(TallyRow.survey) == bindparam("of_survey"),
            col(TallyRow.row) == bindparam("of_row"),
            col(TallyRow.option) == bindparam("of_option"),
        )
        .values(n=col(TallyRow.n) + bindparam("more"))
    )
    session.connection().execute(
        statement,
        [
            {"of_survey": survey, "of_row": code, "of_option": option, "more": n}
            for code, counts in zip(form.row_codes, added.counts, strict=True)
            for option, n in enumerate(counts)
        ],
    )
    released = session.get_one(ReleasedRow, survey)
    released.n += len(lot)
    session.add(released)
    session.flush()


def count_released(session: Session, survey: str) -> int:
    """How many sheets were folded."""
    query = select(func.coalesce(func.sum(ReleasedRow.n), 0)).where(ReleasedRow.survey == survey)
    return int(session.exec(query).one())
