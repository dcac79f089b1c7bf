"""What the reader of a result must know, in the language of the page."""

from flask_babel import gettext

from survey_app.core.disclosure import ShownResult
from survey_app.reports import remarks
from survey_app.reports.remarks import Language, RemarkLine
from survey_app.web.writing import write_day

_OF_PAGE = Language(gettext, write_day)


def word_remarks(shown: ShownResult) -> tuple[RemarkLine, ...]:
    """The remarks of a result in words."""
    return remarks.word_remarks(shown, _OF_PAGE)
