"""Any form and any answers to it, for statements that must hold of all of them."""

from hypothesis import strategies as st

from survey_app.core.questionnaire import Questionnaire
from survey_app.core.sheet import Sheet
from tests.unit.core.small import build_form

SIZES = (0, 3, 7, 12, 30)
"""Numbers of respondents at which something else may be shown."""


@st.composite
def option_scores(draw: st.DrawFn) -> tuple[int, ...]:
    """Scores of a row's options: a 0, a 100 and up to four others, in any order."""
    between = draw(st.lists(st.integers(0, 100), max_size=4))
    return tuple(draw(st.permutations([0, 100, *between])))


@st.composite
def forms(draw: st.DrawFn) -> Questionnaire:
    """A form of one to three indicators, with rows of either polarity and up to two profiles."""
    rows = st.lists(option_scores(), min_size=1, max_size=3)
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    plan = {
        no: {f"q{no}-{place}": draw(rows) for place in range(1, size + 1)}
        for no, size in enumerate(sizes, start=1)
    }
    profile = draw(st.dictionaries(st.sampled_from(["sex", "age"]), st.integers(2, 5)))
    return build_form(plan, profile)


def sheets(form: Questionnaire) -> st.SearchStrategy[Sheet]:
    """Any whole sheet of `form`."""
    choices = st.tuples(*(st.integers(0, size - 1) for size in form.row_sizes))
    return choices.map(Sheet)


@st.composite
def answered_forms(
    draw: st.DrawFn, least: int = 1, most: int = 12
) -> tuple[Questionnaire, list[Sheet]]:
    """A form and some sheets of it."""
    form = draw(forms())
    return form, draw(st.lists(sheets(form), min_size=least, max_size=most))
