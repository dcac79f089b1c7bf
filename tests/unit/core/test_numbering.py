"""Numbers on paper: those of the phone's form, and on from there for what has none."""

from survey_app.core.questionnaire.numbering import list_rows, number_parts
from survey_app.storage.editions import read_edition


def test_rows_stand_in_the_order_of_a_sheet_under_numbers_that_never_repeat():
    for instrument in ("IIT", "EIT"):
        form = read_edition(2564).questionnaire(instrument)
        rows = list(list_rows(number_parts(form)))
        assert tuple(row.code for row in rows) == form.row_codes
        assert tuple(len(row.options) for row in rows) == form.row_sizes
        assert len({row.number for row in rows}) == len(rows)
        assert [row.required for row in rows] == [True] * len(form.scored_rows) + [False] * len(
            form.profile
        )


def test_a_question_of_several_rows_numbers_them_below_itself_and_profile_counts_on():
    numbers = [
        row.number for row in list_rows(number_parts(read_edition(2564).questionnaire("EIT")))
    ]
    assert numbers[:7] == ["1.1", "1.2", "2", "3", "4.1", "4.2", "4.3"]
    assert numbers[-5:] == ["15", "16", "17", "18", "19"]
